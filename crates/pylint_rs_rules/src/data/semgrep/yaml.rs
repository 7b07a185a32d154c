//! YAML as a tree that knows where each part was written.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

/// Deeper nesting is an error.
const DEPTH_LIMIT: usize = 64;
/// How many nodes a file may have, those that aliases repeat included.
const NODE_LIMIT: usize = 2_000_000;

/// A part of a YAML file.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    /// Where it was written, in bytes.
    pub(super) span: Range<usize>,
    /// How many nodes it is, itself included.
    size: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Value {
    Scalar(Scalar),
    Sequence(Vec<Rc<Node>>),
    /// Keys and values, in order.
    Mapping(Entries),
}

/// A mapping's keys and values.
pub(super) type Entries = Vec<(Rc<Node>, Rc<Node>)>;

/// A text; numbers and the like are read as what is wanted of them.
#[derive(Debug)]
pub(super) struct Scalar {
    pub(super) text: String,
    /// Whether it has neither quotes nor a block's indicator, so that it may be a number.
    pub(super) plain: bool,
    style: ScalarStyle,
}

/// Why a text is no YAML, and where.
#[derive(Debug)]
pub(super) struct YamlError {
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

impl Node {
    /// What sort of thing it is, for error messages.
    pub(super) fn sort(&self) -> &'static str {
        match self.value {
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The place in the file of a place in the node's text, both in bytes.
    pub(super) fn place_of(&self, source: &str, offset: usize) -> usize {
        let Value::Scalar(scalar) = &self.value else { return self.span.start };
        let written = source.get(self.span.clone()).unwrap_or_default();
        let text = scalar.text.as_str();
        let Some(before) = text.get(..offset) else { return self.span.start };
        match scalar.style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                place_in_block(source, self.span.start, text, offset).unwrap_or(self.span.start)
            }
            _ => {
                // What was written is the text unless there are escapes or several lines.
                let quote = usize::from(!matches!(scalar.style, ScalarStyle::Plain));
                match written.get(quote..).is_some_and(|inner| inner.starts_with(before)) {
                    true => self.span.start + quote + offset,
                    false => self.span.start,
                }
            }
        }
    }
}

/// The place in a file of a place in the text of a block, of which the first line that is not
/// empty begins at `start`, behind its indentation.
fn place_in_block(source: &str, start: usize, text: &str, offset: usize) -> Option<usize> {
    let number = text[..offset].matches('\n').count();
    let column = offset - text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let content = text.split('\n').nth(number)?;
    let empty = text.len() - text.trim_start_matches('\n').len();
    let first = source.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    let lines = source[first..].split_inclusive('\n');
    let before: usize = lines.clone().take(number.checked_sub(empty)?).map(str::len).sum();
    let line = source[first + before..].lines().next()?;
    // The indentation is what the text does not have.
    let indentation = line.len().checked_sub(content.len())?;
    line.ends_with(content).then_some(first + before + indentation + column)
}

/// Reads the one document of a file.
pub(super) fn parse(text: &str) -> Result<Rc<Node>, YamlError> {
    Reader::new(text).document()
}

struct Reader<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// Where each character begins, if that is not where its number says.
    offsets: Option<Vec<u32>>,
    length: usize,
    anchors: FxHashMap<usize, Rc<Node>>,
    nodes: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let offsets = (!text.is_ascii())
            .then(|| text.char_indices().map(|(offset, _)| offset as u32).collect());
        Self {
            parser: Parser::new_from_str(text),
            offsets,
            length: text.len(),
            anchors: FxHashMap::default(),
            nodes: 0,
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
        YamlError { message: message.into(), span: self.span(span) }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), YamlError> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let start = self.offset(error.marker());
                Err(YamlError { message: error.info().to_owned(), span: start..start })
            }
            None => {
                let end = self.length..self.length;
                Err(YamlError { message: "the file ends too soon".to_owned(), span: end })
            }
        }
    }

    fn document(mut self) -> Result<Rc<Node>, YamlError> {
        loop {
            match self.next()? {
                (Event::Nothing | Event::StreamStart | Event::DocumentStart(_), _) => {}
                (Event::StreamEnd, span) => return Err(self.error("there is nothing in it", &span)),
                (event, span) => {
                    let node = self.node(event, &span)?;
                    return match self.after_document()? {
                        None => Ok(node),
                        Some(span) => Err(self.error("there is a second document", &span)),
                    };
                }
            }
        }
    }

    /// Where another document begins.
    fn after_document(&mut self) -> Result<Option<Span>, YamlError> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(None),
                (Event::DocumentStart(_), span) => return Ok(Some(span)),
                _ => {}
            }
        }
    }

    fn count(&mut self, nodes: usize, span: &Span) -> Result<(), YamlError> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes <= NODE_LIMIT {
            return Ok(());
        }
        Err(self
            .error(format!("with its aliases, the file has more than {NODE_LIMIT} parts"), span))
    }

    fn node(&mut self, event: Event<'t>, span: &Span) -> Result<Rc<Node>, YamlError> {
        self.count(1, span)?;
        let (anchor, value, end) = match event {
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err(self.error("this alias is within what it stands for", span));
                };
                self.count(node.size, span)?;
                return Ok(node);
            }
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let scalar = Scalar { text: text.into_owned(), plain, style };
                (anchor, Value::Scalar(scalar), *span)
            }
            Event::SequenceStart(anchor, _) => {
                let (items, end) = self.nested(span, Self::sequence)?;
                (anchor, Value::Sequence(items), end)
            }
            Event::MappingStart(anchor, _) => {
                let (entries, end) = self.nested(span, Self::mapping)?;
                (anchor, Value::Mapping(entries), end)
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
        let node = Rc::new(Node { value, span: start..end, size: inner + 1 });
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        Ok(node)
    }

    fn nested<T>(
        &mut self,
        span: &Span,
        read: impl FnOnce(&mut Self) -> Result<T, YamlError>,
    ) -> Result<T, YamlError> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.error("this is nested too deep", span));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn sequence(&mut self) -> Result<(Vec<Rc<Node>>, Span), YamlError> {
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
        let mut names = HashSet::new();
        let mut merged: Entries = Vec::new();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    for (key, value) in merged {
                        if name(&key).is_none_or(|name| names.insert(name.to_owned())) {
                            entries.push((key, value));
                        }
                    }
                    return Ok((entries, end));
                }
                (event, span) => (self.node(event, &span)?, span),
            };
            let (event, span) = self.next()?;
            let value = self.node(event, &span)?;
            if name(&key) == Some("<<") {
                self.merge(&value, &span, &mut merged)?;
                continue;
            }
            if let Some(name) = name(&key)
                && !names.insert(name.to_owned())
            {
                return Err(self.error(format!("the key `{name}` is here twice"), &key_span));
            }
            entries.push((key, value));
        }
    }

    /// What `<<: *anchor` adds to a mapping.
    fn merge(
        &mut self,
        value: &Rc<Node>,
        span: &Span,
        merged: &mut Entries,
    ) -> Result<(), YamlError> {
        match &value.value {
            Value::Mapping(entries) => {
                self.count(value.size, span)?;
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

impl Node {
    fn is_mapping(&self) -> bool {
        matches!(self.value, Value::Mapping(_))
    }
}

/// A key's text.
fn name(key: &Node) -> Option<&str> {
    match &key.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, parse};

    fn error(text: &str) -> String {
        let error = parse(text).unwrap_err();
        format!("{} at {:?}", error.message, error.span)
    }

    fn value<'n>(node: &'n Node, key: &str) -> &'n Node {
        let Value::Mapping(entries) = &node.value else { panic!("{node:?}") };
        &entries.iter().find(|(name, _)| super::name(name) == Some(key)).unwrap().1
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
}
