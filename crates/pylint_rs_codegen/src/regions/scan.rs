//! Where the regions of a file are.

use std::ops::Range;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_module, parse_unchecked};
use ruff_text_size::Ranged;

use super::{Marker, Region};
use crate::SpecError;
use crate::document::Source;

/// The generated regions of a Python file, in order.
///
/// # Errors
/// If the file is no Python, or a region has no end, is within another, or is there twice.
pub fn regions(source: &Source) -> Result<Vec<Region>, Vec<SpecError>> {
    let text = &*source.text;
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let mut scan = Scan { source, regions: Vec::new(), errors: Vec::new(), open: None };
    for token in parsed.tokens() {
        if token.kind() == TokenKind::Comment {
            scan.comment(token.range().start().to_usize()..token.range().end().to_usize());
        }
    }
    if let Some(open) = &scan.open {
        scan.errors.push(source.error(&open.comment, "the region has no `# endregion`"));
    }
    if scan.regions.is_empty() && scan.errors.is_empty() {
        return Ok(Vec::new());
    }
    // A block may consist of a region that is still empty.
    if let Some(error) = parsed.errors().first()
        && parse_module(&with_statements(text, &scan.regions)).is_err()
    {
        let start = error.location.start().to_usize();
        let message = format!("regions need a file that is Python: {}", error.error);
        scan.errors.push(source.error(&(start..start), message));
    }
    if scan.errors.is_empty() { Ok(scan.regions) } else { Err(scan.errors) }
}

/// A file with a statement in each region.
fn with_statements(text: &str, regions: &[Region]) -> String {
    let (mut result, mut end) = (String::with_capacity(text.len()), 0);
    for region in regions {
        result.push_str(&text[end..region.content.start]);
        result.push_str(&region.indentation);
        result.push_str("pass\n");
        end = region.content.start;
    }
    result.push_str(&text[end..]);
    result
}

struct Scan<'s> {
    source: &'s Source,
    regions: Vec<Region>,
    errors: Vec<SpecError>,
    open: Option<Open>,
}

/// A region of which the end has not been seen yet.
struct Open {
    /// Nothing if the comment could not be understood.
    marker: Option<Marker>,
    comment: Range<usize>,
    /// Regions of other kinds in it that are open.
    depth: usize,
}

impl Scan<'_> {
    fn comment(&mut self, comment: Range<usize>) {
        let text = &self.source.text[comment.clone()];
        let words = text.trim_start_matches('#').trim_start();
        if let Some(marker) = Marker::parse(text) {
            self.begin(marker, comment);
        } else if let Some(open) = &mut self.open {
            if words == "region" || words.starts_with("region ") {
                open.depth += 1;
            } else if words == "endregion" || words.starts_with("endregion ") {
                if open.depth > 0 {
                    open.depth -= 1;
                } else {
                    self.end(comment);
                }
            }
        }
    }

    fn begin(&mut self, marker: Result<Marker, String>, comment: Range<usize>) {
        if let Some(open) = &self.open {
            let (line, _) = self.source.position(open.comment.start);
            let message = format!("this region is within the one on line {line}");
            self.errors.push(self.source.error(&comment, message));
            return;
        }
        if !before_on_line(&self.source.text, &comment).trim().is_empty() {
            self.errors.push(self.source.error(&comment, "a region begins on a line of its own"));
        }
        let marker = marker.map_err(|message| {
            self.errors.push(self.source.error(&comment, message));
        });
        self.open = Some(Open { marker: marker.ok(), comment, depth: 0 });
    }

    fn end(&mut self, comment: Range<usize>) {
        let Some(Open { marker: Some(marker), comment: first, .. }) = self.open.take() else {
            return;
        };
        let text = &*self.source.text;
        let indentation = before_on_line(text, &first).to_owned();
        let last = before_on_line(text, &comment);
        if !indentation.trim().is_empty() {
            return;
        }
        if last != indentation {
            let message = if last.trim().is_empty() {
                "`# endregion` is not indented as the region's beginning"
            } else {
                "a region ends on a line of its own"
            };
            self.errors.push(self.source.error(&comment, message));
            return;
        }
        let same = |other: &&Region| {
            other.marker.spec == marker.spec && other.marker.parts == marker.parts
        };
        if let Some(other) = self.regions.iter().find(same) {
            let (line, _) = self.source.position(other.comment.start);
            let message = format!("the same region is on line {line}");
            self.errors.push(self.source.error(&first, message));
        }
        let line_start = comment.start - last.len();
        let content = text[first.end..].find('\n').map_or(line_start, |it| first.end + it + 1);
        self.regions.push(Region {
            marker,
            indentation,
            comment: first,
            content: content.min(line_start)..line_start,
        });
    }
}

/// What is before a comment on its line.
fn before_on_line<'t>(text: &'t str, comment: &Range<usize>) -> &'t str {
    let before = &text[..comment.start];
    &before[before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1)..]
}
