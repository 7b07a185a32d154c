//! The files that stages run over.

use std::path::PathBuf;

use pylint_rs_linter::{Packages, Profile};
use pylint_rs_rules::ParsedFile;
use pylint_rs_source::{Discovered, SourceFile};
use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;

use crate::linting::lint_one;
use crate::settings;

/// Python files, read.
pub struct Corpus {
    /// What was discovered.
    pub discovered: Vec<Discovered>,
    /// The files that can be read, by path.
    pub sources: Vec<SourceFile>,
    /// The rules, with their default options.
    pub(crate) profile: Profile,
    /// Modules' names are not what is measured.
    pub(crate) packages: Packages,
}

impl Corpus {
    /// These files, for the rules that a selector names.
    pub fn of_files(paths: &[PathBuf], rules: &str) -> Self {
        let corpus = Self::of(settings::discover(paths), rules);
        let smallest = corpus.sources.iter().min_by_key(|source| source.text().len());
        smallest.into_iter().for_each(|source| corpus.warm_up(source));
        corpus
    }

    /// That of this repository, or the one in `PYLINT_RS_BENCH_DIR`, for all rules.
    pub fn chosen() -> Self {
        let directory = match std::env::var_os("PYLINT_RS_BENCH_DIR") {
            Some(directory) => PathBuf::from(directory),
            None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        };
        let corpus = Self::of(settings::discover(&[directory]), "ALL");
        corpus.sources.iter().for_each(|source| corpus.warm_up(source));
        corpus
    }

    /// Rules may be made ready when a file first has something for them: that is not what a stage
    /// takes.
    fn warm_up(&self, source: &SourceFile) {
        lint_one(self, source);
    }

    fn of(discovered: Vec<Discovered>, rules: &str) -> Self {
        let sources = discovered.iter().filter_map(|file| SourceFile::read(file.path()).ok());
        Self {
            sources: sources.collect(),
            discovered,
            profile: settings::profile(rules),
            packages: Packages::default(),
        }
    }

    /// How many bytes of text there are.
    pub fn bytes(&self) -> u64 {
        self.sources.iter().map(|source| source.text().len() as u64).sum()
    }

    pub(crate) fn parsed(&self) -> Vec<Parsed<ModModule>> {
        self.sources.iter().map(|source| self.profile.parse(source)).collect()
    }

    pub(crate) fn files<'a>(&'a self, parsed: &'a [Parsed<ModModule>]) -> Vec<ParsedFile<'a>> {
        let pairs = self.sources.iter().zip(parsed);
        pairs
            .map(|(source, parsed)| {
                ParsedFile::new(source.path(), source.text(), source.kind(), parsed)
            })
            .collect()
    }
}
