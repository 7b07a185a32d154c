//! What an outcome depends on, in 128 bits.

use std::hash::Hash;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::configuration::RuleSettings;

/// Gathers what an outcome depends on. Two things that differ in any of it get different values,
/// as far as 128 bits go.
///
/// The values are good for the binary that made them alone: the standard library does not say how
/// things are hashed.
#[derive(Clone, Default)]
pub struct Fingerprint(Xxh3);

impl Fingerprint {
    /// Of this binary: another build may find other things.
    pub fn of_binary() -> Self {
        let mut fingerprint = Self::default();
        fingerprint.add(env!("CARGO_PKG_VERSION"));
        if let Ok(metadata) = std::env::current_exe().and_then(std::fs::metadata) {
            fingerprint.add(metadata.len()).add(metadata.modified().ok());
        }
        fingerprint
    }

    /// Adds something that the outcome depends on.
    pub fn add(&mut self, what: impl Hash) -> &mut Self {
        what.hash(&mut self.0);
        self
    }

    /// The value for all that was added.
    pub fn value(&self) -> u128 {
        self.0.digest128()
    }
}

/// What a configuration says about findings.
pub(super) fn of_settings(settings: &RuleSettings) -> u128 {
    let mut fingerprint = Fingerprint::default();
    fingerprint
        .add(settings.catalog.digest())
        .add(settings.target_version.value)
        .add(settings.line_length.value)
        .add(&settings.builtins.value)
        .add(&settings.source_roots)
        .add(settings.require_reason.value);
    for rule in &settings.rules {
        fingerprint
            .add(settings.catalog.rule(rule.index).code())
            // Who asks for a rule about comments hears of more than who has it by default.
            .add(rule.cause.selector.is_some())
            .add(rule.severity.value)
            .add(rule.fixable)
            .add(rule.options.to_string());
    }
    fingerprint.value()
}

/// A file's name.
pub(super) fn of_path(path: &Path) -> u128 {
    xxhash_rust::xxh3::xxh3_128(path.as_os_str().as_encoded_bytes())
}
