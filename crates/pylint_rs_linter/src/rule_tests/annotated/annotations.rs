//! The comments of annotated files: `# ruleid: a, b`, `# ok: a`, `# todoruleid: a`, `# todook: a`.

/// What a comment says of the line below it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    /// The rule finds something.
    Finding,
    /// The rule finds nothing.
    Clean,
    /// It does not do what it should yet.
    Undecided,
}

/// What a comment says of one rule.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Annotation<'t> {
    pub(super) mark: Mark,
    pub(super) rule: &'t str,
    /// The line it is about, from 1.
    pub(super) row: usize,
    /// The line it is on.
    pub(super) comment_row: usize,
}

/// All that the comments of a text say.
pub(super) struct Annotations<'t> {
    pub(super) all: Vec<Annotation<'t>>,
}

impl<'t> Annotations<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all: Vec<Annotation<'t>> = Vec::new();
        // The first of those whose line has not come yet: several comments may be about one line.
        let mut pending = 0;
        for (index, line) in text.lines().enumerate() {
            let row = index + 1;
            match marked(line) {
                Some((mark, rules)) => {
                    all.extend(rules.into_iter().map(|rule| Annotation {
                        mark,
                        rule,
                        row: row + 1,
                        comment_row: row,
                    }));
                }
                None => {
                    all[pending..].iter_mut().for_each(|annotation| annotation.row = row);
                    pending = all.len();
                }
            }
        }
        Self { all }
    }
}

/// What a line that is such a comment says, and of which rules.
fn marked(line: &str) -> Option<(Mark, Vec<&str>)> {
    let comment = line.trim().strip_prefix('#')?.trim_start();
    let (keyword, rules) = comment.split_once(':')?;
    let mark = match keyword.trim_end() {
        "ruleid" => Mark::Finding,
        "ok" => Mark::Clean,
        "todoruleid" | "todook" | "todo" => Mark::Undecided,
        _ => return None,
    };
    let rules: Vec<_> = rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()).collect();
    let is_name = |rule: &&str| {
        rule.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    (!rules.is_empty() && rules.iter().all(is_name)).then_some((mark, rules))
}

#[cfg(test)]
mod tests {
    use super::{Annotations, Mark, marked};

    #[test]
    fn comments_are_about_the_next_line() {
        let text = "# ruleid: a, b.c\nx\n  # ok:a\n  #todoruleid : d\n  y\n# ruleid: a";
        let annotations = Annotations::of(text).all;
        let said: Vec<_> =
            annotations.iter().map(|each| (each.mark, each.rule, each.row)).collect();
        assert_eq!(
            said,
            [
                (Mark::Finding, "a", 2),
                (Mark::Finding, "b.c", 2),
                (Mark::Clean, "a", 5),
                (Mark::Undecided, "d", 5),
                (Mark::Finding, "a", 7),
            ]
        );
    }

    #[test]
    fn other_comments_say_nothing() {
        for line in ["x  # ruleid: a", "# why ruleid: a", "# ruleid: a because", "# RULEID: a", "#"]
        {
            assert_eq!(marked(line), None, "{line}");
        }
    }
}
