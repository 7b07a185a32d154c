//! The report, written as the files' parts of it come.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;

use pylint_rs_diagnostics::{Emitter, ReportWriter, Summary, fixes_applied, statistics, would_fix};
use pylint_rs_linter::check::{FileReport, FixMode, Taker};

use super::Report;
use super::output::Output;
use crate::arguments::CheckArguments;

/// Writes the report, and adds up what the files came to.
pub struct Reporter<'a> {
    report: &'a Report,
    arguments: &'a CheckArguments,
    writer: ReportWriter<'a, Output>,
    summary: Summary,
    warnings: Vec<String>,
    /// Each once, in the order in which they came.
    failures: Vec<String>,
    known_failures: BTreeSet<String>,
    /// What ended the writing.
    error: Option<io::Error>,
}

impl<'a> Reporter<'a> {
    /// For a run whose findings `emitter` renders.
    ///
    /// # Errors
    /// If the file the report goes to cannot be made.
    pub fn new(
        report: &'a Report,
        arguments: &'a CheckArguments,
        emitter: &'a dyn Emitter,
        is_stdin: bool,
    ) -> anyhow::Result<Self> {
        let output = match &arguments.output_file {
            Some(path) => Output::file(path)?,
            // With the fixed text on standard output, the report goes beside it.
            None if is_stdin && report.fix_mode == FixMode::Apply => Output::stderr(),
            None => Output::stdout(),
        };
        Ok(Self {
            report,
            arguments,
            writer: ReportWriter::new(emitter, output),
            summary: Summary::default(),
            warnings: Vec::new(),
            failures: Vec::new(),
            known_failures: BTreeSet::new(),
            error: None,
        })
    }

    fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        match self.report.fix_mode {
            FixMode::Diff => self.writer.output().write_all(chunk),
            FixMode::Apply | FixMode::Report => self.writer.chunk(chunk),
        }
    }

    /// Whether there is any use in going on. Files that were to be fixed are, whoever reads on.
    fn flow(&self) -> ControlFlow<()> {
        if self.error.is_some() && self.report.fix_mode != FixMode::Apply {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Tells what went wrong.
    fn tell(&self) {
        for warning in &self.warnings {
            eprintln!("warning: {warning}");
        }
        for failure in &self.failures {
            eprintln!("error: {failure}");
        }
    }

    /// Ends after the last whole part of the report.
    pub fn give_up(mut self) -> anyhow::Result<()> {
        self.tell();
        if let Some(error) = self.error {
            return Err(error.into());
        }
        Ok(self.writer.output().flush()?)
    }

    /// Writes what comes last; gives what was found, and whether anything went wrong with a file.
    pub fn finish(mut self) -> anyhow::Result<(Summary, bool)> {
        self.tell();
        if let Some(error) = self.error {
            return Err(error.into());
        }
        let Self { report, arguments, summary, .. } = self;
        let options = &report.options;
        if report.fix_mode == FixMode::Diff {
            self.writer.output().flush()?;
            if !arguments.quiet {
                eprint!("{}", would_fix(summary.fixed_total()));
            }
        } else if arguments.statistics {
            let table = statistics(&summary, report.format, options.unsafe_fixes, options.color);
            let output = self.writer.output();
            output.write_all(table.as_bytes())?;
            output.flush()?;
        } else if arguments.fix_only {
            let output = self.writer.output();
            if options.show_fixes {
                output.write_all(fixes_applied(&summary, options.color).as_bytes())?;
            }
            output.flush()?;
        } else {
            self.writer.finish(&summary)?;
        }
        Ok((summary, !self.failures.is_empty()))
    }
}

impl Taker<FileReport> for Reporter<'_> {
    fn take(&mut self, report: FileReport) -> ControlFlow<()> {
        let FileReport { chunk, summary, failure, warning } = report;
        self.summary.merge(summary);
        self.warnings.extend(warning);
        if let Some(failure) = failure
            && self.known_failures.insert(failure.clone())
        {
            self.failures.push(failure);
        }
        if self.error.is_none() {
            self.error = self.write(&chunk).err();
        }
        self.flow()
    }

    fn pause(&mut self) {
        if self.error.is_none() {
            self.error = self.writer.output().pause().err();
        }
    }
}
