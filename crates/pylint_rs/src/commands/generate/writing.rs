//! Putting files on the disk: all of them or none, as far as the file system lets us.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pylint_rs_source::StagedWrite;

use super::placing::{Output, Status};

/// Writes those files that are not what they should be, and gives their paths.
///
/// All are on the disk before the first takes its place, so that what may fail, such as a full
/// disk, fails before anything has changed.
pub(super) fn write(outputs: &[Output], is_forced: bool) -> anyhow::Result<Vec<&Path>> {
    if !is_forced {
        refuse(outputs)?;
    }
    let mut directories = NewDirectories::default();
    let mut staged = Vec::new();
    for output in outputs.iter().filter(|output| output.status != Status::Same) {
        let file = stage(output, &mut directories);
        staged.push((output, file.with_context(|| output.path.display().to_string())?));
    }
    for (output, file) in &staged {
        file.is_current().with_context(|| output.path.display().to_string())?;
    }
    directories.keep();
    let mut written = Vec::new();
    for (output, file) in staged {
        file.commit().with_context(|| output.path.display().to_string())?;
        written.push(output.path.as_path());
    }
    Ok(written)
}

/// Deletes a file.
pub(super) fn remove(path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).with_context(|| path.display().to_string())
}

fn refuse(outputs: &[Output]) -> anyhow::Result<()> {
    let refusals: Vec<String> = outputs
        .iter()
        .flat_map(|output| &output.refusals)
        .map(|refusal| format!("{refusal}: `--force` overwrites it"))
        .collect();
    if !refusals.is_empty() {
        bail!("{}", refusals.join("\nerror: "));
    }
    Ok(())
}

fn stage(output: &Output, directories: &mut NewDirectories) -> anyhow::Result<StagedWrite> {
    Ok(match &output.before {
        Some(before) => StagedWrite::replacing(&output.path, &output.bytes, &before.stamp)?,
        None => {
            if let Some(parent) = output.path.parent() {
                directories.make(parent)?;
            }
            StagedWrite::creating(&output.path, &output.bytes)?
        }
    })
}

/// Directories that go again if nothing is written into them after all.
#[derive(Default)]
struct NewDirectories(Vec<PathBuf>);

impl NewDirectories {
    fn make(&mut self, directory: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = directory
            .ancestors()
            .take_while(|it| !it.as_os_str().is_empty() && !it.exists())
            .collect();
        for directory in missing.into_iter().rev() {
            fs::create_dir(directory)?;
            self.0.push(directory.to_owned());
        }
        Ok(())
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for NewDirectories {
    fn drop(&mut self) {
        for directory in self.0.iter().rev() {
            // What is not empty is somebody else's by now.
            let _ = fs::remove_dir(directory);
        }
    }
}
