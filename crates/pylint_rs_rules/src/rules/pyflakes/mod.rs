//! Names and imports (Pyflakes).
