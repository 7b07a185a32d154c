//! Numbers for what is seen of a node near its root.

use pylint_rs_semantic::text_hash;
use ruff_python_ast::NodeKind;

/// What is seen of a part of a node: its kind, its operator, a name, a text. A pattern wants some
/// keys, and a node has some; those that share none cannot match. Different things may have the
/// same key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub(crate) struct Key(u32);

/// What a text is of.
#[derive(Clone, Copy)]
enum Domain {
    Call = 1,
    Subscript = 2,
    String = 3,
    Operation = 4,
    First = 5,
}

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;
const THIRD: u64 = 0xA076_1D64_78BD_642F;

impl Key {
    /// A name that may stand for something of a name that cannot be told.
    pub(crate) const UNKNOWN: Self = Self(1);
    /// A call of such a name, or a subscript of it.
    pub(crate) const OF_UNKNOWN: Self = Self(2);
    /// What may be a constant that is not written there.
    pub(crate) const CONSTANT: Self = Self(3);
    /// A name that may stand for an attribute.
    pub(crate) const MAYBE_ATTRIBUTE: Self = Self(4);
    /// Anything at all.
    pub(crate) const PRESENT: Self = Self(5);
    /// Nothing.
    pub(crate) const ABSENT: Self = Self(6);
    /// A coroutine.
    pub(crate) const ASYNC: Self = Self(7);

    /// A node of a kind.
    pub(crate) const fn kind(kind: NodeKind) -> Self {
        Self(0x100 + kind as u32)
    }

    /// A node of a kind that has an operator, or a value.
    pub(crate) const fn operation(kind: NodeKind, tag: u64) -> Self {
        Self::mixed(kind as u64, tag, Domain::Operation as u64)
    }

    /// Something of a name: the last part of it, if it is dotted.
    pub(crate) fn named(name: &str) -> Self {
        Self::of_hash(text_hash(name))
    }

    /// A call of something of that name.
    pub(crate) fn call(name: &str) -> Self {
        Self::of_text(name, Domain::Call)
    }

    /// A subscript of something of that name.
    pub(crate) fn subscript(name: &str) -> Self {
        Self::of_text(name, Domain::Subscript)
    }

    /// A string.
    pub(crate) fn string(text: &str) -> Self {
        Self::of_text(text, Domain::String)
    }

    /// A string that begins with a byte.
    pub(crate) const fn first(byte: u8) -> Self {
        Self::mixed(byte as u64, 0, Domain::First as u64)
    }

    /// Something of the name that has this [`text_hash`].
    pub(crate) const fn of_hash(hash: u32) -> Self {
        Self(hash | 1 << 31)
    }

    fn of_text(text: &str, domain: Domain) -> Self {
        Self::mixed(text_hash(text).into(), 0, domain as u64)
    }

    const fn mixed(first: u64, second: u64, third: u64) -> Self {
        let sum = first.wrapping_mul(FIRST)
            ^ second.wrapping_mul(SECOND).rotate_left(21)
            ^ third.wrapping_mul(THIRD).rotate_left(42);
        Self((sum.wrapping_mul(FIRST) >> 32) as u32 | 1 << 31)
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}
