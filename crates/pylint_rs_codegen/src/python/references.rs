//! Names that mean something of the module's, the standard library's or the spec's.
//!
//! While statements are made, such a name stands in them as a mark; how it is spelt is settled when
//! all of the module is there (`binding`), since a field may shadow it. Names that are a function's
//! own are never marked.

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use crate::syntax;

/// No identifier begins with it, and no spec can write it as a name.
const MARK: char = '\u{1}';

/// What a name means.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Origin {
    /// A builtin.
    Builtin(String),
    /// What the module defines.
    Definition(String),
    /// `from module import member as alias`
    Member {
        /// The module.
        module: String,
        /// The member.
        member: String,
        /// What the spec calls it.
        alias: Option<String>,
    },
    /// `import module as alias`
    Module {
        /// The module.
        path: String,
        /// What the spec calls it.
        alias: Option<String>,
    },
    /// A type variable.
    Variable(String),
}

impl Origin {
    /// The name it has where nothing is in its way.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Builtin(name) | Self::Definition(name) | Self::Variable(name) => name,
            Self::Member { member, alias, .. } => alias.as_ref().unwrap_or(member),
            Self::Module { path, alias } => match alias {
                Some(alias) => alias,
                None => path.split('.').next().unwrap_or(path),
            },
        }
    }
}

/// The marks of a module.
#[derive(Default)]
pub(super) struct References {
    origins: Vec<Origin>,
    indices: FxHashMap<Origin, usize>,
}

impl References {
    /// A name that means this.
    pub(super) fn mark(&mut self, origin: Origin) -> Expr {
        let next = self.origins.len();
        let index = *self.indices.entry(origin.clone()).or_insert(next);
        if index == next {
            self.origins.push(origin);
        }
        syntax::name(&format!("{MARK}{index}"))
    }

    /// What a name means, if it is a mark.
    pub(super) fn origin(&self, name: &str) -> Option<&Origin> {
        self.origins.get(name.strip_prefix(MARK)?.parse::<usize>().ok()?)
    }
}

/// An expression that is evaluated where it stands, so that parts of it may have to be quoted.
pub(super) fn evaluated(expression: Expr) -> Expr {
    syntax::call(syntax::name(EVALUATED), vec![expression], Vec::new())
}

/// What `evaluated` was given.
pub(super) fn as_evaluated(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) if name.id == EVALUATED => call.arguments.args.first(),
            _ => None,
        },
        _ => None,
    }
}

const EVALUATED: &str = "\u{1}evaluated";
