//! The protocol of a class.

use std::rc::Rc;

use ruff_python_ast::{Expr, PythonVersion, Stmt, StmtClassDef, StmtFunctionDef};
use ruff_python_stdlib::identifiers::is_identifier;
use ruff_python_stdlib::keyword::is_keyword;
use ruff_text_size::Ranged;

use super::ancestry::Ancestry;
use super::class_kind::ENUMERATIONS;
use super::decorators::Role;
use super::members::{Attribute, AttributeType, Member, MemberKind, members};
use super::output_names::OutputNames;

use super::signature::{Signature, Untyped};
use super::type_writer::{Problem, Subject, TypeWriter, problem};
use super::variance::Variance;
use super::{Files, Library, Module, Target};
use crate::generation::{Generated, GeneratedFile};
use crate::outline::defined;
use crate::syntax::{self, ClassDefinition};
use crate::{Origin, SpecError, printing};

/// How the protocol of a class is to be.
#[derive(Clone, Debug)]
pub struct ProtocolRequest {
    /// What it is called; nothing for the class's name and `Protocol`.
    pub name: Option<String>,
    /// What becomes of members whose type the source does not say; nothing if that is an error.
    pub untyped: Option<Untyped>,
    /// The oldest Python the result must run on.
    pub target_version: PythonVersion,
}

/// Bases that bring no members, or none that a protocol could have.
const EMPTY_BASES: &[&str] = &[
    "builtins.object",
    "abc.ABC",
    "typing.Generic",
    "typing.Protocol",
    "typing_extensions.Generic",
    "typing_extensions.Protocol",
];

/// The protocol of a class.
///
/// # Errors
/// If the file is no Python or has no such class, and members whose type it does not say.
pub fn protocol(target: &Target, request: &ProtocolRequest) -> Result<Generated, Vec<SpecError>> {
    let files = Files::default();
    let library = Library::new(&files, request.target_version);
    let module = library.read(&target.path)?;
    let class = module.class(target).map_err(|error| vec![error])?;
    let ancestry = Ancestry::of(&library, &module, class).map_err(|error| vec![error])?;
    if ancestry.is_typed_dict() {
        let message = format!("`{}` is a TypedDict, which no protocol can describe", class.name);
        return Err(vec![module.error(&class.name, message)]);
    }
    let imported = module.dotted_name();
    if !imported.split('.').all(|part| is_identifier(part) && !is_keyword(part)) {
        let message = format!(
            "no `import` can name the module `{imported}`, and what proves the protocol has to"
        );
        return Err(vec![module.error(&class.name, message)]);
    }
    let name = request
        .name
        .clone()
        .unwrap_or_else(|| format!("{}Protocol", class.name.trim_start_matches('_')));
    let mut names = OutputNames::new(request.target_version);
    names.define(&name);
    names.define("_");
    let members = members(&library, &ancestry);
    names.shadow(members.iter().map(|member| member.name.clone()));
    let writer = TypeWriter {
        library: &library,
        names,
        uses: vec![Vec::new(); ancestry.parameters.len()],
        subject: Subject {
            path: module.path.clone(),
            class,
            protocol: name.clone(),
            parameters: ancestry.parameters.clone(),
        },
        method_variables: Vec::new(),
        allows_self: true,
    };
    let mut body = ProtocolBody {
        writer,
        untyped: request.untyped,
        variables: Vec::new(),
        attributes: Vec::new(),
        methods: Vec::new(),
        errors: Vec::new(),
        warnings: foreign_warnings(&ancestry),
    };
    members.iter().for_each(|member| body.member(member));
    if ancestry.has_foreign(ENUMERATIONS) {
        body.enumeration(&module);
    }
    if !body.errors.is_empty() {
        return Err(body.errors);
    }
    let warnings = std::mem::take(&mut body.warnings);
    let text =
        body.finish(&module, target).map_err(|message| vec![module.error(class, message)])?;
    let origins = vec![origin(&name, &module, class)];
    let files = vec![GeneratedFile { text, origins, ..GeneratedFile::default() }];
    Ok(Generated { files, warnings, inputs: library.inputs() })
}

/// The lines that a protocol and its members come from.
fn origin(name: &str, module: &Module<'_>, class: &StmtClassDef) -> Origin {
    let span = |node: &dyn Ranged| node.range().start().to_usize()..node.range().end().to_usize();
    let mut origin = Origin::new(name, &module.source, &span(&class.name));
    for statement in &class.body {
        if let Some(member) = defined(statement) {
            origin.add_member(member, &span(statement));
        }
    }
    origin
}

fn foreign_warnings(ancestry: &Ancestry<'_>) -> Vec<SpecError> {
    ancestry
        .foreign
        .iter()
        .filter(|base| !EMPTY_BASES.contains(&base.name.as_str()))
        .map(|base| {
            let name = &base.name;
            let message = format!("members of `{name}` are left out: it is not in this project");
            base.module.error(base.expression, message)
        })
        .collect()
}

struct ProtocolBody<'l, 'a> {
    writer: TypeWriter<'l, 'a>,
    untyped: Option<Untyped>,
    /// The type variables of methods, where those are made before the class.
    variables: Vec<super::type_variable::TypeVariable<'a>>,
    attributes: Vec<Stmt>,
    methods: Vec<Stmt>,
    errors: Vec<SpecError>,
    warnings: Vec<SpecError>,
}

impl<'a> ProtocolBody<'_, 'a> {
    fn member(&mut self, member: &Member<'a>) {
        let module = Rc::clone(&member.environment.module);
        let name = &member.name;
        let result = match &member.kind {
            MemberKind::Method { functions, role, is_context_manager } => {
                self.method(member, functions, *role, *is_context_manager)
            }
            MemberKind::Property { getter, setter, deleter } => {
                self.property(member, getter, *setter, *deleter)
            }
            MemberKind::Attribute(attribute) => self.attribute(member, attribute),
            MemberKind::Class => {
                let message = format!("the class `{name}` inside the class is left out");
                self.warnings.push(module.error(member.range, message));
                return;
            }
            MemberKind::EnumerationMember => return,
            MemberKind::Final => {
                let message = format!("`{name}` is left out: no member of a protocol is `Final`");
                self.warnings.push(module.error(member.range, message));
                return;
            }
            MemberKind::Untyped(problem) => Err(problem.clone()),
        };
        if let Err(problem) = result {
            self.untyped(member, &problem);
        }
    }

    /// A member whose type is not known.
    fn untyped(&mut self, member: &Member<'a>, problem: &Problem) {
        let name = &member.name;
        let module = &member.environment.module;
        match self.untyped {
            Some(Untyped::Skip) => {
                let message = format!("`{name}` is left out: {}", problem.message);
                self.warnings.push(module.error(problem.range, message));
            }
            Some(Untyped::Object) if super::members::is_public(name) => {
                let object = self.writer.names.builtin("object");
                let property = self.read_only(name, object);
                self.methods.push(property);
            }
            Some(Untyped::Object) => {
                let message = format!("`{name}` is left out: {}", problem.message);
                self.warnings.push(module.error(problem.range, message));
            }
            None => {
                let message = format!("{}; `--untyped` can be `object` or `skip`", problem.message);
                self.errors.push(module.error(problem.range, message));
            }
        }
    }

    fn method(
        &mut self,
        member: &Member<'a>,
        functions: &[&'a StmtFunctionDef],
        role: Role,
        is_context_manager: bool,
    ) -> Result<(), Problem> {
        let mut statements = Vec::new();
        let mut dropped = Vec::new();
        for function in functions {
            match self.function(member, function, role, is_context_manager) {
                Ok(statement) => statements.push(statement),
                // An overload less makes the protocol ask for less.
                Err(problem) if functions.len() > 1 => dropped.push(problem),
                Err(problem) => return Err(problem),
            }
        }
        if statements.is_empty() {
            return dropped.into_iter().next().map_or(Ok(()), Err);
        }
        let module = &member.environment.module;
        for problem in dropped {
            let message =
                format!("an overload of `{}` is left out: {}", member.name, problem.message);
            self.warnings.push(module.error(problem.range, message));
        }
        if statements.len() > 1 {
            for statement in &mut statements {
                if let Stmt::FunctionDef(definition) = statement {
                    let overload = syntax::decorator(self.writer.names.overload());
                    definition.decorator_list.insert(0, overload);
                }
            }
        }
        self.methods.extend(statements);
        Ok(())
    }

    fn function(
        &mut self,
        member: &Member<'a>,
        function: &'a StmtFunctionDef,
        role: Role,
        is_context_manager: bool,
    ) -> Result<Stmt, Problem> {
        self.writer.method_variables.clear();
        let Signature { parameters, mut returns } =
            self.writer.signature(function, role, &member.environment, self.untyped)?;
        let semantic = &member.environment.module.semantic;
        let is_generator = pylint_rs_semantic::Returned::of(function, semantic).is_generator();
        if is_context_manager {
            returns = self.context_manager(function, returns)?;
        }
        let mut decorators = Vec::new();
        match role {
            Role::Class => decorators.push(self.builtin_decorator("classmethod")),
            Role::Static => decorators.push(self.builtin_decorator("staticmethod")),
            _ => {}
        }
        let type_parameters = self.method_type_parameters()?;
        let statement = syntax::function(syntax::Function {
            name: &member.name,
            decorators,
            // Of a generator, `async` says how it runs; without its body, it would say that it
            // has to be awaited.
            is_async: function.is_async && !is_generator && !is_context_manager,
            type_parameters: type_parameters.map(|it| *it),
            parameters,
            returns,
            body: vec![syntax::expression_statement(syntax::ellipsis())],
        });
        Ok(statement)
    }

    fn builtin_decorator(&mut self, name: &str) -> ruff_python_ast::Decorator {
        syntax::decorator(self.writer.names.builtin(name))
    }

    /// The type parameters of the method that was just written.
    fn method_type_parameters(
        &mut self,
    ) -> Result<Option<Box<ruff_python_ast::TypeParams>>, Problem> {
        let variables = std::mem::take(&mut self.writer.method_variables);
        if self.writer.has_brackets() {
            return self.writer.brackets(&variables);
        }
        for variable in variables {
            if !self.variables.iter().any(|known| known.key() == variable.key()) {
                self.variables.push(variable);
            }
        }
        Ok(None)
    }

    /// What a generator gives once it is made into a context manager.
    fn context_manager(
        &mut self,
        function: &'a StmtFunctionDef,
        returns: Expr,
    ) -> Result<Expr, Problem> {
        let Expr::Subscript(subscript) = returns else {
            return Err(problem(&function.name, "this is no generator of something"));
        };
        let given = match *subscript.slice {
            Expr::Tuple(tuple) if !tuple.elts.is_empty() => tuple.elts[0].clone(),
            single => single,
        };
        let class = if function.is_async {
            "AbstractAsyncContextManager"
        } else {
            "AbstractContextManager"
        };
        let head =
            self.writer.names.member("contextlib", class, class, super::output_names::When::Always);
        Ok(syntax::subscript(head, given))
    }

    fn property(
        &mut self,
        member: &Member<'a>,
        getter: &'a StmtFunctionDef,
        setter: Option<&'a StmtFunctionDef>,
        deleter: Option<&'a StmtFunctionDef>,
    ) -> Result<(), Problem> {
        let mut statements = Vec::new();
        let accessors =
            [(Some(getter), None), (setter, Some("setter")), (deleter, Some("deleter"))];
        for (function, kind) in accessors {
            let Some(function) = function else { continue };
            self.writer.method_variables.clear();
            let signature = match kind {
                // What a setter or a deleter returns nobody sees.
                Some(_) if function.returns.is_none() => self.accessor(function, member)?,
                _ => self.writer.signature(
                    function,
                    Role::Instance,
                    &member.environment,
                    self.untyped,
                )?,
            };
            // Nothing a property is given says what they are.
            if !self.writer.method_variables.is_empty() {
                return Err(problem(&function.name, "its type depends on what is done with it"));
            }
            let decorator = match kind {
                None => self.builtin_decorator("property"),
                Some(kind) => {
                    let property = syntax::name(&member.name);
                    syntax::decorator(syntax::attribute(property, kind))
                }
            };
            let statement = syntax::function(syntax::Function {
                name: &member.name,
                decorators: vec![decorator],
                is_async: function.is_async,
                type_parameters: None,
                parameters: signature.parameters,
                returns: signature.returns,
                body: vec![syntax::expression_statement(syntax::ellipsis())],
            });
            statements.push(statement);
        }
        self.methods.extend(statements);
        Ok(())
    }

    /// A setter or deleter that does not say that it returns nothing.
    fn accessor(
        &mut self,
        function: &'a StmtFunctionDef,
        member: &Member<'a>,
    ) -> Result<Signature, Problem> {
        let untyped = Some(Untyped::Object);
        let has_types = function
            .parameters
            .iter_non_variadic_params()
            .skip(1)
            .all(|parameter| parameter.parameter.annotation.is_some());
        if !has_types && self.untyped != untyped {
            return Err(problem(&function.name, "its setter has no annotations"));
        }
        let mut signature =
            self.writer.signature(function, Role::Instance, &member.environment, untyped)?;
        signature.returns = syntax::none();
        Ok(signature)
    }

    fn attribute(&mut self, member: &Member<'a>, attribute: &Attribute<'a>) -> Result<(), Problem> {
        let mut is_read_only = attribute.is_read_only;
        if let AttributeType::Declared(annotation) = &attribute.annotation
            && self.writer.is_callable(annotation, &member.environment)
        {
            if attribute.is_in_body {
                let name = &member.name;
                let message = format!(
                    "`{name}` is left out: a type checker may take a function in a class for a method"
                );
                self.warnings.push(member.environment.module.error(member.range, message));
                return Ok(());
            }
            is_read_only |= attribute.is_field;
        }
        if let AttributeType::Declared(annotation) = &attribute.annotation
            && attribute.is_in_body
            && self.writer.is_descriptor(annotation, &member.environment)
        {
            let message = format!("`{}` is a descriptor, whose type is not read off", member.name);
            return Err(problem(member.range, message));
        }
        // What is assigned is a string to some type checkers, and one of those strings to others.
        let widened = match &attribute.annotation {
            AttributeType::Parameter(annotation)
                if self.writer.has_literal(annotation, &member.environment) =>
            {
                is_read_only = true;
                Some(*annotation)
            }
            _ => None,
        };
        let variance = if is_read_only { Variance::Covariant } else { Variance::Invariant };
        self.writer.method_variables.clear();
        self.writer.allows_self = false;
        let written = match (&attribute.annotation, widened) {
            (_, Some(annotation)) => self.writer.write_widened(annotation, &member.environment)?,
            (AttributeType::Declared(annotation) | AttributeType::Parameter(annotation), None) => {
                self.writer.write(annotation, &member.environment, variance)?
            }
            (AttributeType::Constructed(class), None) => {
                self.writer.write(class, &member.environment, variance)?
            }
            (AttributeType::Inferred(inferred), None) => {
                self.writer.write_inferred(inferred, member.range)?
            }
        };
        if !std::mem::take(&mut self.writer.method_variables).is_empty() {
            let message = "its type depends on what a method is called with";
            return Err(problem(member.range, message));
        }
        if is_read_only {
            let property = self.read_only(&member.name, written);
            self.methods.push(property);
            return Ok(());
        }
        let annotation = if attribute.is_class_variable {
            syntax::subscript(self.writer.names.typing("ClassVar"), written)
        } else {
            written
        };
        self.attributes.push(syntax::annotated(&member.name, annotation, None));
        Ok(())
    }

    fn read_only(&mut self, name: &str, annotation: Expr) -> Stmt {
        let property = self.builtin_decorator("property");
        syntax::function(syntax::Function {
            name,
            decorators: vec![property],
            is_async: false,
            type_parameters: None,
            parameters: syntax::parameters(vec![syntax::parameter("self", None, None)]),
            returns: annotation,
            body: vec![syntax::expression_statement(syntax::ellipsis())],
        })
    }

    /// What every member of an enumeration has.
    fn enumeration(&mut self, module: &Module<'a>) {
        let annotation = self.writer.names.builtin("str");
        let property = self.read_only("name", annotation);
        self.methods.insert(0, property);
        let message = "members of an enumeration are left out: its class has them";
        self.warnings.push(module.error(&self.writer.subject.class.name, message));
    }

    /// The module's text.
    fn finish(mut self, module: &Rc<Module<'a>>, target: &Target) -> Result<String, String> {
        let subject = &self.writer.subject;
        let name = subject.protocol.clone();
        let parameters = subject.parameters.clone();
        let tell = |problem: Problem| problem.message;
        let mut definitions = Vec::new();
        let protocol = self.writer.names.typing("Protocol");
        let mut base = protocol;
        let mut brackets = None;
        if self.writer.has_brackets() {
            brackets = self.writer.brackets(&parameters).map_err(tell)?;
        } else {
            let uses = std::mem::take(&mut self.writer.uses);
            for (variable, uses) in parameters.iter().zip(&uses) {
                definitions.push(self.writer.assignment(variable, Some(uses)).map_err(tell)?);
            }
            for variable in std::mem::take(&mut self.variables) {
                definitions.push(self.writer.assignment(&variable, None).map_err(tell)?);
            }
            if !parameters.is_empty() {
                let arguments: Vec<Expr> =
                    parameters.iter().map(|it| self.writer.as_argument(it)).collect();
                base = syntax::subscript(base, slice(arguments));
            }
        }
        let mut body = self.attributes;
        body.extend(self.methods);
        if body.is_empty() {
            body.push(syntax::expression_statement(syntax::ellipsis()));
        }
        definitions.push(syntax::class(ClassDefinition {
            name: &name,
            decorators: Vec::new(),
            type_parameters: brackets.clone().map(|it| *it),
            bases: vec![base],
            keywords: Vec::new(),
            body,
        }));
        let class = self.writer.ours(&module.dotted_name(), &target.name);
        let proof = prove(&mut self.writer, &name, class, &parameters, brackets);
        let checking = self.writer.names.typing("TYPE_CHECKING");
        definitions.push(syntax::if_(checking, vec![proof]));
        let comment = self.writer.names.comment();
        let mut groups = self.writer.names.statements();
        groups.push(definitions);
        let text = printing::print(groups, self.writer.library.target_version())
            .map_err(|message| format!("this is a mistake of ours, please report it: {message}"))?;
        let gap = if comment.is_empty() { "" } else { "\n" };
        Ok(format!("{comment}{gap}{text}"))
    }
}

/// What only type-checks if the class has the protocol.
fn prove<'a>(
    writer: &mut TypeWriter<'_, 'a>,
    name: &str,
    class: Expr,
    parameters: &[super::type_variable::TypeVariable<'a>],
    brackets: Option<Box<ruff_python_ast::TypeParams>>,
) -> Stmt {
    if parameters.is_empty() {
        let cast = writer.names.typing("cast");
        let class = syntax::string(&printing::expression(&class));
        let value = syntax::call(cast, vec![class, syntax::ellipsis()], Vec::new());
        return syntax::annotated("_", syntax::name(name), Some(value));
    }
    let mut arguments =
        || slice(parameters.iter().map(|it| writer.as_argument(it)).collect::<Vec<Expr>>());
    let given = syntax::subscript(class, arguments());
    let wanted = syntax::subscript(syntax::name(name), arguments());
    let parameter = syntax::parameter("it", Some(given), None);
    let mut function = syntax::function(syntax::Function {
        name: "_",
        decorators: Vec::new(),
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(vec![parameter]),
        returns: wanted,
        body: vec![syntax::return_(syntax::name("it"))],
    });
    if let Stmt::FunctionDef(definition) = &mut function {
        definition.type_params = brackets;
    }
    function
}

fn slice(mut elements: Vec<Expr>) -> Expr {
    if elements.len() == 1 { elements.remove(0) } else { syntax::tuple(elements, false) }
}
