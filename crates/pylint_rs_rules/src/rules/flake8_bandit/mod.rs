//! Silent handlers (flake8-bandit).

automod::dir!("src/rules/flake8_bandit");
