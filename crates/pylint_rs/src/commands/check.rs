//! `pylint-rs check`.

mod files;
mod noqa;
mod settings;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use pylint_rs_diagnostics::{
    EmitterOptions, OutputFormat, ReportWriter, RuleCatalogue, RuleInfo, Summary, fixes_applied,
    statistics, would_fix,
};
use pylint_rs_linter::Packages;
use pylint_rs_linter::check::{CheckRun, FileReport, FixMode, Profiles, reaches, total};
use pylint_rs_linter::configuration::{Resolver, RuleCatalog, Settings};
use pylint_rs_rules::{FixAvailability, registry};

use crate::arguments::{CheckArguments, Color};
use crate::progress::Progress;
use crate::{CLEAN, FAILURE, FINDINGS};

/// Checks what the arguments name, and says how it went by the exit code.
pub fn run(arguments: Box<CheckArguments>) -> anyhow::Result<u8> {
    let current = std::env::current_dir().context("the current directory")?;
    start_threads(arguments.threads)?;
    let catalog = Arc::new(RuleCatalog::of_registry());
    let resolver = Resolver::new(settings::command_line(&arguments), &current, catalog)?;
    let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
    let report = Report::new(&arguments, &settings);

    let is_stdin = arguments.files == [Path::new("-")];
    let files =
        if is_stdin { Vec::new() } else { files::discover(&arguments, &resolver, &settings)? };
    if arguments.show_files {
        return files::show(&files);
    }
    if arguments.show_settings {
        return settings::show(&resolver, &files, &current);
    }
    let progress = Progress::new(files.len());
    let emitter = report.format.emitter(report.options.clone());
    let run = CheckRun {
        resolver: &resolver,
        emitter: &*emitter,
        fix_mode: report.fix_mode,
        unsafe_fixes: report.unsafe_fixes,
        renders: !arguments.statistics && !arguments.fix_only,
        wants_fixes: report.format != OutputFormat::Concise || arguments.statistics,
        ignores_suppressions: arguments.ignore_noqa,
        color: report.options.color,
        current_directory: &current,
        on_file: &|| progress.advance(),
        filter: None,
        profiles: Profiles::default(),
        packages: Packages::default(),
    };
    if let Some(reason) = &arguments.add_noqa {
        return noqa::add(&run, &files, reason);
    }
    let mut reports = if is_stdin {
        files::check_stdin(&run, arguments.stdin_filename.as_deref(), report.fix_mode)?
    } else {
        run.check(&files)
    };
    progress.finish();
    let summary = total(&mut reports);
    let has_failed = print_failures(&reports);
    report.write(&arguments, &*emitter, &reports, &summary, is_stdin)?;
    Ok(if has_failed { FAILURE } else { report.exit_code(&arguments, &settings, &summary) })
}

fn start_threads(count: Option<usize>) -> anyhow::Result<()> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.unwrap_or(0))
        .stack_size(crate::STACK_SIZE)
        .build_global()
        .context("cannot start threads")
}

fn print_failures(reports: &[FileReport]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    for failure in reports.iter().filter_map(|report| report.failure.as_deref()) {
        if seen.insert(failure) {
            eprintln!("error: {failure}");
        }
    }
    !seen.is_empty()
}

/// How the run's outcome is shown.
struct Report {
    format: OutputFormat,
    options: EmitterOptions,
    fix_mode: FixMode,
    unsafe_fixes: Option<bool>,
}

impl Report {
    fn new(arguments: &CheckArguments, settings: &Settings) -> Self {
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
            color: wants_color(arguments),
            unsafe_fixes: unsafe_fixes.or(settings.unsafe_fixes.value).unwrap_or_default(),
            show_fixes: arguments.show_fixes || settings.show_fixes.value,
            quiet: arguments.quiet,
            rules: Arc::new(catalogue()),
            project_directory: None,
        };
        Self { format, options, fix_mode, unsafe_fixes }
    }

    fn write(
        &self,
        arguments: &CheckArguments,
        emitter: &dyn pylint_rs_diagnostics::Emitter,
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

    fn exit_code(&self, arguments: &CheckArguments, settings: &Settings, summary: &Summary) -> u8 {
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

fn wants_color(arguments: &CheckArguments) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_set("FORCE_COLOR") => true,
        Color::Auto => arguments.output_file.is_none() && io::stdout().is_terminal(),
    }
}

/// The rules as the formats see them.
fn catalogue() -> RuleCatalogue {
    registry()
        .iter()
        .map(|rule| {
            let metadata = rule.metadata();
            let documentation = metadata.documentation.trim();
            RuleInfo {
                code: metadata.code.into(),
                name: metadata.name.into(),
                summary: documentation.lines().next().unwrap_or_default().into(),
                url: None,
                documentation: documentation.into(),
                default_severity: metadata.severity,
                enabled_by_default: metadata.default,
                fixable: metadata.fix != FixAvailability::None,
            }
        })
        .collect()
}
