//! Findings, the edits that mend them, and the formats they are written in.
//!
//! A rule makes a [`Diagnostic`]; the linter filters it (suppressions, baseline) and hands what
//! is left, one file at a time, to an [`Emitter`]. Workers call [`Emitter::render`] on their own
//! files; a [`ReportWriter`] puts the chunks together in path order; a [`Summary`] counts.

mod applying;
mod closing;
mod diagnostic;
mod diff;
mod edit;
mod emitter;
mod file;
mod fingerprint;
mod fix_hunks;
mod formats;
mod line_text;
mod output_format;
mod painter;
mod plain;
mod rule_info;
mod snippet;
mod statistics;
mod style;
mod suggestion;
mod summary;

pub use applying::{apply_edits, foreign_newline};
pub use closing::{closing_lines, fixes_applied, would_fix};
pub use diagnostic::{Diagnostic, Severity};
pub use diff::{ChangedLines, annotated_diff, unified_diff};
pub use edit::{Applicability, Edit, Fix, IntoEdits};
pub use emitter::{Emitter, EmitterOptions, ReportWriter};
pub use file::{FileDiagnostics, Locations, Position};
pub use fingerprint::Fingerprint;
pub use formats::json::json_schema;
pub use line_text::on_one_line;
pub use output_format::{OutputFormat, UnknownFormat};
pub use rule_info::{RuleCatalogue, RuleInfo};
pub use statistics::statistics;
pub use suggestion::suggestion;
pub use summary::{FixedFile, RuleCount, Summary};
