//! Carries out work for valgrind to count.
//!
//! `stages` carries out each stage once: `instructions.py` runs it. `stages RULES FILE...` lints each
//! file with the rules that are selected: `tests/conformance/growth` runs it. Either prints what it
//! is about to do, a line for each call of `carry_out`.

use std::path::PathBuf;

use pylint_rs_benches::{Corpus, Stage, files, stages};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As the linter's own threads have it.
const STACK_SIZE: usize = 1 << 30;

/// Valgrind counts what happens in here, by this name.
#[inline(never)]
fn carry_out(work: &mut dyn FnMut()) {
    work();
}

fn each(stages: &[Stage<'_>]) {
    for stage in stages {
        println!("{}", stage.name);
        stage.run(&mut |work| carry_out(work));
    }
}

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let rules = arguments.next().map(|rules| rules.to_string_lossy().into_owned());
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK_SIZE).build();
    // Trees may be deep.
    threads.expect("a thread can be started").install(|| match rules {
        Some(rules) => each(&files(&Corpus::of_files(&paths, &rules))),
        None => each(&stages(&Corpus::chosen())),
    });
}
