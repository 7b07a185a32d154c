//! The words of a file.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use unicode_normalization::UnicodeNormalization;

/// Calls a function with each identifier of a file, dotted names part by part, and with the
/// parts of the module's own path. Many come more than once; attributes come only if they may be
/// of interest, as far as a hash tells.
pub(super) fn of_file<'a>(
    semantic: &Semantic<'a>,
    may_be_of_interest: impl Fn(u32) -> bool,
    visit: &mut dyn FnMut(&'a str),
) {
    for name in semantic.names() {
        visit(name);
        // The index has private names as they are stored: with the class's name before them.
        if name.starts_with('_')
            && let Some(start) = name[1..].find("__")
        {
            visit(&name[start + 1..]);
        }
    }
    let nodes = semantic.nodes();
    for id in nodes.of_kind(NodeKind::ExprAttribute) {
        if may_be_of_interest(nodes.attribute_hash(*id))
            && let AnyNodeRef::ExprAttribute(attribute) = nodes.get(*id).syntax
        {
            visit(&attribute.attr);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::Keyword) {
        if let AnyNodeRef::Keyword(keyword) = node
            && let Some(name) = &keyword.arg
        {
            visit(name);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::Alias) {
        if let AnyNodeRef::Alias(alias) = node {
            alias.name.split('.').for_each(&mut *visit);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtImportFrom) {
        if let AnyNodeRef::StmtImportFrom(import) = node
            && let Some(module) = &import.module
        {
            module.split('.').for_each(&mut *visit);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::PatternKeyword) {
        if let AnyNodeRef::PatternKeyword(keyword) = node {
            visit(&keyword.attr);
        }
    }
    for segment in semantic.module().module_path.into_iter().flatten() {
        visit(segment);
    }
}

/// The same of a text that is not parsed yet; words of comments and strings are among them.
pub(super) fn of_text(text: &str, visit: &mut dyn FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !is_word(bytes[start]) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < bytes.len() && is_word(bytes[end]) {
            end += 1;
        }
        let word = &text[start..end];
        if word.is_ascii() {
            visit(word);
        } else {
            // An identifier may be written with letters that Python takes for others.
            let normal: String = word.nfkc().collect();
            normal.split(|c: char| !c.is_alphanumeric() && c != '_').for_each(&mut *visit);
        }
        start = end;
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}
