//! Parse, index and check with every rule.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::properties::checking::findings_hold;

fuzz_target!(|bytes: &[u8]| findings_hold(bytes));
