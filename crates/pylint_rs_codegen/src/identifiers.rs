//! Identifiers as Python reads them.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Whether Python reads an identifier as it is written.
pub(crate) fn is_normal(name: &str) -> bool {
    name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes || normal(name) == name
}

/// An identifier as Python reads it.
pub(crate) fn normal(name: &str) -> String {
    name.nfkc().collect()
}
