//! Dotted names of imported things.

use std::fmt;

use smallvec::SmallVec;

/// A dotted name, resolved: `["xml", "dom", "minidom"]`; builtins are under `builtins`. A
/// relative import whose package is not known starts with its dots as one segment.
#[derive(Clone, Debug, Default, Eq, PartialEq, Hash)]
pub struct QualifiedName<'a>(SmallVec<[&'a str; 6]>);

impl<'a> QualifiedName<'a> {
    /// The name of a builtin.
    pub fn builtin(name: &'a str) -> Self {
        Self(SmallVec::from_iter(["builtins", name]))
    }

    /// A name written with dots.
    pub fn from_dotted(dotted: &'a str) -> Self {
        Self(parts(dotted).collect())
    }

    /// The name of these parts.
    pub fn from_segments(segments: &[&'a str]) -> Self {
        Self(SmallVec::from_slice(segments))
    }

    /// Its parts.
    pub fn segments(&self) -> &[&'a str] {
        &self.0
    }

    /// Adds a part.
    pub fn push(&mut self, segment: &'a str) {
        self.0.push(segment);
    }

    /// Adds the parts of a dotted name.
    pub fn extend_dotted(&mut self, dotted: &'a str) {
        self.0.extend(parts(dotted));
    }

    /// Whether it is this dotted name.
    pub fn is(&self, dotted: &str) -> bool {
        let mut rest = Some(dotted);
        for segment in &self.0 {
            let Some(text) = rest.and_then(|text| text.strip_prefix(segment)) else { return false };
            rest = match text.strip_prefix('.') {
                None if text.is_empty() => None,
                None => return false,
                after_dot => after_dot,
            };
        }
        // A segment of dots is the start of a relative import, and no part of a dotted name.
        rest.is_none() && !self.0.first().is_some_and(|first| first.starts_with('.'))
    }

    /// Whether it is one of these dotted names.
    pub fn is_any(&self, dotted: &[&str]) -> bool {
        dotted.iter().any(|name| self.is(name))
    }

    /// Whether it is this dotted name or something inside it.
    pub fn starts_with(&self, dotted: &str) -> bool {
        let mut segments = self.0.iter();
        parts(dotted).all(|part| segments.next().is_some_and(|segment| *segment == part))
    }

    /// Whether it is a member of `typing` or of one of its backports.
    pub fn is_typing(&self, member: &str) -> bool {
        matches!(self.segments(), ["typing" | "typing_extensions", last] if *last == member)
    }
}

impl fmt::Display for QualifiedName<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.0.iter().enumerate() {
            if index > 0 && !(index == 1 && segment_is_dots(self.0[0])) {
                formatter.write_str(".")?;
            }
            formatter.write_str(segment)?;
        }
        Ok(())
    }
}

/// The parts of a dotted name. They are short: for each, calling a search for a byte takes longer
/// than looking at the bytes.
pub(crate) fn parts(dotted: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(dotted);
    std::iter::from_fn(move || {
        let text = rest?;
        match text.bytes().position(|byte| byte == b'.') {
            Some(dot) => {
                rest = Some(&text[dot + 1..]);
                Some(&text[..dot])
            }
            None => rest.take(),
        }
    })
}

fn segment_is_dots(segment: &str) -> bool {
    segment.bytes().all(|byte| byte == b'.')
}
