//! Generated regions in files that are otherwise written by hand.

use std::fs;

use crate::project::Project;

const SPEC: &str = "\
doc = 'Not for regions.'
imports = ['decimal.Decimal']

[typed_dicts.Line]
fields.sku = 'str'

[typed_dicts.Order]
fields.lines = 'list[Line]'
fields.total = { type = 'Decimal', required = false }
";

/// What is before and after the region is odd on purpose.
const BEFORE: &str = "\"\"\"Mine.\"\"\"\nimport   os\n\nx = { 'a':1 }\n\n\n";
const AFTER: &str = "\n\ndef f( a ):\n    return   os\n";

fn empty_region(spec: &str) -> String {
    format!("{BEFORE}# region pylint-rs:gen {spec}\n# endregion\n{AFTER}")
}

#[test]
fn a_region_is_filled_and_the_rest_is_kept() {
    let project = Project::new(&[
        ("specs/shop.toml", SPEC),
        ("lib/shop.py", &empty_region("../specs/shop.toml")),
    ]);
    let run = project.run(["gen", "lib/shop.py", "--check"]).exits(1);
    assert!(run.stdout.contains("+class Order(TypedDict):"), "{}", run.stdout);
    project.run(["gen", "lib/shop.py"]).exits(0);
    let filled = project.read("lib/shop.py");
    let inner = filled.strip_prefix(BEFORE).unwrap().strip_suffix(AFTER).unwrap();
    let (comment, rest) = inner.split_once('\n').unwrap();
    let (start, fingerprint) = comment.rsplit_once(' ').unwrap();
    assert_eq!(start, "# region pylint-rs:gen ../specs/shop.toml");
    assert!(fingerprint.len() == 16 && fingerprint.bytes().all(|it| it.is_ascii_hexdigit()));
    assert_eq!(
        rest,
        "from decimal import Decimal\nfrom typing import NotRequired, TypedDict\n\n\n\
         class Line(TypedDict):\n    sku: str\n\n\n\
         class Order(TypedDict):\n    lines: list[Line]\n    total: NotRequired[Decimal]\n\n\n\
         # endregion\n"
    );
    project.run(["gen", "lib/shop.py", "--check"]).exits(0);
    project.run(["gen", "lib/shop.py"]).exits(0);
    assert_eq!(project.read("lib/shop.py"), filled);

    // The hunk names the spec's line.
    project.write("specs/shop.toml", SPEC.replace("sku = 'str'", "sku = 'bytes'"));
    let run = project.run(["gen", "lib/shop.py", "--diff"]).exits(1);
    assert!(run.stdout.contains("specs/shop.toml:5:8: fields.sku = 'bytes'"), "{}", run.stdout);
    project.run(["gen", "lib/shop.py"]).exits(0);
    assert!(project.read("lib/shop.py").contains("sku: bytes"));
}

#[test]
fn a_region_edited_by_hand_is_refused() {
    let project = Project::new(&[("shop.toml", SPEC), ("shop.py", &empty_region("shop.toml"))]);
    project.run(["gen", "shop.py"]).exits(0);
    let filled = project.read("shop.py");
    let edited = filled.replace("sku: str", "sku: int");
    project.write("shop.py", &edited);
    let refusal = "shop.py:7:1: the region was edited by hand since it was generated";
    let run = project.run(["gen", "shop.py"]).exits(2);
    assert_eq!(run.stderr, format!("error: {refusal}: `--force` overwrites it\n"));
    assert_eq!(project.read("shop.py"), edited);
    let run = project.run(["gen", "shop.py", "--check"]).exits(1);
    assert_eq!(run.stderr, format!("{refusal}\n"));
    assert!(run.stdout.contains("-    sku: int\n+    sku: str\n"), "{}", run.stdout);
    project.run(["gen", "shop.py", "--force"]).exits(0);
    assert_eq!(project.read("shop.py"), filled);
    // What is outside of it is the user's.
    project.write("shop.py", filled.replace("def f( a )", "def g( a )"));
    project.run(["gen", "shop.py", "--check"]).exits(0);

    project.write("shop.py", "# region pylint-rs:gen shop.toml\nx = 1\n# endregion\n");
    let run = project.run(["gen", "shop.py"]).exits(2);
    let refusal = "shop.py:1:1: the region has no fingerprint, and is not empty";
    assert_eq!(run.stderr, format!("error: {refusal}: `--force` overwrites it\n"));
}

#[test]
fn bytes_outside_stay_whatever_they_are() {
    let text = "# coding: latin-1\r\ns = '\u{e9}'\r\n# region pylint-rs:gen shop.toml#Line\r\n\
                # endregion\r\n";
    let latin: Vec<u8> = text.chars().map(|it| it as u8).collect();
    let project = Project::new(&[("shop.toml", SPEC)]);
    project.write("shop.py", &latin);
    project.run(["gen", "shop.py"]).exits(0);
    let filled = fs::read(project.path("shop.py")).unwrap();
    assert!(filled.starts_with(b"# coding: latin-1\r\ns = '\xe9'\r\n# region"));
    assert!(filled.ends_with(b"    sku: str\r\n\r\n\r\n# endregion\r\n"));
    let count = |byte| filled.iter().filter(|it| **it == byte).count();
    assert_eq!(count(b'\n'), count(b'\r'));
    project.run(["gen", "shop.py", "--check"]).exits(0);

    let with_mark = "\u{feff}x = 1\n# region pylint-rs:gen shop.toml#Line\n# endregion";
    project.write("marked.py", with_mark);
    project.run(["gen", "marked.py"]).exits(0);
    let filled = project.read("marked.py");
    assert!(filled.starts_with("\u{feff}x = 1\n# region") && filled.ends_with("\n# endregion"));
}

#[test]
fn parts_share_the_imports_of_the_file() {
    let file = "from typing import TypedDict\n\n\
                # region pylint-rs:gen shop.toml#Line\n# endregion\n\n\
                class Between:\n    pass\n\n\
                # region pylint-rs:gen shop.toml#Order\n# endregion\n";
    let project = Project::new(&[("shop.toml", SPEC), ("shop.py", file)]);
    project.run(["gen", "shop.py"]).exits(0);
    let filled = project.read("shop.py");
    assert_eq!(filled.matches("TypedDict\n").count(), 1, "{filled}");
    assert_eq!(filled.matches("import Decimal").count(), 1, "{filled}");
    let [line, between, order] =
        ["class Line(", "class Between:", "class Order("].map(|text| filled.find(text).unwrap());
    assert!(line < between && between < order);
    project.run(["gen", "shop.py", "--check"]).exits(0);

    project.write("shop.py", "# region pylint-rs:gen shop.toml#Order\n# endregion\n");
    let run = project.run(["gen", "shop.py"]).exits(2);
    assert_eq!(
        run.stderr,
        "error: shop.py:1:1: `Order` needs `Line`, which the file does not have: add it to the \
         region (`#Order,Line`)\n"
    );
    project.write("shop.py", "# region pylint-rs:gen shop.toml#Ordr\n# endregion\n");
    let run = project.run(["gen", "shop.py"]).exits(2);
    let message = "`shop.toml` defines no `Ordr`; did you mean `Order`?";
    assert_eq!(run.stderr, format!("error: shop.py:1:1: {message}\n"));
}

#[test]
fn a_region_may_be_in_a_condition() {
    let file = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    \
                # region pylint-rs:gen shop.toml#Line\n    # endregion\n\nx = 1\n";
    let project = Project::new(&[("shop.toml", SPEC), ("shop.py", file)]);
    project.run(["gen", "shop.py"]).exits(0);
    let filled = project.read("shop.py");
    assert!(
        filled.contains(
            "    from typing import TypedDict\n\n    class Line(TypedDict):\n        sku: str\n\n    \
             # endregion\n\nx = 1\n"
        ),
        "{filled}"
    );
    project.run(["gen", "shop.py", "--check"]).exits(0);
}

#[test]
fn options_are_in_the_comment() {
    let schema = r#"{"type": "object", "properties": {"id": {"type": "integer"}}}"#;
    let file = "# region pylint-rs:gen order.json kind=dataclass root-name=Item\n# endregion\n";
    let project = Project::new(&[("order.json", schema), ("shop.py", file)]);
    project.run(["gen", "shop.py"]).exits(0);
    assert!(project.read("shop.py").contains("@dataclass\nclass Item:\n"));
    for (options, message) in [
        ("kind=datclass", "`kind` cannot be `datclass`; did you mean `dataclass`?"),
        ("kid=dataclass", "there is no option `kid`; did you mean `kind`?"),
        ("target-version=3.5", "code can be generated for Python 3.9 to 3.14"),
    ] {
        project.write("shop.py", file.replace("kind=dataclass", options));
        let run = project.run(["gen", "shop.py"]).exits(2);
        assert_eq!(run.stderr, format!("error: shop.py:1:1: {message}\n"));
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let region = "# region pylint-rs:gen shop.toml";
    let project = Project::new(&[("shop.toml", SPEC)]);
    for (text, errors) in [
        (format!("{region}\n"), "1:1: the region has no `# endregion`"),
        (
            format!("{region}\n{region}\n# endregion\n"),
            "2:1: this region is within the one on line 1",
        ),
        (
            format!("{region}\n# endregion\n{region}\n# endregion\n"),
            "3:1: the same region is on line 1",
        ),
        (format!("x = 1  {region}\n# endregion\n"), "1:8: a region begins on a line of its own"),
        (
            format!("if x:\n    {region}\n# endregion\n    pass\n"),
            "3:1: `# endregion` is not indented as the region's beginning",
        ),
        (
            format!("class A:\n    {region}\n    # endregion\n    x = 1\n"),
            "2:5: a region stands at the top of a file, or in an `if` or `try` there",
        ),
        (
            format!("class Line:\n    pass\n{region}\n# endregion\n"),
            "3:1: `Line` is defined on line 1, too",
        ),
        (
            format!("Decimal = float\n{region}\n# endregion\n"),
            "2:1: the region has to import `Decimal`, which line 1 defines",
        ),
        (
            format!("{region} what\n# endregion\n"),
            "1:1: `what` is neither an option, such as `kind=dataclass`, nor a fingerprint",
        ),
        ("x = 1\n".to_owned(), " the file has no region: `# region pylint-rs:gen SPEC` begins one"),
    ] {
        project.write("shop.py", &text);
        let run = project.run(["gen", "shop.py"]).exits(2);
        assert_eq!(run.stderr, format!("error: shop.py:{errors}\n"), "{text}");
        assert_eq!(project.read("shop.py"), text);
    }
    project.write("shop.py", format!("x = (\n{region}\n# endregion\n"));
    let run = project.run(["gen", "shop.py"]).exits(2);
    assert!(run.stderr.contains(": regions need a file that is Python: "), "{}", run.stderr);
    project.write("shop.py", format!("x = [\n{region}\n# endregion\n]\n"));
    project.run(["gen", "shop.py"]).exits(2);
    project.write("shop.py", "# region pylint-rs:gen away.toml\n# endregion\n");
    let run = project.run(["gen", "shop.py"]).exits(2);
    assert!(run.stderr.contains("away.toml: "), "{}", run.stderr);
    // Comments in strings are none, and editors' regions are not ours.
    let text = format!("\"\"\"\n{region}\n\"\"\"\n# region mine\n# endregion\n");
    project.write("shop.py", text);
    let run = project.run(["gen", "shop.py"]).exits(2);
    assert!(run.stderr.contains("the file has no region"), "{}", run.stderr);
}
