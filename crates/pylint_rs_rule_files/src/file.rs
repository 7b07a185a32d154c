//! A file of rules, whatever language it is written in.

use std::fmt;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::{DataRule, semgrep, toml_file};

/// The largest file that is read: rules are written by hand.
pub(crate) const LARGEST_FILE: usize = 10 << 20;

/// Few files are larger.
const USUAL_SIZE: usize = 4 << 10;

/// Fewer rules of a file than this are read by one thread.
pub(super) const RULES_AT_ONCE: usize = 16;

/// The endings of files that hold rules.
pub const RULE_FILE_ENDINGS: [&str; 3] = ["toml", "yml", "yaml"];

/// What a file of rules comes to. Where there are errors, there may be rules nonetheless: those
/// that are right.
#[derive(Debug, Default)]
pub struct RuleFile {
    /// The rules, in the file's order.
    pub rules: Vec<DataRule>,
    /// What tells the file's text from another.
    pub digest: u64,
    /// What is wrong with the others.
    pub errors: Vec<RuleFileError>,
    /// What is odd, and what is not supported.
    pub warnings: Vec<RuleFileError>,
    /// The identifiers of rules that are right and are not run: they are about other languages, or
    /// need what is not supported.
    pub left_out: Vec<Arc<str>>,
    /// How many of them are about other languages.
    pub other_languages: usize,
}

/// What is wrong with a file of rules, and where.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub struct RuleFileError {
    /// The file.
    pub path: PathBuf,
    /// The line and the column, in code points, both from 1; nothing where the file as a whole is
    /// at fault.
    pub position: Option<(usize, usize)>,
    /// What is wrong, on one line.
    pub message: String,
}

impl fmt::Display for RuleFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.path.display())?;
        if let Some((line, column)) = self.position {
            write!(formatter, ":{line}:{column}")?;
        }
        write!(formatter, ": {}", self.message)
    }
}

impl RuleFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        match text_of(path) {
            Ok(text) => {
                let digest = FxBuildHasher.hash_one(&text);
                Self { digest, ..Self::parse(path, &text) }
            }
            Err(message) => Self::failed(path, message),
        }
    }

    /// Makes rules of a file's text; its language is told by the path's ending.
    pub fn parse(path: &Path, text: &str) -> Self {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("toml") => toml_file::load(path, text),
            Some("yml" | "yaml") => semgrep::load(path, text),
            _ => {
                let message = "a file of rules is called `*.toml`, `*.yml` or `*.yaml`";
                Self::failed(path, message.to_owned())
            }
        }
    }

    fn failed(path: &Path, message: String) -> Self {
        let error = RuleFileError { path: path.to_owned(), position: None, message };
        Self { errors: vec![error], ..Self::default() }
    }
}

/// Whether a file's name says that it is one of Semgrep's.
pub fn is_semgrep_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// A file's text, if it is not too long.
fn text_of(path: &Path) -> Result<String, String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    // The length that the system tells need not be true, of a device, say, so it is not asked for:
    // a file of a rule or two fits in here.
    let mut bytes = vec![0; USUAL_SIZE];
    let mut length = 0;
    loop {
        if length == bytes.len() {
            bytes.resize(length * 4, 0);
        }
        match file.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.to_string()),
        }
        if length > LARGEST_FILE {
            return Err(format!("a file of rules has {} MB at most", LARGEST_FILE >> 20));
        }
    }
    bytes.truncate(length);
    String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())
}
