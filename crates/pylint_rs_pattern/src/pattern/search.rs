//! Where to look for a pattern: what nodes must have near their roots to be worth a try.
//!
//! A file's nodes are sorted by such [`Key`]s once, so that a pattern costs what there is of its
//! keys in the file, rather than what there is of its kinds.

use ruff_python_ast::{BoolOp, NodeKind};
use smallvec::{SmallVec, smallvec};

use super::key::Key;
use super::tree::{ArgumentPattern, NamePattern, ParameterPattern, Slot, Tree, TreeId, Trees};
use super::{Root, first_bytes, kinds};
use crate::view::is_operation;
use crate::{MetavariableId, Options};

/// What is deeper in a pattern is not asked for its name.
const DEEPEST: usize = 16;

/// The nodes of a kind at which a pattern may match.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    pub(crate) kind: NodeKind,
    pub(crate) ways: Ways,
}

/// Ways to find the nodes of a kind, the best first. Each finds all of them, and others; if there
/// is none, all nodes of the kind are meant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ways {
    /// Those that find few nodes.
    pub(crate) sharp: Box<[Way]>,
    /// Those to go if there is no other.
    pub(crate) blunt: Box<[Way]>,
}

/// A way to find nodes.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// Those that have one of some keys at a place.
    At(Place, Box<[Key]>),
    /// Those that have, at a place, the name that a metavariable stands for.
    Open(Place, MetavariableId),
    /// Those that have, at a place, an expression of the kinds that a metavariable may stand for.
    OfKinds(Place, MetavariableId),
    /// The names that may stand for an attribute.
    AttributeNames,
    /// Those around an expression that a part of the pattern matches.
    Around(TreeId, Box<[Search]>),
}

/// A part of a node that is seen from its root.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub(crate) enum Place {
    /// The node itself.
    Itself,
    /// The text of the string that the node is, if it is known.
    Text,
    /// What is called.
    Called,
    /// The object whose method is called.
    CalledOn,
    /// The names of keyword arguments.
    Keyword,
    /// The positional arguments, or bases.
    Argument,
    /// The value of an assignment, a statement, a subscript, an attribute; the right operand; what
    /// is iterated over, tested, caught.
    Value,
    /// The target of an assignment or a loop; the slice of a subscript; the left operand.
    Target,
    /// The object an attribute or an item of which is the target.
    TargetOf,
    /// The name of a definition.
    Name,
    /// The decorators, without what they are called with.
    Decorator,
    /// What a function returns.
    Returns,
    /// Parameters' annotations.
    Annotation,
    /// Parameters' defaults.
    Default,
    /// What a `with` enters.
    Item,
}

type Keys = SmallVec<[Key; 4]>;

/// Where to look for a pattern, kind by kind.
pub(super) fn of(
    trees: &Trees,
    root: &Root,
    options: Options,
    kinds: &[NodeKind],
) -> Box<[Search]> {
    let seeker = Seeker { trees };
    let first = match root {
        Root::Expression(id) | Root::Part(id) => Some(*id),
        Root::Statements(list) => list.first().copied(),
    };
    let search = |kind: &NodeKind| Search {
        kind: *kind,
        ways: match first {
            // Any name may stand for anything.
            Some(first) if !options.symbolic_propagation => seeker.ways(first, *kind, options),
            _ => Ways::default(),
        },
    };
    kinds.iter().map(search).collect()
}

struct Seeker<'t> {
    trees: &'t Trees,
}

impl Seeker<'_> {
    /// How to find nodes of a kind that a part of a pattern matches, the best first.
    fn ways(&self, id: TreeId, kind: NodeKind, options: Options) -> Ways {
        let mut ways = Gathered { seeker: self, options, sharp: Vec::new(), blunt: Vec::new() };
        match self.trees.get(id) {
            // No attribute is a plain name.
            Tree::Name { .. } if kind == NodeKind::ExprAttribute => {
                ways.keys(Place::Itself, Keys::new());
            }
            Tree::Attribute { .. } if kind == NodeKind::ExprName => {
                ways.sharp.push(Way::AttributeNames);
            }
            Tree::String { value } => {
                ways.keys(Place::Text, smallvec![Key::string(value), Key::UNKNOWN]);
            }
            Tree::StringRegex(regex) => {
                let keys = match first_bytes::of(regex.0.source()) {
                    Some(bytes) => {
                        bytes.into_iter().map(Key::first).chain([Key::UNKNOWN]).collect()
                    }
                    None => smallvec![Key::PRESENT],
                };
                ways.keys(Place::Text, keys);
            }
            Tree::StringContent(_) => ways.keys(Place::Text, smallvec![Key::PRESENT]),
            Tree::Attribute { name: NamePattern::Exact(_), .. }
            | Tree::Name { .. }
            | Tree::Dotted { .. }
            | Tree::AnyString
            | Tree::AnyConcatenation
            | Tree::AnyBytes
            | Tree::Bytes(_)
            | Tree::Number(_)
            | Tree::Boolean(_)
            | Tree::None
            | Tree::BooleanOperation { .. } => ways.node(Place::Itself, id),
            Tree::Attribute { value, name } => {
                if let NamePattern::Metavariable(variable) = name {
                    ways.sharp.push(Way::Open(Place::Itself, *variable));
                }
                ways.node(Place::Value, *value);
            }
            Tree::ExpressionStatement(inner) => ways.around(*inner),
            Tree::If { test, .. } => ways.node(Place::Value, *test),
            // Further items may be those of a `with` in the body.
            Tree::With { items, .. } => {
                items.iter().take(1).for_each(|(entered, _)| ways.node(Place::Item, *entered));
            }
            Tree::Assign { targets, value } => {
                if let [only] = **targets {
                    ways.node(Place::Target, only);
                    ways.object(Place::TargetOf, only);
                }
                ways.node(Place::Value, *value);
            }
            Tree::Node { tag, slots, .. } => ways.slots(kind, *tag, slots),
            _ => {}
        }
        let Gathered { mut sharp, blunt, .. } = ways;
        // What is inside is looked at where nothing else is to go by.
        if !sharp
            .iter()
            .any(|way| matches!(way, Way::At(..) | Way::Around(..) | Way::AttributeNames))
        {
            let mut inside = Vec::new();
            self.each_inside(id, DEEPEST, &mut |inner| {
                if inside.is_empty()
                    && let Some(searches) = self.search(inner, options)
                {
                    inside.push(Way::Around(inner, searches));
                }
            });
            sharp.append(&mut inside);
        }
        Ways { sharp: sharp.into(), blunt: blunt.into() }
    }

    /// Where to look for an expression that is named somehow.
    fn search(&self, id: TreeId, options: Options) -> Option<Box<[Search]>> {
        let is_named = match self.trees.get(id) {
            Tree::Name { .. } | Tree::Dotted { .. } => true,
            Tree::Attribute { name, .. } => matches!(name, NamePattern::Exact(_)),
            Tree::Node { kind: NodeKind::ExprCall, slots, .. } => {
                matches!(slots.first(), Some(Slot::Node(called))
                    if self.name(*called).or_else(|| self.object_name(*called)).is_some())
            }
            _ => false,
        };
        if !is_named {
            return None;
        }
        let search = |kind| Search { kind, ways: self.ways(id, kind, options) };
        Some(kinds::of_part(self.trees, id, options).into_iter().map(search).collect())
    }

    /// Calls a function with the expressions that must be inside what an expression matches.
    fn each_inside(&self, id: TreeId, depth: usize, each: &mut dyn FnMut(TreeId)) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let mut one = |id: TreeId| {
            each(id);
            self.each_inside(id, depth, each);
        };
        match self.trees.get(id) {
            Tree::Deep(inner) => one(*inner),
            // The module of what was imported is not written where it is used.
            Tree::Attribute { value, .. }
                if !matches!(self.trees.get(*value), Tree::Name { .. } | Tree::Dotted { .. }) =>
            {
                one(*value);
            }
            Tree::BooleanOperation { operands, .. } => {
                operands.iter().for_each(|operand| one(*operand));
            }
            Tree::Assign { targets, value } => {
                one(*value);
                targets.iter().for_each(|target| one(*target));
            }
            Tree::If { test, .. } => one(*test),
            Tree::With { items, .. } => items.iter().take(1).for_each(|(entered, _)| one(*entered)),
            // A decorator need not be called to match a call.
            Tree::Node { kind: NodeKind::Decorator, .. } => {}
            Tree::Node { slots, .. } => {
                for slot in slots {
                    match slot {
                        Slot::Node(inner) => one(*inner),
                        Slot::List(list) => list.iter().for_each(|inner| one(*inner)),
                        Slot::Arguments(list) | Slot::Leading(list) => {
                            list.iter().for_each(|argument| match argument {
                                ArgumentPattern::Positional(inner)
                                | ArgumentPattern::Keyword(_, inner)
                                | ArgumentPattern::Spread(inner) => one(*inner),
                                ArgumentPattern::Gap | ArgumentPattern::Many(_) => {}
                            });
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// The last part of the name of what a part of a pattern matches.
    fn name(&self, id: TreeId) -> Option<&str> {
        match self.trees.get(id) {
            Tree::Name { name, .. } => Some(name),
            Tree::Dotted { path, .. } => path.last().map(|last| &**last),
            Tree::Attribute { name: NamePattern::Exact(name), .. } => Some(name),
            _ => None,
        }
    }

    /// The last part of the name of the object whose attribute a part of a pattern matches.
    fn object_name(&self, id: TreeId) -> Option<&str> {
        match self.trees.get(id) {
            Tree::Attribute { value, .. } => self.name(*value),
            _ => None,
        }
    }

    /// The keys of which an expression that a part of a pattern matches has one, and whether
    /// there are few such expressions.
    fn keys(&self, id: TreeId) -> Option<(Keys, bool)> {
        let tree = self.trees.get(id);
        if let Some(name) = self.name(id) {
            return Some((smallvec![Key::named(name), Key::UNKNOWN], true));
        }
        if let Tree::Node { kind, slots, .. } = tree
            && let Some(Slot::Node(inner)) = slots.first()
            && let Some(name) = self.name(*inner)
        {
            match kind {
                NodeKind::ExprCall => {
                    return Some((smallvec![Key::call(name), Key::OF_UNKNOWN], true));
                }
                NodeKind::ExprSubscript => {
                    return Some((smallvec![Key::subscript(name), Key::OF_UNKNOWN], true));
                }
                _ => {}
            }
        }
        self.blunt_keys(tree).map(|keys| (keys, false))
    }

    /// The same of what has no name: keys that many expressions have.
    fn blunt_keys(&self, tree: &Tree) -> Option<Keys> {
        Some(match tree {
            Tree::Attribute { .. } => {
                smallvec![Key::kind(NodeKind::ExprAttribute), Key::MAYBE_ATTRIBUTE]
            }
            Tree::AnyString | Tree::StringRegex(_) | Tree::StringContent(_) => {
                smallvec![Key::kind(NodeKind::ExprStringLiteral), Key::CONSTANT]
            }
            Tree::AnyConcatenation => smallvec![Key::kind(NodeKind::ExprStringLiteral)],
            Tree::String { value } => smallvec![Key::string(value), Key::CONSTANT],
            Tree::AnyBytes | Tree::Bytes(_) => {
                smallvec![Key::kind(NodeKind::ExprBytesLiteral), Key::CONSTANT]
            }
            Tree::Number(_) => smallvec![Key::kind(NodeKind::ExprNumberLiteral), Key::CONSTANT],
            Tree::Boolean(value) => {
                let literal = Key::operation(NodeKind::ExprBooleanLiteral, u64::from(*value));
                smallvec![literal, Key::CONSTANT]
            }
            Tree::None => smallvec![Key::kind(NodeKind::ExprNoneLiteral), Key::CONSTANT],
            Tree::FString(_) => smallvec![Key::kind(NodeKind::ExprFString)],
            Tree::BooleanOperation { is_and, .. } => {
                let operator = if *is_and { BoolOp::And } else { BoolOp::Or };
                smallvec![Key::operation(NodeKind::ExprBoolOp, operator as u64)]
            }
            Tree::AnyBraces => smallvec![
                Key::kind(NodeKind::ExprDict),
                Key::kind(NodeKind::ExprSet),
                Key::kind(NodeKind::ExprDictComp),
                Key::kind(NodeKind::ExprSetComp),
            ],
            Tree::AnyBrackets => {
                smallvec![Key::kind(NodeKind::ExprList), Key::kind(NodeKind::ExprListComp)]
            }
            Tree::Dict { .. } => smallvec![Key::kind(NodeKind::ExprDict)],
            Tree::Set { .. } => smallvec![Key::kind(NodeKind::ExprSet)],
            Tree::Node { kind, tag, .. } if is_operation(*kind) => {
                smallvec![Key::operation(*kind, *tag)]
            }
            Tree::Node { kind, .. } if kinds::EXPRESSIONS.contains(kind) => {
                smallvec![Key::kind(*kind)]
            }
            _ => return None,
        })
    }
}

/// The ways to find the nodes of a kind, as they are gathered.
struct Gathered<'s, 't> {
    seeker: &'s Seeker<'t>,
    options: Options,
    /// Those that find few nodes.
    sharp: Vec<Way>,
    blunt: Vec<Way>,
}

impl Gathered<'_, '_> {
    fn keys(&mut self, place: Place, keys: Keys) {
        self.sharp.push(Way::At(place, keys.as_slice().into()));
    }

    /// At a place there is what a part of a pattern matches.
    fn node(&mut self, place: Place, id: TreeId) {
        match self.seeker.keys(id) {
            Some((keys, true)) => self.sharp.push(Way::At(place, keys.as_slice().into())),
            Some((keys, false)) => self.blunt.push(Way::At(place, keys.as_slice().into())),
            None => {
                if let Tree::Metavariable(variable) = self.seeker.trees.get(id) {
                    self.sharp.push(Way::OfKinds(place, *variable));
                }
            }
        }
    }

    /// At a place there is the object of an attribute or a subscript that a part matches.
    fn object(&mut self, place: Place, id: TreeId) {
        let object = match self.seeker.trees.get(id) {
            Tree::Attribute { value, .. } => *value,
            Tree::Node { kind: NodeKind::ExprSubscript, slots, .. } => match slots.first() {
                Some(Slot::Node(value)) => *value,
                _ => return,
            },
            _ => return,
        };
        self.node(place, object);
    }

    fn around(&mut self, id: TreeId) {
        if let Some(searches) = self.seeker.search(id, self.options) {
            self.sharp.push(Way::Around(id, searches));
        }
    }

    fn slot(&mut self, place: Place, slots: &[Slot], index: usize) {
        if let Some(Slot::Node(id)) = slots.get(index) {
            self.node(place, *id);
        }
    }

    /// The slots of a node that is viewed part by part.
    fn slots(&mut self, kind: NodeKind, tag: u64, slots: &[Slot]) {
        match kind {
            NodeKind::ExprCall => {
                if let Some(Slot::Node(called)) = slots.first() {
                    self.node(Place::Called, *called);
                    match self.seeker.trees.get(*called) {
                        Tree::Attribute { value, name } => {
                            if let NamePattern::Metavariable(variable) = name {
                                self.sharp.push(Way::Open(Place::Called, *variable));
                            }
                            self.node(Place::CalledOn, *value);
                        }
                        Tree::Metavariable(variable) => {
                            self.sharp.push(Way::Open(Place::Called, *variable));
                        }
                        _ => {}
                    }
                }
                self.arguments(slots.get(1));
            }
            NodeKind::ExprSubscript => {
                self.slot(Place::Value, slots, 0);
                self.slot(Place::Target, slots, 1);
            }
            NodeKind::ExprBinOp => {
                // Of `a + ...`, the first of several operands is meant.
                if !matches!(slots.get(1), Some(Slot::Node(id))
                    if matches!(self.seeker.trees.get(*id), Tree::Gap))
                {
                    self.slot(Place::Target, slots, 0);
                }
                self.slot(Place::Value, slots, 1);
                self.blunt(Place::Itself, Key::operation(kind, tag));
            }
            NodeKind::ExprCompare => {
                self.slot(Place::Target, slots, 0);
                if let Some(Slot::List(list)) = slots.get(1)
                    && let Some(first) = list.first()
                {
                    self.node(Place::Value, *first);
                }
                self.blunt(Place::Itself, Key::operation(kind, tag));
            }
            NodeKind::ExprUnaryOp => {
                self.slot(Place::Value, slots, 0);
                self.blunt(Place::Itself, Key::operation(kind, tag));
            }
            NodeKind::StmtAugAssign => {
                self.slot(Place::Target, slots, 0);
                if let Some(Slot::Node(target)) = slots.first() {
                    self.object(Place::TargetOf, *target);
                }
                self.slot(Place::Value, slots, 1);
                self.blunt(Place::Itself, Key::operation(kind, tag));
            }
            NodeKind::StmtAnnAssign => {
                self.slot(Place::Target, slots, 0);
                self.slot(Place::Annotation, slots, 1);
                self.slot(Place::Value, slots, 2);
            }
            NodeKind::StmtFor => {
                self.slot(Place::Value, slots, 1);
                self.slot(Place::Target, slots, 0);
                if slots.get(4) == Some(&Slot::Flag(true)) {
                    self.blunt(Place::Itself, Key::ASYNC);
                }
            }
            NodeKind::ExceptHandlerExceptHandler => {
                self.slot(Place::Value, slots, 0);
                if slots.first() == Some(&Slot::Absent) {
                    self.blunt(Place::Value, Key::ABSENT);
                }
            }
            NodeKind::StmtReturn
            | NodeKind::StmtExpr
            | NodeKind::StmtRaise
            | NodeKind::StmtAssert
            | NodeKind::StmtWhile
            | NodeKind::ExprAwait
            | NodeKind::ExprStarred
            | NodeKind::ExprYield
            | NodeKind::ExprYieldFrom => self.slot(Place::Value, slots, 0),
            NodeKind::StmtFunctionDef => self.function(slots),
            NodeKind::StmtClassDef => {
                self.defined(slots.first());
                self.arguments(slots.get(1));
                self.decorators(slots.get(3));
            }
            _ => {}
        }
    }

    fn blunt(&mut self, place: Place, key: Key) {
        self.blunt.push(Way::At(place, Box::new([key])));
    }

    fn function(&mut self, slots: &[Slot]) {
        self.defined(slots.first());
        self.decorators(slots.get(3));
        match slots.get(4) {
            Some(Slot::Node(id)) if !matches!(self.seeker.trees.get(*id), Tree::Gap) => {
                self.node(Place::Returns, *id);
                self.blunt(Place::Returns, Key::PRESENT);
            }
            _ => {}
        }
        if let Some(Slot::Parameters(parameters)) = slots.get(1) {
            for parameter in parameters {
                let ParameterPattern::Parameter { annotation, default, .. } = parameter else {
                    continue;
                };
                for (place, id) in [(Place::Annotation, annotation), (Place::Default, default)] {
                    if let Some(id) = id {
                        self.node(place, *id);
                        self.blunt(place, Key::PRESENT);
                    }
                }
            }
        }
        if slots.get(5) == Some(&Slot::Flag(true)) {
            self.blunt(Place::Itself, Key::ASYNC);
        }
    }

    /// The name of a definition.
    fn defined(&mut self, slot: Option<&Slot>) {
        match slot {
            Some(Slot::Name(NamePattern::Exact(name))) => {
                self.keys(Place::Name, smallvec![Key::named(name)]);
            }
            Some(Slot::Name(NamePattern::Metavariable(variable))) => {
                self.sharp.push(Way::Open(Place::Name, *variable));
            }
            _ => {}
        }
    }

    fn decorators(&mut self, slot: Option<&Slot>) {
        let Some(Slot::Some(list)) = slot else { return };
        for decorator in list {
            let Tree::Node { kind: NodeKind::Decorator, slots, .. } =
                self.seeker.trees.get(*decorator)
            else {
                continue;
            };
            let Some(Slot::Node(expression)) = slots.first() else { continue };
            let called = match self.seeker.trees.get(*expression) {
                Tree::Node { kind: NodeKind::ExprCall, slots, .. } => match slots.first() {
                    Some(Slot::Node(called)) => *called,
                    _ => *expression,
                },
                _ => *expression,
            };
            if self.seeker.name(called).is_some() {
                self.node(Place::Decorator, called);
            }
            self.blunt(Place::Decorator, Key::PRESENT);
        }
    }

    fn arguments(&mut self, slot: Option<&Slot>) {
        let Some(Slot::Arguments(arguments) | Slot::Leading(arguments)) = slot else { return };
        for argument in arguments {
            match argument {
                ArgumentPattern::Keyword(NamePattern::Exact(name), _) => {
                    self.keys(Place::Keyword, smallvec![Key::named(name)]);
                }
                ArgumentPattern::Keyword(..) => self.blunt(Place::Keyword, Key::PRESENT),
                ArgumentPattern::Spread(_) => self.blunt(Place::Keyword, Key::ABSENT),
                ArgumentPattern::Positional(id) => self.node(Place::Argument, *id),
                ArgumentPattern::Gap | ArgumentPattern::Many(_) => {}
            }
        }
    }
}
