//! Apply the fixes of every rule.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::properties::fixing::fixes_hold;

fuzz_target!(|bytes: &[u8]| fixes_hold(bytes));
