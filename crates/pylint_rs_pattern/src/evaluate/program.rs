//! Formulas of many rules as one table of operations, each of which is there once.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::names::{self, Texts};
use super::sorts::Sorts;
use crate::matching::Wanted;
use crate::{
    Boundary, Comparison, Condition, Content, Formula, Intersection, MetavariableId, Pattern,
    RegularExpression, Test, Vocabulary,
};

/// An operation of a [`Program`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub(crate) struct OperationId(u32);

impl OperationId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The operations that the rules of a set are made of; those that are the same are shared, and
/// so is what they come to in a file.
#[derive(Debug, Default)]
pub(crate) struct Program {
    operations: Vec<Operation>,
    costs: Vec<Cost>,
    /// How many other operations are made of each.
    uses: Vec<u32>,
    ids: FxHashMap<Operation, OperationId>,
    /// Worked out for the first file.
    wanted: OnceLock<Arc<Wanted>>,
}

#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) enum Operation {
    Pattern(Arc<Pattern>),
    /// A pattern of calls, of which only those of something so called are asked for.
    Calls(Arc<Pattern>, Box<[Box<str>]>),
    Regex(SharedExpression),
    All(Box<All>),
    Any(Box<[OperationId]>),
    Not(OperationId),
    Inside(OperationId, Boundary),
    Has(OperationId),
    Follows(OperationId),
    Precedes(OperationId),
}

/// How many places an operation may be expected to have.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Cost {
    /// Where something of a name is.
    Named,
    /// Where a text is.
    Text,
    /// Where there is a statement of some kind.
    Statements,
    /// Wherever there is syntax of some kind.
    Anywhere,
}

/// The parts of a [`Formula::All`], sorted by what they do.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) struct All {
    /// Those that have places of their own, the cheapest first.
    pub(crate) values: Box<[OperationId]>,
    /// Those that are asked about a place.
    pub(crate) relations: Box<[OperationId]>,
    pub(crate) intersection: Intersection,
    pub(crate) conditions: Box<[Check]>,
    pub(crate) focus: Box<[MetavariableId]>,
    /// Whether it is asked about a place although it has values: all it says of them is that the
    /// place is inside.
    pub(crate) is_relative: bool,
}

/// A [`Condition`] of an operation.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) enum Check {
    Of(MetavariableId, CaptureTest),
    Comparison(Shared<Comparison>),
}

/// A [`Test`] of an operation.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) enum CaptureTest {
    Regex { expression: SharedExpression, constant_propagation: bool },
    Type(Vec<Arc<str>>),
    Kind(Sorts),
    In(Texts),
    Matches { operation: OperationId, content: Content },
    Entropy(Bits),
    LooksRandom,
    Not(Box<CaptureTest>),
}

/// A regular expression with the metavariables that its groups bind.
#[derive(Clone, Debug)]
pub(crate) struct SharedExpression {
    pub(crate) expression: Arc<RegularExpression>,
    /// By group, from the first: its number, and its name if it has one.
    pub(crate) groups: Box<[(MetavariableId, Option<MetavariableId>)]>,
}

impl SharedExpression {
    fn new(expression: &Arc<RegularExpression>, vocabulary: &mut Vocabulary) -> Self {
        let groups = expression.group_names().iter().enumerate().map(|(index, name)| {
            let number = vocabulary.intern(&(index + 1).to_string());
            (number, name.as_deref().map(|name| vocabulary.intern(name)))
        });
        Self { expression: Arc::clone(expression), groups: groups.collect() }
    }

    /// What tells expressions apart: text alone does not where there are flags beside it.
    fn identity(&self) -> Result<&str, *const RegularExpression> {
        self.expression.linear_source().ok_or(Arc::as_ptr(&self.expression))
    }
}

impl PartialEq for SharedExpression {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for SharedExpression {}

impl Hash for SharedExpression {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

/// Something that is the same only if it is the very same.
#[derive(Clone, Debug)]
pub(crate) struct Shared<T>(pub(crate) Arc<T>);

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Shared<T> {}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

/// A float that is compared bit by bit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub(crate) struct Bits(u64);

impl Bits {
    pub(crate) fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

impl Operation {
    /// Calls a function with the operations that this one has places from.
    fn each_operand(&self, each: &mut dyn FnMut(OperationId)) {
        match self {
            Self::Pattern(_) | Self::Calls(..) | Self::Regex(_) => {}
            Self::All(all) => all.values.iter().chain(&all.relations).for_each(|id| each(*id)),
            Self::Any(operands) => operands.iter().for_each(|id| each(*id)),
            Self::Not(inner)
            | Self::Inside(inner, _)
            | Self::Has(inner)
            | Self::Follows(inner)
            | Self::Precedes(inner) => each(*inner),
        }
    }
}

impl Program {
    pub(crate) fn get(&self, id: OperationId) -> &Operation {
        &self.operations[id.index()]
    }

    /// All operations, each after those that it is made of.
    pub(crate) fn ids(&self) -> impl Iterator<Item = OperationId> + use<> {
        (0..self.operations.len() as u32).map(OperationId)
    }

    /// The keys that the patterns ask for. No more operations are added from then on.
    pub(crate) fn wanted(&self) -> &Arc<Wanted> {
        self.wanted.get_or_init(|| Arc::new(Wanted::of(self)))
    }

    pub(crate) fn len(&self) -> usize {
        self.operations.len()
    }

    /// Adds a formula. The groups of its regular expressions become metavariables.
    pub(crate) fn add(&mut self, formula: &Formula, vocabulary: &mut Vocabulary) -> OperationId {
        let operation = match formula {
            Formula::Pattern(pattern) => Operation::Pattern(Arc::clone(pattern)),
            Formula::Regex(regex) => Operation::Regex(SharedExpression::new(regex, vocabulary)),
            Formula::All { operands, intersection, conditions, focus } => {
                let mut operands = self.add_each(operands, vocabulary);
                let conditions: Box<[_]> = conditions
                    .iter()
                    .map(|condition| self.add_condition(condition, vocabulary))
                    .collect();
                for condition in &conditions {
                    if let Check::Of(id, CaptureTest::In(texts)) = condition
                        && let Some(names) = names::all_called(texts)
                    {
                        for operand in &mut operands {
                            *operand = self.called(*operand, *id, &names);
                        }
                    }
                }
                if let [only] = *operands
                    && conditions.is_empty()
                    && focus.is_empty()
                {
                    return only;
                }
                self.all(&operands, *intersection, conditions, focus.as_slice().into())
            }
            Formula::Any(operands) => {
                let operands = self.add_each(operands, vocabulary);
                match *operands {
                    [only] => return only,
                    _ => Operation::Any(operands.into()),
                }
            }
            Formula::Not(inner) => Operation::Not(self.add(inner, vocabulary)),
            Formula::Inside { formula, boundary } => {
                Operation::Inside(self.add(formula, vocabulary), *boundary)
            }
            Formula::Has(inner) => Operation::Has(self.add(inner, vocabulary)),
            Formula::Follows(inner) => Operation::Follows(self.add(inner, vocabulary)),
            Formula::Precedes(inner) => Operation::Precedes(self.add(inner, vocabulary)),
        };
        self.intern(operation)
    }

    /// The same operation, which need only look at the calls of something so called: a condition
    /// lets go of the others.
    fn called(&mut self, id: OperationId, name: MetavariableId, names: &[Box<str>]) -> OperationId {
        let operation = match self.get(id) {
            Operation::Pattern(pattern) if pattern.calls(name) => {
                Operation::Calls(Arc::clone(pattern), names.into())
            }
            Operation::Any(operands) => {
                let operands = operands.clone();
                let operands =
                    operands.iter().map(|operand| self.called(*operand, name, names)).collect();
                Operation::Any(operands)
            }
            _ => return id,
        };
        self.intern(operation)
    }

    fn intern(&mut self, operation: Operation) -> OperationId {
        if let Some(id) = self.ids.get(&operation) {
            return *id;
        }
        let id = OperationId(self.operations.len() as u32);
        self.costs.push(self.cost_of(&operation));
        self.uses.push(0);
        operation.each_operand(&mut |operand| self.uses[operand.index()] += 1);
        self.operations.push(operation.clone());
        self.ids.insert(operation, id);
        id
    }

    fn add_each(&mut self, formulas: &[Formula], vocabulary: &mut Vocabulary) -> Vec<OperationId> {
        let mut ids: Vec<OperationId> = Vec::with_capacity(formulas.len());
        for formula in formulas {
            let id = self.add(formula, vocabulary);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    fn all(
        &self,
        operands: &[OperationId],
        intersection: Intersection,
        conditions: Box<[Check]>,
        focus: Box<[MetavariableId]>,
    ) -> Operation {
        let (mut values, relations): (Vec<_>, Vec<_>) =
            operands.iter().partition(|id| self.has_places(**id));
        values.sort_by_key(|id| self.cost(*id));
        let asks_about_place = |id: &OperationId| {
            matches!(
                self.get(*id),
                Operation::Has(_) | Operation::Follows(_) | Operation::Precedes(_)
            )
        };
        let is_relative = values.iter().all(|id| matches!(self.get(*id), Operation::Inside(..)))
            && (values.is_empty() || relations.iter().any(asks_about_place));
        Operation::All(Box::new(All {
            values: values.into(),
            relations: relations.into(),
            intersection,
            conditions,
            focus,
            is_relative,
        }))
    }

    /// Whether an operation has places on its own, rather than being asked about one.
    pub(crate) fn has_places(&self, id: OperationId) -> bool {
        match self.get(id) {
            Operation::Pattern(_)
            | Operation::Calls(..)
            | Operation::Regex(_)
            | Operation::Inside(..) => true,
            Operation::All(all) => !all.is_relative,
            Operation::Any(operands) => operands.iter().all(|operand| self.has_places(*operand)),
            Operation::Not(_)
            | Operation::Has(_)
            | Operation::Follows(_)
            | Operation::Precedes(_) => false,
        }
    }

    /// Whether more than one operation asks for the places of one.
    pub(crate) fn is_shared(&self, id: OperationId) -> bool {
        self.uses[id.index()] > 1
    }

    /// How many places an operation may be expected to have.
    pub(crate) fn cost(&self, id: OperationId) -> Cost {
        self.costs[id.index()]
    }

    fn cost_of(&self, operation: &Operation) -> Cost {
        match operation {
            Operation::Pattern(pattern) if pattern.anchors().is_empty() => {
                if pattern.is_expression() { Cost::Anywhere } else { Cost::Statements }
            }
            Operation::Pattern(_) | Operation::Calls(..) => Cost::Named,
            Operation::Regex(_) => Cost::Text,
            Operation::All(all) => {
                let values = all.values.iter().map(|value| self.cost(*value));
                values.min().unwrap_or(Cost::Anywhere)
            }
            Operation::Any(operands) => {
                operands.iter().map(|operand| self.cost(*operand)).max().unwrap_or(Cost::Named)
            }
            Operation::Not(inner)
            | Operation::Inside(inner, _)
            | Operation::Has(inner)
            | Operation::Follows(inner)
            | Operation::Precedes(inner) => self.cost(*inner),
        }
    }

    fn add_condition(&mut self, condition: &Condition, vocabulary: &mut Vocabulary) -> Check {
        match condition {
            Condition::Of(id, test) => Check::Of(*id, self.add_test(test, vocabulary)),
            Condition::Comparison(comparison) => Check::Comparison(Shared(Arc::clone(comparison))),
        }
    }

    fn add_test(&mut self, test: &Test, vocabulary: &mut Vocabulary) -> CaptureTest {
        match test {
            Test::Regex { regex, constant_propagation } => CaptureTest::Regex {
                expression: SharedExpression::new(regex, vocabulary),
                constant_propagation: *constant_propagation,
            },
            Test::Type(types) => CaptureTest::Type(types.clone()),
            Test::Kind(sorts) => CaptureTest::Kind(Sorts::new(sorts)),
            Test::In(texts) => CaptureTest::In(Texts::new(texts)),
            Test::Matches { formula, content } => {
                CaptureTest::Matches { operation: self.add(formula, vocabulary), content: *content }
            }
            Test::Entropy(least) => CaptureTest::Entropy(Bits(least.to_bits())),
            Test::LooksRandom => CaptureTest::LooksRandom,
            Test::Not(inner) => CaptureTest::Not(Box::new(self.add_test(inner, vocabulary))),
        }
    }
}
