//! The properties hold of specs of every kind.

mod properties;

use std::fs;
use std::path::Path;

use properties::generating::specs_hold;
use proptest::prelude::*;

/// Texts that a spec's strings may be.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "_",
        "__",
        "-",
        " ",
        "1",
        "é",
        "ﬁ",
        "\u{2028}",
        "\u{202e}",
        "\0",
        "\n",
        "\r",
        "\t",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "{",
        "}",
        "#",
        "%s",
        "class",
        "self",
        "str",
        "list",
        "property",
        "int",
        "None",
        "Literal",
        "T",
        "Node",
        "import os",
        ")",
        "]:",
        "...",
        "😀",
        "value",
        "other",
        "builtins",
        "typing",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// Types, most of which are right.
fn type_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        8 => prop::sample::select(vec![
            "int", "str", "object", "None", "Node", "Leaf", "T", "Self", "list", "'Node'", "Literal['a']",
            "Callable[[int], str]", "tuple[int, ...]", "ClassVar[int]", "Any", "Node | None", "LiteralString",
        ]).prop_map(str::to_owned),
        1 => text(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|it| format!("list[{it}]")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("{one} | {other}")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("dict[{one}, {other}]")),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "c", "name", "str", "list", "self", "value", "Node", "__x", "a-b"])
            .prop_map(str::to_owned),
        1 => text(),
    ]
}

fn field() -> impl Strategy<Value = String> {
    (key(), type_text(), text(), 0..8u8).prop_map(|(key, of, text, kind)| {
        let (key, of, text) = (quoted(&key), quoted(&of), quoted(&text));
        match kind {
            0 => format!("{key}: {{\"type\": {of}, \"doc\": {text}}}"),
            1 => format!("{key}: {{\"type\": {of}, \"default\": {text}}}"),
            2 => format!("{key}: {{\"type\": {of}, \"factory\": \"list\"}}"),
            3 => format!("{key}: {{\"type\": {of}, \"default\": {{\"code\": {text}}}}}"),
            4 => format!("{key}: {{\"type\": {of}, \"read_only\": true}}"),
            _ => format!("{key}: {of}"),
        }
    })
}

fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => result.extend(['\\', character]),
            character if character.is_control() => {
                result.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            character => result.push(character),
        }
    }
    result.push('"');
    result
}

fn definition() -> impl Strategy<Value = String> {
    let kinds = prop::sample::select(vec![
        "classes",
        "dataclasses",
        "named_tuples",
        "typed_dicts",
        "protocols",
    ]);
    let names = prop::sample::select(vec!["Node", "Leaf", "Tree", "str", "Protocol", "other", "T"]);
    let options = prop::sample::select(vec![
        "",
        "\"eq\": true,",
        "\"accessors\": \"property\",",
        "\"type_params\": [\"T\"],",
        "\"bases\": [\"Node\"],",
        "\"repr\": true, \"accessors\": \"methods\",",
        "\"type_params\": [\"T: int\"], \"bases\": [\"Leaf[T]\"],",
        "\"slots\": true,",
        "\"frozen\": true,",
        "\"total\": false,",
        "\"readonly\": true, \"eq\": true,",
    ]);
    (kinds, names, options, text(), prop::collection::vec(field(), 0..4)).prop_map(
        |(kind, name, options, doc, fields)| {
            let fields = fields.join(", ");
            let (table, what) = match kind {
                "protocols" => ("attributes", kind),
                kind => ("fields", kind),
            };
            format!(
                "{{{0}: {{{1}: {{{options} \"doc\": {2}, {3}: {{{fields}}}}}}}}}",
                quoted(what),
                quoted(name),
                quoted(&doc),
                quoted(table),
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn definitions(definition in definition()) {
        specs_hold(&definition);
    }

    #[test]
    fn anything(text in text()) {
        specs_hold(&text);
    }
}

#[test]
fn fixtures() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/gen");
    let mut count = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            specs_hold(&fs::read_to_string(path).unwrap());
            count += 1;
        }
    }
    assert!(count > 50);
}
