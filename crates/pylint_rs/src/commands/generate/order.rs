//! What is to be generated, however it was asked for.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use pathdiff::diff_paths;
use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::from_python::{
    DataclassRequest, ProtocolRequest, StubRequest, Target, TypedDictRequest, Untyped, dataclass,
    protocol, typed_dict,
};
use pylint_rs_codegen::{Generated, GeneratedFile, Request, Spec, SpecError, generate_spec};
use pylint_rs_diagnostics::suggestion;
use ruff_python_ast::PythonVersion;

use super::from_python::stub_products;
use super::header::absolute;
use super::placing::Product;
use crate::arguments::{InputKind, Kind, UntypedMembers, parse_target_version};

/// What is to be generated.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// What it is generated from: specs, or one file of Python with a name in it.
    pub(super) sources: Vec<PathBuf>,
    /// What objects of a schema become, or what is made from Python.
    pub(super) kind: Option<Kind>,
    /// Whether it is the stubs of modules that are wanted.
    pub(super) is_stub: bool,
    /// What a schema's outermost type is called.
    pub(super) root_name: Option<String>,
    /// What the specs are written in; nothing if that is to be found out.
    pub(super) input: Option<InputKind>,
    /// The oldest Python that the result must run on.
    pub(super) target_version: PythonVersion,
    /// What becomes of members of a class whose type its source does not say.
    pub(super) untyped: Option<UntypedMembers>,
}

/// What becomes of orders.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What is wrong.
    pub(super) errors: Vec<SpecError>,
    /// The files that were read, or would have been.
    pub(super) inputs: Vec<PathBuf>,
}

impl Outcome {
    /// The files that were generated; nothing if something is wrong. Warnings are told.
    pub(super) fn take(
        &mut self,
        result: Result<Generated, Vec<SpecError>>,
    ) -> Option<Vec<GeneratedFile>> {
        match result {
            Ok(generated) => {
                tell("warning", &generated.warnings);
                self.inputs.extend(generated.inputs);
                Some(generated.files)
            }
            Err(errors) => {
                // What is wrong in a file may have to be mended there.
                self.inputs.extend(errors.iter().filter_map(|error| error.path.clone()));
                self.errors.extend(errors);
                None
            }
        }
    }
}

impl Order {
    /// An order without options.
    pub(super) fn new(sources: Vec<PathBuf>, target_version: PythonVersion) -> Self {
        Self {
            sources,
            kind: None,
            is_stub: false,
            root_name: None,
            input: None,
            target_version,
            untyped: None,
        }
    }

    /// Sets an option as it is written in a file.
    ///
    /// # Errors
    /// If there is no such option, or it cannot have that value.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "kind" if value == "stub" => self.is_stub = true,
            "kind" => self.kind = Some(choice("kind", value)?),
            "root-name" => self.root_name = Some(value.to_owned()),
            "input" => self.input = Some(choice("input", value)?),
            "target-version" => {
                let minor = parse_target_version(value)?;
                self.target_version = PythonVersion { major: 3, minor };
            }
            "untyped" => self.untyped = Some(choice("untyped", value)?),
            _ => {
                let known = ["kind", "root-name", "input", "target-version", "untyped"];
                return Err(format!("there is no option `{key}`{}", suggestion(key, known)));
            }
        }
        Ok(())
    }

    /// Generates; what is wrong and what was read goes to `outcome`.
    pub(super) fn carry_out(&self, outcome: &mut Outcome) -> Vec<Product> {
        if self.is_stub {
            let request = StubRequest { has_private: false, target_version: self.target_version };
            return stub_products(&self.sources, &request, outcome);
        }
        let mut products = Vec::new();
        let mut specs: Vec<Given> = Vec::new();
        for path in &self.sources {
            if let Some(target) = target(path) {
                outcome.inputs.push(target.path.clone());
                let files = outcome.take(self.made_from_python(&target)).unwrap_or_default();
                products.extend(Product::all(files, &[target.to_string()]));
                continue;
            }
            let source = (path != Path::new("-")).then(|| path.display().to_string());
            outcome.inputs.extend(source.as_ref().map(PathBuf::from));
            match read(path).and_then(|it| Spec::read(it, self.input.map(Into::into))) {
                // All samples are of one type.
                Ok(spec) => match specs.iter_mut().find(|first| first.spec.is_sample()) {
                    Some(first) if spec.is_sample() => {
                        first.spec.add_sample(spec);
                        first.sources.extend(source);
                    }
                    _ => {
                        let request = self.request(path);
                        specs.push(Given { spec, request, sources: source.into_iter().collect() });
                    }
                },
                Err(error) => outcome.errors.push(error),
            }
        }
        for Given { spec, request, sources } in specs {
            let files = outcome.take(generate_spec(spec, &request)).unwrap_or_default();
            products.extend(Product::all(files, &sources));
        }
        products
    }

    fn request(&self, path: &Path) -> Request {
        Request {
            input: self.input.map(Into::into),
            shape: self.kind.unwrap_or(Kind::TypedDict).into(),
            root_name: self.root_name.clone(),
            target_version: self.target_version,
            folder: project_folder(path),
        }
    }

    fn made_from_python(&self, target: &Target) -> Result<Generated, Vec<SpecError>> {
        let (name, target_version) = (self.root_name.clone(), self.target_version);
        let untyped = self.untyped.map(Into::into);
        match self.kind {
            Some(Kind::Protocol) => {
                protocol(target, &ProtocolRequest { name, untyped, target_version })
            }
            Some(Kind::TypedDict) => typed_dict(target, &TypedDictRequest { name, target_version }),
            Some(Kind::Dataclass) => {
                let request = DataclassRequest {
                    is_frozen: false,
                    keeps_identity: false,
                    none_is_missing: false,
                    untyped_is_object: untyped == Some(Untyped::Object),
                    target_version,
                };
                dataclass(target, &request)
            }
            _ => Err(vec![SpecError {
                path: Some(target.path.clone()),
                position: None,
                message: "what is made from Python needs a kind: `protocol`, `typed-dict` or \
                          `dataclass`"
                    .to_owned(),
            }]),
        }
    }
}

/// A spec, how it is to become Python, and the files it is in.
struct Given {
    spec: Spec,
    request: Request,
    sources: Vec<String>,
}

/// The class or constant that a source names, if it is no spec.
fn target(source: &Path) -> Option<Target> {
    let target: Target = source.to_str()?.parse().ok()?;
    target.path.extension().is_some_and(|it| it == "py" || it == "pyi").then_some(target)
}

/// A value out of those that an argument can have.
fn choice<T: ValueEnum>(key: &str, value: &str) -> Result<T, String> {
    T::from_str(value, false).map_err(|_| {
        let known: Vec<String> = T::value_variants()
            .iter()
            .filter_map(|variant| Some(variant.to_possible_value()?.get_name().to_owned()))
            .collect();
        let suggestion = suggestion(value, known.iter().map(String::as_str));
        if suggestion.is_empty() {
            format!("`{key}` cannot be `{value}`: use one of {}", known.join(", "))
        } else {
            format!("`{key}` cannot be `{value}`{suggestion}")
        }
    })
}

/// Prints warnings or errors.
pub(super) fn tell(severity: &str, messages: &[SpecError]) {
    messages.iter().for_each(|message| eprintln!("{severity}: {message}"));
}

fn read(path: &Path) -> Result<Source, SpecError> {
    let is_standard_input = path == Path::new("-");
    let bytes = if is_standard_input {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let path = (!is_standard_input).then_some(path);
    match bytes {
        Ok(bytes) => Source::from_bytes(path, bytes),
        Err(error) => Err(SpecError {
            path: path.map(Path::to_owned),
            position: None,
            message: error.to_string(),
        }),
    }
}

/// Where the files may lie that a spec refers to: the current directory, if the spec is below it,
/// or the nearest directory above the spec with a configuration, whichever is larger; or else the
/// spec's own.
fn project_folder(spec: &Path) -> PathBuf {
    let own = spec.parent().filter(|parent| !parent.as_os_str().is_empty());
    let own = own.unwrap_or(Path::new(".")).to_owned();
    let absolute_spec = absolute(spec);
    let current = absolute(Path::new("."));
    let is_project = |it: &&Path| {
        ["lint.toml", "pyproject.toml", ".git"].iter().any(|name| it.join(name).exists())
    };
    let configured = absolute_spec.ancestors().skip(1).find(is_project);
    let below_current = absolute_spec.starts_with(&current).then_some(current.as_path());
    let largest = configured.into_iter().chain(below_current).min_by_key(|it| it.as_os_str().len());
    match largest {
        Some(folder) if folder == current => PathBuf::from("."),
        Some(folder) => diff_paths(folder, &current).unwrap_or_else(|| folder.to_owned()),
        None => own,
    }
}
