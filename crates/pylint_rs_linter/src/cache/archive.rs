//! One file with the outcomes of many: a header, what was found in each, and an index.
//!
//! It is written as a whole under another name and then renamed, so that a reader sees all of one
//! state or all of another, whoever else writes or is killed meanwhile. It is never changed in
//! place.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;
use memmap2::Mmap;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::little_endian::{I64, U32, U64, U128};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::stamp::Stamp;

/// What every archive begins with; the number changes with the layout.
const MAGIC: [u8; 8] = *b"prsarc01";

/// How the names of unfinished archives begin.
pub(super) const TEMPORARY_PREFIX: &str = ".unfinished-";

#[derive(FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned)]
#[repr(C)]
struct Header {
    magic: [u8; 8],
    /// What all its outcomes depend on.
    run: U128,
    index_offset: U64,
    index_check: U64,
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Entry {
    /// Its path.
    pub(super) path: U128,
    /// The settings that held for it.
    pub(super) settings: U128,
    /// What was in it.
    pub(super) content: U128,
    /// What it looked like from outside.
    pub(super) stamp: Stamp,
    /// When it was read, in nanoseconds since 1970.
    pub(super) read_at: I64,
    /// How many archives were written since it was last asked for.
    pub(super) age: U32,
    /// Where its outcome lies; filled in as that is written.
    pub(super) offset: U64,
    pub(super) length: U64,
    pub(super) check: U64,
}

/// An archive that was found.
#[derive(Debug)]
pub(super) struct Archive {
    bytes: Bytes,
    index: Range<usize>,
}

impl Archive {
    /// Opens the archive at `path`, if its outcomes are those of this `run`.
    ///
    /// # Errors
    /// If there is none, or it is not whole.
    pub(super) fn open(path: &Path, run: u128) -> io::Result<Self> {
        let bytes = Bytes::from_owner(map(&File::open(path)?)?);
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it is damaged");
        let (header, _) = Header::ref_from_prefix(&bytes).map_err(|_| damaged())?;
        if header.magic != MAGIC || header.run.get() != run {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is of another kind"));
        }
        let start = usize::try_from(header.index_offset.get()).map_err(|_| damaged())?;
        let index = bytes.get(start..).ok_or_else(damaged)?;
        if xxh3_64(index) != header.index_check.get() || <[Entry]>::ref_from_bytes(index).is_err() {
            return Err(damaged());
        }
        let index = start..bytes.len();
        Ok(Self { bytes, index })
    }

    /// What is known of files, by path.
    pub(super) fn entries(&self) -> &[Entry] {
        // Its form was checked when it was opened.
        self.bytes
            .get(self.index.clone())
            .and_then(|index| <[Entry]>::ref_from_bytes(index).ok())
            .unwrap_or_default()
    }

    /// The place of a path among the entries.
    pub(super) fn find(&self, path: u128) -> Option<usize> {
        self.entries().binary_search_by_key(&path, |entry| entry.path.get()).ok()
    }

    /// An entry's outcome; nothing if it is not as it was written.
    pub(super) fn payload(&self, entry: &Entry) -> Option<Bytes> {
        let start = usize::try_from(entry.offset.get()).ok()?;
        let end = start.checked_add(usize::try_from(entry.length.get()).ok()?)?;
        let payload = self.bytes.get(start..end)?;
        (xxh3_64(payload) == entry.check.get()).then(|| self.bytes.slice(start..end))
    }
}

/// The file's bytes, read when they are looked at.
#[expect(unsafe_code, reason = "the system's way to read a file without copying it is unsafe")]
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: The bytes must not change while they are mapped. Archives are never changed in
    // place: they are renamed once they are complete, and unlinked.
    unsafe { Mmap::map(file) }
}

/// An archive that is being written.
#[derive(Debug)]
pub(super) struct ArchiveWriter {
    file: BufWriter<NamedTempFile>,
    run: u128,
    position: u64,
    entries: Vec<Entry>,
}

impl ArchiveWriter {
    /// Begins one in a directory.
    pub(super) fn create(directory: &Path, run: u128) -> io::Result<Self> {
        let file = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(directory)?;
        let mut file = BufWriter::with_capacity(1 << 18, file);
        let header =
            Header { magic: [0; 8], run: 0.into(), index_offset: 0.into(), index_check: 0.into() };
        file.write_all(header.as_bytes())?;
        Ok(Self { file, run, position: size_of::<Header>() as u64, entries: Vec::new() })
    }

    /// How long it is so far, in bytes, without the index.
    pub(super) fn length(&self) -> u64 {
        self.position
    }

    /// Adds what was found in a file; the entry's place is filled in.
    pub(super) fn add(&mut self, mut entry: Entry, payload: &[&[u8]]) -> io::Result<()> {
        let mut check = xxhash_rust::xxh3::Xxh3Default::new();
        let mut length = 0;
        for part in payload {
            self.file.write_all(part)?;
            check.update(part);
            length += part.len() as u64;
        }
        entry.offset = self.position.into();
        entry.length = length.into();
        entry.check = check.digest().into();
        self.position += length;
        self.entries.push(entry);
        Ok(())
    }

    /// Completes it and puts it in its place.
    pub(super) fn finish(mut self, path: &Path) -> io::Result<()> {
        self.entries.sort_unstable_by_key(|entry| entry.path.get());
        let index = self.entries.as_bytes();
        self.file.write_all(index)?;
        let header = Header {
            magic: MAGIC,
            run: self.run.into(),
            index_offset: self.position.into(),
            index_check: xxh3_64(index).into(),
        };
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(header.as_bytes())?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Entry {
    /// What is known of a file; where its outcome lies is filled in when it is written.
    pub(super) fn new(
        path: u128,
        settings: u128,
        content: u128,
        stamp: Stamp,
        read_at: i64,
    ) -> Self {
        Self {
            path: path.into(),
            settings: settings.into(),
            content: content.into(),
            stamp,
            read_at: read_at.into(),
            age: 0.into(),
            offset: 0.into(),
            length: 0.into(),
            check: 0.into(),
        }
    }
}
