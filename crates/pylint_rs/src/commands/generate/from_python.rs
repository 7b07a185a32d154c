//! `pylint-rs gen protocol` and its kin: from Python that is there already.

use std::path::PathBuf;

use pylint_rs_codegen::from_python::{
    DataclassRequest, ProtocolRequest, StubRequest, TypedDictRequest, dataclass, protocol, stubs,
    typed_dict,
};

use super::order::Outcome;
use super::placing::Product;
use super::{Wanted, accessors, deliver, execute, target_version};
use crate::arguments::{GenerateFrom, OutputArguments, UntypedFields};

/// Generates, and writes, compares or prints.
pub(super) fn run(from: &GenerateFrom) -> anyhow::Result<u8> {
    match (from, from.output()) {
        (GenerateFrom::Accessors(arguments), _) => accessors::run(arguments),
        (_, Some(output)) => execute(output, |outcome| plan(from, output, outcome)),
        (_, None) => Ok(crate::CLEAN),
    }
}

/// Reads and generates; what is wrong is in `outcome`.
fn plan(
    from: &GenerateFrom,
    output: &OutputArguments,
    outcome: &mut Outcome,
) -> anyhow::Result<Wanted> {
    let target_version = target_version::resolve(output.target_version)?;
    let (target, generated) = match from {
        GenerateFrom::Protocol(arguments) => {
            let request = ProtocolRequest {
                name: arguments.name.clone(),
                untyped: arguments.untyped.map(Into::into),
                target_version,
            };
            (&arguments.from, protocol(&arguments.from, &request))
        }
        GenerateFrom::TypedDict(arguments) => {
            let request = TypedDictRequest { name: arguments.name.clone(), target_version };
            (&arguments.from, typed_dict(&arguments.from, &request))
        }
        GenerateFrom::Dataclass(arguments) => {
            let request = DataclassRequest {
                is_frozen: arguments.frozen,
                keeps_identity: arguments.keep_identity,
                none_is_missing: arguments.none_is_missing,
                untyped_is_object: arguments.untyped == Some(UntypedFields::Object),
                target_version,
            };
            (&arguments.from, dataclass(&arguments.from, &request))
        }
        GenerateFrom::Stub(arguments) => {
            let request = StubRequest { has_private: arguments.include_private, target_version };
            let products = stub_products(&arguments.files, &request, outcome);
            return deliver(products, output, outcome);
        }
        GenerateFrom::Accessors(_) => return Ok(Wanted::Print(Vec::new())),
    };
    outcome.inputs.push(target.path.clone());
    let files = outcome.take(generated).unwrap_or_default();
    deliver(Product::all(files, &[target.to_string()]), output, outcome)
}

/// The stubs of modules.
pub(super) fn stub_products(
    modules: &[PathBuf],
    request: &StubRequest,
    outcome: &mut Outcome,
) -> Vec<Product> {
    outcome.inputs.extend_from_slice(modules);
    let files = outcome.take(stubs(modules, request)).unwrap_or_default();
    let sources = modules.iter().map(|path| vec![path.display().to_string()]);
    files.into_iter().zip(sources).map(|(file, sources)| Product { file, sources }).collect()
}
