//! What the targets try: the properties that the linter's own tests state.

#[path = "../../crates/pylint_rs_linter/tests/properties/mod.rs"]
pub mod properties;
