//! `full`: the source with the finding marked in it, and the fix as a diff.
//!
//! Specification: the layout of [codespan-reporting](https://docs.rs/codespan-reporting), which
//! renders it. The fix follows as a note in unified diff format.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{self, Label, LabelStyle};
use codespan_reporting::term::{Config, Renderer, RichDiagnostic, WriteStyle};

use crate::closing::write_closing_lines;
use crate::fix_hunks::push_hunks;
use crate::line_text::push_line;
use crate::snippet::{self, Snippet};
use crate::style::{Palette, RESET, Style};
use crate::{
    Applicability, Diagnostic, Emitter, EmitterOptions, FileDiagnostics, Locations, Severity,
    Summary,
};

/// The `full` format.
pub(crate) struct Full {
    options: EmitterOptions,
    config: Config,
}

impl Full {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        let config = Config {
            tab_width: 4,
            start_context_lines: snippet::FIRST_LINES,
            end_context_lines: snippet::LAST_LINES,
            before_label_lines: snippet::CONTEXT,
            after_label_lines: snippet::CONTEXT,
            ..Config::default()
        };
        Self { options, config }
    }

    /// Says what the fix does, and shows it.
    fn push_fix(
        &self,
        note: &mut String,
        diagnostic: &Diagnostic,
        file: &FileDiagnostics<'_>,
        locations: &mut Locations<'_>,
    ) {
        let Some(fix) = &diagnostic.fix else { return };
        note.push_str(match fix.applicability() {
            Applicability::Safe => "fix",
            Applicability::Unsafe => "unsafe fix",
            Applicability::Display => "suggestion",
        });
        if let Some(message) = fix.message() {
            note.push_str(": ");
            push_line_text(note, message);
        }
        let palette = Palette { color: self.options.color };
        push_hunks(note, fix, file.text, locations, palette);
    }
}

fn push_line_text(output: &mut String, text: &str) {
    let mut line = Vec::with_capacity(text.len());
    push_line(&mut line, text);
    output.push_str(&String::from_utf8_lossy(&line));
}

const fn rendered_severity(severity: Severity) -> diagnostic::Severity {
    match severity {
        Severity::Error => diagnostic::Severity::Error,
        Severity::Warning => diagnostic::Severity::Warning,
        Severity::Info => diagnostic::Severity::Note,
        Severity::Hint => diagnostic::Severity::Help,
    }
}

impl Emitter for Full {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let mut path = String::new();
        push_line_text(&mut path, file.display_path);
        let mut locations = Locations::new(file);
        let mut fix_locations = Locations::new(file);
        let mut snippet = Snippet::new();
        let mut rendered = diagnostic::Diagnostic::new(diagnostic::Severity::Error);
        rendered.code = Some(String::new());
        let mut note = String::new();

        for diagnostic in file.diagnostics {
            let start = locations.clamp(diagnostic.range.start());
            let end = locations.clamp(diagnostic.range.end());
            let position = locations.position(start);
            let range = start.to_usize()..end.to_usize();
            snippet.cut(&path, file.text, range, position, &mut locations);

            rendered.severity = rendered_severity(diagnostic.severity);
            if let Some(code) = &mut rendered.code {
                code.clear();
                push_line_text(code, &diagnostic.code);
            }
            rendered.message.clear();
            if self.options.is_fixable(diagnostic) {
                rendered.message.push_str("[*] ");
            }
            push_line_text(&mut rendered.message, &diagnostic.message);
            rendered.labels.clear();
            rendered.labels.push(Label::primary((), snippet.label()));
            note.clear();
            self.push_fix(&mut note, diagnostic, file, &mut fix_locations);
            rendered.notes.clear();
            if !note.is_empty() {
                rendered.notes.push(std::mem::take(&mut note));
            }

            let mut writer = Painter {
                output,
                color: self.options.color,
                severity: diagnostic.severity,
                in_severity: false,
            };
            let mut renderer = Renderer::new(&mut writer, &self.config);
            if file.text.is_empty() {
                // The file could not be read, or is empty: there is no source to show.
                let _ = renderer.render_header(
                    None,
                    rendered.severity,
                    rendered.code.as_deref(),
                    &rendered.message,
                );
                let _ = writer.set_source_border();
                writer.output.extend_from_slice("  ┌─ ".as_bytes());
                let _ = writer.reset();
                writer.output.extend_from_slice(path.as_bytes());
                writer.output.extend_from_slice(b":1:1\n\n");
                continue;
            }
            // The snippet answers every question of the renderer, and memory takes all bytes.
            let _ = RichDiagnostic::new(&rendered, &self.config).render(&snippet, &mut renderer);
            if let Some(used) = rendered.notes.pop() {
                note = used;
            }
        }
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        write_closing_lines(summary, &self.options, output)
    }
}

/// Takes the renderer's output, with colours if they are wanted.
struct Painter<'a> {
    output: &'a mut Vec<u8>,
    color: bool,
    severity: Severity,
    in_severity: bool,
}

impl Painter<'_> {
    fn style(&mut self, style: Style) -> io::Result<()> {
        if self.color {
            self.output.extend_from_slice(style.sequence().as_bytes());
        }
        Ok(())
    }

    const fn severity_style(&self) -> Style {
        match self.severity {
            Severity::Error => Style::BoldRed,
            Severity::Warning => Style::BoldYellow,
            Severity::Info => Style::BoldGreen,
            Severity::Hint => Style::BoldCyan,
        }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.in_severity {
            // The renderer has other words for two of the severities; ours are those of the
            // configuration and of the other formats.
            self.in_severity = false;
            self.output.extend_from_slice(self.severity.as_str().as_bytes());
        } else {
            self.output.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, _severity: diagnostic::Severity) -> io::Result<()> {
        self.in_severity = true;
        self.style(self.severity_style())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        if self.color {
            self.output.extend_from_slice(RESET.as_bytes());
        }
        self.style(Style::Bold)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.style(Style::Blue)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.style(Style::Blue)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.style(Style::Blue)
    }

    fn set_label(&mut self, _severity: diagnostic::Severity, label: LabelStyle) -> io::Result<()> {
        match label {
            LabelStyle::Primary => self.style(self.severity_style()),
            LabelStyle::Secondary => self.style(Style::Blue),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.color {
            self.output.extend_from_slice(RESET.as_bytes());
        }
        Ok(())
    }
}
