//! How the run's outcome is shown, and the exit code it makes.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use pylint_rs_diagnostics::{
    Emitter, EmitterOptions, OutputFormat, ReportWriter, RuleCatalogue, RuleInfo, Summary,
    fixes_applied, statistics, would_fix,
};
use pylint_rs_linter::check::{FileReport, FixMode, reaches};
use pylint_rs_linter::configuration::RuleCatalog;
use pylint_rs_linter::configuration::Settings;
use pylint_rs_rules::{FixAvailability, RuleDefinition};

use crate::arguments::CheckArguments;
use crate::color;
use crate::{CLEAN, FINDINGS};

/// How the run's outcome is shown.
pub struct Report {
    /// The format findings are written in.
    pub format: OutputFormat,
    /// What the formats need to know.
    pub options: EmitterOptions,
    /// What becomes of fixes.
    pub fix_mode: FixMode,
    /// Whether unsafe fixes are wanted; nothing if the command line does not say.
    pub unsafe_fixes: Option<bool>,
}

impl Report {
    /// What the arguments and, where they are silent, the settings say.
    pub fn new(arguments: &CheckArguments, settings: &Settings) -> Self {
        let format = arguments.output_format.unwrap_or(settings.output_format.value);
        let unsafe_fixes = if arguments.unsafe_fixes {
            Some(true)
        } else if arguments.no_unsafe_fixes {
            Some(false)
        } else {
            None
        };
        let fixes = arguments.fix || arguments.fix_only || settings.fix.value;
        let fix_mode = if arguments.diff {
            FixMode::Diff
        } else if fixes && !arguments.no_fix {
            FixMode::Apply
        } else {
            FixMode::Report
        };
        let options = EmitterOptions {
            color: color::is_wanted(arguments.color, arguments.output_file.is_none()),
            unsafe_fixes: unsafe_fixes.or(settings.unsafe_fixes.value).unwrap_or_default(),
            show_fixes: arguments.show_fixes || settings.show_fixes.value,
            quiet: arguments.quiet,
            rules: Arc::new(catalogue(settings.catalog())),
            // Set in GitLab's jobs: its reports name files from there on.
            project_directory: std::env::var_os("CI_PROJECT_DIR").map(PathBuf::from),
        };
        Self { format, options, fix_mode, unsafe_fixes }
    }

    /// Writes the report.
    pub fn write(
        &self,
        arguments: &CheckArguments,
        emitter: &dyn Emitter,
        reports: &[FileReport],
        summary: &Summary,
        is_stdin: bool,
    ) -> anyhow::Result<()> {
        let mut output: Box<dyn Write> = match &arguments.output_file {
            Some(path) => Box::new(create(path)?),
            // With the fixed text on standard output, the report goes beside it.
            None if is_stdin && self.fix_mode == FixMode::Apply => Box::new(io::stderr().lock()),
            None => Box::new(io::BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        };
        if self.fix_mode == FixMode::Diff {
            for report in reports {
                output.write_all(&report.chunk)?;
            }
            output.flush()?;
            if !arguments.quiet {
                eprint!("{}", would_fix(summary.fixed_total()));
            }
            return Ok(());
        }
        if arguments.statistics {
            let table =
                statistics(summary, self.format, self.options.unsafe_fixes, self.options.color);
            output.write_all(table.as_bytes())?;
            return Ok(output.flush()?);
        }
        if arguments.fix_only {
            if self.options.show_fixes {
                output.write_all(fixes_applied(summary, self.options.color).as_bytes())?;
            }
            return Ok(output.flush()?);
        }
        let mut writer = ReportWriter::new(emitter, output);
        for report in reports {
            writer.chunk(&report.chunk)?;
        }
        writer.finish(summary)?.flush()?;
        Ok(())
    }

    /// How the run ends.
    pub fn exit_code(
        &self,
        arguments: &CheckArguments,
        settings: &Settings,
        summary: &Summary,
    ) -> u8 {
        if arguments.exit_zero {
            return CLEAN;
        }
        let fixed = summary.fixed_total() > 0;
        if self.fix_mode == FixMode::Diff {
            return if fixed { FINDINGS } else { CLEAN };
        }
        if arguments.exit_non_zero_on_fix && fixed {
            return FINDINGS;
        }
        let threshold = arguments.fail_on.unwrap_or(settings.fail_on.value);
        if !arguments.fix_only && reaches(summary, threshold) { FINDINGS } else { CLEAN }
    }
}

fn create(path: &PathBuf) -> anyhow::Result<io::BufWriter<std::fs::File>> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    }
    let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    Ok(io::BufWriter::new(file))
}

/// The rules as the formats see them.
fn catalogue(catalog: &RuleCatalog) -> RuleCatalogue {
    catalog.iter().filter_map(|rule| rule.definition()).map(info).collect()
}

fn info(rule: &RuleDefinition) -> RuleInfo {
    let rule = rule.description();
    let documentation = rule.documentation.to_owned();
    RuleInfo {
        code: rule.code.to_owned().into(),
        name: rule.name.to_owned().into(),
        summary: documentation.lines().next().unwrap_or_default().to_owned().into(),
        url: rule.url.map(|url| url.to_owned().into()),
        documentation: documentation.into(),
        default_severity: rule.severity,
        enabled_by_default: rule.default,
        fixable: rule.fix != FixAvailability::None,
    }
}
