//! The rules whose findings come from the linter itself, not from a look at the tree.

use pylint_rs_diagnostics::{Diagnostic, Severity};
use ruff_text_size::TextRange;

/// The code and the name of such a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OwnRule {
    /// The rule's code.
    pub code: &'static str,
    /// The rule's name.
    pub name: &'static str,
}

/// A suppression comment that covers no finding, or fewer than it says.
pub const UNUSED_NOQA: OwnRule = OwnRule { code: "RUF100", name: "unused-noqa" };

/// A `noqa` that covers every rule.
pub const BLANKET_NOQA: OwnRule = OwnRule { code: "PGH004", name: "blanket-noqa" };

/// A bracketed suppression comment (`ignore[…]` and its kin) that cannot be followed.
pub const INVALID_SUPPRESSION_COMMENT: OwnRule =
    OwnRule { code: "RUF103", name: "invalid-suppression-comment" };

/// A `disable` without an `enable`.
pub const UNMATCHED_SUPPRESSION_COMMENT: OwnRule =
    OwnRule { code: "RUF104", name: "unmatched-suppression-comment" };

/// A `noqa` that cannot be followed, or a comment of ours that names a rule that does not exist.
pub const INVALID_SUPPRESSION: OwnRule = OwnRule { code: "PRS090", name: "invalid-suppression" };

/// A suppression comment of ours that does not say why.
pub const SUPPRESSION_WITHOUT_REASON: OwnRule =
    OwnRule { code: "PRS091", name: "suppression-without-reason" };

/// A mistake of ours, not of the code.
pub const INTERNAL_ERROR: OwnRule = OwnRule { code: "PRS099", name: "internal-error" };

/// A file that cannot be read.
pub const IO_ERROR: OwnRule = OwnRule { code: "E902", name: "io-error" };

impl OwnRule {
    /// A finding of the rule, without a fix.
    pub(crate) fn finding(
        self,
        severity: Severity,
        message: String,
        range: TextRange,
    ) -> Diagnostic {
        Diagnostic {
            code: self.code.into(),
            name: self.name.into(),
            message,
            severity,
            range,
            fix: None,
            suppression_offset: None,
            noqa_offset: None,
        }
    }
}
