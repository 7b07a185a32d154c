//! Which keys any pattern asks for: nodes are not sorted by others.

use ruff_python_ast::NodeKind;
use rustc_hash::FxHashMap;

use crate::evaluate::{CaptureTest, Check, Operation, Program};
use crate::hash_bits::HashBits;
use crate::pattern::key::Key;
use crate::pattern::search::{Place, Search, Way};

/// The keys that the patterns of a program ask for, by the kind of node and the place.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    sharp: FxHashMap<(u8, Place), Keys>,
    blunt: FxHashMap<(u8, Place), Keys>,
}

/// The keys of a place, by their numbers: false positives cost little.
pub(super) type Keys = HashBits<64>;

/// Where the names, or the sorts, are asked for that conditions allow.
#[derive(Default)]
struct Open {
    names: Vec<(NodeKind, Place)>,
    sorts: Vec<(NodeKind, Place)>,
}

impl Wanted {
    pub(crate) fn of(program: &Program) -> Self {
        let mut wanted = Self::default();
        let mut open = Open::default();
        let (mut names, mut sorts) = (vec![Key::UNKNOWN, Key::CONSTANT], Vec::new());
        for id in program.ids() {
            match program.get(id) {
                Operation::Pattern(pattern) => wanted.add_each(pattern.searches(), &mut open),
                Operation::Calls(_, called) => {
                    names.extend(called.iter().map(|name| Key::named(name)));
                    open.names.push((NodeKind::ExprCall, Place::Called));
                }
                Operation::All(all) => {
                    for condition in &all.conditions {
                        match condition {
                            Check::Of(_, CaptureTest::In(texts)) => {
                                names.extend(texts.keys().unwrap_or_default());
                            }
                            Check::Of(_, CaptureTest::Kind(kinds)) => {
                                sorts.extend(kinds.keys().unwrap_or_default());
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        for (kind, place) in open.names {
            add(&mut wanted.sharp, kind, place, names.iter().copied());
        }
        for (kind, place) in open.sorts {
            add(&mut wanted.sharp, kind, place, sorts.iter().copied());
        }
        wanted
    }

    fn add_each(&mut self, searches: &[Search], open: &mut Open) {
        for Search { kind, ways } in searches {
            for way in &ways.sharp {
                match way {
                    Way::At(place, keys) => {
                        add(&mut self.sharp, *kind, *place, keys.iter().copied());
                    }
                    Way::Open(place, _) => open.names.push((*kind, *place)),
                    Way::OfKinds(place, _) => open.sorts.push((*kind, *place)),
                    Way::AttributeNames => {}
                    Way::Around(_, searches) => self.add_each(searches, open),
                }
            }
            for way in &ways.blunt {
                if let Way::At(place, keys) = way {
                    add(&mut self.blunt, *kind, *place, keys.iter().copied());
                }
            }
        }
    }

    /// The keys that are asked for at a place of nodes of a kind, by sharp ways or by blunt ones.
    pub(super) fn at(&self, kind: NodeKind, place: Place, is_blunt: bool) -> Option<&Keys> {
        let keys = if is_blunt { &self.blunt } else { &self.sharp };
        keys.get(&(kind as u8, place))
    }
}

fn add(
    all: &mut FxHashMap<(u8, Place), Keys>,
    kind: NodeKind,
    place: Place,
    keys: impl IntoIterator<Item = Key>,
) {
    let wanted = all.entry((kind as u8, place)).or_default();
    keys.into_iter().for_each(|key| wanted.add(key.number()));
}
