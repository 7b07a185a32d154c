//! Prints the JSON Schema of the `json` format.

fn main() {
    print!("{}", pylint_rs_diagnostics::json_schema());
}
