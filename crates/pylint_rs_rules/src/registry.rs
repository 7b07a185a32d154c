//! The list of the rules written in Rust. It makes itself: each rule's file adds its own entry.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use linkme::distributed_slice;
use pylint_rs_diagnostics::Severity;

use crate::data::InstanceData;
use crate::subscriptions::{Handlers, Subscriptions};
use crate::{DataRule, Metadata, Rule, ShippedRule};

/// Where the rules' files put their entries.
#[distributed_slice]
pub static RULES: [RuleEntry];

/// A rule written in Rust, as the registry knows it.
pub struct RuleEntry {
    metadata: &'static Metadata,
    build: fn(toml::Table) -> Result<Handlers, toml::de::Error>,
    schema: fn() -> schemars::Schema,
    defaults: fn() -> toml::Table,
}

/// Options that a rule does not take.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {message}")]
pub struct OptionsError {
    /// The rule's code.
    pub code: Box<str>,
    /// What is wrong, as serde says it.
    pub message: String,
}

/// A rule with its options and severity, ready to run.
#[derive(Clone)]
pub struct RuleInstance {
    pub(crate) code: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) severity: Severity,
    /// What it subscribed to; a rule that is data subscribes to nothing.
    pub(crate) handlers: Arc<Handlers>,
    /// What it is, if it is data.
    pub(crate) data: Option<InstanceData>,
}

impl RuleInstance {
    /// The instance of a rule that is data.
    pub fn of_data(rule: Arc<DataRule>) -> Self {
        Self {
            code: Cow::Owned(rule.code.as_ref().to_owned()),
            name: Cow::Owned(rule.name.as_ref().to_owned()),
            severity: rule.severity,
            handlers: Arc::default(),
            data: Some(InstanceData::Loaded(rule)),
        }
    }

    /// The instance of a rule of a pack.
    pub(crate) fn of_shipped(rule: &'static ShippedRule) -> Self {
        let metadata = rule.metadata();
        Self {
            code: Cow::Borrowed(metadata.code),
            name: Cow::Borrowed(metadata.name),
            severity: metadata.severity,
            handlers: Arc::default(),
            data: Some(InstanceData::Shipped(rule)),
        }
    }

    /// The rule's code.
    pub fn code(&self) -> &Cow<'static, str> {
        &self.code
    }

    /// The rule's name.
    pub fn name(&self) -> &Cow<'static, str> {
        &self.name
    }

    /// How much its findings matter.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether it subscribes to nothing: the linter makes its findings.
    pub fn is_passive(&self) -> bool {
        self.data.is_none() && self.handlers.is_empty()
    }

    /// With another severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

impl RuleEntry {
    /// The entry of a rule.
    pub const fn of<R: Rule>() -> Self {
        Self {
            metadata: &R::METADATA,
            build: build::<R>,
            schema: schema::<R>,
            defaults: defaults::<R>,
        }
    }

    /// What is known of the rule.
    pub fn metadata(&self) -> &'static Metadata {
        self.metadata
    }

    /// The rule's code.
    pub fn code(&self) -> &'static str {
        self.metadata.code
    }

    /// The rule's name.
    pub fn name(&self) -> &'static str {
        self.metadata.name
    }

    /// The JSON Schema of its options.
    pub fn options_schema(&self) -> schemars::Schema {
        (self.schema)()
    }

    /// Its options with their default values.
    pub fn default_options(&self) -> toml::Table {
        (self.defaults)()
    }

    /// Makes the rule.
    ///
    /// # Errors
    /// If it has no such options, or they have other types.
    pub fn build(&self, options: toml::Table) -> Result<RuleInstance, OptionsError> {
        let handlers = (self.build)(options).map_err(|error| OptionsError {
            code: self.metadata.code.into(),
            message: error.message().to_owned(),
        })?;
        Ok(RuleInstance {
            code: Cow::Borrowed(self.metadata.code),
            name: Cow::Borrowed(self.metadata.name),
            severity: self.metadata.severity,
            handlers: Arc::new(handlers),
            data: None,
        })
    }
}

fn build<R: Rule>(options: toml::Table) -> Result<Handlers, toml::de::Error> {
    let rule = Arc::new(R::new(options.try_into()?));
    let mut subscriptions = Subscriptions::new(Arc::clone(&rule));
    rule.subscribe(&mut subscriptions);
    Ok(subscriptions.into_handlers())
}

fn schema<R: Rule>() -> schemars::Schema {
    schemars::schema_for!(R::Options)
}

fn defaults<R: Rule>() -> toml::Table {
    toml::Table::try_from(R::Options::default()).unwrap_or_default()
}

/// The rules written in Rust, by code.
pub fn registry() -> &'static [&'static RuleEntry] {
    static SORTED: OnceLock<Vec<&'static RuleEntry>> = OnceLock::new();
    SORTED.get_or_init(|| {
        let mut rules: Vec<_> = RULES.iter().collect();
        rules.sort_by_key(|rule| rule.code());
        rules
    })
}

/// The rule written in Rust with this code or name.
pub fn find(code_or_name: &str) -> Option<&'static RuleEntry> {
    registry()
        .iter()
        .copied()
        .find(|rule| rule.code() == code_or_name || rule.name() == code_or_name)
}
