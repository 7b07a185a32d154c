//! What a reference's fragment leads to.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::document::{Node, Value};

/// Mappings of more entries than these get an index when they are first looked into.
const SMALL: usize = 16;

/// Follows JSON Pointers (RFC 6901) in fragments.
#[derive(Default)]
pub(super) struct Pointers {
    indices: FxHashMap<*const Node, FxHashMap<String, usize>>,
}

impl Pointers {
    /// The node at a pointer.
    pub(super) fn follow<'d>(&mut self, root: &'d Node, pointer: &str) -> Option<&'d Node> {
        let mut node = root;
        for token in pointer.split('/').skip(1) {
            let token = percent_decoded(token)?.replace("~1", "/").replace("~0", "~");
            node = match &node.value {
                Value::Sequence(items) => items.get(token.parse::<usize>().ok()?)?,
                Value::Mapping(entries) if entries.len() > SMALL => {
                    let index = match self.indices.entry(std::ptr::from_ref(node)) {
                        Entry::Occupied(index) => index.into_mut(),
                        Entry::Vacant(place) => {
                            let keys = entries.iter().enumerate();
                            place
                                .insert(keys.map(|(at, (key, _))| (key.text.clone(), at)).collect())
                        }
                    };
                    &entries.get(*index.get(&token)?)?.1
                }
                _ => node.get(&token)?,
            };
        }
        Some(node)
    }
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
