//! Python's `repr` of numbers.

use num_bigint::BigUint;
use ruff_python_ast::Int;
use ruff_python_ast::Number;

/// Returns the `repr` of a number literal.
pub(crate) fn representation(number: &Number) -> String {
    match number {
        Number::Int(integer) => of_integer(integer),
        Number::Float(value) => {
            let mut text = of_float(*value);
            if text.bytes().all(|byte| byte.is_ascii_digit()) {
                text.push_str(".0");
            }
            text
        }
        // A literal has no real part, and `repr` then shows none.
        Number::Complex { imag, .. } => of_float(*imag) + "j",
    }
}

fn of_integer(integer: &Int) -> String {
    if let Some(value) = integer.as_u64() {
        return value.to_string();
    }
    // The parser keeps what does not fit as it was written, prefix and underscores included.
    let token = integer.to_string().replace('_', "");
    let radix = match token.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return token,
    };
    match BigUint::parse_bytes(&token.as_bytes()[2..], radix) {
        Some(value) => value.to_string(),
        None => token,
    }
}

/// A number in Python's notation, without a final `.0`.
fn of_float(value: f64) -> String {
    if value.is_infinite() {
        return "inf".to_owned();
    }
    let scientific = shortest(value);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or_default();
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs());
    }
    let digits = mantissa.replace('.', "");
    let Ok(point) = usize::try_from(exponent + 1) else {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("0.{zeros}{digits}");
    };
    match digits.split_at_checked(point) {
        Some((digits, "")) => digits.to_owned(),
        Some(("", digits)) => format!("0.{digits}"),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits:0<point$}"),
    }
}

/// The fewest digits that make the same number again, in scientific notation.
fn shortest(value: f64) -> String {
    let shortest = format!("{value:e}");
    let digits =
        shortest.bytes().take_while(|&byte| byte != b'e').filter(u8::is_ascii_digit).count();
    // Where two numbers of as few digits are equally near, Rust takes the larger one, and Python
    // the one that ends in an even digit, as rounding to that many digits does.
    let rounded = format!("{value:.*e}", digits.saturating_sub(1));
    if rounded.parse() == Ok(value) { rounded } else { shortest }
}
