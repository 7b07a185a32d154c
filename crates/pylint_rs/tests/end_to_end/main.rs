//! The built binary, from the command line to the exit code, on small projects.

mod caching;
mod commands;
mod configuration;
mod custom_rules;
mod drift;
mod editors;
mod example;
mod exit_codes;
mod file_selection;
mod fixing;
mod formats;
mod generating;
mod generating_data;
mod guide;
mod hostile;
mod hostile_rules;
mod interruption;
mod known;
mod output;
mod pattern_pages;
mod project;
mod rule_tests;
mod schemas;
mod searching;
mod semgrep_rules;
mod suppressing;
