//! What samples become.

mod conformance;
mod properties;

use std::path::{Path, PathBuf};

use ruff_python_ast::PythonVersion;

use crate::document::Source;
use crate::json_schema::Shape;
use crate::{Input, Request, Spec, generate_spec};

fn request(shape: Shape) -> Request {
    Request {
        input: Some(Input::Sample),
        shape,
        root_name: None,
        target_version: PythonVersion { major: 3, minor: 11 },
        folder: PathBuf::from("."),
    }
}

/// What is generated of files with these names and texts.
fn generated_as(files: &[(&str, &str)], shape: Shape) -> Result<String, String> {
    let mut specs = files.iter().map(|(name, text)| {
        let source = Source::new(Some(Path::new(name)), *text);
        Spec::read(source, Some(Input::Sample)).map_err(|error| error.to_string())
    });
    let mut spec = specs.next().unwrap()?;
    for other in specs {
        spec.add_sample(other?);
    }
    match generate_spec(spec, &request(shape)) {
        Ok(generated) => Ok(generated.files[0].text.clone()),
        Err(errors) => Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// The definitions of a module, without its imports.
fn generated(files: &[(&str, &str)]) -> String {
    let text = generated_as(files, Shape::TypedDict).unwrap();
    let (_, definitions) = text.rsplit_once("import ").unwrap();
    definitions.split_once('\n').unwrap().1.trim().to_owned()
}

#[test]
fn several_samples_are_one_type() {
    let whole = "class User(TypedDict):\n    id: int\n    score: float\n    \
                 name: str | None\n    mail: NotRequired[str]";
    let lines = "{\"id\": 1, \"score\": 1, \"name\": null}\n\
                 {\"id\": 2, \"score\": 1.5, \"name\": \"x\", \"mail\": \"y\"}\n";
    assert_eq!(generated(&[("users.ndjson", lines)]), whole);
    let list = format!("[{}]", lines.trim().replace('\n', ","));
    assert_eq!(generated(&[("users.json", &list)]), whole);
    let (first, second) = lines.split_once('\n').unwrap();
    assert_eq!(generated(&[("user-1.json", first), ("user-2.json", second)]), whole);
    let yaml = "id: 1\nscore: 1\nname: ~\n---\nid: 2\nscore: 1.5\nname: x\nmail: y\n";
    assert_eq!(generated(&[("users.yaml", yaml)]), whole);
}

#[test]
fn records_are_called_by_their_keys() {
    let text = r#"{
      "billing": {"address": {"street": "a"}},
      "shipping": {"address": {"street": "a", "zip": 1}},
      "previous": {"address": {"zip": 2, "street": "b"}},
      "lines": [{"sku": "a"}, {"sku": "b"}],
      "data": [[{"x": 1}]],
      "$": {"y": 1}
    }"#;
    assert_eq!(
        generated(&[("order.json", text)]),
        "class Address(TypedDict):\n    street: str\n\n\n\
         class Billing(TypedDict):\n    address: Address\n\n\n\
         class ShippingAddress(TypedDict):\n    street: str\n    zip: int\n\n\n\
         class Shipping(TypedDict):\n    address: ShippingAddress\n\n\n\
         class Previous(TypedDict):\n    address: ShippingAddress\n\n\n\
         class Line(TypedDict):\n    sku: str\n\n\n\
         class DataItem(TypedDict):\n    x: int\n\n\n\
         class OrderValue(TypedDict):\n    y: int\n\n\n\
         Order = TypedDict(\n    \"Order\",\n    {\n        \"billing\": Billing,\n        \
         \"shipping\": Shipping,\n        \"previous\": Previous,\n        \
         \"lines\": list[Line],\n        \"data\": list[list[DataItem]],\n        \
         \"$\": OrderValue,\n    },\n)"
    );
}

#[test]
fn what_is_not_known_is_object() {
    let text = r#"{"a": [], "b": {}, "c": null, "d": [1, "x", null, {"k": true}, [2]]}"#;
    assert_eq!(
        generated(&[("x.json", text)]),
        "class DItem(TypedDict):\n    k: bool\n\n\nclass X(TypedDict):\n    a: list[object]\n    \
         b: dict[str, object]\n    c: None\n    d: list[int | str | list[int] | DItem | None]"
    );
    let more = r#"{"a": [true], "b": {"x": 1}, "c": 1, "d": []}"#;
    let text = generated(&[("x.json", text), ("x2.json", more)]);
    assert!(text.contains("    a: list[bool]\n    b: B\n    c: int | None\n"), "{text}");
    assert!(text.contains("class B(TypedDict, total=False):\n    x: int\n"), "{text}");
}

#[test]
fn keys_that_are_data_make_dicts() {
    let dates = r#"{"prices": {"2024-01-01": 1, "2024-01-02": 2.5}, "users": {"7": {"n": 1}}}"#;
    let text = generated(&[("x.json", dates)]);
    assert!(text.contains("prices: dict[str, float]\n    users: dict[str, User]"), "{text}");
    // Many strings may be a record; many objects of one shape are not.
    let strings = |letters: &str, value: &str| {
        let entries: Vec<_> =
            letters.chars().map(|letter| format!("\"{letter}\": {value}")).collect();
        format!("{{{}}}", entries.join(","))
    };
    let record = generated(&[("x.json", &strings("abcdefghijkl", "\"v\""))]);
    assert!(record.contains("class X(TypedDict):\n    a: str\n    b: str"), "{record}");
    let map = generated(&[("x.json", &strings("abcdefghijkl", "{\"v\": 1}"))]);
    assert!(map.contains("X: TypeAlias = dict[str, XValue]"), "{map}");
    let few = generated(&[("x.json", &strings("abc", "{\"v\": 1}"))]);
    assert!(few.contains("class X(TypedDict):\n    a: A\n    b: B"), "{few}");
    // Of many objects no key is in more than half.
    let lines = ["abc", "def", "ghi", "jkl"]
        .map(|letters| format!("{{\"m\": {}}}\n", strings(letters, "1")));
    let sparse = generated(&[("x.ndjson", &lines.concat())]);
    assert_eq!(sparse, "class X(TypedDict):\n    m: dict[str, int]");
}

#[test]
fn lists_and_mixtures_are_aliases() {
    assert_eq!(generated(&[("xs.json", "[[1], [2.5]]")]), "Xs: TypeAlias = list[list[float]]");
    let text = generated(&[("points.json", "[{\"x\": 1}, 2]")]);
    assert!(text.contains("Points: TypeAlias = list[int | Point]"), "{text}");
    assert!(text.contains("class Point(TypedDict):"), "{text}");
}

#[test]
fn attributes_cannot_be_called_anything() {
    let text = generated_as(&[("x.json", "{\"a\": 1, \"b\": [{\"c\": 1}, {}]}")], Shape::Dataclass);
    let text = text.unwrap();
    assert!(text.contains("@dataclass\nclass X:\n    a: int\n    b: list[BItem]"), "{text}");
    assert!(text.contains("    c: int | None = None"), "{text}");
    assert_eq!(
        generated_as(&[("y.json", "{\"a\": 1}"), ("x.json", "{\n\"a-b\": 1}")], Shape::Class),
        Err("x.json:2:1: the key `a-b` cannot be an attribute, and keys are never renamed: \
             use TypedDicts"
            .to_owned())
    );
}

#[test]
fn what_is_no_sample_is_told_with_its_place() {
    let error =
        |name: &str, text: &str| generated_as(&[(name, text)], Shape::TypedDict).unwrap_err();
    assert_eq!(
        error("x.json", " 5"),
        "x.json:1:2: a sample is an object or a list of them, not an integer"
    );
    assert_eq!(
        error("x.jsonl", "{}\n\n{\"a\": 1,}"),
        "x.jsonl:3:8: Trailing commas are not allowed"
    );
    assert_eq!(error("x.toml", "a = 1"), "x.toml:1:1: samples are JSON or YAML, not TOML");
    assert_eq!(error("x.jsonl", "\n"), "x.jsonl:1:1: there is no value");
    assert!(error("x.json", &"[".repeat(10_000)).contains("nesting depth"));
    assert!(error("x.yaml", &"- ".repeat(10_000)).contains("nested too deep"));
    assert!(error("x.yaml", "1: x").contains("the key `1` is an integer"));
}
