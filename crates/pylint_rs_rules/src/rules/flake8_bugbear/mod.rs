//! Likely bugs and design problems (flake8-bugbear).

automod::dir!("src/rules/flake8_bugbear");
