//! `json`: one array of findings, a finding a line.
//!
//! Specification: this project's `docs/schema/diagnostics.schema.json`, which is generated from
//! the types below. Every key that Ruff's `json` has is there with the same meaning, so that
//! editors' plug-ins for Ruff read it.

use std::io::{self, Write};

use ruff_text_size::Ranged;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Applicability, Diagnostic, Emitter, EmitterOptions, FileDiagnostics, Locations, Position,
    Severity, Summary,
};

/// A finding.
#[derive(Serialize, JsonSchema)]
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
#[derive(Serialize, JsonSchema)]
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
#[derive(Serialize, JsonSchema)]
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
#[derive(Serialize, JsonSchema)]
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
        let object = object(diagnostic, &filename, options, &mut locations);
        // Neither the types nor writing to memory can make this fail.
        let _ = serde_json::to_writer(&mut *output, &object);
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
