//! `--check` and `--diff`.

use std::io::{self, Write};

use pylint_rs_codegen::{Defined, Origin, Outline};
use pylint_rs_diagnostics::{ChangedLines, annotated_diff};

use super::placing::{Output, Status};
use super::plan::Plan;
use crate::{CLEAN, FINDINGS};

/// No more lines of a spec are named for a hunk.
const LINES_LIMIT: usize = 4;
/// A line of a spec is cut after so many characters.
const LENGTH_LIMIT: usize = 60;

/// Says how files differ from what they would be written as.
pub(super) fn compare(plan: &Plan, color: bool) -> anyhow::Result<u8> {
    let mut writer = io::stdout().lock();
    let mut code = CLEAN;
    for orphan in &plan.orphans {
        code = FINDINGS;
        eprintln!("{orphan}: `pylint-rs gen --prune` deletes it");
    }
    for output in plan.outputs.iter().filter(|output| output.status != Status::Same) {
        code = FINDINGS;
        let shown = output.path.display();
        if output.status == Status::Missing {
            eprintln!("{shown} is missing");
        }
        output.refusals.iter().for_each(|refusal| eprintln!("{refusal}"));
        writer.write_all(diff(output, color).as_bytes())?;
    }
    Ok(code)
}

fn diff(output: &Output, color: bool) -> String {
    let before = output.before.as_ref().map(|before| before.text()).unwrap_or_default();
    let outlines = Outlines {
        before: Outline::of(&before),
        after: Outline::of(&output.text),
        origins: &output.origins,
    };
    let name = output.path.display().to_string();
    annotated_diff(&name, &before, &output.text, color, |changed| outlines.note(changed))
}

/// What is defined where in a file before and after.
struct Outlines<'o> {
    before: Outline,
    after: Outline,
    origins: &'o [Origin],
}

impl Outlines<'_> {
    /// The lines of specs behind a hunk.
    fn note(&self, changed: &ChangedLines) -> Option<String> {
        let removed = changed.removed.iter().filter_map(|line| self.before.at_line(*line));
        let added = changed.added.iter().filter_map(|line| self.after.at_line(*line));
        let mut defined: Vec<Defined<'_>> = Vec::new();
        for it in added.chain(removed) {
            if !defined.contains(&it) {
                defined.push(it);
            }
        }
        if defined.is_empty() {
            // Imports change because of what uses them.
            defined.extend(self.after.users_of_imports_without(&self.before));
            defined.extend(self.before.users_of_imports_without(&self.after));
        }
        let mut lines: Vec<String> = Vec::new();
        for it in defined {
            let line = self.behind(it);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if lines.is_empty() {
            let first = self.origins.first()?;
            return Some(first.source_name());
        }
        let more = lines.len().saturating_sub(LINES_LIMIT);
        lines.truncate(LINES_LIMIT);
        if more > 0 {
            lines.push(format!("{more} more"));
        }
        Some(lines.join("; "))
    }

    fn behind(&self, defined: Defined<'_>) -> String {
        let Some(origin) = self.origins.iter().find(|it| it.definition == defined.definition)
        else {
            return format!("nothing asks for `{}`", defined.definition);
        };
        let line = origin.line_of(defined.member).to_string();
        match line.char_indices().nth(LENGTH_LIMIT) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}
