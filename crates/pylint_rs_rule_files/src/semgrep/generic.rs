//! Generic patterns over what a metavariable stands for: words and signs, whatever the white
//! space between them, as one regular expression.

use std::collections::HashSet;
use std::fmt::Write;

/// The expression of a pattern of one line; nothing if the pattern needs more than that.
pub(super) fn expression(pattern: &str) -> Option<String> {
    let mut rest = pattern.trim();
    if rest.is_empty() || rest.contains('\n') {
        return None;
    }
    let mut expression = String::new();
    let mut names = HashSet::new();
    while !rest.is_empty() {
        let word = |text: &str| {
            text.find(|character: char| !character.is_alphanumeric() && character != '_')
                .unwrap_or(text.len())
        };
        let length = if let Some(after) = rest.strip_prefix("...") {
            expression.push_str(r"(?:[^\n]*\n){0,10}?[^\n]*?");
            rest.len() - after.len()
        } else if let Some(name) = rest.strip_prefix('$')
            && word(name) > 0
        {
            let name = &name[..word(name)];
            // The same word again would have to be told from its beginning.
            if !names.insert(name) || name.starts_with(|first: char| first.is_ascii_digit()) {
                return None;
            }
            let _ = write!(expression, r"\b(?P<{name}>\w+)\b");
            name.len() + 1
        } else if word(rest) > 0 {
            let _ = write!(expression, r"\b{}\b", &rest[..word(rest)]);
            word(rest)
        } else {
            let sign = rest.chars().next()?;
            // Signs may all be escaped; other characters mean themselves.
            let escape = if sign.is_ascii_punctuation() { "\\" } else { "" };
            let _ = write!(expression, "{escape}{sign}");
            sign.len_utf8()
        };
        rest = rest[length..].trim_start();
        if !rest.is_empty() {
            expression.push_str(r"\s*");
        }
    }
    Some(expression)
}

#[cfg(test)]
mod tests {
    use pylint_rs_pattern::{Anchoring, RegularExpression};

    fn found(pattern: &str, text: &str) -> bool {
        let expression = super::expression(pattern).unwrap();
        let expression = RegularExpression::pcre(&expression, Anchoring::Anywhere).unwrap();
        expression.is_match(text).unwrap()
    }

    #[test]
    fn words_are_whole_and_white_space_is_free() {
        assert!(found("DELETE FROM", "x; DELETE\n FROM a"));
        assert!(!found("DELETE FROM", "DELETES FROM a"));
        assert!(!found("DELETE FROM", "delete from a"));
        assert!(found("f($X, ...)", "f( a ,b)"));
        assert!(found("SELECT ... FROM $T;", "SELECT a, b\nFROM t ;"));
        assert!(found("a.b?", "a . b?"));
        assert!(super::expression("a\nb").is_none());
        assert!(super::expression("$X == $X").is_none());
    }
}
