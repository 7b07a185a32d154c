//! What an operation needs, as a conjunction of alternatives.

use regex_syntax::hir::Look;
use regex_syntax::hir::literal::Extractor;

use crate::evaluate::{
    All, CaptureTest, Check, Operation, OperationId, Program, all_called, last_identifier,
};
use crate::pattern::Role;
use crate::pattern::tree::Tree;
use crate::{Anchor, Content, MetavariableId, Pattern, SyntaxSort};

/// More alternatives tell too little to be worth a look.
const MOST_ALTERNATIVES: usize = 64;
/// More conditions on the words of one rule are not worth their while.
const MOST_CLAUSES: usize = 16;

/// For each clause the words of which one must be there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Clauses(Vec<Vec<Box<str>>>);

/// The words of a pattern each of which must be there.
pub(super) fn words_of(pattern: &Pattern) -> impl Iterator<Item = &Box<str>> {
    pattern.anchors().iter().filter_map(|anchor| {
        // A file's own package is among its words.
        let (Anchor::Word(word) | Anchor::Package(word)) = anchor;
        // What is built in is there without being named so.
        (**word != *"builtins").then_some(word)
    })
}

impl Clauses {
    /// What an operation needs in order to have a place in a file.
    pub(crate) fn of(id: OperationId, program: &Program) -> Self {
        match program.get(id) {
            Operation::Pattern(pattern) | Operation::Calls(pattern, _) => {
                let mut clauses = Self::default();
                words_of(pattern).for_each(|word| clauses.add(vec![word.clone()]));
                clauses
            }
            Operation::All(all) => {
                let mut clauses = Self::default();
                for part in all.values.iter().chain(&all.relations) {
                    clauses.extend(Self::of(*part, program));
                }
                for condition in &all.conditions {
                    let Check::Of(id, test) = condition else { continue };
                    clauses.extend(Self::of_test(*id, test, all, program));
                }
                clauses
            }
            Operation::Any(operands) => {
                Self::any(operands.iter().map(|operand| Self::of(*operand, program)))
            }
            Operation::Inside(inner, _)
            | Operation::Has(inner)
            | Operation::Follows(inner)
            | Operation::Precedes(inner) => Self::of(*inner, program),
            // A regular expression matches parts of words as well.
            Operation::Not(_) | Operation::Regex(_) => Self::default(),
        }
    }

    /// Those that were worked out before.
    pub(crate) fn of_words(words: Vec<Vec<&str>>) -> Self {
        let boxed = |clause: Vec<&str>| clause.into_iter().map(Box::from).collect();
        Self(words.into_iter().map(boxed).collect())
    }

    /// What a condition on a capture needs.
    fn of_test(id: MetavariableId, test: &CaptureTest, all: &All, program: &Program) -> Self {
        match All::searched_code(id, test, all, program) {
            Some(operation) => Self::of(operation, program),
            None => Self::one_of(words_of_test(id, test, all, program)),
        }
    }

    fn one_of(words: Option<Vec<Box<str>>>) -> Self {
        let mut clauses = Self::default();
        if let Some(words) = words {
            clauses.add(words);
        }
        clauses
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.0.iter().map(Vec::as_slice)
    }

    fn add(&mut self, mut clause: Vec<Box<str>>) {
        clause.sort_unstable();
        clause.dedup();
        if clause.len() <= MOST_ALTERNATIVES
            && self.0.len() < MOST_CLAUSES
            && !self.0.contains(&clause)
        {
            self.0.push(clause);
        }
    }

    fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|clause| self.add(clause));
    }

    /// What all of several need, and of what else they need one clause of each, together.
    fn any(operands: impl Iterator<Item = Self>) -> Self {
        let operands: Vec<Self> = operands.collect();
        let mut clauses = Self::default();
        let Some((first, rest)) = operands.split_first() else { return clauses };
        for clause in &first.0 {
            if rest.iter().all(|other| other.0.contains(clause)) {
                clauses.add(clause.clone());
            }
        }
        let mut together = Vec::new();
        for operand in &operands {
            let own = operand.0.iter().filter(|clause| !clauses.0.contains(clause));
            match own.max_by_key(|clause| selectivity(clause)) {
                Some(clause) => together.extend(clause.iter().cloned()),
                // One that needs no more than all do makes the rest of the others' needs moot.
                None => return clauses,
            }
        }
        clauses.add(together);
        clauses
    }
}

impl All {
    /// The operation that is looked for in the code that a capture is, if a condition asks for one
    /// there.
    pub(super) fn searched_code(
        id: MetavariableId,
        test: &CaptureTest,
        all: &Self,
        program: &Program,
    ) -> Option<OperationId> {
        let CaptureTest::Matches { operation, content } = test else { return None };
        let is_searched = *content == Content::Code
            || (*content == Content::Either && is_code(id, all.role(id, program), all));
        is_searched.then_some(*operation)
    }

    fn role(&self, id: MetavariableId, program: &Program) -> Option<Role> {
        self.values.iter().find_map(|value| role(id, *value, program))
    }
}

/// The words of which a file must have one for a capture to fulfil a condition, if they are known.
pub(super) fn words_of_test(
    id: MetavariableId,
    test: &CaptureTest,
    all: &All,
    program: &Program,
) -> Option<Vec<Box<str>>> {
    match test {
        CaptureTest::In(texts)
            if all.role(id, program).is_some()
                || all.values.iter().any(|value| is_target(id, *value, program)) =>
        {
            all_called(texts)
        }
        CaptureTest::Regex { expression, .. }
            if all.role(id, program) == Some(Role::Identifier) =>
        {
            let whole = expression.expression.linear_source().and_then(only_texts)?;
            whole.iter().map(|text| last_identifier(text).map(Box::from)).collect()
        }
        // However a value comes by its type, the file names the package of that type.
        CaptureTest::Type(types) => {
            let packages = types.iter().map(|name| {
                let (package, _) = name.split_once('.')?;
                // A display's or generator's type is known without a name.
                last_identifier(package).filter(|package| *package != "collections").map(Box::from)
            });
            packages.collect()
        }
        _ => None,
    }
}

/// Whether a metavariable is what something that is no string is assigned to, in each place of an
/// operation: of a name that stands for a string, the string would be asked.
fn is_target(id: MetavariableId, operation: OperationId, program: &Program) -> bool {
    match program.get(operation) {
        Operation::Pattern(pattern) => pattern.trees.iter().any(|tree| {
            match tree {
            Tree::Assign { targets, value } => {
                matches!(
                    pattern.trees.get(*value),
                    Tree::Boolean(_) | Tree::None | Tree::Number(_) | Tree::Dict { .. }
                ) && targets.iter().any(|target| {
                    matches!(pattern.trees.get(*target), Tree::Metavariable(other) if *other == id)
                })
            }
            _ => false,
        }
        }),
        Operation::Any(operands) => operands.iter().all(|operand| is_target(id, *operand, program)),
        _ => false,
    }
}

/// What of the code a metavariable stands for in each place of an operation, if it is one thing.
fn role(id: MetavariableId, operation: OperationId, program: &Program) -> Option<Role> {
    match program.get(operation) {
        Operation::Pattern(pattern) | Operation::Calls(pattern, _) => pattern.role(id),
        Operation::Any(operands) => {
            let mut roles = operands.iter().map(|operand| role(id, *operand, program));
            let first = roles.next()??;
            roles.all(|other| other == Some(first)).then_some(first)
        }
        Operation::All(all) => all.values.iter().find_map(|value| role(id, *value, program)),
        _ => None,
    }
}

/// Whether a capture cannot be a string, whose content would be searched.
fn is_code(id: MetavariableId, role: Option<Role>, all: &All) -> bool {
    role == Some(Role::Several)
        || all.conditions.iter().any(|condition| match condition {
            Check::Of(other, CaptureTest::Kind(sorts)) if *other == id => {
                sorts.iter().all(|sort| {
                    matches!(
                        sort,
                        SyntaxSort::Call
                            | SyntaxSort::Attribute
                            | SyntaxSort::Subscript
                            | SyntaxSort::Comprehension
                            | SyntaxSort::Lambda
                            | SyntaxSort::Await
                            | SyntaxSort::Function
                            | SyntaxSort::Class
                            | SyntaxSort::List
                            | SyntaxSort::Tuple
                            | SyntaxSort::Dict
                            | SyntaxSort::Set
                    )
                })
            }
            _ => false,
        })
}

/// The texts that a regular expression matches as a whole, if they are few.
fn only_texts(expression: &str) -> Option<Vec<String>> {
    let tree = regex_syntax::parse(expression).ok()?;
    let properties = tree.properties();
    let is_whole = properties.look_set_prefix().contains(Look::Start)
        && properties.look_set_suffix().contains(Look::End);
    if !is_whole {
        return None;
    }
    let texts = Extractor::new().extract(&tree);
    if !texts.is_exact() {
        return None;
    }
    texts.literals()?.iter().map(|text| String::from_utf8(text.as_bytes().to_vec()).ok()).collect()
}

/// How few files a clause may be expected to let through: few alternatives, and long words, are
/// better.
pub(super) fn selectivity(clause: &[Box<str>]) -> (std::cmp::Reverse<usize>, usize) {
    let shortest = clause.iter().map(|word| word.len()).min().unwrap_or_default();
    (std::cmp::Reverse(clause.len()), shortest)
}
