//! The tutorial's specs, as Python.

use pylint_rs_codegen::document::{Document, Source};
use pylint_rs_codegen::native;
use pylint_rs_codegen::python::{Settings, generate};
use ruff_python_ast::PythonVersion;

fn python(spec: &str) -> String {
    let document = Document::from_toml(Source::new(None, spec)).unwrap();
    let files = native::read(&document).unwrap();
    let settings = Settings { target_version: PythonVersion::PY311 };
    generate(&files[0].module, settings).unwrap()
}

#[test]
fn person() {
    let spec = r#"
[classes.Person]
doc = "A person."
accessors = "methods"
fields.name = { type = "str", default = "" }
fields.age = { type = "int", default = 0 }
fields.tags = { type = "list[str]", factory = "list" }
eq = true
repr = true

[protocols.Drawable]
runtime_checkable = true
methods.draw = "(self, canvas: Sequence[int], *, scale: float = 1.0) -> None"
properties.width = "int"

[typed_dicts.UserDict]
fields.name = "str"
fields.age = { type = "int", required = false, doc = "In years." }
fields."e-mail" = "str"

[dataclasses.Point]
type_params = ["T: float"]
frozen = true
fields.x = "T"
fields.y = { type = "T | None", default = { code = "None" } }

[enums.Color]
kind = "StrEnum"
members = { RED = "red", BLUE = "blue" }
"#;
    println!("{}", python(spec));
}
