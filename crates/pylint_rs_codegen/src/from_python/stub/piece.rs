//! What a stub could have, and what of it is needed.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Stmt};
use rustc_hash::FxHashSet;

use super::imports::Import;
use super::walk::Writer;
use crate::syntax;

/// What a stub could have.
pub(super) enum Piece {
    /// A definition.
    Definition {
        /// The name it defines.
        name: String,
        /// Whether it is there even if nothing else names it.
        is_wanted: bool,
        /// Its statements.
        statements: Vec<Stmt>,
    },
    /// An import of some names.
    Import(Import),
    /// What is there under a condition, and what otherwise.
    If(Vec<(Option<Expr>, Vec<Piece>)>),
}

/// The statements of all that is wanted, and of what that needs.
pub(super) fn select(pieces: Vec<Piece>, writer: &Writer<'_, '_>) -> Vec<Vec<Stmt>> {
    let mut needed: FxHashSet<String> = writer.exported().map(str::to_owned).collect();
    loop {
        let before = needed.len();
        pieces.iter().for_each(|piece| need(piece, &mut needed));
        if needed.len() == before {
            break;
        }
    }
    let mut extra = writer.needed_imports(&needed);
    let mut imports = Vec::new();
    let mut definitions = Vec::new();
    for piece in pieces {
        let is_import = matches!(piece, Piece::Import(_));
        let statements = write(piece, &needed);
        if is_import { &mut imports } else { &mut definitions }.extend(statements);
    }
    extra.extend(imports);
    vec![extra, definitions]
}

/// The statements of a class's body that are wanted. What its own types name is found from the
/// module, which looks into them.
pub(super) fn select_members(pieces: Vec<Piece>) -> Vec<Stmt> {
    let mut needed: FxHashSet<String> = FxHashSet::default();
    loop {
        let before = needed.len();
        pieces.iter().for_each(|piece| need(piece, &mut needed));
        if needed.len() == before {
            break;
        }
    }
    pieces.into_iter().flat_map(|piece| write(piece, &needed)).collect()
}

fn need(piece: &Piece, needed: &mut FxHashSet<String>) {
    match piece {
        Piece::Definition { name, is_wanted, statements } => {
            if *is_wanted || needed.contains(name) {
                let mut finder = NameFinder(needed);
                statements.iter().for_each(|statement| finder.visit_stmt(statement));
            }
        }
        Piece::Import(_) => {}
        Piece::If(branches) => {
            for (test, pieces) in branches {
                let before = needed.len();
                pieces.iter().for_each(|piece| need(piece, needed));
                let has_any =
                    needed.len() > before || pieces.iter().any(|piece| is_needed(piece, needed));
                if let Some(test) = test.as_ref().filter(|_| has_any) {
                    NameFinder(needed).visit_expr(test);
                }
            }
        }
    }
}

fn is_needed(piece: &Piece, needed: &FxHashSet<String>) -> bool {
    match piece {
        Piece::Definition { name, is_wanted, .. } => *is_wanted || needed.contains(name),
        Piece::Import(import) => import.is_needed(needed),
        Piece::If(branches) => {
            branches.iter().any(|(_, pieces)| pieces.iter().any(|piece| is_needed(piece, needed)))
        }
    }
}

fn write(piece: Piece, needed: &FxHashSet<String>) -> Vec<Stmt> {
    if !is_needed(&piece, needed) {
        return Vec::new();
    }
    match piece {
        Piece::Definition { statements, .. } => statements,
        Piece::Import(import) => import.write(needed).into_iter().collect(),
        Piece::If(branches) => {
            let mut written: Vec<(Option<Expr>, Vec<Stmt>)> = Vec::new();
            for (test, pieces) in branches {
                let body: Vec<Stmt> =
                    pieces.into_iter().flat_map(|piece| write(piece, needed)).collect();
                if test.is_some() || !body.is_empty() {
                    written.push((test, body));
                }
            }
            while written.last().is_some_and(|(_, body)| body.is_empty()) {
                written.pop();
            }
            syntax::branches(written).into_iter().collect()
        }
    }
}

/// Finds the names that are read.
struct NameFinder<'n>(&'n mut FxHashSet<String>);

impl<'a> Visitor<'a> for NameFinder<'_> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            self.0.insert(name.id.to_string());
        }
        walk_expr(self, expression);
    }
}
