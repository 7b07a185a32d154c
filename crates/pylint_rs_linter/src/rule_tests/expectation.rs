//! The comments that tell of findings: `# error: NET001, NET001`.

use std::collections::BTreeMap;

/// What the comments of a text tell.
pub(super) struct Expectation {
    /// How many findings there are on which lines, which count from 1.
    pub(super) rows: BTreeMap<usize, usize>,
    /// Lines whose comments name what is not the rule's code.
    pub(super) foreign: Vec<(usize, String)>,
}

impl Expectation {
    /// What the comments of a text tell of a rule.
    pub(super) fn of(text: &str, code: &str) -> Self {
        let mut expectation = Self { rows: BTreeMap::new(), foreign: Vec::new() };
        for (index, line) in text.lines().enumerate() {
            let Some((_, codes)) = split(line) else { continue };
            for word in codes.split([',', ' ']).filter(|word| !word.is_empty()) {
                if word == code {
                    *expectation.rows.entry(index + 1).or_default() += 1;
                } else {
                    expectation.foreign.push((index + 1, word.to_owned()));
                }
            }
        }
        expectation
    }

    /// Whether no comment tells of a finding, so that there may be some anywhere.
    pub(super) fn is_silent(&self) -> bool {
        self.rows.is_empty() && self.foreign.is_empty()
    }
}

/// The text without those comments.
pub(super) fn without_expectations(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match split(line) {
            Some((code, _)) => {
                let end = &line[line.trim_end_matches(['\n', '\r']).len()..];
                format!("{}{end}", code.trim_end())
            }
            None => line.to_owned(),
        })
        .collect()
}

/// What is before such a comment at the end of a line, and what it lists.
fn split(line: &str) -> Option<(&str, &str)> {
    let (before, after) = line.trim_end().rsplit_once('#')?;
    Some((before, after.trim_start().strip_prefix("error:")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_counted_and_removed() {
        let text = "a()  # error: A1\nb()\nc()  # why # error: A1, A1\r\nd()#error:B1";
        let expectation = Expectation::of(text, "A1");
        assert_eq!(expectation.rows, BTreeMap::from([(1, 1), (3, 2)]));
        assert_eq!(expectation.foreign, [(4, "B1".to_owned())]);
        assert_eq!(without_expectations(text), "a()\nb()\nc()  # why\r\nd()");
        assert!(Expectation::of("a()  # error", "A1").is_silent());
    }
}
