//! What holds of any samples.

use std::path::Path;

use proptest::prelude::*;

use super::conformance::Types;
use crate::document::{Document, Source, Syntax, Value};
use crate::json_schema::{Request, Shape};
use crate::model::{DefinitionKind, Module};
use crate::sample::read;

/// Keys of all sorts: few, so that they come again; names, plurals, and data.
const KEYS: &[&str] = &[
    "id",
    "items",
    "item",
    "children",
    "child",
    "a-b",
    "a_b",
    "1",
    "2024-01-01",
    "x/y",
    "class",
    "",
    "$",
    "Root",
    "object",
    "typed_dict",
    "é",
    "__x",
];

/// Any JSON.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i8>().prop_map(|value| value.to_string()),
        Just("1.5".to_owned()),
        Just("\"text\"".to_owned()),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            object(inner),
        ]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let key = prop_oneof![4 => prop::sample::select(KEYS).prop_map(str::to_owned), 1 => "[a-p]"];
    prop::collection::btree_map(key, value, 0..14).prop_map(|entries| {
        let entries: Vec<_> =
            entries.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        format!("{{{}}}", entries.join(","))
    })
}

/// The samples, each a file.
fn documents(texts: &[String]) -> Vec<Document> {
    let source = |text: &String| Source::new(Some(Path::new("root.json")), text.as_str());
    texts.iter().map(|text| Document::parse(source(text), Syntax::Json).unwrap()).collect()
}

fn module(texts: &[String]) -> Module {
    let request = Request { root_name: None, shape: Shape::TypedDict };
    read(&documents(texts), &request).unwrap()
}

proptest! {
    #[test]
    fn samples_are_of_the_type_made_of_them(texts in prop::collection::vec(object(json()), 1..4)) {
        let module = module(&texts);
        let types = Types::of(&module);
        for document in documents(&texts) {
            prop_assert!(types.admits("Root", &document.root), "{texts:?}\n{module:#?}");
        }
    }

    #[test]
    fn lists_are_of_the_type_made_of_them(items in prop::collection::vec(json(), 0..4)) {
        let texts = [format!("[{}]", items.join(","))];
        let module = module(&texts);
        let types = Types::of(&module);
        let [document] = documents(&texts).try_into().unwrap();
        let Value::Sequence(items) = &document.root.value else { unreachable!() };
        let are_samples = items.iter().all(|item| types.admits("Root", item));
        prop_assert!(types.admits("Root", &document.root) || are_samples, "{texts:?}\n{module:#?}");
    }

    #[test]
    fn what_is_required_is_in_all_samples(texts in prop::collection::vec(object(json()), 1..4)) {
        let module = module(&texts);
        let documents = documents(&texts);
        let root = module.definitions.iter().find(|definition| definition.name == "Root").unwrap();
        if let DefinitionKind::TypedDict(root) = &root.kind {
            for field in &root.fields {
                let is_in_all = documents.iter().all(|it| it.root.get(&field.name).is_some());
                prop_assert_eq!(field.is_required, is_in_all, "{}", &field.name);
            }
        }
    }

    #[test]
    fn the_order_of_samples_does_not_matter_to_keys(
        texts in prop::collection::vec(object(json()), 1..4),
    ) {
        let keys = |module: &Module| {
            let mut keys: Vec<String> = Vec::new();
            for definition in &module.definitions {
                if let DefinitionKind::TypedDict(dict) = &definition.kind {
                    keys.extend(dict.fields.iter().map(|it| format!("{} {}", it.name, it.is_required)));
                }
            }
            keys.sort();
            keys
        };
        let reversed: Vec<String> = texts.iter().rev().cloned().collect();
        prop_assert_eq!(keys(&module(&texts)), keys(&module(&reversed)));
    }
}
