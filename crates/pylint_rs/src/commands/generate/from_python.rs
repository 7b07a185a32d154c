//! `pylint-rs gen protocol` and its kin: from Python that is there already.

use pylint_rs_codegen::from_python::{ProtocolRequest, Target, protocol};
use pylint_rs_codegen::{Generated, SpecError};

use super::finish;
use super::placing::Product;
use super::reading::tell;
use crate::FAILURE;
use crate::arguments::{GenerateFrom, OutputArguments, ProtocolArguments};

/// Reads, generates, and writes, compares or prints.
pub(super) fn run(from: &GenerateFrom) -> anyhow::Result<u8> {
    match from {
        GenerateFrom::Protocol(arguments) => {
            end(make_protocol(arguments), &arguments.from, &arguments.output)
        }
    }
}

fn make_protocol(arguments: &ProtocolArguments) -> Result<Generated, Vec<SpecError>> {
    let request = ProtocolRequest {
        name: arguments.name.clone(),
        untyped: arguments.untyped.map(Into::into),
        target_version: arguments.output.python_version(),
    };
    protocol(&arguments.from, &request)
}

fn end(
    result: Result<Generated, Vec<SpecError>>,
    from: &Target,
    output: &OutputArguments,
) -> anyhow::Result<u8> {
    match result {
        Ok(generated) => {
            tell("warning", &generated.warnings);
            finish(Product::all(generated.files, &[from.to_string()]), output)
        }
        Err(errors) => {
            tell("error", &errors);
            Ok(FAILURE)
        }
    }
}
