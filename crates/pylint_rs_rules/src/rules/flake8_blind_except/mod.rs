//! Blind handlers (flake8-blind-except).

automod::dir!("src/rules/flake8_blind_except");
