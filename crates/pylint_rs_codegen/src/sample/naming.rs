//! Names of what has none but its key.

/// Plurals that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("indices", "index"),
    ("vertices", "vertex"),
    ("matrices", "matrix"),
    ("criteria", "criterion"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("statuses", "status"),
    ("buses", "bus"),
];
/// Words that end in `s` without being plurals.
const SINGULAR: &[&str] = &["series", "species", "news", "always", "lens", "sms", "gps", "https"];

/// What one of several is called: `lines` → `line`; nothing if the word is no plural.
pub(crate) fn singular(text: &str) -> Option<String> {
    // Of `postal_addresses` and `postalAddresses` only the last word counts.
    let start = text
        .char_indices()
        .rev()
        .find(|(_, character)| !character.is_alphanumeric())
        .map_or(0, |(index, character)| index + character.len_utf8());
    let camel = text[start..].rfind(|character: char| character.is_uppercase()).unwrap_or(0);
    // Of `URLS` the whole is the word.
    let is_shouted = text[start..].chars().all(|character| !character.is_lowercase());
    let start = if is_shouted { start } else { start + camel };
    let (before, word) = text.split_at(start);
    let lower = word.to_lowercase();
    if !word.is_ascii() || SINGULAR.contains(&lower.as_str()) {
        return None;
    }
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        let one = if word.starts_with(|first: char| first.is_uppercase()) {
            format!("{}{}", one[..1].to_uppercase(), &one[1..])
        } else {
            (*one).to_owned()
        };
        return Some(format!("{before}{one}"));
    }
    let dropped =
        |count: usize, added: &str| Some(format!("{before}{}{added}", &word[..word.len() - count]));
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    match lower.len() {
        0..3 => None,
        5.. if ends(&["ies"]) => dropped(3, "y"),
        5.. if ends(&["sses", "xes", "ches", "shes", "zzes"]) => dropped(2, ""),
        _ if ends(&["ss", "us", "is"]) => None,
        _ if ends(&["s"]) => dropped(1, ""),
        _ => None,
    }
}

/// What several files are called together: what their names begin with, if that is a word.
pub(super) fn common_stem(stems: &[String]) -> Option<String> {
    let first = stems.first()?;
    let shared = stems.iter().fold(first.as_str(), |shared, stem| {
        let length = shared
            .char_indices()
            .zip(stem.chars())
            .find(|((_, left), right)| left != right)
            .map_or(shared.len().min(stem.len()), |((index, _), _)| index);
        &shared[..length]
    });
    let is_separator = |character: char| !character.is_alphanumeric();
    let shared = if stems.len() > 1 {
        shared.trim_end_matches(|character: char| is_separator(character) || character.is_numeric())
    } else {
        shared
    };
    if shared.chars().count() < 3 { Some(first.clone()) } else { Some(shared.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{common_stem, singular};

    #[test]
    fn plurals_are_told_from_other_words() {
        let plurals = [
            ("lines", "line"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("entries", "entry"),
            ("houses", "house"),
            ("matches", "match"),
            ("People", "Person"),
            ("postal_addresses", "postal_address"),
            ("lineItems", "lineItem"),
            ("childrenNames", "childrenName"),
            ("URLS", "URL"),
            ("ids", "id"),
        ];
        for (many, one) in plurals {
            assert_eq!(singular(many).as_deref(), Some(one));
        }
        for word in ["data", "address", "status", "analysis", "news", "s", "as", "", "é", "class"]
        {
            assert_eq!(singular(word), None, "{word}");
        }
    }

    #[test]
    fn several_files_are_called_by_what_they_share() {
        let stem = |stems: &[&str]| {
            common_stem(&stems.iter().map(|&stem| stem.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(stem(&["user-1", "user-2"]).as_deref(), Some("user"));
        assert_eq!(stem(&["user1", "user10"]).as_deref(), Some("user"));
        assert_eq!(stem(&["v2"]).as_deref(), Some("v2"));
        assert_eq!(stem(&["alice", "bob"]).as_deref(), Some("alice"));
        assert_eq!(stem(&[]), None);
    }
}
