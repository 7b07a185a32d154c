//! Which rules run, layer upon layer.

use super::document::Source;
use super::file_model::{RuleKeys, Selectors};
use super::selector::Selector;
use super::{ConfigurationError, LoadedBy, Origin, RuleCatalog, RuleDescription};

/// What turned a rule on or off.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cause {
    /// The selector; nothing for a default.
    pub selector: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A selector with the place it stands in.
#[derive(Clone, Debug)]
pub(super) struct SelectorAt {
    pub(super) selector: Selector,
    pub(super) cause: Cause,
}

impl SelectorAt {
    pub(super) fn resolve(
        text: &super::Located<String>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        let selector = match Selector::resolve(text, catalog) {
            Err(_) if source.is_lenient => Selector::nothing(),
            outcome => outcome.map_err(|message| source.error(&text.span, message))?,
        };
        Ok(Self {
            selector,
            cause: Cause { selector: Some(text.value.clone()), origin: source.origin(&text.span) },
        })
    }
}

/// One layer's word on a set of rules.
#[derive(Clone, Debug, Default)]
pub(super) struct SelectionLayer {
    /// Whether it starts from nothing.
    resets: bool,
    /// What it leaves as it is when it does.
    kept: Vec<usize>,
    on: Vec<SelectorAt>,
    off: Vec<SelectorAt>,
}

impl SelectionLayer {
    fn new(
        select: Option<&Selectors>,
        extend: Option<&Selectors>,
        ignore: Option<&Selectors>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        let resolve = |texts: Option<&Selectors>| {
            texts
                .into_iter()
                .flatten()
                .map(|text| SelectorAt::resolve(text, source, catalog))
                .collect::<Result<Vec<_>, _>>()
        };
        let mut on = resolve(select)?;
        on.extend(resolve(extend)?);
        Ok(Self { resets: select.is_some(), kept: Vec::new(), on, off: resolve(ignore)? })
    }

    /// What is run.
    pub(super) fn enabled(
        keys: &RuleKeys<'_>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        let mut layer = Self::new(keys.select, keys.extend_select, keys.ignore, source, catalog)?;
        layer.kept = kept(&layer.on, source, catalog);
        Ok(layer)
    }

    /// What may be fixed.
    pub(super) fn fixable(
        keys: &RuleKeys<'_>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        Self::new(keys.fixable, keys.extend_fixable, keys.unfixable, source, catalog)
    }

    /// The layer's last word on each rule it mentions: the most precise selector counts, and off
    /// counts more than on.
    fn words(&self) -> impl Iterator<Item = (usize, bool, &Cause)> {
        let mut words: Vec<(usize, bool, &SelectorAt)> = self
            .on
            .iter()
            .map(|at| (true, at))
            .chain(self.off.iter().map(|at| (false, at)))
            .map(|(on, at)| (at.selector.precision, on, at))
            .collect();
        // Later words replace earlier ones.
        words.sort_by_key(|(precision, on, _)| (*precision, !*on));
        words.into_iter().flat_map(|(_, on, at)| {
            at.selector.rules.iter().map(move |rule| (*rule, on, &at.cause))
        })
    }
}

/// The rules of files that a layer's `select` leaves on. Who asks for a file wants its rules,
/// whatever else is selected in the same breath: beside the file's name, only a selector of some
/// of these rules narrows them. A command line narrows what configuration files ask for.
fn kept(on: &[SelectorAt], source: &Source, catalog: &RuleCatalog) -> Vec<usize> {
    let is_command_line = source.path().is_none();
    let kept: Vec<usize> = (0..catalog.len())
        .filter(|index| {
            catalog
                .loaded(*index)
                .is_some_and(|(by, _)| !is_command_line || *by == LoadedBy::CommandLine)
        })
        .collect();
    let names_some = on.iter().any(|at| {
        at.selector.is_narrow() && at.selector.rules.iter().any(|rule| kept.contains(rule))
    });
    if names_some { Vec::new() } else { kept }
}

/// A set of rules, with what made each of them in or out.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    states: Vec<(bool, Cause)>,
}

impl Selection {
    /// What runs unasked, or because its file was asked for.
    pub(super) fn of_defaults(catalog: &RuleCatalog) -> Self {
        let origin = |index| catalog.loaded(index).map_or(Origin::Default, |(_, at)| at.clone());
        let state = |(index, rule): (usize, &dyn RuleDescription)| {
            (rule.is_default(), Cause { selector: None, origin: origin(index) })
        };
        Self { states: catalog.iter().enumerate().map(state).collect() }
    }

    /// All rules.
    pub(super) fn of_all(catalog: &RuleCatalog) -> Self {
        let cause = Cause { selector: None, origin: Origin::Default };
        Self { states: vec![(true, cause); catalog.len()] }
    }

    pub(super) fn apply(&mut self, layer: &SelectionLayer) {
        if layer.resets {
            let origin = layer.on.first().map_or(Origin::Default, |at| at.cause.origin.clone());
            let cause = Cause { selector: None, origin };
            let before = std::mem::take(&mut self.states);
            self.states = vec![(false, cause); before.len()];
            for rule in &layer.kept {
                self.states[*rule] = before[*rule].clone();
            }
        }
        for (rule, on, cause) in layer.words() {
            self.states[rule] = (on, cause.clone());
        }
    }

    /// Turns off the rules for which there is a cause.
    pub(super) fn keep_off(&mut self, off: &[Option<Cause>]) {
        for (state, cause) in self.states.iter_mut().zip(off) {
            if let Some(cause) = cause {
                *state = (false, cause.clone());
            }
        }
    }

    pub(super) fn state(&self, rule: usize) -> &(bool, Cause) {
        &self.states[rule]
    }
}

/// Notes in `off` which rules a layer turns off by an `ignore`, and forgets those it turns on.
pub(super) fn note_ignored(layer: &SelectionLayer, off: &mut [Option<Cause>]) {
    if layer.resets {
        off.fill(None);
    }
    for (rule, on, cause) in layer.words() {
        off[rule] = (!on).then(|| cause.clone());
    }
}
