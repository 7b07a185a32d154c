//! Generated regions in files that are otherwise written by hand.

use std::path::Path;

use anyhow::{Context, anyhow, bail};
use pylint_rs_codegen::SpecError;
use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::regions::{Filling, Region, fill, regions};
use pylint_rs_diagnostics::suggestion;
use pylint_rs_source::SourceFile;
use ruff_python_ast::PythonVersion;

use super::order::{Order, Outcome};
use super::placing::{Output, Product};

/// A file with its regions regenerated; nothing if anything is wrong, which is in `outcome` then.
pub(super) fn output(
    path: &Path,
    target_version: PythonVersion,
    outcome: &mut Outcome,
) -> anyhow::Result<Option<Output>> {
    outcome.inputs.push(path.to_owned());
    let file = SourceFile::read(path).with_context(|| path.display().to_string())?;
    let source = Source::new(Some(path), file.text());
    let regions = match regions(&source) {
        Ok(regions) => regions,
        Err(errors) => {
            outcome.errors.extend(errors);
            return Ok(None);
        }
    };
    if regions.is_empty() {
        let message = "the file has no region: `# region pylint-rs:gen SPEC` begins one";
        outcome.errors.push(SpecError {
            path: Some(path.to_owned()),
            position: None,
            message: message.to_owned(),
        });
        return Ok(None);
    }
    let mut fillings = Vec::new();
    let mut origins = Vec::new();
    for region in &regions {
        let count = outcome.errors.len();
        match product(path, region, target_version, outcome) {
            Ok((product, only)) => {
                let defined = product.file.origins.iter().map(|it| it.definition.clone()).collect();
                origins.extend(product.file.origins);
                fillings.push(Filling { region, module: product.file.text, defined, only });
            }
            // The spec's own errors tell all there is to tell.
            Err(_) if outcome.errors.len() > count => {}
            Err(error) => outcome.errors.push(region.error(&source, format!("{error:#}"))),
        }
    }
    if fillings.len() < regions.len() {
        return Ok(None);
    }
    let text = match fill(&source, &fillings) {
        Ok(text) => text,
        Err(errors) => {
            outcome.errors.extend(errors);
            return Ok(None);
        }
    };
    let mut output = Output::edited(&file, text)?;
    output.origins = origins;
    let refusals = regions.iter().filter_map(|region| region.refusal(&source));
    output.refusals = refusals.map(|refusal| refusal.to_string()).collect();
    Ok(Some(output))
}

/// What is to be in a region, and which definitions of that; all if none is named.
fn product(
    path: &Path,
    region: &Region,
    target_version: PythonVersion,
    outcome: &mut Outcome,
) -> anyhow::Result<(Product, Vec<String>)> {
    let marker = &region.marker;
    let spec = path.parent().unwrap_or(path).join(&marker.spec);
    let mut order = Order::new(vec![spec], target_version);
    for (key, value) in &marker.options {
        order.set(key, value).map_err(|message| anyhow!(message))?;
    }
    let products = order.carry_out(outcome);
    select(products, &marker.spec, &marker.parts)
}

/// The module that parts of a spec are in, and which of its definitions they are.
fn select(
    products: Vec<Product>,
    spec: &str,
    parts: &[String],
) -> anyhow::Result<(Product, Vec<String>)> {
    let is_single = products.len() == 1;
    for product in products {
        let within = |part: &String| match &product.file.name {
            Some(name) if part == name => Some(None),
            Some(name) if !is_single => {
                let definition = part.strip_prefix(name.as_str())?.strip_prefix('.')?;
                Some(Some(definition.to_owned()))
            }
            None if !is_single && part.contains('.') => None,
            _ => Some(Some(part.clone())),
        };
        let Some(only) = parts.iter().map(within).collect::<Option<Vec<_>>>() else { continue };
        if only.is_empty() && !is_single {
            continue;
        }
        let only: Vec<String> = only.into_iter().flatten().collect();
        let known = || product.file.origins.iter().map(|origin| origin.definition.as_str());
        if let Some(unknown) = only.iter().find(|name| known().all(|known| known != **name)) {
            let suggestion = suggestion(unknown, known());
            bail!("`{spec}` defines no `{unknown}`{suggestion}");
        }
        return Ok((product, only));
    }
    bail!(
        "`{spec}` has several modules: name one, or what is defined in one, as in `{spec}#module`"
    )
}
