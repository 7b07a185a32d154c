//! Replacing a file as a whole or not at all.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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

/// A file's new contents, all of them on the disk, before they take its place.
///
/// Of several files that belong together, all can be staged before the first is committed: what
/// may fail, such as a full disk, has failed by then. One that is dropped leaves nothing behind.
#[derive(Debug)]
#[must_use = "nothing is written until it is committed"]
pub struct StagedWrite {
    temporary: tempfile::NamedTempFile,
    target: PathBuf,
    /// What the file looked like that is replaced; nothing of one that is not there yet.
    expected: Option<FileStamp>,
}

impl StagedWrite {
    /// Stages replacing the file at `path`. A link is followed and its target replaced. Mode and,
    /// where the system lets us, owner stay.
    ///
    /// # Errors
    /// If the file is not the one that is expected, or the system says no.
    pub fn replacing(path: &Path, bytes: &[u8], expected: &FileStamp) -> Result<Self, WriteError> {
        let target = fs::canonicalize(path)?;
        is_still(&target, expected)?;
        // A rename needs no right to write the old file, but its owner may have meant the lack of
        // it.
        let metadata = OpenOptions::new().write(true).open(&target)?.metadata()?;
        let directory = target.parent().ok_or(WriteError::Changed)?;
        let temporary = temporary_file(directory, bytes, |_| {})?;
        keep_owner(temporary.as_file(), &metadata);
        temporary.as_file().set_permissions(metadata.permissions())?;
        Ok(Self { temporary, target, expected: Some(*expected) })
    }

    /// Stages writing a file that is not there yet.
    ///
    /// # Errors
    /// If the system says no.
    pub fn creating(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let directory = directory.unwrap_or(Path::new("."));
        let temporary = temporary_file(directory, bytes, readable_by_others)?;
        Ok(Self { temporary, target: path.to_owned(), expected: None })
    }

    /// Whether what is to be replaced is still what it was.
    ///
    /// # Errors
    /// If it is not.
    pub fn is_current(&self) -> Result<(), WriteError> {
        match &self.expected {
            Some(expected) => is_still(&self.target, expected),
            None => match fs::symlink_metadata(&self.target) {
                Ok(_) => Err(WriteError::Changed),
                Err(_) => Ok(()),
            },
        }
    }

    /// Puts the new contents in their place.
    ///
    /// # Errors
    /// If the old ones are not what they were, or the system says no.
    pub fn commit(self) -> Result<(), WriteError> {
        match &self.expected {
            Some(expected) => {
                is_still(&self.target, expected)?;
                self.temporary.persist(&self.target).map_err(|error| error.error)?;
            }
            None => {
                self.temporary.persist_noclobber(&self.target).map_err(|error| error.error)?;
            }
        }
        Ok(())
    }
}

fn is_still(target: &Path, expected: &FileStamp) -> Result<(), WriteError> {
    match FileStamp::read(target) {
        Ok(stamp) if stamp == *expected => Ok(()),
        Ok(_) => Err(WriteError::Changed),
        Err(error) => Err(WriteError::Io(error)),
    }
}

/// Replaces the file at `path` by `bytes`: at no moment is there half a file, and on failure the
/// old one stays and nothing is left beside it. See [`StagedWrite::replacing`].
pub fn write_atomically(path: &Path, bytes: &[u8], expected: &FileStamp) -> Result<(), WriteError> {
    StagedWrite::replacing(path, bytes, expected)?.commit()
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

    use super::{FileStamp, StagedWrite, WriteError, write_atomically};
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
    fn what_is_staged_and_dropped_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let [old, new] = ["old.py", "new.py"].map(|name| directory.path().join(name));
        fs::write(&old, "old").unwrap();
        let stamp = FileStamp::read(&old).unwrap();
        let staged = [
            StagedWrite::replacing(&old, b"changed", &stamp).unwrap(),
            StagedWrite::creating(&new, b"made").unwrap(),
        ];
        assert!(staged.iter().all(|staged| staged.is_current().is_ok()));
        fs::write(&new, "theirs").unwrap();
        assert!(matches!(staged[1].is_current(), Err(WriteError::Changed)));
        drop(staged);
        assert_eq!(fs::read(&old).unwrap(), b"old");
        assert_eq!(entries(directory.path()), 2);
        let staged = StagedWrite::creating(&new, b"made").unwrap();
        assert!(staged.commit().is_err());
        assert_eq!(fs::read(&new).unwrap(), b"theirs");
        assert_eq!(entries(directory.path()), 2);
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
