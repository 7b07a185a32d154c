//! How long rendering takes: `cargo run --release --example rendering_speed -- DIRECTORY
//! [FORMAT]`.
//!
//! Reads the `.py` files below the directory, makes about the findings that missing annotations
//! give (each function, two parameters of it; a fix for every third function), and times each
//! format on one thread, next to parsing the same files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pylint_rs_diagnostics::{
    Diagnostic, Edit, EmitterOptions, FileDiagnostics, Fix, OutputFormat, Severity,
};
use ruff_source_file::LineIndex;
use ruff_text_size::{TextRange, TextSize};

struct File {
    path: PathBuf,
    text: String,
    line_index: LineIndex,
    diagnostics: Vec<Diagnostic>,
}

fn findings(text: &str) -> Vec<Diagnostic> {
    let range = |start: usize, end: usize| {
        TextRange::new(
            TextSize::try_from(start).expect("small file"),
            TextSize::try_from(end).expect("small file"),
        )
    };
    let mut findings = Vec::new();
    for (position, _) in text.match_indices("def ") {
        let name = position + 4;
        let Some(open) = text[name..].find('(').map(|length| name + length) else { continue };
        let Some(close) = text[open..].find("):").map(|length| open + length) else { continue };
        let fix = Fix::unsafe_(Edit::insertion(" -> None", range(close + 1, close + 1).start()))
            .with_message("Add the return type `None`");
        let mut push = |code: &'static str, name: &'static str, range, fix, message: String| {
            findings.push(Diagnostic {
                code: code.into(),
                name: name.into(),
                message,
                severity: Severity::Error,
                range,
                fix,
                suppression_offset: None,
                noqa_offset: None,
            });
        };
        let function = &text[name..open];
        push(
            "ANN201",
            "missing-return-type-public-function",
            range(name, open),
            (position % 3 == 0).then_some(fix),
            format!("The public function `{function}` has no return type"),
        );
        for (comma, _) in text[open..close].match_indices(", ").take(2) {
            let start = text.ceil_char_boundary(open + comma + 2);
            push(
                "ANN001",
                "missing-type-function-argument",
                range(start, text.ceil_char_boundary(start + 1)),
                None,
                format!("A parameter of `{function}` has no type"),
            );
        }
    }
    findings.sort_by_key(|finding| finding.range.start());
    findings
}

fn collect(directory: &Path, files: &mut Vec<File>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let line_index = LineIndex::from_source_text(&text);
            let diagnostics = findings(&text);
            files.push(File { path, text, line_index, diagnostics });
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("usage: rendering_speed DIRECTORY");
        std::process::exit(2);
    };
    let mut files = Vec::new();
    collect(Path::new(&directory), &mut files)?;
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let total: usize = files.iter().map(|file| file.diagnostics.len()).sum();
    println!("{} files, {:.1} MB, {total} findings", files.len(), bytes as f64 / 1e6);

    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        for file in &files {
            let options = ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Module);
            drop(ruff_python_parser::parse_unchecked(&file.text, options));
        }
        times.push(start.elapsed());
    }
    times.sort();
    println!("parsing    {:7.1} ms", times[2].as_secs_f64() * 1e3);

    let only = std::env::args().nth(2).and_then(|name| name.parse::<OutputFormat>().ok());
    for format in OutputFormat::ALL {
        if only.is_some_and(|only| only != format) {
            continue;
        }
        let emitter = format.emitter(EmitterOptions::default());
        let mut times: Vec<Duration> = Vec::new();
        let mut written = 0;
        let mut output = Vec::new();
        for _ in 0..5 {
            let start = Instant::now();
            written = 0;
            for file in &files {
                output.clear();
                let path = file.path.to_string_lossy();
                emitter.render(
                    &FileDiagnostics {
                        path: &file.path,
                        display_path: &path,
                        text: &file.text,
                        line_index: &file.line_index,
                        diagnostics: &file.diagnostics,
                        cell_starts: None,
                    },
                    &mut output,
                );
                written += output.len();
            }
            times.push(start.elapsed());
        }
        times.sort();
        let per_finding = times[2].as_nanos() as f64 / total as f64 / 1e3;
        println!(
            "{:10} {:7.1} ms {:6.1} MB {per_finding:6.2} µs per finding",
            format.as_str(),
            times[2].as_secs_f64() * 1e3,
            written as f64 / 1e6,
        );
    }
    Ok(())
}
