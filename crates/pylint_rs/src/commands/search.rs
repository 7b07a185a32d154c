//! `pylint-rs search`.

mod explain;
mod files;
mod highlight;
mod json;
mod query;
mod text;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use pylint_rs_linter::configuration::{Resolver, RuleCatalog};
use pylint_rs_linter::search::Search;

use super::check;
use crate::arguments::SearchArguments;
use crate::{CLEAN, FAILURE, FINDINGS, color};
use files::{FileOutcome, FileSearch};

/// Searches what the arguments name, and says how it went by the exit code: as `grep` does, 0 if
/// anything was found, 1 if nothing was, and 2 if something went wrong.
pub fn run(arguments: &SearchArguments) -> anyhow::Result<u8> {
    // Before anything is done side by side, be it reading the pattern.
    check::start_threads(arguments.threads)?;
    let Some(rule) = query::compile(arguments) else { return Ok(FAILURE) };
    let current = std::env::current_dir().context("the current directory")?;
    let catalog = Arc::new(RuleCatalog::built_in());
    let command_line =
        check::settings::of_files(arguments.isolated, &arguments.config, &arguments.selection);
    let resolver = Arc::new(Resolver::new(command_line, &current, catalog)?);
    let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
    let mut search = Search::new(rule);
    let pattern = search.pattern(&arguments.pattern);
    let search = FileSearch {
        search: &search,
        resolver: &resolver,
        arguments,
        current_directory: &current,
        color: color::is_wanted(arguments.color, true),
    };
    if arguments.explain {
        let pattern = pattern.context("the pattern is understood only as a part of a rule")?;
        return explain::run(&search, &pattern);
    }
    let outcomes = if arguments.paths == [Path::new("-")] {
        vec![search.search_stdin()?]
    } else {
        let files = check::files::discover(
            &arguments.paths,
            &arguments.selection,
            arguments.threads,
            &resolver,
            &settings,
        )?;
        search.search(&files)
    };
    write_out(arguments, &outcomes)?;
    let has_failed = outcomes.iter().any(|outcome| !outcome.errors.is_empty());
    let count: usize = outcomes.iter().map(|outcome| outcome.count).sum();
    if arguments.rewrite.is_some() && !arguments.json {
        tell_rewritten(arguments, &outcomes, count);
    }
    Ok(match count {
        _ if has_failed => FAILURE,
        0 => FINDINGS,
        _ => CLEAN,
    })
}

/// Writes what was found to standard output, and what went wrong to standard error.
fn write_out(arguments: &SearchArguments, outcomes: &[FileOutcome]) -> anyhow::Result<()> {
    for outcome in outcomes {
        for warning in &outcome.warnings {
            eprintln!("warning: {warning}");
        }
        for error in &outcome.errors {
            eprintln!("error: {error}");
        }
    }
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let separator: &[u8] = if arguments.json {
        output.write_all(b"[")?;
        b","
    } else if arguments.count || arguments.files_with_matches || arguments.rewrite.is_some() {
        b""
    } else {
        b"\n"
    };
    let mut is_first = true;
    for chunk in outcomes.iter().map(|outcome| &outcome.chunk).filter(|chunk| !chunk.is_empty()) {
        if !is_first {
            output.write_all(separator)?;
        }
        is_first = false;
        output.write_all(chunk)?;
    }
    if arguments.json {
        output.write_all(if is_first { b"]\n" } else { b"\n]\n" })?;
    }
    Ok(output.flush()?)
}

fn tell_rewritten(arguments: &SearchArguments, outcomes: &[FileOutcome], count: usize) {
    let files = outcomes.iter().filter(|outcome| outcome.rewritten > 0).count();
    let rewritten: usize = outcomes.iter().map(|outcome| outcome.rewritten).sum();
    let what = if arguments.write { "Rewrote" } else { "Would rewrite" };
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let matches = plural(rewritten, "match", "matches");
    let of = if rewritten < count { format!(" of {count}") } else { String::new() };
    let files = plural(files, "file", "files");
    eprintln!("{what} {matches}{of} in {files}.");
}
