//! The grammar of `# pylint-rs: ignore[CODE] reason` and its kin, with Ruff's prefix or ours.

use ruff_text_size::{TextLen, TextRange, TextSize};

/// Whose comment it is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Tool {
    /// `# ruff: …`
    Ruff,
    /// `# pylint-rs: …`
    Ours,
}

/// What the comment does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Action {
    /// Covers the line, or the statement or line below.
    Ignore,
    /// Covers the file.
    IgnoreFile,
    /// Covers what follows, up to its `enable` or the end of the block.
    Disable,
    /// Ends a `disable`.
    Enable,
}

/// A well-formed comment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Bracketed {
    /// Whose comment it is.
    pub(super) tool: Tool,
    /// What it does.
    pub(super) action: Action,
    /// From its `#` to the next, or to the end of the whole comment.
    pub(super) range: TextRange,
    /// What is between the brackets.
    pub(super) list: TextRange,
    /// The codes and names it lists.
    pub(super) items: Vec<TextRange>,
    /// Whether anything is said after the bracket.
    pub(super) has_reason: bool,
}

/// A comment with a prefix we answer to that cannot be followed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct MalformedBracketed {
    /// From its `#` to the next, or to the end of the whole comment.
    pub(super) range: TextRange,
    /// What is wrong with it.
    pub(super) reason: &'static str,
}

/// How many comments are looked for in one: finding out what each covers takes a look at its whole
/// line, which a strange file can make long.
const MOST_PIECES: usize = 100;

/// Every such comment in one that starts at `start`: `# type: ignore # ruff: ignore[F401]` is two
/// comments in one.
pub(super) fn parse(
    comment: &str,
    start: TextSize,
) -> impl Iterator<Item = Result<Bracketed, MalformedBracketed>> {
    let mut position = 0;
    comment.split_inclusive('#').take(MOST_PIECES).filter_map(move |piece| {
        // Each piece ends with the `#` that introduces the next.
        let text = piece.strip_suffix('#').unwrap_or(piece);
        let text_start = position;
        position += piece.len();
        let range_start = text_start.checked_sub(1)?;
        let range = TextRange::at(
            start + comment[..range_start].text_len(),
            TextSize::from(1) + text.text_len(),
        );
        parse_piece(text, range)
    })
}

/// `text` is what follows the `#`.
fn parse_piece(text: &str, range: TextRange) -> Option<Result<Bracketed, MalformedBracketed>> {
    let trimmed = text.trim_start();
    let (tool, rest) = if let Some(rest) = trimmed.strip_prefix("ruff") {
        (Tool::Ruff, rest)
    } else {
        (Tool::Ours, trimmed.strip_prefix("pylint-rs")?)
    };
    let Some(rest) = rest.trim_start().strip_prefix(':') else {
        let is_meant = tool == Tool::Ours && lists_rules(rest.trim_start());
        let reason = "`pylint-rs` must be followed by a colon";
        return is_meant.then_some(Err(MalformedBracketed { range, reason }));
    };
    let rest = rest.trim_start();
    // These have grammars of their own.
    if rest.starts_with("noqa") || rest.starts_with("isort") {
        return None;
    }
    Some(
        parse_action(tool, text, rest, range)
            .map_err(|reason| MalformedBracketed { range, reason }),
    )
}

/// Whether a text starts with one of the actions and a bracket.
fn lists_rules(text: &str) -> bool {
    let action = text.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
    action.trim_start().starts_with('[')
        && ["ignore", "ignore-file", "file-ignore", "disable", "enable"]
            .contains(&&text[..text.len() - action.len()])
}

fn parse_action(
    tool: Tool,
    text: &str,
    rest: &str,
    range: TextRange,
) -> Result<Bracketed, &'static str> {
    const MISSING: &str = "it lists no rules: write them in brackets, as in `ignore[F401]`";

    let (action, rest) = [
        ("ignore-file", Action::IgnoreFile, tool == Tool::Ours),
        ("file-ignore", Action::IgnoreFile, true),
        ("disable", Action::Disable, true),
        ("enable", Action::Enable, true),
        ("ignore", Action::Ignore, true),
    ]
    .into_iter()
    .filter(|(_, _, known)| *known)
    .find_map(|(word, action, _)| Some((action, rest.strip_prefix(word)?)))
    .ok_or("it is none of `ignore`, `file-ignore`, `disable`, `enable` and `noqa`")?;

    // Offsets into the text after the `#`, which is one byte.
    let at = |rest: &str| range.start() + TextSize::from(1) + (text.text_len() - rest.text_len());
    let mut rest = rest.trim_start().strip_prefix('[').ok_or(MISSING)?;
    let list_start = at(rest);
    let mut items = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(']') {
            if items.is_empty() {
                return Err(MISSING);
            }
            return Ok(Bracketed {
                tool,
                action,
                range,
                list: TextRange::new(list_start, at(rest)),
                items,
                has_reason: after.contains(char::is_alphanumeric),
            });
        }
        if rest.is_empty() {
            return Err("its bracket is not closed");
        }
        let length = item_length(rest, tool);
        if length == 0 {
            return Err("what is in its brackets is not a rule's code or name");
        }
        items.push(TextRange::at(at(rest), rest[..length].text_len()));
        rest = rest[length..].trim_start();
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else if rest.is_empty() {
            return Err("its bracket is not closed");
        } else if !rest.starts_with(']') {
            return Err("the rules in its brackets must be separated by commas");
        }
    }
}

/// How much of `text` is a rule's code or name. Ours may have the dots and slashes that the
/// identifiers of rules loaded from other tools' files have.
fn item_length(text: &str, tool: Tool) -> usize {
    if !text.starts_with(char::is_alphabetic) {
        return 0;
    }
    text.find(|c: char| {
        !(c.is_alphanumeric()
            || matches!(c, '-' | '_' | ':')
            || (tool == Tool::Ours && matches!(c, '.' | '/')))
    })
    .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(comment: &str) -> Vec<String> {
        parse(comment, TextSize::default())
            .map(|result| match result {
                Ok(bracketed) => format!(
                    "{:?} {:?} {}{}",
                    bracketed.tool,
                    bracketed.action,
                    bracketed
                        .items
                        .iter()
                        .map(|item| &comment[*item])
                        .collect::<Vec<_>>()
                        .join(","),
                    if bracketed.has_reason { " why" } else { "" },
                ),
                Err(_) => "!".to_string(),
            })
            .collect()
    }

    #[test]
    fn spellings() {
        for (comment, expected) in [
            ("# ruff: ignore[F401]", &["Ruff Ignore F401"][..]),
            ("#ruff :ignore [ F401 ]", &["Ruff Ignore F401"]),
            ("# ruff: ignore[F401,E501,]", &["Ruff Ignore F401,E501"]),
            ("# ruff: ignore[unused-import]x", &["Ruff Ignore unused-import why"]),
            ("# ruff: ignore[F401] - why", &["Ruff Ignore F401 why"]),
            ("## ruff: ignore[F401] --", &["Ruff Ignore F401"]),
            ("# x # ruff: disable[F401]# y", &["Ruff Disable F401"]),
            ("# ruff: ignore[A1] # pylint-rs: enable[B2]", &["Ruff Ignore A1", "Ours Enable B2"]),
            ("# ruff: file-ignore[F401]", &["Ruff IgnoreFile F401"]),
            ("# pylint-rs: ignore-file[F401] why", &["Ours IgnoreFile F401 why"]),
            ("# pylint-rs: ignore[python.lang/x]", &["Ours Ignore python.lang/x"]),
            ("# ruff: ignore-file[F401]", &["!"]),
            ("# ruff: ignore[python.lang]", &["!"]),
            ("# ruff: ignored[F401]", &["!"]),
            ("# ruff: ignore", &["!"]),
            ("# ruff: ignore[]", &["!"]),
            ("# ruff: ignore[F401", &["!"]),
            ("# ruff: ignore[F401 # x]", &["!"]),
            ("# ruff: ignore[F401 E501]", &["!"]),
            ("# ruff: ignore[F401,,E501]", &["!"]),
            ("# ruff: ignore[\"F401\"]", &["!"]),
            ("# ruff: ignore[401]", &["!"]),
            ("# ruff: foo[F401]", &["!"]),
            ("# RUFF: ignore[F401]", &[]),
            ("# ruff ignore[F401]", &[]),
            ("# pylint-rs ignore[F401]", &["!"]),
            ("# pylint-rs disable [F401]", &["!"]),
            ("# pylint-rs ignores this [file]", &[]),
            ("# ruff: isort: skip_file", &[]),
            ("# ruff: noqa[F401]", &[]),
            ("# x ruff: ignore[F401]", &[]),
        ] {
            assert_eq!(summary(comment), expected, "{comment}");
        }
    }

    #[test]
    fn ranges() {
        let comment = "# é # ruff: ignore[F401, E5]  # x";
        let parsed: Vec<_> = parse(comment, TextSize::default()).collect();
        let bracketed = parsed[0].as_ref().unwrap();
        assert_eq!(&comment[bracketed.range], "# ruff: ignore[F401, E5]  ");
        assert_eq!(&comment[bracketed.list], "F401, E5");
    }
}
