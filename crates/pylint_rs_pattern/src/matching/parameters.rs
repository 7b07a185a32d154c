//! Parameters of functions and lambdas.

use ruff_python_ast::{AnyNodeRef, Expr, Parameter, ParameterWithDefault, Parameters};
use ruff_text_size::TextRange;
use smallvec::SmallVec;

use super::attempt::{Attempt, Next, range_of};
use crate::Capture;
use crate::pattern::tree::ParameterPattern;

/// What stands between commas.
#[derive(Clone, Copy)]
enum Entry<'a> {
    PositionalOnlyMarker,
    KeywordOnlyMarker,
    Parameter {
        node: AnyNodeRef<'a>,
        parameter: &'a Parameter,
        default: Option<&'a Expr>,
        stars: u8,
    },
}

type Entries<'a> = SmallVec<[Entry<'a>; 8]>;

fn plain(parameter: &ParameterWithDefault) -> Entry<'_> {
    Entry::Parameter {
        node: parameter.into(),
        parameter: &parameter.parameter,
        default: parameter.default.as_deref(),
        stars: 0,
    }
}

fn entries(parameters: Option<&Parameters>) -> Entries<'_> {
    let mut entries = Entries::new();
    let Some(parameters) = parameters else { return entries };
    entries.extend(parameters.posonlyargs.iter().map(plain));
    if !entries.is_empty() {
        entries.push(Entry::PositionalOnlyMarker);
    }
    entries.extend(parameters.args.iter().map(plain));
    match &parameters.vararg {
        Some(parameter) => {
            let node = (&**parameter).into();
            entries.push(Entry::Parameter { node, parameter, default: None, stars: 1 });
        }
        None if !parameters.kwonlyargs.is_empty() => entries.push(Entry::KeywordOnlyMarker),
        None => {}
    }
    entries.extend(parameters.kwonlyargs.iter().map(plain));
    if let Some(parameter) = &parameters.kwarg {
        let node = (&**parameter).into();
        entries.push(Entry::Parameter { node, parameter, default: None, stars: 2 });
    }
    entries
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches parameters, in order.
    pub(super) fn parameters(
        &mut self,
        patterns: &'m [ParameterPattern],
        parameters: Option<&'a Parameters>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if matches!(patterns, [ParameterPattern::Gap]) {
            return next(self);
        }
        let empty = parameters.map_or_else(TextRange::default, |parameters| parameters.range);
        self.entries(patterns, &entries(parameters), empty, next)
    }

    fn entries(
        &mut self,
        patterns: &'m [ParameterPattern],
        entries: &[Entry<'a>],
        place: TextRange,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let Some((first, rest)) = patterns.split_first() else {
            return entries.is_empty() && next(self);
        };
        match first {
            ParameterPattern::Gap if rest.is_empty() => next(self),
            ParameterPattern::Gap => (0..=entries.len())
                .any(|skipped| self.entries(rest, &entries[skipped..], place, next)),
            ParameterPattern::Many(variable) => (0..=entries.len()).any(|count| {
                if self.steps == 0 {
                    return false;
                }
                let nodes: Box<[AnyNodeRef<'a>]> = entries[..count]
                    .iter()
                    .filter_map(|entry| match entry {
                        Entry::Parameter { node, .. } => Some(*node),
                        _ => None,
                    })
                    .collect();
                let range = match (nodes.first(), nodes.last()) {
                    (Some(first), Some(last)) => range_of(*first).cover(range_of(*last)),
                    _ => TextRange::empty(place.start()),
                };
                self.bind(*variable, Capture::Nodes { nodes, range }, &mut |attempt| {
                    attempt.entries(rest, &entries[count..], place, next)
                })
            }),
            ParameterPattern::PositionalOnlyMarker => {
                matches!(entries.first(), Some(Entry::PositionalOnlyMarker))
                    && self.entries(rest, &entries[1..], place, next)
            }
            ParameterPattern::KeywordOnlyMarker => {
                matches!(entries.first(), Some(Entry::KeywordOnlyMarker))
                    && self.entries(rest, &entries[1..], place, next)
            }
            ParameterPattern::Parameter { stars, name, annotation, default } => {
                let Some(Entry::Parameter { parameter, default: found, stars: written, .. }) =
                    entries.first()
                else {
                    return false;
                };
                if stars != written {
                    return false;
                }
                let mut wanted: SmallVec<[_; 2]> = SmallVec::new();
                for (pattern, part) in
                    [(annotation, parameter.annotation.as_deref()), (default, *found)]
                {
                    match (pattern, part) {
                        (None, _) => {}
                        (Some(_), None) => return false,
                        (Some(id), Some(part)) => wanted.push((*id, part)),
                    }
                }
                self.name(name, parameter.name.as_str(), parameter.name.range, &mut |attempt| {
                    attempt.pairs(&wanted, &mut |attempt| {
                        attempt.entries(rest, &entries[1..], place, next)
                    })
                })
            }
        }
    }
}
