//! The rules there are, as far as the configuration cares.

use std::borrow::Cow;
use std::fmt;
use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use pylint_rs_diagnostics::Severity;
use pylint_rs_rules::{DataRule, RuleDefinition};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::Origin;

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
        self.code().into()
    }

    fn name(&self) -> Cow<'_, str> {
        self.name().into()
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
#[derive(Default)]
pub struct RuleCatalog {
    rules: Vec<Arc<dyn RuleDescription>>,
    /// Who asked for the last rules, and where; those before are part of the linter.
    loaded: Vec<(LoadedBy, Origin)>,
    /// Of the texts of the files they are in.
    digest: u64,
    /// The rules by code and by name; made when first asked for.
    by_word: OnceLock<FxHashMap<String, usize>>,
}

/// Who asked for a file of rules.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LoadedBy {
    /// A configuration file.
    Configuration,
    /// `--rules`
    CommandLine,
}

/// A rule of a file that was asked for.
#[derive(Clone, Debug)]
pub struct LoadedRule {
    /// The rule.
    pub rule: Arc<DataRule>,
    /// Of the text of its file.
    pub digest: u64,
    /// Who asked for its file.
    pub by: LoadedBy,
    /// And where.
    pub origin: Origin,
}

impl fmt::Debug for RuleCatalog {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().map(|rule| rule.code())).finish()
    }
}

impl RuleCatalog {
    /// A catalog of these rules.
    pub fn new(rules: Vec<Arc<dyn RuleDescription>>) -> Self {
        Self { rules, ..Self::default() }
    }

    /// The rules that are part of the linter.
    pub fn built_in() -> Self {
        Self::of(RuleDefinition::built_in())
    }

    /// A catalog of these rules.
    pub fn of(rules: Vec<RuleDefinition>) -> Self {
        let describe = |rule| Arc::new(rule) as Arc<dyn RuleDescription>;
        Self::new(rules.into_iter().map(describe).collect())
    }

    /// The same rules and those of files.
    pub fn with_loaded(&self, loaded: Vec<LoadedRule>) -> Self {
        // Who has a pack's rule in a file means that one: the pack's author does, or who changed it.
        let codes: FxHashSet<&str> = loaded.iter().map(|loaded| &*loaded.rule.code).collect();
        let is_replaced = |rule: &Arc<dyn RuleDescription>| {
            matches!(rule.definition(), Some(RuleDefinition::Shipped(shipped))
                if codes.contains(shipped.description().code))
        };
        let kept = self.rules.iter().filter(|rule| !is_replaced(rule)).map(Arc::clone);
        let mut catalog = Self { rules: kept.collect(), ..Self::default() };
        let mut hasher = FxHasher::default();
        for LoadedRule { rule, digest, by, origin } in loaded {
            hasher.write_u64(digest);
            catalog.rules.push(Arc::new(RuleDefinition::Loaded(rule)));
            catalog.loaded.push((by, origin));
        }
        catalog.digest = hasher.finish();
        catalog
    }

    /// What tells rules of files from others of the same codes: another text, another value.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// Who asked for a rule, and where, if it is one of a file.
    pub(super) fn loaded(&self, index: usize) -> Option<&(LoadedBy, Origin)> {
        self.loaded.get(index.checked_sub(self.rules.len() - self.loaded.len())?)
    }

    /// The rule with this code or name.
    pub fn find(&self, code_or_name: &str) -> Option<&dyn RuleDescription> {
        let by_word = self.by_word.get_or_init(|| {
            let mut by_word = FxHashMap::default();
            for (index, rule) in self.iter().enumerate() {
                for word in [rule.code(), rule.name()] {
                    by_word.entry(word.into_owned()).or_insert(index);
                }
            }
            by_word
        });
        by_word.get(code_or_name).map(|index| self.rule(*index))
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
