//! Rules that began in Ruff.
