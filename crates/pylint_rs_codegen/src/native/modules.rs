//! What the modules of one spec take from each other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::File;
use super::reader::Reader;
use crate::expressions::{Role, for_each_expression};
use crate::free_names::free_names;
use crate::model::Import;
use crate::names::{UnknownName, bound_name};

/// Imports the names that are nothing in their own module, but something in another; what is nothing
/// anywhere is told.
pub(super) fn link(files: &mut [File], unknown: Vec<Vec<UnknownName>>, reader: &mut Reader<'_>) {
    let mut homes: FxHashMap<String, Vec<(Option<String>, usize)>> = FxHashMap::default();
    for file in &*files {
        for definition in &file.module.definitions {
            let home = (file.name.clone(), reader.line(&definition.span));
            homes.entry(definition.name.clone()).or_default().push(home);
        }
    }
    let names: Vec<String> = files.iter().filter_map(|file| file.name.clone()).collect();
    for (file, unknown) in files.iter_mut().zip(unknown) {
        let mut added = FxHashSet::default();
        for name in unknown {
            match homes.get(&name.text).map(Vec::as_slice) {
                None => reader.push(name.error(reader.source)),
                Some([(Some(home), _)]) => {
                    if added.insert(name.text.clone()) {
                        file.module.imports.push(Import {
                            module: home.clone(),
                            member: Some(name.text),
                            alias: None,
                            span: name.span,
                        });
                    }
                }
                Some([(None, line)]) => {
                    let message = format!(
                        "`{}` is defined on line {line}, outside of `modules`, where no other file \
                         can import it from",
                        name.text
                    );
                    reader.error(&name.span, message);
                }
                Some(several) => {
                    let lines: Vec<String> =
                        several.iter().map(|(_, line)| line.to_string()).collect();
                    let message = format!(
                        "`{}` is defined on lines {}: add the one that is meant to `imports`",
                        name.text,
                        lines.join(" and ")
                    );
                    reader.error(&name.span, message);
                }
            }
        }
        file.module.siblings = names.clone();
    }
    missing_members(files, reader);
}

/// Complains of imports of what a module of the spec has not.
fn missing_members(files: &[File], reader: &mut Reader<'_>) {
    for import in files.iter().flat_map(|file| &file.module.imports) {
        let Some(member) = &import.member else { continue };
        let home = files.iter().find(|file| file.name.as_deref() == Some(&*import.module));
        let Some(home) = home else { continue };
        let names = || home.module.definitions.iter().map(|definition| &*definition.name);
        if !names().any(|name| name == member) {
            let hint = pylint_rs_diagnostics::suggestion(member, names());
            let message = format!("the module `{}` has no `{member}`{hint}", import.module);
            reader.error(&import.span, message);
        }
    }
}

/// Where modules need each other, what only types name is imported for checkers alone.
pub(super) fn cycles(files: &mut [File], reader: &mut Reader<'_>) {
    let index: FxHashMap<String, usize> = files
        .iter()
        .enumerate()
        .filter_map(|(index, file)| Some((file.name.clone()?, index)))
        .collect();
    let target = |import: &Import| index.get(&import.module).copied();
    let all: Vec<Vec<usize>> =
        files.iter().map(|file| file.module.imports.iter().filter_map(target).collect()).collect();
    let mut needed: Vec<Vec<(usize, Import)>> = Vec::new();
    for (position, file) in files.iter_mut().enumerate() {
        let now = needed_now(file);
        let mut of_file = Vec::new();
        for import in &file.module.imports {
            let Some(home) = target(import) else { continue };
            let name = bound_name(import);
            if now.contains(name) {
                of_file.push((home, import.clone()));
            } else if reaches(&all, home, position) {
                file.module.typing_only.push(name.to_owned());
            }
        }
        needed.push(of_file);
    }
    let edges: Vec<Vec<usize>> =
        needed.iter().map(|of_file| of_file.iter().map(|(home, _)| *home).collect()).collect();
    for (position, of_file) in needed.iter().enumerate() {
        for (home, import) in of_file {
            if reaches(&edges, *home, position) {
                let message = format!(
                    "`{}` is needed when this module is imported, and `{}` needs this module: put \
                     them together",
                    bound_name(import),
                    import.module
                );
                reader.error(&import.span, message);
            }
        }
    }
}

/// The names that are evaluated when a module is imported, and cannot be quoted.
fn needed_now(file: &File) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    for definition in &file.module.definitions {
        for_each_expression(definition, &mut |place| {
            if matches!(place.role, Role::Base | Role::Value) {
                free_names(place.expression, &mut |name, _| {
                    names.insert(name.id.to_string());
                });
            }
        });
    }
    names
}

fn reaches(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut stack = vec![from];
    while let Some(index) = stack.pop() {
        if index == to {
            return true;
        }
        if !std::mem::replace(&mut seen[index], true) {
            stack.extend(&edges[index]);
        }
    }
    false
}
