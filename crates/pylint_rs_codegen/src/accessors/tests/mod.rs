//! Accessors in classes of all sorts.

mod any_class;
mod methods;
mod properties;

use ruff_python_ast::PythonVersion;

use super::{Edited, Request, Style, add_accessors};
use crate::SpecError;
use crate::from_python::{Files, Library, Target, Untyped};

fn request(style: Style) -> Request {
    Request {
        style,
        only: Vec::new(),
        is_read_only: false,
        untyped: None,
        target_version: PythonVersion::PY311,
    }
}

/// What becomes of the class of that name in a file of that text.
fn edit(text: &str, name: &str, request: &Request) -> Result<Edited, Vec<SpecError>> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("module.py");
    std::fs::write(&path, text).unwrap();
    let files = Files::default();
    let library = Library::new(&files, request.target_version);
    let module = library.read(&path)?;
    let target = Target { path, name: name.split('.').map(str::to_owned).collect() };
    let class = module.class(&target).map_err(|error| vec![error])?;
    add_accessors(&module, class, &library, request)
}

/// The text with accessors added to class `A`, which nothing is said against, and to which a
/// second run adds nothing.
fn added(text: &str, request: &Request) -> String {
    let edited = edit(text, "A", request).unwrap();
    assert_eq!(messages(&edited.warnings), Vec::<String>::new(), "{text}");
    let again = edit(&edited.text, "A", request).unwrap();
    assert_eq!(again.text, edited.text);
    edited.text
}

/// Why class `A` gets none.
fn refusal(text: &str, request: &Request) -> Vec<String> {
    messages(&edit(text, "A", request).unwrap_err())
}

/// Lines, columns and messages.
fn messages(errors: &[SpecError]) -> Vec<String> {
    errors
        .iter()
        .map(|error| {
            let (line, column) = error.position.unwrap();
            format!("{line}:{column}: {}", error.message)
        })
        .collect()
}
