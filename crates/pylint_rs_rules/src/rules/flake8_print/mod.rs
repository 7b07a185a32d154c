//! Prints left in the code (flake8-print).

automod::dir!("src/rules/flake8_print");
