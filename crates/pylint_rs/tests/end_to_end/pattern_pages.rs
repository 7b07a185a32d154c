//! The examples of `docs/patterns`: each rule finds what its page says, and mends it so.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::project::Project;

/// A fenced block: what is behind the fence, what is in it, and its line in the page.
struct Block {
    kind: String,
    text: String,
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (index, line) in page.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("```") {
            if !is_open {
                blocks.push(Block { kind: kind.to_owned(), text: String::new(), line: index + 1 });
            }
            is_open = !is_open;
        } else if is_open {
            let block = blocks.last_mut().unwrap();
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    blocks
}

/// The lines that are to have a finding, with its message where the page has it, and the code
/// without these remarks.
fn expected(code: &str) -> (BTreeMap<u64, Option<String>>, String) {
    let (mut lines, mut bare) = (BTreeMap::new(), String::new());
    for (number, line) in (1..).zip(code.lines()) {
        let (code, remark) = match line.rsplit_once("# match") {
            Some((code, remark)) => (code.trim_end(), Some(remark)),
            None => (line, None),
        };
        if let Some(remark) = remark {
            lines.insert(number, remark.strip_prefix(": ").map(str::to_owned));
        }
        bare.push_str(code);
        bare.push('\n');
    }
    (lines, bare)
}

/// Runs one example; what is not as the page says.
fn run(rule: &str, code: &str, fixed: Option<&str>) -> Result<(), String> {
    let message = if rule.contains("\nmessage = ") { "" } else { "message = \"found\"\n" };
    let rule = format!("[[rule]]\ncode = \"DOC001\"\nname = \"example\"\n{message}{rule}");
    let (lines, bare) = expected(code);
    let project = Project::new(&[("rule.toml", &rule), ("example.py", &bare)]);
    let command = ["check", "--isolated", "--no-cache", "--rules=rule.toml", "--select=DOC001"];
    let checked =
        project.run(command.iter().copied().chain(["--output-format=json", "example.py"]));
    if !matches!(checked.code, Some(0 | 1)) || !checked.stderr.is_empty() {
        return Err(checked.stderr);
    }
    let mut found = BTreeMap::new();
    for finding in checked.json().as_array().unwrap() {
        let message = finding["message"].as_str().unwrap().to_owned();
        found.insert(finding["location"]["row"].as_u64().unwrap(), message);
    }
    let mut wrong = String::new();
    for (line, message) in &found {
        match lines.get(line) {
            None => writeln!(wrong, "line {line}: found, and not to be: {message}"),
            Some(Some(wanted)) if wanted != message => {
                writeln!(wrong, "line {line}: the message is {message:?}, not {wanted:?}")
            }
            Some(_) => Ok(()),
        }
        .unwrap();
    }
    for line in lines.keys().filter(|line| !found.contains_key(line)) {
        writeln!(wrong, "line {line}: not found").unwrap();
    }
    if let Some(fixed) = fixed {
        project.run(command.iter().copied().chain(["--fix", "--unsafe-fixes", "example.py"]));
        let text = project.read("example.py");
        if text != fixed {
            write!(wrong, "fixed, it is\n{text}").unwrap();
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[test]
fn examples_do_what_their_pages_say() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/patterns");
    let (mut failures, mut count) = (String::new(), 0);
    let mut pages: Vec<_> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for page in pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let blocks = blocks(&std::fs::read_to_string(&page).unwrap());
        for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == "toml") {
            let after = |offset: usize, kind: &str| {
                let block = blocks.get(index + offset)?;
                (block.kind == kind).then_some(block.text.as_str())
            };
            let Some(code) = after(1, "python") else {
                panic!("{name}:{}: a rule without code", block.line);
            };
            count += 1;
            if let Err(wrong) = run(&block.text, code, after(2, "python fixed")) {
                write!(failures, "{name}:{}:\n{}{wrong}\n", block.line, block.text).unwrap();
            }
        }
        let rules = blocks.iter().filter(|block| block.kind == "toml").count();
        assert!(rules > 0 || name == "README.md", "{name} has no example");
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count >= 50, "only {count} examples were tried");
}
