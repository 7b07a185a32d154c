//! Rules that are data: written in files, as patterns, rather than in Rust.
//!
//! [`RuleFile`] reads a file, in TOML or in Semgrep's YAML, and makes [`DataRule`]s of it: the one
//! model that both languages are translated into. The packs in `rules/` are read while the linter
//! is built, and kept as [`DataRule::to_bytes`] writes them.

mod category;
mod compiled;
mod description;
mod discovery;
mod documentation;
mod file;
mod metavariables;
mod query;
mod rule;
mod semgrep;
mod test_case;
mod text;
mod toml_file;
mod vocabulary;

pub use category::{Category, FixAvailability};
pub use description::Description;
pub use discovery::rule_files;
pub use file::{RULE_FILE_ENDINGS, RuleFile, RuleFileError, is_semgrep_file};
pub use query::{Query, QueryError};
pub use rule::{DataFix, DataRule, PathScope, RuleOrigin};
pub use test_case::{RuleTest, TestText};
pub use toml_file::schema as rule_file_schema;
pub use vocabulary::{COMPILED_NAMES, metavariables};
