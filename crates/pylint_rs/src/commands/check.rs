//! `pylint-rs check`.

mod cache;
pub(super) mod files;
mod interruption;
mod known;
mod noqa;
mod report;
pub(super) mod settings;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::Context;
use pylint_rs_linter::check::{CheckRun, Profiles, Taker};
use pylint_rs_linter::configuration::{Resolver, RuleCatalog};
use pylint_rs_linter::{Step, Timing};
use pylint_rs_source::Discovered;

use crate::arguments::CheckArguments;
use crate::progress::Progress;
use crate::{FAILURE, INTERRUPTED};
use files::Files;
use report::{Report, Reporter};

/// Checks what the arguments name, and says how it went by the exit code.
pub fn run(arguments: Box<CheckArguments>) -> anyhow::Result<u8> {
    let current = std::env::current_dir().context("the current directory")?;
    start_threads(arguments.threads)?;
    let catalog = Arc::new(RuleCatalog::built_in());
    let resolver = Arc::new(Resolver::new(settings::command_line(&arguments), &current, catalog)?);
    let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
    let report = Report::new(&arguments, &settings);

    let timing = arguments.timing.then(|| Arc::new(Timing::default()));
    let is_stdin = arguments.files == [Path::new("-")];
    let files = Files::of(&arguments, is_stdin, &resolver, &settings)?;
    if arguments.show_files {
        return files::show(&files.all());
    }
    if arguments.show_settings {
        return settings::show(&resolver, &files.all(), &current);
    }
    let known = known::read(&arguments, is_stdin, &current)?;
    let progress = Progress::new();
    let emitter = report.format.emitter(report.options.clone());
    let cache = cache::open(&arguments, &report, &settings, &current, is_stdin);
    let run = CheckRun {
        resolver: &resolver,
        emitter: &*emitter,
        fix_mode: report.fix_mode,
        unsafe_fixes: report.unsafe_fixes,
        renders: !arguments.statistics && !arguments.fix_only,
        fixes: report.fixes_told(&arguments),
        ignores_suppressions: arguments.ignore_noqa,
        color: report.options.color,
        current_directory: &current,
        on_file: &|| progress.advance(),
        baseline: known.baseline.as_ref(),
        changed_lines: known.changed_lines.as_ref(),
        cache: cache.as_ref(),
        timing: timing.clone(),
        is_interrupted: interruption::flag(),
        profiles: Profiles::default(),
    };
    if let Some(reason) = &arguments.add_noqa {
        return noqa::add(&run, &files.all(), reason);
    }
    if let Some(path) = &arguments.write_baseline {
        return known::write_baseline(&run, &files.all(), path);
    }
    let mut reporter = Reporter::new(&report, &arguments, &*emitter, is_stdin)?;
    if is_stdin {
        if let Some(report) = files::check_stdin(&run, &arguments, report.fix_mode)? {
            // What went wrong is said at the end.
            let _: ControlFlow<()> = reporter.take(report);
        }
    } else {
        interruption::listen()?;
        let feed = |add: &mut dyn FnMut(Discovered) -> ControlFlow<()>| {
            let (mut looking, mut since) = (Duration::ZERO, Instant::now());
            files.each(&mut |file| {
                looking += since.elapsed();
                progress.expect();
                let flow = add(file);
                since = Instant::now();
                flow
            });
            if let Some(timing) = &timing {
                timing.add_step(Step::Discover, looking + since.elapsed());
            }
        };
        run.check(feed, &mut reporter);
    }
    progress.finish();
    if let Some(cache) = &cache {
        cache::close(cache, arguments.verbose);
    }
    for warning in resolver.warnings() {
        eprintln!("warning: {warning}");
    }
    if run.is_interrupted.load(Ordering::Relaxed) {
        reporter.give_up()?;
        return Ok(INTERRUPTED);
    }
    let (summary, has_failed) = reporter.finish()?;
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
