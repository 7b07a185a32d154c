//! The configuration that stages run with: none but the choice of rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::Profile;
use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog};
use pylint_rs_source::{Discovered, DiscoveryOptions, PathFilter};

/// What `--isolated --select RULES` comes to.
pub fn resolver(rules: &str) -> Resolver {
    let line = CommandLine {
        isolated: true,
        assignments: vec![format!("select = [{rules:?}]")],
        ..CommandLine::default()
    };
    Resolver::new(line, Path::new("/"), Arc::new(RuleCatalog::built_in()))
        .expect("there are such rules")
}

/// These rules, with their fixes.
pub fn profile(rules: &str) -> Profile {
    let resolver = resolver(rules);
    let (_, rules) =
        resolver.for_file(Path::new("/file.py")).expect("there is no file to be wrong");
    Profile::from_settings(&rules, Some(Applicability::Display), false)
        .expect("rules take their defaults")
}

/// The Python files that are named or in directories.
pub fn discover(paths: &[PathBuf]) -> Vec<Discovered> {
    let resolver = Arc::new(resolver("ALL"));
    let options = DiscoveryOptions {
        respect_gitignore: true,
        force_exclude: false,
        threads: 1,
        filter: Arc::clone(&resolver) as Arc<dyn PathFilter>,
    };
    pylint_rs_source::discover(paths, &options)
}
