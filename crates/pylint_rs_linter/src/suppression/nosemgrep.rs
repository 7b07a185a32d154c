//! `# nosemgrep`, which covers the findings of rules from Semgrep's files, as Semgrep has it: on
//! the finding's first line, or alone on the line above; for rules by the end of their dotted
//! names.

use ruff_text_size::{TextRange, TextSize};

use super::lines::line_range;

/// Whether a comment covers a rule's findings that begin at an offset.
pub(super) fn covers(text: &str, offset: TextSize, code: &str) -> bool {
    let line = line_range(text, offset);
    if Coverage::of(&text[line]).is_some_and(|coverage| coverage.includes(code)) {
        return true;
    }
    let above = &text[TextRange::up_to(line.start())];
    let above = above.strip_suffix('\n').unwrap_or(above);
    let above = above.strip_suffix('\r').unwrap_or(above);
    let above = &above[above.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let Some(comment) = above.trim_start().strip_prefix('#') else { return false };
    let words = comment.trim_start();
    // What is above must say that first.
    words.len() < comment.len()
        && keyword_length(words).is_some()
        && Coverage::of(comment).is_some_and(|coverage| coverage.includes(code))
}

/// Which rules a comment covers.
#[derive(Debug, Eq, PartialEq)]
enum Coverage<'t> {
    All,
    /// Those of these names.
    Named(Vec<&'t str>),
}

impl<'t> Coverage<'t> {
    /// What the first such comment of a line says.
    fn of(line: &'t str) -> Option<Self> {
        let after = line
            .char_indices()
            .filter(|(_, character)| character.is_whitespace())
            .map(|(index, space)| &line[index + space.len_utf8()..])
            .find_map(|rest| Some(&rest[keyword_length(rest)?..]))?;
        let names = after.strip_prefix(':').unwrap_or_default();
        let names = names.strip_prefix([' ', '\t']).unwrap_or(names);
        if names.is_empty() || names.starts_with(char::is_whitespace) {
            return Some(Self::All);
        }
        let mut listed = Vec::new();
        for name in names.split(',') {
            let name = name.trim_start();
            let end = name.find(char::is_whitespace).unwrap_or(name.len());
            listed.push(&name[..end]);
            // What comes after a name without a comma says why.
            if !name[end..].trim_start().is_empty() {
                break;
            }
        }
        Some(Self::Named(listed))
    }

    fn includes(&self, code: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| {
                let rest = code.strip_suffix(name).filter(|_| !name.is_empty());
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }),
        }
    }
}

/// The length of `nosem` or `nosemgrep` here, in any case.
fn keyword_length(text: &str) -> Option<usize> {
    ["nosemgrep", "nosem"].into_iter().map(str::len).find(|length| {
        let word = text.get(..*length).unwrap_or_default();
        !word.is_empty() && "nosemgrep"[..*length].eq_ignore_ascii_case(word)
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    /// Which of the rules `rule-a` and `d.rule-a` are covered on the line that begins with `f`.
    fn covered(text: &str) -> [bool; 2] {
        let offset = text.find("f(").unwrap().try_into().unwrap();
        ["rule-a", "d.rule-a"].map(|code| covers(text, offset, code))
    }

    #[test]
    fn lines_are_covered_as_by_semgrep() {
        for text in [
            "f()  # nosemgrep",
            "f()  # nosem",
            "f()  # NOSEMGREP",
            "f()  # nosemgrep: rule-a",
            "f()  # nosemgrep:rule-a",
            "f()  # nosemgrep: rule-b, rule-a",
            "f()  # nosemgrep: rule-b,rule-a",
            "f()  # nosemgrep: rule-a because of that",
            "f()  # nosemgrep rule-b",
            "f()  # nosemgrep : rule-b",
            "f()  # nosemgrep:  rule-b",
            "f()  # nosemgrepx",
            "f()  # why nosemgrep: rule-a",
            "f()  # noqa # nosem: rule-a # more",
            "# nosemgrep\nf()",
            "x\n    # nosemgrep: rule-a\r\n    f()",
            "# nosemgrep: rule-b\nf()  # nosemgrep: rule-a",
            "# nosemgrep: rule-a\nf()  # nosemgrep: rule-b",
        ] {
            assert_eq!(covered(text), [true, true], "{text:?}");
        }
        assert_eq!(covered("f()  # nosemgrep: d.rule-a"), [false, true]);
        for text in [
            "f()  # nosemgrep: rule-b",
            "f()  # nosemgrep: x.y.rule-a",
            "f()  # nosemgrep: *",
            "f()  # nosemgrep: rule-b rule-a",
            "f()  # nosemgrep: rule-a; rule-b",
            "f()  # nosemgrep: rule-ab",
            "f()  # nosemgrep: a",
            "f()  # nosemgrep: RULE-A",
            "f()  #nosemgrep",
            "f()  # xnosemgrep",
            "x  # nosemgrep\nf()",
            "# why nosemgrep\nf()",
            "# nosemgrep\n\nf()",
            "f(1,\n  2)  # nosemgrep",
        ] {
            assert_eq!(covered(text), [false, false], "{text:?}");
        }
    }
}
