//! Generated regions in files that are otherwise written by hand.
//!
//! ```python
//! # region pylint-rs:gen shop.toml#Order,Line kind=dataclass 0123456789abcdef
//! …
//! # endregion
//! ```
//!
//! What is between the two comments is generated, and the number is its fingerprint: a region whose
//! content has another was edited by hand. One that is empty has none yet.

mod body;
mod clashes;
mod marker;
mod scan;

use std::ops::Range;

use pylint_rs_diagnostics::Fingerprint;

use crate::SpecError;
use crate::document::Source;

pub use body::BodyError;
pub use marker::Marker;
pub use scan::regions;

/// A region of a file.
#[derive(Clone, Debug)]
pub struct Region {
    /// What its first comment says.
    pub marker: Marker,
    /// What is before that comment on its line.
    indentation: String,
    /// The comment.
    comment: Range<usize>,
    /// From the line after the comment to the line of the comment that ends the region.
    content: Range<usize>,
}

/// A region and what it is to hold.
#[derive(Clone, Debug)]
pub struct Filling<'r> {
    /// The region.
    pub region: &'r Region,
    /// The text of a module with what it is to hold.
    pub module: String,
    /// All names that the spec defines, whether or not they are to be in the region.
    pub defined: Vec<String>,
    /// Those that are to be in the region; all if there are none.
    pub only: Vec<String>,
}

impl Region {
    /// An error about the region.
    pub fn error(&self, source: &Source, message: impl Into<String>) -> SpecError {
        source.error(&self.comment, message)
    }

    /// Why the region may not be written without force, if it may not.
    pub fn refusal(&self, source: &Source) -> Option<SpecError> {
        let content = &source.text[self.content.clone()];
        let message = match &self.marker.fingerprint {
            Some(fingerprint) if *fingerprint == fingerprint_of(content) => return None,
            Some(_) => "the region was edited by hand since it was generated",
            None if content.trim().is_empty() => return None,
            None => "the region has no fingerprint, and is not empty",
        };
        Some(self.error(source, message))
    }
}

/// A file with its regions filled; everything else stays as it is.
///
/// # Errors
/// If what a region is to hold cannot stand where it is.
pub fn fill(source: &Source, fillings: &[Filling<'_>]) -> Result<String, Vec<SpecError>> {
    let mut errors = Vec::new();
    let mut bodies = Vec::new();
    let newline = pylint_rs_source::Newline::first_of(&source.text).as_str();
    let mut result = String::with_capacity(source.text.len());
    let mut end = 0;
    for filling in fillings {
        let region = filling.region;
        // What is above decides what need not be imported again.
        result.push_str(&source.text[end..region.comment.start]);
        let body = match body::body(&result, filling) {
            Ok(body) => body,
            Err(error) => {
                errors.push(region.error(source, error.to_string()));
                continue;
            }
        };
        result.push_str(&region.marker.comment(&fingerprint_of(&body.lines)));
        result.push_str(newline);
        result.push_str(&body.lines.replace('\n', newline));
        end = region.content.end;
        bodies.push((filling, body));
    }
    errors.extend(clashes::between_regions(source, &bodies));
    if errors.is_empty() {
        result.push_str(&source.text[end..]);
        errors.extend(clashes::missing_names(source, &result, &bodies));
    }
    if errors.is_empty() { Ok(result) } else { Err(errors) }
}

/// The fingerprint of a region's content, whatever ends its lines.
fn fingerprint_of(content: &str) -> String {
    let content = content.replace("\r\n", "\n").replace('\r', "\n");
    Fingerprint::EMPTY.part(content.as_bytes()).to_string()
}
