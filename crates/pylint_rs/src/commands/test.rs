//! `pylint-rs test`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use pylint_rs_linter::configuration::configured_rule_files;
use pylint_rs_linter::rule_tests::{
    AnnotatedOutcome, TestFailure, count_tests, run_annotated, run_tests,
};
use pylint_rs_rules::{DataRule, RuleFile, RuleFileError, conflicts, rule_files};

use crate::arguments::TestArguments;
use crate::color;
use crate::{CLEAN, FAILURE, FINDINGS};

/// Runs the tests of rules, and says how they went by the exit code.
pub fn run(arguments: &TestArguments) -> anyhow::Result<u8> {
    let color = color::is_wanted(arguments.color, true);
    let paths = if arguments.paths.is_empty() { configured()? } else { arguments.paths.clone() };
    let (files, mut errors) = read(&paths)?;
    let rules: Vec<_> = files.iter().flat_map(|file| &file.rules).map(Arc::clone).collect();
    errors.extend(conflicts(&rules));
    let chosen: Vec<_> = rules.iter().filter(|rule| is_chosen(rule, arguments)).collect();
    if let Some(code) = &arguments.code
        && chosen.is_empty()
        && errors.is_empty()
    {
        bail!("there is no rule `{code}` in these files");
    }
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (mut tests, mut failures) = (0, 0);
    for rule in &chosen {
        let path = rule.origin.file.display();
        if rule.tests.is_empty() && !rule.is_from_semgrep() {
            let (line, _) = rule.origin.position;
            writeln!(output, "{path}:{line}: warning: {} has no tests", rule.code)?;
        }
        tests += count_tests(rule);
        for failure in run_tests(rule, color) {
            failures += 1;
            write_failure(&mut output, &rule.origin.file, &failure)?;
        }
    }
    for file in &files {
        let outcome = test_annotated(file, arguments, color)
            .with_context(|| file.path.display().to_string())?;
        let Some(outcome) = outcome else { continue };
        if outcome.files.is_empty() {
            let path = file.path.display();
            writeln!(output, "{path}: warning: there is no annotated Python file beside it")?;
        }
        tests += outcome.tests;
        failures += outcome.failures.len();
        for (path, failure) in &outcome.failures {
            write_failure(&mut output, path, failure)?;
        }
    }
    writeln!(output, "{}", summary(chosen.len(), tests, failures))?;
    output.flush()?;
    for error in &errors {
        eprintln!("error: {error}");
    }
    Ok(match (errors.is_empty(), failures) {
        (false, _) => FAILURE,
        (true, 0) => CLEAN,
        (true, _) => FINDINGS,
    })
}

fn write_failure(output: &mut impl Write, path: &Path, failure: &TestFailure) -> io::Result<()> {
    writeln!(output, "{}:{}: {}", path.display(), failure.line, failure.message)?;
    failure.details.lines().try_for_each(|line| writeln!(output, "  {line}"))
}

/// Runs the rules of a file of Semgrep's on the annotated files beside it; nothing if it is
/// another file, or none of its rules are to be tested.
fn test_annotated(
    file: &TestedFile,
    arguments: &TestArguments,
    color: bool,
) -> anyhow::Result<Option<AnnotatedOutcome>> {
    let is_tested = |rule: &&Arc<DataRule>| rule.is_from_semgrep() && is_chosen(rule, arguments);
    let (chosen, mut left_out) = (file.rules.iter().filter(is_tested), file.left_out.clone());
    let chosen: Vec<_> = chosen.map(Arc::clone).collect();
    if chosen.is_empty() {
        return Ok(None);
    }
    let others = file.rules.iter().filter(|rule| !is_chosen(rule, arguments));
    left_out.extend(others.map(|rule| Arc::clone(&rule.code)));
    Ok(Some(run_annotated(&file.path, &chosen, &left_out, color)?))
}

/// A file of rules.
struct TestedFile {
    path: PathBuf,
    rules: Vec<Arc<DataRule>>,
    /// Rules that are right and cannot be run.
    left_out: Vec<Arc<str>>,
}

/// The files of rules that are configured where the command is given.
fn configured() -> anyhow::Result<Vec<PathBuf>> {
    let current = std::env::current_dir().context("the current directory")?;
    let files = configured_rule_files(&current)?;
    if files.is_empty() {
        bail!("no files of rules are configured: name some, or list them as `rules = [...]`");
    }
    let shown = |path: PathBuf| path.strip_prefix(&current).map(Path::to_owned).unwrap_or(path);
    Ok(files.into_iter().map(shown).collect())
}

/// Some files of rules, and what is wrong with them.
fn read(paths: &[PathBuf]) -> anyhow::Result<(Vec<TestedFile>, Vec<RuleFileError>)> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let path = path.strip_prefix(".").unwrap_or(path);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        for path in rule_files(path).with_context(|| path.display().to_string())? {
            let file = RuleFile::read(&path);
            for warning in &file.warnings {
                eprintln!("warning: {warning}");
            }
            let rules = file.rules.into_iter().map(Arc::new).collect();
            files.push(TestedFile { path, rules, left_out: file.left_out });
            errors.extend(file.errors);
        }
    }
    Ok((files, errors))
}

fn is_chosen(rule: &DataRule, arguments: &TestArguments) -> bool {
    arguments.code.as_deref().is_none_or(|code| *rule.code == *code || *rule.name == *code)
}

fn summary(rules: usize, tests: usize, failures: usize) -> String {
    let plural =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let outcome = match failures {
        0 => "all as they should be".to_owned(),
        failures => plural(failures, "failure"),
    };
    format!("{}, {}: {outcome}.", plural(rules, "rule"), plural(tests, "test"))
}
