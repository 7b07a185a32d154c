//! The baseline as it is written down.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Known;

const VERSION: u32 = 1;

/// Why a baseline is of no use.
#[derive(Debug, thiserror::Error)]
#[error("baseline {}: {message}", path.display())]
pub struct BaselineError {
    path: PathBuf,
    message: String,
}

impl BaselineError {
    fn new(path: &Path, message: impl std::fmt::Display) -> Self {
        Self { path: path.to_owned(), message: message.to_string() }
    }
}

/// A baseline of pylint-rs: findings that are known and let pass.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineFile {
    /// The version of this format: 1.
    version: u32,
    /// The findings of each file. Files are named relative to the baseline, with `/`, and are in
    /// order.
    findings: BTreeMap<String, Vec<KnownFinding>>,
}

/// Findings of one rule on one line, or on several that look the same.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KnownFinding {
    /// The rule's code.
    code: String,
    /// The 64-bit FNV-1a hash of the line the findings start on, without the white space around
    /// it and with a byte 0xff after it; 16 hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    line: String,
    /// How many such findings there are.
    #[schemars(range(min = 1))]
    count: usize,
}

impl BaselineFile {
    pub(super) fn read(path: &Path) -> Result<Self, BaselineError> {
        let error = |error: &dyn std::fmt::Display| BaselineError::new(path, error);
        let bytes = fs::read(path).map_err(|it| error(&it))?;
        let file: Self = serde_json::from_slice(&bytes).map_err(|it| error(&it))?;
        if file.version != VERSION {
            let version = file.version;
            return Err(error(&format!("its version is {version}; only {VERSION} is known")));
        }
        Ok(file)
    }

    pub(super) fn into_files(self) -> BTreeMap<String, Known> {
        let mut files: BTreeMap<String, Known> = BTreeMap::new();
        for (path, findings) in self.findings {
            let known = files.entry(path).or_default();
            for KnownFinding { code, line, count } in findings {
                *known.entry((code, line)).or_default() += count;
            }
        }
        files
    }

    pub(super) fn from_files(files: BTreeMap<String, Known>) -> Self {
        let findings = |known: Known| {
            known.into_iter().map(|((code, line), count)| KnownFinding { code, line, count })
        };
        Self {
            version: VERSION,
            findings: files
                .into_iter()
                .map(|(path, known)| (path, findings(known).collect()))
                .collect(),
        }
    }

    /// Writes the file as a whole or not at all.
    pub(super) fn write(&self, path: &Path, directory: &Path) -> Result<(), BaselineError> {
        let write = || -> io::Result<()> {
            // A device or a pipe cannot be replaced.
            if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
                return fs::write(path, self.text()?);
            }
            fs::create_dir_all(directory)?;
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let mut temporary = tempfile::NamedTempFile::new_in(directory)?;
            temporary.write_all(&self.text()?)?;
            make_readable(temporary.as_file())?;
            temporary.persist(target).map_err(|error| error.error)?;
            Ok(())
        };
        write().map_err(|error| BaselineError::new(path, error))
    }

    fn text(&self) -> io::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}

/// Temporary files are for their owner's eyes only; a baseline is for everyone's.
#[cfg(unix)]
fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// The JSON Schema of a baseline.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(BaselineFile).to_value()
}
