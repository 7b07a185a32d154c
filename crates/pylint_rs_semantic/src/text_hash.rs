//! Hashes of identifiers.

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;
const THIRD: u64 = 0xA076_1D64_78BD_642F;

/// A hash of an identifier, or of another text: of its length and its first and last bytes only,
/// as texts may be long.
#[inline]
pub fn text_hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
            }
            _ => bytes.iter().fold((0, 0), |(all, _), byte| (all << 8 | u64::from(*byte), 0)),
        },
    };
    let sum = first.wrapping_mul(FIRST)
        ^ last.wrapping_mul(SECOND).rotate_left(21)
        ^ (bytes.len() as u64).wrapping_mul(THIRD).rotate_left(42);
    (sum.wrapping_mul(FIRST) >> 32) as u32
}
