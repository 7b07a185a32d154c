//! The rules there are, as far as the configuration cares.

use std::borrow::Cow;
use std::fmt;

use pylint_rs_diagnostics::Severity;
use pylint_rs_rules::RuleDefinition;

/// What the configuration needs to know of a rule.
pub trait RuleDescription: Send + Sync {
    /// The code.
    fn code(&self) -> Cow<'_, str>;
    /// The kebab-case name.
    fn name(&self) -> Cow<'_, str>;
    /// The category's name.
    fn category(&self) -> Cow<'_, str>;
    /// The stem of the file it was written in, if it is data.
    fn pack(&self) -> Option<Cow<'_, str>>;
    /// Whether it runs unasked.
    fn is_default(&self) -> bool;
    /// Its severity, unless configured.
    fn severity(&self) -> Severity;
    /// The JSON Schema of its options.
    fn options_schema(&self) -> schemars::Schema;
    /// Whether it takes these options; the message says why not.
    fn check_options(&self, options: &toml::Table) -> Result<(), String>;
    /// The rule itself; nothing if it is not there to be run.
    fn definition(&self) -> Option<&RuleDefinition>;
}

impl RuleDescription for RuleDefinition {
    fn code(&self) -> Cow<'_, str> {
        self.description().code.into()
    }

    fn name(&self) -> Cow<'_, str> {
        self.description().name.into()
    }

    fn category(&self) -> Cow<'_, str> {
        self.description().category.as_str().into()
    }

    fn pack(&self) -> Option<Cow<'_, str>> {
        self.description().pack.map(Cow::from)
    }

    fn is_default(&self) -> bool {
        self.description().default
    }

    fn severity(&self) -> Severity {
        self.description().severity
    }

    fn options_schema(&self) -> schemars::Schema {
        Self::options_schema(self)
    }

    fn definition(&self) -> Option<&RuleDefinition> {
        Some(self)
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

    /// The rules that are part of the linter.
    pub fn built_in() -> Self {
        Self::of(RuleDefinition::built_in())
    }

    /// A catalog of these rules.
    pub fn of(rules: Vec<RuleDefinition>) -> Self {
        let describe = |rule| Box::new(rule) as Box<dyn RuleDescription>;
        Self::new(rules.into_iter().map(describe).collect())
    }

    /// The rule with this code or name.
    pub fn find(&self, code_or_name: &str) -> Option<&dyn RuleDescription> {
        self.iter().find(|rule| rule.code() == code_or_name || rule.name() == code_or_name)
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
