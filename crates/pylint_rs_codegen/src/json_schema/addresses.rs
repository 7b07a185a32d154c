//! Addresses of schemas: URIs (RFC 3986), as far as references need them.

/// The address and the fragment of a reference.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Whether it begins with a scheme: `https:`, `urn:`.
pub(super) fn is_absolute(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
    })
}

/// What a reference means in a document of this address; without its fragment.
pub(super) fn resolved(base: &str, reference: &str) -> String {
    let (reference, _) = split(reference);
    if reference.is_empty() {
        return base.to_owned();
    }
    if is_absolute(reference) || base.is_empty() {
        return reference.to_owned();
    }
    let (origin, path) = match base.split_once("://") {
        Some((scheme, rest)) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            (format!("{scheme}://{host}"), if path.is_empty() { "/" } else { path })
        }
        None => (String::new(), base),
    };
    if reference.starts_with('/') {
        return format!("{origin}{reference}");
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
            }
            part => parts.push(part),
        }
    }
    format!("{origin}{}", parts.join("/"))
}

/// The name of the file at an address: `https://example.org/order.json` → `order.json`.
pub(super) fn file_name(address: &str) -> &str {
    let (address, _) = address.split_once('?').unwrap_or((address, ""));
    address.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_rfc_3986_says() {
        for (base, reference, expected) in [
            ("https://example.org/a/b.json", "c.json", "https://example.org/a/c.json"),
            ("https://example.org/a/b.json", "../c.json#/x", "https://example.org/c.json"),
            ("https://example.org/a/b.json", "/c.json", "https://example.org/c.json"),
            ("https://example.org/a/b.json", "#/x", "https://example.org/a/b.json"),
            ("https://example.org", "c.json", "https://example.org/c.json"),
            ("a/b.json", "./c.json", "a/c.json"),
            ("", "c.json", "c.json"),
            ("https://example.org/a", "urn:c", "urn:c"),
        ] {
            assert_eq!(resolved(base, reference), expected, "{reference} in {base}");
        }
    }
}
