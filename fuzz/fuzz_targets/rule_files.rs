//! Read files of rules, run what is right and its tests.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::properties::rule_files::rule_files_hold;

fuzz_target!(|text: &str| rule_files_hold(text));
