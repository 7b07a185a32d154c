//! The command line of `pylint-rs search`.

use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::{Color, FileSelection};

/// `pylint-rs search`.
///
/// Exits with 0 if anything was found, with 1 if nothing was, and with 2 if something went wrong,
/// a file that could not be read or parsed included.
#[derive(Args, Clone, Debug)]
pub struct SearchArguments {
    /// What to look for: Python with metavariables (`$X`) and `...`.
    pub pattern: String,
    /// Files and directories to search; `-` is standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// What a metavariable must fulfil, as in the `where` table of a rule: `X.regex = "get|post"`.
    #[arg(long = "where", value_name = "CONDITION", action = ArgAction::Append, help_heading = "Conditions")]
    pub conditions: Vec<String>,
    /// Only what is within a match of this pattern.
    #[arg(long, value_name = "PATTERN", allow_hyphen_values = true, action = ArgAction::Append, help_heading = "Conditions")]
    pub inside: Vec<String>,
    /// Not what this pattern matches as well.
    #[arg(long, value_name = "PATTERN", allow_hyphen_values = true, action = ArgAction::Append, help_heading = "Conditions")]
    pub not: Vec<String>,
    /// Only what has a match of this pattern in it.
    #[arg(long, value_name = "PATTERN", allow_hyphen_values = true, action = ArgAction::Append, help_heading = "Conditions")]
    pub has: Vec<String>,

    /// Show what the code becomes with this template in the place of what is found.
    #[arg(long, value_name = "TEMPLATE", allow_hyphen_values = true, help_heading = "Rewriting")]
    pub rewrite: Option<String>,
    /// Write the rewritten files.
    #[arg(long, requires = "rewrite", conflicts_with = "json", help_heading = "Rewriting")]
    pub write: bool,

    /// Write what is found as JSON.
    #[arg(long, conflicts_with_all = ["count", "files_with_matches"], help_heading = "Output")]
    pub json: bool,
    /// Write how many matches each file has.
    #[arg(long, short, conflicts_with_all = ["files_with_matches", "rewrite"], help_heading = "Output")]
    pub count: bool,
    /// Write the names of files with matches.
    #[arg(long, short = 'l', conflicts_with = "rewrite", help_heading = "Output")]
    pub files_with_matches: bool,
    /// Show how the pattern is understood, instead of searching.
    #[arg(long, conflicts_with_all = ["rewrite", "json", "count", "files_with_matches"], help_heading = "Output")]
    pub explain: bool,
    /// With `--explain`: show why the code on this line is no match.
    #[arg(long, value_name = "FILE:LINE", requires = "explain", help_heading = "Output")]
    pub at: Option<String>,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    pub color: Color,

    /// Which files.
    #[command(flatten)]
    pub selection: FileSelection,
    /// A configuration file to use for everything, or `KEY=VALUE` to set one key.
    #[arg(long, value_name = "FILE|KEY=VALUE", action = ArgAction::Append)]
    pub config: Vec<String>,
    /// Use no configuration file.
    #[arg(long)]
    pub isolated: bool,
    /// How many threads to use; by default, as many as there are processors.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}
