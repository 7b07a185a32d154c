//! The lines that close a report for people.

use std::io::{self, Write};

use crate::style::{Palette, Style};
use crate::{EmitterOptions, Severity, Summary};

/// Writes how many findings there are, how many can be mended and how.
pub(crate) fn write_closing_lines(
    summary: &Summary,
    options: &EmitterOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    if options.show_fixes {
        output.write_all(fixes_applied(summary, options.color).as_bytes())?;
    }
    if options.quiet {
        return Ok(());
    }
    output.write_all(closing_lines(summary, options.unsafe_fixes, options.color).as_bytes())
}

/// The closing lines: `All checks passed!`, or the number of findings and what to do about them.
pub fn closing_lines(summary: &Summary, unsafe_fixes: bool, color: bool) -> String {
    let palette = Palette { color };
    let mut output = Vec::new();
    let (remaining, fixed) = (summary.total(), summary.fixed_total());
    if remaining == 0 && fixed == 0 {
        palette.text(&mut output, Style::BoldGreen, "All checks passed!");
        output.push(b'\n');
    } else {
        output.extend_from_slice(found(summary, remaining, fixed).as_bytes());
        if let Some(hint) = fix_hint(summary, unsafe_fixes, palette) {
            output.extend_from_slice(&hint);
        }
    }
    String::from_utf8_lossy(&output).into_owned()
}

fn found(summary: &Summary, remaining: usize, fixed: usize) -> String {
    let total = remaining + fixed;
    let errors = summary.of_severity(Severity::Error);
    let mut details = Vec::new();
    if fixed > 0 {
        details.push(format!("{fixed} fixed, {remaining} remaining"));
    }
    // The severities of what was mended are not known, and errors alone need no breakdown.
    let noun = if errors == remaining {
        plural(total, "error")
    } else {
        let severities = [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Info, "note"),
            (Severity::Hint, "hint"),
        ];
        details.extend(severities.into_iter().filter_map(|(severity, noun)| {
            let count = summary.of_severity(severity);
            (count > 0).then(|| plural(count, noun))
        }));
        plural(total, "problem")
    };
    if details.is_empty() {
        format!("Found {noun}.\n")
    } else {
        format!("Found {noun} ({}).\n", details.join(", "))
    }
}

fn fix_hint(summary: &Summary, unsafe_fixes: bool, palette: Palette) -> Option<Vec<u8>> {
    let fixable = summary.fixable(unsafe_fixes);
    let hidden = summary.fixable(true) - fixable;
    let mut output = Vec::new();
    if fixable > 0 {
        output.push(b'[');
        palette.text(&mut output, Style::Cyan, "*");
        output.extend_from_slice(format!("] {fixable} fixable with the `--fix` option").as_bytes());
        if hidden > 0 {
            let hint = format!(" ({hidden} more with `--unsafe-fixes`)");
            output.extend_from_slice(hint.as_bytes());
        }
    } else if hidden > 0 {
        let verb = if hidden == 1 { "has an unsafe fix" } else { "have an unsafe fix" };
        output.extend_from_slice(
            format!("{hidden} {verb}: add `--unsafe-fixes` to `--fix`").as_bytes(),
        );
    } else {
        return None;
    }
    output.extend_from_slice(b".\n");
    Some(output)
}

/// What `--show-fixes` lists: each mended file, and which rules' findings were mended in it.
pub fn fixes_applied(summary: &Summary, color: bool) -> String {
    let total = summary.fixed_total();
    if total == 0 {
        return String::new();
    }
    let palette = Palette { color };
    let mut output = format!("Fixed {}:\n", plural(total, "error")).into_bytes();
    for file in summary.fixed_files() {
        output.extend_from_slice(b"- ");
        palette.paint(&mut output, Style::Bold, |output| {
            crate::line_text::push_line(output, &file.display_path);
        });
        output.extend_from_slice(b":\n");
        let mut rules: Vec<_> = file.rules.iter().collect();
        rules.sort_by_key(|(code, (_, count))| (std::cmp::Reverse(*count), *code));
        let width = rules.iter().map(|(_, (_, count))| digits(*count)).max().unwrap_or(1);
        for (code, (name, count)) in rules {
            output.extend_from_slice(format!("    {count:>width$} × ").as_bytes());
            palette.text(&mut output, Style::BoldRed, code);
            output.extend_from_slice(format!(" ({name})\n").as_bytes());
        }
    }
    output.push(b'\n');
    String::from_utf8_lossy(&output).into_owned()
}

/// What `--diff` closes with.
pub fn would_fix(count: usize) -> String {
    if count == 0 {
        "No errors would be fixed.\n".to_owned()
    } else {
        format!("Would fix {}.\n", plural(count, "error"))
    }
}

/// The number of decimal digits.
pub(crate) fn digits(number: usize) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
