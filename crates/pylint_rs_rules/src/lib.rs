//! The rules of pylint-rs, their registry, and the dispatcher that runs them.
//!
//! A rule is one file under `rules/`: a type that implements [`Rule`] and one line that puts it
//! into the [`registry`]. It never walks the tree: it subscribes to kinds of nodes, to qualified
//! names, to bindings or scopes, and the [`Plan`] hands it just those.

// `linkme` places each rule's entry in a section of its own, which the compiler counts as unsafe.
#![allow(unsafe_code)]

mod checker;
mod data;
mod definition;
mod dispatcher;
mod dummy_variables;
pub mod edits;
mod facts;
mod file;
mod function_tally;
mod literals;
mod mutability;
mod name_filter;
mod registry;
mod rule;
mod rule_times;
mod rules;
mod shipped;
mod standalone;
mod subscriptions;
mod visibility;

pub use checker::Checker;
pub use data::{Unmended, conflicts, mend_all};
pub use definition::RuleDefinition;
pub use dispatcher::Plan;
pub use dummy_variables::DummyVariables;
pub use facts::Fact;
pub use file::{FileSettings, ParsedFile};
pub use pylint_rs_rule_files::{
    Category, DataFix, DataRule, Description, FixAvailability, PathScope, Query, QueryError,
    RULE_FILE_ENDINGS, RuleFile, RuleFileError, RuleOrigin, RuleTest, TestText, metavariables,
    rule_file_schema, rule_files,
};
pub use registry::{OptionsError, RuleEntry, RuleInstance, find, registry};
pub use rule::{Metadata, NoOptions, Rule, RuleOptions};
pub use rule_times::RuleTimes;
pub use shipped::{ShippedRule, shipped};
pub use standalone::check_text;
pub use subscriptions::{NameUse, Subscriptions};
