//! Types of nodes whose kind is known when this is compiled.

use ruff_python_ast::{self as ast, AnyNodeRef, HasNodeIndex, NodeKind};

/// A type of syntax node with a kind of its own.
pub trait SyntaxNode: HasNodeIndex + 'static {
    /// The kind.
    const KIND: NodeKind;

    /// The node as one of any type.
    fn upcast(&self) -> AnyNodeRef<'_>;

    /// The node, if it is of this type.
    fn cast(node: AnyNodeRef<'_>) -> Option<&Self>;
}

macro_rules! syntax_nodes {
    ($($name:ident),* $(,)?) => {
        $(
            impl SyntaxNode for ast::$name {
                const KIND: NodeKind = NodeKind::$name;

                #[inline]
                fn upcast(&self) -> AnyNodeRef<'_> {
                    AnyNodeRef::$name(self)
                }

                #[inline]
                fn cast(node: AnyNodeRef<'_>) -> Option<&Self> {
                    match node {
                        AnyNodeRef::$name(node) => Some(node),
                        _ => None,
                    }
                }
            }
        )*
    };
}

syntax_nodes!(
    ModModule,
    StmtFunctionDef,
    StmtClassDef,
    StmtReturn,
    StmtDelete,
    StmtTypeAlias,
    StmtAssign,
    StmtAugAssign,
    StmtAnnAssign,
    StmtFor,
    StmtWhile,
    StmtIf,
    StmtWith,
    StmtMatch,
    StmtRaise,
    StmtTry,
    StmtAssert,
    StmtImport,
    StmtImportFrom,
    StmtGlobal,
    StmtNonlocal,
    StmtExpr,
    StmtPass,
    StmtBreak,
    StmtContinue,
    StmtIpyEscapeCommand,
    ExprBoolOp,
    ExprNamed,
    ExprBinOp,
    ExprUnaryOp,
    ExprLambda,
    ExprIf,
    ExprDict,
    ExprSet,
    ExprListComp,
    ExprSetComp,
    ExprDictComp,
    ExprGenerator,
    ExprAwait,
    ExprYield,
    ExprYieldFrom,
    ExprCompare,
    ExprCall,
    ExprFString,
    ExprTString,
    ExprStringLiteral,
    ExprBytesLiteral,
    ExprNumberLiteral,
    ExprBooleanLiteral,
    ExprNoneLiteral,
    ExprEllipsisLiteral,
    ExprAttribute,
    ExprSubscript,
    ExprStarred,
    ExprName,
    ExprList,
    ExprTuple,
    ExprSlice,
    ExprIpyEscapeCommand,
    ExceptHandlerExceptHandler,
    PatternMatchValue,
    PatternMatchSingleton,
    PatternMatchSequence,
    PatternMatchMapping,
    PatternMatchClass,
    PatternMatchStar,
    PatternMatchAs,
    PatternMatchOr,
    TypeParamTypeVar,
    TypeParamTypeVarTuple,
    TypeParamParamSpec,
    Comprehension,
    Parameters,
    Parameter,
    ParameterWithDefault,
    Keyword,
    Alias,
    WithItem,
    MatchCase,
    Decorator,
    ElifElseClause,
);
