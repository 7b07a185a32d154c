//! Rewriting a pattern to plain Python, with names for what is not.

use super::offsets::Rewritten;
use super::placeholders::{Placeholder, Placeholders};
use crate::{PatternError, Vocabulary};

/// Brackets nested deeper than this are no pattern that a person wrote.
const MOST_BRACKETS: usize = 100;

/// A pattern as plain Python.
#[derive(Debug)]
pub(super) struct Lexed {
    pub(super) rewritten: Rewritten,
    pub(super) placeholders: Placeholders,
}

/// Rewrites a pattern.
pub(super) fn lex(source: &str, vocabulary: &mut Vocabulary) -> Result<Lexed, PatternError> {
    let mut lexer = Lexer {
        source,
        position: 0,
        rewritten: Rewritten::default(),
        placeholders: Placeholders::new(source),
        brackets: Vec::new(),
        lambdas: 0,
        words: [""; 2],
        vocabulary,
    };
    lexer.run()?;
    if let Some(open) = lexer.brackets.iter().find(|open| open.kind == Kind::Deep) {
        return Err(PatternError::new(
            "`<...` is not closed by `...>`",
            open.start..open.start + "<...".len(),
        ));
    }
    Ok(Lexed { rewritten: lexer.rewritten, placeholders: lexer.placeholders })
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// `(` of a call or around an expression.
    Round,
    /// `(` of a function's parameters.
    Parameters,
    /// `[`
    Square,
    /// `{` of a dict.
    Dict,
    /// `{` of anything else.
    Braces,
    /// `{` in an f-string.
    Field,
    /// `<...`
    Deep,
    /// The type after `$X:`.
    Type,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    start: usize,
    /// How many `lambda`s around it wait for their colon.
    lambdas: u32,
}

struct Lexer<'s, 'v> {
    source: &'s str,
    position: usize,
    rewritten: Rewritten,
    placeholders: Placeholders,
    brackets: Vec<Open>,
    /// How many `lambda`s of this bracket wait for their colon.
    lambdas: u32,
    /// The last two words, the newer one last; cleared by punctuation.
    words: [&'s str; 2],
    vocabulary: &'v mut Vocabulary,
}

impl<'s> Lexer<'s, '_> {
    fn rest(&self) -> &'s str {
        &self.source[self.position..]
    }

    fn copy(&mut self, length: usize) {
        let text = &self.rest()[..length];
        self.rewritten.copy(text, self.position);
        self.position += length;
    }

    fn replace(&mut self, text: &str, length: usize) {
        self.rewritten.replace(text, self.position);
        self.position += length;
    }

    fn open(&mut self, kind: Kind) -> Result<(), PatternError> {
        if self.brackets.len() == MOST_BRACKETS {
            let here = self.position..self.position + 1;
            return Err(PatternError::new("the pattern is nested too deeply", here));
        }
        let lambdas = std::mem::take(&mut self.lambdas);
        self.brackets.push(Open { kind, start: self.position, lambdas });
        Ok(())
    }

    fn close(&mut self) -> Option<Open> {
        let open = self.brackets.pop()?;
        self.lambdas = open.lambdas;
        Some(open)
    }

    fn inside(&self) -> Option<Kind> {
        self.brackets.last().map(|open| open.kind)
    }

    /// Until the end, or that of the f-string's field it started in.
    fn run(&mut self) -> Result<(), PatternError> {
        let depth = self.brackets.len();
        while let Some(first) = self.rest().chars().next() {
            let rest = self.rest();
            match first {
                '#' => {
                    let length = rest.find('\n').unwrap_or(rest.len());
                    self.copy(length);
                }
                '$' => self.metavariable("")?,
                '"' | '\'' => self.string("")?,
                '.' if rest.starts_with("...") => self.dots()?,
                '<' if rest.starts_with("<...") => {
                    let name = self.placeholders.add(Placeholder::Deep);
                    self.open(Kind::Deep)?;
                    self.replace(&format!("{name}("), "<...".len());
                    self.words = [""; 2];
                }
                '=' if rest.starts_with("=~/") => self.bare_regex()?,
                '(' | '[' | '{' => self.opening(first)?,
                ')' | ']' | '}' | ',' => {
                    if self.closing(first, depth) {
                        return Ok(());
                    }
                }
                ':' | '!' | '='
                    if self.inside() == Some(Kind::Field)
                        && self.brackets.len() == depth
                        && self.lambdas == 0
                        && !rest[1..].starts_with('=')
                        && !rest.starts_with("==") =>
                {
                    self.format_specification()?;
                }
                _ if is_identifier_start(first) => self.word()?,
                _ if first.is_ascii_digit() => {
                    let length = rest
                        .find(|character: char| !is_identifier_part(character))
                        .unwrap_or(rest.len());
                    self.copy(length);
                }
                _ => {
                    if first == ':' {
                        self.lambdas = self.lambdas.saturating_sub(1);
                    }
                    if !first.is_whitespace() {
                        self.words = [""; 2];
                    }
                    self.copy(first.len_utf8());
                }
            }
        }
        Ok(())
    }

    fn opening(&mut self, bracket: char) -> Result<(), PatternError> {
        let kind = match bracket {
            '(' if self.words[0] == "def" => Kind::Parameters,
            '(' => Kind::Round,
            '[' => Kind::Square,
            _ if is_dict(self.rest()) => Kind::Dict,
            _ => Kind::Braces,
        };
        self.open(kind)?;
        self.words = [""; 2];
        self.copy(1);
        Ok(())
    }

    /// A closing bracket or comma; whether it ends the field that was begun at `depth`.
    fn closing(&mut self, character: char, depth: usize) -> bool {
        if self.inside() == Some(Kind::Type) {
            self.close();
            self.rewritten.replace(")", self.position);
        }
        self.words = [""; 2];
        if character == ',' {
            self.copy(1);
            return false;
        }
        if self.inside() == Some(Kind::Field) && self.brackets.len() == depth {
            return true;
        }
        if self.inside() != Some(Kind::Deep) {
            self.close();
        }
        self.copy(1);
        false
    }

    fn word(&mut self) -> Result<(), PatternError> {
        let rest = self.rest();
        let length = rest.find(|character| !is_identifier_part(character)).unwrap_or(rest.len());
        let word = &rest[..length];
        match rest[length..].chars().next() {
            Some('$') => return self.metavariable(word),
            Some('"' | '\'') if is_string_prefix(word) => return self.string(word),
            _ => {}
        }
        if word == "lambda" {
            self.lambdas += 1;
        }
        self.words = [self.words[1], word];
        self.copy(length);
        Ok(())
    }

    /// `...`, or the end of `<... P ...>`.
    fn dots(&mut self) -> Result<(), PatternError> {
        if self.inside() == Some(Kind::Deep) && self.rest().starts_with("...>") {
            self.close();
            self.replace(")", "...>".len());
            return Ok(());
        }
        let is_entry = self.is_dict_entry("...".len());
        self.placeholder(Placeholder::Gap, "...".len(), is_entry);
        Ok(())
    }

    fn placeholder(&mut self, placeholder: Placeholder, length: usize, is_entry: bool) {
        let name = self.placeholders.add(placeholder);
        self.words = [self.words[1], "$"];
        let stars = if is_entry { "**" } else { "" };
        self.replace(&format!("{stars}{name}"), length);
    }

    /// Whether what comes next, and is so long, is an entry of a dict, and no key.
    fn is_dict_entry(&self, length: usize) -> bool {
        self.inside() == Some(Kind::Dict)
            && self.rewritten.text.trim_end().ends_with(['{', ','])
            && !self.rest()[length..].trim_start().starts_with(':')
    }

    /// `$X`, `$_`, `$...XS`, with the part of an identifier that comes before.
    fn metavariable(&mut self, prefix: &str) -> Result<(), PatternError> {
        let rest = self.rest();
        let after = &rest[prefix.len() + 1..];
        let (is_many, dots) =
            if prefix.is_empty() && after.starts_with("...") { (true, 3) } else { (false, 0) };
        let after = &after[dots..];
        let is_part = |character: char| {
            character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_'
        };
        let length = after.find(|character| !is_part(character)).unwrap_or(after.len());
        let suffix_length = after[length..]
            .find(|character| !is_identifier_part(character))
            .unwrap_or(after.len() - length);
        let whole = prefix.len() + 1 + dots + length + suffix_length;
        let mut name = &after[..length];
        let mut suffix = &after[length..length + suffix_length];
        if !suffix.is_empty() && name.len() > 1 && name.ends_with('_') {
            name = name.trim_end_matches('_');
            suffix = &after[name.len()..length + suffix_length];
        }
        let here = self.position..self.position + whole.max(1);
        if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
            return Err(PatternError::new(
                "a metavariable is `$` and upper-case letters: `$X`, `$NAME`, `$_`, `$...ARGS`",
                here,
            ));
        }
        if is_many && !suffix.is_empty() {
            return Err(PatternError::new("`$...NAME` cannot be part of an identifier", here));
        }
        let variable = (name != "_").then(|| self.vocabulary.intern(name));
        if !prefix.is_empty() || !suffix.is_empty() {
            let partial =
                Placeholder::Partial { prefix: prefix.into(), variable, suffix: suffix.into() };
            self.placeholder(partial, whole, false);
            return Ok(());
        }
        let is_typed = self.inside() == Some(Kind::Round)
            && self.lambdas == 0
            && !is_many
            && has_type(&rest[whole..]);
        if is_typed {
            let name = self.placeholders.add(Placeholder::Typed(variable));
            let colon = rest[whole..].find(':').unwrap_or_default();
            self.open(Kind::Type)?;
            self.replace(&format!("{name}("), whole + colon + 1);
            self.words = [""; 2];
            return Ok(());
        }
        let placeholder = match (is_many, variable) {
            (true, Some(variable)) => Placeholder::Many(variable),
            (true, None) => Placeholder::Gap,
            (false, Some(variable)) => Placeholder::Metavariable(variable),
            (false, None) => Placeholder::Anything,
        };
        let is_entry = is_many && self.is_dict_entry(whole);
        self.placeholder(placeholder, whole, is_entry);
        Ok(())
    }

    /// `=~/re/`
    fn bare_regex(&mut self) -> Result<(), PatternError> {
        let rest = self.rest();
        let body = &rest["=~/".len()..];
        let mut is_escaped = false;
        let end = body.find(|character| {
            let ends = character == '\n' || (character == '/' && !is_escaped);
            is_escaped = character == '\\' && !is_escaped;
            ends
        });
        let start = self.position + "=~/".len();
        match end {
            Some(end) if body[end..].starts_with('/') => {
                let flags = &body[end + 1..];
                let flags = flags
                    .split(|letter: char| !is_identifier_part(letter))
                    .next()
                    .unwrap_or_default();
                let length = "=~/".len() + end + 1 + flags.len();
                let here = start..start + end;
                if super::regexes::parts(&rest[..length]).is_none() {
                    return Err(PatternError::new(
                        format!("`{flags}` is no flag of a regular expression: i, m, s and x are"),
                        here.end + 1..here.end + 1 + flags.len(),
                    ));
                }
                let regex = super::regexes::compile(&body[..end], flags, here)?;
                self.placeholder(Placeholder::StringRegex(regex), length, false);
                Ok(())
            }
            _ => Err(PatternError::new("`=~/` is not closed by `/`", self.position..start)),
        }
    }

    /// A string with its prefix; the fields of an f-string are patterns again.
    fn string(&mut self, prefix: &str) -> Result<(), PatternError> {
        let start = self.position;
        let quotes = &self.rest()[prefix.len()..];
        let quote = &quotes[..1];
        let triple = quote.repeat(3);
        let delimiter = if quotes.starts_with(&triple) { triple.as_str() } else { quote };
        let has_fields = prefix.contains(['f', 'F', 't', 'T']);
        self.copy(prefix.len() + delimiter.len());
        self.words = [""; 2];
        loop {
            let rest = self.rest();
            if rest.starts_with(delimiter) {
                self.copy(delimiter.len());
                return Ok(());
            }
            match rest.chars().next() {
                None => break,
                Some('\n') if delimiter.len() == 1 => break,
                Some('\\') => {
                    let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                    self.copy(1 + escaped);
                }
                Some('{') if has_fields && rest.starts_with("{{") => self.copy(2),
                Some('{') if has_fields => {
                    self.open(Kind::Field)?;
                    self.copy(1);
                    self.run()?;
                    if !self.rest().starts_with('}') {
                        break;
                    }
                    self.close();
                    self.copy(1);
                }
                Some(other) => self.copy(other.len_utf8()),
            }
        }
        Err(PatternError::new("a string is not closed", start..start + prefix.len() + 1))
    }

    /// What comes after an f-string's field: `!r`, `=`, `:>3`.
    fn format_specification(&mut self) -> Result<(), PatternError> {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '}' => return Ok(()),
                '{' => {
                    self.open(Kind::Field)?;
                    self.copy(1);
                    self.run()?;
                    if !self.rest().starts_with('}') {
                        return Ok(());
                    }
                    self.close();
                    self.copy(1);
                }
                '"' | '\'' | '\n' => return Ok(()),
                other => self.copy(other.len_utf8()),
            }
        }
        Ok(())
    }
}

fn is_identifier_start(character: char) -> bool {
    character == '_' || character.is_alphabetic()
}

fn is_identifier_part(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

fn is_string_prefix(word: &str) -> bool {
    word.len() <= 2
        && word
            .chars()
            .all(|letter| matches!(letter.to_ascii_lowercase(), 'r' | 'b' | 'u' | 'f' | 't'))
}

/// Whether a metavariable is followed by its type.
fn has_type(after: &str) -> bool {
    after
        .trim_start_matches([' ', '\t'])
        .strip_prefix(':')
        .is_some_and(|rest| !rest.starts_with('='))
}

/// Whether the text, from a brace on, begins with a dict: it has a colon or `**` of its own.
fn is_dict(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut lambdas = 0_usize;
    let mut quote = None;
    let mut previous = ' ';
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        if let Some(delimiter) = quote {
            if character == '\\' {
                characters.next();
            } else if character == delimiter {
                quote = None;
            }
            continue;
        }
        match character {
            '"' | '\'' => quote = Some(character),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return false;
                }
            }
            'l' if depth == 1 && text[index..].starts_with("lambda") => lambdas += 1,
            ':' if depth == 1 && lambdas > 0 => lambdas -= 1,
            ':' if depth == 1 && !text[index + 1..].starts_with('=') => return true,
            '*' if depth == 1
                && text[index..].starts_with("**")
                && matches!(previous, '{' | ',') =>
            {
                return true;
            }
            _ => {}
        }
        if !character.is_whitespace() {
            previous = character;
        }
    }
    false
}
