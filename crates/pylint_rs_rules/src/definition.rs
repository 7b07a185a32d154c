//! A rule that may be run, wherever it comes from.

use std::sync::Arc;

use crate::{
    DataRule, Description, OptionsError, RuleEntry, RuleInstance, ShippedRule, registry, shipped,
};

/// A rule that may be run, wherever it comes from.
#[derive(Clone)]
pub enum RuleDefinition {
    /// Written in Rust.
    Native(&'static RuleEntry),
    /// Data, of a pack that is part of the linter.
    Shipped(&'static ShippedRule),
    /// Written in a file that was asked for.
    Loaded(Arc<DataRule>),
}

impl RuleDefinition {
    /// The rules that are part of the linter, by code.
    pub fn built_in() -> Vec<Self> {
        let native = registry().iter().map(|entry| Self::Native(entry));
        let mut rules: Vec<_> = native.chain(shipped().iter().map(Self::Shipped)).collect();
        rules.sort_by(|left, right| left.code().cmp(right.code()));
        rules
    }

    /// The code: a part of the description that is asked for often.
    pub fn code(&self) -> &str {
        match self {
            Self::Native(entry) => entry.code(),
            Self::Shipped(rule) => rule.metadata().code,
            Self::Loaded(rule) => &rule.code,
        }
    }

    /// The name, likewise.
    pub fn name(&self) -> &str {
        match self {
            Self::Native(entry) => entry.metadata().name,
            Self::Shipped(rule) => rule.metadata().name,
            Self::Loaded(rule) => &rule.name,
        }
    }

    /// What is known of the rule without running it.
    pub fn description(&self) -> Description<'_> {
        match self {
            Self::Native(entry) => {
                let metadata = entry.metadata();
                Description {
                    code: metadata.code,
                    name: metadata.name,
                    pack: None,
                    category: metadata.category,
                    severity: metadata.severity,
                    fix: metadata.fix,
                    default: metadata.default,
                    documentation: metadata.documentation.trim(),
                    url: None,
                }
            }
            Self::Shipped(rule) => rule.description(),
            // Who asks for a file wants its rules.
            Self::Loaded(rule) => Description { default: true, ..rule.description() },
        }
    }

    /// Whether it was read from one of Semgrep's files.
    pub fn is_from_semgrep(&self) -> bool {
        match self {
            Self::Native(_) | Self::Shipped(_) => false,
            Self::Loaded(rule) => rule.is_from_semgrep(),
        }
    }

    /// The JSON Schema of its options.
    pub fn options_schema(&self) -> schemars::Schema {
        match self {
            Self::Native(entry) => entry.options_schema(),
            Self::Shipped(_) | Self::Loaded(_) => schemars::schema_for!(crate::NoOptions),
        }
    }

    /// Its options with their default values.
    pub fn default_options(&self) -> toml::Table {
        match self {
            Self::Native(entry) => entry.default_options(),
            Self::Shipped(_) | Self::Loaded(_) => toml::Table::new(),
        }
    }

    /// Reads what is not read yet of the rule, so that making it takes no time.
    pub fn prepare(&self) {
        if let Self::Shipped(rule) = self {
            rule.rule();
        }
    }

    /// Makes the rule.
    ///
    /// # Errors
    /// If it has no such options, or they have other types.
    pub fn build(&self, options: toml::Table) -> Result<RuleInstance, OptionsError> {
        if let Self::Native(entry) = self {
            return entry.build(options);
        }
        options.try_into::<crate::NoOptions>().map_err(|error| OptionsError {
            code: self.code().into(),
            message: error.message().to_owned(),
        })?;
        Ok(match self {
            Self::Native(_) => unreachable!("it has been built above"),
            Self::Shipped(rule) => RuleInstance::of_shipped(rule),
            Self::Loaded(rule) => RuleInstance::of_data(Arc::clone(rule)),
        })
    }
}
