//! What a whole run found, by rule.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::{Applicability, Diagnostic, Severity};

/// The findings of one rule.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RuleCount {
    /// The rule's name.
    pub name: Cow<'static, str>,
    /// How many findings.
    pub total: usize,
    /// How many of them have a safe fix.
    pub safe_fixes: usize,
    /// How many have an unsafe one.
    pub unsafe_fixes: usize,
}

impl RuleCount {
    /// How many `--fix` would mend, with or without `--unsafe-fixes`.
    pub fn fixable(&self, unsafe_fixes: bool) -> usize {
        self.safe_fixes + if unsafe_fixes { self.unsafe_fixes } else { 0 }
    }
}

/// The fixes applied in one file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FixedFile {
    /// The path as shown to a person.
    pub display_path: String,
    /// For each code: the rule's name and how many of its findings were mended.
    pub rules: BTreeMap<Cow<'static, str>, (Cow<'static, str>, usize)>,
}

/// What a whole run found. Each worker counts for itself; [`Summary::merge`] adds them up.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    rules: BTreeMap<Cow<'static, str>, RuleCount>,
    severities: [usize; 4],
    fixed: Vec<FixedFile>,
}

impl Summary {
    /// These counts, by severity and by code.
    pub fn of_counts(
        severities: [usize; 4],
        rules: impl IntoIterator<Item = (Cow<'static, str>, RuleCount)>,
    ) -> Self {
        Self { rules: rules.into_iter().collect(), severities, fixed: Vec::new() }
    }

    /// Counts findings that are reported.
    pub fn record(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            self.severities[diagnostic.severity as usize] += 1;
            let count = match self.rules.get_mut(diagnostic.code.as_ref()) {
                Some(count) => count,
                None => self.rules.entry(diagnostic.code.clone()).or_insert_with(|| RuleCount {
                    name: diagnostic.name.clone(),
                    ..RuleCount::default()
                }),
            };
            count.total += 1;
            match diagnostic.fix.as_ref().map(crate::Fix::applicability) {
                Some(Applicability::Safe) => count.safe_fixes += 1,
                Some(Applicability::Unsafe) => count.unsafe_fixes += 1,
                Some(Applicability::Display) | None => {}
            }
        }
    }

    /// Counts fixes that were applied in a file.
    pub fn record_fixed(&mut self, file: FixedFile) {
        if !file.rules.is_empty() {
            self.fixed.push(file);
        }
    }

    /// Adds what another worker counted.
    pub fn merge(&mut self, other: Self) {
        for (code, count) in other.rules {
            let mine = self.rules.entry(code).or_default();
            mine.name = count.name;
            mine.total += count.total;
            mine.safe_fixes += count.safe_fixes;
            mine.unsafe_fixes += count.unsafe_fixes;
        }
        for (mine, theirs) in self.severities.iter_mut().zip(other.severities) {
            *mine += theirs;
        }
        self.fixed.extend(other.fixed);
    }

    /// The counts by code.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &RuleCount)> {
        self.rules.iter().map(|(code, count)| (code.as_ref(), count))
    }

    /// How many findings there are.
    pub fn total(&self) -> usize {
        self.severities.iter().sum()
    }

    /// How many findings there are of each severity, the least first.
    pub fn severities(&self) -> [usize; 4] {
        self.severities
    }

    /// How many findings are of a severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        self.severities[severity as usize]
    }

    /// How many `--fix` would mend, with or without `--unsafe-fixes`.
    pub fn fixable(&self, unsafe_fixes: bool) -> usize {
        self.rules.values().map(|count| count.fixable(unsafe_fixes)).sum()
    }

    /// The files that were mended, by path: workers finish in any order.
    pub fn fixed_files(&self) -> Vec<&FixedFile> {
        let mut files: Vec<_> = self.fixed.iter().collect();
        files.sort_by(|left, right| left.display_path.cmp(&right.display_path));
        files
    }

    /// How many findings were mended.
    pub fn fixed_total(&self) -> usize {
        self.fixed.iter().flat_map(|file| file.rules.values()).map(|(_, count)| count).sum()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}
