//! `pylint-rs search --explain`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use pylint_rs_linter::search::LineVerdict;
use pylint_rs_pattern::Pattern;
use pylint_rs_source::SourceFile;
use ruff_text_size::TextRange;

use super::files::FileSearch;
use crate::CLEAN;

/// Of what begins on a line, no more than this is shown.
const MOST_REASONS: usize = 5;

/// Shows how the pattern is understood or, with `--at`, why a line is no match.
pub fn run(files: &FileSearch<'_>, pattern: &Pattern) -> anyhow::Result<u8> {
    let search = files.search;
    let mut output = io::BufWriter::new(io::stdout().lock());
    let Some(at) = &files.arguments.at else {
        output.write_all(search.explanation(pattern).as_bytes())?;
        output.flush()?;
        return Ok(CLEAN);
    };
    let (path, line) = place(at)?;
    let path = std::path::absolute(path).with_context(|| path.display().to_string())?;
    let shown = files.shown(&path);
    let source = SourceFile::read(&path).with_context(|| shown.clone())?;
    let lines = source.line_index().line_count();
    if line > lines {
        bail!("{shown} has {lines} lines, and so no line {line}");
    }
    let surroundings = files.surroundings(&path).map_err(anyhow::Error::msg)?;
    let verdict = search
        .verdict(pattern, surroundings.of(&source), line)
        .map_err(|error| anyhow!("{}", files.describe(&source, &error)))?;
    let place = |range: TextRange| {
        let place = source.location(range.start());
        format!("{shown}:{}:{}", place.row, place.column)
    };
    match verdict {
        LineVerdict::Match(range) => writeln!(output, "{}: this is a match", place(range))?,
        LineVerdict::Condition(range) => writeln!(
            output,
            "{}: the pattern matches, but one of the conditions does not hold",
            place(range)
        )?,
        LineVerdict::Mismatches(mismatches) => {
            for mismatch in mismatches.iter().take(MOST_REASONS) {
                writeln!(output, "{}: {}", place(mismatch.range), mismatch.reason)?;
            }
        }
        LineVerdict::NoCandidate => {
            let kinds = pattern.candidates();
            let kinds = if kinds.len() > 8 { "code".to_owned() } else { kinds.join(", ") };
            writeln!(
                output,
                "{shown}:{line}: nothing that begins here can match: it takes {kinds}"
            )?;
        }
    }
    output.flush()?;
    Ok(CLEAN)
}

/// The parts of `FILE:LINE`.
fn place(at: &str) -> anyhow::Result<(&Path, usize)> {
    let parts = at.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
    match parts {
        Some((path, line)) if line > 0 && !path.is_empty() => Ok((Path::new(path), line)),
        _ => bail!("`--at {at}`: expected a file, a colon and the number of a line"),
    }
}
