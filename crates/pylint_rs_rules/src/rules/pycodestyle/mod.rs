//! Statements and comparisons (pycodestyle).

automod::dir!("src/rules/pycodestyle");
