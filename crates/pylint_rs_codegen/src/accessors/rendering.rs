//! The text of accessors.

use ruff_formatter::{IndentStyle, IndentWidth, LineWidth};
use ruff_python_ast::{Expr, PySourceType, Stmt};
use ruff_python_codegen::{Generator, Indentation};
use ruff_python_formatter::{PyFormatOptions, format_module_source};
use ruff_source_file::LineEnding;

use super::attribute_plan::Accessors;
use super::placement::Place;
use super::{Request, Style};
use crate::syntax::{self, ClassDefinition, Function};

/// How wide a tab is taken to be.
const TAB: usize = 4;

/// The widest that lines should be.
const LINE_WIDTH: usize = 88;

/// The accessors' lines, from their class's indentation on.
///
/// # Errors
/// If they cannot be formatted, which is a mistake of ours.
pub(super) fn text(
    planned: &[Accessors],
    place: &Place,
    kind: PySourceType,
    request: &Request,
) -> Result<String, String> {
    let mut body = Vec::new();
    for accessors in planned {
        match request.style {
            Style::Methods => methods(accessors, kind, &mut body),
            Style::Property => property(accessors, &mut body),
        }
    }
    let class = syntax::class(ClassDefinition {
        name: "_",
        decorators: Vec::new(),
        type_parameters: None,
        bases: Vec::new(),
        keywords: Vec::new(),
        body,
    });
    let text = Generator::new(&Indentation::default(), LineEnding::Lf).stmt(&class);
    let formatted = format_module_source(&text, options(place, kind, request))
        .map_err(|error| error.to_string())?
        .into_code();
    let lines =
        formatted.lines().skip(1).map(|line| line.strip_prefix(&*place.unit).unwrap_or(line));
    Ok(lines.fold(String::new(), |text, line| text + line + "\n"))
}

fn options(place: &Place, kind: PySourceType, request: &Request) -> PyFormatOptions {
    let is_tab = place.unit.starts_with('\t');
    let style = if is_tab { IndentStyle::Tab } else { IndentStyle::Space };
    let unit = if is_tab { TAB } else { place.unit.len() };
    let width = |text: &str| text.chars().map(|it| if it == '\t' { TAB } else { 1 }).sum::<usize>();
    // The text is formatted as if its class were outermost.
    let outer = width(&place.indentation).saturating_sub(unit);
    let mut options = PyFormatOptions::from_source_type(kind)
        .with_target_version(request.target_version)
        .with_indent_style(style);
    if let Ok(unit) =
        u8::try_from(unit).map_err(drop).and_then(|it| IndentWidth::try_from(it).map_err(drop))
    {
        options = options.with_indent_width(unit);
    }
    let line = u16::try_from(LINE_WIDTH.saturating_sub(outer).max(40)).map_err(drop);
    if let Ok(line) = line.and_then(|it| LineWidth::try_from(it).map_err(drop)) {
        options = options.with_line_width(line);
    }
    options
}

fn methods(accessors: &Accessors, kind: PySourceType, body: &mut Vec<Stmt>) {
    let name = &accessors.name;
    let annotation = &accessors.annotation;
    if accessors.getter {
        let statement = if kind.is_stub() { stub() } else { syntax::return_(own(accessors)) };
        body.push(method(&format!("get_{name}"), None, annotation.clone(), None, statement));
    }
    if accessors.setter {
        let parameter = if name == "self" { "value" } else { name };
        let statement = if kind.is_stub() { stub() } else { set(accessors, parameter) };
        let parameter = Some((parameter, annotation.clone()));
        body.push(method(&format!("set_{name}"), parameter, syntax::none(), None, statement));
    }
}

fn property(accessors: &Accessors, body: &mut Vec<Stmt>) {
    let name = &accessors.name;
    let annotation = &accessors.annotation;
    let of_property = |member: &str| Some(syntax::attribute(syntax::name(name), member));
    if accessors.getter {
        let decorator = Some(syntax::name("property"));
        let statement = syntax::return_(own(accessors));
        body.push(method(name, None, annotation.clone(), decorator, statement));
    }
    if accessors.setter {
        let parameter = Some(("value", annotation.clone()));
        let statement = set(accessors, "value");
        body.push(method(name, parameter, syntax::none(), of_property("setter"), statement));
    }
    if accessors.deleter {
        let statement = syntax::delete(own(accessors));
        body.push(method(name, None, syntax::none(), of_property("deleter"), statement));
    }
}

fn method(
    name: &str,
    parameter: Option<(&str, Expr)>,
    returns: Expr,
    decorator: Option<Expr>,
    statement: Stmt,
) -> Stmt {
    let own = syntax::parameter("self", None, None);
    let parameter =
        parameter.map(|(name, annotation)| syntax::parameter(name, Some(annotation), None));
    syntax::function(Function {
        name,
        decorators: decorator.map(syntax::decorator).into_iter().collect(),
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(std::iter::once(own).chain(parameter).collect()),
        returns,
        body: vec![statement],
    })
}

fn own(accessors: &Accessors) -> Expr {
    syntax::attribute(syntax::name("self"), &accessors.stored)
}

fn set(accessors: &Accessors, parameter: &str) -> Stmt {
    syntax::assign_attribute("self", &accessors.stored, syntax::name(parameter))
}

fn stub() -> Stmt {
    syntax::expression_statement(syntax::ellipsis())
}
