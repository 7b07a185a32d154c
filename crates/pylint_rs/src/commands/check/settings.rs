//! From the arguments to the configuration.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use pylint_rs_linter::check::paths;
use pylint_rs_linter::configuration::{CommandLine, Resolver, show_settings};
use pylint_rs_source::Discovered;

use crate::CLEAN;
use crate::arguments::{CheckArguments, FileIgnore, FileSelection};

/// What the arguments say about the configuration. Flags are written as the assignments they
/// stand for, so that what is wrong with them is said in the same words.
pub fn command_line(arguments: &CheckArguments) -> CommandLine {
    let mut line = of_files(arguments.isolated, &arguments.config, &arguments.selection);
    let mut lists = |key: &str, values: &Option<Vec<String>>| {
        if let Some(values) = values {
            let values = toml::Value::from(values.clone());
            line.assignments.push(format!("{key} = {values}"));
        }
    };
    lists("select", &arguments.select);
    lists("ignore", &arguments.ignore);
    lists("extend-select", &arguments.extend_select);
    lists("fixable", &arguments.fixable);
    lists("extend-fixable", &arguments.extend_fixable);
    lists("unfixable", &arguments.unfixable);
    lists("rule-files", &arguments.rules);
    let mut tables = |key: &str, entries: &Option<Vec<FileIgnore>>| {
        if let Some(entries) = entries {
            let mut by_glob: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for FileIgnore { glob, rule } in entries {
                by_glob.entry(glob).or_default().push(rule);
            }
            for (glob, rules) in by_glob {
                let (glob, rules) = (toml::Value::from(glob), toml::Value::from(rules));
                line.assignments.push(format!("{key}.{glob} = {rules}"));
            }
        }
    };
    tables("per-file-ignores", &arguments.per_file_ignores);
    tables("extend-per-file-ignores", &arguments.extend_per_file_ignores);
    if let Some(version) = &arguments.target_version {
        let version = toml::Value::from(version.as_str());
        line.assignments.push(format!("target-version = {version}"));
    }
    line
}

/// What arguments that are about files say.
pub fn of_files(isolated: bool, config: &[String], selection: &FileSelection) -> CommandLine {
    let mut line = CommandLine { isolated, ..CommandLine::default() };
    for argument in config {
        if is_assignment(argument) {
            line.assignments.push(argument.clone());
        } else {
            line.file = Some(PathBuf::from(argument));
        }
    }
    let lists = [("exclude", &selection.exclude), ("extend-exclude", &selection.extend_exclude)];
    for (key, values) in lists {
        if let Some(values) = values {
            line.assignments.push(format!("{key} = {}", toml::Value::from(values.clone())));
        }
    }
    line
}

/// Whether an argument of `--config` is `KEY=VALUE` rather than a file.
fn is_assignment(argument: &str) -> bool {
    argument.split_once('=').is_some_and(|(key, _)| {
        !key.trim().is_empty()
            && key.chars().all(|character| {
                character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ' ' | '"')
            })
    }) && !Path::new(argument).is_file()
}

/// Prints the settings for the first file.
pub fn show(resolver: &Resolver, files: &[Discovered], current: &Path) -> anyhow::Result<u8> {
    let path = paths(files).next().unwrap_or_else(|| current.join("-"));
    let (settings, rules) = resolver.for_file(&path).map_err(|error| anyhow!(error.to_string()))?;
    let mut output = std::io::stdout().lock();
    write!(output, "{}", show_settings(&path, &settings, &rules))?;
    Ok(CLEAN)
}
