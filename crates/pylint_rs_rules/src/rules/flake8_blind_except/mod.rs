//! Blind handlers (flake8-blind-except).
