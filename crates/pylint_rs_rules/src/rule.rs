//! What a rule is.

use pylint_rs_diagnostics::Severity;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Category, FixAvailability, Subscriptions};

/// What is known of a rule without running it.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    /// The code, as in `# noqa: CODE`.
    pub code: &'static str,
    /// The kebab-case name.
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    /// How much its findings matter, unless configured otherwise.
    pub severity: Severity,
    /// Whether there are fixes.
    pub fix: FixAvailability,
    /// Whether it is on by default: only if what it finds in real code is nearly always worth
    /// changing.
    pub default: bool,
    /// Markdown: a first line that sums it up, why it matters, and examples in fenced blocks
    /// marked `python bad` and `python good`, which are run as tests.
    pub documentation: &'static str,
}

/// The options of a rule, read from the configuration.
pub trait RuleOptions: Default + DeserializeOwned + Serialize + JsonSchema {}

impl<T: Default + DeserializeOwned + Serialize + JsonSchema> RuleOptions for T {}

/// For rules without options.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// A rule.
///
/// A file that implements it ends with the line that registers it:
///
/// ```ignore
/// #[linkme::distributed_slice(crate::registry::RULES)]
/// static ENTRY: crate::RuleEntry = crate::RuleEntry::of::<MyRule>();
/// ```
pub trait Rule: Send + Sync + Sized + 'static {
    /// Its options; [`NoOptions`] if it has none. They derive `Default`, `Serialize`,
    /// `Deserialize` and `JsonSchema`, with
    /// `#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]`.
    type Options: RuleOptions;

    /// Code, name, documentation and the like.
    const METADATA: Metadata;

    /// Makes the rule for a configuration. What depends on the options alone is worked out here.
    fn new(options: Self::Options) -> Self;

    /// Says what it wants to see.
    fn subscribe(&self, on: &mut Subscriptions<Self>);
}
