//! A spec is refused with reasons and their places, or becomes Python: whatever it says, it cannot
//! make the output anything but the definitions it asks for.

use std::path::PathBuf;

use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::json_schema::Shape;
use pylint_rs_codegen::{Input, Request, SpecError, generate_files};
use pylint_rs_semantic::{ModuleContext, Semantic, Storage, syntax_errors};
use ruff_python_ast::{Expr, ModModule, PySourceType, PythonVersion, Stmt};
use ruff_python_formatter::{PyFormatOptions, format_module_source};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

/// What specs are written in, and the versions they are for: each syntax once, and each version.
const WAYS: [(Input, u8); 5] =
    [(Input::Toml, 9), (Input::Json, 11), (Input::Json, 12), (Input::Yaml, 13), (Input::Json, 14)];

/// Whatever a spec says, it is refused with places, or gives Python of the target version that both
/// stays as it is when formatted and holds definitions only.
pub fn specs_hold(text: &str) {
    for (input, minor) in WAYS {
        let version = PythonVersion { major: 3, minor };
        let request = Request {
            input: Some(input),
            shape: Shape::TypedDict,
            root_name: None,
            target_version: version,
            folder: PathBuf::from("."),
        };
        match generate_files(Source::new(None, text), &request) {
            Ok(generated) => {
                for file in generated.files {
                    is_python(&file.text, version, text);
                }
            }
            Err(errors) => {
                assert!(!errors.is_empty(), "{text:?}");
                errors.iter().for_each(|error| is_told(error, text));
            }
        }
    }
}

fn is_told(error: &SpecError, text: &str) {
    assert!(!error.message.trim().is_empty(), "{error:?}");
    assert!(!error.message.contains("a mistake of ours"), "{error} of {text:?}");
    let (line, column) = error.position.unwrap_or_else(|| panic!("{error} of {text:?}"));
    let lines = text.split(['\n', '\r']).count() + 1;
    assert!((1..=lines).contains(&line) && column >= 1, "{error:?} of {text:?}");
}

fn is_python(code: &str, version: PythonVersion, spec: &str) {
    let options = ParseOptions::from(Mode::Module).with_target_version(version);
    let parsed = parse_unchecked(code, options);
    assert!(parsed.errors().is_empty(), "{:?}\n{code}\n{spec:?}", parsed.errors());
    let unsupported = parsed.unsupported_syntax_errors();
    assert!(unsupported.is_empty(), "{unsupported:?}\n{code}\n{spec:?}");
    let options =
        PyFormatOptions::from_source_type(PySourceType::Python).with_target_version(version);
    let formatted = format_module_source(code, options).expect("it parses").into_code();
    assert_eq!(formatted, code, "is changed by formatting, of {spec:?}");
    if let ruff_python_ast::Mod::Module(module) = parsed.into_syntax() {
        holds_definitions_only(&module, code, spec);
        compiles(&module, code, version, spec);
    }
}

/// Nothing at the top of the module does anything.
fn holds_definitions_only(module: &ModModule, code: &str, spec: &str) {
    for statement in &module.body {
        let is_fine = match statement {
            Stmt::Import(_) | Stmt::ImportFrom(_) | Stmt::ClassDef(_) | Stmt::TypeAlias(_) => true,
            Stmt::AnnAssign(_) => true,
            Stmt::Assign(assignment) => {
                matches!(&*assignment.value, Expr::Call(_) | Expr::Name(_))
            }
            Stmt::Expr(expression) => expression.value.is_string_literal_expr(),
            Stmt::If(it) => matches!(&*it.test, Expr::Name(name) if name.id == "TYPE_CHECKING"),
            _ => false,
        };
        assert!(is_fine, "{statement:?}\n{code}\n{spec:?}");
    }
}

/// CPython's compiler finds nothing after its parser, either.
fn compiles(module: &ModModule, code: &str, version: PythonVersion, spec: &str) {
    let storage = Storage::default();
    let context = ModuleContext {
        source: code,
        kind: PySourceType::Python,
        python_minor: version.minor,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(module, &storage, context);
    let errors = syntax_errors(&semantic);
    assert!(errors.is_empty(), "{errors:?}\n{code}\n{spec:?}");
}
