//! Many rules over one file, at little more than the cost of one.

use std::sync::Arc;

use crate::anchors::{Clauses, Prefilter};
use crate::evaluate::{Evaluator, OperationId, Program};
use crate::{FileWords, Formula, Match, Matcher, Subject, Vocabulary};

/// Rules that are evaluated together: what they have in common is worked out once, and those
/// whose words a file does not have are not looked at.
#[derive(Debug)]
pub struct RuleSet {
    program: Program,
    roots: Vec<OperationId>,
    prefilter: Prefilter,
    vocabulary: Vocabulary,
}

/// What the rules of a set find in a file.
#[derive(Debug, Default)]
pub struct RuleSetMatches<'a> {
    /// The matches, each with the number of its rule, rule by rule and in the file's order.
    pub matches: Vec<(usize, Match<'a>)>,
    /// The rules that ran out of steps: there may be matches that were not found.
    pub exhausted: Vec<usize>,
}

/// What one rule finds in a file.
#[derive(Debug)]
pub struct RuleMatches<'a> {
    /// The matches, in the file's order.
    pub matches: Vec<Match<'a>>,
    /// Whether these are all of them: not, if the rule ran out of steps.
    pub is_complete: bool,
}

impl RuleSet {
    /// Makes a set of rules, whose metavariables are of the vocabulary.
    pub fn new(rules: &[Arc<Formula>], mut vocabulary: Vocabulary) -> Self {
        let mut program = Program::default();
        let roots: Vec<OperationId> =
            rules.iter().map(|rule| program.add(rule, &mut vocabulary)).collect();
        let prefilter = Prefilter::of_program(&program, &roots);
        Self { program, roots, prefilter, vocabulary }
    }

    /// The metavariables' names.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// Whether any rule can match in a text: to be asked before parsing it. The module's dotted
    /// path, where it is known, is what relative imports may be resolved to.
    pub fn may_match(&self, text: &str, module_path: &[String]) -> bool {
        // A rule that needs nothing at all is not worth a look at the text.
        let mut wordless = self.prefilter.wordless_rules();
        wordless.any(|rule| self.prefilter.is_open(self.roots[rule], &self.program))
            || !self.candidates(&self.prefilter.words_of_text(text, module_path)).is_empty()
    }

    /// The words that a file must have for a rule to match in it: of each group one.
    pub fn words(&self, rule: usize) -> Vec<Vec<String>> {
        let clauses = Clauses::of(self.roots[rule], &self.program);
        clauses.iter().map(|words| words.iter().map(ToString::to_string).collect()).collect()
    }

    /// All that the rules find in a file.
    pub fn run<'a>(&self, subject: &Subject<'a>) -> RuleSetMatches<'a> {
        let mut outcome = RuleSetMatches::default();
        let words = self.words_in(subject);
        let candidates = self.candidates(&words);
        if candidates.is_empty() {
            return outcome;
        }
        let mut session = self.session(subject, &words);
        for rule in candidates {
            let found = session.run(rule);
            outcome.matches.extend(found.matches.into_iter().map(|found| (rule, found)));
            if !found.is_complete {
                outcome.exhausted.push(rule);
            }
        }
        outcome
    }

    /// The rules' words that a file has.
    pub fn words_in(&self, subject: &Subject<'_>) -> FileWords {
        self.prefilter.words_in(subject.semantic).with_syntax_of(subject.semantic)
    }

    /// The rules that can match in a file that has these words, by number.
    pub fn candidates(&self, words: &FileWords) -> Vec<usize> {
        let mut candidates = self.prefilter.candidates(words);
        candidates
            .retain(|rule| self.prefilter.may_have_place(self.roots[*rule], words, &self.program));
        candidates
    }

    /// For running rules over a file, which has these words, one by one.
    pub fn session<'s, 'a>(
        &'s self,
        subject: &Subject<'a>,
        words: &'s FileWords,
    ) -> Session<'s, 'a> {
        let evaluator = Evaluator::new(&self.program, Matcher::new(*subject))
            .of_file_with(&self.prefilter, words);
        Session { set: self, evaluator }
    }
}

/// The rules of a set at work in one file. What one has found out, the others know.
pub struct Session<'s, 'a> {
    set: &'s RuleSet,
    evaluator: Evaluator<'s, 'a>,
}

impl<'a> Session<'_, 'a> {
    /// What a rule finds, by its number.
    pub fn run(&mut self, rule: usize) -> RuleMatches<'a> {
        let (matches, is_complete) = self.evaluator.matches(self.set.roots[rule]);
        RuleMatches { matches, is_complete }
    }
}
