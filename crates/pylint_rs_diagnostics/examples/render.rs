//! Writes a set of awkward findings in every format: `cargo run --example render -- DIRECTORY`.
//!
//! `tests/conformance/formats` checks the files against the formats' schemas.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::PathBuf;

use pylint_rs_diagnostics::OutputFormat;

fn main() -> std::io::Result<()> {
    let Some(directory) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: render DIRECTORY");
        std::process::exit(2);
    };
    std::fs::create_dir_all(&directory)?;
    for format in OutputFormat::ALL {
        let findings = sample::render(&sample::nasty(), format, sample::options());
        std::fs::write(directory.join(format!("findings.{format}")), findings)?;
        let clean = [sample::SampleFile::new("clean.py", "x = 1\n")];
        let nothing = sample::render(&clean, format, sample::options());
        std::fs::write(directory.join(format!("clean.{format}")), nothing)?;
    }
    // A second opinion on where each finding is, for the checks to compare with.
    let ordinary = sample::ordinary();
    let concise = ordinary.render(OutputFormat::Concise, sample::options());
    std::fs::write(directory.join("ordinary.concise"), concise)
}
