//! Prints the dumps of many files from one process.
//!
//! `dump FILE...` prints them one after another. Without arguments it reads paths from standard
//! input, one per line, and answers each at once, so that another program can converse with it:
//! `ok LENGTH` and a newline, then as many bytes of dump; or `error MESSAGE` and a newline.

use std::io::{self, BufRead, Write};
use std::{env, fs, process, thread};

use pylint_rs_ast_dump::dump;
use ruff_python_parser::parse_module;

/// The syntax tree frees itself recursively: a deep one needs a deep stack for it.
const STACK_SIZE: usize = 1 << 30;

fn main() -> io::Result<()> {
    let worker = thread::Builder::new().stack_size(STACK_SIZE).spawn(run)?;
    match worker.join() {
        Ok(result) => result,
        Err(_) => process::exit(101),
    }
}

fn run() -> io::Result<()> {
    let mut output = io::stdout().lock();
    let mut paths = env::args_os().skip(1).peekable();
    if paths.peek().is_none() {
        return converse(&mut output);
    }
    let mut failed = false;
    for path in paths {
        match dump_source(fs::read_to_string(&path)) {
            Ok(dump) => writeln!(output, "{dump}")?,
            Err(message) => {
                eprintln!("{}: {message}", path.display());
                failed = true;
            }
        }
    }
    if failed {
        process::exit(2);
    }
    Ok(())
}

fn converse(output: &mut impl Write) -> io::Result<()> {
    for path in io::stdin().lock().lines() {
        match dump_source(fs::read_to_string(path?)) {
            Ok(dump) => write!(output, "ok {}\n{dump}", dump.len())?,
            Err(message) => writeln!(output, "error {}", message.replace('\n', " "))?,
        }
        output.flush()?;
    }
    Ok(())
}

fn dump_source(source: io::Result<String>) -> Result<String, String> {
    let source = source.map_err(|error| error.to_string())?;
    let parsed = parse_module(&source).map_err(|error| error.to_string())?;
    dump(parsed.syntax(), &source).map_err(|error| error.to_string())
}
