//! Kinds of node as numbers, for compiled patterns that are written down.

use ruff_python_ast::NodeKind;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(kind: &NodeKind, serializer: S) -> Result<S::Ok, S::Error> {
    (*kind as u8).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<NodeKind, D::Error> {
    let number = u8::deserialize(deserializer)?;
    let kind = KINDS.get(usize::from(number)).copied();
    kind.ok_or_else(|| D::Error::custom("no kind of node has this number"))
}

/// All kinds, each at its number.
const KINDS: &[NodeKind] = &[
    NodeKind::ModModule,
    NodeKind::ModExpression,
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
    NodeKind::StmtIpyEscapeCommand,
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
    NodeKind::ExprStarred,
    NodeKind::ExprName,
    NodeKind::ExprList,
    NodeKind::ExprTuple,
    NodeKind::ExprSlice,
    NodeKind::ExprIpyEscapeCommand,
    NodeKind::ExceptHandlerExceptHandler,
    NodeKind::InterpolatedElement,
    NodeKind::InterpolatedStringLiteralElement,
    NodeKind::PatternMatchValue,
    NodeKind::PatternMatchSingleton,
    NodeKind::PatternMatchSequence,
    NodeKind::PatternMatchMapping,
    NodeKind::PatternMatchClass,
    NodeKind::PatternMatchStar,
    NodeKind::PatternMatchAs,
    NodeKind::PatternMatchOr,
    NodeKind::TypeParamTypeVar,
    NodeKind::TypeParamTypeVarTuple,
    NodeKind::TypeParamParamSpec,
    NodeKind::InterpolatedStringFormatSpec,
    NodeKind::PatternArguments,
    NodeKind::PatternKeyword,
    NodeKind::Comprehension,
    NodeKind::Arguments,
    NodeKind::Parameters,
    NodeKind::Parameter,
    NodeKind::ParameterWithDefault,
    NodeKind::Keyword,
    NodeKind::Alias,
    NodeKind::WithItem,
    NodeKind::MatchCase,
    NodeKind::Decorator,
    NodeKind::ElifElseClause,
    NodeKind::TypeParams,
    NodeKind::FString,
    NodeKind::TString,
    NodeKind::StringLiteral,
    NodeKind::BytesLiteral,
    NodeKind::Identifier,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_at_its_number() {
        assert!(KINDS.iter().enumerate().all(|(number, kind)| *kind as usize == number));
    }
}
