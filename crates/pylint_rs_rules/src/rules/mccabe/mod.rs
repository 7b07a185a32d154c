//! Complexity (mccabe).

automod::dir!("src/rules/mccabe");
