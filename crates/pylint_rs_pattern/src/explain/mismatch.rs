//! Why a part of a pattern does not match a part of the code.

use ruff_python_ast::{AnyNodeRef, Arguments};
use ruff_text_size::Ranged;

use super::wording::{Writer, excerpt, kind};
use crate::matching::trace::Failure;
use crate::pattern::tree::{ArgumentPattern, NamePattern, Slot, Tree};
use crate::{Pattern, Subject, Vocabulary};

/// The reason, as one sentence.
pub(super) fn reason(
    subject: &Subject<'_>,
    pattern: &Pattern,
    failure: &Failure<'_>,
    vocabulary: &Vocabulary,
) -> String {
    let writer = Writer { trees: &pattern.trees, vocabulary };
    let node = failure.node;
    let code = excerpt(&subject.text[node.range()]);
    let wanted = format!("`{}`", writer.tree(failure.tree));
    match pattern.trees.get(failure.tree) {
        Tree::Metavariable(_) | Tree::Many(_) => {
            format!("{wanted} stands for something else already, or for no {code}")
        }
        Tree::Name { name, .. } => match node {
            AnyNodeRef::ExprName(found) if found.id.as_str() == &**name => {
                format!("{code} is bound to something else here than what {wanted} means")
            }
            _ => {
                format!("the pattern wants the name {wanted}, the code has {}", found(node, &code))
            }
        },
        Tree::Dotted { path, .. } => {
            let is_spelled = path.last().is_some_and(|last| code.contains(&**last));
            let hint = if is_spelled { ", which is not imported as that" } else { "" };
            format!("the pattern wants {wanted}, the code has {}{hint}", found(node, &code))
        }
        Tree::Node { kind: expected, slots, .. } => {
            if node.kind() != *expected {
                let expected = kind(*expected);
                return format!(
                    "the pattern wants {expected}, the code has {}",
                    found(node, &code)
                );
            }
            if let (AnyNodeRef::ExprCall(call), Some(Slot::Arguments(arguments))) =
                (node, slots.get(1))
                && let Some(reason) = arguments_differ(writer, arguments, &call.arguments)
            {
                return format!("{reason} in {code}");
            }
            format!("{code} is {}, but not with the parts that the pattern has", kind(*expected))
        }
        _ => format!("the pattern wants {wanted}, the code has {}", found(node, &code)),
    }
}

fn found(node: AnyNodeRef<'_>, code: &str) -> String {
    format!("{} {code}", kind(node.kind()))
}

/// What arguments of a pattern a call does not have, or the other way round.
fn arguments_differ(
    writer: Writer<'_>,
    patterns: &[ArgumentPattern],
    arguments: &Arguments,
) -> Option<String> {
    let has_gap = patterns
        .iter()
        .any(|pattern| matches!(pattern, ArgumentPattern::Gap | ArgumentPattern::Many(_)));
    for pattern in patterns {
        if let ArgumentPattern::Keyword(NamePattern::Exact(name), _) = pattern
            && arguments.find_keyword(name).is_none()
        {
            return Some(format!("there is no keyword argument `{name}`"));
        }
    }
    let positional =
        patterns.iter().filter(|pattern| matches!(pattern, ArgumentPattern::Positional(_))).count();
    if positional > arguments.args.len() {
        let (missing, has) = (positional, arguments.args.len());
        return Some(format!(
            "the pattern has {missing} positional arguments, and there are {has}"
        ));
    }
    if !has_gap && arguments.len() > patterns.len() {
        let has = patterns.len();
        let written: Vec<String> =
            patterns.iter().map(|pattern| writer.argument(pattern)).collect();
        return Some(format!(
            "the pattern has just {has} of the {} arguments (`{}`; `...` would let there be more)",
            arguments.len(),
            written.join(", ")
        ));
    }
    None
}
