//! Statements and comparisons (pycodestyle).
