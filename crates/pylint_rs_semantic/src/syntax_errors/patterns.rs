//! `match` statements: unreachable cases, and what a pattern says twice.

use ruff_python_ast::comparable::HashableExpr;
use ruff_python_ast::{AnyNodeRef, Identifier, NodeKind, Pattern, StmtMatch};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::Found;
use crate::Semantic;

/// Stack to have left before a pattern is entered, and what is added when it is not.
const STACK_RED_ZONE: usize = 64 * 1024;
const STACK_SIZE: usize = 4 * 1024 * 1024;

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    for node in semantic.nodes_of_kind(NodeKind::StmtMatch) {
        if let AnyNodeRef::StmtMatch(statement) = node {
            unreachable_cases(statement, found);
            for case in &statement.cases {
                Captures { names: FxHashSet::default(), source: semantic.source(), found }
                    .visit(&case.pattern);
            }
        }
    }
}

fn unreachable_cases(statement: &StmtMatch, found: &mut Found) {
    let Some((_, before)) = statement.cases.split_last() else { return };
    for case in before.iter().filter(|case| case.guard.is_none()) {
        if let Some(pattern) = case.pattern.irrefutable_pattern() {
            found.add(SemanticSyntaxErrorKind::IrrefutableCasePattern(pattern.kind), pattern.range);
        }
    }
}

/// The names that a pattern has captured so far.
struct Captures<'a, 'f> {
    names: FxHashSet<&'a str>,
    source: &'a str,
    found: &'f mut Found,
}

impl<'a> Captures<'a, '_> {
    fn visit(&mut self, pattern: &'a Pattern) {
        stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || self.visit_part(pattern));
    }

    fn visit_part(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
            Pattern::MatchStar(inner) => self.capture(inner.name.as_ref()),
            Pattern::MatchSequence(inner) => {
                let stars = inner.patterns.iter().filter(|part| part.is_match_star());
                for star in stars.skip(1) {
                    let kind = SemanticSyntaxErrorKind::MultipleStarredNamesInSequencePattern;
                    self.found.add(kind, star);
                }
                inner.patterns.iter().for_each(|part| self.visit(part));
            }
            Pattern::MatchMapping(inner) => {
                inner.patterns.iter().for_each(|part| self.visit(part));
                self.capture(inner.rest.as_ref());
                let mut seen = FxHashSet::default();
                for key in &inner.keys {
                    // Only literals, with a sign or as a complex number, are known beforehand.
                    let is_literal =
                        key.is_literal_expr() || key.is_unary_op_expr() || key.is_bin_op_expr();
                    if is_literal && !seen.insert(HashableExpr::from(key)) {
                        let text = self.source[key.range()].to_owned();
                        self.found.add(SemanticSyntaxErrorKind::DuplicateMatchKey(text), key);
                    }
                }
            }
            Pattern::MatchClass(inner) => {
                inner.arguments.patterns.iter().for_each(|part| self.visit(part));
                let mut seen = FxHashSet::default();
                for keyword in &inner.arguments.keywords {
                    if !seen.insert(keyword.attr.as_str()) {
                        let kind = SemanticSyntaxErrorKind::DuplicateMatchClassAttribute(
                            keyword.attr.id.clone(),
                        );
                        self.found.add(kind, keyword.attr.range);
                    }
                    self.visit(&keyword.pattern);
                }
            }
            Pattern::MatchAs(inner) => {
                if let Some(part) = &inner.pattern {
                    self.visit(part);
                }
                self.capture(inner.name.as_ref());
            }
            Pattern::MatchOr(inner) => self.alternatives(pattern, &inner.patterns),
        }
    }

    /// Alternatives may capture the same names, and must.
    fn alternatives(&mut self, whole: &'a Pattern, alternatives: &'a [Pattern]) {
        let mut first: Option<FxHashSet<&str>> = None;
        for alternative in alternatives {
            let mut captures =
                Captures { names: FxHashSet::default(), source: self.source, found: self.found };
            captures.visit(alternative);
            let names = captures.names;
            match &first {
                None => first = Some(names),
                Some(expected) if *expected != names => {
                    self.found.add(SemanticSyntaxErrorKind::DifferentMatchPatternBindings, whole);
                    break;
                }
                Some(_) => {}
            }
        }
        self.names.extend(first.into_iter().flatten());
    }

    fn capture(&mut self, name: Option<&'a Identifier>) {
        if let Some(name) = name
            && !self.names.insert(name.as_str())
        {
            let kind = SemanticSyntaxErrorKind::MultipleCaseAssignment(name.id.clone());
            self.found.add(kind, name.range);
        }
    }
}
