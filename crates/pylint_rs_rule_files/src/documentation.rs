//! What a rule that is data has for documentation: its own words, and what its tests show.

/// The words of a rule with an example of what it finds and of what it does not.
pub(crate) fn with_examples(words: &str, bad: Option<&str>, good: Option<&str>) -> String {
    let mut page = words.trim().to_owned();
    for (kind, text) in [("bad", bad), ("good", good)] {
        let Some(text) = text else { continue };
        let text: Vec<&str> = text.trim().lines().map(without_expectation).collect();
        let heading = if kind == "bad" { "## Example" } else { "Instead:" };
        page.push_str(&format!("\n\n{heading}\n\n```python {kind}\n{}\n```", text.join("\n")));
    }
    page
}

/// A line without the comment that tells of a finding.
fn without_expectation(line: &str) -> &str {
    match line.rsplit_once('#') {
        Some((code, comment)) if comment.trim_start().starts_with("error:") => code.trim_end(),
        _ => line,
    }
}
