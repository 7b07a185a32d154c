//! Names in a message.

/// The names in backquotes, with commas.
pub(super) fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    let mut listing = String::new();
    for name in names {
        let separator = if listing.is_empty() { "`" } else { ", `" };
        listing.push_str(separator);
        // The names come out of strings, where anything may be.
        if name.as_ref().contains(char::is_control) {
            listing.extend(name.as_ref().escape_debug());
        } else {
            listing.push_str(name.as_ref());
        }
        listing.push('`');
    }
    listing
}
