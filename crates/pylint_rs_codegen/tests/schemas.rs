//! Schemas, as Python.

use std::path::Path;

use pylint_rs_codegen::document::{Document, Source};
use pylint_rs_codegen::json_schema::{Request, Shape, read};
use pylint_rs_codegen::python::{Settings, generate};
use ruff_python_ast::PythonVersion;

#[test]
fn all() {
    for path in std::env::var("SCHEMAS").unwrap_or_default().split_whitespace() {
        let text = std::fs::read_to_string(path).unwrap();
        let path = Path::new(path);
        let document = match Document::from_json(Source::new(Some(path), text)) {
            Ok(document) => document,
            Err(error) => {
                println!("{error}");
                continue;
            }
        };
        let request = Request { root_name: None, shape: Shape::TypedDict };
        match read(document, path.parent().unwrap(), &request) {
            Ok((module, _)) => {
                let settings = Settings { target_version: PythonVersion::PY311 };
                let python = generate(&module, settings).unwrap();
                std::fs::write(path.with_extension("py"), python).unwrap();
            }
            Err(errors) => errors.iter().for_each(|error| println!("{error}")),
        }
    }
}
