//! The members of a class: what its body and its methods give to instances.

use std::rc::Rc;

use pylint_rs_semantic::Type;
use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::Library;
use super::ancestry::{Ancestry, ClassReference};
use super::class_kind::ClassKind;
use super::conditions::seen_statements;
use super::construction::constructed_class;
use super::decorators::{Decoration, Role};
use super::environment::Environment;
use super::instance_attributes::instance_attributes;
use super::type_writer::{Problem, problem};

/// A member of a class.
#[derive(Clone)]
pub(super) struct Member<'a> {
    /// Its name.
    pub(super) name: String,
    /// Where it is defined.
    pub(super) range: TextRange,
    /// The class that defines it.
    pub(super) environment: Rc<Environment<'a>>,
    /// Whether it is what methods assign to `self`.
    pub(super) is_from_method: bool,
    /// What it is.
    pub(super) kind: MemberKind<'a>,
}

/// What a member is.
#[derive(Clone)]
pub(super) enum MemberKind<'a> {
    /// A method, or all overloads of one.
    Method {
        /// Its definition, or all but the implementation.
        functions: Vec<&'a StmtFunctionDef>,
        /// What it is called on.
        role: Role,
        /// Whether it is a generator made into a context manager.
        is_context_manager: bool,
    },
    /// A property.
    Property {
        /// What gets it.
        getter: &'a StmtFunctionDef,
        /// What sets it.
        setter: Option<&'a StmtFunctionDef>,
        /// What deletes it.
        deleter: Option<&'a StmtFunctionDef>,
    },
    /// An attribute.
    Attribute(Attribute<'a>),
    /// The class inside the class, of which a protocol can say nothing.
    Class,
    /// A member of an enumeration.
    EnumerationMember,
    /// A class variable that is `Final`.
    Final,
    /// A member whose type cannot be read off.
    Untyped(Problem),
}

/// An attribute.
#[derive(Clone)]
pub(super) struct Attribute<'a> {
    /// Where its type is from.
    pub(super) annotation: AttributeType<'a>,
    /// Whether it is the class's.
    pub(super) is_class_variable: bool,
    /// Whether it can only be promised that it can be read.
    pub(super) is_read_only: bool,
    /// Whether the class's body declares it, and not as a field of a dataclass.
    pub(super) is_in_body: bool,
    /// Whether it is a field of a dataclass.
    pub(super) is_field: bool,
}

/// Where an attribute's type is from.
#[derive(Clone)]
pub(super) enum AttributeType<'a> {
    /// Its annotation.
    Declared(&'a Expr),
    /// The annotation of the parameter that it is set to.
    Parameter(&'a Expr),
    /// Its value.
    Inferred(Type<'a>),
    /// The class that is called to make its value.
    Constructed(&'a Expr),
}

/// The members of a class and of those it inherits from, each name once.
pub(super) fn members<'a>(library: &Library<'a>, ancestry: &Ancestry<'a>) -> Vec<Member<'a>> {
    let mut all: Vec<Member<'a>> = Vec::new();
    for class in &ancestry.classes {
        for member in own_members(library, class, ancestry) {
            match all.iter_mut().find(|known| known.name == member.name) {
                None => all.push(member),
                // What a base declares holds for those who only give a value; but of a value in a
                // class's body some type checkers remember that it is narrower.
                Some(known) if is_undeclared(known) && is_declared(&member) => {
                    let is_in_body = !known.is_from_method;
                    *known = member;
                    if let MemberKind::Attribute(attribute) = &mut known.kind {
                        attribute.is_read_only |= is_in_body;
                    }
                }
                Some(_) => {}
            }
        }
    }
    all
}

fn is_undeclared(member: &Member<'_>) -> bool {
    match &member.kind {
        MemberKind::Attribute(attribute) => {
            !matches!(attribute.annotation, AttributeType::Declared(_))
        }
        MemberKind::Untyped(_) => true,
        _ => false,
    }
}

fn is_declared(member: &Member<'_>) -> bool {
    matches!(
        &member.kind,
        MemberKind::Attribute(Attribute { annotation: AttributeType::Declared(_), .. })
    )
}

/// The members that one class defines.
fn own_members<'a>(
    library: &Library<'a>,
    class: &ClassReference<'a>,
    ancestry: &Ancestry<'a>,
) -> Vec<Member<'a>> {
    let semantic = &class.environment.module.semantic;
    let kind = ClassKind::of(class, ancestry);
    let mut collector = Collector { library, class, kind, found: Vec::new() };
    for statement in seen_statements(semantic, &class.class.body) {
        collector.statement(statement);
    }
    for (name, range, kind) in instance_attributes(library, class) {
        if !is_public(&name) {
            continue;
        }
        match collector.found.iter_mut().find(|member| member.name == name) {
            // A value in the body and others in methods: only a type checker knows what both are.
            Some(member) => {
                let same = match (&member.kind, &kind) {
                    (MemberKind::Attribute(body), MemberKind::Attribute(inner)) => {
                        match (&body.annotation, &inner.annotation) {
                            (AttributeType::Declared(_), _) => true,
                            (AttributeType::Inferred(left), AttributeType::Inferred(right)) => {
                                left == right
                            }
                            _ => false,
                        }
                    }
                    (MemberKind::Attribute(body), _) => {
                        matches!(body.annotation, AttributeType::Declared(_))
                    }
                    // Set before it is asked for, which type checkers disagree about.
                    (MemberKind::Property { setter: None, .. }, _) => false,
                    _ => true,
                };
                if let (MemberKind::Attribute(_), MemberKind::Attribute(inner)) =
                    (&member.kind, &kind)
                    && matches!(inner.annotation, AttributeType::Declared(_))
                    && !same
                {
                    member.kind = kind;
                } else if !same {
                    let message = format!("`{name}` has several values and no annotation");
                    member.kind = MemberKind::Untyped(problem(range, message));
                }
            }
            None => {
                collector.push(&name, range, kind);
                if let Some(member) = collector.found.last_mut() {
                    member.is_from_method = true;
                }
            }
        }
    }
    collector.found
}

/// Whether a name is for everybody.
pub(super) fn is_public(name: &str) -> bool {
    !name.starts_with('_')
}

/// Special methods that say nothing of what an instance can do for others: how it is made and
/// kept, and what every object has.
const NO_INTERFACE: &[&str] = &[
    "__init__",
    "__new__",
    "__post_init__",
    "__attrs_init__",
    "__attrs_pre_init__",
    "__attrs_post_init__",
    "__del__",
    "__init_subclass__",
    "__class_getitem__",
    "__set_name__",
    "__prepare__",
    "__mro_entries__",
    "__instancecheck__",
    "__subclasscheck__",
    "__subclasshook__",
    "__repr__",
    "__str__",
    "__format__",
    "__eq__",
    "__ne__",
    "__hash__",
    "__sizeof__",
    "__dir__",
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
    "__getinitargs__",
];

/// Whether a method belongs to what others can do with an instance.
fn is_interface(name: &str) -> bool {
    is_public(name)
        || (name.len() > 4
            && name.starts_with("__")
            && name.ends_with("__")
            && !NO_INTERFACE.contains(&name))
}

struct Collector<'c, 'a> {
    library: &'c Library<'a>,
    class: &'c ClassReference<'a>,
    kind: ClassKind,
    found: Vec<Member<'a>>,
}

impl<'a> Collector<'_, 'a> {
    fn push(&mut self, name: &str, range: TextRange, kind: MemberKind<'a>) {
        let member = Member {
            name: name.to_owned(),
            range,
            environment: Rc::clone(&self.class.environment),
            is_from_method: false,
            kind,
        };
        match self.found.iter_mut().find(|other| other.name == name) {
            Some(other) => *other = member,
            None => self.found.push(member),
        }
    }

    fn known(&mut self, name: &str) -> Option<&mut Member<'a>> {
        self.found.iter_mut().find(|member| member.name == name)
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) if is_public(&class.name) => {
                self.push(&class.name, class.name.range(), MemberKind::Class);
            }
            Stmt::AnnAssign(assignment) => {
                if let Expr::Name(name) = &*assignment.target
                    && is_public(&name.id)
                {
                    self.annotated(name.id.as_str(), name.range(), &assignment.annotation);
                }
            }
            Stmt::Assign(assignment) => {
                for target in &assignment.targets {
                    match target {
                        Expr::Name(name) => {
                            self.assigned(name.id.as_str(), name.range(), Some(&assignment.value));
                        }
                        Expr::Tuple(tuple) => {
                            for element in &tuple.elts {
                                if let Expr::Name(name) = element {
                                    self.assigned(name.id.as_str(), name.range(), None);
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn function(&mut self, function: &'a StmtFunctionDef) {
        let name = function.name.as_str();
        if !is_interface(name) {
            return;
        }
        let range = function.name.range();
        let decoration = match Decoration::of(function, &self.class.environment.module.semantic) {
            Ok(decoration) => decoration,
            Err(problem) => {
                self.push(name, range, MemberKind::Untyped(problem));
                return;
            }
        };
        let role = decoration.role;
        match role {
            Role::Getter | Role::Cached => {
                let kind = MemberKind::Property { getter: function, setter: None, deleter: None };
                self.push(name, range, kind);
            }
            Role::Setter => {
                if let Some(Member { kind: MemberKind::Property { setter, .. }, .. }) =
                    self.known(name)
                {
                    *setter = Some(function);
                }
            }
            Role::Deleter => {
                if let Some(Member { kind: MemberKind::Property { deleter, .. }, .. }) =
                    self.known(name)
                {
                    *deleter = Some(function);
                }
            }
            Role::ClassProperty => {
                let problem = problem(range, "type checkers do not agree on properties of a class");
                self.push(name, range, MemberKind::Untyped(problem));
            }
            Role::Instance | Role::Class | Role::Static => {
                self.method(function, decoration);
            }
        }
    }

    fn method(&mut self, function: &'a StmtFunctionDef, decoration: Decoration) {
        let Decoration { role, is_overload, is_context_manager } = decoration;
        let name = function.name.as_str();
        let semantic = &self.class.environment.module.semantic;
        let first_is_overload = |functions: &[&'a StmtFunctionDef]| {
            functions.first().is_some_and(|first| {
                Decoration::of(first, semantic).is_ok_and(|first| first.is_overload)
            })
        };
        if let Some(Member { kind: MemberKind::Method { functions, .. }, .. }) =
            self.found.iter_mut().find(|member| member.name == name)
            && first_is_overload(functions)
        {
            // What comes after overloads is one more, or what implements them.
            if is_overload {
                functions.push(function);
            }
            return;
        }
        let kind = MemberKind::Method { functions: vec![function], role, is_context_manager };
        self.push(name, function.name.range(), kind);
    }

    fn annotated(&mut self, name: &str, range: TextRange, annotation: &'a Expr) {
        let semantic = &self.class.environment.module.semantic;
        let qualified =
            semantic.qualified_name(ruff_python_ast::helpers::map_subscript(annotation));
        let is_typing =
            |member: &str| qualified.as_ref().is_some_and(|name| name.is_typing(member));
        let inner = match annotation {
            Expr::Subscript(subscript) => Some(&*subscript.slice),
            _ => None,
        };
        if qualified.as_ref().is_some_and(|it| it.is("dataclasses.InitVar")) {
            return;
        }
        if is_typing("TypeAlias") {
            return;
        }
        let kind = if is_typing("Final") && !self.kind.has_fields {
            MemberKind::Final
        } else if is_typing("ClassVar") || is_typing("Final") {
            match inner {
                Some(inner) => MemberKind::Attribute(Attribute {
                    annotation: AttributeType::Declared(inner),
                    is_class_variable: is_typing("ClassVar"),
                    is_read_only: is_typing("Final"),
                    is_in_body: false,
                    is_field: self.kind.has_fields,
                }),
                None => {
                    MemberKind::Untyped(problem(range, format!("the type of `{name}` is not told")))
                }
            }
        } else {
            MemberKind::Attribute(Attribute {
                annotation: AttributeType::Declared(annotation),
                is_class_variable: false,
                is_read_only: self.kind.is_frozen,
                is_in_body: !self.kind.has_fields,
                is_field: self.kind.has_fields,
            })
        };
        self.push(name, range, kind);
    }

    fn assigned(&mut self, name: &str, range: TextRange, value: Option<&'a Expr>) {
        let semantic = &self.class.environment.module.semantic;
        let is_special = !is_public(name);
        if is_special && !is_interface(name) {
            return;
        }
        if let Some(Expr::Name(other)) = value
            && let Some(member) = self.found.iter().find(|member| member.name == other.id.as_str())
            && matches!(member.kind, MemberKind::Method { .. } | MemberKind::Property { .. })
        {
            // `__radd__ = __add__`
            let kind = member.kind.clone();
            self.push(name, range, kind);
            return;
        }
        if is_special {
            return;
        }
        if self.kind.is_enumeration {
            self.push(name, range, MemberKind::EnumerationMember);
            return;
        }
        if let Some(Member { kind: MemberKind::Attribute(attribute), .. }) = self.known(name)
            && matches!(attribute.annotation, AttributeType::Declared(_))
        {
            return;
        }
        let module = &self.class.environment.module;
        let constructed = value.and_then(|value| constructed_class(self.library, module, value));
        let inferred = match constructed {
            Some((callee, _)) => Some(AttributeType::Constructed(callee)),
            None => {
                value.and_then(|value| obvious_type(value, semantic)).map(AttributeType::Inferred)
            }
        };
        let kind = match inferred {
            Some(annotation) if self.known(name).is_none() => MemberKind::Attribute(Attribute {
                annotation,
                is_class_variable: false,
                is_read_only: is_constant(name),
                is_in_body: true,
                is_field: false,
            }),
            _ => MemberKind::Untyped(problem(range, format!("`{name}` has no annotation"))),
        };
        self.push(name, range, kind);
    }
}

/// Whether a name is written as constants are: Pyright takes its value for its type.
pub(super) fn is_constant(name: &str) -> bool {
    name.chars().all(|character| !character.is_lowercase())
}

/// The type that a value obviously has, so that every type checker says the same.
pub(super) fn obvious_type<'a>(
    value: &'a Expr,
    semantic: &pylint_rs_semantic::Semantic<'a>,
) -> Option<Type<'a>> {
    let is_obvious = match value {
        Expr::StringLiteral(_)
        | Expr::FString(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_) => true,
        Expr::UnaryOp(operation) => operation.operand.is_number_literal_expr(),
        Expr::List(list) => !list.elts.is_empty() && list.elts.iter().all(Expr::is_literal_expr),
        Expr::Set(set) => set.elts.iter().all(Expr::is_literal_expr),
        Expr::Dict(dict) => {
            !dict.items.is_empty()
                && dict.items.iter().all(|item| {
                    item.key.as_ref().is_some_and(Expr::is_literal_expr)
                        && item.value.is_literal_expr()
                })
        }
        Expr::Tuple(tuple) => {
            !tuple.elts.is_empty() && tuple.elts.iter().all(Expr::is_literal_expr)
        }
        _ => false,
    };
    semantic.type_of(value).filter(|inferred| {
        is_obvious && inferred.is_precise() && !matches!(inferred, Type::Union(_))
    })
}
