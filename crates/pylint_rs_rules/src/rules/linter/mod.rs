//! Findings the linter makes itself: about its comments, about files it cannot read.

automod::dir!("src/rules/linter");
