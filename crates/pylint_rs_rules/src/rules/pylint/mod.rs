//! Anti-patterns (Pylint's refactoring and warning messages).
