//! What was found in files that have not changed since.
//!
//! All outcomes of one way of running the linter (this binary, this format, this directory) are in
//! one [archive](archive::Archive). An outcome counts for a file as long as the settings that hold
//! for it are the same, and so is the file: its size, times and inode, or else what is in it. Where
//! a file may have been written again before the clock moved on, what is in it decides.
//!
//! Nothing here can make a run fail: what cannot be read is found again, what cannot be written is
//! not kept, and [`Cache::notes`] say why.

mod archive;
mod directory;
mod fingerprint;
mod outcome;
mod stamp;

use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use pylint_rs_source::SourceFile;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use crate::check::FileReport;
use crate::configuration::{RuleSettings, Settings};
use archive::{Archive, ArchiveWriter, Entry};
use stamp::{Stamp, nanoseconds};

pub use directory::{DIRECTORY_NAME, clean};
pub use fingerprint::Fingerprint;

/// How much is kept of one way of running, in bytes.
const LARGEST_ARCHIVE: u64 = 512 << 20;
/// How many archives are written before a file that is not asked for is forgotten.
const LARGEST_AGE: u32 = 20;
/// How long an archive goes unused before its use is noted anew.
const NOTED_FOR: Duration = Duration::from_secs(60 * 60);

/// What was found in files that have not changed since.
#[derive(Debug)]
pub struct Cache {
    directory: PathBuf,
    path: PathBuf,
    run: u128,
    known: Option<Archive>,
    /// Which entries of `known` were asked for, or replaced.
    uses: Vec<Use>,
    settings: Mutex<FxHashMap<usize, (Arc<RuleSettings>, u128)>>,
    new: Mutex<New>,
    hits: AtomicUsize,
    misses: AtomicUsize,
    notes: Mutex<Vec<String>>,
}

/// What became of an entry in this run.
#[derive(Debug, Default)]
struct Use {
    asked: AtomicBool,
    replaced: AtomicBool,
}

/// What this run adds.
#[derive(Debug, Default)]
struct New {
    /// Made when there is something to write.
    writer: Option<ArchiveWriter>,
    /// Entries whose file only looks different now.
    refreshed: Vec<(usize, Entry)>,
    has_failed: bool,
}

/// What there is to know of a file before it is checked.
pub(crate) enum Answer {
    /// What was found in it.
    Known(Box<FileReport>),
    /// Nothing: what will be found in it can be [kept](Cache::keep) with this.
    Unknown(Ticket),
}

/// What tells which file it was, and in which state.
pub(crate) struct Ticket {
    entry: Entry,
    index: Option<usize>,
}

impl Cache {
    /// Opens the cache in `directory` for one way of running, `run`.
    pub fn open(directory: &Path, run: &Fingerprint) -> Self {
        let run = run.value();
        let path = directory.join(format!("{run:032x}.archive"));
        let mut notes = Vec::new();
        let known = match Archive::open(&path, run) {
            Ok(archive) => Some(archive),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                notes.push(format!("{} is made anew: {error}", path.display()));
                None
            }
        };
        let mut uses = Vec::new();
        uses.resize_with(known.as_ref().map_or(0, |known| known.entries().len()), Use::default);
        Self {
            directory: directory.to_owned(),
            path,
            run,
            known,
            uses,
            settings: Mutex::default(),
            new: Mutex::default(),
            hits: AtomicUsize::new(0),
            misses: AtomicUsize::new(0),
            notes: Mutex::new(notes),
        }
    }

    /// What there is to know of a file; nothing if it cannot be looked at.
    pub(crate) fn look_up(
        &self,
        path: &Path,
        settings: &Settings,
        rules: &Arc<RuleSettings>,
    ) -> Option<Answer> {
        let stamp = Stamp::of(&fs::metadata(path).ok().filter(fs::Metadata::is_file)?);
        let read_at = nanoseconds(SystemTime::now());
        let mut fingerprint = Fingerprint::default();
        // The name that a module is imported by hangs on other files: `__init__.py`.
        fingerprint
            .add(self.of_settings(rules))
            .add(settings.packages.module_path(path))
            .add(settings.unsafe_fixes.value);
        let id = fingerprint::of_path(path);
        let entry = Entry::new(id, fingerprint.value(), 0, stamp, read_at);
        let index = self.known.as_ref().and_then(|known| known.find(id));
        let report = index.and_then(|index| self.report(path, index, entry));
        Some(match report {
            Some(report) => {
                self.hits.fetch_add(1, Ordering::Relaxed);
                Answer::Known(Box::new(report))
            }
            None => {
                self.misses.fetch_add(1, Ordering::Relaxed);
                Answer::Unknown(Ticket { entry, index })
            }
        })
    }

    /// What an entry says, if it is about the file as it is.
    fn report(&self, path: &Path, index: usize, current: Entry) -> Option<FileReport> {
        let known = self.known.as_ref()?;
        let entry = known.entries().get(index)?;
        if entry.settings != current.settings {
            return None;
        }
        let is_same = entry.stamp == current.stamp
            && !entry.stamp.may_hide_a_change_after(entry.read_at.get());
        if !is_same {
            if !entry.stamp.is_as_long_as(&current.stamp)
                || entry.content.get() != xxh3_128(&fs::read(path).ok()?)
            {
                return None;
            }
            let refreshed = Entry { stamp: current.stamp, read_at: current.read_at, ..*entry };
            lock(&self.new).refreshed.push((index, refreshed));
        }
        let report = known.payload(entry).as_ref().and_then(outcome::decode);
        if report.is_none() {
            self.note(format!("{}: what was kept of it is damaged", path.display()));
        }
        self.uses.get(index)?.asked.store(true, Ordering::Relaxed);
        report
    }

    /// Keeps what was found in a file that was read after the ticket was given.
    pub(crate) fn keep(&self, ticket: Ticket, source: &SourceFile, report: &FileReport) {
        let Ok(content) = source.encode(source.text()) else { return };
        let Some(head) = outcome::encode(report) else { return };
        if let Some(replaced) = ticket.index.and_then(|index| self.uses.get(index)) {
            replaced.replaced.store(true, Ordering::Relaxed);
        }
        let entry = Entry { content: xxh3_128(&content).into(), ..ticket.entry };
        self.write(&mut lock(&self.new), entry, &[&head, &report.chunk]);
    }

    /// Writes what was added, if anything was.
    pub fn save(&self) {
        let mut new = lock(&self.new);
        if new.has_failed {
            return;
        }
        if new.writer.is_none() && new.refreshed.is_empty() {
            self.note_use();
            return;
        }
        self.carry_over(&mut new);
        let Some(writer) = new.writer.take() else { return };
        let outcome =
            writer.finish(&self.path).and_then(|()| directory::tidy(&self.directory, &self.path));
        if let Err(error) = outcome {
            self.note(format!("{}: {error}", self.path.display()));
        }
    }

    /// Takes over what is known of files that were not checked anew.
    fn carry_over(&self, new: &mut New) {
        let Some(known) = &self.known else { return };
        let refreshed: FxHashMap<usize, Entry> =
            mem::take(&mut new.refreshed).into_iter().collect();
        for (index, (entry, used)) in known.entries().iter().zip(&self.uses).enumerate() {
            if used.replaced.load(Ordering::Relaxed) {
                continue;
            }
            let mut entry = *refreshed.get(&index).unwrap_or(entry);
            let was_asked = used.asked.load(Ordering::Relaxed);
            let age = if was_asked { 0 } else { entry.age.get() + 1 };
            entry.age = age.into();
            if age <= LARGEST_AGE
                && let Some(payload) = known.payload(&entry)
            {
                self.write(new, entry, &[&payload]);
            }
        }
    }

    fn write(&self, new: &mut New, entry: Entry, payload: &[&[u8]]) {
        if new.has_failed {
            return;
        }
        let written = match &mut new.writer {
            Some(writer) if writer.length() > LARGEST_ARCHIVE => Ok(()),
            Some(writer) => writer.add(entry, payload),
            None => directory::create(&self.directory)
                .and_then(|()| ArchiveWriter::create(&self.directory, self.run))
                .and_then(|mut writer| {
                    writer.add(entry, payload)?;
                    new.writer = Some(writer);
                    Ok(())
                }),
        };
        if let Err(error) = written {
            new.has_failed = true;
            new.writer = None;
            self.note(format!("nothing can be kept in {}: {error}", self.directory.display()));
        }
    }

    /// Shows by the archive's time that it is in use.
    fn note_use(&self) {
        let modified = fs::metadata(&self.path).and_then(|metadata| metadata.modified());
        let is_old =
            modified.is_ok_and(|time| time.elapsed().is_ok_and(|unused| unused > NOTED_FOR));
        if is_old && let Ok(file) = fs::File::options().append(true).open(&self.path) {
            // It matters little if that cannot be done.
            let _ = file.set_modified(SystemTime::now());
        }
    }

    fn of_settings(&self, rules: &Arc<RuleSettings>) -> u128 {
        let address = Arc::as_ptr(rules) as usize;
        let mut known = lock(&self.settings);
        if let Some((_, fingerprint)) = known.get(&address) {
            return *fingerprint;
        }
        let fingerprint = fingerprint::of_settings(rules);
        // The settings are kept alive, so that their address stays theirs.
        known.insert(address, (Arc::clone(rules), fingerprint));
        fingerprint
    }

    fn note(&self, note: String) {
        lock(&self.notes).push(note);
    }

    /// What there is to tell a person who wants to know: what was known, and what went wrong.
    pub fn notes(&self) -> Vec<String> {
        let hits = self.hits.load(Ordering::Relaxed);
        let all = hits + self.misses.load(Ordering::Relaxed);
        let mut notes = lock(&self.notes).clone();
        notes.push(format!("{hits} of {all} files were known from {}", self.path.display()));
        notes
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
