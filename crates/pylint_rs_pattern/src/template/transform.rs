//! Making new text out of captures: another case, other words.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::RegularExpression;

/// A name that a template may use, and how its text is made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transform {
    /// The name, without `$`.
    pub name: Box<str>,
    /// The metavariable, or the transform, whose text it is made of, without `$`.
    pub source: Box<str>,
    /// What is done to the text, in order.
    pub steps: Vec<TransformStep>,
}

/// One change to a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TransformStep {
    /// Its words are written another way.
    Convert(Case),
    /// One piece of text takes the place of another, wherever it is.
    Replace {
        /// What is replaced.
        from: Box<str>,
        /// By what.
        to: Box<str>,
    },
    /// Text takes the place of what a regular expression matches; `$1` is a group.
    Regex {
        /// What is replaced.
        #[serde(with = "crate::shared")]
        regex: Arc<RegularExpression>,
        /// By what.
        replacement: Box<str>,
    },
}

/// How words are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub enum Case {
    /// `snake_case`
    Snake,
    /// `camelCase`
    Camel,
    /// `PascalCase`
    Pascal,
    /// `UPPER_CASE`
    UpperSnake,
    /// All letters as they are when small.
    Lower,
    /// All letters as they are when capital.
    Upper,
}

impl Case {
    /// All of them, with what rule files call them.
    pub const ALL: [(&'static str, Self); 6] = [
        ("snake_case", Self::Snake),
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("UPPER_CASE", Self::UpperSnake),
        ("lower", Self::Lower),
        ("upper", Self::Upper),
    ];

    /// The one that rule files call so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(other, _)| *other == name).map(|(_, case)| case)
    }

    /// A text in this case. What is before its first letter or digit, and after its last, is kept:
    /// underscores, quotes.
    pub fn convert(self, text: &str) -> String {
        match self {
            Self::Lower => return text.to_lowercase(),
            Self::Upper => return text.to_uppercase(),
            _ => {}
        }
        let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let end = text
            .rfind(char::is_alphanumeric)
            .map_or(start, |last| last + text[last..].chars().next().map_or(0, char::len_utf8));
        let words = words(&text[start..end]);
        let converted: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(index, word)| match self {
                Self::Snake => word.to_lowercase(),
                Self::UpperSnake => word.to_uppercase(),
                Self::Camel if index == 0 => word.to_lowercase(),
                _ => capitalized(word),
            })
            .collect();
        let separator = if matches!(self, Self::Snake | Self::UpperSnake) { "_" } else { "" };
        format!("{}{}{}", &text[..start], converted.join(separator), &text[end..])
    }
}

impl Transform {
    /// What becomes of a text.
    pub fn apply(&self, text: &str) -> String {
        self.steps.iter().fold(text.to_owned(), |text, step| match step {
            TransformStep::Convert(case) => case.convert(&text),
            TransformStep::Replace { from, to } if !from.is_empty() => text.replace(&**from, to),
            TransformStep::Replace { .. } => text,
            TransformStep::Regex { regex, replacement } => {
                // A text that takes too long is left as it is.
                regex.replace(&text, &with_backslashes(replacement), None).unwrap_or(text)
            }
        })
    }
}

/// A replacement with `$1` for a group as one with `\\1`.
fn with_backslashes(replacement: &str) -> String {
    let mut output = String::with_capacity(replacement.len());
    let mut rest = replacement;
    while let Some(position) = rest.find(['$', '\\']) {
        let (before, after) = rest.split_at(position);
        output.push_str(before);
        let name = &after[1..];
        let (group, length) = match name.strip_prefix('{').and_then(|name| name.split_once('}')) {
            Some((group, _)) => (group, group.len() + 2),
            None => {
                let digits = name.bytes().take_while(u8::is_ascii_digit).count();
                (&name[..digits], digits)
            }
        };
        if after.starts_with('\\') {
            output.push_str("\\\\");
            rest = name;
        } else if group.is_empty() {
            output.push('$');
            // `$$` is a `$`.
            rest = name.strip_prefix('$').unwrap_or(name);
        } else {
            output.push_str(&format!("\\g<{group}>"));
            rest = &name[length..];
        }
    }
    output.push_str(rest);
    output
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters.as_str().to_lowercase().chars()).collect()
    })
}

/// The words of a name: `HTTPServer2_name` has `HTTP`, `Server2` and `name`.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (offset, character)) in characters.iter().enumerate() {
        if !character.is_alphanumeric() {
            if start < *offset {
                words.push(&text[start..*offset]);
            }
            start = offset + character.len_utf8();
            continue;
        }
        let previous = index.checked_sub(1).map(|index| characters[index].1);
        let next = characters.get(index + 1).map(|(_, next)| *next);
        let starts_word = character.is_uppercase()
            && previous.is_some_and(|previous| {
                previous.is_lowercase()
                    || previous.is_numeric()
                    || (previous.is_uppercase() && next.is_some_and(char::is_lowercase))
            });
        if starts_word && start < *offset {
            words.push(&text[start..*offset]);
            start = *offset;
        }
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Anchoring;

    #[test]
    fn cases() {
        let all = |text: &str| Case::ALL.map(|(_, case)| case.convert(text)).join(" ");
        assert_eq!(
            all("HTTPServer2_name"),
            "http_server2_name httpServer2Name HttpServer2Name HTTP_SERVER2_NAME httpserver2_name HTTPSERVER2_NAME"
        );
        assert_eq!(
            all("__getUserByID"),
            "__get_user_by_id __getUserById __GetUserById __GET_USER_BY_ID __getuserbyid __GETUSERBYID"
        );
        assert_eq!(Case::Snake.convert("\"ÄpfelUndBirnen\""), "\"äpfel_und_birnen\"");
        assert_eq!(Case::Snake.convert("__"), "__");
        assert_eq!(Case::Camel.convert(""), "");
    }

    #[test]
    fn steps_come_in_order() {
        let transform = Transform {
            name: "NEW".into(),
            source: "X".into(),
            steps: vec![
                TransformStep::Replace { from: "assert".into(), to: "check".into() },
                TransformStep::Regex {
                    regex: Arc::new(
                        RegularExpression::new("^(check)(?P<rest>.*)s$", Anchoring::Anywhere)
                            .unwrap(),
                    ),
                    replacement: "${rest}$1".into(),
                },
                TransformStep::Convert(Case::Snake),
            ],
        };
        assert_eq!(transform.apply("assertEquals"), "equalcheck");
    }
}
