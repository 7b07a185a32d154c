//! What documents are read as.

use std::path::Path;

use super::{Document, Node, Source, Syntax, Value};

fn yaml(text: &str) -> Result<Document, String> {
    let source = Source::new(Some(Path::new("a.yaml")), text);
    Document::parse(source, Syntax::Yaml).map_err(|error| error.to_string())
}

/// A value as JSON would write it, more or less.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(text) | Value::Float(text) => text.clone(),
        Value::String(text) => format!("{text:?}"),
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(","))
        }
        Value::Mapping(entries) => {
            let entry =
                |(key, value): &(super::Key, Node)| format!("{}:{}", key.text, shown(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

#[test]
fn yaml_is_read_by_the_core_schema() {
    let text = "a: yes\nb: 010\nc: 0o10\nd: 1e3\ne: ~\nf:\ng: 'null'\nh: !!str 1\ni: !!float 1\n\
                j: |\n  x\nk: {<<: &m {x: 1, y: 2}, y: 3}\non: *m\nl: - .inf\n";
    let text = text.replace("l: - .inf", "l: [-.inf, 2024-01-31]");
    assert_eq!(
        shown(&yaml(&text).unwrap().root),
        "{a:\"yes\",b:10,c:8,d:1e3,e:null,f:null,g:\"null\",h:\"1\",i:1.0,j:\"x\\n\",\
         k:{y:3,x:1},on:{x:1,y:2},l:[-inf,\"2024-01-31\"]}"
    );
}

#[test]
fn what_yaml_has_beyond_json_is_told_with_its_place() {
    let error = |text: &str| yaml(text).unwrap_err();
    assert_eq!(error("b: 1\na: 1\n'a': 2"), "a.yaml:3:1: the key `a` is on line 2 already");
    assert_eq!(
        error("a: 1\n---\nb: 2"),
        "a.yaml:2:1: a second document begins here: a spec is one document"
    );
    assert_eq!(
        error("a: !Ref x"),
        "a.yaml:1:4: what the tag `!Ref` makes of this is not known here"
    );
    assert_eq!(error("a: !!int x"), "a.yaml:1:4: `x` is no `!!int`, as its tag says");
    assert_eq!(error("[a]: 1"), "a.yaml:1:1: a key is a string, not a list");
    let document = yaml("a:\n  - 404: x").unwrap();
    assert_eq!(
        document.expect_text_keys().unwrap_err().to_string(),
        "a.yaml:2:5: the key `404` is an integer, where keys are strings: put it in quotes"
    );
    assert!(yaml("a:\n  - '404': x").unwrap().expect_text_keys().is_ok());
}

#[test]
fn lines_within_brackets_are_indented_as_one_likes() {
    let text = "a:\n  b: {\n    x: 1,\n  y: [\n2\n]\n  }\n  c: 3";
    let document = yaml(text).unwrap();
    assert_eq!(shown(&document.root), "{a:{b:{x:1,y:[2]},c:3}}");
    let c = document.root.get("a").unwrap().get("c").unwrap();
    assert_eq!(document.source.position(c.span.start), (8, 6));
    assert!(yaml("a:\n  b: { # no\n  }").unwrap_err().starts_with("a.yaml:3:3: "));
    assert!(yaml("a:\n    b: 1\n  c: 2").is_err());
}

#[test]
fn lines_have_their_places() {
    let source = Source::new(Some(Path::new("a.ndjson")), "{\"a\": 1}\r\n\n[\"é\", 2]\n");
    let documents = Document::parse_all(source.clone(), Syntax::JsonLines).unwrap();
    let shown: Vec<_> = documents.iter().map(|document| shown(&document.root)).collect();
    assert_eq!(shown, ["{a:1}", "[\"é\",2]"]);
    let Value::Sequence(items) = &documents[1].root.value else { panic!() };
    assert_eq!(source.position(items[1].span.start), (3, 7));
    let broken = Source::new(None, "{\"a\": 1}\n{\"a\": }\n{\"a\": 1}\n");
    let error = Document::parse_all(broken, Syntax::JsonLines).unwrap_err();
    assert_eq!(error.position, Some((2, 7)));
}

#[test]
fn languages_are_told_by_what_texts_look_like() {
    let cases = [
        ("# x\n[classes.A]\n", Syntax::Toml),
        ("[[a.'b']] # c", Syntax::Toml),
        ("doc = \"a: b\"", Syntax::Toml),
        ("'a: b' = 1", Syntax::Toml),
        ("", Syntax::Toml),
        ("\n {\"a\": 1}", Syntax::Json),
        ("[1, 2]", Syntax::Json),
        ("[\n{}]", Syntax::Json),
        ("{\"a\": 1}\n{\"a\": 2}\n", Syntax::JsonLines),
        ("{\"a\": 1}\n", Syntax::Json),
        ("---\nclasses: {}", Syntax::Yaml),
        ("classes:\n  A:", Syntax::Yaml),
        ("\"a\": x = 1", Syntax::Yaml),
        ("- a\n- b", Syntax::Yaml),
        ("%YAML 1.2\n---\n", Syntax::Yaml),
    ];
    for (text, syntax) in cases {
        assert_eq!(Syntax::of_text(text), syntax, "{text}");
    }
}

#[test]
fn bytes_are_utf_8() {
    let path = Some(Path::new("a.json"));
    let error = |bytes: &[u8]| Source::from_bytes(path, bytes.to_vec()).unwrap_err().to_string();
    assert_eq!(error(b"{}\n\xc3\xa9 \xff"), "a.json:2:3: this is no UTF-8");
    assert_eq!(error(b"\xff\xfe{\0"), "a.json:1:1: this is UTF-16: save it as UTF-8");
    assert_eq!(&*Source::from_bytes(path, b"\xef\xbb\xbf{}".to_vec()).unwrap().text, "{}");
}
