//! From the arguments to the files that they ask for.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::{Request, SpecError, generate_files};

use super::placing::Product;
use crate::arguments::GenerateArguments;

/// The files of all specs; nothing if any of them is wrong, which has been told then.
pub(super) fn generate(arguments: &GenerateArguments) -> anyhow::Result<Option<Vec<Product>>> {
    let mut products = Vec::new();
    let mut is_wrong = false;
    for spec in &arguments.specs {
        let source = read(spec)?;
        let folder = spec.parent().filter(|parent| !parent.as_os_str().is_empty());
        let request = Request {
            input: arguments.input.map(Into::into),
            shape: arguments.kind.into(),
            root_name: arguments.root_name.clone(),
            target_version: arguments.output.python_version(),
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
        };
        match generate_files(source, &request) {
            Ok(generated) => {
                tell("warning", &generated.warnings);
                let sources: Vec<String> = (spec != Path::new("-"))
                    .then(|| spec.display().to_string())
                    .into_iter()
                    .collect();
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

/// Tells errors or warnings.
pub(super) fn tell(severity: &str, messages: &[SpecError]) {
    messages.iter().for_each(|message| eprintln!("{severity}: {message}"));
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
