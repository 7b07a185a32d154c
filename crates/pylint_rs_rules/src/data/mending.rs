//! The fixes of rules that are data.

use std::sync::Arc;

use pylint_rs_diagnostics::{Edit, Fix};
use pylint_rs_pattern::{
    Match, Refusal, Replacement, SearchTooLong, Subject, Template, TemplateContext,
};
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_text_size::{Ranged, TextRange};
use thiserror::Error;

use super::deletion::{Deletion, delete};
use crate::edits::{import_member, import_module};
use crate::{Checker, DataFix, DataRule, FileSettings, ParsedFile};

/// Why a match is not mended.
#[derive(Clone, Debug, Error)]
pub enum Unmended {
    /// The template makes no Python of it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A name the template needs means something else there, or its import would come too late.
    #[error("`{0}` cannot be imported for it")]
    Import(String),
    /// What was found cannot be left out where it is.
    #[error("what was found cannot be left out where it is")]
    Indispensable,
    /// It is what the fix would make of it.
    #[error("it would not change")]
    Unchanged,
    /// The fix's regular expression takes too long.
    #[error(transparent)]
    TooLong(#[from] SearchTooLong),
}

/// The fixes of matches in a file, each by itself: what a search puts in their place.
pub fn mend_all<'a>(
    file: &'a ParsedFile<'a>,
    semantic: &'a Semantic<'a>,
    settings: &'a FileSettings,
    rule: &DataRule,
    found: &[Match<'a>],
) -> Vec<Result<Fix, Unmended>> {
    let checker = Checker::new(file, semantic, settings);
    let subject = Subject { path: file.path, text: file.text, tokens: file.tokens(), semantic };
    found.iter().map(|found| mend(&checker, &subject, rule, found)).collect()
}

/// The fix of one match, as [`mend_all`] gives it.
///
/// # Errors
/// If there is nothing to mend it by.
pub(crate) fn mend<'a>(
    checker: &Checker<'a>,
    subject: &Subject<'a>,
    rule: &DataRule,
    found: &Match<'a>,
) -> Result<Fix, Unmended> {
    let fix = rule.fix.as_ref().ok_or(Unmended::Unchanged)?;
    match fix {
        DataFix::Template { template, applicability: _, imports } => {
            let patterns = rule.formula.pattern_text();
            let replacement = replaced(checker, subject, (template, &patterns), imports, found)?;
            let made = Fix::new(replacement.edits, fix.applicability());
            Ok(match replacement.group {
                Some(group) => made.isolated(group),
                None => made,
            })
        }
        DataFix::Regex { regex, replacement, count } => {
            let text = checker.text(found);
            let replaced = regex.replace(text, replacement, *count)?;
            if replaced == text {
                return Err(Unmended::Unchanged);
            }
            Ok(Fix::new(vec![Edit::replacement(replaced, found.range)], fix.applicability()))
        }
    }
}

fn replaced<'a>(
    checker: &Checker<'a>,
    subject: &Subject<'a>,
    (template, patterns): (&Template, &str),
    imports: &[Arc<str>],
    found: &Match<'a>,
) -> Result<Deletion, Unmended> {
    let mut edits = Vec::new();
    let mut renames = Vec::new();
    let place = place_of(checker, found);
    let implied = place.map(|at| implied_modules(checker, template, patterns, at));
    let implied = implied.unwrap_or_default();
    for import in imports.iter().map(|import| &**import).chain(implied) {
        let missing = || Unmended::Import(import.to_owned());
        let at = place.ok_or_else(missing)?;
        let (edit, old, new) = imported(checker, template, import, at).ok_or_else(missing)?;
        // Two members may be wanted of one import.
        if !edits.contains(&edit) {
            edits.push(edit);
        }
        renames.push((old, new));
    }
    let context =
        TemplateContext { target_version: checker.target_version(), patterns, renames: &renames };
    let mut group = None;
    match template.apply(found, subject, context)? {
        Replacement::Text { range, content } => {
            if checker.source()[range] == content {
                return Err(Unmended::Unchanged);
            }
            edits.push(Edit::replacement(content, range));
        }
        Replacement::Deletion => {
            let deletion = delete(checker, found).ok_or(Unmended::Indispensable)?;
            edits.extend(deletion.edits);
            group = deletion.group;
        }
    }
    if overlap(&edits) {
        return Err(Unmended::Import(imports.join("`, `")));
    }
    Ok(Deletion { edits, group })
}

/// Whether edits are in each other's way: an import and what is replaced beside it.
fn overlap(edits: &[Edit]) -> bool {
    let mut ranges: Vec<TextRange> = edits.iter().map(Ranged::range).collect();
    ranges.sort_by_key(|range| (range.start(), range.end()));
    ranges.windows(2).any(|pair| pair[0].end() > pair[1].start())
}

/// The node a match is in, for finding what its names mean.
fn place_of(checker: &Checker<'_>, found: &Match<'_>) -> Option<NodeId> {
    let nodes = checker.semantic().nodes();
    found.node.and_then(|node| nodes.try_id(node))
}

/// The modules that template and pattern call by their own names, and the file by others: it says
/// `rq.get`, or only `get`, where they say `requests.get`.
fn implied_modules<'a>(
    checker: &Checker<'a>,
    template: &Template,
    patterns: &str,
    at: NodeId,
) -> Vec<&'a str> {
    let semantic = checker.semantic();
    let scope = semantic.node(at).scope;
    let mut modules: Vec<&'a str> = Vec::new();
    for (id, path) in semantic.imports() {
        let Some(root) = path.first().copied() else { continue };
        if semantic.binding(id).name != root
            && !modules.contains(&root)
            && template.uses_name(root)
            && begins_dotted_name(patterns, root)
            && semantic.lookup(root, scope).is_none()
        {
            modules.push(root);
        }
    }
    modules
}

/// Whether a dotted name in some patterns begins so.
fn begins_dotted_name(patterns: &str, root: &str) -> bool {
    patterns.match_indices(root).any(|(start, _)| {
        let before = patterns[..start].chars().next_back();
        let is_start = before.is_none_or(|it| !it.is_alphanumeric() && !"._$".contains(it));
        is_start && patterns[start + root.len()..].starts_with('.')
    })
}

/// The edit that makes what a dotted name stands for usable, what the template calls it, and what
/// it is to be called.
fn imported(
    checker: &Checker<'_>,
    template: &Template,
    dotted: &str,
    at: NodeId,
) -> Option<(Edit, String, String)> {
    let Some((module, member)) = dotted.rsplit_once('.') else {
        let (edit, name) = import_module(checker, dotted, at)?;
        return Some((edit, dotted.to_owned(), name));
    };
    let root = module.split('.').next().unwrap_or(module);
    if template.uses_name(member) || !template.uses_name(root) {
        let (edit, name) = import_member(checker, module, member, at)?;
        return Some((edit, member.to_owned(), name));
    }
    // `pathlib.Path` written out. A module within another is called by all its names.
    let (edit, name) = import_module(checker, module, at)?;
    let is_written_out = name == module || module == root;
    is_written_out.then(|| {
        let name = if module == root { name } else { root.to_owned() };
        (edit, root.to_owned(), name)
    })
}
