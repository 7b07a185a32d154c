//! The stages of a file's way through the linter, each by itself: what `cargo bench` times and
//! `instructions.py` counts.
//!
//! A [`Stage`] sets up what the stage before it left, and hands the work proper to whoever
//! measures. The stages use what any user of the crates has; nothing in them is there for this.

mod corpus;
mod emitting;
mod linting;
mod project;
mod rules;
mod settings;

pub use corpus::Corpus;

/// What measures: it is handed the work, and carries it out.
pub type Measure<'m> = dyn FnMut(&mut dyn FnMut()) + 'm;

/// A stage, over the files of a corpus.
pub struct Stage<'c> {
    /// What it is called: `parse`, or a group and one of it: `emit/json`.
    pub name: String,
    run: Box<dyn Fn(&mut Measure<'_>) + 'c>,
}

impl<'c> Stage<'c> {
    fn new(name: impl Into<String>, run: impl Fn(&mut Measure<'_>) + 'c) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }

    /// Sets everything up, and has the work measured, once.
    pub fn run(&self, measure: &mut Measure<'_>) {
        (self.run)(measure);
    }
}

/// All stages, in the order of a run.
pub fn stages(corpus: &Corpus) -> Vec<Stage<'_>> {
    let mut stages = project::before_files(corpus);
    stages.extend(linting::up_to_the_index(corpus));
    stages.extend(rules::all_together(corpus));
    stages.extend(rules::by_family(corpus));
    stages.extend(rules::by_pack(corpus));
    stages.extend(linting::from_findings_on(corpus));
    stages.extend(emitting::by_format(corpus));
    stages
}

/// A stage for each file of a corpus: all that is done to it from its text on.
pub fn files(corpus: &Corpus) -> Vec<Stage<'_>> {
    linting::by_file(corpus)
}
