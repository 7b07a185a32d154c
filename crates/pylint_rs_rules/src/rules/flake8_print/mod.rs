//! Prints left in the code (flake8-print).
