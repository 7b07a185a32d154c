//! Colours for people.

/// A way to show a piece of text on a terminal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    Bold,
    Red,
    BoldRed,
    BoldYellow,
    BoldGreen,
    BoldCyan,
    Green,
    Cyan,
    Blue,
}

/// Back to plain text.
pub(crate) const RESET: &str = "\x1b[0m";

impl Style {
    /// The ANSI escape sequence that switches it on.
    pub(crate) const fn sequence(self) -> &'static str {
        match self {
            Self::Bold => "\x1b[1m",
            Self::Red => "\x1b[31m",
            Self::BoldRed => "\x1b[1;31m",
            Self::BoldYellow => "\x1b[1;33m",
            Self::BoldGreen => "\x1b[1;32m",
            Self::BoldCyan => "\x1b[1;36m",
            Self::Green => "\x1b[32m",
            Self::Cyan => "\x1b[36m",
            Self::Blue => "\x1b[34m",
        }
    }
}

/// Writes styled text, or plain text where colours are off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette {
    /// Whether colours are on.
    pub(crate) color: bool,
}

impl Palette {
    /// Appends what `write` appends, in a style.
    pub(crate) fn paint(
        self,
        output: &mut Vec<u8>,
        style: Style,
        write: impl FnOnce(&mut Vec<u8>),
    ) {
        if self.color {
            output.extend_from_slice(style.sequence().as_bytes());
        }
        write(output);
        if self.color {
            output.extend_from_slice(RESET.as_bytes());
        }
    }

    /// Appends a text in a style.
    pub(crate) fn text(self, output: &mut Vec<u8>, style: Style, text: &str) {
        self.paint(output, style, |output| output.extend_from_slice(text.as_bytes()));
    }
}
