//! Symbols by scope and name.

use std::ops::{Index, IndexMut};

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
    elsewhere: Elsewhere,
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
        self.elsewhere.find(scope, name)
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
            self.elsewhere.insert(earlier, name, latest);
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

/// Symbols by scope and name: far more are put in than looked for.
#[derive(Debug, Default)]
struct Elsewhere {
    symbols: Vec<(ScopeId, NameId, SymbolId)>,
    /// One more than the index of each, in the slot of its hash or the next one that was free: at
    /// least twice as many as symbols, a power of two.
    slots: Vec<u32>,
}

impl Elsewhere {
    const FEWEST_SLOTS: usize = 64;

    fn insert(&mut self, scope: ScopeId, name: NameId, symbol: SymbolId) {
        self.symbols.push((scope, name, symbol));
        if self.symbols.len() * 2 > self.slots.len() {
            return self.grow();
        }
        let slot = self.free_slot(scope, name);
        self.slots[slot] = self.symbols.len() as u32;
    }

    fn find(&self, scope: ScopeId, name: NameId) -> Option<SymbolId> {
        let mut slot = hash(scope, name);
        loop {
            let number = *self.slots.get(slot & self.slots.len().wrapping_sub(1))?;
            let (known_scope, known_name, symbol) = self.symbols[number.checked_sub(1)? as usize];
            if (known_scope, known_name) == (scope, name) {
                return Some(symbol);
            }
            slot += 1;
        }
    }

    #[inline]
    fn free_slot(&self, scope: ScopeId, name: NameId) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(scope, name) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    #[inline(never)]
    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(Self::FEWEST_SLOTS);
        self.slots.clear();
        self.slots.resize(length, 0);
        for index in 0..self.symbols.len() {
            let (scope, name, _) = self.symbols[index];
            let slot = self.free_slot(scope, name);
            self.slots[slot] = index as u32 + 1;
        }
    }

    fn clear(&mut self) {
        self.symbols.clear();
        self.slots.clear();
    }
}

/// The high bits of a product depend on all bits of what is multiplied.
#[inline]
fn hash(scope: ScopeId, name: NameId) -> usize {
    let both = (scope.index() as u64) << 32 | name.index() as u64;
    (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
