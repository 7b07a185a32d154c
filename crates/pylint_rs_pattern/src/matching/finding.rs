//! Finding the nodes of a file at which a pattern is worth a try.

use pylint_rs_semantic::NodeId;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use smallvec::SmallVec;

use super::candidates::{Filter, part_may_match};
use super::file::File;
use crate::Pattern;
use crate::pattern::key::Key;
use crate::pattern::search::{Place, Search, Way};

/// Nodes at which a pattern may match, kind by kind, and in order.
pub(super) type Candidates = SmallVec<[NodeId; 16]>;

/// So many nodes are few: no other way to find them is asked whether it finds fewer.
const FEW: usize = 32;

/// How many ways to find nodes are compared.
const MOST_WAYS: usize = 3;

impl<'a> File<'a> {
    /// Adds the nodes at which a pattern may match.
    pub(super) fn each_candidate(
        &self,
        pattern: &Pattern,
        filter: &dyn Filter<'a>,
        candidates: &mut Candidates,
    ) {
        self.search_each(pattern, pattern.searches(), filter, candidates);
    }

    /// The calls of something that goes by one of these names, or may do so.
    pub(super) fn calls_of(&self, names: &[Box<str>]) -> Candidates {
        let mut candidates = Candidates::new();
        let names = names.iter().map(|name| Key::named(name));
        self.named(NodeKind::ExprCall, Place::Called, names, &mut candidates);
        candidates
    }

    fn search_each(
        &self,
        pattern: &Pattern,
        searches: &[Search],
        filter: &dyn Filter<'a>,
        candidates: &mut Candidates,
    ) {
        for search in searches {
            self.search(pattern, search, filter, candidates);
        }
    }

    fn search(
        &self,
        pattern: &Pattern,
        search: &Search,
        filter: &dyn Filter<'a>,
        candidates: &mut Candidates,
    ) {
        let before = candidates.len();
        let ways = &search.ways;
        // To sort all nodes in another way takes as long as to try a few.
        let enough = FEW.max(self.subject.semantic.nodes().of_kind(search.kind).len() / 8);
        let mut best = self.best(pattern, &ways.sharp, search.kind, filter, enough, false);
        if best.is_none() {
            best = self.best(pattern, &ways.blunt, search.kind, filter, enough, true);
        }
        match best {
            Some(found) => candidates.extend(found),
            None => {
                candidates.extend_from_slice(self.subject.semantic.nodes().of_kind(search.kind))
            }
        }
        debug_assert!(candidates[before..].is_sorted());
    }

    /// The fewest nodes that one of some ways finds; nothing if none of them can be gone.
    fn best(
        &self,
        pattern: &Pattern,
        ways: &[Way],
        kind: NodeKind,
        filter: &dyn Filter<'a>,
        enough: usize,
        is_blunt: bool,
    ) -> Option<Candidates> {
        let mut best: Option<Candidates> = None;
        let mut asked = 0;
        for way in ways {
            if asked == MOST_WAYS || best.as_ref().is_some_and(|best| best.len() <= enough) {
                break;
            }
            let Some(found) = self.go(pattern, way, kind, filter, is_blunt) else { continue };
            asked += 1;
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        }
        best
    }

    /// The nodes of a kind that a way finds; nothing if it cannot be gone.
    fn go(
        &self,
        pattern: &Pattern,
        way: &Way,
        kind: NodeKind,
        filter: &dyn Filter<'a>,
        is_blunt: bool,
    ) -> Option<Candidates> {
        let mut found = Candidates::new();
        match way {
            Way::At(place, keys) => {
                self.keyed(kind, *place, keys.iter().copied(), is_blunt, &mut found);
            }
            Way::Open(place, variable) => {
                let names = filter.names_of(*variable)?;
                self.named(kind, *place, names.iter().copied(), &mut found);
            }
            Way::OfKinds(place, variable) => {
                let keys = filter.kinds_of(*variable)?;
                self.keyed(kind, *place, keys.iter().copied(), is_blunt, &mut found);
            }
            Way::AttributeNames => found.extend_from_slice(self.attribute_names()),
            Way::Around(part, searches) => {
                let semantic = self.subject.semantic;
                let mut inner = Candidates::new();
                self.search_each(pattern, searches, filter, &mut inner);
                inner.sort_unstable();
                let mut last = None;
                for id in inner {
                    if part_may_match(pattern, *part, semantic.node(id).syntax, semantic, filter) {
                        self.around(id, kind, last.replace(id), &mut found);
                    }
                }
                found.sort_unstable();
            }
        }
        Some(found)
    }

    fn named(
        &self,
        kind: NodeKind,
        place: Place,
        names: impl Iterator<Item = Key>,
        found: &mut Candidates,
    ) {
        let names = names.chain([Key::UNKNOWN]);
        // What is called may be a name for a constant, which has the constant's text.
        let constants = (place == Place::Called).then_some(Key::CONSTANT);
        self.keyed(kind, place, names.chain(constants), false, found);
    }

    fn keyed(
        &self,
        kind: NodeKind,
        place: Place,
        keys: impl Iterator<Item = Key>,
        is_blunt: bool,
        found: &mut Candidates,
    ) {
        let mut keys = keys.peekable();
        if keys.peek().is_none() || self.subject.semantic.nodes().of_kind(kind).is_empty() {
            return;
        }
        let index = self.index(kind, place, is_blunt);
        let mut is_sorted = true;
        for key in keys {
            for id in index.with(key) {
                match found.last() {
                    Some(last) if *last == id => continue,
                    Some(last) => is_sorted &= *last < id,
                    None => {}
                }
                found.push(id);
            }
        }
        if !is_sorted {
            found.sort_unstable();
            found.dedup();
        }
    }

    /// Adds the nodes of a kind around one, as far as the statement or clause that it is part of;
    /// not those that are around the last one, too, which came before it.
    fn around(&self, id: NodeId, kind: NodeKind, last: Option<NodeId>, found: &mut Candidates) {
        let semantic = self.subject.semantic;
        for id in std::iter::once(id).chain(semantic.ancestor_ids(id)) {
            // A node's number is before the numbers of those in it, which come one after the other.
            if last.is_some_and(|last| id <= last) {
                return;
            }
            let node = semantic.node(id).syntax;
            if node.kind() == kind {
                found.push(id);
            }
            let is_border = node.is_statement()
                || matches!(
                    node,
                    AnyNodeRef::ElifElseClause(_)
                        | AnyNodeRef::ExceptHandlerExceptHandler(_)
                        | AnyNodeRef::MatchCase(_)
                );
            if is_border {
                return;
            }
        }
    }
}
