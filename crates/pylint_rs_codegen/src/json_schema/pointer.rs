//! What a reference's fragment leads to.

use crate::document::{Node, Value};

/// The node at a JSON Pointer (RFC 6901) in a fragment.
pub(super) fn follow<'d>(root: &'d Node, pointer: &str) -> Option<&'d Node> {
    let mut node = root;
    for token in pointer.split('/').skip(1) {
        let token = percent_decoded(token)?.replace("~1", "/").replace("~0", "~");
        node = match &node.value {
            Value::Sequence(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => node.get(&token)?,
        };
    }
    Some(node)
}

/// The schema that names itself by `$anchor`, `$dynamicAnchor`, or, up to draft-07, an `$id` that
/// is a fragment.
pub(super) fn anchor<'d>(root: &'d Node, name: &str) -> Option<&'d Node> {
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Sequence(items) => nodes.extend(items),
            Value::Mapping(entries) => {
                let is_named = entries.iter().any(|(key, value)| match &value.value {
                    Value::String(text) => match key.text.as_str() {
                        "$anchor" | "$dynamicAnchor" => text == name,
                        "$id" | "id" => text.strip_prefix('#') == Some(name),
                        _ => false,
                    },
                    _ => false,
                });
                if is_named {
                    return Some(node);
                }
                nodes.extend(entries.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    None
}

fn percent_decoded(token: &str) -> Option<String> {
    if !token.contains('%') {
        return Some(token.to_owned());
    }
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}
