//! `rdjson`: reviewdog's Diagnostic Format, one object for the whole run.
//!
//! Specification: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Its columns
//! count bytes of UTF-8, not characters.

use std::io::{self, Write};

use ruff_text_size::{Ranged, TextRange};
use serde::Serialize;

use crate::{Emitter, EmitterOptions, FileDiagnostics, Locations, Severity, Summary};

/// The `rdjson` format.
pub(crate) struct Rdjson {
    options: EmitterOptions,
}

impl Rdjson {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

#[derive(Serialize)]
struct Finding<'a> {
    code: Code<'a>,
    location: Location<'a>,
    message: &'a str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    value: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    end: Point,
    start: Point,
}

#[derive(Serialize)]
struct Point {
    column: usize,
    line: usize,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    }
}

fn range(locations: &mut Locations<'_>, range: TextRange) -> Range {
    let (start, end) = locations.span_on_disk(range);
    if locations.is_notebook() {
        // The byte columns of the decoded text say nothing about the file.
        return Range { end: Point { column: 1, line: 1 }, start: Point { column: 1, line: 1 } };
    }
    Range {
        end: Point { column: locations.byte_column(range.end()), line: end.row },
        start: Point { column: locations.byte_column(range.start()), line: start.row },
    }
}

impl Emitter for Rdjson {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let path = file.path.to_string_lossy();
        let mut locations = Locations::new(file);
        for (index, diagnostic) in file.diagnostics.iter().enumerate() {
            if index > 0 {
                output.extend_from_slice(self.separator());
            }
            // reviewdog would apply suggestions to the notebook's JSON.
            let edits = diagnostic.fix.as_ref().filter(|_| file.cell_starts.is_none());
            let finding = Finding {
                code: Code {
                    url: self.options.rules.url(&diagnostic.code),
                    value: &diagnostic.code,
                },
                location: Location { path: &path, range: range(&mut locations, diagnostic.range) },
                message: &diagnostic.message,
                severity: severity(diagnostic.severity),
                suggestions: edits
                    .map_or(&[][..], crate::Fix::edits)
                    .iter()
                    .map(|edit| Suggestion {
                        range: range(&mut locations, edit.range()),
                        text: edit.content(),
                    })
                    .collect(),
            };
            // Neither the types nor writing to memory can make this fail.
            let _ = serde_json::to_writer(&mut *output, &finding);
        }
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn begin(&self, _totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"{\"diagnostics\":[")
    }

    fn end(&self, _summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        writeln!(
            output,
            r#"],"severity":"WARNING","source":{{"name":"pylint-rs","url":"{}"}}}}"#,
            env!("CARGO_PKG_REPOSITORY")
        )
    }
}
