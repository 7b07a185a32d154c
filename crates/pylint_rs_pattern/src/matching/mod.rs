//! Finding the places a pattern matches.

mod arguments;
mod attempt;
mod blocks;
mod candidates;
mod constants;
mod displays;
mod equality;
mod expressions;
mod f_strings;
mod file;
mod finding;
mod imports;
mod index;
mod lists;
mod matcher;
mod names;
mod names_meant;
mod parameters;
mod propagation;
mod roots;
mod seen;
mod sequences;
mod statements;
pub(crate) mod trace;
mod typed;
mod wanted;

pub(crate) use candidates::{Filter, Seen};
pub(crate) use constants::literal_of;
pub use matcher::Matcher;
pub(crate) use wanted::Wanted;
