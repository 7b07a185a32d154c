//! What to check.

use std::io::{self, BufRead, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use pylint_rs_linter::check::{CheckRun, FileReport, FixMode, paths};
use pylint_rs_linter::configuration::{Resolver, Settings};
use pylint_rs_source::{Discovered, DiscoveryOptions, PathFilter, SourceFile};

use crate::CLEAN;
use crate::arguments::{CheckArguments, FileSelection};

/// The files that paths name or contain, to be looked for when they are asked for.
pub struct Files {
    roots: Vec<PathBuf>,
    options: DiscoveryOptions,
}

impl Files {
    /// What the arguments name; nothing if that is standard input.
    pub fn of(
        arguments: &CheckArguments,
        is_stdin: bool,
        resolver: &Arc<Resolver>,
        settings: &Settings,
    ) -> anyhow::Result<Self> {
        let CheckArguments { files, selection, threads, .. } = arguments;
        let roots = if is_stdin { Vec::new() } else { roots(files, selection)? };
        Ok(Self { roots, options: options(selection, *threads, resolver, settings) })
    }

    /// All of them, sorted.
    pub fn all(&self) -> Vec<Discovered> {
        pylint_rs_source::discover(&self.roots, &self.options)
    }

    /// Hands them over one after the other, in the same order, as they are found.
    pub fn each(&self, take: &mut dyn FnMut(Discovered) -> ControlFlow<()>) {
        pylint_rs_source::discover_each(&self.roots, &self.options, take);
    }
}

/// The files that paths name or contain.
pub fn discover(
    paths: &[PathBuf],
    selection: &FileSelection,
    threads: Option<usize>,
    resolver: &Arc<Resolver>,
    settings: &Settings,
) -> anyhow::Result<Vec<Discovered>> {
    let options = options(selection, threads, resolver, settings);
    Ok(pylint_rs_source::discover(&roots(paths, selection)?, &options))
}

fn roots(paths: &[PathBuf], selection: &FileSelection) -> anyhow::Result<Vec<PathBuf>> {
    match &selection.files_from {
        Some(list) => listed(list),
        None => Ok(paths.to_vec()),
    }
}

fn options(
    selection: &FileSelection,
    threads: Option<usize>,
    resolver: &Arc<Resolver>,
    settings: &Settings,
) -> DiscoveryOptions {
    DiscoveryOptions {
        respect_gitignore: selection.respect_gitignore
            || !selection.no_respect_gitignore && settings.respect_gitignore.value,
        force_exclude: selection.force_exclude || settings.force_exclude.value,
        threads: threads.unwrap_or(0),
        filter: Arc::clone(resolver) as Arc<dyn PathFilter>,
    }
}

/// The paths in a list, one a line.
fn listed(list: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let reader: Box<dyn BufRead> = if list == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = std::fs::File::open(list).with_context(|| list.display().to_string())?;
        Box::new(io::BufReader::new(file))
    };
    let mut roots = Vec::new();
    for line in reader.split(b'\n') {
        let line = line.with_context(|| list.display().to_string())?;
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if !line.is_empty() {
            roots.push(path_of(line)?);
        }
    }
    Ok(roots)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Ok(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    Ok(PathBuf::from(std::str::from_utf8(bytes).context("a path that is not UTF-8")?))
}

/// Lists the files.
pub fn show(files: &[Discovered]) -> anyhow::Result<u8> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    for path in paths(files) {
        writeln!(output, "{}", path.display())?;
    }
    output.flush()?;
    Ok(CLEAN)
}

/// Checks standard input, unless it is excluded; with fixes, the fixed text goes to standard
/// output.
pub fn check_stdin(
    run: &CheckRun<'_>,
    arguments: &CheckArguments,
    fix_mode: FixMode,
) -> anyhow::Result<Option<FileReport>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    let name = arguments.stdin_filename.as_deref();
    let shown = match name {
        Some(name) => run.current_directory.join(name),
        None => PathBuf::from("-"),
    };
    let configured = if name.is_some() { shown.clone() } else { run.current_directory.join("-") };
    if name.is_some() && is_force_excluded(run, arguments, &shown) {
        if fix_mode == FixMode::Apply {
            write_out(&bytes)?;
        }
        return Ok(None);
    }
    let source = match SourceFile::from_bytes(&shown, bytes.clone()) {
        Ok(source) => source,
        Err(error) => {
            if fix_mode == FixMode::Apply {
                write_out(&bytes)?;
            }
            return Ok(Some(run.unreadable(&shown, &configured, &error.to_string())));
        }
    };
    let (report, text) = run.check_text(&configured, &source);
    if fix_mode == FixMode::Apply {
        match text {
            Some(text) => write_out(&source.encode(&text).context("standard input")?)?,
            None => write_out(&bytes)?,
        }
    }
    Ok(Some(report))
}

/// Whether a file is left out although it is named.
fn is_force_excluded(run: &CheckRun<'_>, arguments: &CheckArguments, path: &Path) -> bool {
    let is_forced = arguments.selection.force_exclude
        || run
            .resolver
            .for_directory(path.parent().unwrap_or(path))
            .is_ok_and(|settings| settings.force_exclude.value);
    is_forced && pylint_rs_source::is_excluded_anywhere(path, false, run.resolver)
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()
}
