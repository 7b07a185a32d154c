//! The least a linter on this parser can cost: walk, read, parse, visit every node once, drop.
//!
//! `floor [--threads N] [DIRECTORY]...` prints how many files, bytes and nodes it saw. Everything
//! a linter does beyond this is its own; figures S1 and S8 are ratios to it. With `--stat` it only
//! walks and looks at each file's size and times, as a linter must that knows what is in the files:
//! figure S4.

use std::path::PathBuf;
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};
use rayon::prelude::*;
use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal, walk_module};
use ruff_python_ast::{AnyNodeRef, PySourceType};
use ruff_python_parser::{ParseOptions, parse_unchecked};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As the linter's own threads have it: deep trees are dropped recursively.
const STACK_SIZE: usize = 1 << 30;

/// Counts nodes, so that the visit cannot be left out.
#[derive(Default)]
struct Counter {
    nodes: u64,
}

impl<'a> SourceOrderVisitor<'a> for Counter {
    fn enter_node(&mut self, _: AnyNodeRef<'a>) -> TraversalSignal {
        self.nodes += 1;
        TraversalSignal::Traverse
    }
}

/// The Python files in directories, as a linter would find them.
fn walk(roots: &[PathBuf], threads: usize) -> Vec<PathBuf> {
    let Some((first, others)) = roots.split_first() else { return Vec::new() };
    let mut builder = WalkBuilder::new(first);
    for root in others {
        builder.add(root);
    }
    let files = Mutex::new(Vec::new());
    builder.hidden(false).threads(threads).build_parallel().run(|| {
        Box::new(|entry| {
            if let Ok(entry) = entry
                && entry.file_type().is_some_and(|kind| kind.is_file())
                && entry
                    .path()
                    .extension()
                    .is_some_and(|it| it == "py" || it == "pyi" || it == "pyw")
            {
                files.lock().expect("no thread panics").push(entry.into_path());
            }
            WalkState::Continue
        })
    });
    let mut files = files.into_inner().expect("no thread panics");
    files.sort();
    files
}

/// Bytes and nodes of a file; none if it is no UTF-8.
fn visit(path: &PathBuf) -> Option<(u64, u64)> {
    let text = std::fs::read_to_string(path).ok()?;
    let parsed = parse_unchecked(&text, ParseOptions::from(PySourceType::from(path)));
    let mut counter = Counter::default();
    walk_module(&mut counter, parsed.syntax());
    Some((text.len() as u64, counter.nodes))
}

/// The bytes of a file, by what the directory says.
fn stat(path: &PathBuf) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|metadata| (metadata.len(), 0))
}

fn main() {
    let mut threads = 0;
    let mut look: fn(&PathBuf) -> Option<(u64, u64)> = visit;
    let mut roots = Vec::new();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--threads" {
            let count = arguments.next().and_then(|count| count.to_str()?.parse().ok());
            threads = count.expect("--threads takes a number");
        } else if argument == "--stat" {
            look = stat;
        } else {
            roots.push(PathBuf::from(argument));
        }
    }
    if roots.is_empty() {
        roots.push(PathBuf::from("."));
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK_SIZE)
        .build_global()
        .expect("threads can be started");
    let files = walk(&roots, threads);
    let (bytes, nodes) = files
        .par_iter()
        .with_max_len(1)
        .filter_map(look)
        .reduce(|| (0, 0), |left, right| (left.0 + right.0, left.1 + right.1));
    println!("{} files, {bytes} bytes, {nodes} nodes", files.len());
}
