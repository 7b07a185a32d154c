//! What stands above the source of a case.

use pylint_rs_pattern::Options;

/// The pattern of a case, and the options that lines before it name.
pub fn read(head: &str) -> (&str, Options) {
    let mut options = Options::default();
    let mut pattern = head;
    while let Some((option, rest)) =
        pattern.strip_prefix("# option ").and_then(|rest| rest.split_once('\n'))
    {
        match option {
            "symbolic-propagation" => options.symbolic_propagation = true,
            "no-constant-propagation" => options.constant_propagation = false,
            "commutative" => options.commutative_boolean = true,
            other => panic!("{other}"),
        }
        pattern = rest;
    }
    (pattern, options)
}
