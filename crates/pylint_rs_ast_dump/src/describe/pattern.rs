//! Patterns of `match` statements.

use ruff_python_ast::{Pattern, Singleton};

use crate::description::{Description, Value};

/// Describes one pattern.
pub(crate) fn describe(pattern: &Pattern) -> Description<'_> {
    match pattern {
        Pattern::MatchValue(pattern) => {
            Description::new("MatchValue").field("value", &pattern.value)
        }
        Pattern::MatchSingleton(pattern) => Description::new("MatchSingleton").word(
            "value",
            match pattern.value {
                Singleton::None => "None",
                Singleton::True => "True",
                Singleton::False => "False",
            },
        ),
        Pattern::MatchSequence(pattern) => {
            Description::new("MatchSequence").list("patterns", &pattern.patterns)
        }
        Pattern::MatchMapping(pattern) => Description::new("MatchMapping")
            .list("keys", &pattern.keys)
            .list("patterns", &pattern.patterns)
            .optional("rest", pattern.rest.as_ref()),
        Pattern::MatchClass(pattern) => {
            let keywords = &pattern.arguments.keywords;
            Description::new("MatchClass")
                .field("cls", &pattern.cls)
                .list("patterns", &pattern.arguments.patterns)
                .list("kwd_attrs", keywords.iter().map(|keyword| Value::from(&keyword.attr)))
                .list("kwd_patterns", keywords.iter().map(|keyword| Value::from(&keyword.pattern)))
        }
        Pattern::MatchStar(pattern) => {
            Description::new("MatchStar").optional("name", pattern.name.as_ref())
        }
        Pattern::MatchAs(pattern) => Description::new("MatchAs")
            .optional("pattern", pattern.pattern.as_ref())
            .optional("name", pattern.name.as_ref()),
        Pattern::MatchOr(pattern) => {
            Description::new("MatchOr").list("patterns", &pattern.patterns)
        }
    }
}
