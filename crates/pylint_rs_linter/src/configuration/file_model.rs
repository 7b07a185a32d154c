//! The keys of a configuration file.

use std::collections::BTreeMap;
use std::fmt;

use pylint_rs_diagnostics::{OutputFormat, Severity};
use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{GenerationModel, Located, TargetVersion};

/// Values by rule selector.
pub type SelectorMap<T> = BTreeMap<Located<String>, T>;

/// A list of rule selectors.
pub type Selectors = Vec<Located<String>>;

/// Options of rules; the key `severity` is every rule's.
pub type RuleTable = BTreeMap<Located<String>, Located<toml::Value>>;

/// What [`RuleTable`]s look like to the schema, which fills in each rule's own options later.
type SchemaTables = BTreeMap<String, BTreeMap<String, serde_json::Value>>;

/// The configuration of pylint-rs: a `lint.toml`, or the table `[tool.pylint-rs]` of a
/// `pyproject.toml`.
///
/// A rule selector is a code (`B006`), the start of one (`B0`, `ANN`), a rule's name
/// (`mutable-argument-default`), a pack (`celery`), that is, the name of a file of rules, a category
/// (`correctness`), `custom` for all rules of files, or `ALL`; the more precise one wins.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileModel {
    /// Another configuration file, relative to this one, whose settings hold where this one has
    /// none.
    pub extend: Option<Located<String>>,

    /// The rules to run, in place of the default ones.
    pub select: Option<Selectors>,
    /// Rules to run besides.
    pub extend_select: Option<Selectors>,
    /// Rules not to run.
    pub ignore: Option<Selectors>,
    /// Rules whose fixes may be applied; all, by default.
    pub fixable: Option<Selectors>,
    /// Rules whose fixes may be applied besides: for what another configuration rules out.
    pub extend_fixable: Option<Selectors>,
    /// Rules whose fixes may not be applied.
    pub unfixable: Option<Selectors>,
    /// Rules not to run in some files, by glob. A `!` before the glob means all other files.
    pub per_file_ignores: Option<BTreeMap<Located<String>, Selectors>>,
    /// Like `per-file-ignores`, on top of those of the configuration this one extends.
    pub extend_per_file_ignores: Option<BTreeMap<Located<String>, Selectors>>,
    /// Severities, by rule selector.
    pub severity: Option<SelectorMap<Located<Severity>>>,
    /// Options of rules, by rule selector. The option `severity` is every rule's. Or, as a list,
    /// files of rules: see `rule-files`.
    #[schemars(with = "Option<SchemaTables>")]
    pub rules: Option<RulesModel>,
    /// Files of rules, and directories of such, relative to this file. Their rules are on, unless
    /// they are ignored.
    pub rule_files: Option<Vec<Located<String>>>,
    /// Other settings for some files. Where several match, the later ones win.
    pub overrides: Option<Vec<OverrideModel>>,

    /// Files and directories to leave out, in place of the default ones.
    pub exclude: Option<Located<Vec<Located<String>>>>,
    /// Files and directories to leave out besides.
    pub extend_exclude: Option<Located<Vec<Located<String>>>>,
    /// The names of files to look at.
    pub include: Option<Located<Vec<Located<String>>>>,
    /// Leave out excluded files even when they are named on the command line.
    pub force_exclude: Option<Located<bool>>,
    /// Leave out what `.gitignore` and its like leave out.
    pub respect_gitignore: Option<Located<bool>>,

    /// The oldest Python to support: `py310` or `3.10`. By default, what `requires-python` says.
    pub target_version: Option<Located<TargetVersion>>,
    /// The longest line that a fix may make, in columns.
    #[schemars(range(min = 1, max = 320))]
    pub line_length: Option<Located<u16>>,
    /// Directories that first-party packages are in: the names of modules are counted from there.
    pub src: Option<Located<Vec<Located<String>>>>,
    /// Directories that are packages without an `__init__.py`.
    pub namespace_packages: Option<Located<Vec<Located<String>>>>,
    /// Names that are always there beyond Python's own.
    pub builtins: Option<Located<Vec<String>>>,

    /// Demand a reason in each suppression comment.
    pub require_reason: Option<Located<bool>>,
    /// The directory in which is kept what was found in files, for when they have not changed.
    pub cache_dir: Option<Located<String>>,
    /// Apply fixes.
    pub fix: Option<Located<bool>>,
    /// Apply unsafe fixes as well.
    pub unsafe_fixes: Option<Located<bool>>,
    /// List the fixes that were applied.
    pub show_fixes: Option<Located<bool>>,
    /// The format findings are written in.
    pub output_format: Option<Located<OutputFormat>>,
    /// The least severity that makes a run fail.
    pub fail_on: Option<Located<Severity>>,

    /// What `pylint-rs gen` generates when it is told nothing else. It holds for its own file, not
    /// for those that extend it.
    #[serde(rename = "gen")]
    pub generation: Option<GenerationModel>,
}

impl FileModel {
    /// All files and directories of rules that are named.
    pub(super) fn rule_file_entries(&self) -> impl Iterator<Item = &Located<String>> {
        let listed = match &self.rules {
            Some(RulesModel::Files(files)) => files.as_slice(),
            _ => &[],
        };
        listed.iter().chain(self.rule_files.iter().flatten())
    }
}

/// The key `rules` of a file.
#[derive(Clone, Debug)]
pub enum RulesModel {
    /// A table: options of rules.
    Options(SelectorMap<RuleTable>),
    /// A list: files of rules.
    Files(Vec<Located<String>>),
}

impl RulesModel {
    fn options(&self) -> Option<&SelectorMap<RuleTable>> {
        match self {
            Self::Options(options) => Some(options),
            Self::Files(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for RulesModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = RulesModel;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of files, or a table of options by rule")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RulesModel, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(list)).map(RulesModel::Files)
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<RulesModel, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(table)).map(RulesModel::Options)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// Settings for the files that match a glob.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OverrideModel {
    /// The globs, relative to the configuration file.
    pub paths: Located<Vec<Located<String>>>,
    /// The rules to run, in place of those selected elsewhere.
    pub select: Option<Selectors>,
    /// Rules to run besides.
    pub extend_select: Option<Selectors>,
    /// Rules not to run.
    pub ignore: Option<Selectors>,
    /// Rules whose fixes may be applied.
    pub fixable: Option<Selectors>,
    /// Rules whose fixes may be applied besides.
    pub extend_fixable: Option<Selectors>,
    /// Rules whose fixes may not be applied.
    pub unfixable: Option<Selectors>,
    /// Severities, by rule selector.
    pub severity: Option<SelectorMap<Located<Severity>>>,
    /// Options of rules, by rule selector.
    #[schemars(with = "Option<SchemaTables>")]
    pub rules: Option<SelectorMap<RuleTable>>,
    /// The oldest Python to support.
    pub target_version: Option<Located<TargetVersion>>,
    /// The longest line that a fix may make, in columns.
    #[schemars(range(min = 1, max = 320))]
    pub line_length: Option<Located<u16>>,
    /// Names that are always there beyond Python's own.
    pub builtins: Option<Located<Vec<String>>>,
    /// Demand a reason in each suppression comment.
    pub require_reason: Option<Located<bool>>,
}

/// The keys that files and overrides have in common: those that decide about one file's rules.
#[derive(Clone, Copy)]
pub(super) struct RuleKeys<'a> {
    pub(super) select: Option<&'a Selectors>,
    pub(super) extend_select: Option<&'a Selectors>,
    pub(super) ignore: Option<&'a Selectors>,
    pub(super) fixable: Option<&'a Selectors>,
    pub(super) extend_fixable: Option<&'a Selectors>,
    pub(super) unfixable: Option<&'a Selectors>,
    pub(super) severity: Option<&'a SelectorMap<Located<Severity>>>,
    pub(super) rules: Option<&'a SelectorMap<RuleTable>>,
    pub(super) target_version: Option<&'a Located<TargetVersion>>,
    pub(super) line_length: Option<&'a Located<u16>>,
    pub(super) builtins: Option<&'a Located<Vec<String>>>,
    pub(super) require_reason: Option<&'a Located<bool>>,
}

macro_rules! rule_keys {
    ($model:ident, $options:expr) => {
        impl $model {
            pub(super) fn rule_keys(&self) -> RuleKeys<'_> {
                RuleKeys {
                    select: self.select.as_ref(),
                    extend_select: self.extend_select.as_ref(),
                    ignore: self.ignore.as_ref(),
                    fixable: self.fixable.as_ref(),
                    extend_fixable: self.extend_fixable.as_ref(),
                    unfixable: self.unfixable.as_ref(),
                    severity: self.severity.as_ref(),
                    rules: self.rules.as_ref().and_then($options),
                    target_version: self.target_version.as_ref(),
                    line_length: self.line_length.as_ref(),
                    builtins: self.builtins.as_ref(),
                    require_reason: self.require_reason.as_ref(),
                }
            }
        }
    };
}

// Serde cannot both share the keys by `flatten` and keep their places in the file.
rule_keys!(FileModel, RulesModel::options);
rule_keys!(OverrideModel, Some);
