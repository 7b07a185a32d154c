//! Indices into the arenas of a [`crate::Semantic`].

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        pub struct $name(std::num::NonZeroU32);

        impl $name {
            /// The id of the element at `index`.
            ///
            /// # Panics
            /// If there are `u32::MAX` elements or more, which no 4 GiB file can give.
            pub fn new(index: usize) -> Self {
                let index = u32::try_from(index).ok().and_then(|index| index.checked_add(1));
                Self(index.and_then(std::num::NonZeroU32::new).expect("fewer than 2^32 elements"))
            }

            /// The element's index.
            pub fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    };
}

id!(
    /// A syntax node; ids grow in the order of evaluation, and a node's descendants follow it.
    NodeId
);
id!(
    /// A scope.
    ScopeId
);
id!(
    /// A name bound in a scope, at one place.
    BindingId
);
id!(
    /// A use of a name, at one place.
    ReferenceId
);
id!(
    /// A name in a scope, whatever its bindings and uses.
    SymbolId
);
id!(
    /// A distinct identifier of the file.
    NameId
);
id!(
    /// What an import stands for.
    PathId
);

impl ScopeId {
    /// The module's scope.
    pub const MODULE: Self = Self(std::num::NonZeroU32::MIN);
}
