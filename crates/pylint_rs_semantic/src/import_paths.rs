//! What imports stand for, taken apart once.

use crate::id::PathId;
use crate::qualified_name::parts;
use crate::{BindingId, BindingKind, ModuleContext};

/// The dotted names that import bindings stand for.
#[derive(Debug, Default)]
pub(crate) struct ImportPaths<'a> {
    segments: Vec<&'a str>,
    /// Which binding has each path, and where its segments end.
    imports: Vec<(BindingId, u32)>,
}

impl<'a> ImportPaths<'a> {
    /// Adds what a binding of a name stands for, if it is an import.
    #[inline]
    pub(crate) fn add(
        &mut self,
        id: BindingId,
        name: &'a str,
        kind: &BindingKind<'a>,
        module: &ModuleContext<'a>,
    ) -> Option<PathId> {
        kind.is_import().then(|| self.add_import(id, name, kind, module))
    }

    fn add_import(
        &mut self,
        binding: BindingId,
        name: &'a str,
        kind: &BindingKind<'a>,
        module: &ModuleContext<'a>,
    ) -> PathId {
        match kind {
            BindingKind::Import(alias) => self.add_parts(&alias.name),
            BindingKind::FutureImport(alias) => {
                self.segments.extend(["__future__", alias.name.as_str()]);
            }
            BindingKind::FromImport { statement, alias } => {
                self.add_relative_base(statement.level, module);
                if let Some(module) = &statement.module {
                    self.add_parts(module);
                }
                self.segments.push(&alias.name);
            }
            _ => self.add_parts(name),
        }
        let id = PathId::new(self.imports.len());
        self.imports.push((binding, self.segments.len() as u32));
        id
    }

    fn add_parts(&mut self, dotted: &'a str) {
        parts(dotted).for_each(|part| self.segments.push(part));
    }

    /// Adds where a relative import of that level starts: nothing for an absolute one.
    fn add_relative_base(&mut self, level: u32, module: &ModuleContext<'a>) {
        const DOTS: &str = "................................";
        if level == 0 {
            return;
        }
        if let Some(path) = module.module_path {
            let dropped = level as usize - usize::from(module.is_package);
            if let Some(kept) = path.len().checked_sub(dropped)
                && kept > 0
            {
                self.segments.extend(path[..kept].iter().map(String::as_str));
                return;
            }
        }
        self.segments.push(&DOTS[..(level as usize).min(DOTS.len())]);
    }

    pub(crate) fn get(&self, id: PathId) -> &[&'a str] {
        let index = id.index();
        let start = index.checked_sub(1).map_or(0, |before| self.imports[before].1);
        &self.segments[start as usize..self.imports[index].1 as usize]
    }

    /// The imports in the order of evaluation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (BindingId, &[&'a str])> {
        self.imports
            .iter()
            .enumerate()
            .map(|(index, (binding, _))| (*binding, self.get(PathId::new(index))))
    }

    /// No paths, with the room of these.
    pub(crate) fn emptied<'b>(mut self) -> ImportPaths<'b> {
        self.imports.clear();
        ImportPaths { segments: crate::recycling::emptied(self.segments), imports: self.imports }
    }
}
