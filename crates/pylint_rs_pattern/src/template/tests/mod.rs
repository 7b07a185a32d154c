//! Templates applied to matches that are made by hand: the captures are found by their text.

mod expressions;
mod properties;
mod statements;
mod templates;

use std::path::Path;

use pylint_rs_semantic::{ModuleContext, NodeId, Semantic, Storage};
use ruff_python_ast::{AnyNodeRef, PySourceType, PythonVersion};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Refusal, Replacement, Template, TemplateContext, Transform};
use crate::{Capture, Captures, Match, Subject, Vocabulary};

/// What a metavariable stands for.
pub(super) enum Stand<'t> {
    /// The node with this text.
    Node(&'t str),
    /// The nodes with these texts; their place if there are none.
    Nodes(&'t [&'t str]),
    /// An identifier.
    Name(&'t str),
    /// A string's content.
    Content(&'t str),
}

/// A rewrite to try.
pub(super) struct Rewrite<'t> {
    pub(super) source: &'t str,
    /// The text of the match; a statement's if it ends with a line break, several if those are
    /// within.
    pub(super) matched: &'t str,
    pub(super) captures: &'t [(&'t str, Stand<'t>)],
    pub(super) template: &'t str,
    pub(super) transforms: Vec<Transform>,
    pub(super) patterns: &'t str,
    pub(super) renames: &'t [(String, String)],
    pub(super) target_version: PythonVersion,
}

impl Rewrite<'_> {
    /// The file with the match replaced.
    pub(super) fn run(self) -> Result<String, Refusal> {
        let mut vocabulary = Vocabulary::default();
        for (name, _) in self.captures {
            vocabulary.intern(name);
        }
        let template = Template::parse(self.template, &vocabulary, self.transforms).unwrap();
        let parsed = ruff_python_parser::parse_module(self.source).unwrap();
        let storage = Storage::default();
        let context = ModuleContext {
            source: self.source,
            kind: PySourceType::Python,
            python_minor: self.target_version.minor,
            module_path: None,
            is_package: false,
            extra_builtins: &[],
        };
        let semantic = Semantic::build(parsed.syntax(), &storage, context);
        let subject = Subject {
            path: Path::new("m.py"),
            text: self.source,
            tokens: parsed.tokens(),
            semantic: &semantic,
        };
        let is_statement = self.matched.ends_with('\n');
        let matched = self.matched.trim_end();
        let start = TextSize::of(&self.source[..self.source.find(matched).unwrap()]);
        let range = TextRange::at(start, TextSize::of(matched));
        let node = nodes(&semantic).find(|node| {
            node.is_statement() == is_statement
                && if is_statement { node.start() == start } else { node.range() == range }
        });
        let mut captures = Captures::default();
        for (name, stand) in self.captures {
            let id = vocabulary.get(name).unwrap();
            let node = |text: &str| {
                let offset = TextSize::of(self.source[range].split(text).next().unwrap());
                let at = TextRange::at(start + offset, TextSize::of(text));
                nodes(&semantic)
                    .filter(|node| node.range() == at)
                    .last()
                    .unwrap_or_else(|| panic!("no {text}"))
            };
            let place = |text: &str| {
                let offset =
                    TextSize::of(&self.source[range][..self.source[range].find(text).unwrap()]);
                TextRange::at(start + offset, TextSize::of(text))
            };
            captures.bind(
                id,
                match stand {
                    Stand::Node(text) => Capture::Node(node(text)),
                    Stand::Nodes(texts) => {
                        let nodes: Box<[_]> =
                            texts.iter().map(|text| statement_or(node(text), &semantic)).collect();
                        let range = match &*nodes {
                            [] => TextRange::empty(start),
                            [first, .., last] => TextRange::new(first.start(), last.end()),
                            [only] => only.range(),
                        };
                        Capture::Nodes { nodes, range }
                    }
                    Stand::Name(text) => {
                        let range = place(text);
                        Capture::Name { text: &self.source[range], range }
                    }
                    Stand::Content(text) => {
                        let range = place(text);
                        Capture::Text { text: self.source[range].into(), range }
                    }
                },
            );
        }
        let found = Match { range, node, captures };
        let context = TemplateContext {
            target_version: self.target_version,
            patterns: self.patterns,
            renames: self.renames,
        };
        match template.apply(&found, &subject, context)? {
            Replacement::Text { range, content } => {
                let mut fixed = self.source.to_owned();
                fixed.replace_range(range.start().to_usize()..range.end().to_usize(), &content);
                Ok(fixed)
            }
            Replacement::Deletion => Ok("<deleted>".to_owned()),
        }
    }
}

fn statement_or<'a>(node: AnyNodeRef<'a>, semantic: &Semantic<'a>) -> AnyNodeRef<'a> {
    match semantic.parent(node) {
        Some(parent) if parent.is_stmt_expr() => parent,
        _ => node,
    }
}

fn nodes<'a>(semantic: &Semantic<'a>) -> impl Iterator<Item = AnyNodeRef<'a>> {
    (0..semantic.nodes().len()).map(|index| semantic.node(NodeId::new(index)).syntax)
}

/// The file with a match replaced, or why not.
pub(super) fn rewrite<'t>(
    source: &'t str,
    matched: &'t str,
    captures: &'t [(&'t str, Stand<'t>)],
    template: &'t str,
) -> String {
    let rewrite = Rewrite {
        source,
        matched,
        captures,
        template,
        transforms: Vec::new(),
        patterns: "",
        renames: &[],
        target_version: PythonVersion::PY310,
    };
    rewrite.run().unwrap_or_else(|refusal| format!("<{refusal}>"))
}
