//! Compiling templates.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::lexing::{Lexed, Mention, mentions};
use super::reading::{Form, Reading};
use super::source_text::{dedented, in_source, trimmed};
use super::transform::Transform;
use crate::{MetavariableId, PatternError, Vocabulary};

/// How long a template may be: brackets nested as deep as that are no danger.
const LONGEST: usize = 1 << 14;

/// What a match is replaced by: Python with metavariables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Template {
    source: Box<str>,
    pub(super) lexed: Lexed,
    /// What the mentions stand for.
    pub(super) sources: Vec<Source>,
    pub(super) transforms: Vec<Transform>,
    /// What the transforms are made of.
    pub(super) transform_sources: Vec<Source>,
    #[serde(skip)]
    pub(super) readings: Readings,
    pub(super) is_text: bool,
}

/// The template read as each of the forms, once it is asked for.
pub(super) type Readings = [OnceLock<Option<Reading>>; FORMS.len()];

pub(super) const FORMS: [Form; 8] = [
    Form::Expression,
    Form::Statements,
    Form::Arguments,
    Form::Parameters,
    Form::Decorators,
    Form::Names,
    Form::WithItems,
    Form::Handlers,
];

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Source {
    Capture(MetavariableId),
    Transform(usize),
    /// Nothing the pattern has: it is left as it is.
    Unknown,
}

impl Template {
    /// Compiles a template. `transforms` are names it may use besides the vocabulary's.
    ///
    /// # Errors
    /// If it is no part of Python, or mentions what the vocabulary does not have; the span is one
    /// of `source`.
    pub fn parse(
        source: &str,
        vocabulary: &Vocabulary,
        transforms: Vec<Transform>,
    ) -> Result<Self, PatternError> {
        let template = Self::new(source, vocabulary, transforms)?;
        template.check().map_err(|error| in_source(source, error))?;
        Ok(template)
    }

    fn check(&self) -> Result<(), PatternError> {
        for (mention, source) in self.lexed.mentions.iter().zip(&self.sources) {
            if matches!(source, Source::Unknown) {
                return Err(unknown(mention));
            }
        }
        if self.is_deletion() {
            return Ok(());
        }
        let mut reason = None;
        for form in FORMS {
            match Reading::new(form, &self.lexed) {
                Ok(reading) => {
                    let _ = self.readings[form as usize].set(Some(reading));
                    return Ok(());
                }
                // As statements it has the parser's view of the whole.
                Err(error) if form == Form::Statements => reason = Some(error),
                Err(error) => {
                    reason.get_or_insert(error);
                }
            }
        }
        Err(reason.expect("there are forms"))
    }

    /// A template that is no Python: captures are put in as text. What the vocabulary does not
    /// have is left as it is.
    ///
    /// # Errors
    /// If it is too long.
    pub fn text(source: &str, vocabulary: &Vocabulary) -> Result<Self, PatternError> {
        let mut template = Self::new(source, vocabulary, Vec::new())?;
        template.is_text = true;
        Ok(template)
    }

    fn new(
        source: &str,
        vocabulary: &Vocabulary,
        transforms: Vec<Transform>,
    ) -> Result<Self, PatternError> {
        if source.len() > LONGEST {
            let message = format!("a template has {LONGEST} bytes at most");
            return Err(PatternError::new(message, 0..source.len()));
        }
        let (_, shared, trimmed) = trimmed(source);
        let body = dedented(trimmed, shared);
        let position = |name: &str| transforms.iter().position(|one| &*one.name == name);
        let source_of = |name: &str, limit: usize| match position(name) {
            Some(index) if index < limit => Source::Transform(index),
            _ => vocabulary.get(name).map_or(Source::Unknown, Source::Capture),
        };
        let mut transform_sources = Vec::new();
        for (index, transform) in transforms.iter().enumerate() {
            let of = source_of(
                transform.source.trim_start_matches('$').trim_start_matches("..."),
                index,
            );
            if matches!(of, Source::Unknown) {
                let message = format!(
                    "`${}` is made of `{}`, which nothing binds",
                    transform.name, transform.source
                );
                return Err(PatternError::new(message, 0..0));
            }
            transform_sources.push(of);
        }
        let mentioned = mentions(&body);
        let sources = mentioned
            .iter()
            .map(|mention| match mention.name.as_str() {
                "_" => Source::Unknown,
                name => source_of(name, transforms.len()),
            })
            .collect();
        let lexed = Lexed::new(&body, mentioned);
        Ok(Self {
            source: source.into(),
            lexed,
            sources,
            transforms,
            transform_sources,
            readings: Readings::default(),
            is_text: false,
        })
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The metavariables it mentions, itself or by what its transforms are made of.
    pub fn metavariables(&self) -> impl Iterator<Item = MetavariableId> + '_ {
        self.sources.iter().chain(&self.transform_sources).filter_map(|source| match source {
            Source::Capture(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether matches are deleted.
    pub fn is_deletion(&self) -> bool {
        self.lexed.python.trim().is_empty()
    }
}

fn unknown(mention: &Mention) -> PatternError {
    let message = if mention.name == "_" {
        "`$_` stands for anything, and for nothing that can be written: name it".to_owned()
    } else {
        format!("Unknown metavariable `${}`: no pattern has it", mention.name)
    };
    PatternError::new(message, mention.span.clone())
}
