//! What is done for a run rather than for a file: the configuration, and the rules themselves.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::Profile;
use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog};
use pylint_rs_rules::RuleFile;

use crate::{Corpus, Measure, Stage, settings};

/// The repository's root, whose `lint.toml` and packs are read.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reading the configuration, compiling rules that are data, putting all rules into a plan.
pub fn before_files(corpus: &Corpus) -> Vec<Stage<'_>> {
    let configuration = move |measure: &mut Measure<'_>| {
        let catalog = Arc::new(RuleCatalog::built_in());
        measure(&mut || {
            let line =
                CommandLine { file: Some(root().join("lint.toml")), ..CommandLine::default() };
            let resolver = Resolver::new(line, Path::new("/"), Arc::clone(&catalog))
                .expect("the configuration of this repository is right");
            for file in &corpus.discovered {
                black_box(resolver.for_file(file.path()).is_ok());
            }
        });
    };
    let compile = |measure: &mut Measure<'_>| {
        let packs = packs();
        measure(&mut || {
            for (path, text) in &packs {
                black_box(RuleFile::parse(path, text));
            }
        });
    };
    let plan = |measure: &mut Measure<'_>| {
        let resolver = settings::resolver("ALL");
        let (_, rules) = resolver.for_file(Path::new("/file.py")).expect("nothing can be wrong");
        measure(&mut || {
            black_box(Profile::from_settings(&rules, Some(Applicability::Display), false).is_ok());
        });
    };
    vec![
        Stage::new("configuration", configuration),
        Stage::new("compile", compile),
        Stage::new("plan", plan),
    ]
}

fn packs() -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(root().join("rules")).expect("the packs are there");
    let mut packs: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
        .collect();
    packs.sort();
    packs
}
