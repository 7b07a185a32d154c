//! What is known already: `--baseline`, `--write-baseline` and `--since`.

use std::path::Path;

use anyhow::bail;
use pylint_rs_linter::baseline::{Baseline, BaselineWriter};
use pylint_rs_linter::changed_lines::ChangedLines;
use pylint_rs_linter::check::CheckRun;
use pylint_rs_source::Discovered;

use crate::arguments::CheckArguments;
use crate::{CLEAN, FAILURE};

/// What findings are measured against.
pub struct Known {
    /// The findings that are known.
    pub baseline: Option<Baseline>,
    /// The lines that are not.
    pub changed_lines: Option<ChangedLines>,
}

/// Reads the baseline and asks git, as the arguments say.
pub fn read(
    arguments: &CheckArguments,
    is_stdin: bool,
    current_directory: &Path,
) -> anyhow::Result<Known> {
    if is_stdin && arguments.since.is_some() {
        bail!("`--since` is about files: what comes by standard input has no revision");
    }
    if is_stdin && arguments.write_baseline.is_some() {
        bail!("`--write-baseline` is about files, not standard input");
    }
    Ok(Known {
        baseline: arguments.baseline.as_deref().map(Baseline::read).transpose()?,
        changed_lines: arguments
            .since
            .as_deref()
            .map(|revision| ChangedLines::since(revision, current_directory))
            .transpose()?,
    })
}

impl Known {
    /// Says how many findings of the baseline are gone.
    pub fn tell_stale(&self, arguments: &CheckArguments) {
        let (Some(baseline), Some(path)) = (&self.baseline, &arguments.baseline) else { return };
        let stale = baseline.stale();
        if stale > 0 && !arguments.quiet {
            let entries = if stale == 1 {
                "finding of the baseline is"
            } else {
                "findings of the baseline are"
            };
            let path = path.display();
            eprintln!("{stale} {entries} gone; `--write-baseline {path}` forgets them.");
        }
    }
}

/// Records all findings.
pub fn write_baseline(run: &CheckRun<'_>, files: &[Discovered], path: &Path) -> anyhow::Result<u8> {
    let writer = BaselineWriter::new(path);
    let (mut known, mut left_out, mut has_failed) = (0, 0, false);
    for outcome in run.record(files, &writer) {
        match outcome {
            Ok(recorded) => {
                known += recorded.known;
                left_out += recorded.left_out;
            }
            Err(failure) => {
                eprintln!("error: {failure}");
                has_failed = true;
            }
        }
    }
    // A baseline of a part of the files would let the rest of them seem new.
    if has_failed {
        return Ok(FAILURE);
    }
    writer.write()?;
    let plural = |count| if count == 1 { "" } else { "s" };
    eprintln!("Recorded {known} finding{} in {}.", plural(known), path.display());
    if left_out > 0 {
        eprintln!(
            "{left_out} finding{} cannot be recorded: syntax errors and files that cannot be read.",
            plural(left_out)
        );
    }
    Ok(CLEAN)
}
