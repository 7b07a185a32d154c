//! Finding the files of rules.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::RULE_FILE_ENDINGS;

/// Files of other uses that a directory of rules may hold.
const OTHER_FILES: [&str; 3] = ["lint.toml", "pyproject.toml", "ruff.toml"];

/// The files of rules that a path stands for, by path: itself, or, of a directory, those below it
/// whose names end as such files' do. What is hidden is left out, as are links to directories.
///
/// # Errors
/// If it is not there, or cannot be looked at.
pub fn rule_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    // What is still to be looked at, the next one last.
    let mut left = sorted_entries(path)?;
    while let Some(entry) = left.pop() {
        match entry {
            Entry::Directory(path) => left.extend(sorted_entries(&path)?),
            Entry::File(path) => files.push(path),
        }
    }
    Ok(files)
}

enum Entry {
    Directory(PathBuf),
    File(PathBuf),
}

/// What a directory holds, by name, the last one first.
fn sorted_entries(directory: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        let kind = entry.file_type()?;
        let text = name.to_string_lossy();
        if text.starts_with('.') || !(kind.is_dir() || is_rule_file(&text)) {
            continue;
        }
        // Only of a link it is not known what it is.
        if !(kind.is_dir() || kind.is_file() || fs::metadata(entry.path())?.is_file()) {
            continue;
        }
        entries.push((name, kind.is_dir()));
    }
    entries.sort_unstable_by(|left, right| right.cmp(left));
    let entry = |(name, is_directory)| {
        let path = directory.join(name);
        if is_directory { Entry::Directory(path) } else { Entry::File(path) }
    };
    Ok(entries.into_iter().map(entry).collect())
}

fn is_rule_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| RULE_FILE_ENDINGS.contains(&ending)) && !OTHER_FILES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_are_searched() {
        let directory = tempfile::tempdir().unwrap();
        for file in ["b.toml", "a/c.yaml", "a/d.yml", ".git/e.toml", "lint.toml", "f.py"] {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = rule_files(directory.path()).unwrap();
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(directory.path()).unwrap()).collect();
        assert_eq!(names, ["a/c.yaml", "a/d.yml", "b.toml"].map(Path::new));
        assert!(rule_files(&directory.path().join("x.toml")).is_err());
    }
}
