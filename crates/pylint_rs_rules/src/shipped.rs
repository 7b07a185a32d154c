//! The rules of the packs in `rules/`, which are part of the linter.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use pylint_rs_diagnostics::Severity;

use crate::{Category, DataRule, Description, FixAvailability, Metadata, OptionsError, RuleFile};

/// A rule of a pack. It is data, which is read when the rule is first run.
pub struct ShippedRule {
    metadata: Metadata,
    pack: &'static str,
    url: Option<&'static str>,
    /// A file with this rule alone.
    source: &'static str,
    rule: OnceLock<Result<Arc<DataRule>, String>>,
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The rules of the packs, by code.
pub fn shipped() -> &'static [ShippedRule] {
    &SHIPPED
}

impl ShippedRule {
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What is known of the rule without reading it.
    pub fn description(&self) -> Description<'static> {
        let Metadata { code, name, category, severity, fix, default, documentation } =
            self.metadata;
        Description {
            code,
            name,
            pack: Some(self.pack),
            category,
            severity,
            fix,
            default,
            documentation,
            url: self.url,
        }
    }

    /// The rule.
    ///
    /// # Errors
    /// If there is a mistake in it, which a test of the packs would have found.
    pub fn rule(&self) -> Result<Arc<DataRule>, OptionsError> {
        let read = || {
            let mut file =
                RuleFile::parse(&PathBuf::from(format!("{}.toml", self.pack)), self.source);
            match (file.errors.first(), file.rules.pop()) {
                (None, Some(rule)) => Ok(Arc::new(rule)),
                (error, _) => Err(error.map_or("no rule".to_owned(), ToString::to_string)),
            }
        };
        self.rule
            .get_or_init(read)
            .clone()
            .map_err(|message| OptionsError { code: self.metadata.code.into(), message })
    }
}
