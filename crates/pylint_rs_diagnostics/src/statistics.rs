//! `--statistics`: how many findings each rule has.

use std::cmp::Reverse;

use serde::Serialize;

use crate::closing::digits;
use crate::style::{Palette, Style};
use crate::{Diagnostic, OutputFormat, RuleCount, Summary};

/// One rule's line, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    count: usize,
    fixable: bool,
    fixable_count: usize,
}

/// The table, most findings first: count, code, whether `--fix` mends all (`[*]`), some (`[-]`) or
/// none (`[ ]`) of them, name. For the JSON formats it is a JSON array.
pub fn statistics(
    summary: &Summary,
    format: OutputFormat,
    unsafe_fixes: bool,
    color: bool,
) -> String {
    let mut rules: Vec<_> = summary.rules().collect();
    rules.sort_by_key(|(code, count)| (Reverse(count.total), *code));
    match format {
        OutputFormat::Json => json(&rules, unsafe_fixes),
        OutputFormat::JsonLines => json_lines(&rules, unsafe_fixes),
        _ => table(&rules, unsafe_fixes, color),
    }
}

fn table(rules: &[(&str, &RuleCount)], unsafe_fixes: bool, color: bool) -> String {
    let palette = Palette { color };
    let count_width = rules.iter().map(|(_, count)| digits(count.total)).max().unwrap_or(0);
    // A syntax error's code is its name: the column stays empty.
    let shown = |code: &str| if code == Diagnostic::INVALID_SYNTAX { "" } else { code }.to_owned();
    let code_width = rules.iter().map(|(code, _)| shown(code).len()).max().unwrap_or(0);
    let any_fixable = rules.iter().any(|(_, count)| count.fixable(unsafe_fixes) > 0);

    let mut output = Vec::new();
    for (code, count) in rules {
        let total = format!("{:>count_width$}", count.total);
        palette.text(&mut output, Style::Bold, &total);
        output.push(b'\t');
        palette.text(&mut output, Style::BoldRed, &format!("{:<code_width$}", shown(code)));
        output.push(b'\t');
        if any_fixable {
            let mark = match count.fixable(unsafe_fixes) {
                0 => " ",
                fixable if fixable == count.total => "*",
                _ => "-",
            };
            output.push(b'[');
            palette.text(&mut output, Style::Cyan, mark);
            output.extend_from_slice(b"] ");
        }
        output.extend_from_slice(count.name.as_bytes());
        output.push(b'\n');
    }
    String::from_utf8_lossy(&output).into_owned()
}

fn row<'a>((code, count): &(&'a str, &'a RuleCount), unsafe_fixes: bool) -> Row<'a> {
    let fixable_count = count.fixable(unsafe_fixes);
    Row {
        code,
        name: &count.name,
        count: count.total,
        fixable: fixable_count == count.total,
        fixable_count,
    }
}

fn json(rules: &[(&str, &RuleCount)], unsafe_fixes: bool) -> String {
    let rows: Vec<_> = rules.iter().map(|rule| row(rule, unsafe_fixes)).collect();
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

fn json_lines(rules: &[(&str, &RuleCount)], unsafe_fixes: bool) -> String {
    let lines = rules.iter().map(|rule| serde_json::to_string(&row(rule, unsafe_fixes)));
    lines.map(|line| line.unwrap_or_default() + "\n").collect()
}
