//! The arguments of `pylint-rs gen` where it changes classes, or makes data types of what is there.

use clap::Args;
use pylint_rs_codegen::accessors::Style;
use pylint_rs_codegen::from_python::Target;

use super::Color;
use super::generate::{OutputArguments, parse_target_version};
use super::generate_from::{UntypedMembers, parse_name};

/// `pylint-rs gen dataclass`.
#[derive(Args, Clone, Debug)]
pub struct DataclassArguments {
    /// The class: `package/module.py:Class`, `package/module.py:Outer.Inner`.
    #[arg(long, value_name = "FILE:CLASS", required = true)]
    pub from: Target,
    /// Make instances that cannot be changed.
    #[arg(long)]
    pub frozen: bool,
    /// Leave instances equal to themselves only, and in sets and keys as before.
    #[arg(long)]
    pub keep_identity: bool,
    /// Take `None` for an argument that is not given, where it stands for a new list or the like:
    /// the field then has a `default_factory`, and nothing is put in the place of `None`.
    #[arg(long)]
    pub none_is_missing: bool,
    /// What becomes of attributes whose type the source does not show; by default, that is an
    /// error.
    #[arg(long, value_enum)]
    pub untyped: Option<UntypedFields>,
    /// Where it goes.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// What becomes of fields whose type the source does not show.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum UntypedFields {
    /// `object` stands in the type's place.
    Object,
}

/// `pylint-rs gen typed-dict`.
#[derive(Args, Clone, Debug)]
pub struct TypedDictArguments {
    /// The constant, a dict or a list of dicts: `package/module.py:CONSTANT`.
    #[arg(long, value_name = "FILE:CONSTANT", required = true)]
    pub from: Target,
    /// What the TypedDict is called; by default, as the constant is.
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    pub name: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// `pylint-rs gen accessors`.
#[derive(Args, Clone, Debug)]
pub struct AccessorsArguments {
    /// The class that gets them: `package/module.py:Class`, `package/module.py:Outer.Inner`.
    #[arg(long = "in", value_name = "FILE:CLASS", required = true)]
    pub class: Target,
    /// How attributes are to be reached.
    #[arg(long, value_enum, default_value_t = AccessorStyle::Methods)]
    pub style: AccessorStyle,
    /// The attributes that get them, with commas between; by default, all whose names do not begin
    /// with an underscore.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave out all that sets attributes.
    #[arg(long)]
    pub readonly: bool,
    /// What becomes of attributes whose type the source does not show: `object` in its place, or
    /// nothing; by default, that is an error.
    #[arg(long, value_enum)]
    pub untyped: Option<UntypedMembers>,
    /// The oldest Python that the file must run on, such as 3.11; by default, what the
    /// configuration says of the project.
    #[arg(long, value_name = "VERSION", value_parser = parse_target_version)]
    pub target_version: Option<u8>,
    /// Write nothing, and fail with a diff if the class lacks accessors.
    #[arg(long, conflicts_with = "diff")]
    pub check: bool,
    /// Write nothing, and show what would change.
    #[arg(long)]
    pub diff: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// How attributes are to be reached.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum AccessorStyle {
    /// By `get_x` and `set_x`.
    Methods,
    /// By properties.
    Property,
}

impl From<AccessorStyle> for Style {
    fn from(style: AccessorStyle) -> Self {
        match style {
            AccessorStyle::Methods => Self::Methods,
            AccessorStyle::Property => Self::Property,
        }
    }
}
