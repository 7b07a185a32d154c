//! What a format may say about the rule behind a finding.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::Severity;

/// A rule as the formats see it: SARIF lists the rules that fired, JSON links to their pages.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// The code, as in [`crate::Diagnostic::code`].
    pub code: Cow<'static, str>,
    /// The kebab-case name.
    pub name: Cow<'static, str>,
    /// What the rule looks for, in one line.
    pub summary: Cow<'static, str>,
    /// The rule's page, where it has one.
    pub url: Option<Cow<'static, str>>,
    /// The whole documentation, in Markdown.
    pub documentation: Cow<'static, str>,
    /// The severity before the configuration has had its say.
    pub default_severity: Severity,
    /// Whether the rule is on if nothing is selected.
    pub enabled_by_default: bool,
    /// Whether it ever offers a fix.
    pub fixable: bool,
}

/// The rules of a run, by code.
#[derive(Clone, Debug, Default)]
pub struct RuleCatalogue {
    rules: FxHashMap<Cow<'static, str>, RuleInfo>,
}

impl RuleCatalogue {
    /// The rule with this code.
    pub fn get(&self, code: &str) -> Option<&RuleInfo> {
        self.rules.get(code)
    }

    /// The page of the rule with this code.
    pub fn url(&self, code: &str) -> Option<&str> {
        self.get(code)?.url.as_deref()
    }
}

impl FromIterator<RuleInfo> for RuleCatalogue {
    fn from_iter<I: IntoIterator<Item = RuleInfo>>(rules: I) -> Self {
        Self { rules: rules.into_iter().map(|rule| (rule.code.clone(), rule)).collect() }
    }
}
