//! PRS098: the dispatcher makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnfinishedRule;

impl Rule for UnfinishedRule {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS098",
        name: "unfinished-rule",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Reports a rule from a rule file that took too many steps in a file, so that it may have missed something there.

Matching is bounded, so that no rule and no file can keep a run from ending. What the rule found
up to then is reported, too. Such a rule usually has several `...` in a row of statements or
arguments, or a regular expression that goes back over the same text again and again: say more
of what is between them, or put the pattern inside something that narrows it down.

It is reported whichever rules are selected, since without it a file would seem to be clean that
has not been checked to the end.
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnfinishedRule>();
