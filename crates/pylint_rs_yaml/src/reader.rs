//! From the parser's events to the tree.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};

use crate::node::{Entries, Node, Scalar, Value};
use crate::{Limits, YamlError, YamlErrorKind};

pub(crate) struct Reader<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// Where each character begins, if that is not where its number says.
    offsets: Option<Vec<u32>>,
    length: usize,
    anchors: FxHashMap<usize, Arc<Node>>,
    limits: Limits,
    repeated: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str, limits: Limits) -> Self {
        let offsets = (!text.is_ascii())
            .then(|| text.char_indices().map(|(offset, _)| offset as u32).collect());
        Self {
            parser: Parser::new_from_str(text),
            offsets,
            length: text.len(),
            anchors: FxHashMap::default(),
            limits,
            repeated: 0,
            depth: 0,
        }
    }

    fn offset(&self, marker: &Marker) -> usize {
        match &self.offsets {
            None => marker.index().min(self.length),
            Some(offsets) => {
                offsets.get(marker.index()).map_or(self.length, |offset| *offset as usize)
            }
        }
    }

    fn span(&self, span: &Span) -> Range<usize> {
        let start = self.offset(&span.start);
        start..self.offset(&span.end).max(start)
    }

    fn error(&self, message: impl Into<String>, span: &Span) -> YamlError {
        YamlError { kind: YamlErrorKind::Other(message.into()), span: self.span(span) }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), YamlError> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let start = self.offset(error.marker());
                let kind = YamlErrorKind::Other(error.info().to_owned());
                Err(YamlError { kind, span: start..start })
            }
            None => {
                let kind = YamlErrorKind::Other("the file ends too soon".to_owned());
                Err(YamlError { kind, span: self.length..self.length })
            }
        }
    }

    /// The next document, if there is one.
    pub(crate) fn document(&mut self) -> Result<Option<Arc<Node>>, YamlError> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(None),
                (
                    Event::Nothing
                    | Event::StreamStart
                    | Event::DocumentStart(_)
                    | Event::DocumentEnd,
                    _,
                ) => {}
                (event, span) => {
                    // Anchors are a document's own.
                    self.anchors.clear();
                    return self.node(event, &span).map(Some);
                }
            }
        }
    }

    /// Where another document begins.
    pub(crate) fn next_document_start(&mut self) -> Result<Option<Range<usize>>, YamlError> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(None),
                (Event::DocumentStart(_), span) => return Ok(Some(self.span(&span))),
                _ => {}
            }
        }
    }

    /// An error about a file without a document.
    pub(crate) fn nothing(&self) -> YamlError {
        let kind = YamlErrorKind::Other("there is nothing in it".to_owned());
        YamlError { kind, span: self.length..self.length }
    }

    fn repeat(&mut self, nodes: usize, span: &Span) -> Result<(), YamlError> {
        self.repeated = self.repeated.saturating_add(nodes);
        let limit = self.limits.repeated;
        if self.repeated <= limit {
            return Ok(());
        }
        Err(self.error(format!("with its aliases, the file has more than {limit} parts"), span))
    }

    fn node(&mut self, event: Event<'t>, span: &Span) -> Result<Arc<Node>, YamlError> {
        let (anchor, tag, value, end) = match event {
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err(self.error("this alias is within what it stands for", span));
                };
                self.repeat(node.size, span)?;
                return Ok(node);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                let scalar = Scalar { text: text.into_owned(), plain, style };
                (anchor, tag, Value::Scalar(scalar), *span)
            }
            Event::SequenceStart(anchor, tag) => {
                let (items, end) = self.nested(span, Self::sequence)?;
                (anchor, tag, Value::Sequence(items), end)
            }
            Event::MappingStart(anchor, tag) => {
                let (entries, end) = self.nested(span, Self::mapping)?;
                (anchor, tag, Value::Mapping(entries), end)
            }
            _ => return Err(self.error("this is not expected here", span)),
        };
        let inner = match &value {
            Value::Scalar(_) => 0,
            Value::Sequence(items) => items.iter().map(|item| item.size).sum(),
            Value::Mapping(entries) => {
                entries.iter().map(|(key, value)| key.size + value.size).sum::<usize>()
            }
        };
        let start = self.offset(&span.start);
        let end = self.offset(&end.end).max(start);
        let tag = tag.map(|tag| written_tag(&tag));
        let node = Arc::new(Node { value, tag, span: start..end, size: inner + 1 });
        if anchor > 0 {
            self.anchors.insert(anchor, Arc::clone(&node));
        }
        Ok(node)
    }

    fn nested<T>(
        &mut self,
        span: &Span,
        read: impl FnOnce(&mut Self) -> Result<T, YamlError>,
    ) -> Result<T, YamlError> {
        if self.depth == self.limits.depth {
            return Err(self.error("this is nested too deep", span));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn sequence(&mut self) -> Result<(Vec<Arc<Node>>, Span), YamlError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => return Ok((items, end)),
                (event, span) => items.push(self.node(event, &span)?),
            }
        }
    }

    fn mapping(&mut self) -> Result<(Entries, Span), YamlError> {
        let mut entries: Entries = Vec::new();
        let mut names: FxHashMap<String, Range<usize>> = FxHashMap::default();
        let mut merged: Entries = Vec::new();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    for (key, value) in merged {
                        let is_new = key.scalar_text().is_none_or(|name| {
                            names.insert(name.to_owned(), key.span.clone()).is_none()
                        });
                        if is_new {
                            entries.push((key, value));
                        }
                    }
                    return Ok((entries, end));
                }
                (event, span) => (self.node(event, &span)?, span),
            };
            let (event, span) = self.next()?;
            let value = self.node(event, &span)?;
            if key.is_merge_key() {
                self.merge(&value, &span, &mut merged)?;
                continue;
            }
            if let Some(name) = key.scalar_text()
                && let Some(first) = names.insert(name.to_owned(), key.span.clone())
            {
                let kind = YamlErrorKind::DuplicateKey { key: name.to_owned(), first };
                return Err(YamlError { kind, span: self.span(&key_span) });
            }
            entries.push((key, value));
        }
    }

    /// What `<<: *anchor` adds to a mapping.
    fn merge(
        &mut self,
        value: &Arc<Node>,
        span: &Span,
        merged: &mut Entries,
    ) -> Result<(), YamlError> {
        match &value.value {
            Value::Mapping(entries) => {
                self.repeat(value.size, span)?;
                merged.extend(entries.iter().cloned());
                Ok(())
            }
            Value::Sequence(items) if items.iter().all(|item| item.is_mapping()) => {
                items.iter().try_for_each(|item| self.merge(item, span, merged))
            }
            _ => Err(self.error("only mappings can be merged", span)),
        }
    }
}

/// A tag in full.
fn written_tag(tag: &Tag) -> String {
    format!("{}{}", tag.handle, tag.suffix)
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Node, Value, YamlError, YamlErrorKind, parse_all};

    fn parse(text: &str) -> Result<std::sync::Arc<Node>, YamlError> {
        crate::parse(text, Limits { depth: 64, repeated: 100_000 })
    }

    fn error(text: &str) -> String {
        let error = parse(text).unwrap_err();
        format!("{} at {:?}", error.kind, error.span)
    }

    fn value<'n>(node: &'n Node, key: &str) -> &'n Node {
        let Value::Mapping(entries) = &node.value else { panic!("{node:?}") };
        &entries.iter().find(|(name, _)| name.scalar_text() == Some(key)).unwrap().1
    }

    #[test]
    fn places_in_texts_are_places_in_the_file() {
        let source = "é: 1\na: |\n  foo\n\n    bar\nb: \"x y\"\nc: plain text\nd: |-\n    é foo(";
        let node = parse(source).unwrap();
        let place = |key: &str, part: &str| {
            let node = value(&node, key);
            let Value::Scalar(scalar) = &node.value else { panic!("{node:?}") };
            let offset = scalar.text.find(part).unwrap();
            source[node.place_of(source, offset)..].lines().next().unwrap()
        };
        assert_eq!(place("a", "oo"), "oo");
        assert_eq!(place("a", "ar"), "ar");
        assert_eq!(place("b", "y"), "y\"");
        assert_eq!(place("c", "text"), "text");
        assert_eq!(place("d", "foo"), "foo(");
    }

    #[test]
    fn aliases_and_merges_are_bounded() {
        let node = parse("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: *a").unwrap();
        assert_eq!(value(value(&node, "b"), "y").span, 34..35);
        assert_eq!(value(value(&node, "b"), "x").span, 10..11);
        let mut bomb = "a0: &a0 [x]\n".to_owned();
        for level in 1..60 {
            let before = format!("*a{}", level - 1);
            bomb += &format!("a{level}: &a{level} [{}]\n", [before.as_str(); 9].join(", "));
        }
        assert!(error(&bomb).contains("with its aliases"));
        assert!(parse("a: &a [*a]").is_err());
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        assert_eq!(error("a: 1\na: 2"), "the key `a` is here twice at 5..6");
        assert!(error(&"- ".repeat(100)).contains("nested too deep"));
        assert!(parse(&"[".repeat(5000)).is_err());
        assert!(error("a: [1").contains("at 5"), "{}", error("a: [1"));
        assert!(error("").contains("nothing in it"));
        assert!(error("a: 1\n---\nb: 2").contains("second document"));
    }

    #[test]
    fn a_key_that_is_there_twice_tells_both_places() {
        let error = parse("b: 0\na: 1\n\"a\": 2").unwrap_err();
        assert_eq!(error.span, 10..13);
        let kind = YamlErrorKind::DuplicateKey { key: "a".to_owned(), first: 5..6 };
        assert_eq!(error.kind, kind);
    }

    #[test]
    fn tags_and_further_documents_are_read() {
        let limits = Limits { depth: 64, repeated: 0 };
        let text = "a: !!str 1\nb: !Ref x\nc: ! 2\n---\n- &x 1\n...\n---\n";
        let documents = parse_all(text, limits).unwrap();
        let tag = |key| value(&documents[0], key).tag.as_deref();
        assert_eq!(tag("a"), Some("tag:yaml.org,2002:str"));
        assert_eq!(tag("b"), Some("!Ref"));
        assert_eq!(tag("c"), Some("!"));
        assert_eq!(documents.len(), 3);
        assert!(parse_all("a: &a 1\n---\nb: *a", limits).is_err());
        assert_eq!(parse_all("# nothing\n", limits).unwrap().len(), 0);
    }
}
