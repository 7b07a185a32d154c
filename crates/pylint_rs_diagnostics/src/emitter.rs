//! How a format is written: file by file in the workers, and a frame around it all.

use std::io::{self, Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::SpooledTempFile;

use crate::{Diagnostic, FileDiagnostics, Fix, RuleCatalogue, Summary};

/// What the formats may need to know of the run.
#[derive(Clone, Debug, Default)]
pub struct EmitterOptions {
    /// Whether formats for people use colours.
    pub color: bool,
    /// Whether `--fix` would apply unsafe fixes too.
    pub unsafe_fixes: bool,
    /// Whether formats for people close with a list of the fixes that were applied.
    pub show_fixes: bool,
    /// Whether the closing lines are left out of formats for people.
    pub quiet: bool,
    /// The rules of the run.
    pub rules: Arc<RuleCatalogue>,
    /// The root that GitLab's paths are relative to, if not the working directory.
    pub project_directory: Option<PathBuf>,
}

impl EmitterOptions {
    /// The fix that `--fix` would apply for this finding as things are set.
    pub(crate) fn is_fixable(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.fix.as_ref().is_some_and(|fix| self.would_apply(fix))
    }

    fn would_apply(&self, fix: &Fix) -> bool {
        match fix.applicability() {
            crate::Applicability::Safe => true,
            crate::Applicability::Unsafe => self.unsafe_fixes,
            crate::Applicability::Display => false,
        }
    }
}

/// Writes findings in one format.
///
/// Whatever the order in which files are rendered, writing the non-empty chunks in path order
/// with [`Emitter::separator`] between them, after `begin` and before `end`, gives the same bytes
/// each time. [`ReportWriter`] does that.
pub trait Emitter: Send + Sync {
    /// Renders one file's findings; called by the workers, many at once.
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>);

    /// Whether [`Diagnostic::noqa_offset`](crate::Diagnostic::noqa_offset) is shown.
    fn shows_noqa_lines(&self) -> bool {
        false
    }

    /// What goes between two non-empty chunks.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// Whether the opening states totals, so that all files have to be rendered before it is
    /// written.
    fn needs_totals(&self) -> bool {
        false
    }

    /// Writes what comes before the first chunk. `totals` is there if [`Emitter::needs_totals`].
    fn begin(&self, totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        let _ = (totals, output);
        Ok(())
    }

    /// Writes what comes after the last chunk.
    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        let _ = (summary, output);
        Ok(())
    }
}

/// Puts the chunks together: opening, chunks with separators, closing.
pub struct ReportWriter<'a, W: Write> {
    emitter: &'a dyn Emitter,
    output: W,
    begun: bool,
    any_chunk: bool,
    /// What has to wait for the totals.
    held_back: SpooledTempFile,
}

/// More than that waits in a temporary file.
const MOST_HELD_BACK: usize = 16 << 20;

impl<'a, W: Write> ReportWriter<'a, W> {
    /// A report in the emitter's format, written to `output` as chunks come.
    pub fn new(emitter: &'a dyn Emitter, output: W) -> Self {
        Self {
            emitter,
            output,
            begun: false,
            any_chunk: false,
            held_back: SpooledTempFile::new(MOST_HELD_BACK),
        }
    }

    /// Adds what [`Emitter::render`] made of the next file.
    pub fn chunk(&mut self, chunk: &[u8]) -> io::Result<()> {
        if chunk.is_empty() {
            return Ok(());
        }
        let separator = if self.any_chunk { self.emitter.separator() } else { b"" };
        self.any_chunk = true;
        if self.emitter.needs_totals() {
            self.held_back.write_all(separator)?;
            return self.held_back.write_all(chunk);
        }
        self.begin(None)?;
        self.output.write_all(separator)?;
        self.output.write_all(chunk)
    }

    /// Where the report goes.
    pub fn output(&mut self) -> &mut W {
        &mut self.output
    }

    /// Closes the report and gives the output back.
    pub fn finish(mut self, summary: &Summary) -> io::Result<W> {
        self.begin(self.emitter.needs_totals().then_some(summary))?;
        self.held_back.rewind()?;
        io::copy(&mut self.held_back, &mut self.output)?;
        self.emitter.end(summary, &mut self.output)?;
        self.output.flush()?;
        Ok(self.output)
    }

    fn begin(&mut self, totals: Option<&Summary>) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.emitter.begin(totals, &mut self.output)?;
        }
        Ok(())
    }
}
