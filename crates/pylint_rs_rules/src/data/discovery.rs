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
    let mut directories = vec![path.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry.file_type()?;
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                directories.push(entry.path());
            } else if is_rule_file(&name) && fs::metadata(entry.path())?.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
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
