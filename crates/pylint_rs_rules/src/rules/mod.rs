//! The rules, one file each, in folders by the tool that first had them. The folders list their
//! files by themselves.

mod flake8_annotations;
mod flake8_bandit;
mod flake8_blind_except;
mod flake8_bugbear;
mod flake8_builtins;
mod flake8_debugger;
mod flake8_print;
mod linter;
mod mccabe;
mod own;
mod pycodestyle;
mod pyflakes;
mod pylint;
mod ruff;
