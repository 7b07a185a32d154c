//! The arguments of `pylint-rs gen`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pylint_rs_codegen::Input;
use pylint_rs_codegen::json_schema::Shape;

use super::Color;
use super::generate_from::GenerateFrom;

/// `pylint-rs gen`.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct GenerateArguments {
    /// From what else, if not from specs.
    #[command(subcommand)]
    pub from: Option<GenerateFrom>,
    /// Specs, in TOML, JSON or YAML, JSON Schemas, OpenAPI documents, or sample data; `-` is
    /// standard input. Or files of Python, in which the regions are generated. Without any, all
    /// that the table `[gen]` of the configuration lists is generated.
    pub specs: Vec<PathBuf>,
    /// What objects of a schema become; by default, TypedDicts.
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// What a schema's outermost type is called.
    #[arg(long, value_name = "NAME")]
    pub root_name: Option<String>,
    /// What the specs are written in; by default that is found out.
    #[arg(long, value_enum)]
    pub input: Option<InputKind>,
    /// What becomes of the result.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// What becomes of that which is generated, whatever it is generated from.
#[derive(Args, Clone, Debug)]
pub struct OutputArguments {
    /// Write to this file, or, of several, into this directory, instead of to standard output.
    #[arg(long, short = 'o', value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// The oldest Python that the result must run on, such as 3.11; by default, what the
    /// configuration says of the project.
    #[arg(long, value_name = "VERSION", value_parser = parse_target_version)]
    pub target_version: Option<u8>,
    /// Write nothing, and fail with a diff if files are not what they would be written as.
    #[arg(long, conflicts_with = "diff")]
    pub check: bool,
    /// Write nothing, and show what would change.
    #[arg(long)]
    pub diff: bool,
    /// Generate again whenever a file changes that the result depends on, until interrupted.
    #[arg(long, conflicts_with_all = ["check", "diff"])]
    pub watch: bool,
    /// Overwrite what was written by hand, too.
    #[arg(long, conflicts_with_all = ["check", "diff"])]
    pub force: bool,
    /// Delete files that an earlier run generated and that no spec asks for any more.
    #[arg(long, conflicts_with_all = ["check", "diff"])]
    pub prune: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// What objects of a schema become.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// TypedDicts.
    TypedDict,
    /// Dataclasses.
    Dataclass,
    /// NamedTuples.
    NamedTuple,
    /// Plain classes.
    Class,
    /// Classes with properties.
    PropertyClass,
    /// Protocols with attributes.
    Protocol,
}

impl From<Kind> for Shape {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::TypedDict => Self::TypedDict,
            Kind::Dataclass => Self::Dataclass,
            Kind::NamedTuple => Self::NamedTuple,
            Kind::Class => Self::Class,
            Kind::PropertyClass => Self::PropertyClass,
            Kind::Protocol => Self::Protocol,
        }
    }
}

/// What a spec is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum InputKind {
    /// Our own tables, in TOML.
    Toml,
    /// Our own tables, in JSON.
    Json,
    /// Our own tables, in YAML.
    Yaml,
    /// JSON Schema, in JSON or YAML.
    JsonSchema,
    /// OpenAPI 3 or Swagger 2, in JSON or YAML.
    #[value(name = "openapi")]
    OpenApi,
    /// Values whose type is wanted: JSON, JSON Lines or YAML.
    Sample,
}

impl From<InputKind> for Input {
    fn from(kind: InputKind) -> Self {
        match kind {
            InputKind::Toml => Self::Toml,
            InputKind::Json => Self::Json,
            InputKind::Yaml => Self::Yaml,
            InputKind::JsonSchema => Self::JsonSchema,
            InputKind::OpenApi => Self::OpenApi,
            InputKind::Sample => Self::Sample,
        }
    }
}

/// The minor version of a Python 3 that code can be generated for.
pub fn parse_target_version(text: &str) -> Result<u8, String> {
    let minor = text
        .strip_prefix("3.")
        .or_else(|| text.strip_prefix("py3"))
        .and_then(|minor| minor.parse().ok());
    minor
        .filter(|minor| (9..=14).contains(minor))
        .ok_or_else(|| "code can be generated for Python 3.9 to 3.14".to_owned())
}
