//! Code that a type checker sees: conditions on the version, the platform and `TYPE_CHECKING`.

use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, BoolOp, CmpOp, Expr, ExprCompare, Number, Stmt, UnaryOp};

/// Whether a type checker sees a node: no condition around it is known not to hold.
pub(super) fn is_seen(semantic: &Semantic<'_>, node: NodeId) -> bool {
    semantic.ancestor_ids(node).all(|ancestor| match semantic.node(ancestor).syntax {
        AnyNodeRef::StmtIf(statement) => {
            let mut branches = vec![(Some(&*statement.test), &*statement.body)];
            let others = statement.elif_else_clauses.iter();
            branches.extend(others.map(|clause| (clause.test.as_ref(), &*clause.body)));
            for (test, body) in branches {
                let value = test.map_or(Some(true), |test| evaluate(semantic, test));
                if semantic.body_contains(body, node) {
                    return value != Some(false);
                }
                if value == Some(true) {
                    return false;
                }
            }
            true
        }
        _ => true,
    })
}

/// The statements of a body that a type checker sees, those in conditions and the like among them.
pub(super) fn seen_statements<'a>(semantic: &Semantic<'a>, body: &'a [Stmt]) -> Vec<&'a Stmt> {
    let mut found = Vec::new();
    let mut bodies: Vec<std::slice::Iter<'a, Stmt>> = vec![body.iter()];
    while let Some(rest) = bodies.last_mut() {
        let Some(statement) = rest.next() else {
            bodies.pop();
            continue;
        };
        match statement {
            Stmt::If(inner) => {
                let mut taken: Vec<&'a [Stmt]> = Vec::new();
                let clauses = inner.elif_else_clauses.iter();
                let branches = std::iter::once((Some(&*inner.test), &*inner.body))
                    .chain(clauses.map(|clause| (clause.test.as_ref(), &*clause.body)));
                for (test, body) in branches {
                    let value = test.map_or(Some(true), |test| evaluate(semantic, test));
                    if value != Some(false) {
                        taken.push(body);
                    }
                    if value == Some(true) {
                        break;
                    }
                }
                bodies.extend(taken.into_iter().rev().map(<[Stmt]>::iter));
            }
            Stmt::Try(inner) => {
                bodies.push(inner.finalbody.iter());
                bodies.push(inner.orelse.iter());
                for handler in inner.handlers.iter().rev() {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    bodies.push(handler.body.iter());
                }
                bodies.push(inner.body.iter());
            }
            Stmt::With(inner) => bodies.push(inner.body.iter()),
            Stmt::For(inner) => bodies.push(inner.body.iter()),
            Stmt::While(inner) => bodies.push(inner.body.iter()),
            other => found.push(other),
        }
    }
    found
}

/// What a type checker takes a condition for, if it looks at it at all.
pub(super) fn evaluate(semantic: &Semantic<'_>, test: &Expr) -> Option<bool> {
    match test {
        Expr::BooleanLiteral(literal) => Some(literal.value),
        Expr::Name(name) if name.id == "TYPE_CHECKING" => Some(true),
        Expr::Attribute(attribute) if attribute.attr.as_str() == "TYPE_CHECKING" => Some(true),
        Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => {
            evaluate(semantic, &operation.operand).map(|value| !value)
        }
        Expr::BoolOp(operation) => {
            let ending = operation.op == BoolOp::Or;
            let values: Vec<_> =
                operation.values.iter().map(|value| evaluate(semantic, value)).collect();
            if values.contains(&Some(ending)) {
                Some(ending)
            } else if values.contains(&None) {
                None
            } else {
                Some(!ending)
            }
        }
        Expr::Compare(comparison) => compare(semantic, comparison),
        _ => None,
    }
}

fn compare(semantic: &Semantic<'_>, comparison: &ExprCompare) -> Option<bool> {
    let ([operator], [right]) = (&*comparison.ops, &*comparison.comparators) else { return None };
    match &*comparison.left {
        Expr::Attribute(left) if left.attr.as_str() == "version_info" => {
            let Expr::Tuple(tuple) = right else { return None };
            let wanted: Vec<u64> = tuple.elts.iter().map(integer).collect::<Option<_>>()?;
            let minor = u64::from(semantic.module().python_minor);
            // The whole of a version has more parts than are ever written.
            let version = [3, minor, 0, 0, 0];
            let order = version[..].cmp(&wanted[..]);
            Some(match operator {
                CmpOp::GtE => order.is_ge(),
                CmpOp::Gt => order.is_gt(),
                CmpOp::Lt => order.is_lt(),
                CmpOp::LtE => order.is_le(),
                _ => return None,
            })
        }
        Expr::Subscript(left) => {
            let Expr::Attribute(attribute) = &*left.value else { return None };
            if attribute.attr.as_str() != "version_info" || integer(&left.slice) != Some(0) {
                return None;
            }
            let order = 3.cmp(&integer(right)?);
            Some(match operator {
                CmpOp::Eq => order.is_eq(),
                CmpOp::NotEq => order.is_ne(),
                CmpOp::GtE => order.is_ge(),
                CmpOp::Gt => order.is_gt(),
                CmpOp::Lt => order.is_lt(),
                CmpOp::LtE => order.is_le(),
                _ => return None,
            })
        }
        Expr::Attribute(left) if left.attr.as_str() == "platform" => {
            let Expr::StringLiteral(platform) = right else { return None };
            let is_it = platform.value.to_str() == "linux";
            match operator {
                CmpOp::Eq => Some(is_it),
                CmpOp::NotEq => Some(!is_it),
                _ => None,
            }
        }
        _ => None,
    }
}

fn integer(expression: &Expr) -> Option<u64> {
    match expression {
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(value) => value.as_u64(),
            _ => None,
        },
        _ => None,
    }
}
