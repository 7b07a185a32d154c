//! `--add-noqa`.

use pylint_rs_linter::check::CheckRun;
use pylint_rs_source::Discovered;

use crate::{CLEAN, FAILURE};

/// Writes suppression comments for all findings.
pub fn add(run: &CheckRun<'_>, files: &[Discovered], reason: &str) -> anyhow::Result<u8> {
    let reason = (!reason.is_empty()).then_some(reason);
    let mut added = 0;
    let mut has_failed = false;
    for outcome in run.add_noqa(files, reason) {
        match outcome {
            Ok(count) => added += count,
            Err(failure) => {
                eprintln!("error: {failure}");
                has_failed = true;
            }
        }
    }
    let plural = if added == 1 { "" } else { "s" };
    eprintln!("Added {added} noqa comment{plural}.");
    Ok(if has_failed { FAILURE } else { CLEAN })
}
