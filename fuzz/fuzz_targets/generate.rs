//! Generate Python from specs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::generating::specs_hold;

fuzz_target!(|text: &str| specs_hold(text));
