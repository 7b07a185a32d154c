//! Putting files on the disk.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use pylint_rs_source::{FileStamp, create_atomically, write_atomically};

use super::placing::PlacedFile;

/// Writes those files that are not what they should be.
pub(super) fn write(files: &[PlacedFile]) -> anyhow::Result<()> {
    files.iter().try_for_each(|PlacedFile { path, text }| {
        write_file(path, text).with_context(|| path.display().to_string())
    })
}

/// Writes a file if that changes it.
fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let stamp = match FileStamp::read(path) {
        Ok(stamp) => stamp,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            return Ok(create_atomically(path, text.as_bytes())?);
        }
        Err(error) => return Err(error.into()),
    };
    if fs::read(path)? == text.as_bytes() {
        return Ok(());
    }
    Ok(write_atomically(path, text.as_bytes(), &stamp)?)
}
