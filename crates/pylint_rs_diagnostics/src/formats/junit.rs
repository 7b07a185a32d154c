//! `junit`: JUnit XML, a suite per file and a failed test per finding.
//!
//! Specification: Jenkins' schema,
//! <https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>,
//! the strictest in wide use: there is no place in it for a test's line and column, so the
//! failure's text says them.

use std::io::{self, Write};

use crate::line_text::push_number;
use crate::{Emitter, FileDiagnostics, Locations, Summary};

/// The `junit` format.
pub(crate) struct Junit;

/// Escapes for an attribute in double quotes or for text. XML 1.0 cannot hold most control
/// characters at all, not even escaped: they become U+FFFD. Line breaks in attributes would be
/// read as spaces, so they are escaped too.
fn push_escaped(output: &mut Vec<u8>, text: &str) {
    for character in text.chars() {
        let replacement = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&apos;",
            '\t' => "&#9;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            _ => {
                let mut buffer = [0; 4];
                output.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                continue;
            }
        };
        output.extend_from_slice(replacement.as_bytes());
    }
}

impl Emitter for Junit {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        if file.diagnostics.is_empty() {
            return;
        }
        let mut suite = Vec::new();
        push_escaped(&mut suite, &file.path.to_string_lossy());
        let mut class = Vec::new();
        push_escaped(&mut class, &file.path.with_extension("").to_string_lossy());

        output.extend_from_slice(b"    <testsuite name=\"");
        output.extend_from_slice(&suite);
        output.extend_from_slice(b"\" tests=\"");
        push_number(output, file.diagnostics.len());
        output.extend_from_slice(b"\" skipped=\"0\" errors=\"0\" failures=\"");
        push_number(output, file.diagnostics.len());
        output.extend_from_slice(b"\" package=\"org.pylint-rs\">\n");

        let mut locations = Locations::new(file);
        for diagnostic in file.diagnostics {
            let start = locations.position(diagnostic.range.start());
            let mut message = Vec::new();
            push_escaped(&mut message, &diagnostic.message);

            output.extend_from_slice(b"        <testcase name=\"org.pylint-rs.");
            push_escaped(output, &diagnostic.code);
            output.extend_from_slice(b"\" classname=\"");
            output.extend_from_slice(&class);
            output.extend_from_slice(b"\">\n            <failure message=\"");
            output.extend_from_slice(&message);
            output.extend_from_slice(b"\" type=\"");
            output.extend_from_slice(diagnostic.severity.as_str().as_bytes());
            output.extend_from_slice(b"\">");
            if let Some(cell) = start.cell {
                output.extend_from_slice(b"cell ");
                push_number(output, cell);
                output.extend_from_slice(b", ");
            }
            output.extend_from_slice(b"line ");
            push_number(output, start.row);
            output.extend_from_slice(b", col ");
            push_number(output, start.column);
            output.extend_from_slice(b", ");
            output.extend_from_slice(&message);
            output.extend_from_slice(b"</failure>\n        </testcase>\n");
        }
        output.extend_from_slice(b"    </testsuite>\n");
    }

    fn needs_totals(&self) -> bool {
        true
    }

    fn begin(&self, totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        let Some(totals) = totals else {
            return output.write_all(b"<testsuites name=\"pylint-rs\">\n");
        };
        let failures = totals.total();
        // A run without findings reports one test, which passed.
        let tests = failures.max(1);
        writeln!(
            output,
            r#"<testsuites name="pylint-rs" tests="{tests}" failures="{failures}" errors="0">"#
        )
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        if summary.is_empty() {
            output.write_all(
                b"    <testsuite name=\"pylint-rs\" tests=\"1\" skipped=\"0\" errors=\"0\" \
                  failures=\"0\" package=\"org.pylint-rs\">\n        \
                  <testcase name=\"No errors found\" classname=\"pylint-rs\"/>\n    \
                  </testsuite>\n",
            )?;
        }
        output.write_all(b"</testsuites>\n")
    }
}
