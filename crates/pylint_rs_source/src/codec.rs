//! Encodings by the names Python gives them, as strict as Python's own codecs.

mod names;
mod single_byte;

use std::borrow::Cow;

use thiserror::Error;

pub(crate) use names::lookup;
use single_byte::SingleByte;

/// An encoding that source files may be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Codec {
    name: &'static str,
    scheme: Scheme,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Scheme {
    /// The default.
    Utf8,
    /// An encoding of Python's for which WHATWG's namesake is another one.
    SingleByte(SingleByte),
    /// The same in Python and on the web, but for the bytes Python leaves undefined.
    Web(&'static encoding_rs::Encoding),
}

/// Bytes that mean nothing in the file's encoding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct DecodeError {
    /// Where the first of them is.
    pub(crate) position: usize,
}

/// A character that the file's encoding cannot write.
#[derive(Clone, Debug, Eq, PartialEq, Error)]
#[error("{} cannot be written in {encoding}", .character.map_or_else(|| "the text".to_owned(), |it| format!("{it:?}")))]
pub struct EncodeError {
    /// The encoding's name.
    pub encoding: &'static str,
    /// The character, where one alone is to blame.
    pub character: Option<char>,
}

impl Codec {
    /// UTF-8, the encoding of a file that names none.
    pub const UTF_8: Self = Self::new("utf-8", Scheme::Utf8);

    pub(crate) const fn new(name: &'static str, scheme: Scheme) -> Self {
        Self { name, scheme }
    }

    /// The codec's name in Python.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether this is UTF-8, whose text and bytes are the same.
    pub const fn is_utf8(self) -> bool {
        matches!(self.scheme, Scheme::Utf8)
    }

    pub(crate) fn decode(self, bytes: Vec<u8>) -> Result<String, DecodeError> {
        match self.scheme {
            Scheme::Utf8 => String::from_utf8(bytes)
                .map_err(|error| DecodeError { position: error.utf8_error().valid_up_to() }),
            Scheme::SingleByte(table) => table.decode(&bytes),
            Scheme::Web(encoding) => decode_strictly(encoding, &bytes),
        }
    }

    /// Encodes `text`, without a byte order mark.
    pub(crate) fn encode(self, text: &str) -> Result<Cow<'_, [u8]>, EncodeError> {
        let unwritable = |character: Option<char>| EncodeError { encoding: self.name, character };
        match self.scheme {
            Scheme::Utf8 => Ok(Cow::Borrowed(text.as_bytes())),
            Scheme::SingleByte(table) => {
                table.encode(text).map(Cow::Owned).map_err(|character| unwritable(Some(character)))
            }
            Scheme::Web(encoding) => {
                let bytes = encode_strictly(encoding, text)
                    .map_err(|character| unwritable(Some(character)))?;
                // The web's encoders write some characters as the bytes of others (U+00A5 as a
                // backslash in Shift JIS): what does not come back is refused.
                match decode_strictly(encoding, &bytes) {
                    Ok(back) if back == text => Ok(Cow::Owned(bytes)),
                    Ok(back) => Err(unwritable(
                        text.chars().zip(back.chars()).find(|(from, to)| from != to).map(|it| it.0),
                    )),
                    Err(_) => Err(unwritable(None)),
                }
            }
        }
    }
}

/// The web decodes bytes that a code page leaves undefined to C1 control characters; Python
/// refuses them.
fn refuses_control_characters(encoding: &'static encoding_rs::Encoding) -> bool {
    encoding.name().starts_with("windows-")
}

fn decode_strictly(
    encoding: &'static encoding_rs::Encoding,
    bytes: &[u8],
) -> Result<String, DecodeError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(capacity.unwrap_or(bytes.len()));
    let mut read = 0;
    loop {
        let (result, consumed) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += consumed;
        match result {
            encoding_rs::DecoderResult::InputEmpty => break,
            encoding_rs::DecoderResult::OutputFull => text.reserve(bytes.len() - read + 16),
            encoding_rs::DecoderResult::Malformed(length, extra) => {
                let back = usize::from(length) + usize::from(extra);
                return Err(DecodeError { position: read.saturating_sub(back) });
            }
        }
    }
    if refuses_control_characters(encoding)
        && let Some(position) =
            text.chars().position(|character| ('\u{80}'..='\u{9f}').contains(&character))
    {
        // One byte is one character in these encodings.
        return Err(DecodeError { position });
    }
    Ok(text)
}

fn encode_strictly(encoding: &'static encoding_rs::Encoding, text: &str) -> Result<Vec<u8>, char> {
    let mut encoder = encoding.new_encoder();
    let capacity =
        encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(text.len());
    let mut bytes = Vec::with_capacity(capacity);
    let mut read = 0;
    loop {
        let (result, consumed) =
            encoder.encode_from_utf8_to_vec_without_replacement(&text[read..], &mut bytes, true);
        read += consumed;
        match result {
            encoding_rs::EncoderResult::InputEmpty => return Ok(bytes),
            encoding_rs::EncoderResult::OutputFull => bytes.reserve(text.len() - read + 16),
            encoding_rs::EncoderResult::Unmappable(character) => return Err(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Codec, lookup};

    fn codec(name: &str) -> Codec {
        lookup(name).unwrap_or_else(|| panic!("{name} is unknown"))
    }

    fn decode(name: &str, bytes: &[u8]) -> Result<String, usize> {
        codec(name).decode(bytes.to_vec()).map_err(|error| error.position)
    }

    #[test]
    fn latin_1_is_not_windows_1252() {
        assert_eq!(decode("latin-1", b"\x80\x93\xe9").as_deref(), Ok("\u{80}\u{93}é"));
        assert_eq!(decode("cp1252", b"\x80\x93\xe9").as_deref(), Ok("€“é"));
        assert_eq!(decode("cp1252", b"ab\x81"), Err(2));
        assert_eq!(codec("latin-1").encode("é").as_deref(), Ok(&b"\xe9"[..]));
        let error = codec("latin-1").encode("x€").unwrap_err();
        assert_eq!(error.to_string(), "'€' cannot be written in iso8859-1");
    }

    #[test]
    fn ascii_is_seven_bits() {
        assert_eq!(decode("us-ascii", b"abc\xe9"), Err(3));
        assert!(codec("ascii").encode("é").is_err());
    }

    #[test]
    fn the_encodings_of_the_world() {
        for (name, bytes, text) in [
            ("koi8-r", &b"\xf0\xf2\xe9"[..], "ПРИ"),
            ("cp1251", b"\xcf\xd0\xc8", "ПРИ"),
            ("shift_jis", b"\x93\xfa\x96\x7b", "日本"),
            ("euc-jp", b"\xc6\xfc\xcb\xdc", "日本"),
            ("iso-2022-jp", b"\x1b$BF|K\\\x1b(B", "日本"),
            ("gbk", b"\xd6\xd0\xce\xc4", "中文"),
            ("gb18030", b"\xd6\xd0\xce\xc4", "中文"),
            ("big5", b"\xa4\xa4\xa4\xe5", "中文"),
            ("euc-kr", b"\xc7\xd1", "한"),
            ("iso-8859-15", b"\xa4", "€"),
            ("iso-8859-9", b"\xdd\x80", "İ\u{80}"),
            ("tis-620", b"\xa1", "ก"),
            ("utf8", "é".as_bytes(), "é"),
        ] {
            assert_eq!(decode(name, bytes).as_deref(), Ok(text), "{name}");
            assert_eq!(codec(name).encode(text).as_deref(), Ok(bytes), "{name}");
        }
    }

    #[test]
    fn a_character_that_would_come_back_as_another_is_refused() {
        let error = codec("shift_jis").encode("a¥").unwrap_err();
        assert_eq!(error.character, Some('¥'));
    }

    #[test]
    fn where_the_first_bad_byte_is() {
        assert_eq!(decode("utf-8", b"ab\xe9c"), Err(2));
        assert_eq!(decode("shift_jis", b"ab\x93\xfa\xff\xff"), Err(4));
        assert_eq!(decode("gbk", b"ab\xff"), Err(2));
    }

    #[test]
    fn what_python_does_not_know_or_cannot_read_source_with() {
        for name in ["utf-7", "utf-16", "rot13", "iso88591", "nonsense", ""] {
            assert_eq!(lookup(name), None, "{name}");
        }
    }
}
