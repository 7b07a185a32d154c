//! Rules that are data: written in files, as patterns, rather than in Rust.

mod conflicts;
mod deletion;
mod discovery;
mod documentation;
mod file;
mod mending;
mod metavariables;
mod path_filter;
mod plan;
mod query;
mod rule;
mod semgrep;
mod test_case;
mod text;
mod toml_file;
mod vocabulary;

pub(crate) use plan::DataPlan;

pub use conflicts::conflicts;
pub use discovery::rule_files;
pub use file::{RULE_FILE_ENDINGS, RuleFile, RuleFileError};
pub use mending::{Unmended, mend_all};
pub use query::{Query, QueryError};
pub use rule::{DataFix, DataRule, PathScope, RuleOrigin};
pub use test_case::{RuleTest, TestText};
pub use toml_file::schema as rule_file_schema;

/// The metavariables of all rules that are data, as far as they have been read.
pub fn metavariables() -> pylint_rs_pattern::Vocabulary {
    vocabulary::vocabulary()
}
