//! Words that a file must have for a rule to match there.
//!
//! A pattern that names something matches only where that name is written: aliases and relative
//! imports included, the words of a dotted name are in the file's identifiers or in the dotted
//! path of its own module. So each rule has a conjunction of alternatives of words, and a set of
//! rules one table of all their words. A file's identifiers are looked up in it, once each, and
//! that tells which of the rules, be they thousands, can match there at all.
//!
//! Some syntax is as telling as words are: what awaits something does so in no file without
//! `await`. So each operation of the rules also has the alternatives of words and syntax of which
//! a file must have one for the operation to have a place in it.

mod clauses;
mod features;
mod prefilter;
mod table;
mod ways;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use clauses::Clauses;
pub use prefilter::FileWords;
pub(crate) use prefilter::Prefilter;
