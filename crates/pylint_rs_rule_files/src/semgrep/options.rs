//! A rule's `options`.

use pylint_rs_pattern::Options;
use pylint_rs_yaml::Node;

use super::reading::{Fields, Outcome, Problem, Wanted};
use super::rule::Warnings;

/// Options that change what Python code matches, and are not obeyed.
const NOT_OBEYED: [&str; 7] = [
    "ac_matching",
    "commutative_compop",
    "symmetric_eq",
    "decorators_order_matters",
    "implicit_deep_exprstmt",
    "implicit_ellipsis",
    "unify_ids_strictly",
];

/// Options that are about other languages, other modes or how long a scan may take.
const WITHOUT_CONSEQUENCE: [&str; 4] =
    ["interfile", "timeout", "dynamic_timeout", "max_match_per_file"];

/// What the names of further such options begin with.
const PREFIXES_WITHOUT_CONSEQUENCE: [&str; 12] = [
    "taint_",
    "xml_",
    "generic_",
    "go_",
    "cpp_",
    "arrow_",
    "flddef_",
    "vardef_",
    "attr_",
    "let_",
    "as_",
    "dynamic_timeout_",
];

/// Reads them.
pub(super) fn read(node: &Node, warnings: &mut Warnings) -> Outcome<Options> {
    let mut options = Options::default();
    let known = [
        &["constant_propagation", "symbolic_propagation", "commutative_boolop"][..],
        &NOT_OBEYED,
        &WITHOUT_CONSEQUENCE,
    ]
    .concat();
    for field in Fields::of(node, "a mapping of options")?.iter() {
        let target = match field.name {
            "constant_propagation" => &mut options.constant_propagation,
            "symbolic_propagation" => &mut options.symbolic_propagation,
            "commutative_boolop" => &mut options.commutative_boolean,
            name if NOT_OBEYED.contains(&name) => {
                let message = format!("the option `{name}` is not supported and is ignored");
                warnings.push((message, field.key.span.clone()));
                continue;
            }
            name if WITHOUT_CONSEQUENCE.contains(&name)
                || PREFIXES_WITHOUT_CONSEQUENCE.iter().any(|prefix| name.starts_with(prefix)) =>
            {
                continue;
            }
            name => {
                let meant = field.meant(&known);
                if !meant.is_empty() {
                    let message = format!("unknown option `{name}`{meant}");
                    return Err(Problem::new(message, &field.key.span));
                }
                let message = format!("the option `{name}` is unknown and is ignored");
                warnings.push((message, field.key.span.clone()));
                continue;
            }
        };
        *target = field.value.boolean("an option")?;
    }
    Ok(options)
}
