//! `noqa` comments that cover every rule.

use pylint_rs_diagnostics::{Diagnostic, Edit, Fix, Severity};
use ruff_text_size::{TextLen, TextRange};

use super::Suppressions;
use super::lines::line_range;
use super::noqa::{Noqa, starts_with_code};
use crate::own_rules::BLANKET_NOQA;

impl Suppressions<'_> {
    /// The findings of [`BLANKET_NOQA`], which like those of other rules can be suppressed, though
    /// not by what they are about.
    pub fn blanket(&self) -> Vec<Diagnostic> {
        let of_lines = self.noqas.iter().map(|line| &line.noqa).filter(|noqa| noqa.is_blanket());
        let of_file =
            self.file_noqas.iter().map(|file| &file.noqa).filter(|noqa| noqa.is_blanket());
        of_file
            .map(|noqa| self.blanket_of_file(noqa))
            .chain(of_lines.map(|noqa| self.blanket_of_line(noqa)))
            .collect()
    }

    fn blanket_of_file(&self, noqa: &Noqa) -> Diagnostic {
        let line = line_range(self.text, noqa.range.start());
        let comment = self.text[line].trim_start();
        let range = TextRange::new(line.end() - comment.text_len(), line.end());
        let message = "This comment covers every rule in the file: list those that are meant";
        BLANKET_NOQA.finding(Severity::Warning, message.to_owned(), range)
    }

    fn blanket_of_line(&self, noqa: &Noqa) -> Diagnostic {
        let line = line_range(self.text, noqa.range.start());
        let rest = &self.text[TextRange::new(noqa.range.end(), line.end())];
        let list = rest.trim_start();
        if list.len() < rest.len() && starts_with_code(list) {
            let range = TextRange::new(noqa.range.start(), line.end() - list.text_len());
            let message = "Without a colon this `noqa` covers every rule, not just those listed";
            let fix = Fix::unsafe_(Edit::insertion(":", noqa.range.end()));
            return Diagnostic {
                fix: Some(fix.with_message("Add the colon")),
                ..BLANKET_NOQA.finding(Severity::Warning, message.to_owned(), range)
            };
        }
        let message = "This `noqa` covers every rule: list those that are meant";
        BLANKET_NOQA.finding(Severity::Warning, message.to_owned(), noqa.range)
    }
}
