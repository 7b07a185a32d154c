//! The rules, one file each, in folders by the tool that first had them. The folders list their
//! files by themselves.

mod flake8_bugbear;
mod flake8_debugger;
mod linter;
