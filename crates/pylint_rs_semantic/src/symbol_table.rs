//! Symbols by scope and name.

use std::ops::{Index, IndexMut};

use rustc_hash::FxHashMap;

use crate::names::Names;
use crate::{NameId, ScopeId, Symbol, SymbolFlags, SymbolId};

/// All symbols and the names they have. Most names are of one scope, or of the module's and one
/// more: those are found without a hash table.
#[derive(Debug, Default)]
pub(crate) struct SymbolTable<'a> {
    pub(crate) names: Names<'a>,
    symbols: Vec<Symbol<'a>>,
    /// How many symbols there were when each scope was entered: those are not its own.
    older: Vec<u32>,
    /// Those of names that a later symbol outside of the module's scope has, too.
    elsewhere: FxHashMap<u64, SymbolId>,
}

impl<'a> SymbolTable<'a> {
    /// Makes ready for the symbols of the next scope.
    #[inline]
    pub(crate) fn enter_scope(&mut self) {
        self.older.push(self.symbols.len() as u32);
    }

    #[inline]
    pub(crate) fn find(&self, scope: ScopeId, name: NameId) -> Option<SymbolId> {
        let entry = self.names.get(name);
        if scope == ScopeId::MODULE {
            return entry.in_module;
        }
        let latest = entry.elsewhere?;
        let symbol = &self[latest];
        if symbol.scope == scope {
            return Some(latest);
        }
        if symbol.is_first_elsewhere || latest.index() < self.older[scope.index()] as usize {
            return None;
        }
        self.find_among_several(scope, name)
    }

    #[inline(never)]
    fn find_among_several(&self, scope: ScopeId, name: NameId) -> Option<SymbolId> {
        self.elsewhere.get(&key(scope, name)).copied()
    }

    /// Adds a symbol that is not there yet.
    #[inline]
    pub(crate) fn add(&mut self, scope: ScopeId, name: NameId, flags: SymbolFlags) -> SymbolId {
        let id = SymbolId::new(self.symbols.len());
        let entry = self.names.get_mut(name);
        let text = entry.text;
        let latest = if scope == ScopeId::MODULE {
            entry.in_module = Some(id);
            None
        } else {
            entry.elsewhere.replace(id)
        };
        if let Some(latest) = latest {
            let earlier = self.symbols[latest.index()].scope;
            self.elsewhere.insert(key(earlier, name), latest);
        }
        self.symbols.push(Symbol {
            name: text,
            scope,
            flags,
            current: None,
            last: None,
            next: None,
            is_first_elsewhere: latest.is_none(),
        });
        id
    }

    /// No symbols and no names, with the room of these.
    pub(crate) fn emptied<'b>(mut self) -> SymbolTable<'b> {
        self.elsewhere.clear();
        self.older.clear();
        SymbolTable {
            names: self.names.emptied(),
            symbols: crate::recycling::emptied(self.symbols),
            older: self.older,
            elsewhere: self.elsewhere,
        }
    }
}

impl<'a> Index<SymbolId> for SymbolTable<'a> {
    type Output = Symbol<'a>;

    #[inline]
    fn index(&self, id: SymbolId) -> &Symbol<'a> {
        &self.symbols[id.index()]
    }
}

impl IndexMut<SymbolId> for SymbolTable<'_> {
    #[inline]
    fn index_mut(&mut self, id: SymbolId) -> &mut Self::Output {
        &mut self.symbols[id.index()]
    }
}

fn key(scope: ScopeId, name: NameId) -> u64 {
    (scope.index() as u64) << 32 | name.index() as u64
}
