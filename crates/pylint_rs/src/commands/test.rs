//! `pylint-rs test`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use pylint_rs_linter::rule_tests::{count_tests, run_tests};
use pylint_rs_rules::{DataRule, RuleFile, RuleFileError, conflicts, rule_files};

use crate::arguments::{Color, TestArguments};
use crate::{CLEAN, FAILURE, FINDINGS};

/// Runs the tests of rules, and says how they went by the exit code.
pub fn run(arguments: &TestArguments) -> anyhow::Result<u8> {
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let (rules, mut errors) = read(&arguments.paths)?;
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
        if rule.tests.is_empty() {
            let (line, _) = rule.origin.position;
            writeln!(output, "{path}:{line}: warning: {} has no tests", rule.code)?;
        }
        tests += count_tests(rule);
        for failure in run_tests(rule, color) {
            failures += 1;
            writeln!(output, "{path}:{}: {}", failure.line, failure.message)?;
            for line in failure.details.lines() {
                writeln!(output, "  {line}")?;
            }
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

/// The rules of some files, and what is wrong with others of them.
fn read(paths: &[PathBuf]) -> anyhow::Result<(Vec<Arc<DataRule>>, Vec<RuleFileError>)> {
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let path = path.strip_prefix(".").unwrap_or(path);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        for file in rule_files(path).with_context(|| path.display().to_string())? {
            let file = RuleFile::read(&file);
            for warning in &file.warnings {
                eprintln!("warning: {warning}");
            }
            rules.extend(file.rules.into_iter().map(Arc::new));
            errors.extend(file.errors);
        }
    }
    Ok((rules, errors))
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
