//! `pylint-rs ast`.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, anyhow};
use pylint_rs_source::SourceFile;

use crate::arguments::AstArguments;
use crate::{CLEAN, FAILURE};

/// Prints the tree, or what kept the file from having one.
pub fn run(arguments: &AstArguments) -> anyhow::Result<u8> {
    let source = read(&arguments.file)?;
    let path = arguments.file.display();
    let parsed = ruff_python_parser::parse_unchecked_source(source.text(), source.kind());
    if let Some(error) = parsed.errors().first() {
        let place = source.location(error.location.start());
        eprintln!("error: {path}:{}:{}: {}", place.row, place.column, error.error);
        return Ok(FAILURE);
    }
    let dump = pylint_rs_ast_dump::dump(parsed.syntax(), source.text())
        .map_err(|error| anyhow!("{path}: {error}"))?;
    let mut output = std::io::stdout().lock();
    writeln!(output, "{dump}")?;
    Ok(CLEAN)
}

fn read(path: &Path) -> anyhow::Result<SourceFile> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        return SourceFile::from_bytes(path, bytes).context("standard input");
    }
    SourceFile::read(path).with_context(|| path.display().to_string())
}
