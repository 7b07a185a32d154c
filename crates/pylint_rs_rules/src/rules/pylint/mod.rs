//! Anti-patterns (Pylint's refactoring and warning messages).

automod::dir!("src/rules/pylint");
