//! `gitlab`: a Code Quality report, shown in GitLab's merge requests.
//!
//! Specification: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
//! GitLab tells new findings from known ones by `fingerprint`. Ours is made of the path, the text
//! of the line, the code, the message and, where all these are the same, a running number: it
//! stays when lines move, and no two in a report are equal.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    Emitter, EmitterOptions, FileDiagnostics, Fingerprint, Locations, Position, Severity, Summary,
};

/// The `gitlab` format.
pub(crate) struct Gitlab {
    options: EmitterOptions,
}

impl Gitlab {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }

    /// GitLab wants the path from the root of the repository.
    fn repository_path<'a>(&self, file: &FileDiagnostics<'a>) -> Cow<'a, str> {
        let path: &'a Path = file.path;
        let relative = self
            .options
            .project_directory
            .as_deref()
            .and_then(|directory| path.strip_prefix(directory).ok());
        relative.map_or(Cow::Borrowed(file.display_path), Path::to_string_lossy)
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    check_name: &'a str,
    description: String,
    severity: &'static str,
    fingerprint: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        Self { line: position.row, column: position.column }
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Hint => "info",
    }
}

impl Emitter for Gitlab {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let path = self.repository_path(file);
        let of_path = Fingerprint::EMPTY.part(path.as_bytes());
        let mut locations = Locations::new(file);
        // A long line may have many findings.
        let mut of_line = None;
        let mut seen: FxHashMap<Fingerprint, u32> = FxHashMap::default();
        for (index, diagnostic) in file.diagnostics.iter().enumerate() {
            if index > 0 {
                output.extend_from_slice(self.separator());
            }
            let line = locations.line(locations.clamp(diagnostic.range.start()));
            let fingerprint = match of_line {
                Some((last, fingerprint)) if last == line => fingerprint,
                _ => of_path.part(file.text[locations.line_range(line)].trim().as_bytes()),
            };
            of_line = Some((line, fingerprint));
            let mut fingerprint =
                fingerprint.part(diagnostic.code.as_bytes()).part(diagnostic.message.as_bytes());
            let repeated = seen.entry(fingerprint).or_insert(0);
            if *repeated > 0 {
                fingerprint = fingerprint.part(&repeated.to_be_bytes());
            }
            *repeated += 1;

            let (start, end) = locations.span_on_disk(diagnostic.range);
            let issue = Issue {
                check_name: &diagnostic.code,
                description: format!("{}: {}", diagnostic.code, diagnostic.message),
                severity: severity(diagnostic.severity),
                fingerprint: &fingerprint.to_string(),
                location: Location {
                    path: &path,
                    positions: Positions { begin: start.into(), end: end.into() },
                },
            };
            // Neither the types nor writing to memory can make this fail.
            let _ = serde_json::to_writer(&mut *output, &issue);
        }
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn begin(&self, _totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"[")
    }

    fn end(&self, _summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(b"]\n")
    }
}
