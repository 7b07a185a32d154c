//! Replacing a file as a whole or not at all.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use thiserror::Error;

use crate::codec::EncodeError;

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: Option<(u64, u64)>,
}

impl FileStamp {
    /// The stamp of the file that `metadata` describes.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
        }
    }

    /// The stamp of the file at `path`, links followed.
    pub fn read(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|metadata| Self::of(&metadata))
    }

    /// The file's size in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// When the file was last written, where the system keeps that.
    pub fn modified(&self) -> Option<SystemTime> {
        self.modified
    }
}

/// Device and inode.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Why a file was left as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file is no longer the one that was read.
    #[error("the file changed on disk since it was read")]
    Changed,
    /// The new text does not fit the file's encoding.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The system said no.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Replaces the file at `path` by `bytes`: at no moment is there half a file, and on failure the
/// old one stays and nothing is left beside it.
///
/// A link is followed and its target replaced. Mode and, where the system lets us, owner stay.
pub fn write_atomically(path: &Path, bytes: &[u8], expected: &FileStamp) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let unchanged = || match FileStamp::read(&target) {
        Ok(stamp) if stamp == *expected => Ok(()),
        Ok(_) => Err(WriteError::Changed),
        Err(error) => Err(WriteError::Io(error)),
    };
    unchanged()?;
    // A rename needs no right to write the old file, but its owner may have meant the lack of it.
    let metadata = OpenOptions::new().write(true).open(&target)?.metadata()?;
    let directory = target.parent().ok_or(WriteError::Changed)?;
    let temporary = temporary_file(directory, bytes, |_| {})?;
    keep_owner(temporary.as_file(), &metadata);
    temporary.as_file().set_permissions(metadata.permissions())?;
    unchanged()?;
    temporary.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file that is not there yet: all of it or nothing, and not over one that has come in
/// the meantime.
pub fn create_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    let temporary = temporary_file(directory, bytes, readable_by_others)?;
    temporary.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that takes another's place once all of it is written.
fn temporary_file(
    directory: &Path,
    bytes: &[u8],
    prepare: impl FnOnce(&mut tempfile::Builder<'_, '_>),
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pylint-rs-").suffix(".tmp");
    prepare(&mut builder);
    let mut temporary = builder.tempfile_in(directory)?;
    temporary.write_all(bytes)?;
    temporary.flush()?;
    Ok(temporary)
}

/// As any new file, as far as the user's mask goes.
#[cfg(unix)]
fn readable_by_others(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_others(_: &mut tempfile::Builder<'_, '_>) {}

/// Only root may give files away, and root is who would otherwise take them from their owners.
#[cfg(unix)]
fn keep_owner(file: &fs::File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(own) = file.metadata() else { return };
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid())
        && fchown(file, Some(metadata.uid()), Some(metadata.gid())).is_err()
    {
        // The group alone may still be ours to set; if not, the file keeps our own.
        let _ = fchown(file, None, Some(metadata.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{FileStamp, WriteError, write_atomically};
    use crate::SourceFile;

    fn entries(directory: &Path) -> usize {
        fs::read_dir(directory).unwrap().count()
    }

    #[test]
    fn replaces_the_contents() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, "old").unwrap();
        write_atomically(&path, b"new", &FileStamp::read(&path).unwrap()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(entries(directory.path()), 1);
    }

    #[test]
    fn a_changed_file_is_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, "old").unwrap();
        let stamp = FileStamp::read(&path).unwrap();
        fs::write(&path, "theirs").unwrap();
        assert!(matches!(write_atomically(&path, b"new", &stamp), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(entries(directory.path()), 1);
    }

    #[test]
    fn a_change_that_the_stamp_does_not_show_is_seen_in_the_contents() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, "old").unwrap();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let source = SourceFile::read(&path).unwrap();
        fs::write(&path, "odd").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert_eq!(source.stamp(), FileStamp::read(&path).ok().as_ref());
        assert!(matches!(source.write("new"), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"odd");
    }

    #[test]
    fn a_vanished_file_does_not_come_back() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, "old").unwrap();
        let source = SourceFile::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(matches!(source.write("new"), Err(WriteError::Io(_))));
        assert_eq!(entries(directory.path()), 0);
    }

    #[test]
    fn encoding_and_mark_are_kept() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, b"# coding: latin-1\r\n'\xe9'\r\n").unwrap();
        let source = SourceFile::read(&path).unwrap();
        assert!(matches!(source.write("'漢'"), Err(WriteError::Encode(_))));
        source.write(&source.text().replace('é', "è")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"# coding: latin-1\r\n'\xe8'\r\n");
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_is_kept_and_links_stay_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("real")).unwrap();
        let target = directory.path().join("real/a.py");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o751)).unwrap();
        let link = directory.path().join("link.py");
        symlink("real/a.py", &link).unwrap();
        SourceFile::read(&link).unwrap().write("new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o7777, 0o751);
        assert_eq!(entries(directory.path()) + entries(&directory.path().join("real")), 3);
    }

    #[cfg(unix)]
    #[test]
    fn without_the_right_to_write_nothing_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let is_root = fs::OpenOptions::new().write(true).open(&path).is_ok();
        let result = SourceFile::read(&path).unwrap().write("new");
        // Root may write anything; everyone else is held to the mode.
        assert_eq!(result.is_ok(), is_root);
        assert_eq!(fs::read(&path).unwrap(), if is_root { b"new" } else { b"old" });
        assert_eq!(entries(directory.path()), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_system_that_takes_nothing_leaves_the_error() {
        // Files here can be opened for writing, but no file can be created beside them.
        let path = Path::new("/proc/self/comm");
        let Ok(stamp) = FileStamp::read(path) else { return };
        assert!(matches!(write_atomically(path, b"x", &stamp), Err(WriteError::Io(_))));
    }
}
