//! Shadowed builtins (flake8-builtins).
