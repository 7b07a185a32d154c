//! The arguments of `pylint-rs gen` where it reads Python.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pylint_rs_codegen::from_python::{Target, Untyped, is_name};

use super::generate::OutputArguments;
use super::generate_data::{AccessorsArguments, DataclassArguments, TypedDictArguments};

/// `pylint-rs gen …`: from Python that is there already, which is read and never imported.
#[derive(Clone, Debug, Subcommand)]
pub enum GenerateFrom {
    /// Write the protocol of a class: what it has and others can do without naming it.
    Protocol(ProtocolArguments),
    /// Write the stubs of modules: what they have, without how they do it.
    Stub(StubArguments),
    /// Write the TypedDict of a constant that is a literal dict.
    TypedDict(TypedDictArguments),
    /// Write a class whose `__init__` only assigns as a dataclass.
    Dataclass(DataclassArguments),
    /// Add getters and setters, or properties, to a class where it stands.
    Accessors(AccessorsArguments),
}

impl GenerateFrom {
    /// What becomes of the result; nothing if it has its place already.
    pub fn output(&self) -> Option<&OutputArguments> {
        match self {
            Self::Protocol(arguments) => Some(&arguments.output),
            Self::Stub(arguments) => Some(&arguments.output),
            Self::TypedDict(arguments) => Some(&arguments.output),
            Self::Dataclass(arguments) => Some(&arguments.output),
            Self::Accessors(_) => None,
        }
    }
}

/// `pylint-rs gen protocol`.
#[derive(Args, Clone, Debug)]
pub struct ProtocolArguments {
    /// The class: `package/module.py:Class`, `package/module.py:Outer.Inner`.
    #[arg(long, value_name = "FILE:CLASS", required = true)]
    pub from: Target,
    /// What the protocol is called; by default, the class's name and `Protocol`.
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    pub name: Option<String>,
    /// What becomes of members whose type the source does not say: `object` in its place, or
    /// nothing; by default, that is an error.
    #[arg(long, value_enum)]
    pub untyped: Option<UntypedMembers>,
    /// Where it goes.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// `pylint-rs gen stub`.
#[derive(Args, Clone, Debug)]
pub struct StubArguments {
    /// The modules.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Have names that begin with an underscore, too, although no public one needs them.
    #[arg(long)]
    pub include_private: bool,
    /// Where they go.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// What becomes of members whose type the source does not say.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum UntypedMembers {
    /// `object` stands in the type's place.
    Object,
    /// They are left out.
    Skip,
}

impl From<UntypedMembers> for Untyped {
    fn from(untyped: UntypedMembers) -> Self {
        match untyped {
            UntypedMembers::Object => Self::Object,
            UntypedMembers::Skip => Self::Skip,
        }
    }
}

pub(super) fn parse_name(text: &str) -> Result<String, String> {
    if is_name(text) {
        Ok(text.to_owned())
    } else {
        Err("that is no name that a class could have".to_owned())
    }
}
