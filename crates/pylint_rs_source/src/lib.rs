//! Python files as pylint-rs sees them: discovery, decoding, lines.
//!
//! [`discover`] turns the paths on a command line into a sorted list of files; [`SourceFile`]
//! reads one and decodes it by CPython's rules; [`SourceFile::write`] puts a changed text back
//! without ever leaving half a file behind.
//!
//! Nothing here looks at the Python inside, beyond the coding comment of its first two lines.

mod atomic_write;
mod codec;
mod coding_comment;
mod columns;
mod discovery;
mod newline;
mod packages;
mod path_patterns;
mod position;
mod source_file;

pub use atomic_write::{FileStamp, StagedWrite, WriteError, write_atomically};
pub use codec::{Codec, EncodeError};
pub use discovery::{
    DEFAULT_EXCLUDE, DEFAULT_INCLUDE, Discovered, DiscoveryError, DiscoveryOptions, GlobFilter,
    PathFilter, discover, discover_each, is_excluded_anywhere,
};
pub use newline::Newline;
pub use packages::Packages;
pub use path_patterns::{PathPatterns, PatternError};
pub use position::position_of;
pub use source_file::{Location, ReadError, SourceFile};
