//! Silent handlers (flake8-bandit).
