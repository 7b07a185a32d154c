//! The place of a match in its file: what may be put there.

use pylint_rs_semantic::Context;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, AnyStringFlags, ExprRef};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use super::collector::is_alone;
use super::place::Place;
use super::reading::Form;
use super::refusal::Refusal;
use super::tokens::{around, before, open_brackets, own_parentheses, within};
use crate::{Match, Subject};

/// The place of a match in its file.
pub(super) struct Site<'a> {
    /// What is replaced.
    pub(super) range: TextRange,
    /// What it has to be replaced by; nothing if any text will do.
    pub(super) form: Option<Form>,
    /// Of an expression: what may be there without parentheses. Any will do if it has some already.
    pub(super) place: Option<Place>,
    /// The statement that is nothing but the expression.
    pub(super) whole_statement: Option<AnyNodeRef<'a>>,
    /// Whether brackets are open around it.
    pub(super) is_bracketed: bool,
    /// The f-strings around it.
    pub(super) f_strings: Vec<AnyStringFlags>,
    /// How its line is indented.
    pub(super) indent: &'a str,
    /// Whether something else is before it on its line.
    pub(super) shares_line_start: bool,
    /// Whether it is a statement with others on its line.
    pub(super) has_neighbours: bool,
    /// Whether it is a statement with its block to itself.
    pub(super) is_alone: bool,
}

impl<'a> Site<'a> {
    /// The place of a match.
    pub(super) fn of(found: &Match<'a>, subject: &Subject<'a>) -> Result<Self, Refusal> {
        if matches!(found.node, Some(AnyNodeRef::ElifElseClause(_))) {
            return Err(Refusal::PassedOver("the `if` that an `elif` goes on with"));
        }
        let node = found.node.filter(|node| {
            node.range() == found.range
                || (node.is_statement() && node.start() == found.range.start())
        });
        // An item of a `with` that is nothing but an expression is as good as that.
        let node = node.map(|node| match node {
            AnyNodeRef::WithItem(item) if item.optional_vars.is_none() => {
                AnyNodeRef::from(&item.context_expr)
            }
            _ => node,
        });
        let form = node.and_then(form_of);
        let line_start = subject.text.line_start(found.range.start());
        let line = &subject.text[TextRange::new(line_start, found.range.start())];
        let indent_length = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
        let mut site = Self {
            range: found.range,
            form,
            place: None,
            whole_statement: None,
            is_bracketed: false,
            f_strings: Vec::new(),
            indent: &line[..indent_length],
            shares_line_start: indent_length < line.len(),
            has_neighbours: false,
            is_alone: false,
        };
        let Some(node) = node.filter(|_| form.is_some()) else { return Ok(site) };
        site.look_at_string(node, subject)?;
        match form {
            Some(Form::Expression) => site.look_at_expression(node, subject),
            Some(Form::Statements) => site.look_at_statement(node, subject),
            _ => site.is_bracketed = true,
        }
        Ok(site)
    }

    /// The same place as the statement that the expression is.
    pub(super) fn as_statement(&self, subject: &Subject<'a>) -> Option<Self> {
        let statement = self.whole_statement?;
        let found = Match {
            range: statement.range(),
            node: Some(statement),
            captures: crate::Captures::default(),
        };
        Self::of(&found, subject).ok()
    }

    fn look_at_string(
        &mut self,
        node: AnyNodeRef<'a>,
        subject: &Subject<'a>,
    ) -> Result<(), Refusal> {
        let tokens = subject.tokens;
        if is_in_string(node, subject) {
            return Err(Refusal::InsideString);
        }
        let is_formatted = subject
            .semantic
            .nodes()
            .try_id(node)
            .is_some_and(|id| subject.semantic.node(id).context.contains(Context::F_STRING));
        if is_formatted {
            for token in before(tokens, node.start()) {
                match token.kind() {
                    TokenKind::FStringStart | TokenKind::TStringStart => {
                        self.f_strings.extend(token.string_flags());
                    }
                    TokenKind::FStringEnd | TokenKind::TStringEnd => {
                        self.f_strings.pop();
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn look_at_expression(&mut self, node: AnyNodeRef<'a>, subject: &Subject<'a>) {
        let semantic = subject.semantic;
        let (Some(expression), Some(id)) = (node.as_expr_ref(), semantic.nodes().try_id(node))
        else {
            return;
        };
        let mut ancestors = semantic.ancestor_ids(id).map(|id| semantic.node(id).syntax);
        let Some(parent) = ancestors.next() else { return };
        if own_parentheses(subject.tokens, expression, parent).is_none() {
            self.place = Some(Place::of(node.range(), parent, ancestors.next()));
        }
        if let Some(statement) = semantic.statement(node) {
            if statement.is_stmt_expr() && statement.range() == node.range() {
                self.whole_statement = Some(statement);
            }
            let start = statement.start().min(node.start());
            let earlier = within(subject.tokens, TextRange::new(start, node.start()));
            self.is_bracketed = open_brackets(earlier) > 0;
        }
    }

    fn look_at_statement(&mut self, node: AnyNodeRef<'a>, subject: &Subject<'a>) {
        let is_semicolon = |kind: Option<TokenKind>| kind == Some(TokenKind::Semi);
        let earlier = before(subject.tokens, self.range.start()).last().map(|token| token.kind());
        let after = subject.tokens.partition_point(|token| token.start() < self.range.end());
        let later = subject.tokens.get(after).map(|token| token.kind());
        self.has_neighbours = is_semicolon(earlier) || is_semicolon(later);
        let Some(id) = subject.semantic.nodes().try_id(node) else { return };
        let Some(owner) = subject.semantic.parent_id(id) else { return };
        self.is_alone = is_alone(subject.semantic.node(owner).syntax, node.range());
    }
}

fn form_of(node: AnyNodeRef<'_>) -> Option<Form> {
    Some(match node {
        AnyNodeRef::Keyword(_) | AnyNodeRef::Arguments(_) => Form::Arguments,
        AnyNodeRef::Parameter(_)
        | AnyNodeRef::ParameterWithDefault(_)
        | AnyNodeRef::Parameters(_) => Form::Parameters,
        AnyNodeRef::Decorator(_) => Form::Decorators,
        AnyNodeRef::Alias(_) => Form::Names,
        AnyNodeRef::WithItem(_) => Form::WithItems,
        AnyNodeRef::ExceptHandlerExceptHandler(_) => Form::Handlers,
        _ if node.is_statement() => Form::Statements,
        _ if node.as_expr_ref().is_some() => Form::Expression,
        _ => return None,
    })
}

/// What an expression is, if a node is one or holds nothing else.
pub(super) fn expression_of(node: AnyNodeRef<'_>) -> Option<ExprRef<'_>> {
    match node {
        AnyNodeRef::StmtExpr(statement) => Some(ExprRef::from(&*statement.value)),
        AnyNodeRef::Decorator(decorator) => Some(ExprRef::from(&decorator.expression)),
        AnyNodeRef::PatternMatchValue(value) => Some(ExprRef::from(&*value.value)),
        AnyNodeRef::WithItem(item) if item.optional_vars.is_none() => {
            Some(ExprRef::from(&item.context_expr))
        }
        _ => node.as_expr_ref(),
    }
}

/// Whether a node was parsed out of a string: it has no tokens of its own.
pub(super) fn is_in_string(node: AnyNodeRef<'_>, subject: &Subject<'_>) -> bool {
    let nodes = subject.semantic.nodes();
    let is_annotation = nodes
        .try_id(node)
        .is_some_and(|id| nodes.get(id).context.intersects(Context::STRING_ANNOTATION));
    is_annotation
        || around(subject.tokens, node.start())
            .is_some_and(|token| token.kind() == TokenKind::String)
}
