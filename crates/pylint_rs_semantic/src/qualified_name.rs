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
        Self(dotted.split('.').collect())
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
        self.0.extend(dotted.split('.'));
    }

    /// Whether it is this dotted name.
    pub fn is(&self, dotted: &str) -> bool {
        let mut parts = dotted.split('.');
        self.0.iter().all(|segment| parts.next() == Some(segment)) && parts.next().is_none()
    }

    /// Whether it is one of these dotted names.
    pub fn is_any(&self, dotted: &[&str]) -> bool {
        dotted.iter().any(|name| self.is(name))
    }

    /// Whether it is this dotted name or something inside it.
    pub fn starts_with(&self, dotted: &str) -> bool {
        let mut segments = self.0.iter();
        dotted.split('.').all(|part| segments.next().is_some_and(|segment| *segment == part))
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

fn segment_is_dots(segment: &str) -> bool {
    segment.bytes().all(|byte| byte == b'.')
}
