//! `pylint-rs gen accessors`: a file changed in place.

use std::io::{self, Write};

use anyhow::Context;
use pylint_rs_codegen::SpecError;
use pylint_rs_codegen::accessors::{Request, add_accessors};
use pylint_rs_codegen::from_python::{Files, Library};
use pylint_rs_diagnostics::unified_diff;

use super::order::tell;
use super::target_version;
use crate::arguments::AccessorsArguments;
use crate::{CLEAN, FAILURE, FINDINGS, color};

/// Adds accessors, or says what would be added.
pub(super) fn run(arguments: &AccessorsArguments) -> anyhow::Result<u8> {
    match add(arguments)? {
        Ok(code) => Ok(code),
        Err(errors) => {
            tell("error", &errors);
            Ok(FAILURE)
        }
    }
}

fn add(arguments: &AccessorsArguments) -> anyhow::Result<Result<u8, Vec<SpecError>>> {
    let target_version = target_version::resolve(arguments.target_version)?;
    let request = Request {
        style: arguments.style.into(),
        only: arguments.only.clone(),
        is_read_only: arguments.readonly,
        untyped: arguments.untyped.map(Into::into),
        target_version,
    };
    let files = Files::default();
    let library = Library::new(&files, target_version);
    let target = &arguments.class;
    let module = match library.read(&target.path) {
        Ok(module) => module,
        Err(errors) => return Ok(Err(errors)),
    };
    let edited = match module.class(target) {
        Ok(class) => add_accessors(&module, class, &library, &request),
        Err(error) => return Ok(Err(vec![error])),
    };
    let edited = match edited {
        Ok(edited) => edited,
        Err(errors) => return Ok(Err(errors)),
    };
    tell("warning", &edited.warnings);
    let before = module.file.text();
    if edited.text == before {
        return Ok(Ok(CLEAN));
    }
    let name = target.path.display().to_string();
    if arguments.check || arguments.diff {
        let color = color::is_wanted(arguments.color, true);
        let diff = unified_diff(&name, before, &edited.text, color);
        io::stdout().lock().write_all(diff.as_bytes())?;
        return Ok(Ok(FINDINGS));
    }
    module.file.write(&edited.text).with_context(|| name)?;
    Ok(Ok(CLEAN))
}
