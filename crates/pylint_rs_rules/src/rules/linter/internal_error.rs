//! PRS099: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct InternalError;

impl Rule for InternalError {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS099",
        name: "internal-error",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Reports a mistake of the linter itself: a fix that would have broken the file, say.

The file is left as it was as far as the rule at fault goes. Please report it.
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<InternalError>();
