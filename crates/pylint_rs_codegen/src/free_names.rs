//! The names of an expression that are not bound in it.

use std::cell::RefCell;

use ruff_python_ast::visitor::transformer::{Transformer, walk_expr as walk_expr_to_transform};
use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{AtomicNodeIndex, Comprehension, Expr, ExprContext, ExprName, NodeIndex};

/// Calls `each` for every name in `expression` that neither a lambda nor a comprehension of its own
/// binds, and says whether it is read right away or only when a lambda is called.
pub(crate) fn free_names<'e>(expression: &'e Expr, each: &mut dyn FnMut(&'e ExprName, bool)) {
    FreeNames { bound: Vec::new(), lambdas: 0, each }.visit_expr(expression);
}

struct FreeNames<'c, 'e> {
    bound: Vec<&'e str>,
    lambdas: usize,
    each: &'c mut dyn FnMut(&'e ExprName, bool),
}

impl<'e> FreeNames<'_, 'e> {
    fn comprehension(&mut self, generators: &'e [Comprehension], results: &[&'e Expr]) {
        let before = self.bound.len();
        for generator in generators {
            self.visit_expr(&generator.iter);
            self.bind(&generator.target);
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        results.iter().for_each(|result| self.visit_expr(result));
        self.bound.truncate(before);
    }

    fn bind(&mut self, target: &'e Expr) {
        match target {
            Expr::Name(name) => self.bound.push(&name.id),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| self.bind(element)),
            Expr::List(list) => list.elts.iter().for_each(|element| self.bind(element)),
            Expr::Starred(starred) => self.bind(&starred.value),
            other => self.visit_expr(other),
        }
    }
}

impl<'e> Visitor<'e> for FreeNames<'_, 'e> {
    fn visit_expr(&mut self, expression: &'e Expr) {
        match expression {
            Expr::Name(name) => {
                if !self.bound.contains(&name.id.as_str()) {
                    (self.each)(name, self.lambdas == 0);
                }
            }
            Expr::Lambda(lambda) => {
                let before = self.bound.len();
                if let Some(parameters) = lambda.parameters.as_deref() {
                    for default in parameters.iter().filter_map(|parameter| parameter.default()) {
                        self.visit_expr(default);
                    }
                    self.bound.extend(parameters.iter().map(|parameter| parameter.name().as_str()));
                }
                self.lambdas += 1;
                self.visit_expr(&lambda.body);
                self.lambdas -= 1;
                self.bound.truncate(before);
            }
            Expr::ListComp(it) => self.comprehension(&it.generators, &[&it.elt]),
            Expr::SetComp(it) => self.comprehension(&it.generators, &[&it.elt]),
            Expr::Generator(it) => self.comprehension(&it.generators, &[&it.elt]),
            Expr::DictComp(it) => {
                let results: Vec<&Expr> =
                    it.key.as_deref().into_iter().chain([&*it.value]).collect();
                self.comprehension(&it.generators, &results);
            }
            _ => walk_expr(self, expression),
        }
    }
}

/// Puts what `replacement` gives in place of names that are not bound in the expression.
pub(crate) fn replace_free_names(
    expression: &mut Expr,
    replacement: &mut dyn FnMut(&str) -> Option<Expr>,
) {
    // A tree cannot be searched and changed at once: the search numbers the names.
    let mut replacements: Vec<Option<Expr>> = Vec::new();
    free_names(expression, &mut |name, _| {
        if matches!(name.ctx, ExprContext::Load) {
            name.node_index.set(NodeIndex::from(replacements.len() as u32));
            replacements.push(replacement(&name.id));
        }
    });
    Replacer(RefCell::new(replacements)).visit_expr(expression);
}

struct Replacer(RefCell<Vec<Option<Expr>>>);

impl Transformer for Replacer {
    fn visit_expr(&self, expression: &mut Expr) {
        let Expr::Name(name) = expression else { return walk_expr_to_transform(self, expression) };
        let Some(index) = name.node_index.load().as_u32() else { return };
        name.node_index = AtomicNodeIndex::NONE;
        if let Some(found) = self.0.borrow_mut().get_mut(index as usize).and_then(Option::take) {
            *expression = found;
        }
    }
}
