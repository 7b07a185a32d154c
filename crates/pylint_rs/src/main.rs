//! The `pylint-rs` binary: arguments in, exit code out.

mod arguments;
mod color;
mod commands;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Nothing to complain about.
const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const FINDINGS: u8 = 1;
/// Usage, configuration or I/O went wrong.
const FAILURE: u8 = 2;
/// A signal ended the run early: what a shell makes of SIGINT.
const INTERRUPTED: u8 = 130;

/// Room for trees nested as deep as memory goes: they are dropped recursively. It is address
/// space, not memory, until it is used.
const STACK_SIZE: usize = 1 << 30;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let run = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(move || run(arguments));
    let code = match run.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        // The panic has been printed where it happened.
        Ok(Err(_)) => FAILURE,
        Err(error) => {
            eprintln!("error: cannot start a thread: {error}");
            FAILURE
        }
    };
    ExitCode::from(code)
}

fn run(arguments: Arguments) -> u8 {
    let result = match arguments.command {
        Command::Check(check) => commands::check::run(check),
        Command::Generate(generate) => commands::generate::run(&generate),
        Command::Search(search) => commands::search::run(&search),
        Command::Rule(rule) => commands::rule::run(&rule),
        Command::Test(test) => commands::test::run(&test),
        Command::Ast(ast) => commands::ast::run(&ast),
        Command::Config(config) => commands::config::run(config),
        Command::Clean(clean) => commands::clean::run(&clean),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => CLEAN,
        Err(error) => {
            eprintln!("error: {error:#}");
            FAILURE
        }
    }
}

/// Whether the reader of our output went away: `pylint-rs check | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
