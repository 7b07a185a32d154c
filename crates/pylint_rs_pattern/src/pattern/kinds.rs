//! Which kinds of node a pattern may match.

use ruff_python_ast::NodeKind;

use super::Root;
use super::tree::{ImportPattern, Tree, TreeId, Trees};
use crate::Options;

/// All kinds of expression.
pub(crate) const EXPRESSIONS: &[NodeKind] = &[
    NodeKind::ExprBoolOp,
    NodeKind::ExprNamed,
    NodeKind::ExprBinOp,
    NodeKind::ExprUnaryOp,
    NodeKind::ExprLambda,
    NodeKind::ExprIf,
    NodeKind::ExprDict,
    NodeKind::ExprSet,
    NodeKind::ExprListComp,
    NodeKind::ExprSetComp,
    NodeKind::ExprDictComp,
    NodeKind::ExprGenerator,
    NodeKind::ExprAwait,
    NodeKind::ExprYield,
    NodeKind::ExprYieldFrom,
    NodeKind::ExprCompare,
    NodeKind::ExprCall,
    NodeKind::ExprFString,
    NodeKind::ExprTString,
    NodeKind::ExprStringLiteral,
    NodeKind::ExprBytesLiteral,
    NodeKind::ExprNumberLiteral,
    NodeKind::ExprBooleanLiteral,
    NodeKind::ExprNoneLiteral,
    NodeKind::ExprEllipsisLiteral,
    NodeKind::ExprAttribute,
    NodeKind::ExprSubscript,
    NodeKind::ExprName,
    NodeKind::ExprList,
    NodeKind::ExprTuple,
];

const STATEMENTS: &[NodeKind] = &[
    NodeKind::StmtFunctionDef,
    NodeKind::StmtClassDef,
    NodeKind::StmtReturn,
    NodeKind::StmtDelete,
    NodeKind::StmtTypeAlias,
    NodeKind::StmtAssign,
    NodeKind::StmtAugAssign,
    NodeKind::StmtAnnAssign,
    NodeKind::StmtFor,
    NodeKind::StmtWhile,
    NodeKind::StmtIf,
    NodeKind::StmtWith,
    NodeKind::StmtMatch,
    NodeKind::StmtRaise,
    NodeKind::StmtTry,
    NodeKind::StmtAssert,
    NodeKind::StmtImport,
    NodeKind::StmtImportFrom,
    NodeKind::StmtGlobal,
    NodeKind::StmtNonlocal,
    NodeKind::StmtExpr,
    NodeKind::StmtPass,
    NodeKind::StmtBreak,
    NodeKind::StmtContinue,
];

/// Statements in parts of which an expression statement of a pattern is looked for.
pub(crate) const SIMPLE: &[NodeKind] = &[
    NodeKind::StmtExpr,
    NodeKind::StmtAssign,
    NodeKind::StmtAugAssign,
    NodeKind::StmtAnnAssign,
    NodeKind::StmtReturn,
];

/// The kinds of the nodes at which a pattern may match.
pub(super) fn candidates(trees: &Trees, root: &Root, options: Options) -> Box<[NodeKind]> {
    let mut kinds = Vec::new();
    match root {
        Root::Expression(id) | Root::Part(id) => add(trees, *id, options, &mut kinds),
        Root::Statements(list) => match list.first().map(|first| (first, trees.get(*first))) {
            Some((_, Tree::Gap | Tree::Anything | Tree::Metavariable(_) | Tree::Many(_)))
            | None => {
                kinds.extend(STATEMENTS);
            }
            Some((first, _)) => add(trees, *first, options, &mut kinds),
        },
    }
    kinds.sort_unstable_by_key(|kind| *kind as u8);
    kinds.dedup();
    kinds.into()
}

/// The kinds of the nodes that a part of a pattern may match.
pub(super) fn of_part(trees: &Trees, id: TreeId, options: Options) -> Box<[NodeKind]> {
    let mut kinds = Vec::new();
    add(trees, id, options, &mut kinds);
    kinds.sort_unstable_by_key(|kind| *kind as u8);
    kinds.dedup();
    kinds.into()
}

fn add(trees: &Trees, id: TreeId, options: Options, kinds: &mut Vec<NodeKind>) {
    let constants: &[NodeKind] =
        if options.constant_propagation { &[NodeKind::ExprName, NodeKind::ExprBinOp] } else { &[] };
    match trees.get(id) {
        Tree::Anything
        | Tree::Gap
        | Tree::Metavariable(_)
        | Tree::Many(_)
        | Tree::Deep(_)
        | Tree::Typed { .. } => kinds.extend(EXPRESSIONS),
        Tree::Name { .. } => kinds.extend([NodeKind::ExprName, NodeKind::ExprAttribute]),
        Tree::PartialName(_) => kinds.push(NodeKind::ExprName),
        Tree::Dotted { .. } | Tree::Attribute { .. } => {
            kinds.extend([NodeKind::ExprAttribute, NodeKind::ExprName]);
        }
        Tree::Chain(base) => {
            kinds.extend([NodeKind::ExprAttribute, NodeKind::ExprCall]);
            add(trees, *base, options, kinds);
        }
        Tree::AnyString | Tree::String { .. } | Tree::StringRegex(_) | Tree::StringContent(_) => {
            kinds.extend([
                NodeKind::ExprStringLiteral,
                NodeKind::ExprBytesLiteral,
                NodeKind::ExprFString,
            ]);
            kinds.extend(constants);
        }
        Tree::AnyConcatenation => kinds.push(NodeKind::ExprStringLiteral),
        Tree::Bytes(_) | Tree::AnyBytes => {
            kinds.push(NodeKind::ExprBytesLiteral);
            kinds.extend(constants);
        }
        Tree::Number(_) => {
            kinds.extend([NodeKind::ExprNumberLiteral, NodeKind::ExprUnaryOp]);
            kinds.extend(constants);
        }
        Tree::Boolean(_) => {
            kinds.push(NodeKind::ExprBooleanLiteral);
            kinds.extend(constants);
        }
        Tree::None => {
            kinds.push(NodeKind::ExprNoneLiteral);
            kinds.extend(constants);
        }
        Tree::FString(_) => kinds.push(NodeKind::ExprFString),
        Tree::BooleanOperation { .. } => kinds.push(NodeKind::ExprBoolOp),
        Tree::AnyBraces => kinds.extend([
            NodeKind::ExprDict,
            NodeKind::ExprSet,
            NodeKind::ExprDictComp,
            NodeKind::ExprSetComp,
        ]),
        Tree::AnyBrackets => kinds.extend([NodeKind::ExprList, NodeKind::ExprListComp]),
        Tree::Dict { .. } => kinds.push(NodeKind::ExprDict),
        Tree::Set { .. } => kinds.push(NodeKind::ExprSet),
        Tree::ExpressionStatement(_) => kinds.extend(SIMPLE),
        Tree::If { .. } => kinds.extend([NodeKind::StmtIf, NodeKind::ElifElseClause]),
        Tree::With { .. } => kinds.push(NodeKind::StmtWith),
        Tree::Import(ImportPattern::Import(_) | ImportPattern::From { .. }) => {
            kinds.extend([NodeKind::StmtImport, NodeKind::StmtImportFrom]);
        }
        Tree::Names { kind, .. } | Tree::Node { kind, .. } => kinds.push(*kind),
        Tree::Assign { .. } => {
            kinds.extend([NodeKind::StmtAssign, NodeKind::StmtAnnAssign, NodeKind::ExprNamed]);
        }
    }
}
