//! The guide shows specs of `fixtures/gen` and the Python they give, word for word.
//!
//! `UPDATE_GUIDE=1 cargo test -p pylint_rs_codegen --test guide` writes what is shown.

use std::fs;
use std::path::{Path, PathBuf};

use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::json_schema::Shape;
use pylint_rs_codegen::{Request, generate_files};
use ruff_python_ast::PythonVersion;

/// What begins a part that is made: a spec, and the version it is shown for.
const BEGIN: &str = "<!-- shown: ";
const END: &str = "<!-- end -->\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The spec and what it gives, as the guide has them.
fn shown(spec: &str, minor: u8) -> String {
    let path = root().join("fixtures/gen").join(spec);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{spec}: {error}"));
    let request = Request {
        input: None,
        shape: Shape::TypedDict,
        root_name: None,
        target_version: PythonVersion { major: 3, minor },
        folder: path.parent().unwrap().to_owned(),
    };
    let source = Source::new(Some(Path::new(spec)), text.as_str());
    let generated = generate_files(source, &request).unwrap_or_else(|errors| panic!("{errors:?}"));
    let language = Path::new(spec).extension().unwrap().to_str().unwrap();
    let mut result = format!("\n```{language}\n{}\n```\n", text.trim_end());
    for file in generated.files {
        if let Some(name) = &file.name {
            result.push_str(&format!("\n`{}.py`:\n", name.replace('.', "/")));
        }
        result.push_str(&format!("\n```python\n{}\n```\n", file.text.trim_end()));
    }
    result.push('\n');
    result
}

/// The page with what it shows as it is now.
fn updated(page: &str) -> String {
    let mut result = String::new();
    let mut rest = page;
    while let Some(start) = rest.find(BEGIN) {
        let line_end = start + rest[start..].find('\n').expect("a comment ends") + 1;
        let what = rest[start..line_end].trim_start_matches(BEGIN).trim_end_matches(" -->\n");
        let (spec, version) = what.split_once(" for ").expect("`NAME for 3.x`");
        let minor = version.strip_prefix("3.").unwrap().parse().unwrap();
        let end = line_end + rest[line_end..].find(END).expect("`end`");
        result.push_str(&rest[..line_end]);
        result.push_str(&shown(spec, minor));
        result.push_str(END);
        rest = &rest[end + END.len()..];
    }
    result + rest
}

#[test]
fn the_guide_shows_what_specs_give() {
    let path = root().join("docs/gen.md");
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.matches(BEGIN).count() >= 12);
    let wanted = updated(&page);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(
        page == wanted,
        "docs/gen.md is out of date: UPDATE_GUIDE=1 cargo test -p pylint_rs_codegen --test guide"
    );
}
