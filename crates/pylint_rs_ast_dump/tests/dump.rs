//! What the dump of a source looks like; the conformance suite compares with CPython itself.

use pylint_rs_ast_dump::{DumpError, dump};
use ruff_python_parser::{Mode, ParseOptions, parse_module, parse_unchecked};

fn dumped(source: &str) -> Result<String, Box<dyn std::error::Error>> {
    Ok(dump(parse_module(source)?.syntax(), source)?)
}

/// The lines of the dump of one expression statement, without those around the expression.
fn expression(source: &str) -> Result<String, Box<dyn std::error::Error>> {
    let dumped = dumped(source)?;
    let dumped = dumped
        .strip_prefix("Module(\n  body=[\n    Expr(\n      value=")
        .and_then(|rest| rest.strip_suffix(")],\n  type_ignores=[])"))
        .ok_or("not one expression")?;
    Ok(dumped.replace("\n      ", "\n"))
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn an_empty_module_takes_one_line() -> Outcome {
    assert_eq!(dumped("")?, "Module(body=[], type_ignores=[])");
    Ok(())
}

#[test]
fn simple_nodes_take_one_line_and_others_one_per_field() -> Outcome {
    assert_eq!(
        dumped("def f(a, *, b, c=1):\n    return\n")?,
        "\
Module(
  body=[
    FunctionDef(
      name='f',
      args=arguments(
        posonlyargs=[],
        args=[
          arg(arg='a')],
        kwonlyargs=[
          arg(arg='b'),
          arg(arg='c')],
        kw_defaults=[
          None,
          Constant(value=1)],
        defaults=[]),
      body=[
        Return()],
      decorator_list=[])],
  type_ignores=[])"
    );
    Ok(())
}

#[test]
fn elif_is_an_if_statement_inside_else() -> Outcome {
    let chain = dumped("if a: pass\nelif b: pass\nelse: c")?;
    let nested = dumped("if a: pass\nelse:\n    if b: pass\n    else: c")?;
    assert_eq!(chain, nested);
    Ok(())
}

#[test]
fn neighbouring_strings_are_joined() -> Outcome {
    assert_eq!(expression("'a' \"b'\" r'\\n'")?, r#"Constant(value="ab'\\n")"#);
    assert_eq!(expression("b'a' b'\\xff'")?, r"Constant(value=b'a\xff')");
    assert_eq!(
        expression("'a' f'b{x}' 'c' f''")?,
        "\
JoinedStr(
  values=[
    Constant(value='ab'),
    FormattedValue(
      value=Name(id='x', ctx=Load()),
      conversion=-1),
    Constant(value='c')])"
    );
    Ok(())
}

#[test]
fn the_kind_is_that_of_the_first_part() -> Outcome {
    assert_eq!(expression("u'a' 'b'")?, "Constant(value='ab', kind='u')");
    assert_eq!(expression("'a' u'b'")?, "Constant(value='ab')");
    assert_eq!(expression("U'a'")?, "Constant(value='a')");
    Ok(())
}

#[test]
fn lone_surrogates_are_read_from_source() -> Outcome {
    assert_eq!(
        expression(r"'\ud800' '\N{BULLET}\x41\101\q\'�'")?,
        r#"Constant(value="\ud800•AA\\q'�")"#
    );
    assert_eq!(
        expression(r"f'{{\udc00'")?,
        "JoinedStr(\n  values=[\n    Constant(value='{\\udc00')])"
    );
    Ok(())
}

#[test]
fn line_endings_are_normalised() -> Outcome {
    assert_eq!(expression("'''a\r\nb\rc\\r'''")?, r"Constant(value='a\nb\nc\r')");
    assert_eq!(expression("rb'''\r\n'''")?, r"Constant(value=b'\n')");
    Ok(())
}

#[test]
fn a_debug_field_shows_its_text_and_repr() -> Outcome {
    let plain = expression("f'{x = }'")?;
    assert!(plain.contains("Constant(value='x = ')"), "{plain}");
    assert!(plain.contains("conversion=114"), "{plain}");
    let formatted = expression("f'{x=:5}'")?;
    assert!(formatted.contains("conversion=-1"), "{formatted}");
    Ok(())
}

#[test]
fn numbers_are_shown_as_repr_shows_them() -> Outcome {
    for (source, shown) in [
        ("1_000", "1000"),
        ("0xFFFF_FFFF_FFFF_FFFF_FF", "4722366482869645213695"),
        ("99_999_999_999_999_999_999", "99999999999999999999"),
        ("1.", "1.0"),
        ("1e16", "1e+16"),
        ("1e15", "1000000000000000.0"),
        ("0.00012", "0.00012"),
        ("0.000012", "1.2e-05"),
        ("12345.678", "12345.678"),
        // Two numbers of sixteen digits are equally near to this one.
        ("99.99880981445313", "99.99880981445312"),
        ("1e999", "inf"),
        ("2j", "2j"),
        ("0.5e-9j", "5e-10j"),
    ] {
        assert_eq!(expression(source)?, format!("Constant(value={shown})"));
    }
    Ok(())
}

#[test]
fn unprintable_characters_are_escaped() -> Outcome {
    assert_eq!(
        expression("'é\u{a0}\u{200b}\u{e000}\u{10ffff}\\x7f😀'")?,
        r"Constant(value='é\xa0\u200b\ue000\U0010ffff\x7f😀')"
    );
    // Assigned in Unicode 15.0; CPython 3.11 knows 14.0.
    assert_eq!(expression("'\u{11f00}'")?, r"Constant(value='\U00011f00')");
    Ok(())
}

#[test]
fn newer_syntax_takes_the_nodes_of_newer_versions() -> Outcome {
    let alias = dumped("type A[T: int, *Ts, **P] = T")?;
    assert!(alias.contains("TypeVar(\n          name='T',\n          bound="));
    assert!(alias.contains("TypeVarTuple(name='Ts')"));
    assert!(alias.contains("ParamSpec(name='P')"));
    let function = dumped("def f[T](): pass")?;
    assert!(function.contains("decorator_list=[],\n      type_params=[\n"));
    Ok(())
}

#[test]
fn what_has_no_form_is_an_error() -> Outcome {
    let source = "t'{x}'";
    let error = dump(parse_module(source)?.syntax(), source);
    assert!(matches!(error, Err(DumpError::NoForm { .. })), "{error:?}");

    let source = "def f(:\n    1 +\n";
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let module = parsed.syntax().as_module().ok_or("not a module")?;
    let error = dump(module, source);
    assert!(matches!(error, Err(DumpError::Invalid { .. })), "{error:?}");

    let module = parse_module("'�'")?;
    let error = dump(module.syntax(), "");
    assert!(matches!(error, Err(DumpError::ForeignSource { .. })), "{error:?}");
    Ok(())
}
