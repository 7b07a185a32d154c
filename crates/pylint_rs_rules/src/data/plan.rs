//! Running rules that are data: all of a plan's together.

use std::sync::Arc;

use pylint_rs_pattern::{Formula, Match, RuleMatches, RuleSet, Session, Subject};
use pylint_rs_semantic::Semantic;
use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashSet;

use super::mending::mend;
use super::path_filter::{PathFilters, ScopeId};
use crate::edits::parenthesized_range;
use crate::{Checker, DataRule, metavariables};

/// Rules of a plan that are data.
pub(crate) struct DataPlan {
    set: RuleSet,
    /// In the set's order.
    rules: Vec<RunnableRule>,
    paths: PathFilters,
}

struct RunnableRule {
    /// The rule's number in the plan.
    index: usize,
    rule: Arc<DataRule>,
    /// Which files it is about: any, if there is none.
    scope: Option<ScopeId>,
}

impl DataPlan {
    /// For rules, each with its number in the whole plan.
    pub(crate) fn new(rules: impl Iterator<Item = (usize, Arc<DataRule>)>) -> Self {
        let rules: Vec<_> = rules.collect();
        let formulas: Vec<Arc<Formula>> =
            rules.iter().map(|(_, rule)| Arc::clone(&rule.formula)).collect();
        let (paths, scopes) = PathFilters::new(rules.iter().map(|(_, rule)| &rule.paths));
        let rules = rules.into_iter().zip(scopes);
        let rules = rules.map(|((index, rule), scope)| RunnableRule { index, rule, scope });
        Self { set: RuleSet::new(&formulas, metavariables()), rules: rules.collect(), paths }
    }

    /// Runs the rules over a file. `enter` is told the number of each rule before it runs.
    pub(crate) fn run<'a>(
        &self,
        semantic: &'a Semantic<'a>,
        checker: &mut Checker<'a>,
        mut enter: impl FnMut(usize, &mut Checker<'a>),
    ) {
        let file = checker.file();
        let subject = Subject { path: file.path, text: file.text, tokens: file.tokens(), semantic };
        let mut paths = self.paths.of_file(file.path, &checker.settings().source_roots);
        let mut session: Option<Session<'_, 'a>> = None;
        let words = self.set.words_in(&subject);
        for candidate in self.set.candidates(&words) {
            let rule = &self.rules[candidate];
            let is_too_new = rule.rule.target_version > Some(checker.target_version());
            if is_too_new || !paths.are_in(rule.scope) {
                continue;
            }
            enter(rule.index, checker);
            let session = session.get_or_insert_with(|| self.set.session(&subject, &words));
            let found = session.run(candidate);
            rule.report(&found, &subject, checker);
        }
    }
}

impl RunnableRule {
    fn report<'a>(
        &self,
        found: &RuleMatches<'a>,
        subject: &Subject<'a>,
        checker: &mut Checker<'a>,
    ) {
        let mut seen: FxHashSet<(TextRange, String)> = FxHashSet::default();
        for one in &found.matches {
            let message =
                self.rule.message.render(&one.captures, subject.text, Some(subject.semantic));
            // Ways to match that a reader cannot tell apart are one finding.
            if !seen.insert((one.range(), message.clone())) {
                continue;
            }
            let wants_fix = self
                .rule
                .fix
                .as_ref()
                .is_some_and(|fix| checker.wants_fixes_that_are(fix.applicability()));
            let fix = if wants_fix { mend(checker, subject, &self.rule, one).ok() } else { None };
            let range = self.reported_range(one, checker);
            checker.report_with(range, message, fix);
        }
        if !found.is_complete {
            checker.report_unfinished(TextRange::empty(TextSize::new(0)));
        }
    }

    /// Where a match is reported: to Semgrep an expression begins with its parentheses, which may
    /// be on a line above.
    fn reported_range<'a>(&self, found: &Match<'a>, checker: &Checker<'a>) -> TextRange {
        let expression = found.node.and_then(AnyNodeRef::as_expr_ref);
        match expression.filter(|_| self.rule.is_from_semgrep()) {
            Some(expression) if expression.range() == found.range => {
                parenthesized_range(checker, expression)
            }
            _ => found.range,
        }
    }
}
