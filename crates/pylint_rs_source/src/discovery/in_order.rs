//! Files handed over while others are still being looked for.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Discovered, DiscoveryOptions, absolute, discover, file_at, is_excluded_anywhere, order,
    problem, walk_builder,
};

/// Hands over what [`discover`] finds, in the same order, until `take` has had enough.
///
/// Where all roots are directories apart from each other, each file is handed over as it is found:
/// a large tree takes longer to walk than a person wants to wait for the first finding. There may
/// be links in the tree that turn out to name one file twice; once there is one, the whole tree has
/// to be known.
pub fn discover_each(
    roots: &[PathBuf],
    options: &DiscoveryOptions,
    take: &mut dyn FnMut(Discovered) -> ControlFlow<()>,
) {
    let mut last = None;
    if let Some(directories) = separate_directories(roots, options)
        && walk_in_order(&directories, options, take, &mut last).is_complete()
    {
        return;
    }
    // All that was handed over comes first here, too: there was no link among it.
    let last = last.map(|path: PathBuf| order(&path));
    for entry in discover(roots, options) {
        let is_new = last.as_ref().is_none_or(|last| order(entry.path()) > *last);
        if is_new && take(entry).is_break() {
            return;
        }
    }
}

/// Whether a walk handed over all there was for anybody to take.
enum Walked {
    Completely,
    UpToALink,
}

impl Walked {
    fn is_complete(&self) -> bool {
        matches!(self, Self::Completely)
    }
}

/// The roots by path, if they are directories of which none contains another.
fn separate_directories(roots: &[PathBuf], options: &DiscoveryOptions) -> Option<Vec<PathBuf>> {
    let mut directories = Vec::with_capacity(roots.len());
    let mut real: Vec<PathBuf> = Vec::with_capacity(roots.len());
    for root in roots {
        let path = absolute(root);
        if !fs::metadata(&path).ok()?.is_dir() {
            return None;
        }
        if options.force_exclude && is_excluded_anywhere(&path, true, &*options.filter) {
            continue;
        }
        real.push(fs::canonicalize(&path).ok()?);
        directories.push(path);
    }
    real.sort_unstable();
    // A directory comes right before what is in it.
    if real.windows(2).any(|pair| pair[1].starts_with(&pair[0])) {
        return None;
    }
    directories.sort_by_cached_key(|path| order(path));
    Some(directories)
}

/// Walks directory by directory, each sorted. `last` is the path that was handed over last.
fn walk_in_order(
    directories: &[PathBuf],
    options: &DiscoveryOptions,
    take: &mut dyn FnMut(Discovered) -> ControlFlow<()>,
    last: &mut Option<PathBuf>,
) -> Walked {
    let Some(mut builder) = walk_builder(directories, options) else { return Walked::Completely };
    let filter = Arc::clone(&options.filter);
    builder.sort_by_file_name(std::ffi::OsStr::cmp).filter_entry(move |entry| {
        let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
        !is_directory || !filter.is_excluded(entry.path(), true)
    });
    let mut before: Option<PathBuf> = None;
    for entry in builder.build() {
        let found = match entry {
            Ok(entry) => file_at(entry, &*options.filter),
            Err(error) => problem(error),
        };
        let Some(found) = found else { continue };
        if matches!(found, Discovered::File { is_link: true, .. }) {
            *last = before;
            return Walked::UpToALink;
        }
        before = Some(found.path().to_owned());
        if take(found).is_break() {
            break;
        }
    }
    Walked::Completely
}
