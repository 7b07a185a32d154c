//! Which cache a run has.

use std::path::Path;

use pylint_rs_linter::cache::{Cache, Fingerprint};
use pylint_rs_linter::configuration::Settings;

use super::report::Report;
use crate::arguments::CheckArguments;

/// The cache for a run like this; nothing where none is wanted, or findings hang on more than
/// files and settings.
pub fn open(
    arguments: &CheckArguments,
    report: &Report,
    settings: &Settings,
    current_directory: &Path,
    is_stdin: bool,
) -> Option<Cache> {
    let is_measured_against_others = arguments.baseline.is_some()
        || arguments.write_baseline.is_some()
        || arguments.since.is_some()
        || arguments.add_noqa.is_some();
    if arguments.no_cache || arguments.timing || is_stdin || is_measured_against_others {
        return None;
    }
    let options = &report.options;
    let mut run = Fingerprint::of_binary();
    run.add(report.format)
        .add(report.fix_mode)
        .add(report.unsafe_fixes)
        .add(options.color)
        .add(options.unsafe_fixes)
        .add(options.show_fixes)
        .add(options.quiet)
        .add(&options.project_directory)
        .add(arguments.statistics)
        .add(arguments.fix_only)
        .add(arguments.ignore_noqa)
        // Paths are shown relative to it.
        .add(current_directory);
    let directory = match &arguments.cache_dir {
        Some(directory) => &current_directory.join(directory),
        None => &settings.cache_directory.value,
    };
    Some(Cache::open(directory, &run))
}

/// Keeps what is new, and tells about it if that is wanted.
pub fn close(cache: &Cache, is_verbose: bool) {
    cache.save();
    if is_verbose {
        for note in cache.notes() {
            eprintln!("cache: {note}");
        }
    }
}
