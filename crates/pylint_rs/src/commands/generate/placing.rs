//! Where each file goes.

use std::path::{Path, PathBuf};

use anyhow::bail;
use pylint_rs_codegen::GeneratedFile;

/// A file with its place.
#[derive(Debug)]
pub(super) struct PlacedFile {
    /// Where it goes.
    pub(super) path: PathBuf,
    /// What it is to hold.
    pub(super) text: String,
}

/// Files as `--output` places them.
pub(super) fn placed(
    mut generated: Vec<GeneratedFile>,
    output: &Path,
) -> anyhow::Result<Vec<PlacedFile>> {
    if let [only] = generated.as_mut_slice()
        && (only.name.is_none() || output.extension().is_some_and(|it| it == "py"))
    {
        if output.is_dir() {
            bail!("{} is a directory: name the file that is to be written", output.display());
        }
        let text = std::mem::take(&mut only.text);
        return Ok(vec![PlacedFile { path: output.to_owned(), text }]);
    }
    let mut files: Vec<PlacedFile> = Vec::new();
    for file in generated {
        let Some(path) = file.path_in(output) else {
            bail!("of several files, each must be a module of `[modules]`, so that it has a name");
        };
        if files.iter().any(|other| other.path == path) {
            bail!("{} would be written twice", path.display());
        }
        files.push(PlacedFile { path, text: file.text });
    }
    Ok(files)
}
