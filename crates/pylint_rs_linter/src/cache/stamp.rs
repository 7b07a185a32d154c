//! What tells whether a file is still the one that was checked.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use zerocopy::little_endian::{I64, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// No file system keeps times more coarsely.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// A file's size, times and identity, without a look at what is in it.
#[derive(
    Clone, Copy, Debug, Eq, PartialEq, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned,
)]
#[repr(C)]
pub(super) struct Stamp {
    length: U64,
    /// Nanoseconds since 1970.
    modified: I64,
    /// When anything about the file changed last, its times among it: those can be set back.
    changed: I64,
    device: U64,
    inode: U64,
}

impl Stamp {
    /// The stamp of the file that `metadata` describes.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map(nanoseconds).unwrap_or_default();
        let (changed, device, inode) = identity(metadata);
        Self {
            length: metadata.len().into(),
            modified: modified.into(),
            changed: changed.into(),
            device: device.into(),
            inode: inode.into(),
        }
    }

    /// Whether the file may have been written once more after it was read at `time`, and its times
    /// would not show it: the clock had not moved on.
    pub(super) fn may_hide_a_change_after(&self, time: i64) -> bool {
        let latest = self.modified.get().max(self.changed.get());
        latest.saturating_add(COARSEST_CLOCK.as_nanos() as i64) > time
    }

    /// Whether the file has as many bytes as one with the other stamp.
    pub(super) fn is_as_long_as(&self, other: &Self) -> bool {
        self.length == other.length
    }
}

/// Nanoseconds since 1970, for the next two centuries.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |it| -it),
    }
}

/// When the file's entry changed, its device and its inode.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (i64, u64, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = metadata.ctime().saturating_mul(1_000_000_000);
    (seconds.saturating_add(metadata.ctime_nsec()), metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> (i64, u64, u64) {
    (metadata.created().map(nanoseconds).unwrap_or_default(), 0, 0)
}
