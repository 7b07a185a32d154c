//! Programs put together from the statements of the rules' fixtures: what makes some rule fire,
//! beside and inside what makes another one fire.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use ruff_python_ast::PySourceType;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use super::mutation::{mutate, mutation};

/// The statements of all fixtures that parse, each with the lines it is on.
pub static STATEMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/rules");
    let mut files: Vec<_> = fs::read_dir(root)
        .expect("fixtures")
        .flatten()
        .flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| statements_of(&fs::read_to_string(file).expect("text"))).collect()
});

fn statements_of(text: &str) -> Vec<String> {
    let parsed = parse_unchecked_source(text, PySourceType::Python);
    if parsed.has_syntax_errors() {
        return Vec::new();
    }
    let mut statements: Vec<String> = Vec::new();
    let mut taken = 0.into();
    for statement in &parsed.syntax().body {
        let range =
            TextRange::new(text.line_start(statement.start()), text.full_line_end(statement.end()));
        // Statements that share a line are taken once.
        if range.start() >= taken {
            statements.push(text[range].trim_end_matches(['\r', '\n']).to_owned());
            taken = range.end();
        }
    }
    statements
}

/// What a statement is put into.
#[derive(Clone, Copy, Debug)]
enum Place {
    Module,
    Function,
    Method,
    Class,
    If,
    Loop,
    Try,
    Handler,
    Finally,
    With,
    Else,
}

const PLACES: [Place; 11] = [
    Place::Module,
    Place::Function,
    Place::Method,
    Place::Class,
    Place::If,
    Place::Loop,
    Place::Try,
    Place::Handler,
    Place::Finally,
    Place::With,
    Place::Else,
];

impl Place {
    /// The lines before the statement; the last of them is indented one level less than it.
    fn opening(self) -> &'static [&'static str] {
        match self {
            Self::Module => &[],
            Self::Function => &["def outer(a, b=None):"],
            Self::Method => &["class Outer:", "def method(self):"],
            Self::Class => &["class Outer:"],
            Self::If | Self::Else => &["if flag:"],
            Self::Loop => &["for item in items:"],
            Self::Try | Self::Handler | Self::Finally => &["try:"],
            Self::With => &["with manager as value:"],
        }
    }

    /// What stands between the opening and the statement.
    fn middle(self) -> Option<&'static str> {
        match self {
            Self::Handler => Some("except Exception as error:"),
            Self::Finally => Some("finally:"),
            Self::Else => Some("else:"),
            _ => None,
        }
    }

    fn closing(self) -> Option<[&'static str; 2]> {
        matches!(self, Self::Try).then_some(["except ValueError:", "pass"])
    }
}

fn place(statement: &str, place: Place, indent: &str) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for line in place.opening() {
        let _ = writeln!(text, "{}{line}", indent.repeat(depth));
        depth += 1;
    }
    if let Some(middle) = place.middle() {
        let _ = writeln!(text, "{indent}call()\n{middle}");
    }
    text.push_str(&indented(statement, &indent.repeat(depth)));
    if let Some([clause, body]) = place.closing() {
        let _ = write!(text, "\n{clause}\n{indent}{body}");
    }
    text
}

/// The statement with its lines indented, but for those inside a string.
fn indented(statement: &str, indent: &str) -> String {
    let parsed = parse_unchecked_source(statement, PySourceType::Python);
    let mut text = String::new();
    let mut offset = 0;
    for line in statement.split_inclusive('\n') {
        let inside = parsed.tokens().iter().any(|token| {
            let kind = token.kind();
            matches!(kind, TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle)
                && token.start().to_usize() < offset
                && offset < token.end().to_usize()
        });
        if !inside {
            text.push_str(indent);
        }
        text.push_str(line);
        offset += line.len();
    }
    text
}

/// A program with its kinks.
pub fn program() -> impl Strategy<Value = String> {
    let statement = (any::<prop::sample::Index>(), prop::sample::select(&PLACES[..]))
        .prop_map(|(index, place)| (index.get(&STATEMENTS[..]).clone(), place));
    let indent = prop::sample::select(vec!["    ", "\t", "  "]);
    (
        prop::collection::vec(statement, 1..5),
        indent,
        prop::collection::vec((any::<prop::sample::Index>(), mutation()), 0..6),
        prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]),
        any::<bool>(),
    )
        .prop_map(|(statements, indent, mutations, newline, ends)| {
            let placed: Vec<String> = statements
                .iter()
                .map(|(statement, where_to)| place(statement, *where_to, indent))
                .collect();
            let mut text = placed.join("\n");
            for (index, mutation) in mutations {
                text = mutate(&text, index, mutation);
            }
            if ends {
                text.push('\n');
            }
            text.replace('\n', newline)
        })
}
