//! From bytes to the index, and from the rules' findings to what is reported.

use std::hint::black_box;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::fixing::{FixOptions, LintRound, fix_to_fixpoint};
use pylint_rs_linter::suppression::Suppressions;
use pylint_rs_rules::Plan;
use pylint_rs_semantic::Storage;
use pylint_rs_source::SourceFile;

use crate::{Corpus, Stage, rules};

/// Reading, parsing, indexing.
pub fn up_to_the_index(corpus: &Corpus) -> Vec<Stage<'_>> {
    let read = move |measure: &mut crate::Measure<'_>| {
        measure(&mut || {
            for source in &corpus.sources {
                drop(black_box(SourceFile::read(source.path())));
            }
        });
    };
    let parse = move |measure: &mut crate::Measure<'_>| {
        measure(&mut || {
            for source in &corpus.sources {
                drop(black_box(corpus.profile.parse(source)));
            }
        });
    };
    let index = move |measure: &mut crate::Measure<'_>| {
        let parsed = corpus.parsed();
        let files = corpus.files(&parsed);
        measure(&mut || {
            for file in &files {
                let storage = Storage::default();
                black_box(file.index(&storage, corpus.profile.settings()));
            }
        });
    };
    vec![Stage::new("read", read), Stage::new("parse", parse), Stage::new("index", index)]
}

/// Suppressing, fixing, and all of a file's way in one.
pub fn from_findings_on(corpus: &Corpus) -> Vec<Stage<'_>> {
    let suppress = move |measure: &mut crate::Measure<'_>| {
        let parsed = corpus.parsed();
        let plan = Plan::new(rules::all());
        let files = corpus.files(&parsed);
        let settings = corpus.profile.settings();
        let mut found: Vec<_> = files.iter().map(|file| plan.check(file, settings)).collect();
        measure(&mut || {
            for (file, found) in files.iter().zip(&mut found) {
                let mut suppressions = Suppressions::from_tokens(file.text, file.parsed.tokens());
                black_box(suppressions.apply(std::mem::take(found)));
            }
        });
    };
    let lint = move |measure: &mut crate::Measure<'_>| {
        measure(&mut || {
            for source in &corpus.sources {
                black_box(lint_one(corpus, source));
            }
        });
    };
    let fix = move |measure: &mut crate::Measure<'_>| {
        let mut first: Vec<_> =
            corpus.sources.iter().map(|source| lint_one(corpus, source)).collect();
        let options = FixOptions { required: Applicability::Unsafe, fixable: &|_| true };
        measure(&mut || {
            for (source, first) in corpus.sources.iter().zip(&mut first) {
                let first = std::mem::take(first);
                black_box(fix_to_fixpoint(source.text(), first, options, |text| {
                    let fixed = source.with_text(text.to_owned());
                    fixed.map_or_else(|_| LintRound::default(), |fixed| lint_one(corpus, &fixed))
                }));
            }
        });
    };
    vec![Stage::new("suppress", suppress), Stage::new("lint", lint), Stage::new("fix", fix)]
}

/// All of each file's way.
pub fn by_file(corpus: &Corpus) -> Vec<Stage<'_>> {
    let stage = |source| {
        Stage::new(SourceFile::path(source).display().to_string(), move |measure| {
            measure(&mut || drop(black_box(lint_one(corpus, source))));
        })
    };
    corpus.sources.iter().map(stage).collect()
}

pub fn lint_one(corpus: &Corpus, source: &SourceFile) -> LintRound {
    corpus.profile.lint(source.path(), source, &corpus.packages)
}
