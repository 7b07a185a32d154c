//! Rules of our own: `PRS` and three digits.

automod::dir!("src/rules/own");
