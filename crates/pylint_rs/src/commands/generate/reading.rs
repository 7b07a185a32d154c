//! From the arguments to the files that they ask for.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::{Request, Spec, SpecError, generate_spec};

use super::placing::Product;
use crate::arguments::GenerateArguments;

/// The files of all specs; nothing if any of them is wrong, which has been told then.
pub(super) fn generate(arguments: &GenerateArguments) -> anyhow::Result<Option<Vec<Product>>> {
    let mut is_wrong = false;
    let mut specs: Vec<Given> = Vec::new();
    for path in &arguments.specs {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let request = Request {
            input: arguments.input.map(Into::into),
            shape: arguments.kind.into(),
            root_name: arguments.root_name.clone(),
            target_version: arguments.output.python_version(),
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
        };
        let source = (path != Path::new("-")).then(|| path.display().to_string());
        match read(path)?.and_then(|source| Spec::read(source, request.input)) {
            // All samples are of one type.
            Ok(spec) => match specs.iter_mut().find(|first| first.spec.is_sample()) {
                Some(first) if spec.is_sample() => {
                    first.spec.add_sample(spec);
                    first.sources.extend(source);
                }
                _ => specs.push(Given { spec, request, sources: source.into_iter().collect() }),
            },
            Err(error) => {
                is_wrong = true;
                tell("error", &[error]);
            }
        }
    }
    let mut products = Vec::new();
    for Given { spec, request, sources } in specs {
        match generate_spec(spec, &request) {
            Ok(generated) => {
                tell("warning", &generated.warnings);
                products.extend(Product::all(generated.files, &sources));
            }
            Err(errors) => {
                is_wrong = true;
                tell("error", &errors);
            }
        }
    }
    Ok((!is_wrong).then_some(products))
}

/// A spec, how it is to become Python, and the files it is in.
struct Given {
    spec: Spec,
    request: Request,
    sources: Vec<String>,
}

/// Tells errors or warnings.
pub(super) fn tell(severity: &str, messages: &[SpecError]) {
    messages.iter().for_each(|message| eprintln!("{severity}: {message}"));
}

fn read(path: &Path) -> anyhow::Result<Result<Source, SpecError>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        return Ok(Source::from_bytes(None, bytes));
    }
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(Source::from_bytes(Some(path), bytes))
}
