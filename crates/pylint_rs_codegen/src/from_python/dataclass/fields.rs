//! The fields of a dataclass that is to be.

use ruff_text_size::{TextRange, TextSize};

/// A field.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// Its type, as it is written.
    pub(super) annotation: String,
    /// Its value when none is given.
    pub(super) default: Default,
    /// How it is given.
    pub(super) passing: Passing,
    /// Where `__init__` speaks of it: the parameter, then the assignment.
    pub(super) places: Vec<TextRange>,
    /// Where the class's body declares it already, and the end of that declaration.
    pub(super) declared: Option<TextSize>,
}

/// A field's value when none is given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Default {
    /// It must be given, or is set later.
    None,
    /// This one.
    Value(String),
    /// What calling this gives.
    Factory(String),
}

/// How a field is given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Passing {
    /// By position or by keyword.
    Any,
    /// By keyword only.
    Keyword,
    /// To `__post_init__` only, by position or by keyword.
    Init { is_keyword: bool },
    /// Not at all.
    Never,
}

impl Field {
    /// Whether it is a parameter of `__init__`.
    pub(super) fn is_parameter(&self) -> bool {
        self.passing != Passing::Never
    }

    /// Whether it is given by keyword only.
    pub(super) fn is_keyword_only(&self) -> bool {
        matches!(self.passing, Passing::Keyword | Passing::Init { is_keyword: true })
    }

    /// What follows `name: annotation`.
    pub(super) fn value(&self, names: &Names) -> Option<String> {
        let field = &names.field;
        let is_set_later = self.passing == Passing::Never;
        match (&self.default, is_set_later) {
            (Default::None, false) => None,
            (Default::None, true) => Some(format!("{field}(init=False)")),
            (Default::Value(value), false) => Some(value.clone()),
            (Default::Value(value), true) => Some(format!("{field}(default={value}, init=False)")),
            (Default::Factory(factory), false) => {
                Some(format!("{field}(default_factory={factory})"))
            }
            (Default::Factory(factory), true) => {
                Some(format!("{field}(default_factory={factory}, init=False)"))
            }
        }
    }

    /// Its annotation, as the class has it.
    pub(super) fn annotation(&self, names: &Names) -> String {
        match self.passing {
            Passing::Init { .. } => format!("{}[{}]", names.init_var, self.annotation),
            _ => self.annotation.clone(),
        }
    }
}

/// What members of `dataclasses` are called in the class.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) dataclass: String,
    pub(super) field: String,
    pub(super) init_var: String,
    pub(super) keyword_only: String,
}

impl Names {
    /// Their names alone, or, if those are taken, with the module's before them.
    pub(super) fn new(is_taken: impl Fn(&str) -> bool) -> Self {
        let members = ["dataclass", "field", "InitVar", "KW_ONLY"];
        let prefix = if members.into_iter().any(is_taken) { "dataclasses." } else { "" };
        let name = |member: &str| format!("{prefix}{member}");
        Self {
            dataclass: name("dataclass"),
            field: name("field"),
            init_var: name("InitVar"),
            keyword_only: name("KW_ONLY"),
        }
    }
}
