//! What the user wants: `lint.toml`, `[tool.pylint-rs]` and the command line, resolved.
//!
//! A [`Resolver`] finds the nearest configuration file of each directory, follows its `extend`
//! chain, puts the command line on top and keeps the result as [`Settings`]; these give, for each
//! file, the [`RuleSettings`] that `[[overrides]]` and `per-file-ignores` make of them. Files to
//! which the same of these apply share one `RuleSettings`.
//!
//! Every value remembers its [`Origin`].

mod catalog;
mod document;
mod error;
mod file_model;
mod generation;
mod located;
mod origin;
mod report;
mod resolver;
mod rule_files;
mod rule_settings;
mod schema;
mod selection;
mod selector;
mod settings;
mod target_version;

pub use catalog::{LoadedBy, LoadedRule, RuleCatalog, RuleDescription};
pub use error::ConfigurationError;
pub use file_model::{FileModel, OverrideModel, RuleTable, RulesModel, SelectorMap};
pub use generation::{
    Generation, GenerationModel, OutputModel, OutputTable, SourcesModel, project_target_version,
};
pub use located::Located;
pub use origin::{Origin, Sourced};
pub use report::{show_rules, show_settings};
pub use resolver::{CommandLine, Resolver, configured_rule_files};
pub use rule_settings::{ActiveRule, RuleSettings};
pub use schema::schema;
pub use selection::Cause;
pub use settings::Settings;
pub use target_version::{DEFAULT_TARGET_VERSION, TargetVersion};

#[cfg(test)]
mod tests;
