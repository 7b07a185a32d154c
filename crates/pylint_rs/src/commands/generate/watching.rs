//! `--watch`: generating again whenever something changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::{Context, bail};
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::Wanted;
use super::header::absolute;
use super::order::{Outcome, tell};
use super::plan::Plan;
use crate::arguments::OutputArguments;

/// What an interrupt ends the program with, as a shell has it.
const INTERRUPTED: u8 = 130;
/// Editors write in several steps: what comes within this time is one change.
const DELAY: Duration = Duration::from_millis(100);

/// What is waited for.
enum Event {
    Changed(Vec<PathBuf>),
    Interrupted,
}

/// Generates, and does so again whenever a file changes that was read for it, until interrupted.
pub(super) fn watch(
    plan: impl Fn(&mut Outcome) -> anyhow::Result<Wanted>,
    arguments: &OutputArguments,
) -> anyhow::Result<u8> {
    let (sender, events) = channel();
    let interrupted = sender.clone();
    ctrlc::set_handler(move || {
        let _ = interrupted.send(Event::Interrupted);
    })
    .context("cannot wait for Ctrl-C")?;
    let mut watcher = Watcher::new(sender)?;
    loop {
        let mut outcome = Outcome::default();
        match plan(&mut outcome) {
            Ok(Wanted::Print(_)) if outcome.errors.is_empty() => {
                bail!("`--watch` needs `--output`, to know which file it is about");
            }
            Ok(Wanted::Write(plan)) if outcome.errors.is_empty() => write(&plan, arguments),
            Ok(_) => {}
            Err(error) => eprintln!("error: {error:#}"),
        }
        tell("error", &outcome.errors);
        if outcome.inputs.is_empty() && watcher.files.is_empty() {
            bail!("there is no file to watch");
        }
        watcher.watch(&outcome.inputs);
        let count = watcher.files.len();
        eprintln!("watching {count} {}", if count == 1 { "file" } else { "files" });
        if watcher.wait(&events) {
            return Ok(INTERRUPTED);
        }
    }
}

fn write(plan: &Plan, arguments: &OutputArguments) {
    match plan.write(arguments) {
        Ok(written) => written.iter().for_each(|path| eprintln!("wrote {}", path.display())),
        Err(error) => eprintln!("error: {error:#}"),
    }
}

struct Watcher {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    /// What is watched for, by absolute path.
    files: BTreeSet<PathBuf>,
    /// Their directories: a file that is replaced by another is not the one that was watched.
    directories: BTreeSet<PathBuf>,
}

impl Watcher {
    fn new(sender: Sender<Event>) -> anyhow::Result<Self> {
        let handler = move |result: DebounceEventResult| {
            let paths = match result {
                Ok(events) => events
                    .into_iter()
                    .filter(|event| !event.kind.is_access())
                    .flat_map(|event| event.event.paths)
                    .collect(),
                // What was missed may have been anything.
                Err(_) => Vec::new(),
            };
            let _ = sender.send(Event::Changed(paths));
        };
        let debouncer = new_debouncer(DELAY, None, handler).context("cannot watch files")?;
        Ok(Self { debouncer, files: BTreeSet::new(), directories: BTreeSet::new() })
    }

    /// Watches files besides those that are watched already: what is wrong now may have been a
    /// reason to read them.
    fn watch(&mut self, paths: &[PathBuf]) {
        for path in paths {
            let path = real(path);
            if let Some(directory) = path.parent()
                && !self.directories.contains(directory)
                && self.debouncer.watch(directory, RecursiveMode::NonRecursive).is_ok()
            {
                self.directories.insert(directory.to_owned());
            }
            self.files.insert(path);
        }
    }

    /// Waits until a file changes; whether it was an interrupt that came instead.
    fn wait(&self, events: &Receiver<Event>) -> bool {
        loop {
            match events.recv() {
                Ok(Event::Changed(paths)) => {
                    if paths.is_empty() || paths.iter().any(|path| self.files.contains(path)) {
                        return false;
                    }
                }
                Ok(Event::Interrupted) | Err(_) => return true,
            }
        }
    }
}

/// The path as the system names it: links in the way to a file are none of the watcher's names.
fn real(path: &Path) -> PathBuf {
    let path = absolute(path);
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(directory)), Some(name)) => directory.join(name),
        _ => path,
    }
}
