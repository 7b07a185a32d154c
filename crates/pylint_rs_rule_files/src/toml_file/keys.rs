//! The keys of a TOML file of rules: what the reader takes and the JSON Schema tells is declared
//! here, once.

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_pattern::{Boundary, SyntaxSort};
use ruff_python_ast::PythonVersion;

use crate::Category;
use pylint_rs_pattern::Case;

/// A sort of table.
pub(super) struct TableKind {
    /// What the schema calls it.
    pub(super) name: &'static str,
    /// What messages call one.
    pub(super) noun: &'static str,
    /// What it is for.
    pub(super) about: &'static str,
    keys: &'static [&'static [Key]],
}

/// A key.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) about: &'static str,
}

/// What a key's value looks like.
pub(super) enum Shape {
    /// A string.
    Text,
    /// A string that a regular expression matches.
    TextLike(&'static str),
    /// A string or a list of strings.
    Texts,
    /// A string, a number or a boolean, or a list of such.
    Scalars,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// One of these words, or a list of such.
    Choices(fn() -> Vec<&'static str>),
    /// A table.
    Table(&'static TableKind),
    /// A list of tables.
    Tables(&'static TableKind),
    /// A table whose keys are the file's own.
    Named(&'static TableKind),
    /// A pattern or a table of a formula's keys, or a list of such.
    Formulas(&'static TableKind),
    /// A list of such, and no single one.
    FormulaList(&'static TableKind),
}

impl TableKind {
    /// All its keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().copied().flatten()
    }

    /// The key with a name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: false, about }
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: true, about }
}

fn names<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// The severities.
pub(super) const SEVERITIES: [(&str, Severity); 4] = [
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
    ("hint", Severity::Hint),
];

/// The categories a rule that is data may be of.
pub(super) const CATEGORIES: [(&str, Category); 8] = [
    ("correctness", Category::Correctness),
    ("suspicious", Category::Suspicious),
    ("leftover", Category::Leftover),
    ("typing", Category::Typing),
    ("complexity", Category::Complexity),
    ("style", Category::Style),
    ("security", Category::Security),
    ("performance", Category::Performance),
];

/// The versions of Python a rule's advice may need.
pub(super) const TARGET_VERSIONS: [(&str, PythonVersion); 8] = [
    ("3.8", PythonVersion::PY38),
    ("3.9", PythonVersion::PY39),
    ("3.10", PythonVersion::PY310),
    ("3.11", PythonVersion::PY311),
    ("3.12", PythonVersion::PY312),
    ("3.13", PythonVersion::PY313),
    ("3.14", PythonVersion::PY314),
    ("3.15", PythonVersion::PY315),
];

/// How applicable a fix may be.
pub(super) const APPLICABILITIES: [(&str, Applicability); 3] = [
    ("safe", Applicability::Safe),
    ("unsafe", Applicability::Unsafe),
    ("display", Applicability::Display),
];

/// How far out `inside` may look.
pub(super) const BOUNDARIES: [(&str, Boundary); 3] =
    [("function", Boundary::Function), ("class", Boundary::Class), ("module", Boundary::Module)];

/// The sorts of syntax that `kind` tells apart.
pub(super) const SYNTAX_SORTS: [(&str, SyntaxSort); 24] = [
    ("string", SyntaxSort::String),
    ("f-string", SyntaxSort::FString),
    ("bytes", SyntaxSort::Bytes),
    ("integer", SyntaxSort::Integer),
    ("float", SyntaxSort::Float),
    ("boolean", SyntaxSort::Boolean),
    ("none", SyntaxSort::None),
    ("literal", SyntaxSort::Literal),
    ("name", SyntaxSort::Name),
    ("attribute", SyntaxSort::Attribute),
    ("call", SyntaxSort::Call),
    ("subscript", SyntaxSort::Subscript),
    ("list", SyntaxSort::List),
    ("tuple", SyntaxSort::Tuple),
    ("dict", SyntaxSort::Dict),
    ("set", SyntaxSort::Set),
    ("comprehension", SyntaxSort::Comprehension),
    ("lambda", SyntaxSort::Lambda),
    ("operation", SyntaxSort::Operation),
    ("await", SyntaxSort::Await),
    ("expression", SyntaxSort::Expression),
    ("statement", SyntaxSort::Statement),
    ("function", SyntaxSort::Function),
    ("class", SyntaxSort::Class),
];

/// How `convert` may write a name.
pub(super) const CASE_STYLES: [(&str, Case); 6] = Case::ALL;

/// The file.
pub(super) static FILE: TableKind = TableKind {
    name: "RuleFile",
    noun: "a file of rules",
    about: "Rules of pylint-rs, as data.",
    keys: &[&[required("rule", Shape::Tables(&RULE), "The rules.")]],
};

/// A rule.
pub(super) static RULE: TableKind = TableKind {
    name: "Rule",
    noun: "a rule",
    about: "A rule. Beside what tells of it stands what it looks for: all of `pattern`, `regex`, \
            `all`, `any`, `not`, `inside`, `has`, `follows`, `precedes` and `where` must hold.",
    keys: &[&RULE_KEYS, &FORMULA_KEYS],
};

static RULE_KEYS: [Key; 13] = [
    required(
        "code",
        Shape::TextLike("^[A-Z]+[0-9]+$"),
        "The code, as in `# noqa: NET001`: upper-case letters and digits after them. No two rules \
         have the same.",
    ),
    required(
        "name",
        Shape::TextLike("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
        "The name, in kebab-case. No two rules have the same.",
    ),
    required(
        "message",
        Shape::Text,
        "What is wrong, on one line. `$X` is the text of what that metavariable stands for.",
    ),
    key(
        "severity",
        Shape::Choice(|| names(&SEVERITIES)),
        "How much it matters; `warning` by default.",
    ),
    key(
        "category",
        Shape::Choice(|| names(&CATEGORIES)),
        "What it is about; `suspicious` by default. Rules can be selected by it.",
    ),
    key(
        "default",
        Shape::Flag,
        "Whether a rule that is part of the linter is on when nothing is selected; `false` by \
         default. The rules of files that were asked for are on anyway.",
    ),
    key("docs", Shape::Text, "Why it matters, and what to do, in Markdown."),
    key("url", Shape::Text, "Where more is to be read."),
    key("paths", Shape::Table(&PATHS), "Which files it is about; all, by default."),
    key(
        "target-version",
        Shape::Choice(|| names(&TARGET_VERSIONS)),
        "The oldest Python it is for: files whose target version is older are not looked at.",
    ),
    key("options", Shape::Table(&OPTIONS), "How its patterns are understood."),
    key("fix", Shape::Table(&FIX), "How what it finds is mended."),
    key("test", Shape::Tables(&TEST), "Its tests, which `pylint-rs test` runs."),
];

/// What a rule looks for.
pub(super) static FORMULA: TableKind = TableKind {
    name: "Formula",
    noun: "a formula",
    about: "What a rule looks for: all of the keys must hold.",
    keys: &[&FORMULA_KEYS],
};

/// What is around a finding.
pub(super) static INSIDE: TableKind = TableKind {
    name: "Inside",
    noun: "`inside`",
    about: "What is around a finding: all of the keys must hold.",
    keys: &[
        &FORMULA_KEYS,
        &[key(
            "stop",
            Shape::Choice(|| names(&BOUNDARIES)),
            "How far out to look: not past the innermost function or class around, or as far as \
             the module goes, which is the default.",
        )],
    ],
};

static FORMULA_KEYS: [Key; 11] = [
    key("pattern", Shape::Texts, "Python with metavariables and `...`; of several, any."),
    key("regex", Shape::Texts, "A regular expression over the file's text; of several, any."),
    key("all", Shape::FormulaList(&FORMULA), "All of these hold."),
    key("any", Shape::FormulaList(&FORMULA), "Any of these holds."),
    key("not", Shape::Formulas(&FORMULA), "None of these holds."),
    key("inside", Shape::Formulas(&INSIDE), "It is within one of these."),
    key("has", Shape::Formulas(&FORMULA), "It contains one of these."),
    key(
        "follows",
        Shape::Formulas(&FORMULA),
        "It comes after one of these in the same block, or in one around it in the same function.",
    ),
    key(
        "precedes",
        Shape::Formulas(&FORMULA),
        "It comes before one of these in the same block, or in one around it in the same function.",
    ),
    key(
        "focus",
        Shape::Texts,
        "The metavariables whose places are reported, in place of the whole: `$X`.",
    ),
    key(
        "where",
        Shape::Named(&CONDITION),
        "What metavariables, named without their `$`, must fulfil.",
    ),
];

/// What a metavariable must fulfil.
pub(super) static CONDITION: TableKind = TableKind {
    name: "Condition",
    noun: "a condition",
    about: "What a metavariable must fulfil: all of the keys must hold.",
    keys: &[&[
        key("regex", Shape::Text, "A regular expression matches the whole of its text."),
        key(
            "type",
            Shape::Texts,
            "It is of one of these types, as far as annotations, constructors, literals and known \
             functions tell.",
        ),
        key("kind", Shape::Choices(|| names(&SYNTAX_SORTS)), "It is one of these sorts of syntax."),
        key(
            "in",
            Shape::Scalars,
            "It is one of these: a name or dotted name, or a literal's value.",
        ),
        key(
            "pattern",
            Shape::Formulas(&FORMULA),
            "This matches it, or a part of it; the content of a string is read as Python.",
        ),
        key(
            "compare",
            Shape::Text,
            "An expression over metavariables that is true: `$X > 100`, `len($NAME) >= 20`.",
        ),
        key(
            "entropy",
            Shape::Number,
            "It is a string with at least so many bits of entropy a character.",
        ),
        key("not", Shape::Table(&CONDITION), "None of these keys holds."),
    ]],
};

/// Which files a rule is about.
pub(super) static PATHS: TableKind = TableKind {
    name: "Paths",
    noun: "`paths`",
    about: "Which files a rule is about, as globs relative to the project.",
    keys: &[&[
        key("include", Shape::Texts, "Only these files."),
        key("exclude", Shape::Texts, "Not these files."),
    ]],
};

/// How patterns are understood.
pub(super) static OPTIONS: TableKind = TableKind {
    name: "Options",
    noun: "`options`",
    about: "How patterns are understood.",
    keys: &[&[
        key(
            "constant-propagation",
            Shape::Flag,
            "A name bound once to a literal matches where the literal would; `true` by default.",
        ),
        key(
            "symbolic-propagation",
            Shape::Flag,
            "A name bound once to any expression matches where that would; `false` by default.",
        ),
        key(
            "commutative",
            Shape::Flag,
            "Operands of `and` and `or` match in any order; `false` by default.",
        ),
    ]],
};

/// How what a rule finds is mended.
pub(super) static FIX: TableKind = TableKind {
    name: "Fix",
    noun: "a fix",
    about: "How what a rule finds is mended.",
    keys: &[&[
        required(
            "template",
            Shape::Text,
            "Python with metavariables that takes the place of what was found; empty to delete it.",
        ),
        key(
            "applicability",
            Shape::Choice(|| names(&APPLICABILITIES)),
            "`safe` if it changes no behaviour; `unsafe`, the default, if it may; `display` if it \
             is to be shown alone.",
        ),
        key("imports", Shape::Texts, "Dotted names that the template needs: `pathlib.Path`."),
        key(
            "transform",
            Shape::Named(&TRANSFORM),
            "Metavariables of the template's own, made of others, named without their `$`.",
        ),
    ]],
};

/// A metavariable made of another.
pub(super) static TRANSFORM: TableKind = TableKind {
    name: "Transform",
    noun: "a transform",
    about: "A metavariable made of another: one of `convert`, `replace` and `regex`.",
    keys: &[&[
        required("source", Shape::Text, "What it is made of: `$X`."),
        key("convert", Shape::Choice(|| names(&CASE_STYLES)), "A way of writing names."),
        key("replace", Shape::Table(&REPLACE), "A text to replace by another."),
        key("regex", Shape::Table(&REPLACE_REGEX), "A regular expression to replace by a text."),
    ]],
};

/// A text to replace by another.
pub(super) static REPLACE: TableKind = TableKind {
    name: "Replace",
    noun: "`replace`",
    about: "A text to replace by another, wherever it is.",
    keys: &[&[
        required("from", Shape::Text, "The text to replace."),
        required("to", Shape::Text, "The text that takes its place."),
    ]],
};

/// A regular expression to replace by a text.
pub(super) static REPLACE_REGEX: TableKind = TableKind {
    name: "ReplaceRegex",
    noun: "`regex`",
    about: "A regular expression to replace by a text, wherever it matches.",
    keys: &[&[
        required("pattern", Shape::Text, "The regular expression."),
        required("replacement", Shape::Text, "The text; `$1` is the first group."),
    ]],
};

/// A test of a rule.
pub(super) static TEST: TableKind = TableKind {
    name: "Test",
    noun: "a test",
    about: "A test of the rule.",
    keys: &[&[
        key(
            "bad",
            Shape::Texts,
            "Python in which the rule finds something: on each line that ends `# error: CODE` and \
             on no other, or, if there is no such line, anywhere.",
        ),
        key("good", Shape::Texts, "Python in which the rule finds nothing."),
        key("fixed", Shape::Text, "What fixes make of `bad`, unsafe ones included."),
    ]],
};
