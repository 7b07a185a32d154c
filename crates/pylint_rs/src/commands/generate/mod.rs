//! `pylint-rs gen`.

mod comparing;
mod from_python;
mod placing;
mod reading;
mod writing;

use std::io::{self, Write};

use anyhow::bail;
use pylint_rs_codegen::GeneratedFile;

use crate::arguments::{GenerateArguments, OutputArguments};
use crate::{CLEAN, FAILURE, color};

/// Generates, and writes, compares or prints. Nothing is written if any spec is wrong.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<u8> {
    if let Some(from) = &arguments.from {
        return from_python::run(from);
    }
    match reading::generate(arguments)? {
        Some(generated) => finish(generated, &arguments.output),
        None => Ok(FAILURE),
    }
}

/// Does with what was generated what the arguments say.
fn finish(generated: Vec<GeneratedFile>, arguments: &OutputArguments) -> anyhow::Result<u8> {
    let Some(output) = &arguments.output else { return print(&generated) };
    let files = placing::placed(generated, output)?;
    if arguments.check || arguments.diff {
        return comparing::compare(&files, color::is_wanted(arguments.color, true));
    }
    writing::write(&files)?;
    Ok(CLEAN)
}

fn print(generated: &[GeneratedFile]) -> anyhow::Result<u8> {
    let [only] = generated else {
        bail!("these are several files: name a directory for them by `--output`");
    };
    io::stdout().lock().write_all(only.text.as_bytes())?;
    Ok(CLEAN)
}
