//! The command line.

mod generate;
mod generate_data;
mod generate_from;
mod search;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use pylint_rs_diagnostics::{OutputFormat, Severity};

pub use generate::{GenerateArguments, InputKind, Kind, OutputArguments, parse_target_version};
pub use generate_data::{AccessorsArguments, UntypedFields};
pub use generate_from::{GenerateFrom, UntypedMembers};
pub use search::SearchArguments;

/// A fast Python linter whose rules a team can extend.
#[derive(Debug, Parser)]
#[command(name = "pylint-rs", version, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files and directories.
    Check(Box<CheckArguments>),
    /// Write Python from specs: classes, Protocols, TypedDicts and their kin.
    #[command(name = "gen")]
    Generate(GenerateArguments),
    /// Search code by its structure, and rewrite what is found.
    Search(Box<SearchArguments>),
    /// Explain a rule, or all of them.
    Rule(RuleArguments),
    /// Run the tests inside files of rules.
    Test(TestArguments),
    /// Print a file's syntax tree as CPython 3.11's `ast.dump(ast.parse(source), indent=2)` does.
    Ast(AstArguments),
    /// Show the configuration.
    Config(ConfigArguments),
    /// Remove the cache of the project that the current directory is in.
    Clean(CleanArguments),
}

/// `pylint-rs check`.
#[derive(Args, Clone, Debug)]
pub struct CheckArguments {
    /// Files and directories to check; `-` is standard input.
    #[arg(default_value = ".")]
    pub files: Vec<PathBuf>,

    /// Apply safe fixes.
    #[arg(long, overrides_with = "no_fix")]
    pub fix: bool,
    /// Apply no fixes, whatever the configuration says.
    #[arg(long, overrides_with = "fix", hide = true)]
    pub no_fix: bool,
    /// Apply unsafe fixes as well.
    #[arg(long, overrides_with = "no_unsafe_fixes")]
    pub unsafe_fixes: bool,
    /// Leave unsafe fixes out, whatever the configuration says.
    #[arg(long, overrides_with = "unsafe_fixes", hide = true)]
    pub no_unsafe_fixes: bool,
    /// List the fixes that were applied.
    #[arg(long)]
    pub show_fixes: bool,
    /// Show what fixes would change, and write nothing.
    #[arg(long)]
    pub diff: bool,
    /// Apply fixes, and do not report what is left.
    #[arg(long)]
    pub fix_only: bool,

    /// Write findings in this format: full, concise, grouped, json, json-lines, sarif, github,
    /// gitlab, junit, rdjson, azure or pylint.
    #[arg(
        long,
        env = "PYLINT_RS_OUTPUT_FORMAT",
        value_name = "FORMAT",
        value_parser = parse_format,
        hide_env_values = true
    )]
    pub output_format: Option<OutputFormat>,
    /// Write findings to this file instead of standard output.
    #[arg(
        long,
        short = 'o',
        env = "PYLINT_RS_OUTPUT_FILE",
        value_name = "FILE",
        hide_env_values = true
    )]
    pub output_file: Option<PathBuf>,
    /// Count findings by rule instead of listing them.
    #[arg(long)]
    pub statistics: bool,
    /// Leave the closing lines out.
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,

    /// Rules to run, by code, prefix, name or category.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub select: Option<Vec<String>>,
    /// Rules not to run.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub ignore: Option<Vec<String>>,
    /// Rules to run besides.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub extend_select: Option<Vec<String>>,
    /// Files of rules to load, or directories of such. Their rules are on, whatever else is
    /// selected, unless `--select` names some of them.
    #[arg(long, value_name = "PATH", help_heading = "Rule selection")]
    pub rules: Option<Vec<String>>,
    /// Rules not to run in some files, such as `tests/*:S101`. A `!` before the glob means all
    /// other files.
    #[arg(long, value_delimiter = ',', value_name = "GLOB:RULE", value_parser = parse_file_ignore, help_heading = "Rule selection")]
    pub per_file_ignores: Option<Vec<FileIgnore>>,
    /// Like `--per-file-ignores`, on top of those that are configured.
    #[arg(long, value_delimiter = ',', value_name = "GLOB:RULE", value_parser = parse_file_ignore, help_heading = "Rule selection")]
    pub extend_per_file_ignores: Option<Vec<FileIgnore>>,
    /// Rules whose fixes may be applied.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub fixable: Option<Vec<String>>,
    /// Rules whose fixes may be applied besides.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub extend_fixable: Option<Vec<String>>,
    /// Rules whose fixes may not be applied.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rule selection")]
    pub unfixable: Option<Vec<String>>,
    /// The oldest Python to support, such as `py310`.
    #[arg(long, help_heading = "Rule selection")]
    pub target_version: Option<String>,

    /// Which files.
    #[command(flatten)]
    pub selection: FileSelection,
    /// The name of the file that standard input holds.
    #[arg(long, help_heading = "File selection")]
    pub stdin_filename: Option<PathBuf>,
    /// List the files that would be checked.
    #[arg(long, help_heading = "File selection")]
    pub show_files: bool,
    /// Show the settings for the first of the files.
    #[arg(long, help_heading = "File selection")]
    pub show_settings: bool,

    /// A configuration file to use for everything, or `KEY=VALUE` to set one key.
    #[arg(long, value_name = "FILE|KEY=VALUE", action = ArgAction::Append)]
    pub config: Vec<String>,
    /// Use no configuration file.
    #[arg(long)]
    pub isolated: bool,
    /// Use no cache: look at each file anew, and keep nothing.
    #[arg(long, short, env = "PYLINT_RS_NO_CACHE", value_parser = clap::builder::FalseyValueParser::new(), hide_env_values = true)]
    pub no_cache: bool,
    /// Keep what was found in files in this directory, for when they have not changed.
    #[arg(long, value_name = "DIRECTORY", env = "PYLINT_RS_CACHE_DIR", hide_env_values = true)]
    pub cache_dir: Option<PathBuf>,
    /// Say on standard error what the cache was good for.
    #[arg(long, short)]
    pub verbose: bool,
    /// How many threads to use; by default, as many as there are processors.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,

    /// Pay no heed to suppression comments.
    #[arg(long)]
    pub ignore_noqa: bool,
    /// Write a `noqa` comment, with a reason if one is given, for each finding.
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub add_noqa: Option<String>,
    /// Report only findings that are not in this file; `--write-baseline` makes it.
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub baseline: Option<PathBuf>,
    /// Write the findings there are to this file, for `--baseline`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since", "fix", "fix_only", "diff", "add_noqa"], help_heading = "Known findings")]
    pub write_baseline: Option<PathBuf>,
    /// Report only findings on lines changed since this git revision.
    #[arg(long, value_name = "REVISION", help_heading = "Known findings")]
    pub since: Option<String>,

    /// Show on standard error what time each rule and each step takes.
    #[arg(long)]
    pub timing: bool,
    /// Exit with 0 even if there are findings.
    #[arg(long, short = 'e')]
    pub exit_zero: bool,
    /// Exit with 1 if anything was fixed, even if nothing is left.
    #[arg(long)]
    pub exit_non_zero_on_fix: bool,
    /// The least severity that makes the run fail: error, warning, info or hint.
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Severity>,
}

/// Which files of those that the paths name or contain.
#[derive(Args, Clone, Debug)]
pub struct FileSelection {
    /// Leave these files and directories out.
    #[arg(long, value_delimiter = ',', value_name = "GLOB", help_heading = "File selection")]
    pub exclude: Option<Vec<String>>,
    /// Leave these files and directories out besides.
    #[arg(long, value_delimiter = ',', value_name = "GLOB", help_heading = "File selection")]
    pub extend_exclude: Option<Vec<String>>,
    /// Hold named files to the exclusions, too.
    #[arg(long, help_heading = "File selection")]
    pub force_exclude: bool,
    /// Look at files that `.gitignore` leaves out, too.
    #[arg(long, overrides_with = "respect_gitignore", help_heading = "File selection")]
    pub no_respect_gitignore: bool,
    /// Leave out what `.gitignore` does, whatever the configuration says.
    #[arg(long, overrides_with = "no_respect_gitignore", hide = true)]
    pub respect_gitignore: bool,
    /// Take the files listed in this file, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE", help_heading = "File selection")]
    pub files_from: Option<PathBuf>,
}

/// `pylint-rs rule`.
#[derive(Args, Clone, Debug)]
pub struct RuleArguments {
    /// The rule, by code or name.
    #[arg(required_unless_present = "all")]
    pub rule: Option<String>,
    /// Explain all rules.
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    /// Files of rules to load, or directories of such, besides those that are configured.
    #[arg(long, value_name = "PATH")]
    pub rules: Option<Vec<String>>,
    /// The format.
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub output_format: TextFormat,
}

/// `pylint-rs test`.
#[derive(Args, Clone, Debug)]
pub struct TestArguments {
    /// Files of rules, or directories of such; by default, those that are configured.
    pub paths: Vec<PathBuf>,
    /// Run the tests of this rule alone, by code or name.
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// `pylint-rs ast`.
#[derive(Args, Clone, Debug)]
pub struct AstArguments {
    /// The file; `-` is standard input.
    pub file: PathBuf,
}

/// `pylint-rs clean`.
#[derive(Args, Clone, Debug)]
pub struct CleanArguments {
    /// The cache to remove, if it is not the configured one.
    #[arg(long, value_name = "DIRECTORY", env = "PYLINT_RS_CACHE_DIR", hide_env_values = true)]
    pub cache_dir: Option<PathBuf>,
}

/// `pylint-rs config`.
#[derive(Args, Clone, Debug)]
pub struct ConfigArguments {
    /// What to show.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// `pylint-rs config …`.
#[derive(Clone, Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print the JSON Schema of configuration files.
    Schema {
        /// That of files of rules instead.
        #[arg(long)]
        rules: bool,
    },
    /// Print the settings that hold for a file, and where each comes from.
    Show {
        /// The file; it need not exist.
        file: PathBuf,
        /// Use no configuration file.
        #[arg(long)]
        isolated: bool,
    },
}

/// A rule not to run in some files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileIgnore {
    /// Which files.
    pub glob: String,
    /// The rule's selector.
    pub rule: String,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How explanations are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum TextFormat {
    /// Markdown for a person.
    Text,
    /// JSON for a program.
    Json,
}

fn parse_format(name: &str) -> Result<OutputFormat, String> {
    name.parse().map_err(|error: pylint_rs_diagnostics::UnknownFormat| error.to_string())
}

fn parse_file_ignore(text: &str) -> Result<FileIgnore, String> {
    match text.rsplit_once(':') {
        Some((glob, rule)) if !glob.trim().is_empty() && !rule.trim().is_empty() => {
            Ok(FileIgnore { glob: glob.trim().to_owned(), rule: rule.trim().to_owned() })
        }
        _ => Err("expected a glob and a rule with a colon between them: `tests/*:B018`".to_owned()),
    }
}
