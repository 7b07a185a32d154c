//! What the table `[gen]` of the configuration asks for.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;
use pathdiff::diff_paths;
use pylint_rs_linter::configuration::{Generation, Located, OutputTable, TargetVersion};
use ruff_python_ast::PythonVersion;

use super::order::{Order, Outcome};
use super::placing::{Output, placed};
use super::{regions, target_version};

/// What a table asks for.
pub(super) struct Configured {
    /// The files.
    pub(super) outputs: Vec<Output>,
    /// All specs.
    pub(super) specs: Vec<PathBuf>,
    /// The directory that the table is for.
    pub(super) directory: PathBuf,
}

/// Carries out what the nearest table asks for.
///
/// # Errors
/// If there is no table, or something is wrong with it.
pub(super) fn outputs(outcome: &mut Outcome) -> anyhow::Result<Configured> {
    let current = env::current_dir().context("the current directory")?;
    let generation = Generation::nearest(&current)?.context(
        "no spec is named, and no configuration here or above has a table `[gen]` that lists \
         what is generated from what",
    )?;
    let root = generation.path.parent().unwrap_or(&current);
    let directory = match diff_paths(root, &current) {
        Some(relative) if relative.as_os_str().is_empty() => PathBuf::from("."),
        Some(relative) => relative,
        None => root.to_owned(),
    };
    outcome.inputs.push(generation.path.clone());
    let reader = Reader { generation: &generation, directory: &directory, current: &current };
    let default = match &generation.model.target_version {
        Some(version) => reader.version(version)?,
        None => target_version::nearest_possible(generation.target_version),
    };
    let mut configured =
        Configured { outputs: Vec::new(), specs: Vec::new(), directory: directory.clone() };
    for (output, model) in &generation.model.outputs {
        let order = reader.order(output, &model.0, default)?;
        configured.specs.extend(order.sources.iter().cloned());
        let products = order.carry_out(outcome);
        if outcome.errors.is_empty() {
            let place = reader.path(output);
            let placed = placed(products, &place)
                .map_err(|error| reader.error(&output.span, format!("{error:#}")))?;
            configured.outputs.extend(placed);
        }
    }
    for path in &generation.model.regions {
        let path = reader.path(path);
        configured.outputs.extend(regions::output(&path, default, outcome)?);
    }
    Ok(configured)
}

struct Reader<'g> {
    generation: &'g Generation,
    /// Where the configuration is, seen from the current directory.
    directory: &'g Path,
    current: &'g Path,
}

impl Reader<'_> {
    fn order(
        &self,
        output: &Located<String>,
        table: &OutputTable,
        default: PythonVersion,
    ) -> anyhow::Result<Order> {
        let sources = table.from.value.0.iter().map(|source| self.path(source)).collect();
        let mut order = Order::new(sources, default);
        if table.from.value.0.is_empty() {
            return Err(self.error(&output.span, "nothing is named that this is generated from"));
        }
        if let Some(version) = &table.target_version {
            order.target_version = self.version(version)?;
        }
        for (key, value) in [
            ("kind", &table.kind),
            ("root-name", &table.root_name),
            ("input", &table.input),
            ("untyped", &table.untyped),
        ] {
            if let Some(value) = value {
                order.set(key, value).map_err(|message| self.error(&value.span, message))?;
            }
        }
        Ok(order)
    }

    fn version(&self, version: &Located<TargetVersion>) -> anyhow::Result<PythonVersion> {
        if target_version::is_possible(version.value.0) {
            Ok(version.value.0)
        } else {
            Err(self.error(&version.span, target_version::POSSIBLE))
        }
    }

    /// A path as it is shown: relative to the current directory.
    fn path(&self, path: &str) -> PathBuf {
        if self.directory == Path::new(".") {
            return path.into();
        }
        let root = self.generation.path.parent().unwrap_or(Path::new(""));
        match diff_paths(root.join(path), self.current) {
            // The slash at the end says that it is a directory.
            Some(relative) if path.ends_with('/') => relative.join(""),
            Some(relative) => relative,
            None => root.join(path),
        }
    }

    fn error(&self, span: &std::ops::Range<usize>, message: impl Into<String>) -> anyhow::Error {
        self.generation.error(span, message).into()
    }
}
