//! What generated classes take from each other.

use ruff_python_ast::Expr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::File;
use super::reader::Reader;
use crate::free_names::{free_names, replace_free_names};
use crate::model::{
    Class, DefaultValue, Definition, DefinitionKind, EnumerationKind, Field, Import, Initializer,
    TypeExpression,
};
use crate::names::bound_name;
use crate::python::attribute;

/// Where a definition is: its file and its place there.
type Place = (usize, usize);

/// The definitions of all files, by what each file calls them.
struct Family<'f> {
    files: &'f [File],
    names: Vec<FxHashMap<&'f str, Place>>,
}

impl<'f> Family<'f> {
    fn of(files: &'f [File]) -> Self {
        let mut names: Vec<FxHashMap<&str, Place>> = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let definitions = file.module.definitions.iter().enumerate();
            names.push(definitions.map(|(at, it)| (it.name.as_str(), (index, at))).collect());
        }
        for (index, file) in files.iter().enumerate() {
            for import in &file.module.imports {
                let home = files.iter().position(|it| it.name.as_deref() == Some(&*import.module));
                let place = home
                    .zip(import.member.as_deref())
                    .and_then(|(home, member)| names[home].get(member).copied());
                if let Some(place) = place {
                    names[index].entry(bound_name(import)).or_insert(place);
                }
            }
        }
        Self { files, names }
    }

    fn get(&self, place: Place) -> &'f Definition {
        &self.files[place.0].module.definitions[place.1]
    }

    /// What a base of something in a file is, if the spec defines it.
    fn base(&self, file: usize, base: &TypeExpression) -> Option<Place> {
        self.names[file].get(base_name(&base.expression)?).copied()
    }
}

pub(super) fn base_name(base: &Expr) -> Option<&str> {
    match base {
        Expr::Name(name) => Some(&name.id),
        Expr::Subscript(subscript) => base_name(&subscript.value),
        _ => None,
    }
}

pub(super) fn bases(kind: &DefinitionKind) -> &[TypeExpression] {
    match kind {
        DefinitionKind::Class(class) => &class.bases,
        DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => &it.bases,
        DefinitionKind::TypedDict(dict) => &dict.bases,
        DefinitionKind::Dataclass(dataclass) => &dataclass.bases,
        DefinitionKind::NamedTuple(_)
        | DefinitionKind::Enumeration(_)
        | DefinitionKind::Alias(_) => &[],
    }
}

/// Finds out what the classes' `__init__`s pass on, and complains of what cannot inherit.
pub(super) fn inherit(files: &mut [File], reader: &mut Reader<'_>) {
    let family = Family::of(files);
    let cyclic = cycles(&family, reader);
    let mut initializers = Vec::new();
    for (file, it) in family.files.iter().enumerate() {
        for (at, definition) in it.module.definitions.iter().enumerate() {
            let place = (file, at);
            if cyclic.contains(&place) {
                continue;
            }
            check_bases(&family, place, reader);
            check_fields(&family, place, &cyclic, reader);
            if let DefinitionKind::Class(class) = &definition.kind {
                let found = class_initializers(&family, file, class, &cyclic);
                check_diamond(&family, place, &cyclic, reader);
                initializers.push((place, found));
            }
            if let DefinitionKind::Dataclass(dataclass) = &definition.kind
                && reader.target.minor < crate::python::SLOTS_AND_KEYWORDS
                && (dataclass.has_slots || dataclass.is_keyword_only)
            {
                let key = if dataclass.has_slots { "slots" } else { "kw_only" };
                let message = format!("dataclasses have `{key}` since Python 3.10 only");
                reader.error(&definition.span, message);
            }
        }
    }
    for ((file, at), found) in initializers {
        let imports = foreign_imports(files, file, &found);
        let module = &mut files[file].module;
        for import in imports {
            let is_there =
                |other: &Import| (&other.module, &other.member) == (&import.module, &import.member);
            if !module.imports.iter().any(is_there) {
                module.imports.push(import);
            }
        }
        if let DefinitionKind::Class(class) = &mut module.definitions[at].kind {
            class.initializers = found;
        }
    }
}

/// Those that are their own ancestors, who are told.
fn cycles(family: &Family<'_>, reader: &mut Reader<'_>) -> FxHashSet<Place> {
    let mut cyclic = FxHashSet::default();
    for (file, it) in family.files.iter().enumerate() {
        for (at, definition) in it.module.definitions.iter().enumerate() {
            let mut seen = FxHashSet::default();
            let mut stack = vec![(file, at)];
            while let Some(place) = stack.pop() {
                for base in bases(&family.get(place).kind) {
                    let Some(base) = family.base(place.0, base) else { continue };
                    if base == (file, at) {
                        cyclic.insert((file, at));
                    }
                    if seen.insert(base) {
                        stack.push(base);
                    }
                }
            }
            if cyclic.contains(&(file, at)) {
                reader.error(
                    &definition.span,
                    format!("`{}` is among its own bases", definition.name),
                );
            }
        }
    }
    cyclic
}

/// What a kind of definition is called, and what it may derive from.
fn kind_name(kind: &DefinitionKind) -> &'static str {
    match kind {
        DefinitionKind::Class(_) => "a class",
        DefinitionKind::Protocol(_) => "a protocol",
        DefinitionKind::TypedDict(_) => "a TypedDict",
        DefinitionKind::Dataclass(_) => "a dataclass",
        DefinitionKind::NamedTuple(_) => "a named tuple",
        DefinitionKind::Enumeration(it) if it.kind == EnumerationKind::Literal => "an alias",
        DefinitionKind::Enumeration(_) => "an enum",
        DefinitionKind::Abstract(_) => "an abstract class",
        DefinitionKind::Alias(_) => "an alias",
    }
}

fn may_derive(kind: &DefinitionKind, base: &DefinitionKind) -> bool {
    use DefinitionKind as Kind;
    match kind {
        Kind::Class(_) => {
            matches!(base, Kind::Class(_) | Kind::Protocol(_) | Kind::Abstract(_))
        }
        Kind::Protocol(_) => matches!(base, Kind::Protocol(_)),
        Kind::TypedDict(_) => matches!(base, Kind::TypedDict(_)),
        Kind::Dataclass(_) => {
            matches!(base, Kind::Dataclass(_) | Kind::Protocol(_) | Kind::Abstract(_))
        }
        Kind::Abstract(_) => matches!(base, Kind::Protocol(_) | Kind::Abstract(_)),
        Kind::NamedTuple(_) | Kind::Enumeration(_) | Kind::Alias(_) => false,
    }
}

/// Protocols of the standard library that protocols may derive from.
const PROTOCOLS: &[&str] = &[
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Buffer",
    "Callable",
    "Collection",
    "Container",
    "Hashable",
    "Iterable",
    "Iterator",
    "Reversible",
    "Sized",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
];

fn check_bases(family: &Family<'_>, (file, at): Place, reader: &mut Reader<'_>) {
    let definition = family.get((file, at));
    let mut names: Vec<&str> = Vec::new();
    for base in bases(&definition.kind) {
        if let Some(name) = base_name(&base.expression) {
            if names.contains(&name) {
                reader.error(&base.span, format!("the base `{name}` is there twice"));
            }
            names.push(name);
        } else if !base.expression.is_attribute_expr() {
            reader.error(&base.span, "this cannot be a base");
            continue;
        }
        let own = kind_name(&definition.kind);
        let Some(place) = family.base(file, base) else {
            check_foreign_base(definition, base, family.files[file].module.imports.iter(), reader);
            continue;
        };
        let other = family.get(place);
        if !may_derive(&definition.kind, &other.kind) {
            let message =
                format!("{own} cannot derive from `{}`, {}", other.name, kind_name(&other.kind));
            reader.error(&base.span, message);
        }
        if let (DefinitionKind::Dataclass(own), DefinitionKind::Dataclass(base_class)) =
            (&definition.kind, &other.kind)
            && own.is_frozen != base_class.is_frozen
        {
            let which = if own.is_frozen { "not frozen" } else { "frozen" };
            let message = format!("`{}` is {which}: both are, or neither", other.name);
            reader.error(&base.span, message);
        }
        if let (DefinitionKind::TypedDict(own), DefinitionKind::TypedDict(base_dict)) =
            (&definition.kind, &other.kind)
            && (base_dict.is_closed || base_dict.extra_items.is_some())
            && !own.fields.is_empty()
        {
            let message =
                format!("`{}` says what other keys there are: none can be added", other.name);
            reader.error(&base.span, message);
        }
    }
}

/// Complains of bases outside of the spec that cannot be any.
fn check_foreign_base<'i>(
    definition: &Definition,
    base: &TypeExpression,
    mut imports: impl Iterator<Item = &'i crate::model::Import>,
    reader: &mut Reader<'_>,
) {
    let Some(name) = base_name(&base.expression) else { return };
    let home = imports.find(|import| bound_name(import) == name).map(|it| it.module.as_str());
    let is_builtin = home.is_none();
    let is_fine = match &definition.kind {
        DefinitionKind::Protocol(_) => match home {
            Some("typing" | "collections.abc") => PROTOCOLS.contains(&name),
            Some(_) => true,
            None => false,
        },
        DefinitionKind::TypedDict(_) => {
            !is_builtin && !matches!(home, Some("typing" | "collections.abc"))
        }
        _ => !matches!(name, "bool" | "None" | "range" | "slice" | "memoryview" | "Any"),
    };
    if !is_fine {
        let message = format!("{} cannot derive from `{name}`", kind_name(&definition.kind));
        reader.error(&base.span, message);
    }
}

/// The fields of a kind that has them.
fn own_fields(kind: &DefinitionKind) -> &[Field] {
    match kind {
        DefinitionKind::Class(class) => &class.fields,
        DefinitionKind::TypedDict(dict) => &dict.fields,
        DefinitionKind::Dataclass(dataclass) => &dataclass.fields,
        _ => &[],
    }
}

/// All fields that a definition gets from its bases, each with its owner.
fn inherited_fields<'f>(
    family: &Family<'f>,
    place: Place,
    cyclic: &FxHashSet<Place>,
) -> Vec<(&'f Field, &'f Definition)> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    let mut stack = vec![place];
    while let Some(at) = stack.pop() {
        for base in bases(&family.get(at).kind) {
            let Some(base) = family.base(at.0, base) else { continue };
            if cyclic.contains(&base) || !seen.insert(base) {
                continue;
            }
            let owner = family.get(base);
            found.extend(own_fields(&owner.kind).iter().map(|field| (field, owner)));
            stack.push(base);
        }
    }
    found
}

fn check_fields(
    family: &Family<'_>,
    place: Place,
    cyclic: &FxHashSet<Place>,
    reader: &mut Reader<'_>,
) {
    let definition = family.get(place);
    let inherited = inherited_fields(family, place, cyclic);
    for field in own_fields(&definition.kind) {
        let Some((other, owner)) = inherited.iter().find(|(it, _)| it.name == field.name) else {
            continue;
        };
        let is_same_type = crate::printing::expression(&field.annotation.expression)
            == crate::printing::expression(&other.annotation.expression);
        let may_override = match &definition.kind {
            DefinitionKind::Dataclass(dataclass) => dataclass.is_frozen || is_same_type,
            _ => false,
        };
        if !may_override {
            let line = reader.line(&other.span);
            let message = format!("`{}` has `{}` already, on line {line}", owner.name, field.name);
            reader.error(&field.span, message);
        }
    }
    let is_keyword_only = match &definition.kind {
        DefinitionKind::Dataclass(dataclass) => dataclass.is_keyword_only,
        DefinitionKind::Class(_) => false,
        _ => return,
    };
    let is_positional = |owner: &Definition| match &owner.kind {
        DefinitionKind::Dataclass(dataclass) => !dataclass.is_keyword_only,
        _ => true,
    };
    let defaulted = inherited.iter().find(|(field, owner)| {
        field.default.is_some() && !field.is_class_variable && is_positional(owner)
    });
    if let Some((before, owner)) = defaulted
        && !is_keyword_only
        && let Some(field) = own_fields(&definition.kind).iter().find(|field| {
            field.default.is_none()
                && !field.is_class_variable
                && !inherited.iter().any(|(it, _)| it.name == field.name)
        })
    {
        let message = format!(
            "field `{}` without a default comes after `{}` of `{}`, which has one",
            field.name, before.name, owner.name
        );
        reader.error(&field.span, message);
    }
}

/// The `__init__`s of a class's bases, with what they take.
fn class_initializers(
    family: &Family<'_>,
    file: usize,
    class: &Class,
    cyclic: &FxHashSet<Place>,
) -> Vec<Initializer> {
    let mut found = Vec::new();
    for base in &class.bases {
        let Some(place) = family.base(file, base) else {
            let (fields, attributes) = (Vec::new(), Vec::new());
            found.push(Initializer { base: base.clone(), fields, attributes });
            continue;
        };
        let definition = family.get(place);
        let DefinitionKind::Class(base_class) = &definition.kind else { continue };
        if cyclic.contains(&place) {
            continue;
        }
        let arguments = type_arguments(definition, &base.expression);
        let in_terms = |field: &Field| {
            let mut field = field.clone();
            replace_free_names(&mut field.annotation.expression, &mut |name| {
                arguments.get(name).cloned()
            });
            field
        };
        let inherited = class_initializers(family, place.0, base_class, cyclic);
        let own = base_class.fields.iter().filter(|field| !field.is_class_variable);
        let mut fields: Vec<Field> =
            inherited.iter().flat_map(|it| &it.fields).map(in_terms).collect();
        fields.extend(own.map(in_terms));
        if fields.is_empty() && inherited.is_empty() {
            continue;
        }
        let mut attributes: Vec<String> =
            inherited.iter().flat_map(|it| it.attributes.clone()).collect();
        let own = base_class.fields.iter().filter(|field| !field.is_class_variable);
        attributes.extend(own.map(|field| attribute(base_class.accessors, &field.name)));
        found.push(Initializer { base: base.clone(), fields, attributes });
    }
    found
}

/// What a base's type parameters are for the class that derives from it.
fn type_arguments(base: &Definition, written: &Expr) -> FxHashMap<String, Expr> {
    let Expr::Subscript(subscript) = written else { return FxHashMap::default() };
    let arguments = match &*subscript.slice {
        Expr::Tuple(tuple) => tuple.elts.clone(),
        other => vec![other.clone()],
    };
    base.type_parameters.iter().map(|it| it.name.clone()).zip(arguments).collect()
}

/// Two bases that have a third in common cannot both be given what they take.
fn check_diamond(
    family: &Family<'_>,
    place: Place,
    cyclic: &FxHashSet<Place>,
    reader: &mut Reader<'_>,
) {
    let definition = family.get(place);
    let mut owners: FxHashMap<*const Definition, &str> = FxHashMap::default();
    for base in bases(&definition.kind) {
        let Some(base_place) = family.base(place.0, base) else { continue };
        if cyclic.contains(&base_place) {
            continue;
        }
        let own = family.get(base_place);
        let mut of_base: Vec<&Definition> =
            inherited_fields(family, base_place, cyclic).into_iter().map(|(_, it)| it).collect();
        of_base.dedup_by_key(|it| std::ptr::from_ref(*it));
        for owner in of_base {
            if let Some(other) = owners.insert(owner, &own.name)
                && other != own.name
            {
                let message = format!(
                    "`{other}` and `{}` both derive from `{}`, whose `__init__` can be called once",
                    own.name, owner.name
                );
                reader.error(&base.span, message);
                return;
            }
        }
    }
}

/// What a class's `__init__` must import because its bases, in other files, take it.
fn foreign_imports(files: &[File], file: usize, initializers: &[Initializer]) -> Vec<Import> {
    let own = &files[file].module;
    let mut found: Vec<Import> = Vec::new();
    for initializer in initializers {
        let Some(name) = base_name(&initializer.base.expression) else { continue };
        let home = own.imports.iter().find(|import| bound_name(import) == name);
        let home =
            home.and_then(|it| files.iter().find(|f| f.name.as_deref() == Some(&*it.module)));
        let Some(home) = home else { continue };
        for field in &initializer.fields {
            let default = match &field.default {
                Some(DefaultValue::Value(value)) => Some(value),
                _ => None,
            };
            for expression in [Some(&field.annotation.expression), default].into_iter().flatten() {
                free_names(expression, &mut |name, _| {
                    let text = name.id.as_str();
                    let import = if home.module.definitions.iter().any(|it| it.name == text) {
                        Some(Import {
                            module: home.name.clone().unwrap_or_default(),
                            member: Some(text.to_owned()),
                            alias: None,
                            span: initializer.base.span.clone(),
                        })
                    } else {
                        home.module.imports.iter().find(|it| bound_name(it) == text).cloned()
                    };
                    found.extend(
                        import.filter(|it| {
                            it.module != files[file].name.as_deref().unwrap_or_default()
                        }),
                    );
                });
            }
        }
    }
    found
}
