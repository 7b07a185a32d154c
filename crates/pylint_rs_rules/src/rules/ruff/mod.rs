//! Rules that began in Ruff.

automod::dir!("src/rules/ruff");
