//! Rules on names and imports, and on what is certainly wrong: those of Pyflakes.

automod::dir!("src/rules/pyflakes");
