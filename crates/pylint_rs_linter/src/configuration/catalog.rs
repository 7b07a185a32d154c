//! The rules there are, as far as the configuration cares.

use std::borrow::Cow;
use std::fmt;

use pylint_rs_diagnostics::Severity;
use pylint_rs_rules::{RuleEntry, registry};

/// What the configuration needs to know of a rule.
pub trait RuleDescription: Send + Sync {
    /// The code.
    fn code(&self) -> Cow<'_, str>;
    /// The kebab-case name.
    fn name(&self) -> Cow<'_, str>;
    /// The category's name.
    fn category(&self) -> Cow<'_, str>;
    /// Whether it runs unasked.
    fn is_default(&self) -> bool;
    /// Its severity, unless configured.
    fn severity(&self) -> Severity;
    /// The JSON Schema of its options.
    fn options_schema(&self) -> schemars::Schema;
    /// Whether it takes these options; the message says why not.
    fn check_options(&self, options: &toml::Table) -> Result<(), String>;
}

impl RuleDescription for &'static RuleEntry {
    fn code(&self) -> Cow<'_, str> {
        self.metadata().code.into()
    }

    fn name(&self) -> Cow<'_, str> {
        self.metadata().name.into()
    }

    fn category(&self) -> Cow<'_, str> {
        self.metadata().category.as_str().into()
    }

    fn is_default(&self) -> bool {
        self.metadata().default
    }

    fn severity(&self) -> Severity {
        self.metadata().severity
    }

    fn options_schema(&self) -> schemars::Schema {
        RuleEntry::options_schema(self)
    }

    fn check_options(&self, options: &toml::Table) -> Result<(), String> {
        self.build(options.clone()).map(drop).map_err(|error| error.message)
    }
}

/// The rules there are. Elsewhere a rule is its index in here.
pub struct RuleCatalog {
    rules: Vec<Box<dyn RuleDescription>>,
}

impl fmt::Debug for RuleCatalog {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().map(|rule| rule.code())).finish()
    }
}

impl RuleCatalog {
    /// A catalog of these rules.
    pub fn new(rules: Vec<Box<dyn RuleDescription>>) -> Self {
        Self { rules }
    }

    /// The rules written in Rust, in the registry's order.
    pub fn of_registry() -> Self {
        Self::new(
            registry().iter().map(|entry| Box::new(*entry) as Box<dyn RuleDescription>).collect(),
        )
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rule with an index; it is there if the index came from this catalog.
    pub fn rule(&self, index: usize) -> &dyn RuleDescription {
        &*self.rules[index]
    }

    /// All rules.
    pub fn iter(&self) -> impl Iterator<Item = &dyn RuleDescription> {
        self.rules.iter().map(|rule| &**rule)
    }

    /// The names of a rule's options.
    pub(super) fn option_names(&self, index: usize) -> Vec<String> {
        let schema = self.rule(index).options_schema();
        schema
            .get("properties")
            .and_then(|properties| properties.as_object())
            .map(|properties| properties.keys().cloned().collect())
            .unwrap_or_default()
    }
}
