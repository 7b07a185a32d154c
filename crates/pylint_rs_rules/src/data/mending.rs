//! The fixes of rules that are data.

use pylint_rs_diagnostics::{Applicability, Edit, Fix};
use pylint_rs_pattern::{Kept, Match, Replacement, Subject, Template, TemplateContext};
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_text_size::{Ranged, TextRange};

use super::DataFix;
use super::deletion::delete;
use crate::edits::{import_member, import_module};
use crate::{Checker, FileSettings, ParsedFile};

/// The fix of one match.
#[derive(Clone, Debug)]
pub struct Mending {
    /// The fix.
    pub fix: Fix,
    /// The parts of the match that are in it as they were.
    pub kept: Vec<Kept>,
}

/// The fixes of matches in a file, each by itself: what a search puts in their place. Nothing where
/// the template makes no Python of a match, or an import it needs cannot be had.
pub fn mend_all<'a>(
    file: &'a ParsedFile<'a>,
    semantic: &'a Semantic<'a>,
    settings: &'a FileSettings,
    fix: &DataFix,
    found: &[Match<'a>],
) -> Vec<Option<Mending>> {
    let checker = Checker::new(file, semantic, settings);
    let subject = Subject { path: file.path, text: file.text, tokens: file.tokens(), semantic };
    found.iter().map(|found| mend(&checker, &subject, fix, found)).collect()
}

/// The fix of one match, as [`mend_all`] gives it.
pub(crate) fn mend<'a>(
    checker: &Checker<'a>,
    subject: &Subject<'a>,
    fix: &DataFix,
    found: &Match<'a>,
) -> Option<Mending> {
    match fix {
        DataFix::Template { template, applicability, imports } => {
            let mut edits = Vec::new();
            let mut renames = Vec::new();
            for import in imports {
                let at = place_of(checker, found)?;
                let (edit, old, new) = imported(checker, template, import, at)?;
                // Two members may be wanted of one import.
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
                renames.push((old, new));
            }
            let context =
                TemplateContext { target_version: checker.target_version(), renames: &renames };
            let (mut group, mut unchanged) = (None, Vec::new());
            match template.apply(found, subject, context).ok()? {
                Replacement::Text { range, content, kept } => {
                    if checker.source()[range] == content {
                        return None;
                    }
                    edits.push(Edit::replacement(content, range));
                    unchanged = kept;
                }
                Replacement::Deletion => {
                    let deletion = delete(checker, found)?;
                    edits.extend(deletion.edits);
                    group = deletion.group;
                }
            }
            if overlap(&edits) {
                return None;
            }
            let fix = Fix::new(edits, *applicability);
            let fix = match group {
                Some(group) => fix.isolated(group),
                None => fix,
            };
            Some(Mending { fix, kept: unchanged })
        }
        DataFix::Regex { regex, replacement, count } => {
            let text = checker.text(found);
            let replaced = regex.replace(text, replacement, *count).ok()?;
            (replaced != text).then(|| {
                let edit = Edit::replacement(replaced, found.range);
                let fix = Fix::new(vec![edit], Applicability::Unsafe);
                Mending { fix, kept: Vec::new() }
            })
        }
    }
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
