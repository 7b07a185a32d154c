//! Takes what codespan-reporting renders, with our colours and our names of severities.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{self, LabelStyle};
use codespan_reporting::term::WriteStyle;

use crate::Severity;
use crate::style::{RESET, Style};

/// Where the renderer writes to.
pub(crate) struct Painter<'a> {
    output: &'a mut Vec<u8>,
    color: bool,
    severity: Severity,
    in_severity: bool,
}

impl<'a> Painter<'a> {
    /// Appends one finding of `severity` to `output`.
    pub(crate) fn new(output: &'a mut Vec<u8>, color: bool, severity: Severity) -> Self {
        Self { output, color, severity, in_severity: false }
    }

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
