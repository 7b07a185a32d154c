//! What the comment says that begins a region.

use std::fmt::Write;

/// What the comment says that begins a region.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Marker {
    /// The spec, relative to the file with the region.
    pub spec: String,
    /// The definitions that are wanted of it; all if there are none.
    pub parts: Vec<String>,
    /// Options by key, as on the command line.
    pub options: Vec<(String, String)>,
    /// The fingerprint of what was generated last.
    pub fingerprint: Option<String>,
}

/// What comes after `#` and spaces.
const START: &str = "region pylint-rs:gen";
/// The length of a fingerprint.
const FINGERPRINT: usize = 16;

impl Marker {
    /// What a comment says; nothing if it is about something else.
    ///
    /// # Errors
    /// If it cannot be understood.
    pub fn parse(comment: &str) -> Option<Result<Self, String>> {
        let rest = comment.strip_prefix('#')?.trim_start_matches([' ', '\t']);
        let rest = rest.strip_prefix(START)?;
        if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            return None;
        }
        Some(Self::parse_words(rest))
    }

    fn parse_words(text: &str) -> Result<Self, String> {
        let mut words = words(text)?.into_iter();
        let Some(first) = words.next() else {
            return Err("the region names no spec: `# region pylint-rs:gen SPEC`".to_owned());
        };
        let (spec, parts) = match first.rsplit_once('#') {
            Some((spec, parts)) => {
                let parts: Vec<String> = parts.split(',').map(str::to_owned).collect();
                if parts.iter().any(String::is_empty) {
                    return Err(format!("a name is missing after `#` in `{first}`"));
                }
                (spec.to_owned(), parts)
            }
            None => (first, Vec::new()),
        };
        let mut marker = Self { spec, parts, ..Self::default() };
        for word in words {
            if marker.fingerprint.is_some() {
                return Err(format!("`{word}` comes after the fingerprint"));
            }
            match word.split_once('=') {
                Some((key, _)) if marker.options.iter().any(|(other, _)| other == key) => {
                    return Err(format!("`{key}` is given twice"));
                }
                Some((key, value)) => marker.options.push((key.to_owned(), value.to_owned())),
                None if is_fingerprint(&word) => marker.fingerprint = Some(word),
                None => {
                    return Err(format!(
                        "`{word}` is neither an option, such as `kind=dataclass`, nor a fingerprint"
                    ));
                }
            }
        }
        Ok(marker)
    }

    /// The comment with a fingerprint.
    pub(super) fn comment(&self, fingerprint: &str) -> String {
        let mut first = self.spec.clone();
        if !self.parts.is_empty() {
            let _ = write!(first, "#{}", self.parts.join(","));
        }
        let mut comment = format!("# {START} {}", quoted(&first));
        for (key, value) in &self.options {
            let _ = write!(comment, " {}", quoted(&format!("{key}={value}")));
        }
        let _ = write!(comment, " {fingerprint}");
        comment
    }
}

fn is_fingerprint(word: &str) -> bool {
    word.len() == FINGERPRINT && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn quoted(word: &str) -> String {
    if word.contains([' ', '\t']) { format!("\"{word}\"") } else { word.to_owned() }
}

/// Words, of which those with spaces in them are in double quotes.
fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                inner.split_once('"').ok_or_else(|| format!("`{rest}` has no closing quote"))?
            }
            None => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::Marker;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "# region pylint-rs:gen a.toml 0123456789abcdef",
            "# region pylint-rs:gen ../a.toml#A,B kind=dataclass 0123456789abcdef",
            "# region pylint-rs:gen \"a b.toml#A\" root-name=X 0123456789abcdef",
        ] {
            let marker = Marker::parse(text).unwrap().unwrap();
            assert_eq!(marker.comment(marker.fingerprint.as_deref().unwrap()), text);
        }
        assert_eq!(Marker::parse("#region pylint-rs:gen a.toml").unwrap().unwrap().spec, "a.toml");
    }

    #[test]
    fn other_comments_are_none() {
        for text in ["# region", "# region helpers", "# endregion", "# region pylint-rs:general"] {
            assert_eq!(Marker::parse(text), None);
        }
    }

    #[test]
    fn mistakes() {
        for (text, message) in [
            ("", "the region names no spec: `# region pylint-rs:gen SPEC`"),
            (" a.toml#", "a name is missing after `#` in `a.toml#`"),
            (" a.toml x", "`x` is neither an option, such as `kind=dataclass`, nor a fingerprint"),
            (" a.toml k=1 k=2", "`k` is given twice"),
            (" \"a.toml", "`\"a.toml` has no closing quote"),
            (" a.toml 0123456789abcdef k=1", "`k=1` comes after the fingerprint"),
        ] {
            let comment = format!("# region pylint-rs:gen{text}");
            assert_eq!(Marker::parse(&comment), Some(Err(message.to_owned())));
        }
    }
}
