//! Objects whose keys are data, so that they are dicts and not records.
//!
//! The rule keeps to what is certain: a record that is taken for a dict loses its keys. An object
//! is a dict if all its keys look like data (numbers, dates, hashes, paths and the like), if one is
//! empty, which no TypedDict can have, or if it has at least ten different keys whose values are
//! alike, and
//!
//! - the values are objects or lists of them, or
//! - some of the keys look like data, or
//! - of at least three objects at that place no key is in more than half.

use super::shape::{Object, Shape};

/// As many different keys may well be names of fields.
const MANY_KEYS: usize = 10;
/// As few objects do not tell which keys come again.
const SEVERAL_OBJECTS: usize = 3;

/// Whether the keys of objects are data.
pub(super) fn is_map(object: &Object<'_>) -> bool {
    let keys = || object.fields.iter().map(|field| &*field.key);
    if keys().all(looks_like_data) || keys().any(str::is_empty) {
        return true;
    }
    if object.fields.len() < MANY_KEYS || !are_alike(object) {
        return false;
    }
    let has_objects = |shape: &Shape<'_>| {
        shape.object.is_some() || shape.list.as_ref().is_some_and(|items| items.object.is_some())
    };
    object.fields.iter().all(|field| has_objects(&field.shape))
        || keys().any(looks_like_data)
        || (object.count >= SEVERAL_OBJECTS
            && object.fields.iter().all(|field| field.count * 2 <= object.count))
}

/// Whether all values are of one kind, and objects among them have a key in common and no key
/// with values of several kinds.
fn are_alike(object: &Object<'_>) -> bool {
    if !object.fields.iter().all(|field| is_of_one_kind(&field.shape)) {
        return false;
    }
    let mut together = Shape::default();
    for field in &object.fields {
        together.merge(field.shape.clone());
    }
    is_of_one_kind(&together) && {
        let objects = together.object.as_ref().or_else(|| together.list.as_ref()?.object.as_ref());
        objects.is_none_or(|objects| {
            objects.fields.iter().any(|field| field.count == objects.count)
                && objects.fields.iter().all(|field| is_of_one_kind(&field.shape))
        })
    }
}

/// Whether values are of one kind, `null` aside.
fn is_of_one_kind(shape: &Shape<'_>) -> bool {
    let scalars = shape.scalars;
    let kinds = [
        scalars.boolean,
        scalars.integer || scalars.float,
        scalars.string,
        shape.list.is_some(),
        shape.object.is_some(),
    ];
    let others = shape.others.as_ref().map_or(0, |others| others.kinds());
    kinds.into_iter().filter(|is_there| *is_there).count() + others <= 1
}

/// Whether a key is data rather than a name.
fn looks_like_data(key: &str) -> bool {
    is_numeric(key) || is_hash(key) || is_path(key) || is_address(key)
}

/// `12`, `1.2.3`, `2024-01-31`, `2024-01-31T12:30:00Z`, `-1`, `10:30`
fn is_numeric(key: &str) -> bool {
    let mut characters = key.strip_prefix(['-', '+', 'v']).unwrap_or(key).chars();
    characters.next().is_some_and(|first| first.is_ascii_digit())
        && characters.all(|it| it.is_ascii_digit() || "-.:/+TZ ".contains(it))
}

/// `0d5a1c9c4b7e`, `123e4567-e89b-12d3-a456-426614174000`
fn is_hash(key: &str) -> bool {
    let digits = key.chars().filter(char::is_ascii_digit).count();
    let letters = key.chars().filter(char::is_ascii_hexdigit).count() - digits;
    let others = key.len() - digits - letters;
    let is_uuid = others == 4 && key.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    digits > 0 && letters > 0 && (is_uuid || (others == 0 && key.len() >= 12))
}

/// `.`, `/users/{id}`, `node_modules/x`, `application/json`, `https://example.org`
fn is_path(key: &str) -> bool {
    key.contains('/') || key == "."
}

/// `somebody@example.org`
fn is_address(key: &str) -> bool {
    key.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::looks_like_data;

    #[test]
    fn names_are_not_taken_for_data() {
        let data = [
            "1",
            "-1",
            "404",
            "1.2.3",
            "v1.2",
            "2024-01-31",
            "2024-01-31T12:30:00Z",
            "123e4567-e89b-12d3-a456-426614174000",
            "0d5a1c9c4b7e",
            "node_modules/x",
            "text/html",
            "a@example.org",
            "10.0.0.1",
        ];
        for key in data {
            assert!(looks_like_data(key), "{key}");
        }
        let names = [
            "name",
            "first-name",
            "@type",
            "@context",
            "$ref",
            "xs:name",
            "x1",
            "First Name",
            "deadbeef",
            "facade",
            "vendor",
            "v",
            "2fa",
            "3d_model",
            "a.b",
            "é",
            "",
            "-",
        ];
        for key in names {
            assert!(!looks_like_data(key), "{key}");
        }
    }
}
