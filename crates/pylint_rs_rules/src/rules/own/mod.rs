//! Rules of our own: `PRS` and three digits.
