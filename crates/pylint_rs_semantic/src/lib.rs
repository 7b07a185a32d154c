//! Scopes, bindings, references and names of a Python file.
//!
//! [`Semantic::build`] walks a parsed module once and answers, by look-up, what a rule may ask:
//! a node's parent and context, what a name refers to, who refers to a binding, and which
//! imported object an expression names. It follows CPython's own scoping (`symtable`), and, as
//! Pyflakes does, takes a name to mean the binding that came last before it; bodies of functions
//! see the module as it is at its end, since that is when they usually run.

mod binding;
mod builder;
mod classification;
mod control_flow;
mod exports;
mod id;
mod import_paths;
mod malformed_annotation;
mod model;
mod names;
mod nodes;
mod qualified_name;
mod recycling;
mod reference;
mod scope;
mod symbol;
mod symbol_table;
mod syntax_errors;
mod syntax_node;
mod text_hash;
mod types;

pub use binding::{Binding, BindingFlags, BindingForm, BindingKind};
pub use builder::{ModuleContext, Storage};
pub use classification::{Classification, ClassifiedName, SymbolClass};
pub use control_flow::{
    BlockId, Boundness, ControlFlow, Edge, EdgeKind, Likelihood, Step, StepKind, UnboundRead,
};
pub use exports::{Export, Exports};
pub use id::{BindingId, NameId, NodeId, ReferenceId, ScopeId, SymbolId};
pub use malformed_annotation::MalformedAnnotation;
pub use model::Semantic;
pub use nodes::{Context, Node, Nodes};
pub use qualified_name::QualifiedName;
pub use reference::{Reference, Target};
pub use scope::{ComprehensionKind, Scope, ScopeKind};
pub use symbol::{Symbol, SymbolFlags};
pub use syntax_errors::syntax_errors;
pub use syntax_node::SyntaxNode;
pub use text_hash::text_hash;
pub use types::{Class, Returned, Type, is_stub_body, may_fall_through};
