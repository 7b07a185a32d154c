//! `pylint-rs gen`.

mod accessors;
mod comparing;
mod from_python;
mod header;
mod orphans;
mod placing;
mod plan;
mod reading;
mod writing;

use std::io::{self, Write};

use anyhow::bail;

use crate::arguments::{GenerateArguments, OutputArguments};
use crate::{CLEAN, FAILURE};
use placing::Product;
use plan::Plan;

/// Generates, and writes, compares or prints. Nothing is written if any spec is wrong.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<u8> {
    if let Some(from) = &arguments.from {
        return from_python::run(from);
    }
    match reading::generate(arguments)? {
        Some(products) => finish(products, &arguments.output),
        None => Ok(FAILURE),
    }
}

/// Does with what was generated what the arguments say.
fn finish(products: Vec<Product>, arguments: &OutputArguments) -> anyhow::Result<u8> {
    let Some(output) = &arguments.output else { return print(&products) };
    Plan::of(products, output)?.carry_out(arguments)
}

fn print(products: &[Product]) -> anyhow::Result<u8> {
    let [only] = products else {
        bail!("these are several files: name a directory for them by `--output`");
    };
    io::stdout().lock().write_all(only.file.text.as_bytes())?;
    Ok(CLEAN)
}
