//! Parts of patterns and code in words, and as they might be written.

use ruff_python_ast::NodeKind;

use crate::pattern::tree::{
    ArgumentPattern, FStringPart, ImportPattern, NamePattern, NumberPattern, ParameterPattern,
    Slot, Tree, TreeId, Trees,
};
use crate::{MetavariableId, Vocabulary};

/// Longer texts are cut.
const LONGEST: usize = 60;

/// A kind of node in words: "a call", "an `if` statement".
pub(super) fn kind(kind: NodeKind) -> String {
    let name = format!("{kind:?}");
    let (name, suffix) = if let Some(name) = name.strip_prefix("Stmt") {
        (name, " statement")
    } else if let Some(name) = name.strip_prefix("Expr") {
        (name, "")
    } else {
        (name.as_str(), "")
    };
    let special = match name {
        "BinOp" => "an operation with two operands",
        "UnaryOp" => "an operation with one operand",
        "BoolOp" => "an `and` or `or`",
        "Compare" => "a comparison",
        "If" if suffix.is_empty() => "a conditional expression",
        "ListComp" => "a list comprehension",
        "SetComp" => "a set comprehension",
        "DictComp" => "a dict comprehension",
        "FString" => "an f-string",
        "TString" => "a t-string",
        "StringLiteral" => "a string",
        "BytesLiteral" => "bytes",
        "NumberLiteral" => "a number",
        "BooleanLiteral" => "`True` or `False`",
        "NoneLiteral" => "`None`",
        "EllipsisLiteral" => "`...`",
        "FunctionDef" => "a function",
        "ClassDef" => "a class",
        "Expr" => "an expression as a statement",
        "Assign" => "an assignment",
        "AugAssign" => "an assignment with an operator",
        "AnnAssign" => "an assignment with an annotation",
        "ExceptHandlerExceptHandler" => "an `except` clause",
        "ElifElseClause" => "an `elif` or `else`",
        "Named" => "an assignment expression",
        _ => "",
    };
    if !special.is_empty() {
        return special.to_owned();
    }
    let mut words = String::new();
    for (index, character) in name.char_indices() {
        if character.is_uppercase() && index > 0 {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if suffix.is_empty() {
        format!("{article} {words}")
    } else {
        format!("{article} `{words}`{suffix}")
    }
}

/// A piece of code for a message.
pub(super) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", line[..cut].trim_end()),
        None => format!("`{line}`"),
    }
}

/// Writes parts of a pattern.
#[derive(Clone, Copy)]
pub(super) struct Writer<'p> {
    pub(super) trees: &'p Trees,
    pub(super) vocabulary: &'p Vocabulary,
}

impl Writer<'_> {
    fn variable(self, id: MetavariableId) -> String {
        format!("${}", self.vocabulary.name(id))
    }

    fn many(self, id: MetavariableId) -> String {
        format!("$...{}", self.vocabulary.name(id))
    }

    pub(super) fn name(self, name: &NamePattern) -> String {
        match name {
            NamePattern::Anything => "$_".to_owned(),
            NamePattern::Exact(name) => name.to_string(),
            NamePattern::Metavariable(id) => self.variable(*id),
            NamePattern::Dotted(parts) => {
                parts.iter().map(|part| self.name(part)).collect::<Vec<_>>().join(".")
            }
            NamePattern::Partial { prefix, variable, suffix } => {
                let variable = variable.map_or("$_".to_owned(), |id| self.variable(id));
                format!("{prefix}{variable}{suffix}")
            }
        }
    }

    pub(super) fn argument(self, argument: &ArgumentPattern) -> String {
        match argument {
            ArgumentPattern::Gap => "...".to_owned(),
            ArgumentPattern::Many(id) => self.many(*id),
            ArgumentPattern::Positional(id) => self.tree(*id),
            ArgumentPattern::Keyword(name, id) => format!("{}={}", self.name(name), self.tree(*id)),
            ArgumentPattern::Spread(id) => format!("**{}", self.tree(*id)),
        }
    }

    pub(super) fn parameter(self, parameter: &ParameterPattern) -> String {
        match parameter {
            ParameterPattern::Gap => "...".to_owned(),
            ParameterPattern::Many(id) => self.many(*id),
            ParameterPattern::PositionalOnlyMarker => "/".to_owned(),
            ParameterPattern::KeywordOnlyMarker => "*".to_owned(),
            ParameterPattern::Parameter { stars, name, annotation, default } => {
                let stars = "*".repeat(usize::from(*stars));
                let annotation =
                    annotation.map_or(String::new(), |id| format!(": {}", self.tree(id)));
                let default = default.map_or(String::new(), |id| format!("={}", self.tree(id)));
                format!("{stars}{}{annotation}{default}", self.name(name))
            }
        }
    }

    fn list(self, list: &[TreeId]) -> String {
        list.iter().map(|id| self.tree(*id)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn import(self, import: &ImportPattern) -> String {
        let names = |names: &[(NamePattern, Option<NamePattern>)]| {
            let written = names.iter().map(|(name, alias)| match alias {
                Some(alias) => format!("{} as {}", self.name(name), self.name(alias)),
                None => self.name(name),
            });
            written.collect::<Vec<_>>().join(", ")
        };
        match import {
            ImportPattern::Import(list) => format!("import {}", names(list)),
            ImportPattern::From { level, module, names: list } => {
                let dots = ".".repeat(*level as usize);
                let module = module.as_ref().map_or(String::new(), |module| self.name(module));
                format!("from {dots}{module} import {}", names(list))
            }
        }
    }

    /// A part as it might be written on one line; of statements, how they begin.
    pub(super) fn tree(self, id: TreeId) -> String {
        match self.trees.get(id) {
            Tree::Anything => "$_".to_owned(),
            Tree::Gap => "...".to_owned(),
            Tree::Metavariable(id) => self.variable(*id),
            Tree::Many(id) => self.many(*id),
            Tree::Deep(inner) => format!("<... {} ...>", self.tree(*inner)),
            Tree::Typed { variable, types } => {
                let variable = variable.map_or("$_".to_owned(), |id| self.variable(id));
                format!("({variable}: {})", types.join(" | "))
            }
            Tree::Name { name, .. } => name.to_string(),
            Tree::PartialName(name) => self.name(name),
            Tree::Dotted { path, .. } => path.join("."),
            Tree::Attribute { value, name } => format!("{}.{}", self.tree(*value), self.name(name)),
            Tree::Chain(inner) => format!("{}. ...", self.tree(*inner)),
            Tree::AnyString => "\"...\"".to_owned(),
            Tree::AnyConcatenation => "\"...\" \"...\"".to_owned(),
            Tree::AnyBytes => "b\"...\"".to_owned(),
            Tree::String { value } => format!("{value:?}"),
            Tree::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            Tree::StringRegex(regex) => format!("\"=~/{}/\"", regex.0.source()),
            Tree::StringContent(id) => format!("\"{}\"", self.variable(*id)),
            Tree::Number(NumberPattern::Integer(number)) => number.to_string(),
            Tree::Number(NumberPattern::BigInteger(number)) => number.to_string(),
            Tree::Number(NumberPattern::Float(bits)) => format!("{:?}", f64::from_bits(*bits)),
            Tree::Number(NumberPattern::Complex(real, imaginary)) => {
                format!("{:?}+{:?}j", f64::from_bits(*real), f64::from_bits(*imaginary))
            }
            Tree::Boolean(true) => "True".to_owned(),
            Tree::Boolean(false) => "False".to_owned(),
            Tree::None => "None".to_owned(),
            Tree::FString(parts) => {
                let written = parts.iter().map(|part| match part {
                    FStringPart::Gap => "...".to_owned(),
                    FStringPart::Literal(text) => text.to_string(),
                    FStringPart::Content(id) => self.variable(*id),
                    FStringPart::Field(id) => format!("{{{}}}", self.tree(*id)),
                });
                format!("f\"{}\"", written.collect::<String>())
            }
            Tree::BooleanOperation { is_and, operands } => {
                let operator = if *is_and { " and " } else { " or " };
                operands.iter().map(|id| self.tree(*id)).collect::<Vec<_>>().join(operator)
            }
            Tree::AnyBraces => "{...}".to_owned(),
            Tree::AnyBrackets => "[...]".to_owned(),
            Tree::Dict { is_open, entries, others } => {
                let mut written: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| match key {
                        Some(key) => format!("{}: {}", self.tree(*key), self.tree(*value)),
                        None => format!("**{}", self.tree(*value)),
                    })
                    .collect();
                let rest = || others.map_or("...".to_owned(), |id| self.many(id));
                written.extend(is_open.then(rest));
                format!("{{{}}}", written.join(", "))
            }
            Tree::Set { elements, .. } => format!("{{{}}}", self.list(elements)),
            Tree::ExpressionStatement(inner) => self.tree(*inner),
            Tree::If { test, .. } => format!("if {}: …", self.tree(*test)),
            Tree::With { items, .. } => {
                let written = items.iter().map(|(expression, target)| match target {
                    Some(target) => format!("{} as {}", self.tree(*expression), self.tree(*target)),
                    None => self.tree(*expression),
                });
                format!("with {}: …", written.collect::<Vec<_>>().join(", "))
            }
            Tree::Import(import) => self.import(import),
            Tree::Names { names, .. } => {
                names.iter().map(|name| self.name(name)).collect::<Vec<_>>().join(", ")
            }
            Tree::Assign { targets, value } => {
                let targets = targets.iter().map(|id| format!("{} = ", self.tree(*id)));
                format!("{}{}", targets.collect::<String>(), self.tree(*value))
            }
            Tree::Node { kind: NodeKind::ExprCall, slots, .. } => match &**slots {
                [Slot::Node(function), Slot::Arguments(arguments)] => {
                    let arguments: Vec<_> =
                        arguments.iter().map(|argument| self.argument(argument)).collect();
                    format!("{}({})", self.tree(*function), arguments.join(", "))
                }
                _ => "a call".to_owned(),
            },
            Tree::Node { kind: node, .. } => kind(*node),
        }
    }
}
