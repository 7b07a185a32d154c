//! `--check` and `--diff`.

use std::fs;
use std::io::{self, Write};

use anyhow::Context;
use pylint_rs_diagnostics::unified_diff;

use super::placing::PlacedFile;
use crate::{CLEAN, FINDINGS};

/// Says how the files differ from what they would be written as.
pub(super) fn compare(files: &[PlacedFile], color: bool) -> anyhow::Result<u8> {
    let mut output = io::stdout().lock();
    let mut code = CLEAN;
    for PlacedFile { path, text } in files {
        let name = path.display().to_string();
        let before = match fs::read_to_string(path) {
            Ok(before) => before,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                eprintln!("{name} is missing");
                code = FINDINGS;
                String::new()
            }
            Err(error) => return Err(error).context(name),
        };
        if before != *text {
            code = FINDINGS;
            output.write_all(unified_diff(&name, &before, text, color).as_bytes())?;
        }
    }
    Ok(code)
}
