//! The characters that end a line.

/// What ends the lines of a file; the first one found speaks for all of them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash)]
pub enum Newline {
    /// `\n`
    #[default]
    LineFeed,
    /// `\r\n`
    CarriageReturnLineFeed,
    /// `\r`
    CarriageReturn,
}

impl Newline {
    /// The first line ending of `text`; a line feed if it has none.
    pub fn first_of(text: &str) -> Self {
        let bytes = text.as_bytes();
        match memchr::memchr2(b'\n', b'\r', bytes) {
            Some(position) if bytes[position] == b'\r' => {
                if bytes.get(position + 1) == Some(&b'\n') {
                    Self::CarriageReturnLineFeed
                } else {
                    Self::CarriageReturn
                }
            }
            _ => Self::LineFeed,
        }
    }

    /// The characters themselves.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LineFeed => "\n",
            Self::CarriageReturnLineFeed => "\r\n",
            Self::CarriageReturn => "\r",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Newline;

    #[test]
    fn the_first_one_counts() {
        assert_eq!(Newline::first_of(""), Newline::LineFeed);
        assert_eq!(Newline::first_of("x"), Newline::LineFeed);
        assert_eq!(Newline::first_of("x\ny\r\n"), Newline::LineFeed);
        assert_eq!(Newline::first_of("x\r\ny\n"), Newline::CarriageReturnLineFeed);
        assert_eq!(Newline::first_of("x\ry\n"), Newline::CarriageReturn);
        assert_eq!(Newline::first_of("x\r"), Newline::CarriageReturn);
    }
}
