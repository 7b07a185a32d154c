//! Read suppression comments, and write some.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pylint_rs_fuzz::properties::suppressing::suppressions_hold;

fuzz_target!(|bytes: &[u8]| suppressions_hold(bytes));
