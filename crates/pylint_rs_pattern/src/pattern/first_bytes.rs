//! What a text must begin with for a regular expression to match in it.

/// The bytes with one of which a line of a text begins if an expression matches in it: one that is
/// anchored to the beginning of lines; nothing, if that is not plain to see.
pub(super) fn of(expression: &str) -> Option<Vec<u8>> {
    let rest = expression.strip_prefix('^')?;
    let mut bytes = Vec::new();
    (!has_alternatives(rest)? && begins_with(rest, &mut bytes)).then_some(bytes)
}

/// Whether an expression is several, beside each other; nothing, if its brackets do not match.
fn has_alternatives(expression: &str) -> Option<bool> {
    let mut depth = 0_usize;
    let mut is_class = false;
    let mut bytes = expression.bytes();
    let mut has = false;
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next()?;
            }
            b']' => is_class = false,
            _ if is_class => {}
            b'[' => is_class = true,
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b'|' => has |= depth == 0,
            _ => {}
        }
    }
    (depth == 0 && !is_class).then_some(has)
}

/// Adds the first bytes of what an expression matches, if they are written out.
fn begins_with(expression: &str, first: &mut Vec<u8>) -> bool {
    let bytes = expression.as_bytes();
    let Some(length) = (match bytes {
        [b'\\', escaped, ..] if escaped.is_ascii_punctuation() => {
            first.push(*escaped);
            Some(2)
        }
        [b'[', rest @ ..] => {
            let count = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            first.extend(&rest[..count]);
            (count > 0 && rest.get(count) == Some(&b']')).then_some(count + 2)
        }
        [b'(', b'?', ..] => None,
        [b'(', ..] => match group(expression) {
            Some((alternatives, length))
                if alternatives.iter().all(|one| begins_with(one, first)) =>
            {
                Some(length)
            }
            _ => None,
        },
        [byte, ..] if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~' | b'/') => {
            first.push(*byte);
            Some(1)
        }
        _ => None,
    }) else {
        return false;
    };
    // What need not be there may be followed by anything.
    !matches!(bytes.get(length), Some(b'?' | b'*' | b'{'))
}

/// The alternatives of the group that an expression begins with, and the group's length. A group
/// in it, or a class, is more than is looked into.
fn group(expression: &str) -> Option<(Vec<&str>, usize)> {
    let inner = expression.strip_prefix('(')?;
    let end = inner.find(')')?;
    let inner = &inner[..end];
    let is_plain = !inner.contains(['(', '[', '\\']);
    is_plain.then(|| (inner.split('|').collect(), end + 2))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn first_bytes() {
        let told = |expression: &str| of(expression).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(told("^(AKIA|BSIA)[A-Z]{16}$").as_deref(), Some("AB"));
        assert_eq!(told("^[rs]k_live_").as_deref(), Some("rs"));
        assert_eq!(told(r"^\/a|").as_deref(), None);
        assert_eq!(told(r"^\/(a|b)").as_deref(), Some("/"));
        assert_eq!(told("^~(/|$)").as_deref(), Some("~"));
        assert_eq!(told("^-----BEGIN ((RSA|EC) )?").as_deref(), Some("-"));
        assert_eq!(told("^ab?").as_deref(), Some("a"));
        for open in
            ["abc", "^a?b", "^a*", "^a{0}", "^(?i)a", "(?i)^a", "^(a|)b", "^.a", "^[^a]", "^\\da"]
        {
            assert_eq!(told(open), None, "{open}");
        }
    }
}
