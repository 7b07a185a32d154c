//! The rules of the packs in `rules/`, which are part of the linter.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use linkme::distributed_slice;
use pylint_rs_diagnostics::Severity;
use pylint_rs_rule_files::COMPILED_NAMES;

use crate::{Category, DataRule, Description, FixAvailability, Metadata};

/// A rule of a pack. It was compiled when the linter was built, and is taken from there when it is
/// first run.
pub struct ShippedRule {
    metadata: Metadata,
    pack: &'static str,
    url: Option<&'static str>,
    /// Of [`COMPILED`], the words that a file must have for the rule to find anything.
    words: Range<usize>,
    /// Of [`COMPILED`], the rule.
    compiled: Range<usize>,
    rule: OnceLock<Arc<DataRule>>,
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What the build script made of the rules.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// The rules of the packs, by code.
pub fn shipped() -> &'static [ShippedRule] {
    &SHIPPED
}

impl ShippedRule {
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What is known of the rule without reading it.
    pub fn description(&self) -> Description<'static> {
        let Metadata { code, name, category, severity, fix, default, documentation } =
            self.metadata;
        Description {
            code,
            name,
            pack: Some(self.pack),
            category,
            severity,
            fix,
            default,
            documentation,
            url: self.url,
        }
    }

    /// The words that a file must have for the rule to find anything: of each group one.
    pub fn words(&self) -> Vec<Vec<&'static str>> {
        let words = postcard::from_bytes(&COMPILED[self.words.clone()]);
        words.expect("the build script wrote it")
    }

    /// The rule.
    pub fn rule(&self) -> &Arc<DataRule> {
        self.rule.get_or_init(|| {
            let rule = DataRule::from_bytes(&COMPILED[self.compiled.clone()]);
            Arc::new(rule.expect("the build script wrote it"))
        })
    }
}
