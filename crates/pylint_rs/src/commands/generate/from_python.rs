//! `pylint-rs gen protocol` and its kin: from Python that is there already.

use pylint_rs_codegen::from_python::{ProtocolRequest, StubRequest, protocol, stubs};
use pylint_rs_codegen::{Generated, SpecError};

use super::finish;
use super::placing::Product;
use super::reading::tell;
use crate::FAILURE;
use crate::arguments::{GenerateFrom, OutputArguments, ProtocolArguments, StubArguments};

/// Reads, generates, and writes, compares or prints.
pub(super) fn run(from: &GenerateFrom) -> anyhow::Result<u8> {
    match from {
        GenerateFrom::Protocol(arguments) => {
            let sources = [arguments.from.to_string()];
            end(make_protocol(arguments), &sources, &arguments.output)
        }
        GenerateFrom::Stub(arguments) => make_stubs(arguments),
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

/// Each stub is of one module.
fn make_stubs(arguments: &StubArguments) -> anyhow::Result<u8> {
    let request = StubRequest {
        has_private: arguments.include_private,
        target_version: arguments.output.python_version(),
    };
    match stubs(&arguments.files, &request) {
        Ok(generated) => {
            tell("warning", &generated.warnings);
            let sources = arguments.files.iter().map(|path| vec![path.display().to_string()]);
            let products = generated.files.into_iter().zip(sources);
            let products = products.map(|(file, sources)| Product { file, sources }).collect();
            finish(products, &arguments.output)
        }
        Err(errors) => {
            tell("error", &errors);
            Ok(FAILURE)
        }
    }
}

fn end(
    result: Result<Generated, Vec<SpecError>>,
    sources: &[String],
    output: &OutputArguments,
) -> anyhow::Result<u8> {
    match result {
        Ok(generated) => {
            tell("warning", &generated.warnings);
            finish(Product::all(generated.files, sources), output)
        }
        Err(errors) => {
            tell("error", &errors);
            Ok(FAILURE)
        }
    }
}
