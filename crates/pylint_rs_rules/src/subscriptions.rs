//! What a rule asks to see.

use std::sync::Arc;

use pylint_rs_semantic::{BindingForm, BindingId, NodeId, ScopeId, SyntaxNode};
use ruff_python_ast::{AnyNodeRef, ExprAttribute, ExprCall, NodeKind};

use crate::{Checker, Rule};

/// A use of a name the rule is anchored on.
#[derive(Clone, Copy, Debug)]
pub struct NameUse<'a> {
    /// The `ExprName` or `ExprAttribute` that means the name.
    pub node: AnyNodeRef<'a>,
    /// Its id.
    pub id: NodeId,
    /// The name as the rule gave it.
    pub anchor: &'static str,
    /// Whether it gets there by a variable bound to the object, rather than by an import.
    pub is_alias: bool,
}

/// Handles all nodes of a kind: the loop is inside, so that the rule's own check is inlined there.
type NodesHandler = Box<dyn for<'a> Fn(&[AnyNodeRef<'a>], &mut Checker<'a>) + Send + Sync>;
/// Handles all bindings of a form, likewise.
type BindingsHandler = Box<dyn for<'a> Fn(&[BindingId], &mut Checker<'a>) + Send + Sync>;
type MethodHandler =
    Box<dyn for<'a> Fn(&'a ExprCall, &'a ExprAttribute, &mut Checker<'a>) + Send + Sync>;
type NameHandler = Box<dyn for<'a> Fn(NameUse<'a>, &mut Checker<'a>) + Send + Sync>;
type ModuleHandler = Box<dyn for<'a> Fn(&mut Checker<'a>) + Send + Sync>;

/// Everything one rule subscribed to, without its type.
#[derive(Default)]
pub(crate) struct Handlers {
    pub(crate) nodes: Vec<(NodeKind, NodesHandler)>,
    pub(crate) methods: Vec<(&'static [&'static str], MethodHandler)>,
    pub(crate) names: Vec<(&'static [&'static str], NameHandler)>,
    pub(crate) bindings: Vec<(&'static [BindingForm], BindingsHandler)>,
    pub(crate) modules: Vec<ModuleHandler>,
}

impl Handlers {
    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
            && self.methods.is_empty()
            && self.names.is_empty()
            && self.bindings.is_empty()
            && self.modules.is_empty()
    }
}

/// Collects what a rule wants to see. The handlers are methods of the rule.
pub struct Subscriptions<R> {
    rule: Arc<R>,
    handlers: Handlers,
}

impl<R: Rule> Subscriptions<R> {
    pub(crate) fn new(rule: Arc<R>) -> Self {
        Self { rule, handlers: Handlers::default() }
    }

    pub(crate) fn into_handlers(self) -> Handlers {
        self.handlers
    }

    /// Every node of a type: `on.node(Self::check_call)` with
    /// `fn check_call<'a>(&self, call: &'a ExprCall, checker: &mut Checker<'a>)`.
    pub fn node<N: SyntaxNode>(
        &mut self,
        handler: impl for<'a> Fn(&R, &'a N, &mut Checker<'a>) + Send + Sync + 'static,
    ) {
        let rule = Arc::clone(&self.rule);
        self.handlers.nodes.push((
            N::KIND,
            Box::new(move |nodes, checker| {
                for node in nodes {
                    if let Some(node) = N::cast(*node) {
                        handler(&rule, node, checker);
                    }
                }
            }),
        ));
    }

    /// Every node of any of several kinds.
    pub fn nodes(
        &mut self,
        kinds: &[NodeKind],
        handler: impl for<'a> Fn(&R, AnyNodeRef<'a>, &mut Checker<'a>) + Copy + Send + Sync + 'static,
    ) {
        for kind in kinds {
            let rule = Arc::clone(&self.rule);
            self.handlers.nodes.push((
                *kind,
                Box::new(move |nodes, checker| {
                    for node in nodes {
                        handler(&rule, *node, checker);
                    }
                }),
            ));
        }
    }

    /// Every expression that means one of these imported or builtin objects
    /// (`"builtins.print"`, `"pdb.set_trace"`); `"debugpy.*"` means anything inside `debugpy`.
    /// Aliases are seen through, also names bound once to such an expression.
    pub fn names(
        &mut self,
        anchors: &'static [&'static str],
        handler: for<'a> fn(&R, NameUse<'a>, &mut Checker<'a>),
    ) {
        let rule = Arc::clone(&self.rule);
        self.handlers
            .names
            .push((anchors, Box::new(move |usage, checker| handler(&rule, usage, checker))));
    }

    /// Every call of one of these objects; the last argument is the anchor. See [`Self::names`].
    pub fn calls(
        &mut self,
        anchors: &'static [&'static str],
        handler: for<'a> fn(&R, &'a ExprCall, &'static str, &mut Checker<'a>),
    ) {
        self.push_calls(anchors, true, handler);
    }

    /// As [`Self::calls`], but not through variables bound to the object.
    pub fn direct_calls(
        &mut self,
        anchors: &'static [&'static str],
        handler: for<'a> fn(&R, &'a ExprCall, &'static str, &mut Checker<'a>),
    ) {
        self.push_calls(anchors, false, handler);
    }

    fn push_calls(
        &mut self,
        anchors: &'static [&'static str],
        with_aliases: bool,
        handler: for<'a> fn(&R, &'a ExprCall, &'static str, &mut Checker<'a>),
    ) {
        let rule = Arc::clone(&self.rule);
        self.handlers.names.push((
            anchors,
            Box::new(move |usage, checker| {
                if (with_aliases || !usage.is_alias)
                    && let Some(AnyNodeRef::ExprCall(call)) = checker.semantic().parent(usage.node)
                    && checker.semantic().id(&*call.func) == usage.id
                {
                    handler(&rule, call, usage.anchor, checker);
                }
            }),
        ));
    }

    /// Every call of an attribute with one of these names, whatever it is an attribute of; that is
    /// handed on, too.
    pub fn method_calls(
        &mut self,
        methods: &'static [&'static str],
        handler: for<'a> fn(&R, &'a ExprCall, &'a ExprAttribute, &mut Checker<'a>),
    ) {
        let rule = Arc::clone(&self.rule);
        self.handlers.methods.push((
            methods,
            Box::new(move |call, method, checker| handler(&rule, call, method, checker)),
        ));
    }

    /// Every binding of some kinds.
    pub fn bindings(
        &mut self,
        forms: &'static [BindingForm],
        handler: impl for<'a> Fn(&R, BindingId, &mut Checker<'a>) + Send + Sync + 'static,
    ) {
        let rule = Arc::clone(&self.rule);
        let handle_all = move |bindings: &[BindingId], checker: &mut Checker<'_>| {
            bindings.iter().for_each(|binding| handler(&rule, *binding, checker));
        };
        self.handlers.bindings.push((forms, Box::new(handle_all)));
    }

    /// Every scope, the outer before the inner.
    pub fn scopes(
        &mut self,
        handler: impl for<'a> Fn(&R, ScopeId, &mut Checker<'a>) + Send + Sync + 'static,
    ) {
        let rule = Arc::clone(&self.rule);
        self.handlers.modules.push(Box::new(move |checker| {
            let semantic = checker.semantic();
            semantic.scopes().for_each(|(scope, _)| handler(&rule, scope, checker));
        }));
    }

    /// The file, once: for what can be read off the index, the tokens or the comments as a
    /// whole.
    pub fn module(&mut self, handler: for<'a> fn(&R, &mut Checker<'a>)) {
        let rule = Arc::clone(&self.rule);
        self.handlers.modules.push(Box::new(move |checker| handler(&rule, checker)));
    }
}
