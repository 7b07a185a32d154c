//! What a name means, through the imports of a project.

use std::rc::Rc;

use pylint_rs_semantic::{Binding, BindingId, BindingKind, ScopeId, ScopeKind};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName, StmtClassDef};

use super::conditions::is_seen;
use super::{Library, Module};

/// How many imports of imports are followed.
const HOPS: usize = 16;

/// What a name means.
#[derive(Clone)]
pub(super) enum Meaning<'a> {
    /// A builtin.
    Builtin,
    /// A module, by its dotted name.
    Module {
        /// The module that has it, if it is imported from a package; nothing for `import module`.
        package: Option<String>,
        /// Its name there, or the dotted name.
        name: String,
        /// Whether it belongs to the project.
        is_ours: bool,
    },
    /// A member of somebody else's module.
    Foreign {
        /// The module.
        module: String,
        /// The member.
        name: String,
        /// Whether the import is only there for type checkers.
        is_for_checkers: bool,
    },
    /// What a module of the project defines.
    Ours(Definition<'a>),
    /// Nothing that could be found out.
    Unknown,
}

/// A binding of a module of the project.
#[derive(Clone)]
pub(super) struct Definition<'a> {
    /// The module that defines it.
    pub(super) module: Rc<Module<'a>>,
    /// The binding.
    pub(super) binding: BindingId,
    /// The module to import it from.
    pub(super) exporter: String,
    /// The name it has there.
    pub(super) name: String,
}

impl<'a> Definition<'a> {
    pub(super) fn binding(&self) -> &Binding<'a> {
        self.module.semantic.binding(self.binding)
    }

    /// The class it is, if it is one.
    pub(super) fn class(&self) -> Option<&'a StmtClassDef> {
        match self.binding().kind {
            BindingKind::Class(class) => Some(class),
            _ => None,
        }
    }

    /// Its name, with those of the classes around it; none if it is inside a function.
    pub(super) fn path(&self) -> Option<Vec<String>> {
        let semantic = &self.module.semantic;
        let mut path = vec![self.name.clone()];
        for scope in semantic.scope_chain(self.binding().scope) {
            match semantic.scope(scope).kind {
                ScopeKind::Module => {}
                ScopeKind::Class(class) => path.insert(0, class.name.to_string()),
                ScopeKind::TypeParameters => {}
                _ => return None,
            }
        }
        Some(path)
    }
}

/// What a name that is read in a module means.
pub(super) fn meaning_of_name<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    name: &'a ExprName,
) -> Meaning<'a> {
    use pylint_rs_semantic::Target;
    match module.semantic.target_of(name) {
        Some(Target::Builtin) => Meaning::Builtin,
        Some(Target::Binding(binding)) => {
            let Some(binding) = binding_before(module, binding, name) else {
                return Meaning::Builtin;
            };
            let binding = binding_for_checkers(module, binding);
            meaning_of_binding(library, module, binding, HOPS)
        }
        Some(Target::StarImport) => {
            from_star_imports(library, module, &name.id, HOPS).unwrap_or(Meaning::Unknown)
        }
        Some(Target::Unresolved) | None => Meaning::Unknown,
    }
}

/// The class that an expression names, if it is one of the project's.
pub(super) fn class_of<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    expression: &'a Expr,
) -> Option<Definition<'a>> {
    definition_of(library, module, expression).filter(|found| found.class().is_some())
}

/// What of the project an expression names: `Name`, `module.Name`, `Outer.Name`.
pub(super) fn definition_of<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    expression: &'a Expr,
) -> Option<Definition<'a>> {
    match expression {
        Expr::Name(name) => match meaning_of_name(library, module, name) {
            Meaning::Ours(definition) => Some(definition),
            _ => None,
        },
        Expr::StringLiteral(string) => {
            definition_of(library, module, module.semantic.string_annotation(string)?)
        }
        Expr::Attribute(attribute) => {
            if let Some(outer) = definition_of(library, module, &attribute.value) {
                let semantic = &outer.module.semantic;
                let scope = semantic.scope_made_by(outer.class()?)?;
                let symbol = semantic.symbol_in(scope, &attribute.attr)?;
                let binding = semantic.symbol(symbol).current?;
                let name = attribute.attr.to_string();
                return Some(Definition { binding, name, ..outer });
            }
            let path = module_path(library, module, &attribute.value)?;
            let inner = library.find(&path, module)?;
            match member(library, &inner, &attribute.attr, HOPS) {
                Some(Meaning::Ours(definition)) => Some(definition),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The dotted name of the module that an expression names.
fn module_path<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    expression: &'a Expr,
) -> Option<String> {
    match expression {
        Expr::Name(name) => match meaning_of_name(library, module, name) {
            Meaning::Module { package, name, .. } => {
                Some(package.map_or(name.clone(), |package| format!("{package}.{name}")))
            }
            _ => None,
        },
        Expr::Attribute(attribute) => {
            let outer = module_path(library, module, &attribute.value)?;
            Some(format!("{outer}.{}", attribute.attr))
        }
        _ => None,
    }
}

/// What a name in a class's body means to type checkers: a member only if that comes before it;
/// nothing if it is a builtin then.
fn binding_before<'a>(
    module: &Module<'a>,
    found: BindingId,
    name: &'a ExprName,
) -> Option<BindingId> {
    let semantic = &module.semantic;
    let binding = semantic.binding(found);
    let scope = semantic.scope(binding.scope);
    let is_member = matches!(scope.kind, ScopeKind::Class(_));
    let first = semantic.bindings_of(binding.symbol).last().unwrap_or(found);
    if !is_member || semantic.binding(first).range.start() < name.range.start() {
        return Some(found);
    }
    scope.parent.and_then(|outer| semantic.lookup(&name.id, outer))
}

/// Of all bindings of a name, the one that a type checker takes: the first that it sees.
fn binding_for_checkers(module: &Module<'_>, found: BindingId) -> BindingId {
    let semantic = &module.semantic;
    let binding = semantic.binding(found);
    semantic
        .bindings_of(binding.symbol)
        .filter(|id| {
            let other = semantic.binding(*id);
            other.scope == binding.scope
                && !matches!(
                    other.kind,
                    BindingKind::Deletion | BindingKind::Global | BindingKind::Nonlocal
                )
                && is_seen(semantic, other.statement)
        })
        .last()
        .unwrap_or(found)
}

fn meaning_of_binding<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    id: BindingId,
    hops: usize,
) -> Meaning<'a> {
    let binding = module.semantic.binding(id);
    let name = binding.name.to_owned();
    match binding.kind {
        BindingKind::Import(alias) => {
            let is_ours = library.find(&alias.name, module).is_some();
            Meaning::Module { package: None, name: alias.name.to_string(), is_ours }
        }
        BindingKind::SubmoduleImport(alias) => {
            let first = alias.name.split('.').next().unwrap_or_default().to_owned();
            let is_ours = library.find(&first, module).is_some();
            Meaning::Module { package: None, name: first, is_ours }
        }
        BindingKind::FromImport { .. } => {
            let Some(path) = module.semantic.import_path(id) else { return Meaning::Unknown };
            let Some((member_name, package)) = path.segments().split_last() else {
                return Meaning::Unknown;
            };
            let package = package.join(".");
            if package.starts_with('.') || package.is_empty() {
                return Meaning::Unknown;
            }
            if let Some(inner) = library.find(&package, module).filter(|_| hops > 0) {
                if let Some(found) = member(library, &inner, member_name, hops - 1) {
                    return found;
                }
                if library.find(&format!("{package}.{member_name}"), module).is_some() {
                    let name = (*member_name).to_owned();
                    return Meaning::Module { package: Some(package), name, is_ours: true };
                }
                return Meaning::Unknown;
            }
            let is_for_checkers = is_in_type_checking(module, binding);
            Meaning::Foreign { module: package, name: (*member_name).to_owned(), is_for_checkers }
        }
        BindingKind::FutureImport(_) => Meaning::Unknown,
        _ => {
            let exporter = module.dotted_name();
            Meaning::Ours(Definition { module: Rc::clone(module), binding: id, exporter, name })
        }
    }
}

/// What a member of a module of the project means.
fn member<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    name: &str,
    hops: usize,
) -> Option<Meaning<'a>> {
    let semantic = &module.semantic;
    let symbol = semantic.symbol_in(ScopeId::MODULE, name);
    let Some(binding) = symbol.and_then(|symbol| semantic.symbol(symbol).last) else {
        return from_star_imports(library, module, name, hops);
    };
    let binding = binding_for_checkers(module, binding);
    let mut meaning = meaning_of_binding(library, module, binding, hops);
    // A name that a module exports is best imported from there: where it is defined is its affair.
    let exports = semantic.exports();
    let is_exported = exports.names.iter().any(|export| export.name == name)
        || semantic
            .binding(binding)
            .flags
            .contains(pylint_rs_semantic::BindingFlags::EXPLICIT_EXPORT);
    if let Meaning::Ours(definition) = &mut meaning
        && is_exported
        && semantic.binding(binding).is_import()
    {
        definition.exporter = module.dotted_name();
        definition.name = name.to_owned();
    }
    Some(meaning)
}

fn from_star_imports<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    name: &str,
    hops: usize,
) -> Option<Meaning<'a>> {
    let semantic = &module.semantic;
    for node in &semantic.scope(ScopeId::MODULE).star_imports {
        let AnyNodeRef::StmtImportFrom(statement) = semantic.node(*node).syntax else { continue };
        let Some(path) = absolute(module, statement) else { continue };
        if let Some(inner) = library.find(&path, module).filter(|_| hops > 0) {
            if let Some(found) = member(library, &inner, name, hops - 1) {
                return Some(found);
            }
        } else if semantic.scope(ScopeId::MODULE).star_imports.len() == 1 {
            let name = name.to_owned();
            return Some(Meaning::Foreign { module: path, name, is_for_checkers: false });
        }
    }
    None
}

/// The dotted name of the module that an import names.
pub(super) fn absolute(
    module: &Module<'_>,
    statement: &ruff_python_ast::StmtImportFrom,
) -> Option<String> {
    let named = statement.module.as_ref().map(|name| name.as_str());
    let level = statement.level as usize;
    if level == 0 {
        return named.map(str::to_owned);
    }
    let dropped = level - usize::from(module.semantic.module().is_package);
    let kept = module.name.len().checked_sub(dropped)?;
    let mut parts: Vec<&str> = module.name[..kept].iter().map(String::as_str).collect();
    parts.extend(named);
    (!parts.is_empty()).then(|| parts.join("."))
}

fn is_in_type_checking(module: &Module<'_>, binding: &Binding<'_>) -> bool {
    let semantic = &module.semantic;
    semantic.ancestor_ids(binding.statement).any(|ancestor| match semantic.node(ancestor).syntax {
        AnyNodeRef::StmtIf(statement) => match &*statement.test {
            Expr::Name(name) => name.id == "TYPE_CHECKING",
            Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
            _ => false,
        },
        _ => false,
    })
}
