//! `json`: one array of findings, a finding a line.
//!
//! Specification: this project's `docs/schema/diagnostics.schema.json`, which is generated from
//! the types below. Every key that Ruff's `json` has is there with the same meaning, so that
//! editors' plug-ins for Ruff read it.

use std::io::{self, Write};

use ruff_text_size::Ranged;
use schemars::JsonSchema;

use crate::line_text::{push_json_string, push_number};
use crate::{
    Applicability, Diagnostic, Emitter, EmitterOptions, FileDiagnostics, Locations, Position,
    Severity, Summary,
};

/// A finding.
#[derive(JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(rename = "Diagnostic", deny_unknown_fields)]
pub(crate) struct JsonDiagnostic<'a> {
    /// The notebook's code cell, from 1; null outside notebooks.
    #[schemars(range(min = 1))]
    cell: Option<usize>,
    /// The rule's code, or `invalid-syntax`.
    code: &'a str,
    /// Where the finding ends, exclusive.
    end_location: JsonLocation,
    /// The absolute path; `-` for standard input without a name.
    filename: &'a str,
    /// Edits that mend the finding, where there are any.
    fix: Option<JsonFix<'a>>,
    /// Where the finding starts.
    location: JsonLocation,
    /// What is wrong.
    message: &'a str,
    /// The rule's name.
    name: &'a str,
    /// The row whose suppression comment covers the finding; null where no comment can.
    #[schemars(range(min = 1))]
    noqa_row: Option<usize>,
    /// How much the finding matters.
    severity: Severity,
    /// The rule's page.
    url: Option<&'a str>,
}

/// A place in a file, or in a notebook's cell.
#[derive(JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(rename = "Location", deny_unknown_fields)]
struct JsonLocation {
    /// The column in code points, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The line, from 1.
    #[schemars(range(min = 1))]
    row: usize,
}

impl From<Position> for JsonLocation {
    fn from(position: Position) -> Self {
        Self { column: position.column, row: position.row }
    }
}

/// Edits that mend a finding, to be applied together or not at all.
#[derive(JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(rename = "Fix", deny_unknown_fields)]
struct JsonFix<'a> {
    /// Whether the fix may be applied unasked.
    applicability: Applicability,
    /// The edits, by position, not overlapping.
    edits: Vec<JsonEdit<'a>>,
    /// What applying the fix does.
    message: Option<&'a str>,
}

/// A replacement of a range by a text.
#[derive(JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(rename = "Edit", deny_unknown_fields)]
struct JsonEdit<'a> {
    /// The text that takes the range's place.
    content: &'a str,
    /// Where the range ends, exclusive.
    end_location: JsonLocation,
    /// Where the range starts.
    location: JsonLocation,
}

/// Appends one file's findings as JSON objects with `separator` between them.
pub(crate) fn write_objects(
    file: &FileDiagnostics<'_>,
    options: &EmitterOptions,
    separator: &[u8],
    output: &mut Vec<u8>,
) {
    let filename = file.path.to_string_lossy();
    let mut locations = Locations::new(file);
    for (index, diagnostic) in file.diagnostics.iter().enumerate() {
        if index > 0 {
            output.extend_from_slice(separator);
        }
        object(diagnostic, &filename, options, &mut locations).write(output);
    }
}

impl JsonDiagnostic<'_> {
    /// Writes the object as serde would, key by key.
    fn write(&self, output: &mut Vec<u8>) {
        output.extend_from_slice(b"{\"cell\":");
        push_optional(output, self.cell, push_number);
        output.extend_from_slice(b",\"code\":");
        push_json_string(output, self.code);
        output.extend_from_slice(b",\"end_location\":");
        self.end_location.write(output);
        output.extend_from_slice(b",\"filename\":");
        push_json_string(output, self.filename);
        output.extend_from_slice(b",\"fix\":");
        push_optional(output, self.fix.as_ref(), |output, fix| fix.write(output));
        output.extend_from_slice(b",\"location\":");
        self.location.write(output);
        output.extend_from_slice(b",\"message\":");
        push_json_string(output, self.message);
        output.extend_from_slice(b",\"name\":");
        push_json_string(output, self.name);
        output.extend_from_slice(b",\"noqa_row\":");
        push_optional(output, self.noqa_row, push_number);
        output.extend_from_slice(b",\"severity\":");
        push_json_string(output, self.severity.as_str());
        output.extend_from_slice(b",\"url\":");
        push_optional(output, self.url, push_json_string);
        output.push(b'}');
    }
}

impl JsonLocation {
    fn write(&self, output: &mut Vec<u8>) {
        output.extend_from_slice(b"{\"column\":");
        push_number(output, self.column);
        output.extend_from_slice(b",\"row\":");
        push_number(output, self.row);
        output.push(b'}');
    }
}

impl JsonFix<'_> {
    fn write(&self, output: &mut Vec<u8>) {
        output.extend_from_slice(b"{\"applicability\":");
        push_json_string(output, self.applicability.as_str());
        output.extend_from_slice(b",\"edits\":[");
        for (index, edit) in self.edits.iter().enumerate() {
            if index > 0 {
                output.push(b',');
            }
            output.extend_from_slice(b"{\"content\":");
            push_json_string(output, edit.content);
            output.extend_from_slice(b",\"end_location\":");
            edit.end_location.write(output);
            output.extend_from_slice(b",\"location\":");
            edit.location.write(output);
            output.push(b'}');
        }
        output.extend_from_slice(b"],\"message\":");
        push_optional(output, self.message, push_json_string);
        output.push(b'}');
    }
}

fn push_optional<T>(output: &mut Vec<u8>, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T)) {
    match value {
        Some(value) => push(output, value),
        None => output.extend_from_slice(b"null"),
    }
}

fn object<'a>(
    diagnostic: &'a Diagnostic,
    filename: &'a str,
    options: &'a EmitterOptions,
    locations: &mut Locations<'_>,
) -> JsonDiagnostic<'a> {
    let (start, end) = locations.span(diagnostic.range);
    let noqa_row = match diagnostic.noqa_offset {
        _ if !diagnostic.is_suppressible() => None,
        Some(offset) => Some(locations.position(offset).row),
        None => Some(start.row),
    };
    let fix = diagnostic.fix.as_ref().map(|fix| JsonFix {
        applicability: fix.applicability(),
        edits: fix
            .edits()
            .iter()
            .map(|edit| {
                let (start, end) = locations.span(edit.range());
                JsonEdit {
                    content: edit.content(),
                    end_location: end.into(),
                    location: start.into(),
                }
            })
            .collect(),
        message: fix.message(),
    });
    JsonDiagnostic {
        cell: start.cell,
        code: &diagnostic.code,
        end_location: end.into(),
        filename,
        fix,
        location: start.into(),
        message: &diagnostic.message,
        name: &diagnostic.name,
        noqa_row,
        severity: diagnostic.severity,
        url: options.rules.url(&diagnostic.code),
    }
}

/// The JSON Schema of the `json` format, as published in `docs/schema/diagnostics.schema.json`.
pub fn json_schema() -> String {
    let generator =
        schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Vec<JsonDiagnostic<'_>>>();
    schema.insert("title".to_owned(), "Findings as written by --output-format json".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The `json` format.
pub(crate) struct Json {
    options: EmitterOptions,
}

impl Json {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

impl Emitter for Json {
    fn shows_noqa_lines(&self) -> bool {
        true
    }

    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        write_objects(file, &self.options, self.separator(), output);
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn begin(&self, _totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"[")
    }

    fn end(&self, _summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"]\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_written_as_serde_writes_them() {
        let location = |row, column| JsonLocation { column, row };
        let odd = "\"\\\u{8}\u{c}\n\r\t\u{1}\u{7f}é日\u{2028}😀/<";
        for (text, is_there) in [("plain", true), (odd, true), ("", false)] {
            let edit = |content| JsonEdit {
                content,
                end_location: location(3, 1),
                location: location(1, 12345),
            };
            let object = JsonDiagnostic {
                cell: is_there.then_some(3),
                code: text,
                end_location: location(1, 2),
                filename: text,
                fix: is_there.then(|| JsonFix {
                    applicability: Applicability::Unsafe,
                    edits: vec![edit(text), edit("")],
                    message: (text == odd).then_some(text),
                }),
                location: location(usize::MAX, 0),
                message: text,
                name: text,
                noqa_row: is_there.then_some(10),
                severity: Severity::Hint,
                url: is_there.then_some(text),
            };
            let mut ours = Vec::new();
            object.write(&mut ours);
            assert_eq!(String::from_utf8(ours).unwrap(), serde_json::to_string(&object).unwrap());
        }
    }
}
