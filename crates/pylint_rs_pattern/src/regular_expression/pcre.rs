//! PCRE's syntax put into the `regex` and `fancy_regex` crates'.
//!
//! As Semgrep has it, letters, digits, white space and word boundaries are ASCII's in `\w`, `\d`,
//! `\s` and `\b`, and Unicode's everywhere else.

mod class;
mod escape;

use crate::PatternError;

/// Deeper nesting is an error: the engines' own readers recurse.
const DEPTH_LIMIT: usize = 100;

/// An expression in the other syntax.
pub(super) struct Translation {
    pub(super) text: String,
    /// Whether it needs what no linear engine has.
    pub(super) needs_backtracking: bool,
}

/// Translates an expression.
pub(super) fn translate(source: &str) -> Result<Translation, PatternError> {
    let linear = Translator::new(source, false).run()?;
    if !linear.needs_backtracking {
        return Ok(linear);
    }
    Translator::new(source, true).run()
}

struct Translator<'s> {
    source: &'s str,
    position: usize,
    output: String,
    /// Whether the text is for the backtracking engine, which has no ASCII word boundaries.
    backtracking: bool,
    needs_backtracking: bool,
    /// The open groups: where each began in the output, and whether white space counted outside.
    groups: Vec<(usize, bool)>,
    /// Whether white space is ignored: `(?x)`.
    extended: bool,
    /// Where the last atom began in the output, if a quantifier may follow.
    atom: Option<usize>,
    /// How many groups that capture have been opened.
    captures: usize,
    /// How many there are.
    all_captures: usize,
}

impl<'s> Translator<'s> {
    fn new(source: &'s str, backtracking: bool) -> Self {
        Self {
            source,
            position: 0,
            output: String::with_capacity(source.len() + 16),
            backtracking,
            needs_backtracking: false,
            groups: Vec::new(),
            extended: false,
            atom: None,
            captures: 0,
            all_captures: source.matches('(').count(),
        }
    }

    fn run(mut self) -> Result<Translation, PatternError> {
        // `(*UTF8)` and the like at the beginning: the text always is Unicode.
        while self.rest().starts_with("(*U") {
            let end = self.rest().find(')').ok_or_else(|| self.error("`(*` is not closed", 2))?;
            self.position += end + 1;
        }
        while let Some(character) = self.peek() {
            self.element(character)?;
        }
        if !self.groups.is_empty() {
            return Err(self.error("a parenthesis is not closed", 0));
        }
        Ok(Translation { text: self.output, needs_backtracking: self.needs_backtracking })
    }

    fn element(&mut self, character: char) -> Result<(), PatternError> {
        match character {
            '\\' => self.escape()?,
            '[' => {
                self.atom = Some(self.output.len());
                self.class()?;
            }
            '(' => self.open()?,
            ')' => self.close()?,
            '*' | '+' | '?' => self.quantifier(1)?,
            '{' => match self.counted_length() {
                Some(length) => self.quantifier(length)?,
                None => self.literal('{'),
            },
            '|' | '^' | '$' => {
                self.output.push(character);
                self.position += 1;
                self.atom = (character != '|').then(|| self.output.len() - 1);
            }
            '.' => {
                self.atom = Some(self.output.len());
                self.output.push('.');
                self.position += 1;
            }
            '#' if self.extended => {
                let length = self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
                self.position += length;
            }
            _ if self.extended && character.is_ascii_whitespace() => self.position += 1,
            _ => self.literal(character),
        }
        Ok(())
    }

    /// A character that means itself.
    fn literal(&mut self, character: char) {
        self.position += character.len_utf8();
        self.push_literal(character);
    }

    fn push_literal(&mut self, character: char) {
        self.atom = Some(self.output.len());
        let mut buffer = [0; 4];
        self.output.push_str(&regex::escape(character.encode_utf8(&mut buffer)));
    }

    /// What stands for one thing, and was `length` bytes long.
    fn push_atom(&mut self, text: &str, length: usize) {
        self.atom = Some(self.output.len());
        self.output.push_str(text);
        self.position += length;
    }

    /// A quantifier of `length` bytes, and the `?` or `+` after it.
    fn quantifier(&mut self, length: usize) -> Result<(), PatternError> {
        let Some(atom) = self.atom else {
            return Err(self.error("there is nothing to repeat here", length));
        };
        let text = &self.rest()[..length];
        self.output.push_str(text);
        self.position += length;
        match self.peek() {
            Some('?') => {
                self.output.push('?');
                self.position += 1;
            }
            Some('+') => {
                self.needs_backtracking = true;
                self.output.insert_str(atom, "(?>");
                self.output.push(')');
                self.position += 1;
            }
            _ => {}
        }
        Ok(())
    }

    /// The length of `{2}`, `{2,}` or `{2,3}` here; any other brace means itself.
    fn counted_length(&self) -> Option<usize> {
        let inner = &self.rest()[1..];
        let end = inner.find('}')?;
        let (low, high) = inner[..end].split_once(',').unwrap_or((&inner[..end], ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (!low.is_empty() && digits(low) && digits(high)).then_some(end + 2)
    }

    fn open(&mut self) -> Result<(), PatternError> {
        if self.groups.len() == DEPTH_LIMIT {
            return Err(self.error("parentheses are nested too deep", 1));
        }
        let start = self.output.len();
        let rest = self.rest();
        let Some(special) = rest.strip_prefix("(?") else {
            if rest.starts_with("(*") {
                return Err(self.error("verbs such as `(*SKIP)` are not supported", 2));
            }
            return self.enter(start, "(", 1, true);
        };
        let look = ["=", "!", "<=", "<!", ">"].into_iter().find(|kind| special.starts_with(kind));
        if let Some(kind) = look {
            self.needs_backtracking = true;
            return self.enter(start, &format!("(?{kind}"), 2 + kind.len(), false);
        }
        match special.chars().next() {
            Some(':') => self.enter(start, "(?:", 3, false),
            Some('#') => {
                let end = rest.find(')').ok_or_else(|| self.error("`(?#` is not closed", 3))?;
                self.position += end + 1;
                Ok(())
            }
            Some('P' | '<' | '\'') => self.named(start),
            Some('|') => Err(self.error("`(?|` is not supported", 3)),
            Some('(') => self.conditional(start),
            Some('R' | '&' | '0'..='9') => {
                let end = rest.find(')').ok_or_else(|| self.error("`(?` is not closed", 2))?;
                let name = rest[2..end].trim_start_matches('&').replace('R', "0");
                self.needs_backtracking = true;
                self.push_atom(&format!("\\g<{name}>"), end + 1);
                Ok(())
            }
            _ => self.flags(start),
        }
    }

    fn enter(
        &mut self,
        start: usize,
        text: &str,
        length: usize,
        captures: bool,
    ) -> Result<(), PatternError> {
        self.captures += usize::from(captures);
        self.output.push_str(text);
        self.position += length;
        self.groups.push((start, self.extended));
        self.atom = None;
        Ok(())
    }

    fn close(&mut self) -> Result<(), PatternError> {
        let Some((start, extended)) = self.groups.pop() else {
            return Err(self.error("this parenthesis was not opened", 1));
        };
        self.extended = extended;
        self.output.push(')');
        self.position += 1;
        self.atom = Some(start);
        Ok(())
    }

    /// `(?P<name>`, `(?<name>`, `(?'name'`, `(?P=name)`, `(?P>name)`
    fn named(&mut self, start: usize) -> Result<(), PatternError> {
        let rest = self.rest();
        let after = rest[2..].trim_start_matches('P');
        let skipped = rest.len() - after.len();
        let (close, what) = match after.as_bytes().first() {
            Some(b'<') => ('>', '<'),
            Some(b'\'') => ('\'', '<'),
            Some(b'=') => (')', '='),
            Some(b'>') => (')', '>'),
            _ => return Err(self.error("this group is of no known kind", 3)),
        };
        let inner = &after[1..];
        let end = inner.find(close).ok_or_else(|| self.error("a name is not closed", 3))?;
        let name = &inner[..end];
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            || name.as_bytes()[0].is_ascii_digit()
        {
            return Err(self.error("this is no name for a group", skipped + 1 + end));
        }
        let length = skipped + 1 + end + 1;
        match what {
            '<' => self.enter(start, &format!("(?P<{name}>"), length, true),
            '=' => {
                self.needs_backtracking = true;
                self.push_atom(&format!("\\k<{name}>"), length);
                Ok(())
            }
            _ => {
                self.needs_backtracking = true;
                self.push_atom(&format!("\\g<{name}>"), length);
                Ok(())
            }
        }
    }

    /// `(?(1)yes|no)`, `(?(<name>)yes|no)`
    fn conditional(&mut self, start: usize) -> Result<(), PatternError> {
        let rest = self.rest();
        let end = rest.find(')').ok_or_else(|| self.error("`(?(` is not closed", 3))?;
        let name = rest[3..end].trim_matches(['<', '>', '\'']);
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(self.error("only a group can be a condition", end + 1));
        }
        let condition = match name.bytes().all(|byte| byte.is_ascii_digit()) {
            true => name.to_owned(),
            false => format!("<{name}>"),
        };
        self.needs_backtracking = true;
        self.enter(start, &format!("(?({condition})"), end + 1, false)
    }

    /// `(?i)`, `(?i-s:`; white space is dropped here, so that `x` never is in the output.
    fn flags(&mut self, start: usize) -> Result<(), PatternError> {
        let rest = self.rest();
        let length = rest[2..]
            .find(|character: char| !character.is_ascii_alphabetic() && character != '-')
            .ok_or_else(|| self.error("`(?` is not closed", 2))?;
        let written = &rest[2..2 + length];
        let end = rest.as_bytes()[2 + length];
        if !matches!(end, b')' | b':') {
            return Err(self.error("this group is of no known kind", 3 + length));
        }
        let mut on = String::new();
        let mut off = String::new();
        let mut extended = self.extended;
        let mut negative = false;
        for flag in written.chars() {
            match flag {
                '-' => negative = true,
                'x' => extended = !negative,
                'J' => {}
                'i' | 'm' | 's' | 'U' if negative => off.push(flag),
                'i' | 'm' | 's' | 'U' => on.push(flag),
                _ => return Err(self.error("this flag is not supported", 3 + length)),
            }
        }
        if !off.is_empty() {
            off.insert(0, '-');
        }
        if end == b':' {
            self.enter(start, &format!("(?{on}{off}:"), length + 3, false)?;
        } else {
            self.position += length + 3;
            self.atom = None;
            if !on.is_empty() || !off.is_empty() {
                self.output.push_str(&format!("(?{on}{off})"));
            }
        }
        self.extended = extended;
        Ok(())
    }

    fn rest(&self) -> &'s str {
        &self.source[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// An error about the next `length` bytes.
    fn error(&self, message: &str, length: usize) -> PatternError {
        let end = (self.position + length).min(self.source.len());
        PatternError::new(format!("not a regular expression: {message}"), self.position..end)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Anchoring, RegularExpression};

    /// What an expression matches in a text.
    fn found<'t>(expression: &str, text: &'t str) -> Vec<&'t str> {
        let expression = RegularExpression::pcre(expression, Anchoring::Anywhere).unwrap();
        let found = expression.find_all(text).unwrap();
        found.into_iter().map(|found| &text[found.range]).collect()
    }

    fn reason(expression: &str) -> String {
        RegularExpression::pcre(expression, Anchoring::Anywhere).unwrap_err().message
    }

    #[test]
    fn classes_are_of_ascii() {
        assert_eq!(found(r"\d+", "12 ٣٤"), ["12"]);
        assert_eq!(found(r"\w+", "aé9"), ["a", "9"]);
        assert_eq!(found(r"[^\w ]", "a é"), ["é"]);
        assert_eq!(found(r"[\W]", "aé"), ["é"]);
        assert_eq!(found(r"\bb", "éb"), ["b"]);
    }

    #[test]
    fn brackets_and_braces_mean_themselves_where_pcre_says_so() {
        assert_eq!(found("[[a]", "a[b"), ["a", "["]);
        assert_eq!(found("[]a]+", "]a["), ["]a"]);
        assert_eq!(found("[^]a]+", "]a[b"), ["[b"]);
        assert_eq!(found("[a&&b]+", "a&b"), ["a&b"]);
        assert_eq!(found(r"[\w-.]+", "a-.b c"), ["a-.b", "c"]);
        assert_eq!(found("[a-]+", "a-b"), ["a-"]);
        assert_eq!(found("[[:digit:]x]+", "1x2"), ["1x2"]);
        assert_eq!(found("{a}", "{a}"), ["{a}"]);
        assert_eq!(found("a{,3}", "a{,3}"), ["a{,3}"]);
        assert_eq!(found("a{2,3}", "aaaa"), ["aaa"]);
        assert_eq!(found(r#"\"\'\/\_\<\-\%\ "#, "\"'/_<-% "), ["\"'/_<-% "]);
        assert_eq!(found(r"\Qa.b\E.", "a.bc axbc"), ["a.bc"]);
        assert_eq!(found(r"\x41\x{42}\103\t", "ABC\t"), ["ABC\t"]);
    }

    #[test]
    fn lines_have_ends() {
        assert_eq!(found("^a.?$", "ab\nac\nabc"), ["ab", "ac"]);
        assert_eq!(found(r"a\Z", "a\na\n"), ["a"]);
        assert_eq!(found(r"a\z", "a\na"), ["a"]);
    }

    #[test]
    fn looking_around_and_back_works() {
        assert_eq!(found("(?<=x)a(?!b)", "xab xac"), ["a"]);
        assert_eq!(found(r#"(['"])a\1"#, "'a' 'a\""), ["'a'"]);
        assert_eq!(found(r"(?<q>['])a\k<q>(?P=q)", "'a''"), ["'a''"]);
        assert_eq!(found("a++a", "aaa"), Vec::<&str>::new());
        assert_eq!(found("(?>a{2,3}|b)c", "aaac bc"), ["aaac", "bc"]);
        assert_eq!(found("a{1,2}+a", "aaa"), ["aaa"]);
        assert_eq!(found(r"(a)\1", "aa"), ["aa"]);
        assert_eq!(found(r"(?i)foo(?=\.)", "FOO. foo"), ["FOO"]);
    }

    #[test]
    fn white_space_is_ignored_on_demand() {
        assert_eq!(found("(?x) a b # comment (\n c", "abc"), ["abc"]);
        assert_eq!(found("(?x: a ) b", "a b"), ["a b"]);
        assert_eq!(found("(?x)a[ ]b", "a b"), ["a b"]);
        assert_eq!(found("a(?#comment)b", "ab"), ["ab"]);
    }

    #[test]
    fn what_is_no_expression_is_told_with_its_place() {
        assert!(reason("(a").contains("not closed"));
        assert!(reason("a)").contains("not opened"));
        assert!(reason("a)(b").contains("not opened"));
        assert!(reason("*a").contains("nothing to repeat"));
        assert!(reason("[a").contains("not closed"));
        assert!(reason(r"a\").contains("backslash"));
        assert!(reason(r"\y").contains("escape"));
        assert!(reason(&"(".repeat(5000)).contains("too deep"));
        let error = RegularExpression::pcre("ab)", Anchoring::Start).unwrap_err();
        assert_eq!(error.span, 2..3);
    }

    #[test]
    fn a_search_that_takes_too_long_ends() {
        let expression =
            RegularExpression::pcre(r"(?:a|a|b)+(?=c)(?!d)", Anchoring::Anywhere).unwrap();
        assert!(expression.find_all(&"a".repeat(5000)).is_err());
    }
}
