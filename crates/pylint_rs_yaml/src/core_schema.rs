//! What YAML 1.2's core schema takes scalars without quotes for.
//!
//! `yes`, `no`, `on` and `off` are texts there, `0o17` is octal, and `017` is seventeen.

/// What a scalar without quotes and tag is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Resolved {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer, in decimal.
    Integer(String),
    /// Any other number, as Python's `float` reads it; `inf` and `nan` included.
    Float(String),
    /// A text.
    String,
}

/// What a scalar without quotes and tag is.
pub fn resolve(text: &str) -> Resolved {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Resolved::Null,
        "true" | "True" | "TRUE" => return Resolved::Boolean(true),
        "false" | "False" | "FALSE" => return Resolved::Boolean(false),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return Resolved::String;
    }
    if let Some(integer) = integer(text) {
        return Resolved::Integer(integer);
    }
    match float(text) {
        Some(float) => Resolved::Float(float),
        None => Resolved::String,
    }
}

/// An integer in decimal: `12`, `+012`, `0x1F`, `0o17`.
fn integer(text: &str) -> Option<String> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            // What is too long for 128 bits is nobody's number, and remains what was written.
            return is_number
                .then(|| u128::from_str_radix(digits, radix).ok())
                .flatten()
                .map(|number| number.to_string());
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = unsigned.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    Some(if text.starts_with('-') { format!("-{digits}") } else { digits.to_owned() })
}

/// Another number: `1.5`, `.5`, `1e3`, `-.inf`, `.NaN`.
fn float(text: &str) -> Option<String> {
    let (sign, unsigned) = match text.strip_prefix(['+', '-']) {
        Some(rest) if text.starts_with('-') => ("-", rest),
        Some(rest) => ("", rest),
        None => ("", text),
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(format!("{sign}inf"));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some("nan".to_owned());
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = is_digits(whole)
        && is_digits(fraction)
        && (!whole.is_empty() || !fraction.is_empty())
        && exponent.is_none_or(|exponent| {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !digits.is_empty() && is_digits(digits)
        });
    is_number.then(|| format!("{sign}{unsigned}"))
}

#[cfg(test)]
mod tests {
    use super::{Resolved, resolve};

    #[test]
    fn scalars_are_what_the_core_schema_says() {
        for text in ["", "~", "null", "Null"] {
            assert_eq!(resolve(text), Resolved::Null, "{text}");
        }
        assert_eq!(resolve("True"), Resolved::Boolean(true));
        let integers = [
            ("12", "12"),
            ("+3", "3"),
            ("-007", "-7"),
            ("00", "0"),
            ("0x1f", "31"),
            ("0o17", "15"),
        ];
        for (text, number) in integers {
            assert_eq!(resolve(text), Resolved::Integer(number.to_owned()), "{text}");
        }
        let floats =
            [("1.5", "1.5"), (".5", ".5"), ("1.", "1."), ("1e3", "1e3"), ("-.INF", "-inf")];
        for (text, number) in floats {
            assert_eq!(resolve(text), Resolved::Float(number.to_owned()), "{text}");
        }
        let texts = [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "tRUE",
            "-",
            ".",
            "+",
            "1_000",
            "0x",
            "0o8",
            "-0x1",
            "1:30",
            "2024-01-31",
            "1.2.3",
            "e5",
            ".e5",
            "1e",
            "-.nan",
            "nULL",
            "0b1",
        ];
        for text in texts {
            assert_eq!(resolve(text), Resolved::String, "{text}");
        }
    }
}
