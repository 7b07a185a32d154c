//! What holds of every spec.

pub mod generating;
