//! Runs rules over a file: each is handed only what it subscribed to.

use pylint_rs_diagnostics::Diagnostic;
use pylint_rs_semantic::{
    BindingFlags, BindingForm, BindingId, BindingKind, NodeId, Semantic, Storage,
};
use ruff_python_ast::{AnyNodeRef, Expr, NodeKind};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use crate::data::DataStages;
use crate::name_filter::NameFilter;
use crate::{Checker, FileSettings, NameUse, ParsedFile, RuleInstance, RuleTimes};

/// A handler: which rule, and which of its subscriptions of that sort.
type HandlerIndex = (u32, u32);

/// How many names bound one to the next are followed from an anchor.
const ALIAS_LIMIT: usize = 4;

/// Rules, sorted by what they want to see. Made once per configuration.
#[derive(Default)]
pub struct Plan {
    rules: Vec<RuleInstance>,
    nodes: Vec<(NodeKind, Vec<HandlerIndex>)>,
    /// Handlers of calls by the name of the method.
    methods: FxHashMap<&'static str, Vec<HandlerIndex>>,
    /// Those names.
    method_names: NameFilter,
    /// Anchors by their first part; each with the whole name.
    anchors: FxHashMap<&'static str, Vec<Anchor>>,
    /// Handlers of bindings by the kind of those; empty if there is no handler at all.
    bindings: Vec<Vec<HandlerIndex>>,
    modules: Vec<HandlerIndex>,
    /// The rules that are data.
    data: Option<DataStages>,
}

struct Anchor {
    /// The parts after the first.
    rest: Vec<&'static str>,
    /// Whether anything inside it counts.
    is_prefix: bool,
    name: &'static str,
    handler: HandlerIndex,
}

impl Plan {
    /// A plan for these rules.
    pub fn new(rules: Vec<RuleInstance>) -> Self {
        let mut plan = Self::default();
        let mut nodes: FxHashMap<NodeKind, Vec<HandlerIndex>> = FxHashMap::default();
        for (rule_index, rule) in rules.iter().enumerate() {
            let handlers = &rule.handlers;
            let at = |index: usize| (rule_index as u32, index as u32);
            for (index, (kind, _)) in handlers.nodes.iter().enumerate() {
                nodes.entry(*kind).or_default().push(at(index));
            }
            for (index, (methods, _)) in handlers.methods.iter().enumerate() {
                for name in *methods {
                    plan.methods.entry(name).or_default().push(at(index));
                    plan.method_names.add(name);
                }
            }
            for (index, (anchors, _)) in handlers.names.iter().enumerate() {
                anchors.iter().for_each(|name| plan.add_anchor(name, at(index)));
            }
            for (index, (forms, _)) in handlers.bindings.iter().enumerate() {
                plan.bindings.resize_with(BindingForm::COUNT, Vec::new);
                forms.iter().for_each(|form| plan.bindings[*form as usize].push(at(index)));
            }
            plan.modules.extend((0..handlers.modules.len()).map(at));
        }
        plan.nodes = nodes.into_iter().collect();
        plan.nodes.sort_by_key(|(kind, _)| *kind as usize);
        plan.data = DataStages::new(&rules);
        plan.rules = rules;
        plan
    }

    fn add_anchor(&mut self, name: &'static str, handler: HandlerIndex) {
        let (dotted, is_prefix) = match name.strip_suffix(".*") {
            Some(dotted) => (dotted, true),
            None => (name, false),
        };
        let mut parts = dotted.split('.');
        // Builtins have no module in the source: their own name is where they are found.
        let first = match parts.next() {
            Some("builtins") => None,
            first => first,
        };
        let rest: Vec<_> = parts.collect();
        self.anchors.entry(first.unwrap_or("builtins")).or_default().push(Anchor {
            rest,
            is_prefix,
            name,
            handler,
        });
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules, in the order they were given.
    pub fn rules(&self) -> &[RuleInstance] {
        &self.rules
    }

    /// Checks a file: builds its index, runs the rules, and gives their findings by position.
    pub fn check(&self, file: &ParsedFile<'_>, settings: &FileSettings) -> Vec<Diagnostic> {
        if self.is_empty() {
            return Vec::new();
        }
        let storage = Storage::default();
        let semantic = file.index(&storage, settings);
        self.check_indexed(file, &semantic, settings)
    }

    /// Checks a file whose index is there already.
    pub fn check_indexed<'a>(
        &'a self,
        file: &'a ParsedFile<'a>,
        semantic: &'a Semantic<'a>,
        settings: &'a FileSettings,
    ) -> Vec<Diagnostic> {
        let mut checker = Checker::new(file, semantic, settings);
        self.dispatch(semantic, &mut checker);
        sorted(checker.into_findings().0)
    }

    /// As [`Self::check_indexed`], and tells what each rule took.
    pub fn check_timed<'a>(
        &'a self,
        file: &'a ParsedFile<'a>,
        semantic: &'a Semantic<'a>,
        settings: &'a FileSettings,
    ) -> (Vec<Diagnostic>, RuleTimes) {
        let mut checker = Checker::new(file, semantic, settings);
        checker.start_times(RuleTimes::new(self.rules.len()));
        self.dispatch(semantic, &mut checker);
        let (diagnostics, times) = checker.into_findings();
        (sorted(diagnostics), times.expect("they were started above"))
    }

    fn dispatch<'a>(&'a self, semantic: &'a Semantic<'a>, checker: &mut Checker<'a>) {
        self.dispatch_nodes(semantic, checker);
        self.dispatch_methods(semantic, checker);
        self.dispatch_names(semantic, checker);
        self.dispatch_bindings(semantic, checker);
        for (rule, index) in &self.modules {
            let rule = self.enter(*rule, checker);
            (rule.handlers.modules[*index as usize])(checker);
        }
        // To find the rules whose words the file has is no rule's time.
        checker.leave_rule();
        if let Some(data) = self.data.as_ref().and_then(|data| data.for_file(semantic)) {
            data.run(semantic, checker, |rule, checker| {
                checker.enter_rule(rule, &self.rules[rule]);
            });
        }
        checker.leave_rule();
    }

    fn enter<'a>(&'a self, rule: u32, checker: &mut Checker<'a>) -> &'a RuleInstance {
        let index = rule as usize;
        let rule = &self.rules[index];
        checker.enter_rule(index, rule);
        rule
    }

    fn dispatch_nodes<'a>(&'a self, semantic: &'a Semantic<'a>, checker: &mut Checker<'a>) {
        // Each handler goes through all of them: here they lie next to each other.
        let mut nodes = Vec::new();
        for (kind, handlers) in &self.nodes {
            nodes.clear();
            nodes.extend(semantic.nodes_of_kind(*kind));
            if nodes.is_empty() {
                continue;
            }
            for (rule, index) in handlers {
                let rule = self.enter(*rule, checker);
                let (_, handler) = &rule.handlers.nodes[*index as usize];
                handler(&nodes, checker);
            }
        }
        checker.leave_rule();
    }

    fn dispatch_methods<'a>(&'a self, semantic: &'a Semantic<'a>, checker: &mut Checker<'a>) {
        if self.methods.is_empty() {
            return;
        }
        for node in semantic.nodes_of_kind(NodeKind::ExprCall) {
            let AnyNodeRef::ExprCall(call) = node else { continue };
            let Expr::Attribute(method) = &*call.func else { continue };
            if !self.method_names.may_contain(&method.attr) {
                continue;
            }
            for (rule, index) in self.methods.get(method.attr.as_str()).into_iter().flatten() {
                let rule = self.enter(*rule, checker);
                let (_, handler) = &rule.handlers.methods[*index as usize];
                handler(call, method, checker);
            }
        }
        checker.leave_rule();
    }

    fn dispatch_bindings<'a>(&'a self, semantic: &'a Semantic<'a>, checker: &mut Checker<'a>) {
        if self.bindings.is_empty() {
            return;
        }
        let mut by_form = vec![Vec::new(); BindingForm::COUNT];
        for (id, binding) in semantic.bindings() {
            let form = binding.kind.form() as usize;
            if !self.bindings[form].is_empty() {
                by_form[form].push(id);
            }
        }
        for (ids, handlers) in by_form.iter().zip(&self.bindings) {
            if ids.is_empty() {
                continue;
            }
            for (rule, index) in handlers {
                let rule = self.enter(*rule, checker);
                let (_, handler) = &rule.handlers.bindings[*index as usize];
                handler(ids, checker);
            }
        }
        checker.leave_rule();
    }

    /// Goes from the imports and builtins that anchors start with to their uses; files without
    /// them are not looked at.
    fn dispatch_names<'a>(&'a self, semantic: &'a Semantic<'a>, checker: &mut Checker<'a>) {
        if self.anchors.is_empty() {
            return;
        }
        for anchor in self.anchors.get("builtins").into_iter().flatten() {
            if let Some((name, rest)) = anchor.rest.split_first() {
                for reference in semantic.builtin_references(name) {
                    self.follow(reference.node, rest, anchor, semantic, checker, 0);
                }
            }
        }
        for (id, path) in semantic.imports() {
            if !semantic.binding(id).is_used() {
                continue;
            }
            let Some((first, bound)) = path.split_first() else { continue };
            for anchor in self.anchors.get(first).into_iter().flatten() {
                let common = bound.len().min(anchor.rest.len());
                if bound[..common] != anchor.rest[..common]
                    || (bound.len() > anchor.rest.len() && !anchor.is_prefix)
                {
                    continue;
                }
                let rest = &anchor.rest[common..];
                let is_inside = bound.len() > anchor.rest.len();
                for reference in semantic.references_to(id) {
                    if is_inside {
                        self.fire(reference.node, anchor, semantic, checker, 0);
                    } else {
                        self.follow(reference.node, rest, anchor, semantic, checker, 0);
                    }
                }
            }
        }
    }

    /// Climbs from a name through the attributes `rest` and fires at the whole.
    fn follow<'a>(
        &'a self,
        node: NodeId,
        rest: &[&'static str],
        anchor: &'a Anchor,
        semantic: &'a Semantic<'a>,
        checker: &mut Checker<'a>,
        depth: usize,
    ) {
        let mut id = node;
        if !semantic.node(id).syntax.is_expression() {
            return;
        }
        for part in rest {
            match semantic.parent_id(id).map(|parent| (parent, semantic.node(parent).syntax)) {
                Some((parent, AnyNodeRef::ExprAttribute(attribute)))
                    if attribute.attr.as_str() == *part =>
                {
                    id = parent;
                }
                _ => return self.follow_alias(id, rest, anchor, semantic, checker, depth, node),
            }
        }
        if anchor.is_prefix {
            let Some(parent) = semantic.parent_id(id) else { return };
            if !matches!(semantic.node(parent).syntax, AnyNodeRef::ExprAttribute(_)) {
                return;
            }
            id = parent;
            while let Some(parent) = semantic.parent_id(id)
                && matches!(semantic.node(parent).syntax, AnyNodeRef::ExprAttribute(_))
            {
                id = parent;
            }
        }
        self.fire(id, anchor, semantic, checker, depth);
    }

    fn fire<'a>(
        &'a self,
        id: NodeId,
        anchor: &'a Anchor,
        semantic: &'a Semantic<'a>,
        checker: &mut Checker<'a>,
        depth: usize,
    ) {
        let node = semantic.node(id).syntax;
        if !node.is_expression() {
            return;
        }
        let (rule, index) = anchor.handler;
        let rule = self.enter(rule, checker);
        let (_, handler) = &rule.handlers.names[index as usize];
        handler(NameUse { node, id, anchor: anchor.name, is_alias: depth > 0 }, checker);
        checker.leave_rule();
        if let Some(alias) = alias_of(id, semantic)
            && depth < ALIAS_LIMIT
        {
            for reference in semantic.references_to(alias) {
                self.fire(reference.node, anchor, semantic, checker, depth + 1);
            }
        }
    }

    /// `debugger = pdb; debugger.set_trace()`: goes on from the name bound to a part of the way.
    #[expect(clippy::too_many_arguments, reason = "the state of one search")]
    fn follow_alias<'a>(
        &'a self,
        id: NodeId,
        rest: &[&'static str],
        anchor: &'a Anchor,
        semantic: &'a Semantic<'a>,
        checker: &mut Checker<'a>,
        depth: usize,
        start: NodeId,
    ) {
        if depth >= ALIAS_LIMIT || id != start {
            return;
        }
        if let Some(alias) = alias_of(id, semantic) {
            for reference in semantic.references_to(alias) {
                self.follow(reference.node, rest, anchor, semantic, checker, depth + 1);
            }
        }
    }
}

/// By position; in one place by code and message.
fn sorted(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let position =
        |it: &Diagnostic| (u64::from(it.start().to_u32()) << 32) | u64::from(it.end().to_u32());
    // They are large: it is their places that are moved about.
    let mut order: Vec<(u64, usize)> = diagnostics.iter().map(position).zip(0..).collect();
    order.sort_by(|(left, left_index), (right, right_index)| {
        left.cmp(right).then_with(|| {
            let (left, right) = (&diagnostics[*left_index], &diagnostics[*right_index]);
            (&left.code, &left.message).cmp(&(&right.code, &right.message))
        })
    });
    let mut unsorted: Vec<_> = diagnostics.into_iter().map(Some).collect();
    let take = |(_, index): (u64, usize)| unsorted[index].take().expect("each has one place");
    order.into_iter().map(take).collect()
}

/// The name bound once, by a plain assignment, to the expression `id`.
fn alias_of(id: NodeId, semantic: &Semantic<'_>) -> Option<BindingId> {
    let parent = semantic.parent_id(id)?;
    let AnyNodeRef::StmtAssign(assign) = semantic.node(parent).syntax else { return None };
    if semantic.id(&*assign.value) != id {
        return None;
    }
    let [target] = assign.targets.as_slice() else { return None };
    let target = target.as_name_expr()?;
    let binding = semantic.binding_made_by(target)?;
    semantic.only_value(binding)?;
    let data = semantic.binding(binding);
    let is_plain = matches!(data.kind, BindingKind::Assignment(_))
        && !data.flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL);
    is_plain.then_some(binding)
}
