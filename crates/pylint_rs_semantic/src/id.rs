//! Indices into the arenas of a [`crate::Semantic`].

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        pub struct $name(std::num::NonZeroU32);

        impl $name {
            /// The id of the element at `index`: there are fewer than `u32::MAX`, since a text
            /// is shorter than 4 GiB.
            #[inline]
            pub fn new(index: usize) -> Self {
                debug_assert!(index < u32::MAX as usize);
                let number = (index as u32).wrapping_add(1);
                Self(std::num::NonZeroU32::new(number).expect("fewer than 2^32 elements"))
            }

            /// The element's index.
            #[inline]
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
