//! Python files beside Semgrep's rules, whose comments tell of findings: `# ruleid: some-rule`.

mod annotations;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use pylint_rs_diagnostics::{Applicability, unified_diff};
use pylint_rs_rules::{DataRule, FileSettings, PathScope, RuleInstance};
use pylint_rs_source::SourceFile;
use ruff_python_ast::PythonVersion;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::TestFailure;
use crate::fixing::{FixOptions, LintRound, fix_to_fixpoint};
use crate::{Packages, Profile};
use annotations::{Annotations, Mark};

/// The endings of files that are looked at.
const PYTHON_ENDINGS: [&str; 2] = [".py", ".pyi"];

/// How a file of rules did on the annotated files beside it.
#[derive(Debug, Default)]
pub struct AnnotatedOutcome {
    /// The annotated files there are.
    pub files: Vec<PathBuf>,
    /// How many comments tell of findings, or of there being none.
    pub tests: usize,
    /// What was not as it should be, and in which file.
    pub failures: Vec<(PathBuf, TestFailure)>,
}

/// Runs the rules of one file on the annotated files that belong to it: `rules.py` and
/// `rules.test.py` beside `rules.yaml`, or in `tests` beside it. `left_out` are the rules of the
/// file that cannot be run, which comments may name nevertheless.
///
/// # Errors
/// If a file cannot be read.
pub fn run_annotated(
    rule_file: &Path,
    rules: &[Arc<DataRule>],
    left_out: &[Arc<str>],
    color: bool,
) -> io::Result<AnnotatedOutcome> {
    let mut outcome =
        AnnotatedOutcome { files: annotated_files(rule_file)?, ..AnnotatedOutcome::default() };
    let tester = Tester::new(rules, left_out);
    for file in outcome.files.clone() {
        let source = SourceFile::from_bytes(&file, fs::read(&file)?)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
        let round = tester.lint(&file, &source);
        let mut failures = Vec::new();
        outcome.tests += tester.check(&source, &round, &mut failures);
        let fixed = fixed_file(&file);
        if fixed.is_file() {
            outcome.tests += 1;
            let expected = fs::read_to_string(&fixed)?;
            failures.extend(fix_failure(&source, round, &expected, color));
        }
        outcome.failures.extend(failures.into_iter().map(|failure| (file.clone(), failure)));
    }
    Ok(outcome)
}

/// The annotated files of a file of rules, by path.
fn annotated_files(rule_file: &Path) -> io::Result<Vec<PathBuf>> {
    let stem = rule_file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let directory = rule_file.parent().unwrap_or(Path::new(""));
    let mut files = Vec::new();
    for directory in [directory.to_owned(), directory.join("tests")] {
        let directory = if directory.as_os_str().is_empty() { ".".into() } else { directory };
        if !directory.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&directory)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let Some(rest) = name.strip_prefix(&*stem) else { continue };
            let is_python = PYTHON_ENDINGS.iter().any(|ending| rest.ends_with(ending));
            if is_python && rest.starts_with('.') && !rest.contains(".fixed.") {
                files.push(directory.strip_prefix(".").unwrap_or(&directory).join(name));
            }
        }
        if !files.is_empty() {
            break;
        }
    }
    files.sort();
    Ok(files)
}

/// What fixes should make of a file: `rules.fixed.py` of `rules.py`.
fn fixed_file(file: &Path) -> PathBuf {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    file.with_extension(format!("fixed.{ending}"))
}

/// The rules of one file, on files that need not be where the rules say.
struct Tester<'r> {
    rules: &'r [Arc<DataRule>],
    left_out: &'r [Arc<str>],
    profile: Profile,
    packages: Packages,
}

impl<'r> Tester<'r> {
    fn new(rules: &'r [Arc<DataRule>], left_out: &'r [Arc<str>]) -> Self {
        let everywhere = rules.iter().map(|rule| {
            let rule = DataRule { paths: PathScope::default(), ..DataRule::clone(rule) };
            RuleInstance::of_data(Arc::new(rule))
        });
        let settings =
            FileSettings { target_version: PythonVersion::PY314, ..FileSettings::default() };
        Self {
            rules,
            left_out,
            profile: Profile::of_rules(everywhere.collect(), settings),
            packages: Packages::default(),
        }
    }

    fn lint(&self, path: &Path, source: &SourceFile) -> LintRound {
        self.profile.lint(path, source, &self.packages)
    }

    /// Compares findings and comments; says how many comments there are.
    fn check(
        &self,
        source: &SourceFile,
        round: &LintRound,
        failures: &mut Vec<TestFailure>,
    ) -> usize {
        let text = source.text();
        let mut syntax_errors = Vec::new();
        let mut found: BTreeSet<(usize, &str)> = BTreeSet::new();
        for finding in &round.diagnostics {
            let row = source.line_index().line_index(finding.start()).get();
            if finding.is_syntax_error() {
                let message = format!("syntax error: {}", finding.message);
                syntax_errors.push(TestFailure { line: row, message, details: String::new() });
            } else {
                found.insert((row, &finding.code));
            }
        }
        let annotations = Annotations::of(text);
        let mut expected = BTreeSet::new();
        let mut undecided = BTreeSet::new();
        for annotation in &annotations.all {
            let Some(code) = self.named(annotation.rule) else {
                if !self.left_out.iter().any(|id| is_named(id, annotation.rule)) {
                    let message = format!("`{}` is no rule of this file's", annotation.rule);
                    failures.push(failure(text, annotation.comment_row, ' ', message));
                }
                continue;
            };
            match annotation.mark {
                Mark::Finding => expected.insert((annotation.row, code)),
                Mark::Undecided => undecided.insert((annotation.row, code)),
                Mark::Clean => continue,
            };
        }
        for &(row, code) in expected.difference(&found) {
            failures.push(failure(text, row, '-', format!("{code} finds nothing here")));
        }
        for &(row, code) in found.difference(&expected) {
            if !undecided.contains(&(row, code)) {
                let message = format!("{code} finds something that no comment tells of");
                failures.push(failure(text, row, '+', message));
            }
        }
        // Old code may not be Python any more; that matters where it may be why rules fail.
        if !failures.is_empty() {
            failures.append(&mut syntax_errors);
        }
        failures.sort_by_key(|failure| failure.line);
        annotations.all.len()
    }

    /// The rule that a comment means: by its name, or the end of it.
    fn named(&self, name: &str) -> Option<&'r str> {
        let codes = || self.rules.iter().map(|rule| &*rule.code);
        codes().find(|code| *code == name).or_else(|| codes().find(|code| is_named(code, name)))
    }
}

fn is_named(code: &str, name: &str) -> bool {
    code.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn failure(text: &str, row: usize, sign: char, message: String) -> TestFailure {
    let line = text.lines().nth(row - 1).unwrap_or_default();
    TestFailure { line: row, message, details: format!("{sign} {row:>4} | {line}\n") }
}

/// Applies what fixes there are at first, as Semgrep does.
fn fix_failure(
    source: &SourceFile,
    first: LintRound,
    expected: &str,
    color: bool,
) -> Option<TestFailure> {
    let options = FixOptions { required: Applicability::Unsafe, fixable: &|_| true };
    let fixed = fix_to_fixpoint(source.text(), first, options, |text| LintRound {
        has_syntax_errors: parse_unchecked_source(text, source.kind()).has_invalid_syntax(),
        ..LintRound::default()
    });
    if fixed.text == expected || words(&fixed.text, source) == words(expected, source) {
        return None;
    }
    Some(TestFailure {
        line: 1,
        message: "fixes make something else of this than the file `*.fixed.*` has".to_owned(),
        details: unified_diff("fixed", expected, &fixed.text, color),
    })
}

/// The tokens of a text, whatever its layout.
fn words<'t>(text: &'t str, source: &SourceFile) -> Vec<(TokenKind, &'t str)> {
    let parsed = parse_unchecked_source(text, source.kind());
    let is_layout = |kind| {
        matches!(kind, TokenKind::NonLogicalNewline | TokenKind::Newline | TokenKind::Indent)
    };
    parsed
        .tokens()
        .iter()
        .filter(|token| !is_layout(token.kind()))
        .map(|token| (token.kind(), &text[token.range()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotated_files_are_found_beside_their_rules() {
        let directory = tempfile::tempdir().unwrap();
        let names = |rules: &str| -> Vec<_> {
            let files = annotated_files(&directory.path().join(rules)).unwrap();
            let relative = |file: &PathBuf| file.strip_prefix(directory.path()).unwrap().to_owned();
            files.iter().map(|file| relative(file).display().to_string()).collect()
        };
        fs::create_dir(directory.path().join("tests")).unwrap();
        for file in
            ["a.py", "a.test.py", "a.fixed.py", "ab.py", "a.js", "tests/a.py", "tests/b.pyi"]
        {
            fs::write(directory.path().join(file), "").unwrap();
        }
        assert_eq!(names("a.yaml"), ["a.py", "a.test.py"]);
        assert_eq!(names("b.yml"), ["tests/b.pyi"]);
        assert_eq!(names("c.yml"), Vec::<String>::new());
        assert_eq!(fixed_file(Path::new("x/a.py")), Path::new("x/a.fixed.py"));
    }

    #[test]
    fn layout_does_not_matter_to_what_fixes_make() {
        let source = SourceFile::from_bytes(Path::new("a.py"), b"x".to_vec()).unwrap();
        assert_eq!(words("f(a,b)\n", &source), words("f(a,\n  b)", &source));
        assert_ne!(words("f(a,b)\n", &source), words("f(a)", &source));
    }
}
