//! Resolve configuration files and the command line's assignments.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::properties::configuring::configurations_hold;
use tempfile::TempDir;

static DIRECTORY: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a writable directory"));

fuzz_target!(|text: &str| configurations_hold(text, DIRECTORY.path()));
