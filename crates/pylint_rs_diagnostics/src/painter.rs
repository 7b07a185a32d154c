//! Takes what codespan-reporting renders, with our colours and our names of severities.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{self, LabelStyle};
use codespan_reporting::term::WriteStyle;
use unicode_width::UnicodeWidthChar;

use crate::Severity;
use crate::plain::severity_style;
use crate::style::{RESET, Style};

/// What the renderer draws left of the source.
const BORDER: &str = "│";

/// Where the renderer writes to.
pub(crate) struct Painter<'a> {
    output: &'a mut Vec<u8>,
    color: bool,
    severity: Severity,
    in_severity: bool,
    /// What goes before the marked line's text, what goes before its carets, and how many of the
    /// two are still to be written.
    head: &'a str,
    head_width: usize,
    heads_left: u8,
    after_border: bool,
    /// What goes after the marked line's text.
    tail: &'a str,
}

impl<'a> Painter<'a> {
    /// Appends one finding of `severity` to `output`.
    pub(crate) fn new(output: &'a mut Vec<u8>, color: bool, severity: Severity) -> Self {
        Self {
            output,
            color,
            severity,
            in_severity: false,
            head: "",
            head_width: 0,
            heads_left: 0,
            after_border: false,
            tail: "",
        }
    }

    /// Has `head` and `tail` written around the text of the marked line, which is written next,
    /// and spaces instead of `head` before the carets below it.
    pub(crate) fn surround_marked(&mut self, head: &'a str, tail: &'a str) {
        self.head = head;
        self.head_width = if head.is_ascii() {
            head.len()
        } else {
            head.chars().filter_map(UnicodeWidthChar::width).sum()
        };
        self.heads_left = 2;
        self.after_border = false;
        self.tail = tail;
    }

    /// Watches for the border and the space after it, which is where a line's text starts.
    fn write_head(&mut self, bytes: &[u8]) {
        if bytes == BORDER.as_bytes() {
            self.after_border = true;
        } else if self.after_border {
            self.after_border = false;
            self.heads_left -= 1;
            if self.heads_left > 0 {
                self.output.extend_from_slice(self.head.as_bytes());
            } else {
                self.output.extend(std::iter::repeat_n(b' ', self.head_width));
            }
        }
    }

    fn style(&mut self, style: Style) -> io::Result<()> {
        if self.color {
            self.output.extend_from_slice(style.sequence().as_bytes());
        }
        Ok(())
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
            if !self.tail.is_empty() && bytes == b"\n" {
                self.output.extend_from_slice(std::mem::take(&mut self.tail).as_bytes());
            }
            self.output.extend_from_slice(bytes);
            if self.heads_left > 0 {
                self.write_head(bytes);
            }
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
        self.style(severity_style(self.severity))
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
            LabelStyle::Primary => self.style(severity_style(self.severity)),
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
