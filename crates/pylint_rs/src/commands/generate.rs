//! `pylint-rs gen`.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::{GeneratedFile, Request, generate_files};
use pylint_rs_diagnostics::unified_diff;
use pylint_rs_source::{FileStamp, create_atomically, write_atomically};
use ruff_python_ast::PythonVersion;

use crate::arguments::GenerateArguments;
use crate::color;
use crate::{CLEAN, FAILURE, FINDINGS};

/// Generates, and writes, compares or prints. Nothing is written if any spec is wrong.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<u8> {
    let mut generated = Vec::new();
    let mut is_wrong = false;
    for spec in &arguments.specs {
        let source = read(spec)?;
        let folder = spec.parent().filter(|parent| !parent.as_os_str().is_empty());
        let request = Request {
            input: arguments.input.map(Into::into),
            shape: arguments.kind.into(),
            root_name: arguments.root_name.clone(),
            target_version: PythonVersion { major: 3, minor: arguments.target_version },
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
        };
        match generate_files(source, &request) {
            Ok(files) => generated.extend(files),
            Err(errors) => {
                is_wrong = true;
                errors.iter().for_each(|error| eprintln!("error: {error}"));
            }
        }
    }
    if is_wrong {
        return Ok(FAILURE);
    }
    let Some(output) = &arguments.output else { return print(&generated) };
    let files = placed(&generated, output)?;
    if arguments.check || arguments.diff {
        return compare(&files, color::is_wanted(arguments.color, true));
    }
    for (path, text) in &files {
        write(path, text).with_context(|| path.display().to_string())?;
    }
    Ok(CLEAN)
}

fn read(path: &Path) -> anyhow::Result<Source> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).context("standard input")?;
        return Ok(Source::new(None, text));
    }
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(Source::new(Some(path), text))
}

fn print(generated: &[GeneratedFile]) -> anyhow::Result<u8> {
    let [only] = generated else {
        bail!("these are several files: name a directory for them by `--output`");
    };
    io::stdout().lock().write_all(only.text.as_bytes())?;
    Ok(CLEAN)
}

/// Where each file goes.
fn placed<'f>(
    generated: &'f [GeneratedFile],
    output: &Path,
) -> anyhow::Result<Vec<(PathBuf, &'f str)>> {
    if let [only] = generated
        && (only.name.is_none() || output.extension().is_some_and(|it| it == "py"))
    {
        if output.is_dir() {
            bail!("{} is a directory: name the file that is to be written", output.display());
        }
        return Ok(vec![(output.to_owned(), &only.text)]);
    }
    let mut files: Vec<(PathBuf, &str)> = Vec::new();
    for file in generated {
        let Some(path) = file.path_in(output) else {
            bail!("of several files, each must be a module of `[modules]`, so that it has a name");
        };
        if files.iter().any(|(other, _)| *other == path) {
            bail!("{} would be written twice", path.display());
        }
        files.push((path, &file.text));
    }
    Ok(files)
}

/// Says how the files differ from what they would be written as.
fn compare(files: &[(PathBuf, &str)], color: bool) -> anyhow::Result<u8> {
    let mut output = io::stdout().lock();
    let mut code = CLEAN;
    for (path, text) in files {
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
        if before != **text {
            code = FINDINGS;
            output.write_all(unified_diff(&name, &before, text, color).as_bytes())?;
        }
    }
    Ok(code)
}

/// Writes a file if that changes it.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let stamp = match FileStamp::read(path) {
        Ok(stamp) => stamp,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            return Ok(create_atomically(path, text.as_bytes())?);
        }
        Err(error) => return Err(error.into()),
    };
    if fs::read(path)? == text.as_bytes() {
        return Ok(());
    }
    Ok(write_atomically(path, text.as_bytes(), &stamp)?)
}
