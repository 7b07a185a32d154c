//! Measures what the index costs beside the parse it is built on.
//!
//! `cargo run --release -p pylint_rs_semantic --example index_cost -- DIRECTORY...` reads every
//! `.py` file that is UTF-8, then times, single-threaded, the parse, the index and the look for what
//! the compiler would refuse, each alone, and prints the medians over several rounds.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pylint_rs_semantic::{ModuleContext, Semantic, Storage, syntax_errors};
use ruff_python_ast::PySourceType;
use ruff_python_parser::{ParseOptions, parse_unchecked};

const ROUNDS: usize = 7;

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let Ok(entries) = std::fs::read_dir(path) else { return };
        let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, files));
    } else if path.extension().is_some_and(|extension| extension == "py") {
        files.push(path.to_owned());
    }
}

fn main() {
    let mut files = Vec::new();
    std::env::args_os().skip(1).for_each(|path| collect(Path::new(&path), &mut files));
    let sources: Vec<String> =
        files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    let bytes: usize = sources.iter().map(String::len).sum();

    let mut rounds: Vec<[Duration; 4]> = Vec::new();
    let mut counts = [0_usize; 5];
    for _ in 0..ROUNDS {
        let (mut parse, mut build, mut errors, mut release) = Default::default();
        counts = [0; 5];
        for source in &sources {
            let start = Instant::now();
            let parsed = parse_unchecked(source, ParseOptions::from(PySourceType::Python));
            parse += start.elapsed();
            let Some(parsed) = parsed.try_into_module() else { continue };
            let context = ModuleContext {
                source,
                kind: PySourceType::Python,
                python_minor: 11,
                module_path: None,
                is_package: false,
                extra_builtins: &[],
            };
            let storage = Storage::default();
            let start = Instant::now();
            let semantic = Semantic::build(parsed.syntax(), &storage, context);
            build += start.elapsed();
            counts[0] += semantic.nodes().len();
            counts[1] += semantic.scopes().count();
            counts[2] += semantic.bindings().count();
            counts[3] += semantic.references().count();
            let start = Instant::now();
            counts[4] += syntax_errors(&semantic).len();
            errors += start.elapsed();
            let start = Instant::now();
            drop(semantic);
            drop(storage);
            release += start.elapsed();
        }
        rounds.push([parse, build, errors, release]);
    }
    let median = |index: usize| -> f64 {
        let mut times: Vec<Duration> = rounds.iter().map(|round| round[index]).collect();
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let (parse, build, errors, release) = (median(0), median(1), median(2), median(3));
    println!("files      {}, {bytes} bytes", sources.len());
    println!(
        "counts     {} nodes, {} scopes, {} bindings, {} references, {} errors",
        counts[0], counts[1], counts[2], counts[3], counts[4]
    );
    println!("parse      {parse:.3} s");
    println!("index      {build:.3} s");
    println!("errors     {errors:.3} s");
    println!("release    {release:.3} s");
    println!("index ÷ parse            {:.3}", build / parse);
    println!("(index + release) ÷ parse {:.3}", (build + release) / parse);
}
