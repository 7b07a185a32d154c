//! String literals, and how CPython 3.11 joins the ones that stand side by side.

use std::borrow::Cow;

use ruff_python_ast::str_prefix::FStringPrefix;
use ruff_python_ast::{
    BytesLiteral, ConversionFlag, ExprBytesLiteral, ExprFString, ExprStringLiteral, FStringPart,
    InterpolatedElement, InterpolatedStringElement, InterpolatedStringElements,
    InterpolatedStringFormatSpec, StringLiteral,
};
use ruff_text_size::TextRange;

use crate::DumpError;
use crate::description::{Description, Node, Value};
use crate::literal::{self, Piece, StringStyle};
use crate::representation;

/// Describes a string without interpolations.
pub(crate) fn string_literal<'a>(
    expression: &'a ExprStringLiteral,
    source: &'a str,
) -> Result<Description<'a>, DumpError> {
    let pieces = expression
        .value
        .iter()
        .map(|part| literal_piece(part, source))
        .collect::<Result<Vec<_>, _>>()?;
    let is_unicode = has_unicode_prefix(expression.range, source)?;
    Ok(constant(&pieces, is_unicode))
}

/// Describes a bytes literal.
pub(crate) fn bytes_literal<'a>(
    expression: &'a ExprBytesLiteral,
    source: &'a str,
) -> Result<Description<'a>, DumpError> {
    let mut value = Vec::new();
    for part in &expression.value {
        value.extend_from_slice(&bytes(part, source)?);
    }
    Ok(Description::new("Constant").field("value", Value::Text(representation::of_bytes(&value))))
}

/// Describes a string of which at least one part is an f-string.
///
/// CPython joins the text of neighbouring parts, whatever their kind, and drops empty text.
pub(crate) fn f_string<'a>(
    expression: &'a ExprFString,
    source: &'a str,
) -> Result<Description<'a>, DumpError> {
    let mut joined = JoinedString::new(StringStyle {
        is_raw: false,
        is_unicode: has_unicode_prefix(expression.range, source)?,
    });
    for part in &expression.value {
        match part {
            FStringPart::Literal(literal) => joined.pieces.push(literal_piece(literal, source)?),
            FStringPart::FString(f_string) => {
                joined.style.is_raw = matches!(f_string.flags.prefix(), FStringPrefix::Raw { .. });
                joined.extend(&f_string.elements, source)?;
            }
        }
    }
    Ok(joined.finish())
}

/// Describes what follows the colon in a replacement field: an f-string again.
pub(crate) fn format_specification<'a>(
    specification: &'a InterpolatedStringFormatSpec,
    style: StringStyle,
    source: &'a str,
) -> Result<Description<'a>, DumpError> {
    let mut joined = JoinedString::new(style);
    joined.extend(&specification.elements, source)?;
    // CPython looks for the `u` of the first part before each field, but of the part that holds the
    // field, which begins with `f`, at the end of a specification.
    joined.style.is_unicode = false;
    Ok(joined.finish())
}

/// Describes a replacement field.
pub(crate) fn interpolation(element: &InterpolatedElement, style: StringStyle) -> Description<'_> {
    let conversion = match element.conversion {
        // `{x=}` shows the value as `repr` does, unless told otherwise.
        ConversionFlag::None if element.debug_text.is_some() && element.format_spec.is_none() => {
            "114"
        }
        ConversionFlag::None => "-1",
        ConversionFlag::Str => "115",
        ConversionFlag::Ascii => "97",
        ConversionFlag::Repr => "114",
    };
    let specification = element
        .format_spec
        .as_deref()
        .map(|specification| Node::FormatSpecification(specification, style));
    Description::new("FormattedValue")
        .field("value", &element.expression)
        .word("conversion", conversion)
        .optional("format_spec", specification)
}

/// The parts of a `JoinedStr` as they are gathered.
struct JoinedString<'a> {
    style: StringStyle,
    values: Vec<Value<'a>>,
    /// Text not yet made a value: more may follow.
    pieces: Vec<Piece<'a>>,
}

impl<'a> JoinedString<'a> {
    fn new(style: StringStyle) -> Self {
        Self { style, values: Vec::new(), pieces: Vec::new() }
    }

    fn extend(
        &mut self,
        elements: &'a InterpolatedStringElements,
        source: &'a str,
    ) -> Result<(), DumpError> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(element) => {
                    let text = slice(source, element.range)?;
                    let style = self.style;
                    self.pieces.push(if literal::is_faithful(&element.value, text) {
                        Piece::Text(Cow::Borrowed(&element.value))
                    } else {
                        literal::decode_interpolated(text, style.is_raw)
                    });
                }
                InterpolatedStringElement::Interpolation(element) => {
                    if let Some(debug_text) = &element.debug_text {
                        self.pieces
                            .push(Piece::Text(literal::normalize_newlines(debug_text.as_str())));
                    }
                    self.flush();
                    self.values.push(Node::Interpolation(element, self.style).into());
                }
            }
        }
        Ok(())
    }

    /// Makes a value of the text gathered so far.
    fn flush(&mut self) {
        self.pieces.retain(|piece| !piece.is_empty());
        if !self.pieces.is_empty() {
            self.values.push(constant(&self.pieces, self.style.is_unicode).into());
            self.pieces.clear();
        }
    }

    fn finish(mut self) -> Description<'a> {
        self.flush();
        Description::new("JoinedStr").field("values", Value::List(self.values))
    }
}

fn constant<'a>(pieces: &[Piece<'_>], is_unicode: bool) -> Description<'a> {
    let description =
        Description::new("Constant").field("value", Value::Text(representation::of_string(pieces)));
    if is_unicode { description.word("kind", "'u'") } else { description }
}

/// Whether the literal's first part begins with `u`: CPython marks all of its text then, and takes
/// no notice of a capital or of later parts.
fn has_unicode_prefix(range: TextRange, source: &str) -> Result<bool, DumpError> {
    Ok(slice(source, range)?.starts_with('u'))
}

fn literal_piece<'a>(part: &'a StringLiteral, source: &'a str) -> Result<Piece<'a>, DumpError> {
    let text = slice(source, part.content_range())?;
    Ok(if literal::is_faithful(&part.value, text) {
        Piece::Text(Cow::Borrowed(&part.value))
    } else {
        literal::decode(text, part.flags.prefix().is_raw())
    })
}

fn bytes<'a>(part: &'a BytesLiteral, source: &'a str) -> Result<Cow<'a, [u8]>, DumpError> {
    let text = slice(source, part.content_range())?;
    Ok(if text.contains('\r') {
        Cow::Owned(literal::decode_bytes(text, part.flags.prefix().is_raw()))
    } else {
        Cow::Borrowed(&part.value)
    })
}

fn slice(source: &str, range: TextRange) -> Result<&str, DumpError> {
    source
        .get(range.start().to_usize()..range.end().to_usize())
        .ok_or(DumpError::ForeignSource { range })
}
