//! A configuration is taken or refused with a reason.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::Profile;
use pylint_rs_linter::configuration::{
    CommandLine, ConfigurationError, Resolver, RuleCatalog, show_settings,
};

/// Whatever a `lint.toml`, a `pyproject.toml` or the assignments of a command line say, they are
/// resolved for any file or refused with a message; `directory` is empty before and after.
pub fn configurations_hold(text: &str, directory: &Path) {
    let catalog = Arc::new(RuleCatalog::built_in());
    let lint = text.to_owned();
    let project = format!("[project]\nrequires-python = \">=3.9\"\n[tool.pylint-rs]\n{text}");
    for (name, text) in
        [("lint.toml", &lint), ("pyproject.toml", &lint), ("pyproject.toml", &project)]
    {
        // Reading another file, or a device, is not what is tried here.
        if text.contains("extend ") || text.contains("extend=") || text.contains("\"extend\"") {
            continue;
        }
        if text.contains("rule-files") || text.contains("rules") && text.contains('[') {
            continue;
        }
        let path = directory.join(name);
        fs::write(&path, text).expect("a writable directory");
        let resolver = Resolver::new(CommandLine::default(), directory, Arc::clone(&catalog));
        let outcome = resolver.map(|resolver| resolves(&resolver, directory));
        fs::remove_file(&path).expect("the file is there");
        if let Ok(Err(error)) = &outcome {
            explains(error, text);
        }
    }
    let command_line = CommandLine {
        isolated: true,
        assignments: text.lines().map(str::to_owned).collect(),
        ..CommandLine::default()
    };
    match Resolver::new(command_line, directory, catalog) {
        Ok(resolver) => drop(resolves(&resolver, directory)),
        Err(error) => explains(&error, text),
    }
}

fn resolves(resolver: &Resolver, directory: &Path) -> Result<(), Arc<ConfigurationError>> {
    for file in ["a.py", "tests/test_a.py", "a.pyi"] {
        let (settings, rules) = resolver.for_file(&directory.join(file))?;
        assert!(!show_settings(directory, &settings, &rules).is_empty());
        Profile::from_settings(&rules, Some(Applicability::Display), false)
            .expect("options that have been checked");
    }
    Ok(())
}

fn explains(error: &ConfigurationError, text: &str) {
    assert!(!error.message.trim().is_empty(), "an error without a message: {error:?}");
    if let Some((row, column)) = error.position {
        let rows = text.lines().count().max(1) + 1;
        assert!((1..=rows).contains(&row) && column >= 1, "{error:?} points outside {text:?}");
    }
}
