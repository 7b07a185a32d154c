//! Syntax that a file must have for a pattern to match in it.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, Expr, ExprSubscript, NodeKind, StmtFunctionDef};

use crate::pattern::tree::{ParameterPattern, Slot, Tree, TreeId};
use crate::{MetavariableId, Pattern, SyntaxSort};

/// A set of sorts of syntax: kinds of nodes, operators, and what some rare nodes look like.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Features([u64; 3]);

/// The kinds of nodes that count: those that not nearly every file has, and that match nothing
/// else.
const KINDS: &[NodeKind] = &[
    NodeKind::ExprAwait,
    NodeKind::ExprDict,
    NodeKind::ExprDictComp,
    NodeKind::ExprFString,
    NodeKind::ExprGenerator,
    NodeKind::ExprIf,
    NodeKind::ExprLambda,
    NodeKind::ExprListComp,
    NodeKind::ExprSet,
    NodeKind::ExprSetComp,
    NodeKind::ExprSubscript,
    NodeKind::ExprYield,
    NodeKind::ExprYieldFrom,
    NodeKind::StmtAssert,
    NodeKind::StmtAugAssign,
    NodeKind::StmtBreak,
    NodeKind::StmtClassDef,
    NodeKind::StmtContinue,
    NodeKind::StmtDelete,
    NodeKind::StmtFor,
    NodeKind::StmtGlobal,
    NodeKind::StmtIf,
    NodeKind::StmtMatch,
    NodeKind::StmtNonlocal,
    NodeKind::StmtRaise,
    NodeKind::StmtReturn,
    NodeKind::StmtTry,
    NodeKind::StmtWhile,
    NodeKind::StmtWith,
];

/// A sort of syntax, as a number of [`Features`]: the kinds of nodes come first.
#[derive(Clone, Copy)]
struct Feature(u8);

impl Feature {
    const ASYNC_FUNCTION: Self = Self(112);
    const ASYNC_FOR: Self = Self(113);
    const ASYNC_WITH: Self = Self(114);
    /// `a < b < c`
    const CHAINED_COMPARISON: Self = Self(115);
    /// `a and True`
    const BOOLEAN_OPERAND: Self = Self(116);
    /// `a[b] = c`
    const SUBSCRIPT_STORED: Self = Self(117);
    /// `a[b][c]`
    const SUBSCRIPT_OF_SUBSCRIPT: Self = Self(118);
    /// `a[b and c]`
    const BOOLEAN_SLICE: Self = Self(119);
    /// `a[not b]`
    const UNARY_SLICE: Self = Self(120);
    const PARAMETER_ANNOTATION: Self = Self(121);
    const PARAMETER_DEFAULT: Self = Self(122);
    const RETURN_ANNOTATION: Self = Self(123);
    /// `def f(a: [int]): ...`
    const DISPLAY_AS_ANNOTATION: Self = Self(124);
    /// `def f(a: int()): ...`
    const CALL_AS_ANNOTATION: Self = Self(125);
    const AND: Self = Self(126);
    const OR: Self = Self(127);
    const UNARY: u8 = 128;
    const BINARY: u8 = 132;
    const COMPARISON: u8 = 146;

    fn operator(first: u8, operator: u64) -> Self {
        Self(first + operator as u8)
    }
}

impl Features {
    /// With every sort of syntax: nothing is known of a file.
    pub(super) const ALL: Self = Self([u64::MAX; 3]);

    fn add(&mut self, feature: Feature) {
        self.0[usize::from(feature.0 / 64)] |= 1 << (feature.0 % 64);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0 == [0; 3]
    }

    pub(super) fn includes(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, other)| own & other == other)
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] | other.0[index]))
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] & other.0[index]))
    }
}

impl Features {
    /// What a file has.
    pub(super) fn of_file(semantic: &Semantic<'_>) -> Self {
        let mut features = Self::default();
        for kind in KINDS {
            if !semantic.nodes().of_kind(*kind).is_empty() {
                features.add(Feature(*kind as u8));
            }
        }
        let each = |kind: NodeKind| semantic.nodes_of_kind(kind);
        for node in each(NodeKind::StmtFunctionDef) {
            if let AnyNodeRef::StmtFunctionDef(function) = node {
                features.note_function(function);
            }
        }
        for node in each(NodeKind::StmtFor) {
            if matches!(node, AnyNodeRef::StmtFor(inner) if inner.is_async) {
                features.add(Feature::ASYNC_FOR);
            }
        }
        for node in each(NodeKind::StmtWith) {
            if matches!(node, AnyNodeRef::StmtWith(inner) if inner.is_async) {
                features.add(Feature::ASYNC_WITH);
            }
        }
        for node in each(NodeKind::ExprSubscript) {
            if let AnyNodeRef::ExprSubscript(subscript) = node {
                features.note_subscript(subscript);
            }
        }
        for kind in [NodeKind::ExprBoolOp, NodeKind::ExprUnaryOp, NodeKind::ExprBinOp] {
            each(kind).for_each(|node| features.note_operation(node));
        }
        each(NodeKind::ExprCompare).for_each(|node| features.note_operation(node));
        features
    }

    fn note_function(&mut self, function: &StmtFunctionDef) {
        if function.is_async {
            self.add(Feature::ASYNC_FUNCTION);
        }
        if let Some(returns) = &function.returns {
            self.add(Feature::RETURN_ANNOTATION);
            self.note_annotation(returns);
        }
        for parameter in &*function.parameters {
            if let Some(annotation) = parameter.annotation() {
                self.add(Feature::PARAMETER_ANNOTATION);
                self.note_annotation(annotation);
            }
            if parameter.default().is_some() {
                self.add(Feature::PARAMETER_DEFAULT);
            }
        }
    }

    fn note_annotation(&mut self, annotation: &Expr) {
        match annotation {
            Expr::List(_) | Expr::Tuple(_) | Expr::Dict(_) | Expr::Set(_) => {
                self.add(Feature::DISPLAY_AS_ANNOTATION);
            }
            Expr::Call(_) => self.add(Feature::CALL_AS_ANNOTATION),
            _ => {}
        }
    }

    fn note_subscript(&mut self, subscript: &ExprSubscript) {
        if subscript.ctx.is_store() {
            self.add(Feature::SUBSCRIPT_STORED);
        }
        if subscript.value.is_subscript_expr() {
            self.add(Feature::SUBSCRIPT_OF_SUBSCRIPT);
        }
        match &*subscript.slice {
            Expr::BoolOp(_) => self.add(Feature::BOOLEAN_SLICE),
            Expr::UnaryOp(_) => self.add(Feature::UNARY_SLICE),
            _ => {}
        }
    }

    fn note_operation(&mut self, node: AnyNodeRef<'_>) {
        match node {
            AnyNodeRef::ExprBoolOp(operation) => {
                self.add(if operation.op.is_and() { Feature::AND } else { Feature::OR });
                if operation.values.iter().any(Expr::is_boolean_literal_expr) {
                    self.add(Feature::BOOLEAN_OPERAND);
                }
            }
            AnyNodeRef::ExprUnaryOp(operation) => {
                self.add(Feature::operator(Feature::UNARY, operation.op as u64));
            }
            AnyNodeRef::ExprBinOp(operation) => {
                self.add(Feature::operator(Feature::BINARY, operation.op as u64));
            }
            AnyNodeRef::ExprCompare(comparison) => match &*comparison.ops {
                [only] => self.add(Feature::operator(Feature::COMPARISON, *only as u64)),
                _ => self.add(Feature::CHAINED_COMPARISON),
            },
            _ => {}
        }
    }
}

impl Features {
    /// What a file must have for a pattern to match in it.
    pub(super) fn of_pattern(pattern: &Pattern) -> Self {
        let mut features = Self::default();
        // Where names stand for values, what is inside what is not to be seen.
        let is_literal = !pattern.options().symbolic_propagation;
        let get = |id: TreeId| pattern.trees.get(id);
        for tree in pattern.trees.iter() {
            match tree {
                Tree::BooleanOperation { is_and, operands } => {
                    features.add(if *is_and { Feature::AND } else { Feature::OR });
                    let has_constant =
                        operands.iter().any(|operand| matches!(get(*operand), Tree::Boolean(_)));
                    if has_constant && is_literal && !pattern.options().constant_propagation {
                        features.add(Feature::BOOLEAN_OPERAND);
                    }
                }
                Tree::If { .. } => features.add_kind(NodeKind::StmtIf),
                Tree::With { is_async, .. } => {
                    features.add_kind(NodeKind::StmtWith);
                    if *is_async {
                        features.add(Feature::ASYNC_WITH);
                    }
                }
                Tree::Dict { .. } => features.add_kind(NodeKind::ExprDict),
                Tree::Set { .. } => features.add_kind(NodeKind::ExprSet),
                Tree::FString(_) => features.add_kind(NodeKind::ExprFString),
                Tree::Names { kind, .. } => features.add_kind(*kind),
                Tree::Assign { targets, .. } => {
                    let is_subscript = |id: &TreeId| {
                        matches!(get(*id), Tree::Node { kind: NodeKind::ExprSubscript, .. })
                    };
                    if is_literal && targets.iter().any(is_subscript) {
                        features.add(Feature::SUBSCRIPT_STORED);
                    }
                }
                Tree::Node { kind, tag, slots } => {
                    features.add_node(*kind, *tag, slots, is_literal, &get);
                }
                _ => {}
            }
        }
        features
    }

    fn add_kind(&mut self, kind: NodeKind) {
        if KINDS.contains(&kind) {
            self.add(Feature(kind as u8));
        }
    }

    fn add_node<'t>(
        &mut self,
        kind: NodeKind,
        tag: u64,
        slots: &[Slot],
        is_literal: bool,
        get: &impl Fn(TreeId) -> &'t Tree,
    ) {
        self.add_kind(kind);
        let slot = |index: usize| match slots.get(index) {
            Some(Slot::Node(id)) => Some(get(*id)),
            _ => None,
        };
        match kind {
            NodeKind::ExprUnaryOp => self.add(Feature::operator(Feature::UNARY, tag)),
            NodeKind::ExprBinOp => self.add(Feature::operator(Feature::BINARY, tag)),
            // The tag of one operator is its number, counted from one.
            NodeKind::ExprCompare if (1..=10).contains(&tag) => {
                self.add(Feature::operator(Feature::COMPARISON, tag - 1));
            }
            NodeKind::ExprCompare => self.add(Feature::CHAINED_COMPARISON),
            NodeKind::ExprSubscript if is_literal => {
                if matches!(slot(0), Some(Tree::Node { kind: NodeKind::ExprSubscript, .. })) {
                    self.add(Feature::SUBSCRIPT_OF_SUBSCRIPT);
                }
                match slot(1) {
                    Some(Tree::BooleanOperation { .. }) => self.add(Feature::BOOLEAN_SLICE),
                    Some(Tree::Node { kind: NodeKind::ExprUnaryOp, .. }) => {
                        self.add(Feature::UNARY_SLICE);
                    }
                    _ => {}
                }
            }
            NodeKind::StmtFor if slots.get(4) == Some(&Slot::Flag(true)) => {
                self.add(Feature::ASYNC_FOR);
            }
            NodeKind::StmtFunctionDef => {
                if slots.get(5) == Some(&Slot::Flag(true)) {
                    self.add(Feature::ASYNC_FUNCTION);
                }
                if slot(4).is_some_and(|tree| !matches!(tree, Tree::Gap)) {
                    self.add(Feature::RETURN_ANNOTATION);
                }
                let Some(Slot::Parameters(parameters)) = slots.get(1) else { return };
                for parameter in parameters {
                    let ParameterPattern::Parameter { annotation, default, .. } = parameter else {
                        continue;
                    };
                    let is_there =
                        |id: &Option<TreeId>| id.is_some_and(|id| !matches!(get(id), Tree::Gap));
                    if is_there(annotation) {
                        self.add(Feature::PARAMETER_ANNOTATION);
                    }
                    if is_there(default) {
                        self.add(Feature::PARAMETER_DEFAULT);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a file must have for a capture to be of one of these sorts, if a pattern has it for
    /// an annotation of a function.
    pub(super) fn of_annotation(
        pattern: &Pattern,
        id: MetavariableId,
        sorts: &[SyntaxSort],
    ) -> Self {
        let mut features = Self::default();
        if !is_annotation(pattern, id) {
            return features;
        }
        if sorts.iter().all(|sort| *sort == SyntaxSort::Call) {
            features.add(Feature::CALL_AS_ANNOTATION);
        }
        let is_display = |sort: &SyntaxSort| {
            matches!(
                sort,
                SyntaxSort::List | SyntaxSort::Tuple | SyntaxSort::Dict | SyntaxSort::Set
            )
        };
        if sorts.iter().all(is_display) {
            features.add(Feature::DISPLAY_AS_ANNOTATION);
        }
        features
    }
}

/// Whether a metavariable stands for an annotation of a function, wherever a pattern matches.
fn is_annotation(pattern: &Pattern, id: MetavariableId) -> bool {
    let is_it =
        |tree: TreeId| matches!(pattern.trees.get(tree), Tree::Metavariable(other) if *other == id);
    pattern.trees.iter().any(|tree| {
        let Tree::Node { kind: NodeKind::StmtFunctionDef, slots, .. } = tree else { return false };
        slots.iter().any(|slot| match slot {
            Slot::Parameters(parameters) => parameters.iter().any(|parameter| {
                matches!(parameter, ParameterPattern::Parameter { annotation: Some(tree), .. }
                    if is_it(*tree))
            }),
            // Of a function only what it returns is a node.
            Slot::Node(tree) => is_it(*tree),
            _ => false,
        })
    })
}
