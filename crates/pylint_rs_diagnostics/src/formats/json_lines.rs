//! `json-lines`: one JSON object per line and finding.
//!
//! Specification: <https://jsonlines.org>; each object is as in the `json` format.

use crate::formats::json::write_objects;
use crate::{Emitter, EmitterOptions, FileDiagnostics};

/// The `json-lines` format.
pub(crate) struct JsonLines {
    options: EmitterOptions,
}

impl JsonLines {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

impl Emitter for JsonLines {
    fn shows_noqa_lines(&self) -> bool {
        true
    }

    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        write_objects(file, &self.options, b"\n", output);
        if !file.diagnostics.is_empty() {
            output.push(b'\n');
        }
    }
}
