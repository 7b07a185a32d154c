//! E902: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct IoError;

impl Rule for IoError {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E902",
        name: "io-error",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Reports files that cannot be read: for lack of permission, or because their bytes are not what
their encoding says.

Nothing else can be said about such a file, so it is better named than skipped.
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<IoError>();
