//! The keywords there are.

/// Keywords whose value is a schema.
pub(super) const SCHEMA: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
pub(super) const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value maps names to schemas.
pub(super) const MAPPINGS: &[&str] = &["dependentSchemas", "patternProperties", "properties"];

/// Keywords whose value maps names to schemas that need not be used.
pub(super) const DEFINITIONS: &[&str] = &["$defs", "definitions"];

/// All others, of any draft.
const OTHERS: &[&str] = &[
    "$anchor",
    "$comment",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "const",
    "contentEncoding",
    "contentMediaType",
    "default",
    "dependencies",
    "dependentRequired",
    "deprecated",
    "description",
    "disallow",
    "discriminator",
    "divisibleBy",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "extends",
    "externalDocs",
    "format",
    "id",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Keywords of editors and generators, which are much like others and no mistakes.
const EXTENSIONS: &[&str] = &[
    "$async",
    "$data",
    "$defaults",
    "allowTrailingCommas",
    "body",
    "comment",
    "comments",
    "constant",
    "defaultSnippets",
    "defaults",
    "definition",
    "deprecatedMessage",
    "deprecationMessage",
    "descriptions",
    "enumDescriptions",
    "enumNames",
    "enumTitles",
    "enums",
    "errorMessage",
    "exclusiveRequired",
    "formatMaximum",
    "formatMinimum",
    "items_type",
    "label",
    "markdownDescription",
    "markdownEnumDescriptions",
    "meta",
    "options",
    "order",
    "patternErrorMessage",
    "propertyOrder",
    "refs",
    "scope",
    "tags",
    "tsType",
    "typeof",
    "version",
];

/// All keywords.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    [SCHEMA, LISTS, MAPPINGS, DEFINITIONS, OTHERS].into_iter().flatten().copied()
}

/// Whether a word is a keyword, of the standard or of somebody.
pub(super) fn is_known(word: &str) -> bool {
    word.starts_with("x-") || all().any(|keyword| keyword == word) || EXTENSIONS.contains(&word)
}
