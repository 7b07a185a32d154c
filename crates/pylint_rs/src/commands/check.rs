//! `pylint-rs check`.

mod cache;
pub(super) mod files;
mod known;
mod noqa;
mod report;
pub(super) mod settings;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use pylint_rs_linter::check::{CheckRun, FileReport, Profiles, total};
use pylint_rs_linter::configuration::{Resolver, RuleCatalog};
use pylint_rs_linter::{Step, Timing};

use crate::FAILURE;
use crate::arguments::CheckArguments;
use crate::progress::Progress;
use report::Report;

/// Checks what the arguments name, and says how it went by the exit code.
pub fn run(arguments: Box<CheckArguments>) -> anyhow::Result<u8> {
    let current = std::env::current_dir().context("the current directory")?;
    start_threads(arguments.threads)?;
    let catalog = Arc::new(RuleCatalog::built_in());
    let resolver = Resolver::new(settings::command_line(&arguments), &current, catalog)?;
    let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
    let report = Report::new(&arguments, &settings);

    let timing = arguments.timing.then(|| Arc::new(Timing::default()));
    let is_stdin = arguments.files == [Path::new("-")];
    let files = if is_stdin {
        Vec::new()
    } else {
        let CheckArguments { files, selection, threads, .. } = &*arguments;
        Timing::of_step(timing.as_deref(), Step::Discover, || {
            files::discover(files, selection, *threads, &resolver, &settings)
        })?
    };
    if arguments.show_files {
        return files::show(&files);
    }
    if arguments.show_settings {
        return settings::show(&resolver, &files, &current);
    }
    let known = known::read(&arguments, is_stdin, &current)?;
    let progress = Progress::new(files.len());
    let emitter = report.format.emitter(report.options.clone());
    let cache = cache::open(&arguments, &report, &settings, &current, is_stdin);
    let run = CheckRun {
        resolver: &resolver,
        emitter: &*emitter,
        fix_mode: report.fix_mode,
        unsafe_fixes: report.unsafe_fixes,
        renders: !arguments.statistics && !arguments.fix_only,
        wants_fixes: report.format.shows_fixes() || arguments.statistics,
        ignores_suppressions: arguments.ignore_noqa,
        color: report.options.color,
        current_directory: &current,
        on_file: &|| progress.advance(),
        baseline: known.baseline.as_ref(),
        changed_lines: known.changed_lines.as_ref(),
        cache: cache.as_ref(),
        timing: timing.clone(),
        profiles: Profiles::default(),
    };
    if let Some(reason) = &arguments.add_noqa {
        return noqa::add(&run, &files, reason);
    }
    if let Some(path) = &arguments.write_baseline {
        return known::write_baseline(&run, &files, path);
    }
    let mut reports = if is_stdin {
        files::check_stdin(&run, &arguments, report.fix_mode)?
    } else {
        run.check(&files)
    };
    progress.finish();
    if let Some(cache) = &cache {
        cache::close(cache, arguments.verbose);
    }
    let summary = total(&mut reports);
    for warning in resolver.warnings() {
        eprintln!("warning: {warning}");
    }
    let has_failed = print_failures(&reports);
    report.write(&arguments, &*emitter, &reports, &summary, is_stdin)?;
    known.tell_stale(&arguments);
    if let Some(timing) = timing {
        eprint!("{}", timing.table());
    }
    let code = if has_failed { FAILURE } else { report.exit_code(&arguments, &settings, &summary) };
    // The process is about to end: to take apart what thousands of rules became would be for nothing.
    std::mem::forget((run.profiles, settings));
    std::mem::forget(resolver);
    Ok(code)
}

pub(super) fn start_threads(count: Option<usize>) -> anyhow::Result<()> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.unwrap_or(0))
        .stack_size(crate::STACK_SIZE)
        .build_global()
        .context("cannot start threads")
}

fn print_failures(reports: &[FileReport]) -> bool {
    for warning in reports.iter().filter_map(|report| report.warning.as_deref()) {
        eprintln!("warning: {warning}");
    }
    let mut seen = std::collections::BTreeSet::new();
    for failure in reports.iter().filter_map(|report| report.failure.as_deref()) {
        if seen.insert(failure) {
            eprintln!("error: {failure}");
        }
    }
    !seen.is_empty()
}
