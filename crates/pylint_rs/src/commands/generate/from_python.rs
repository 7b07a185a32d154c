//! `pylint-rs gen protocol` and its kin: from Python that is there already.

use pylint_rs_codegen::from_python::{
    DataclassRequest, ProtocolRequest, StubRequest, TypedDictRequest, dataclass, protocol, stubs,
    typed_dict,
};
use pylint_rs_codegen::{Generated, SpecError};

use super::placing::Product;
use super::reading::tell;
use super::{accessors, finish};
use crate::FAILURE;
use crate::arguments::{
    DataclassArguments, GenerateFrom, OutputArguments, ProtocolArguments, StubArguments,
    TypedDictArguments, UntypedFields,
};

/// Reads, generates, and writes, compares or prints.
pub(super) fn run(from: &GenerateFrom) -> anyhow::Result<u8> {
    match from {
        GenerateFrom::Protocol(arguments) => {
            let sources = [arguments.from.to_string()];
            end(make_protocol(arguments), &sources, &arguments.output)
        }
        GenerateFrom::Stub(arguments) => make_stubs(arguments),
        GenerateFrom::TypedDict(arguments) => {
            let sources = [arguments.from.to_string()];
            end(make_typed_dict(arguments), &sources, &arguments.output)
        }
        GenerateFrom::Dataclass(arguments) => {
            let sources = [arguments.from.to_string()];
            end(make_dataclass(arguments), &sources, &arguments.output)
        }
        GenerateFrom::Accessors(arguments) => accessors::run(arguments),
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

fn make_typed_dict(arguments: &TypedDictArguments) -> Result<Generated, Vec<SpecError>> {
    let request = TypedDictRequest {
        name: arguments.name.clone(),
        target_version: arguments.output.python_version(),
    };
    typed_dict(&arguments.from, &request)
}

fn make_dataclass(arguments: &DataclassArguments) -> Result<Generated, Vec<SpecError>> {
    let request = DataclassRequest {
        is_frozen: arguments.frozen,
        keeps_identity: arguments.keep_identity,
        none_is_missing: arguments.none_is_missing,
        untyped_is_object: arguments.untyped == Some(UntypedFields::Object),
        target_version: arguments.output.python_version(),
    };
    dataclass(&arguments.from, &request)
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
