//! Shadowed builtins (flake8-builtins).

automod::dir!("src/rules/flake8_builtins");
