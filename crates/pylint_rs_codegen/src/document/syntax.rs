//! Which language a text is in.

use std::path::Path;

use super::{Source, json};

/// The languages that documents are written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Syntax {
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// A JSON value per line, also called NDJSON.
    JsonLines,
    /// YAML.
    Yaml,
}

impl Syntax {
    /// How it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
            Self::JsonLines => "JSON Lines",
            Self::Yaml => "YAML",
        }
    }

    /// The language a file's name tells.
    pub fn of_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" | "geojson" | "ipynb" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// The language of a text: what its name tells, or else what it looks like.
    ///
    /// A file called `*.json` may have a value per line, too.
    pub fn recognise(source: &Source) -> Self {
        match source.path.as_deref().and_then(Self::of_name) {
            Some(Self::Json) if is_lines(&source.text) => Self::JsonLines,
            Some(syntax) => syntax,
            None => Self::of_text(&source.text),
        }
    }

    /// The language that a text looks like.
    pub fn of_text(text: &str) -> Self {
        let line = significant_line(text);
        if is_lines(text) {
            return Self::JsonLines;
        }
        match line.as_bytes() {
            [b'{', ..] => Self::Json,
            [b'[', ..] if is_table_header(line) => Self::Toml,
            [b'[', ..] if !has_assignment(line) => Self::Json,
            _ if has_assignment(line) => Self::Toml,
            [] => Self::Toml,
            _ => Self::Yaml,
        }
    }
}

/// The first line with something in it but a comment.
fn significant_line(text: &str) -> &str {
    text.lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or_default()
}

/// Whether the first line is a whole value, and there is another.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let is_value = |line: &str, open, close| line.starts_with(open) && line.ends_with(close);
    (is_value(first, '{', '}') || (is_value(first, '[', ']') && second.starts_with('[')))
        && json::parse(&Source::new(None, first)).is_ok()
}

/// `[table]` or `[[table]]`, with a comment behind it or not.
fn is_table_header(line: &str) -> bool {
    let code = line.split(" #").next().unwrap_or_default().trim();
    let Some(name) = code.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return false;
    };
    let name = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    let starts = |first: char| first.is_ascii_alphabetic() || first == '_';
    name.starts_with(starts) && !name.contains([',', ':', '{', '['])
}

/// Whether a `=` comes before any `: ` that would make it YAML.
fn has_assignment(line: &str) -> bool {
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '=') => return true,
            (None, ':') if characters.peek().is_none_or(|next| next.is_whitespace()) => {
                return false;
            }
            (None, _) => {}
        }
    }
    false
}
