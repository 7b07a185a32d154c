//! Rendering findings, in each format.

use std::path::Path;

use pylint_rs_diagnostics::{EmitterOptions, FileDiagnostics, OutputFormat};

use crate::linting::lint_one;
use crate::{Corpus, Measure, Stage};

/// A stage for each format.
pub fn by_format(corpus: &Corpus) -> Vec<Stage<'_>> {
    OutputFormat::ALL.into_iter().map(|format| stage(corpus, format)).collect()
}

fn stage(corpus: &Corpus, format: OutputFormat) -> Stage<'_> {
    Stage::new(format!("emit/{format}"), move |measure: &mut Measure<'_>| {
        let emitter = format.emitter(EmitterOptions::default());
        let found: Vec<_> = corpus.sources.iter().map(|source| lint_one(corpus, source)).collect();
        let mut output = Vec::new();
        measure(&mut || {
            for (source, found) in corpus.sources.iter().zip(&found) {
                output.clear();
                let file = FileDiagnostics {
                    path: source.path(),
                    display_path: &name(source.path()),
                    text: source.text(),
                    line_index: source.line_index(),
                    diagnostics: &found.diagnostics,
                    cell_starts: None,
                };
                emitter.render(&file, &mut output);
            }
        });
    })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
