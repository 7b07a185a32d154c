//! `pylint-rs config`.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog, schema, show_settings};

use pylint_rs_rules::rule_file_schema;

use crate::CLEAN;
use crate::arguments::{ConfigArguments, ConfigCommand};

/// Prints the schema, or one file's settings.
pub fn run(arguments: ConfigArguments) -> anyhow::Result<u8> {
    let mut output = std::io::stdout().lock();
    match arguments.command {
        ConfigCommand::Schema { rules } => {
            let schema = if rules { rule_file_schema() } else { schema(&RuleCatalog::built_in()) };
            writeln!(output, "{}", serde_json::to_string_pretty(&schema)?)?;
        }
        ConfigCommand::Show { file, isolated } => {
            let command_line = CommandLine { isolated, ..CommandLine::default() };
            write!(output, "{}", settings_of(&file, command_line)?)?;
        }
    }
    Ok(CLEAN)
}

fn settings_of(file: &Path, command_line: CommandLine) -> anyhow::Result<String> {
    let current = std::env::current_dir()?;
    let catalog = Arc::new(RuleCatalog::built_in());
    let resolver = Resolver::new(command_line, &current, catalog)?;
    let path = current.join(file);
    let (settings, rules) = resolver.for_file(&path).map_err(anyhow::Error::msg)?;
    Ok(show_settings(&path, &settings, &rules))
}
