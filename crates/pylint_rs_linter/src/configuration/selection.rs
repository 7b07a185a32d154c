//! Which rules run, layer upon layer.

use super::document::Source;
use super::file_model::{RuleKeys, Selectors};
use super::selector::Selector;
use super::{ConfigurationError, Origin, RuleCatalog};

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
        Ok(Self {
            selector: Selector::resolve(text, catalog)
                .map_err(|message| source.error(&text.span, message))?,
            cause: Cause { selector: Some(text.value.clone()), origin: source.origin(&text.span) },
        })
    }
}

/// One layer's word on a set of rules.
#[derive(Clone, Debug, Default)]
pub(super) struct SelectionLayer {
    /// Whether it starts from nothing.
    resets: bool,
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
        Ok(Self { resets: select.is_some(), on, off: resolve(ignore)? })
    }

    /// What is run.
    pub(super) fn enabled(
        keys: &RuleKeys<'_>,
        source: &Source,
        catalog: &RuleCatalog,
    ) -> Result<Self, ConfigurationError> {
        Self::new(keys.select, keys.extend_select, keys.ignore, source, catalog)
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

/// A set of rules, with what made each of them in or out.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    states: Vec<(bool, Cause)>,
}

impl Selection {
    pub(super) fn new(initial: impl Iterator<Item = bool>) -> Self {
        let cause = Cause { selector: None, origin: Origin::Default };
        Self { states: initial.map(|on| (on, cause.clone())).collect() }
    }

    pub(super) fn apply(&mut self, layer: &SelectionLayer) {
        if layer.resets {
            let origin = layer.on.first().map_or(Origin::Default, |at| at.cause.origin.clone());
            let cause = Cause { selector: None, origin };
            for state in &mut self.states {
                *state = (false, cause.clone());
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
