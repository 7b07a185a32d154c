//! One file's text, and where in it things are.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ruff_python_ast::PySourceType;
use ruff_source_file::LineIndex;
use ruff_text_size::TextSize;
use thiserror::Error;

use crate::atomic_write::{FileStamp, WriteError, write_atomically};
use crate::codec::{self, Codec, EncodeError};
use crate::coding_comment;
use crate::columns::CodePointIndex;
use crate::newline::Newline;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Offsets in a text are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64;

/// A pipe or a device has no size to look at first, and may never end.
const LARGEST_STREAM: u64 = 256 * 1024 * 1024;

/// A Python file: its text, decoded, and how to get back to bytes.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    kind: PySourceType,
    text: String,
    codec: Codec,
    has_bom: bool,
    newline: Newline,
    stamp: Option<FileStamp>,
    line_index: OnceLock<LineIndex>,
    /// Absent inside if the text is ASCII, where columns are differences of offsets.
    code_points: OnceLock<Option<CodePointIndex>>,
}

/// A place in a text as people count: both from 1, columns in code points.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Location {
    /// The line.
    pub row: u32,
    /// The column, in code points.
    pub column: u32,
}

impl Location {
    /// The first character of a file.
    pub const START: Self = Self { row: 1, column: 1 };
}

/// Why a file has no text.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The system said no.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The path is a directory.
    #[error("Is a directory")]
    IsDirectory,
    /// 4 GiB or more, or a stream without end.
    #[error("the file is too large: {limit} bytes is the most that can be read")]
    TooLarge {
        /// The limit it went past.
        limit: u64,
    },
    /// The coding comment names an encoding that is unknown, or not supported.
    #[error("the encoding `{name}` of the coding comment is unknown or not supported")]
    UnknownEncoding {
        /// The name in the comment.
        name: String,
        /// The comment's line.
        location: Location,
    },
    /// The file starts with UTF-8's byte order mark and claims to be something else.
    #[error("the coding comment says `{name}`, but the file starts with a UTF-8 byte order mark")]
    ConflictingEncoding {
        /// The name in the comment.
        name: String,
        /// The comment's line.
        location: Location,
    },
    /// A changed text that declares another encoding than the file has.
    #[error("the text is to be written in {from} and declares {to}")]
    EncodingChanged {
        /// The file's encoding.
        from: &'static str,
        /// What the text declares.
        to: &'static str,
    },
    /// Bytes that mean nothing in the file's encoding.
    #[error(
        "byte 0x{byte:02x} at {}:{} is not valid {encoding}{}",
        .location.row,
        .location.column,
        if *.declared { "" } else { ", and no coding comment declares another encoding" }
    )]
    InvalidBytes {
        /// The encoding.
        encoding: &'static str,
        /// Whether the file says that it has this encoding.
        declared: bool,
        /// The first byte that cannot be decoded.
        byte: u8,
        /// Where that byte is.
        location: Location,
    },
}

impl ReadError {
    /// The place in the file to point at; its start where there is no better.
    pub fn location(&self) -> Location {
        match self {
            Self::Io(_)
            | Self::IsDirectory
            | Self::TooLarge { .. }
            | Self::EncodingChanged { .. } => Location::START,
            Self::UnknownEncoding { location, .. }
            | Self::ConflictingEncoding { location, .. }
            | Self::InvalidBytes { location, .. } => *location,
        }
    }
}

impl SourceFile {
    /// Reads and decodes the file at `path`.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(ReadError::IsDirectory);
        }
        let limit = if metadata.is_file() { LARGEST } else { LARGEST_STREAM };
        if metadata.len() > limit {
            return Err(ReadError::TooLarge { limit });
        }
        let bytes = read_all(file, &metadata, limit)?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { limit });
        }
        let mut source = Self::from_bytes(path, bytes)?;
        source.stamp = metadata.is_file().then(|| FileStamp::of(&metadata));
        Ok(source)
    }

    /// Decodes `bytes` as the contents of a file at `path`, which need not exist.
    pub fn from_bytes(path: &Path, mut bytes: Vec<u8>) -> Result<Self, ReadError> {
        let has_bom = bytes.starts_with(BYTE_ORDER_MARK);
        if has_bom {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let (codec, declared) = codec_of(&bytes, has_bom)?;
        let text = if codec.is_utf8() {
            String::from_utf8(bytes).map_err(|error| {
                let position = error.utf8_error().valid_up_to();
                invalid_bytes(codec, declared, error.as_bytes(), position)
            })?
        } else {
            // The bytes are kept for the error's sake; such files are few.
            codec
                .decode(bytes.clone())
                .map_err(|error| invalid_bytes(codec, declared, &bytes, error.position))?
        };
        Self::new(path.to_owned(), text, codec, has_bom)
    }

    fn new(path: PathBuf, text: String, codec: Codec, has_bom: bool) -> Result<Self, ReadError> {
        if text.len() as u64 > LARGEST {
            return Err(ReadError::TooLarge { limit: LARGEST });
        }
        Ok(Self {
            kind: PySourceType::from(&path),
            newline: Newline::first_of(&text),
            path,
            text,
            codec,
            has_bom,
            stamp: None,
            line_index: OnceLock::new(),
            code_points: OnceLock::new(),
        })
    }

    /// The same file with another text, as after a fix.
    ///
    /// # Errors
    /// If the text is too long, or if its first two lines say that the file is in another
    /// encoding: written as this one, it would be read as something else.
    pub fn with_text(&self, text: String) -> Result<Self, ReadError> {
        let (codec, _) = codec_of(text.as_bytes(), self.has_bom)?;
        if codec != self.codec {
            return Err(ReadError::EncodingChanged { from: self.codec.name(), to: codec.name() });
        }
        let mut source = Self::new(self.path.clone(), text, self.codec, self.has_bom)?;
        source.newline = self.newline;
        source.stamp = self.stamp;
        Ok(source)
    }

    /// The path the file was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Module or stub, by the path's extension.
    pub fn kind(&self) -> PySourceType {
        self.kind
    }

    /// The encoding the file is in.
    pub fn encoding(&self) -> Codec {
        self.codec
    }

    /// Whether the file starts with UTF-8's byte order mark.
    pub fn has_bom(&self) -> bool {
        self.has_bom
    }

    /// What ends the file's lines.
    pub fn newline(&self) -> Newline {
        self.newline
    }

    /// What the file looked like on disk just before it was read; nothing if it was not read from
    /// a regular file.
    pub fn stamp(&self) -> Option<&FileStamp> {
        self.stamp.as_ref()
    }

    /// Where the lines start.
    pub fn line_index(&self) -> &LineIndex {
        self.line_index.get_or_init(|| LineIndex::from_source_text(&self.text))
    }

    /// The row and column of a byte offset; an offset past the end is the end.
    pub fn location(&self, offset: TextSize) -> Location {
        let offset = offset.min(TextSize::of(self.text.as_str()));
        let index = self.line_index();
        let line = index.line_index(offset);
        let line_start = index.line_start(line, &self.text).to_usize();
        let code_points = self
            .code_points
            .get_or_init(|| (!self.text.is_ascii()).then(|| CodePointIndex::new(&self.text)));
        let column = match code_points {
            None => (offset.to_usize() - line_start) as u32,
            Some(code_points) => code_points.between(&self.text, line_start, offset.to_usize()),
        };
        Location { row: line.get() as u32, column: column + 1 }
    }

    /// `text` as bytes in this file's encoding, with its byte order mark if it has one.
    pub fn encode<'a>(&self, text: &'a str) -> Result<Cow<'a, [u8]>, EncodeError> {
        let bytes = self.codec.encode(text)?;
        Ok(if self.has_bom { Cow::Owned([BYTE_ORDER_MARK, &bytes].concat()) } else { bytes })
    }

    /// Replaces the file on disk by `text`, unless what is there is no longer what was read.
    pub fn write(&self, text: &str) -> Result<(), WriteError> {
        let bytes = self.encode(text)?;
        // Time stamps are coarse: a second write within a tick shows only in the contents.
        let current = Self::read(&self.path).map_err(|error| match error {
            ReadError::Io(error) => WriteError::Io(error),
            _ => WriteError::Changed,
        })?;
        match (self.stamp, current.stamp) {
            (Some(expected), Some(_)) if current.text == self.text => {
                write_atomically(&self.path, &bytes, &expected)
            }
            _ => Err(WriteError::Changed),
        }
    }
}

/// All of a file, and up to a byte more than `limit`: at one go, if it is as long as it was said to
/// be.
fn read_all(mut file: File, metadata: &Metadata, limit: u64) -> io::Result<Vec<u8>> {
    let expected = if metadata.is_file() { metadata.len() as usize } else { 0 };
    // One byte more shows the file's end.
    let mut bytes = vec![0; expected + 1];
    let count = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => break outcome?,
        }
    };
    bytes.truncate(count);
    // What the system makes up as it is read has no length to speak of.
    if expected == 0 || count != expected {
        file.take(limit + 1 - count as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The encoding of a file that starts with `bytes`, after its byte order mark if it has one, and
/// whether a coding comment declares it.
fn codec_of(bytes: &[u8], has_bom: bool) -> Result<(Codec, bool), ReadError> {
    let Some(comment) = coding_comment::find(bytes) else { return Ok((Codec::UTF_8, false)) };
    let name = || comment.name.to_owned();
    let location = Location { row: comment.row, column: 1 };
    if has_bom && comment.name != "utf-8" {
        return Err(ReadError::ConflictingEncoding { name: name(), location });
    }
    let codec = codec::lookup(comment.name)
        .ok_or_else(|| ReadError::UnknownEncoding { name: name(), location })?;
    Ok((codec, true))
}

fn invalid_bytes(codec: Codec, declared: bool, bytes: &[u8], position: usize) -> ReadError {
    let before = &bytes[..position.min(bytes.len())];
    let is_newline = |index: usize| {
        before[index] == b'\n' || (before[index] == b'\r' && before.get(index + 1) != Some(&b'\n'))
    };
    let newlines = memchr::memchr2_iter(b'\n', b'\r', before).filter(|index| is_newline(*index));
    let (count, last) = newlines.fold((0, None), |(count, _), index| (count + 1, Some(index)));
    let line = &before[last.map_or(0, |index| index + 1)..];
    let column = match codec.decode(line.to_vec()) {
        Ok(text) => text.chars().count(),
        // The line alone cannot be decoded where it depends on shifts before it.
        Err(_) => line.len(),
    };
    ReadError::InvalidBytes {
        encoding: codec.name(),
        declared,
        byte: bytes.get(position).copied().unwrap_or(0),
        location: Location { row: count + 1, column: column as u32 + 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::{Location, Newline, Path, PySourceType, ReadError, SourceFile, TextSize};

    fn source(bytes: &[u8]) -> SourceFile {
        SourceFile::from_bytes(Path::new("a.py"), bytes.to_vec()).unwrap()
    }

    fn error(bytes: &[u8]) -> ReadError {
        SourceFile::from_bytes(Path::new("a.py"), bytes.to_vec()).unwrap_err()
    }

    fn at(source: &SourceFile, offset: u32) -> (u32, u32) {
        let location = source.location(TextSize::from(offset));
        (location.row, location.column)
    }

    #[test]
    fn plain_utf_8() {
        let source = source("x = 'é'\n".as_bytes());
        assert_eq!(source.text(), "x = 'é'\n");
        assert_eq!(source.encoding().name(), "utf-8");
        assert_eq!(source.kind(), PySourceType::Python);
        assert!(!source.has_bom());
        assert!(source.stamp().is_none());
        assert_eq!(source.encode("é").unwrap(), "é".as_bytes());
    }

    #[test]
    fn kinds_by_extension() {
        let kind = |name: &str| SourceFile::from_bytes(Path::new(name), vec![]).unwrap().kind();
        assert_eq!(kind("a.pyi"), PySourceType::Stub);
        assert_eq!(kind("a.pyw"), PySourceType::Python);
        assert_eq!(kind("script"), PySourceType::Python);
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_and_put_back() {
        let source = source(b"\xef\xbb\xbf# coding: utf-8\r\nx\r\n");
        assert_eq!(source.text(), "# coding: utf-8\r\nx\r\n");
        assert!(source.has_bom());
        assert_eq!(source.newline(), Newline::CarriageReturnLineFeed);
        assert_eq!(source.encode("x").unwrap(), &b"\xef\xbb\xbfx"[..]);
        assert_eq!(at(&source, 0), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_goes_with_utf_8_alone() {
        // CPython refuses `utf8`, too: it compares the name's normal spelling only.
        for name in ["latin-1", "utf8"] {
            let bytes = [b"\xef\xbb\xbf#\n# coding: ", name.as_bytes(), b"\n"].concat();
            let error = error(&bytes);
            assert!(matches!(error, ReadError::ConflictingEncoding { .. }), "{error}");
            assert_eq!(error.location(), Location { row: 2, column: 1 });
        }
    }

    #[test]
    fn declared_encodings() {
        let source = source(b"# coding: latin-1\ns = '\xe9\x80'\n");
        assert_eq!(source.text(), "# coding: latin-1\ns = 'é\u{80}'\n");
        assert_eq!(at(&source, 25), (2, 7), "columns are those of the decoded text");
        assert_eq!(source.encode("é").unwrap(), &b"\xe9"[..]);
        assert!(source.encode("漢").is_err());
    }

    #[test]
    fn unknown_encodings() {
        let error = error(b"\n# coding: klingon\n");
        assert!(error.to_string().contains("`klingon`"));
        assert_eq!(error.location(), Location { row: 2, column: 1 });
    }

    #[test]
    fn bytes_that_are_not_text() {
        let undeclared = error("x\r\ny\rz = 'é".as_bytes().split_last().unwrap().1);
        assert_eq!(undeclared.location(), Location { row: 3, column: 6 });
        assert!(undeclared.to_string().contains("no coding comment"), "{undeclared}");

        let after_wide = error(b"\n\xc3\xa9\xff");
        assert_eq!(after_wide.location(), Location { row: 2, column: 2 });

        let declared = error(b"# coding: euc-jp\n\xc6\xfc\xff\xff");
        assert_eq!(declared.location(), Location { row: 2, column: 2 });
        assert_eq!(declared.to_string(), "byte 0xff at 2:2 is not valid euc_jp");
    }

    #[test]
    fn unusual_but_readable() {
        assert_eq!(source(b"").text(), "");
        assert_eq!(at(&source(b""), 0), (1, 1));
        assert_eq!(source(b"\x0cx\x00y\n").text(), "\x0cx\x00y\n");
        assert_eq!(at(&source(b"ab\rcd"), 4), (2, 2));
        assert_eq!(at(&source(b"ab"), 99), (1, 3), "past the end is the end");
    }

    #[test]
    fn rows_and_columns() {
        let source = source("aé😀b\n漢c\n".as_bytes());
        assert_eq!(at(&source, 0), (1, 1));
        assert_eq!(at(&source, 3), (1, 3));
        assert_eq!(at(&source, 7), (1, 4));
        assert_eq!(at(&source, 9), (2, 1));
        assert_eq!(at(&source, 12), (2, 2));
        assert_eq!(at(&source, 14), (3, 1));
    }

    #[test]
    fn many_locations_in_a_huge_line_take_no_time() {
        let source = source("é".repeat(4_000_000).as_bytes());
        let mut sum = 0_u64;
        for offset in (0..8_000_000_u32).step_by(80) {
            sum += u64::from(source.location(TextSize::from(offset)).column);
        }
        assert_eq!(sum, (0..100_000_u64).map(|step| step * 40 + 1).sum::<u64>());
    }

    #[test]
    fn another_text_for_the_same_file() {
        let source = source(b"\xef\xbb\xbfa\r\n").with_text("b".to_owned()).unwrap();
        assert_eq!(source.text(), "b");
        assert!(source.has_bom());
        assert_eq!(source.newline(), Newline::CarriageReturnLineFeed);
    }

    #[test]
    fn reading_from_disk() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.pyi");
        std::fs::write(&path, "x: int\n").unwrap();
        let source = SourceFile::read(&path).unwrap();
        assert_eq!(source.text(), "x: int\n");
        assert_eq!(source.path(), path);
        assert!(source.stamp().is_some());
        assert!(matches!(SourceFile::read(directory.path()), Err(ReadError::IsDirectory)));
        assert!(matches!(SourceFile::read(&directory.path().join("b")), Err(ReadError::Io(_))));
    }

    #[test]
    fn a_file_past_four_gibibytes_is_refused_unread() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        std::fs::File::create(&path).unwrap().set_len(u64::from(u32::MAX) + 1).unwrap();
        assert!(matches!(SourceFile::read(&path), Err(ReadError::TooLarge { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_without_end_is_refused() {
        let error = SourceFile::read(Path::new("/dev/zero")).unwrap_err();
        assert!(matches!(error, ReadError::TooLarge { .. }));
        assert_eq!(SourceFile::read(Path::new("/dev/null")).unwrap().text(), "");
    }

    #[test]
    fn a_text_that_declares_another_encoding_is_refused() {
        let with_text = |bytes: &[u8], text: &str| source(bytes).with_text(text.to_owned());
        // Removing the first line makes a coding comment of what was none.
        let text = "# coding: latin-1\nx = 'é'\n";
        let result = with_text(format!("import os\n{text}").as_bytes(), text);
        assert!(matches!(
            result,
            Err(ReadError::EncodingChanged { from: "utf-8", to: "iso8859-1" })
        ));
        let result = with_text(b"# coding: latin-1\n'\xe9'\n", "import os\n\n# coding: latin-1\n");
        assert!(matches!(
            result,
            Err(ReadError::EncodingChanged { from: "iso8859-1", to: "utf-8" })
        ));
        let result = with_text(b"x\n# coding: nonsense\n", "# coding: nonsense\n");
        assert!(matches!(result, Err(ReadError::UnknownEncoding { .. })));
        let result = with_text(b"\xef\xbb\xbfx\n# coding: utf8\n", "# coding: utf8\n");
        assert!(matches!(result, Err(ReadError::ConflictingEncoding { .. })));
        assert!(with_text(b"# coding: latin-1\n", "#!x\n# coding: iso-8859-1\n'é'").is_ok());
        assert!(with_text(b"x\n# coding: utf-8\n", "# coding: utf-8\n").is_ok());
    }
}
