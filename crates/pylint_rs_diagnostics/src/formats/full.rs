//! `full`: the source with the finding marked in it, and the fix as a diff.
//!
//! Specification: the layout of [codespan-reporting](https://docs.rs/codespan-reporting), which
//! renders it. The fix follows as a note in unified diff format.

use std::borrow::Cow;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{self, Label, LabelStyle};
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, Renderer, RichDiagnostic, WriteStyle};
use unicode_width::UnicodeWidthStr;

use crate::closing::{digits, write_closing_lines};
use crate::fix_hunks::push_hunks;
use crate::line_text::push_line;
use crate::painter::Painter;
use crate::plain::{PlainFinding, write_plain};
use crate::snippet::{self, SingleLine, Snippet};
use crate::style::Palette;
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

    /// A finding in a file that could not be read or is empty: there is no source to show.
    fn render_unread(
        &self,
        rendered: &diagnostic::Diagnostic<()>,
        path: &str,
        painter: &mut Painter<'_>,
    ) -> Result<(), Error> {
        self.render_header(rendered, painter)?;
        self.render_start(1, format_args!("{path}:1:1"), painter)?;
        writeln!(painter)?;
        Ok(())
    }

    /// A finding within one line, which nearly all are.
    ///
    /// The same lines as [`RichDiagnostic`] would write, made of the same parts, but the renderer
    /// goes character by character only through what is marked, which takes a third of the time. (And the gutter is as wide as the context's line numbers.)
    fn render_single_line<'a>(
        &self,
        rendered: &diagnostic::Diagnostic<()>,
        lines: &SingleLine<'a>,
        painter: &mut Painter<'a>,
    ) -> Result<(), Error> {
        let padding = lines.numbers().map(digits).max().unwrap_or(1);
        self.render_header(rendered, painter)?;
        self.render_start(padding, format_args!("{}", lines.place()), painter)?;
        let empty = |painter: &mut Painter<'_>| {
            let mut renderer = Renderer::new(painter, &self.config);
            renderer.render_snippet_empty(padding, rendered.severity, 0, &[])
        };
        empty(painter)?;
        for (number, text) in lines.before() {
            self.render_context(padding, number, text, painter)?;
        }
        let (number, mut text, mut label) = lines.marked();
        // What is around the mark has no influence on where it is drawn, but for its width, unless
        // a tab is in it.
        let (head, rest) = text.split_at(label.start);
        let (mark, tail) = rest.split_at(rest.ceil_char_boundary(label.len()));
        if !text.contains('\t') {
            text = mark;
            label = 0..label.len();
            painter.surround_marked(head, tail);
        }
        Renderer::new(painter, &self.config).render_snippet_source(
            padding,
            number,
            text,
            rendered.severity,
            &[(LabelStyle::Primary, label, "")],
            0,
            &[],
        )?;
        for (number, text) in lines.after() {
            self.render_context(padding, number, text, painter)?;
        }
        if !rendered.notes.is_empty() {
            empty(painter)?;
        }
        for note in &rendered.notes {
            Renderer::new(painter, &self.config).render_snippet_note(padding, note)?;
        }
        Renderer::new(painter, &self.config).render_empty()
    }

    fn render_header(
        &self,
        rendered: &diagnostic::Diagnostic<()>,
        painter: &mut Painter<'_>,
    ) -> Result<(), Error> {
        Renderer::new(painter, &self.config).render_header(
            None,
            rendered.severity,
            rendered.code.as_deref(),
            &rendered.message,
        )
    }

    /// The border's upper end, with the place.
    fn render_start(
        &self,
        padding: usize,
        place: std::fmt::Arguments<'_>,
        painter: &mut Painter<'_>,
    ) -> Result<(), Error> {
        write!(painter, "{:padding$} ", "")?;
        painter.set_source_border()?;
        painter.write_all(self.config.chars.snippet_start.as_bytes())?;
        painter.reset()?;
        writeln!(painter, " {place}")?;
        Ok(())
    }

    fn render_context(
        &self,
        padding: usize,
        number: usize,
        text: &str,
        painter: &mut Painter<'_>,
    ) -> Result<(), Error> {
        painter.set_line_number()?;
        write!(painter, "{number:>padding$}")?;
        painter.reset()?;
        painter.write_all(b" ")?;
        painter.set_source_border()?;
        let mut utf8 = [0; 4];
        let border = self.config.chars.source_border_left.encode_utf8(&mut utf8);
        painter.write_all(border.as_bytes())?;
        painter.reset()?;
        painter.write_all(b" ")?;
        painter.write_all(expand_tabs(text, self.config.tab_width).as_bytes())?;
        painter.write_all(b"\n")?;
        Ok(())
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

/// Tabs as spaces up to the next multiple of `width`.
fn expand_tabs(text: &str, width: usize) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut expanded = String::with_capacity(text.len() + 32);
    let mut column = 0;
    for piece in text.split_inclusive('\t') {
        let visible = piece.trim_end_matches('\t');
        expanded.push_str(visible);
        column += visible.width();
        if visible.len() < piece.len() {
            let spaces = width - column % width;
            expanded.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
        }
    }
    Cow::Owned(expanded)
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
            note.clear();
            self.push_fix(&mut note, diagnostic, file, &mut fix_locations);
            let is_fixable = self.options.is_fixable(diagnostic);

            let plain = PlainFinding {
                path: &path,
                code: &diagnostic.code,
                message: &diagnostic.message,
                is_fixable,
                severity: diagnostic.severity,
                range: range.clone(),
                position,
                note: &note,
            };
            let palette = Palette { color: self.options.color };
            if !file.text.is_empty() && write_plain(&plain, file.text, &locations, palette, output)
            {
                continue;
            }

            snippet.cut(&path, file.text, range, position, &mut locations);
            rendered.severity = rendered_severity(diagnostic.severity);
            if let Some(code) = &mut rendered.code {
                code.clear();
                push_line_text(code, &diagnostic.code);
            }
            rendered.message.clear();
            if is_fixable {
                rendered.message.push_str("[*] ");
            }
            push_line_text(&mut rendered.message, &diagnostic.message);
            rendered.labels.clear();
            rendered.labels.push(Label::primary((), snippet.label()));
            rendered.notes.clear();
            if !note.is_empty() {
                rendered.notes.push(std::mem::take(&mut note));
            }

            let mut painter = Painter::new(output, self.options.color, diagnostic.severity);
            // Memory takes all bytes, and the snippet answers every question of the renderer.
            let _ = if file.text.is_empty() {
                self.render_unread(&rendered, &path, &mut painter)
            } else if let Some(lines) = snippet.single_line() {
                self.render_single_line(&rendered, &lines, &mut painter)
            } else {
                let mut renderer = Renderer::new(&mut painter, &self.config);
                RichDiagnostic::new(&rendered, &self.config).render(&snippet, &mut renderer)
            };
            if let Some(used) = rendered.notes.pop() {
                note = used;
            }
        }
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        write_closing_lines(summary, &self.options, output)
    }
}

#[cfg(test)]
mod tests {
    use ruff_source_file::LineIndex;
    use ruff_text_size::{TextRange, TextSize};

    use super::*;

    /// Compares what the two shortcuts for findings within a line write with what the renderer
    /// writes, for each range in the text; says how often each was compared.
    fn compare(text: &str) -> (usize, usize) {
        let line_index = LineIndex::from_source_text(text);
        let file = FileDiagnostics {
            path: std::path::Path::new("/a.py"),
            display_path: "a.py",
            text,
            line_index: &line_index,
            diagnostics: &[],
            cell_starts: None,
        };
        let offsets: Vec<usize> =
            (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)).collect();
        let (mut compared, mut compared_plain) = (0, 0);
        for color in [false, true] {
            let full = Full::new(EmitterOptions { color, ..EmitterOptions::default() });
            for &start in &offsets {
                for &end in offsets.iter().filter(|end| **end >= start) {
                    let mut locations = Locations::new(&file);
                    let position = locations.position(TextSize::try_from(start).unwrap());
                    let mut snippet = Snippet::new();
                    snippet.cut("a.py", text, start..end, position, &mut locations);
                    let Some(lines) = snippet.single_line() else { continue };
                    let mut rendered =
                        diagnostic::Diagnostic::warning().with_code("X1").with_message("message");
                    rendered.labels.push(Label::primary((), snippet.label()));
                    if start % 2 == 0 {
                        rendered.notes.push("one\n  two".to_owned());
                    }

                    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
                    let mut painter = Painter::new(&mut ours, color, Severity::Warning);
                    full.render_single_line(&rendered, &lines, &mut painter).unwrap();
                    let mut painter = Painter::new(&mut theirs, color, Severity::Warning);
                    let mut renderer = Renderer::new(&mut painter, &full.config);
                    RichDiagnostic::new(&rendered, &full.config)
                        .render(&snippet, &mut renderer)
                        .unwrap();
                    let ours = String::from_utf8(ours).unwrap();
                    // The renderer's gutter is too narrow for line numbers after the mark's.
                    if locations.line_count() < 10 {
                        let theirs = String::from_utf8(theirs).unwrap();
                        assert_eq!(ours, theirs, "{start}..{end}");
                    }
                    compared += 1;

                    let plain = PlainFinding {
                        path: "a.py",
                        code: "X1",
                        message: "message",
                        is_fixable: false,
                        severity: Severity::Warning,
                        range: start..end,
                        position,
                        note: rendered.notes.first().map_or("", String::as_str),
                    };
                    let mut plainly = Vec::new();
                    let palette = Palette { color };
                    if write_plain(&plain, text, &locations, palette, &mut plainly) {
                        assert_eq!(String::from_utf8(plainly).unwrap(), ours, "{start}..{end}");
                        compared_plain += 1;
                    } else {
                        assert!(plainly.is_empty());
                    }
                }
            }
        }
        (compared, compared_plain)
    }

    /// Every range in texts that have all there is to get wrong in one place or another.
    #[test]
    fn single_lines_look_as_the_renderer_writes_them() {
        let odd = "import os\n\n\tif x:\n\t\ty = '日本'\n \tz\u{300}w\né日 = 'z\u{300}😀w'\n\nlast";
        assert!(compare(odd).0 > 100);
        let plain = "import os  \n \n\nif x:\n    y = 1 \n\n  \n\nz\r\nw = 2\rlast";
        assert!(compare(plain).1 > 100);
        assert!(compare(&"x = 1\n".repeat(11)).1 > 100);
        let nothing_after = "x = 1\n";
        assert!(compare(nothing_after).1 > 10);
        let long_after = format!("f(abc){}", " + x".repeat(40));
        assert!(compare(&long_after).1 > 100);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            cases: 24,
            failure_persistence: None,
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn any_single_lines_look_as_the_renderer_writes_them(
            text in "([ -~]{0,8}\r?\n){0,6}([ -~é\t]{0,4}\n){0,2}[ -~]{0,5}"
        ) {
            compare(&text);
        }
    }

    #[test]
    fn locations_survive_ranges_that_are_no_places_in_the_text() {
        let text = "é\n";
        let line_index = LineIndex::from_source_text(text);
        let diagnostics = [Diagnostic {
            code: "X1".into(),
            name: "x".into(),
            message: "beyond the end".to_owned(),
            severity: Severity::Error,
            range: TextRange::new(1.into(), 100.into()),
            fix: Some(crate::Fix::safe(crate::Edit::deletion(TextRange::new(
                1.into(),
                100.into(),
            )))),
            suppression_offset: Some(200.into()),
            noqa_offset: Some(200.into()),
        }];
        let file = FileDiagnostics {
            path: std::path::Path::new("/a.py"),
            display_path: "a.py",
            text,
            line_index: &line_index,
            diagnostics: &diagnostics,
            cell_starts: None,
        };
        for format in crate::OutputFormat::ALL {
            let mut output = Vec::new();
            format.emitter(EmitterOptions::default()).render(&file, &mut output);
            assert!(!output.is_empty(), "{format}");
        }
    }
}
