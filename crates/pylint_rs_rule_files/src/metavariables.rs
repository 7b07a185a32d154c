//! Metavariables in the texts of rules.

use std::ops::Range;

/// A metavariable that a text mentions: `$X`, `$...XS`, `$1`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Mention<'a> {
    /// Its name, without `$` and `...`.
    pub(crate) name: &'a str,
    /// The bytes of the text it takes.
    pub(crate) span: Range<usize>,
}

/// The metavariables that a text mentions, in order; `$_` is none.
pub(crate) fn mentions(text: &str) -> impl Iterator<Item = Mention<'_>> {
    text.match_indices('$').filter_map(move |(dollar, _)| {
        let rest = &text[dollar + 1..];
        let start = dollar + 1 + if rest.starts_with("...") { 3 } else { 0 };
        let length = name_length(&text[start..])?;
        let name = &text[start..start + length];
        (name != "_").then_some(Mention { name, span: dollar..start + length })
    })
}

/// How much of a text is a metavariable's name.
fn name_length(text: &str) -> Option<usize> {
    let first = *text.as_bytes().first()?;
    let length = if first.is_ascii_digit() {
        text.bytes().take_while(u8::is_ascii_digit).count()
    } else {
        let is_part =
            |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
        text.bytes().take_while(is_part).count()
    };
    (length > 0).then_some(length)
}

/// Whether a text is a metavariable's name, without its `$`.
pub(crate) fn is_name(text: &str) -> bool {
    name_length(text) == Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn names_are_told() {
        let names = |text| mentions(text).map(|mention| mention.name).collect::<Vec<_>>();
        assert_eq!(names("$X + $...YS($_, get_$NAME)"), ["X", "YS", "NAME"]);
        assert_eq!(names("$1 $A1 $a $$B $"), ["1", "A1", "B"]);
    }
}
