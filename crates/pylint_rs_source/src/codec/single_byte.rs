//! Encodings of one byte per character that differ from the web's of the same name.

use super::DecodeError;

/// One byte, one character.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SingleByte {
    /// Seven bits.
    Ascii,
    /// ISO 8859-1: each byte is its code point. The web reads it as windows-1252.
    Latin1,
    /// ISO 8859-9, Turkish. The web reads it as windows-1254.
    Latin5,
    /// ISO 8859-11, Thai. The web reads it as windows-874.
    Thai,
    /// TIS 620: ISO 8859-11 without the no-break space.
    Tis620,
}

/// Where ISO 8859-9 is not ISO 8859-1.
const TURKISH: [(u8, char); 6] =
    [(0xd0, 'Ğ'), (0xdd, 'İ'), (0xde, 'Ş'), (0xf0, 'ğ'), (0xfd, 'ı'), (0xfe, 'ş')];

impl SingleByte {
    fn character(self, byte: u8) -> Option<char> {
        if byte < 0x80 {
            return Some(char::from(byte));
        }
        match self {
            Self::Ascii => None,
            Self::Latin1 => Some(char::from(byte)),
            Self::Latin5 => Some(
                TURKISH
                    .iter()
                    .find(|(turkish, _)| *turkish == byte)
                    .map_or(char::from(byte), |(_, character)| *character),
            ),
            Self::Thai | Self::Tis620 => match byte {
                0x80..=0x9f => Some(char::from(byte)),
                0xa0 => (self == Self::Thai).then_some('\u{a0}'),
                0xa1..=0xda | 0xdf..=0xfb => char::from_u32(0x0e00 + u32::from(byte) - 0xa0),
                _ => None,
            },
        }
    }

    pub(super) fn decode(self, bytes: &[u8]) -> Result<String, DecodeError> {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        for (position, byte) in bytes.iter().enumerate() {
            text.push(self.character(*byte).ok_or(DecodeError { position })?);
        }
        Ok(text)
    }

    /// The bytes, or the first character there is no byte for.
    pub(super) fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        text.chars()
            .map(|character| {
                if character.is_ascii() {
                    return Ok(character as u8);
                }
                let is_it = |byte: &u8| self.character(*byte) == Some(character);
                // Mostly the byte is the code point.
                u8::try_from(character)
                    .ok()
                    .filter(is_it)
                    .or_else(|| (0x80..=0xff).find(is_it))
                    .ok_or(character)
            })
            .collect()
    }
}
