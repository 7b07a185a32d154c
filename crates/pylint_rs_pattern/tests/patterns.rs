//! What patterns match, token by token. Each case of `cases/*.txt` is a pattern and a source, in
//! which a line where a match begins says so: `# match X=`a` | X=`b`` for two matches.
//!
//! `UPDATE=1` writes what is found into the files, to be read before it is believed.

mod case_head;

use std::fmt::Write as _;
use std::path::Path;

use pylint_rs_pattern::{Capture, Match, Matcher, Options, Pattern, Subject, Vocabulary};
use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

const MARK: &str = "  # match";

/// What a line's comment says of the matches that begin there.
fn described(found: &[&Match<'_>], source: &str, vocabulary: &Vocabulary) -> String {
    let all: Vec<String> = found
        .iter()
        .map(|one| {
            let mut captures: Vec<String> = one
                .captures
                .iter()
                .map(|(id, capture)| {
                    let text = match capture {
                        Capture::Text { text, .. } => text,
                        Capture::Name { text, .. } => *text,
                        other => &source[other.range()],
                    };
                    let lines: Vec<&str> = text
                        .lines()
                        .map(|line| line.split(MARK).next().unwrap_or_default())
                        .collect();
                    format!("{}=`{}`", vocabulary.name(id), lines.join("⏎"))
                })
                .collect();
            captures.sort();
            captures.join(" ")
        })
        .collect();
    let described = all.join(" | ");
    format!("{MARK} {described}").trim_end().to_owned()
}

/// The source with the comments that it should have.
fn commented(pattern: &str, options: Options, source: &str) -> String {
    let mut vocabulary = Vocabulary::default();
    let pattern = match Pattern::parse(pattern, options, &mut vocabulary) {
        Ok(pattern) => pattern,
        Err(error) => return format!("# {} at {:?}", error.message, error.span),
    };
    let plain: String = source
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| format!("{}\n", line.split(MARK).next().unwrap_or_default()))
        .collect();
    let parsed = parse_unchecked_source(&plain, PySourceType::Python);
    assert!(parsed.errors().is_empty(), "{plain}\n{:?}", parsed.errors());
    let storage = Storage::default();
    let module = ["pkg".to_owned(), "mod".to_owned()];
    let context = ModuleContext {
        source: &plain,
        kind: PySourceType::Python,
        python_minor: 13,
        module_path: Some(&module),
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let path = Path::new("pkg/mod.py");
    let subject = Subject { path, text: &plain, tokens: parsed.tokens(), semantic: &semantic };
    let matcher = Matcher::new(subject);
    let found = matcher.find(&pattern);
    assert!(!matcher.exhausted());
    let mut result = String::new();
    let mut start = 0;
    for line in plain.lines() {
        let end = start + line.len();
        let here: Vec<&Match<'_>> = found
            .iter()
            .filter(|one| (start..=end).contains(&usize::from(one.range.start())))
            .collect();
        let comment = match here.is_empty() {
            true => String::new(),
            false => described(&here, &plain, &vocabulary),
        };
        let _ = writeln!(result, "{line}{comment}");
        start = end + 1;
    }
    result.trim_end().to_owned()
}

#[test]
fn cases() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut failures = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&directory).expect("cases") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let mut updated = Vec::new();
        for case in text.trim_end().split("\n====\n") {
            let (head, source) = case.split_once("\n----\n").unwrap_or_else(|| panic!("{case}"));
            let (pattern, options) = case_head::read(head);
            count += 1;
            let expected = source.trim_end();
            let found = commented(pattern, options, source);
            let found = match found.starts_with("# ") {
                true => {
                    let rest = source.lines().filter(|line| !line.starts_with("# "));
                    let rest: Vec<&str> = rest.collect();
                    format!("{found}\n{}", rest.join("\n")).trim_end().to_owned()
                }
                false => found,
            };
            if found != expected {
                let name = path.file_name().unwrap_or_default().display();
                let _ = writeln!(
                    failures,
                    "{name}: {pattern}\n--- expected\n{expected}\n--- found\n{found}\n"
                );
            }
            updated.push(format!("{head}\n----\n{found}"));
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, updated.join("\n====\n") + "\n").expect("a writable file");
        }
    }
    assert!(count > 100, "only {count} cases");
    assert!(failures.is_empty(), "\n{failures}");
}
