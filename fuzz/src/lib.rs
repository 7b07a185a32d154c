//! What the targets try: the properties that the linter's and the generator's own tests state.

#[path = "../../crates/pylint_rs_linter/tests/properties/mod.rs"]
pub mod properties;

#[path = "../../crates/pylint_rs_codegen/tests/properties/generating.rs"]
pub mod generating;
