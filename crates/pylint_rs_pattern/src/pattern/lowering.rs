//! From the syntax of a rewritten pattern to its tree: expressions.

use std::cell::Cell;

use ruff_python_ast::name::Name;
use ruff_python_ast::{
    AnyNodeRef, BoolOp, Expr, ExprAttribute, ExprCall, ExprDict, ExprNumberLiteral,
    ExprStringLiteral, Identifier, NodeKind, Number, Pattern as CasePattern, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::lexing::Lexed;
use super::offsets::Rewritten;
use super::placeholders::{Placeholder, Placeholders};
use super::regexes;
use super::statements::{with_open_name, with_optional_slots};
use super::tree::{NamePattern, NumberPattern, PatternRegex, Slot, Tree, TreeId, Trees};
use crate::view::{Items, Part, view};
use crate::{PatternError, Vocabulary};

/// The making of a pattern's tree.
pub(super) struct Lowering<'p> {
    pub(super) trees: Trees,
    pub(super) placeholders: &'p Placeholders,
    pub(super) vocabulary: &'p mut Vocabulary,
    /// The text that was parsed.
    pub(super) text: &'p Rewritten,
    /// How long the pattern is as it was written.
    pub(super) length: usize,
    /// The names that the pattern binds.
    pub(super) own_names: FxHashSet<Name>,
    /// Whether what stands for expressions stands where a name must.
    pub(super) has_misplaced: Cell<bool>,
}

impl<'p> Lowering<'p> {
    pub(super) fn new(
        lexed: &'p Lexed,
        text: &'p Rewritten,
        length: usize,
        own_names: FxHashSet<Name>,
        vocabulary: &'p mut Vocabulary,
    ) -> Self {
        Self {
            trees: Trees::default(),
            placeholders: &lexed.placeholders,
            vocabulary,
            text,
            length,
            own_names,
            has_misplaced: Cell::new(false),
        }
    }

    pub(super) fn push(&mut self, tree: Tree) -> TreeId {
        self.trees.push(tree)
    }

    pub(super) fn error(&self, message: impl Into<String>, at: TextRange) -> PatternError {
        PatternError::new(message, self.text.origin_range(at.to_std_range(), self.length))
    }

    /// What a name that is no part of a list stands for.
    fn placeholder(&mut self, name: &str) -> Option<Tree> {
        Some(match self.placeholders.get(name)? {
            Placeholder::Gap => Tree::Gap,
            Placeholder::Anything => Tree::Anything,
            Placeholder::Metavariable(id) => Tree::Metavariable(*id),
            Placeholder::Many(id) => Tree::Many(*id),
            Placeholder::Partial { .. } => Tree::PartialName(self.name_pattern(name)),
            Placeholder::StringRegex(regex) => Tree::StringRegex(PatternRegex(regex.clone())),
            Placeholder::Deep | Placeholder::Typed(_) => return None,
        })
    }

    /// An identifier.
    pub(super) fn identifier(&self, identifier: &Identifier) -> NamePattern {
        self.name_pattern(&identifier.id)
    }

    pub(super) fn name_pattern(&self, name: &str) -> NamePattern {
        match self.placeholders.get(name) {
            Some(Placeholder::Gap | Placeholder::Anything) => NamePattern::Anything,
            Some(Placeholder::Metavariable(id) | Placeholder::Many(id)) => {
                NamePattern::Metavariable(*id)
            }
            Some(Placeholder::Partial { prefix, variable, suffix }) => NamePattern::Partial {
                prefix: prefix.clone(),
                variable: *variable,
                suffix: suffix.clone(),
            },
            Some(Placeholder::Deep | Placeholder::Typed(_) | Placeholder::StringRegex(_)) => {
                self.has_misplaced.set(true);
                NamePattern::Anything
            }
            // `import a.$X`
            None if name.split('.').any(|part| self.placeholders.get(part).is_some()) => {
                NamePattern::Dotted(name.split('.').map(|part| self.name_pattern(part)).collect())
            }
            None => NamePattern::Exact(name.into()),
        }
    }

    /// An expression.
    pub(super) fn expression(&mut self, expression: &Expr) -> Result<TreeId, PatternError> {
        let tree = match expression {
            Expr::Name(name) => match self.placeholder(&name.id) {
                Some(tree) => tree,
                None => Tree::Name {
                    name: name.id.as_str().into(),
                    is_own: self.own_names.contains(&name.id),
                    is_root: false,
                },
            },
            Expr::Attribute(attribute) => self.attribute(attribute)?,
            Expr::Call(call) => self.call(call)?,
            Expr::StringLiteral(string) => self.string(string)?,
            Expr::BytesLiteral(bytes) if bytes.value.bytes().eq(*b"...") => Tree::AnyBytes,
            Expr::BytesLiteral(bytes) => Tree::Bytes(bytes.value.bytes().collect()),
            Expr::NumberLiteral(number) => Tree::Number(number_pattern(&number.value)),
            Expr::UnaryOp(operation)
                if operation.op == UnaryOp::USub && operation.operand.is_number_literal_expr() =>
            {
                match &*operation.operand {
                    Expr::NumberLiteral(ExprNumberLiteral {
                        value: Number::Int(value), ..
                    }) if let Some(value) = value.as_i64() => {
                        Tree::Number(NumberPattern::Integer(-value))
                    }
                    _ => self.node(expression.into())?,
                }
            }
            Expr::BooleanLiteral(boolean) => Tree::Boolean(boolean.value),
            Expr::NoneLiteral(_) => Tree::None,
            Expr::FString(string) => Tree::FString(self.f_string(string)?),
            Expr::BoolOp(operation) => Tree::BooleanOperation {
                is_and: operation.op == BoolOp::And,
                operands: self.expressions(&operation.values)?,
            },
            Expr::Dict(dict) => self.dict(dict)?,
            Expr::Set(set) => {
                let all = self.expressions(&set.elts)?;
                let mut others = None;
                let mut elements = Vec::with_capacity(all.len());
                for element in &all {
                    match self.trees.get(*element) {
                        Tree::Gap => {}
                        Tree::Many(id) => others = Some(*id),
                        _ => elements.push(*element),
                    }
                }
                let is_open = elements.len() < all.len();
                match elements.is_empty() && others.is_none() {
                    true => Tree::AnyBraces,
                    false => Tree::Set { is_open, others, elements: elements.into() },
                }
            }
            Expr::List(list) => {
                let elements = self.expressions(&list.elts)?;
                match &*elements {
                    [only] if self.is_gap(*only) => Tree::AnyBrackets,
                    _ => Tree::Node {
                        kind: NodeKind::ExprList,
                        tag: 0,
                        slots: Box::new([Slot::List(elements)]),
                    },
                }
            }
            _ => self.node(expression.into())?,
        };
        Ok(self.push(tree))
    }

    pub(super) fn expressions(&mut self, items: &[Expr]) -> Result<Box<[TreeId]>, PatternError> {
        items.iter().map(|item| self.expression(item)).collect()
    }

    pub(super) fn is_gap(&self, id: TreeId) -> bool {
        matches!(self.trees.get(id), Tree::Gap)
    }

    fn attribute(&mut self, attribute: &ExprAttribute) -> Result<Tree, PatternError> {
        if matches!(self.placeholders.get(&attribute.attr), Some(Placeholder::Gap)) {
            return Ok(Tree::Chain(self.expression(&attribute.value)?));
        }
        if let Some(dotted) = self.dotted(attribute) {
            return Ok(dotted);
        }
        let value = match &*attribute.value {
            Expr::Name(name) if self.placeholders.get(&name.id).is_none() => {
                let is_own = self.own_names.contains(&name.id);
                self.push(Tree::Name { name: name.id.as_str().into(), is_own, is_root: true })
            }
            value => self.expression(value)?,
        };
        Ok(Tree::Attribute { value, name: self.identifier(&attribute.attr) })
    }

    /// A name with attributes all of which are plain.
    fn dotted(&self, attribute: &ExprAttribute) -> Option<Tree> {
        let mut path = Vec::new();
        let mut outer = attribute;
        let root = loop {
            if self.placeholders.get(&outer.attr).is_some() {
                return None;
            }
            path.push(outer.attr.as_str().into());
            match &*outer.value {
                Expr::Attribute(inner) => outer = inner,
                Expr::Name(name) if self.placeholders.get(&name.id).is_none() => break name,
                _ => return None,
            }
        };
        path.push(root.id.as_str().into());
        path.reverse();
        Some(Tree::Dotted { path: path.into(), is_own: self.own_names.contains(&root.id) })
    }

    fn call(&mut self, call: &ExprCall) -> Result<Tree, PatternError> {
        if let Expr::Name(function) = &*call.func {
            let inner = || match (&*call.arguments.args, &*call.arguments.keywords) {
                ([only], []) => Some(only),
                _ => None,
            };
            match self.placeholders.get(&function.id) {
                Some(Placeholder::Deep) => {
                    let Some(inner) = inner() else {
                        return Err(
                            self.error("one expression must stand in `<... ...>`", call.range())
                        );
                    };
                    return Ok(Tree::Deep(self.expression(inner)?));
                }
                Some(Placeholder::Typed(variable)) => {
                    let variable = *variable;
                    let Some(inner) = inner() else {
                        return Err(self.error("a type must follow `:`", call.range()));
                    };
                    let mut types = Vec::new();
                    self.types(inner, &mut types);
                    return Ok(Tree::Typed { variable, types: types.into() });
                }
                _ => {}
            }
        }
        let function = self.expression(&call.func)?;
        let arguments = self.arguments(&call.arguments)?;
        Ok(Tree::Node {
            kind: NodeKind::ExprCall,
            tag: 0,
            slots: Box::new([Slot::Node(function), Slot::Arguments(arguments)]),
        })
    }

    /// The members of a union of types, as they are written.
    fn types(&self, annotation: &Expr, types: &mut Vec<Box<str>>) {
        match annotation {
            Expr::BinOp(union) if union.op == ruff_python_ast::Operator::BitOr => {
                self.types(&union.left, types);
                self.types(&union.right, types);
            }
            Expr::StringLiteral(string) => types.push(string.value.to_str().into()),
            other => types.push(self.text.text[other.range().to_std_range()].into()),
        }
    }

    fn string(&mut self, string: &ExprStringLiteral) -> Result<Tree, PatternError> {
        let value = string.value.to_str();
        if value == "..." {
            return Ok(Tree::AnyString);
        }
        // `"..." "..."`
        if string.value.is_implicit_concatenated()
            && string.value.iter().all(|part| &*part.value == "...")
        {
            return Ok(Tree::AnyConcatenation);
        }
        if let Some((regex, flags)) = regexes::parts(value) {
            let range = string.range().to_std_range();
            let span = self.text.origin_range(range, self.length);
            return Ok(Tree::StringRegex(PatternRegex(regexes::compile(regex, flags, span)?)));
        }
        Ok(match metavariable_name(value) {
            Some("_") => Tree::AnyString,
            Some(name) => Tree::StringContent(self.vocabulary.intern(name)),
            None => Tree::String { value: value.into() },
        })
    }

    fn dict(&mut self, dict: &ExprDict) -> Result<Tree, PatternError> {
        let mut entries = Vec::new();
        let mut is_open = false;
        let mut others = None;
        for item in &dict.items {
            let key = item.key.as_ref().map(|key| self.expression(key)).transpose()?;
            let value = self.expression(&item.value)?;
            match self.trees.get(value) {
                Tree::Gap if key.is_none() => is_open = true,
                Tree::Many(id) if key.is_none() => {
                    is_open = true;
                    others = Some(*id);
                }
                _ => entries.push((key, value)),
            }
        }
        if is_open && entries.is_empty() && others.is_none() {
            return Ok(Tree::AnyBraces);
        }
        Ok(Tree::Dict { is_open, others, entries: entries.into() })
    }

    /// A pattern of a `case`.
    pub(super) fn case_pattern(&mut self, pattern: &CasePattern) -> Result<TreeId, PatternError> {
        let tree = match pattern {
            CasePattern::MatchAs(inner) if inner.pattern.is_none() => {
                match inner.name.as_ref().and_then(|name| self.placeholder(&name.id)) {
                    Some(tree) => tree,
                    None => self.node(pattern.into())?,
                }
            }
            CasePattern::MatchStar(inner) => {
                match inner.name.as_ref().and_then(|name| self.placeholder(&name.id)) {
                    Some(Tree::Gap | Tree::Anything) => Tree::Gap,
                    _ => self.node(pattern.into())?,
                }
            }
            _ => self.node(pattern.into())?,
        };
        Ok(self.push(tree))
    }

    /// A node that is compared part by part.
    pub(super) fn node(&mut self, syntax: AnyNodeRef<'_>) -> Result<Tree, PatternError> {
        let Some(view) = view(syntax) else {
            return Err(self.error("this cannot be part of a pattern", syntax.range()));
        };
        let slots = view.parts.iter().map(|part| self.slot(part)).collect::<Result<_, _>>()?;
        Ok(Tree::Node { kind: syntax.kind(), tag: view.tag, slots })
    }

    fn slot(&mut self, part: &Part<'_>) -> Result<Slot, PatternError> {
        Ok(match part {
            Part::Absent => Slot::Absent,
            Part::Expression(expression) => Slot::Node(self.expression(expression)?),
            Part::Case(pattern) => Slot::Node(self.case_pattern(pattern)?),
            Part::Name(name) => Slot::Name(self.identifier(name)),
            Part::Flag(false) => Slot::Whatever,
            Part::Flag(true) => Slot::Flag(true),
            Part::List(items) => Slot::List(self.items(*items)?),
            Part::Loose(items) => {
                let items = self.items(*items)?;
                let items: Box<[TreeId]> =
                    items.into_iter().filter(|item| !self.is_gap(*item)).collect();
                if items.is_empty() { Slot::Whatever } else { Slot::Some(items) }
            }
            Part::Bases(None) => Slot::Whatever,
            Part::Bases(Some(bases)) => Slot::Leading(self.arguments(bases)?),
            Part::Body(body) => Slot::Body(self.statements(body)?),
            Part::Members(body) => {
                let statements = self.statements(body)?;
                match &*statements {
                    [only] if matches!(self.trees.get(*only), Tree::Gap | Tree::Anything) => {
                        Slot::Whatever
                    }
                    [only]
                        if matches!(
                            self.trees.get(*only),
                            Tree::Many(_) | Tree::Metavariable(_)
                        ) =>
                    {
                        Slot::Body(statements)
                    }
                    _ => Slot::Members(
                        statements.into_iter().filter(|item| !self.is_gap(*item)).collect(),
                    ),
                }
            }
            Part::Arguments(arguments) => Slot::Arguments(self.arguments(arguments)?),
            Part::Parameters(parameters) => Slot::Parameters(self.parameters(*parameters)?),
        })
    }

    fn items(&mut self, items: Items<'_>) -> Result<Box<[TreeId]>, PatternError> {
        match items {
            Items::Expressions(expressions) => self.expressions(expressions),
            Items::Patterns(patterns) => {
                patterns.iter().map(|pattern| self.case_pattern(pattern)).collect()
            }
            _ => items.iter().map(|item| self.part_node(item)).collect(),
        }
    }

    /// A node that is neither expression, statement nor case pattern.
    pub(super) fn part_node(&mut self, node: AnyNodeRef<'_>) -> Result<TreeId, PatternError> {
        let tree = match node {
            AnyNodeRef::Decorator(decorator)
                if matches!(&decorator.expression, Expr::Name(name)
                    if matches!(self.placeholders.get(&name.id), Some(Placeholder::Gap))) =>
            {
                Tree::Gap
            }
            _ => {
                let tree = with_optional_slots(self.node(node)?);
                with_open_name(tree, |id| self.is_gap(id))
            }
        };
        Ok(self.push(tree))
    }
}

fn number_pattern(number: &Number) -> NumberPattern {
    match number {
        Number::Int(integer) => match integer.as_i64() {
            Some(value) => NumberPattern::Integer(value),
            None => NumberPattern::BigInteger(integer.to_string().into()),
        },
        Number::Float(value) => NumberPattern::Float(value.to_bits()),
        Number::Complex { real, imag } => NumberPattern::Complex(real.to_bits(), imag.to_bits()),
    }
}

/// The metavariable that a string consists of.
pub(super) fn metavariable_name(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let name = name.strip_prefix("...").unwrap_or(name);
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    is_name.then_some(name)
}
