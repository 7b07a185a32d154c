//! Classes whose attributes are read once, as a description.

use pylint_rs_semantic::{BindingKind, QualifiedName, Semantic};
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{Expr, Stmt, StmtClassDef};

use crate::mutability::{Dataclass, dataclass_kind};

/// Whether a framework, a metaclass or Python's machinery takes the class's attributes for
/// something else than values that instances share.
pub(super) fn is_declarative<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    semantic.any_base(class, &mut is_declarative_base)
        || dataclass_kind(class, semantic) == Some(Dataclass::Pydantic)
        || is_inner_description(class, semantic)
        || is_mapped(class, semantic)
}

fn is_declarative_base(base: &QualifiedName<'_>) -> bool {
    match base.segments() {
        ["enum", "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag" | "ReprEnum"] => true,
        ["ctypes", structure] => structure.ends_with("Structure") || structure.ends_with("Union"),
        ["msgspec", "Struct"] | ["sqlmodel", "SQLModel"] => true,
        ["django", "db", "migrations", .., "Migration"] | ["rest_framework", ..] => true,
        ["django", "db", "models", .., "Choices" | "IntegerChoices" | "TextChoices"] => true,
        ["django", "contrib", .., class] => {
            ["Admin", "AdminSite", "Inline"].iter().any(|ending| class.ends_with(ending))
        }
        [
            "sqlalchemy",
            ..,
            "DeclarativeBase" | "DeclarativeBaseNoMeta" | "MappedAsDataclass",
        ] => true,
        _ => is_pydantic_base(base),
    }
}

fn is_pydantic_base(base: &QualifiedName<'_>) -> bool {
    matches!(
        base.segments(),
        [
            "pydantic" | "pydantic_settings",
            ..,
            "BaseModel" | "BaseSettings" | "BaseConfig" | "RootModel" | "GenericModel",
        ]
    )
}

/// `class Meta` inside a class with bases (Django, marshmallow, factory_boy and others read it),
/// `class Media` inside a class of Django's, `class Config` inside a pydantic model.
fn is_inner_description<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    let Some(outer) = semantic.enclosing_class(class) else { return false };
    match class.name.as_str() {
        "Meta" => !outer.bases().is_empty(),
        "Media" => semantic.any_base(outer, &mut |base| base.starts_with("django")),
        "Config" => semantic.any_base(outer, &mut is_pydantic_base),
        _ => false,
    }
}

/// Whether SQLAlchemy maps the class: it names its table, or its base was made for that.
fn is_mapped<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    semantic.classes_above(class).into_iter().any(|class| {
        names_table(class) || class.bases().iter().any(|base| is_mapped_base(base, semantic))
    })
}

fn is_mapped_base<'a>(base: &'a Expr, semantic: &Semantic<'a>) -> bool {
    match map_subscript(base) {
        Expr::Name(name) => semantic.binding_of(name).is_some_and(|binding| {
            matches!(semantic.binding(binding).kind,
                BindingKind::Assignment(Some(Expr::Call(call)))
                    if makes_mapped_base(&call.func, semantic))
        }),
        // `db = SQLAlchemy()`, `class User(db.Model)`.
        Expr::Attribute(attribute) if attribute.attr.as_str() == "Model" => {
            let Expr::Call(call) = semantic.resolve_value(&attribute.value) else {
                return false;
            };
            semantic
                .qualified_name(&call.func)
                .is_some_and(|name| name.is("flask_sqlalchemy.SQLAlchemy"))
        }
        _ => false,
    }
}

fn names_table(class: &StmtClassDef) -> bool {
    class.body.iter().any(|statement| {
        matches!(statement, Stmt::Assign(assign) if assign.targets.iter().any(|target| {
            matches!(target, Expr::Name(name)
                if matches!(name.id.as_str(), "__tablename__" | "__table__"))
        }))
    })
}

fn makes_mapped_base<'a>(function: &'a Expr, semantic: &Semantic<'a>) -> bool {
    if let Some(name) = semantic.qualified_name(function) {
        return matches!(
            name.segments(),
            ["sqlalchemy", .., "declarative_base" | "automap_base"]
        );
    }
    matches!(function, Expr::Attribute(attribute)
        if attribute.attr.as_str() == "generate_base")
}
