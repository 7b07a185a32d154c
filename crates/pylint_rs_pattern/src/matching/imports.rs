//! Imports: what is imported, however the statement is written.

use std::borrow::Cow;

use ruff_python_ast::{Alias, AnyNodeRef};
use ruff_text_size::{Ranged, TextRange};

use super::attempt::{Attempt, Next};
use crate::Capture;
use crate::pattern::tree::{ImportPattern, ImportedName, NamePattern};

/// A `from` import in a pattern: dots, module, names.
type FromPattern<'m> = (u32, Option<&'m NamePattern>, &'m [ImportedName]);

/// The module of a `from` import: its dots, and its name.
type Module<'a> = (u32, Option<&'a str>);

impl<'m, 'a> Attempt<'m, 'a> {
    pub(super) fn import(
        &mut self,
        pattern: &'m ImportPattern,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match pattern {
            ImportPattern::Import(names) => self.each_import(names, node, next),
            ImportPattern::From { level, module, names } => match node {
                AnyNodeRef::StmtImportFrom(statement) => {
                    let found = (statement.level, statement.module.as_deref());
                    let range = statement
                        .module
                        .as_ref()
                        .map_or_else(|| TextRange::at(statement.start(), 0.into()), Ranged::range);
                    self.each_from(
                        (*level, module.as_ref(), names),
                        found,
                        range,
                        &statement.names,
                        next,
                    )
                }
                AnyNodeRef::StmtImport(statement) => {
                    // `import a.b` is an import of `b` from `a`.
                    let (0, Some(NamePattern::Exact(module))) = (level, module) else {
                        return false;
                    };
                    let are_there = names.iter().all(|(name, alias)| {
                        let NamePattern::Exact(name) = name else { return false };
                        alias.is_none()
                            && statement.names.iter().any(|found| {
                                let mut parts = found.name.split('.');
                                module
                                    .split('.')
                                    .chain([&**name])
                                    .all(|wanted| parts.next() == Some(wanted))
                            })
                    });
                    are_there && next(self)
                }
                _ => false,
            },
        }
    }

    /// `import a.b as c`
    fn each_import(
        &mut self,
        names: &'m [ImportedName],
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some(((name, alias), rest)) = names.split_first() else { return next(self) };
        let mut rest_matches = |attempt: &mut Self| attempt.each_import(rest, node, next);
        match node {
            AnyNodeRef::StmtImport(statement) => statement.names.iter().any(|found| {
                self.imported_module(name, found, &mut |attempt| {
                    attempt.alias(alias.as_ref(), found, &mut rest_matches)
                })
            }),
            AnyNodeRef::StmtImportFrom(statement) if alias.is_none() && statement.level == 0 => {
                let Some(module) = &statement.module else { return false };
                match name {
                    NamePattern::Exact(wanted) => {
                        statement.names.iter().any(|found| {
                            let mut parts = module.split('.').chain([found.name.as_str()]);
                            wanted.split('.').all(|wanted| parts.next() == Some(wanted))
                        }) && rest_matches(self)
                    }
                    NamePattern::Anything => rest_matches(self),
                    NamePattern::Metavariable(variable) => statement.names.iter().any(|found| {
                        let text = Cow::Owned(format!("{module}.{}", found.name));
                        let range = module.range().cover(found.range());
                        self.bind(*variable, Capture::Text { text, range }, &mut rest_matches)
                    }),
                    NamePattern::Partial { .. } | NamePattern::Dotted(_) => false,
                }
            }
            _ => false,
        }
    }

    /// Whether `import a` is `import a.b`: the module, or one in it.
    fn imported_module(
        &mut self,
        pattern: &'m NamePattern,
        found: &'a Alias,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match pattern {
            NamePattern::Exact(wanted) => {
                let mut parts = found.name.split('.');
                wanted.split('.').all(|wanted| parts.next() == Some(wanted)) && next(self)
            }
            _ => self.name(pattern, found.name.as_str(), found.name.range, next),
        }
    }

    fn alias(
        &mut self,
        pattern: Option<&'m NamePattern>,
        found: &'a Alias,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match (pattern, &found.asname) {
            (None, _) => next(self),
            (Some(pattern), Some(name)) => self.name(pattern, name.as_str(), name.range, next),
            (Some(_), None) => false,
        }
    }

    /// `from a import b as c`
    fn each_from(
        &mut self,
        (level, module, names): FromPattern<'m>,
        found: Module<'a>,
        range: TextRange,
        aliases: &'a [Alias],
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let is_any_module =
            matches!(module, Some(NamePattern::Metavariable(_) | NamePattern::Anything));
        if found.0 != level && !(is_any_module && level == 0) {
            return false;
        }
        let mut names_match = |attempt: &mut Self| attempt.names_from(names, aliases, next);
        match (module, found.1) {
            (None, _) => names_match(self),
            (Some(NamePattern::Exact(wanted)), Some(module)) => {
                if **wanted == *module {
                    return names_match(self);
                }
                // `from a import b` is `from a.b import c`.
                let rest = module.strip_prefix(&**wanted).and_then(|rest| rest.strip_prefix('.'));
                match (rest, names) {
                    (Some(rest), [(NamePattern::Exact(name), None)]) => {
                        rest.split('.').next() == Some(name) && next(self)
                    }
                    (Some(_), [(NamePattern::Metavariable(_), None)]) => names_match(self),
                    _ => false,
                }
            }
            (Some(NamePattern::Metavariable(variable)), module) => {
                let dots = ".".repeat(found.0 as usize);
                let text = match (found.0, module) {
                    (0, Some(module)) => Cow::Borrowed(module),
                    (_, module) => Cow::Owned(format!("{dots}{}", module.unwrap_or_default())),
                };
                self.bind(*variable, Capture::Text { text, range }, &mut names_match)
            }
            (Some(NamePattern::Anything), _) => names_match(self),
            (Some(pattern), Some(module)) => self.name(pattern, module, range, &mut names_match),
            (Some(_), None) => false,
        }
    }

    /// Each name of the pattern is one of the statement's.
    fn names_from(
        &mut self,
        names: &'m [ImportedName],
        aliases: &'a [Alias],
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let gaps = names.iter().take_while(|(name, _)| *name == NamePattern::Anything).count();
        let Some(((name, alias), rest)) = names[gaps..].split_first() else { return next(self) };
        aliases.iter().any(|found| {
            let is_star = found.name.as_str() == "*";
            if is_star && !matches!(name, NamePattern::Exact(wanted) if &**wanted == "*") {
                return false;
            }
            self.name(name, found.name.as_str(), found.name.range, &mut |attempt| {
                attempt.alias(alias.as_ref(), found, &mut |attempt| {
                    attempt.names_from(rest, aliases, next)
                })
            })
        })
    }
}
