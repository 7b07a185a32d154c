//! The rules that run on a file, with their options.

use std::path::PathBuf;
use std::sync::Arc;

use pylint_rs_diagnostics::{Severity, suggestion};
use ruff_python_ast::PythonVersion;

use super::document::Source;
use super::file_model::RuleKeys;
use super::selection::{Cause, Selection, SelectionLayer, SelectorAt, note_ignored};
use super::{ConfigurationError, DEFAULT_TARGET_VERSION, Origin, RuleCatalog, Sourced};

/// All that the configuration says about one file.
#[derive(Clone, Debug)]
pub struct RuleSettings {
    /// The rules there are.
    pub catalog: Arc<RuleCatalog>,
    /// The rules that run, by their index in the catalog.
    pub rules: Vec<ActiveRule>,
    /// The oldest Python to support.
    pub target_version: Sourced<PythonVersion>,
    /// The longest line that a fix may make, in columns.
    pub line_length: Sourced<u16>,
    /// Names that are always there beyond Python's own.
    pub builtins: Sourced<Vec<String>>,
    /// Directories that modules are imported from.
    pub source_roots: Vec<PathBuf>,
    /// Whether each suppression comment needs a reason.
    pub require_reason: Sourced<bool>,
}

/// A rule that runs.
#[derive(Clone, Debug)]
pub struct ActiveRule {
    /// Its index in the catalog.
    pub index: usize,
    /// What turned it on.
    pub cause: Cause,
    /// How much its findings matter.
    pub severity: Sourced<Severity>,
    /// Whether its fixes may be applied.
    pub fixable: bool,
    /// The options that are configured; the rule takes them, each for itself.
    pub options: toml::Table,
    /// Where each option comes from.
    pub option_origins: Vec<(String, Origin)>,
}

/// What one document or override says about files it applies to, resolved against the catalog.
#[derive(Clone, Debug)]
pub(super) struct RuleLayer {
    enabled: SelectionLayer,
    fixable: SelectionLayer,
    severities: Vec<(SelectorAt, Severity)>,
    options: Vec<RuleOption>,
    target_version: Option<Sourced<PythonVersion>>,
    line_length: Option<Sourced<u16>>,
    builtins: Option<Sourced<Vec<String>>>,
    require_reason: Option<Sourced<bool>>,
}

/// A value for an option of the rules that have it.
#[derive(Clone, Debug)]
struct RuleOption {
    precision: usize,
    rules: Vec<usize>,
    name: String,
    value: toml::Value,
    origin: Origin,
}

impl RuleLayer {
    pub(super) fn new(
        keys: &RuleKeys<'_>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        let mut severities = Vec::new();
        for (selector, severity) in keys.severity.into_iter().flatten() {
            severities.push((SelectorAt::resolve(selector, source, catalog)?, severity.value));
        }
        let mut options = Vec::new();
        for (selector, table) in keys.rules.into_iter().flatten() {
            let at = SelectorAt::resolve(selector, source, catalog)?;
            for (name, value) in table {
                if name.value == "severity" {
                    let text = value.as_str().unwrap_or_default();
                    let severity = text
                        .parse::<Severity>()
                        .map_err(|message| source.error(&value.span, message))?;
                    let mut at = at.clone();
                    at.cause.origin = source.origin(&name.span);
                    severities.push((at, severity));
                    continue;
                }
                let rules = takers(&at, name, catalog)
                    .map_err(|message| source.error(&name.span, message))?;
                let single = toml::Table::from_iter([(name.value.clone(), value.value.clone())]);
                for rule in &rules {
                    let rule = catalog.rule(*rule);
                    rule.check_options(&single).map_err(|message| {
                        let message =
                            format!("{}: option `{}`: {}", rule.code(), name.value, message.trim());
                        source.error(&value.span, message)
                    })?;
                }
                options.push(RuleOption {
                    precision: at.selector.precision,
                    rules,
                    name: name.value.clone(),
                    value: value.value.clone(),
                    origin: source.origin(&name.span),
                });
            }
        }
        severities.sort_by_key(|(at, _)| at.selector.precision);
        options.sort_by_key(|option| option.precision);
        if let Some(length) = keys.line_length
            && !(1..=320).contains(&length.value)
        {
            return Err(source.error(&length.span, "the line length must be from 1 to 320"));
        }
        Ok(Self {
            enabled: SelectionLayer::enabled(keys, source, catalog)?,
            fixable: SelectionLayer::fixable(keys, source, catalog)?,
            severities,
            options,
            target_version: source.sourced(keys.target_version, |version| version.0),
            line_length: source.sourced(keys.line_length, |length| *length),
            builtins: source.sourced(keys.builtins, Vec::clone),
            require_reason: source.sourced(keys.require_reason, |flag| *flag),
        })
    }
}

/// The rules among the selected ones that have the option, or why there is none.
fn takers(at: &SelectorAt, option: &str, catalog: &RuleCatalog) -> Result<Vec<usize>, String> {
    let mut known = Vec::new();
    let mut takers = Vec::new();
    for rule in &at.selector.rules {
        let names = catalog.option_names(*rule);
        if names.iter().any(|name| name == option) {
            takers.push(*rule);
        }
        known.extend(names);
    }
    if takers.is_empty() {
        known.push("severity".to_owned());
        let selector = at.cause.selector.as_deref().unwrap_or_default();
        let suggestion = suggestion(option, known.iter().map(String::as_str));
        return Err(format!("`{selector}` has no option `{option}`{suggestion}"));
    }
    Ok(takers)
}

/// The layers that apply to a file, in the order in which they are applied.
pub(super) struct Layers<'a> {
    /// Configuration files, from the one extended by all others on.
    pub(super) files: &'a [RuleLayer],
    /// The overrides that match the file.
    pub(super) overrides: Vec<&'a RuleLayer>,
    /// The command line, assignments first.
    pub(super) command_line: &'a [RuleLayer],
    /// What `per-file-ignores` says of the file.
    pub(super) ignored: Vec<&'a SelectorAt>,
    /// The version `requires-python` asks for.
    pub(super) required_python: Option<Sourced<PythonVersion>>,
    /// Directories that modules are imported from.
    pub(super) source_roots: &'a [PathBuf],
}

impl Layers<'_> {
    pub(super) fn resolve(&self, catalog: &Arc<RuleCatalog>) -> RuleSettings {
        let mut enabled = Selection::of_defaults(catalog);
        let mut fixable = Selection::of_all(catalog);
        let mut ignored = vec![None; catalog.len()];
        for layer in self.files {
            enabled.apply(&layer.enabled);
            fixable.apply(&layer.fixable);
        }
        for layer in &self.overrides {
            enabled.apply(&layer.enabled);
            fixable.apply(&layer.fixable);
            note_ignored(&layer.enabled, &mut ignored);
        }
        for layer in self.command_line {
            enabled.apply(&layer.enabled);
            fixable.apply(&layer.fixable);
        }
        // A rule selected on the command line is no less unwanted in the files that a
        // configuration keeps it out of.
        for at in &self.ignored {
            for rule in &at.selector.rules {
                ignored[*rule] = Some(at.cause.clone());
            }
        }
        enabled.keep_off(&ignored);
        let rules = (0..catalog.len())
            .filter_map(|index| {
                let (on, cause) = enabled.state(index);
                on.then(|| self.active_rule(index, cause.clone(), fixable.state(index).0, catalog))
            })
            .collect();
        let default_version = || {
            let required = self.required_python.clone();
            required.unwrap_or_else(|| Sourced::default_value(DEFAULT_TARGET_VERSION))
        };
        RuleSettings {
            catalog: Arc::clone(catalog),
            rules,
            target_version: self.last(|layer| layer.target_version.as_ref(), default_version),
            line_length: self
                .last(|layer| layer.line_length.as_ref(), || Sourced::default_value(88)),
            builtins: self
                .last(|layer| layer.builtins.as_ref(), || Sourced::default_value(Vec::new())),
            source_roots: self.source_roots.to_vec(),
            require_reason: self
                .last(|layer| layer.require_reason.as_ref(), || Sourced::default_value(false)),
        }
    }

    /// All layers, from the weakest on.
    fn all(&self) -> impl DoubleEndedIterator<Item = &RuleLayer> {
        self.files.iter().chain(self.overrides.iter().copied()).chain(self.command_line)
    }

    fn last<T: Clone>(
        &self,
        get: impl Fn(&RuleLayer) -> Option<&Sourced<T>>,
        default: impl FnOnce() -> Sourced<T>,
    ) -> Sourced<T> {
        self.all().rev().find_map(get).cloned().unwrap_or_else(default)
    }

    fn active_rule(
        &self,
        index: usize,
        cause: Cause,
        fixable: bool,
        catalog: &RuleCatalog,
    ) -> ActiveRule {
        let mut severity = Sourced::default_value(catalog.rule(index).severity());
        let mut options = toml::Table::new();
        let mut option_origins: Vec<(String, Origin)> = Vec::new();
        for layer in self.all() {
            for (at, value) in &layer.severities {
                if at.selector.rules.contains(&index) {
                    severity = Sourced { value: *value, origin: at.cause.origin.clone() };
                }
            }
            for option in layer.options.iter().filter(|option| option.rules.contains(&index)) {
                options.insert(option.name.clone(), option.value.clone());
                option_origins.retain(|(name, _)| *name != option.name);
                option_origins.push((option.name.clone(), option.origin.clone()));
            }
        }
        ActiveRule { index, cause, severity, fixable, options, option_origins }
    }
}
