//! The `pylint-rs` binary.
fn main() {}
