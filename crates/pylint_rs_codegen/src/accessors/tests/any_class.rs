//! What holds of every class.

use proptest::prelude::*;
use ruff_python_ast::PythonVersion;
use ruff_python_parser::parse_module;

use super::*;

/// Parts of a class's body; `{i}` is what a block is indented by.
const MEMBERS: &[&str] = &[
    "x: int",
    "x: int; y: str",
    "z: list[int] = []",
    "'''doc'''",
    "# a comment",
    "kind: ClassVar[str] = 'a'",
    "def __init__(self, a: int, b='c', *c: str) -> None:\n{i}self.a = a; self.b = b\n{i}self.c: tuple[str, ...] = c\n{i}# end",
    "def more(self): self.d = 1.5; del self.e",
    "@property\ndef a(self) -> int:\n{i}return self._a",
    "class Inner:\n{i}x: int\n{i}def f(self) -> None: self.q = 1",
    "def get_x(self) -> int:\n{i}return 1\n{i}{i}  # deep",
    "def list(self) -> 'list[int]':\n{i}return [\n1]\n",
    "text = '''\n  # no comment\n'''",
    "__slots__ = ('a', 'x')",
    "if True:\n{i}w: int\nelse:\n{i}pass",
];

fn class_text() -> impl Strategy<Value = String> {
    let members = prop::collection::vec(prop::sample::select(MEMBERS), 1..5);
    let unit = prop::sample::select(vec!["    ", "\t", "  ", " "]);
    let newline = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let head = prop::sample::select(vec![
        "",
        "# coding: latin-1\n",
        "\"\"\"Doc.\"\"\"\nimport os\n\n",
        "from __future__ import annotations\n",
    ]);
    let tail = prop::sample::select(vec!["", "\n", "\n\n# after\nz = 1\n", "\nclass B(A): pass"]);
    (members, unit, newline, head, tail, any::<bool>()).prop_map(
        |(members, unit, newline, head, tail, is_nested)| {
            let indent = |text: &str, prefix: &str| {
                text.lines().map(|line| format!("{prefix}{line}\n")).collect::<String>()
            };
            let body: String =
                members.iter().map(|it| indent(&it.replace("{i}", unit), unit)).collect();
            let mut class = format!("class A:\n{body}{unit}last = 0");
            if is_nested {
                class = format!("class O:\n{}", indent(&class, unit));
            }
            format!("{head}{}{tail}", class.trim_end()).replace('\n', newline)
        },
    )
}

/// Whether one text can be had from another by taking parts away.
fn is_part_of(part: &str, whole: &str) -> bool {
    let mut characters = whole.chars();
    part.chars().all(|wanted| characters.any(|found| found == wanted))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn all_else_is_kept(text in class_text(), is_property: bool, is_read_only: bool) {
        prop_assume!(parse_module(&text).is_ok());
        let style = if is_property { Style::Property } else { Style::Methods };
        let request = Request {
            style,
            only: Vec::new(),
            is_read_only,
            untyped: Some(Untyped::Skip),
            target_version: PythonVersion::PY311,
        };
        let name = if text.contains("class O") { "O.A" } else { "A" };
        let Ok(edited) = edit(&text, name, &request) else { return Ok(()) };
        prop_assert!(parse_module(&edited.text).is_ok(), "{}", edited.text);
        // What a property says is taken from the assignment that said it.
        let kept = text.replace("self.c: tuple[str, ...] = c", "self.c = c");
        prop_assert!(
            is_part_of(&text, &edited.text) || (is_property && is_part_of(&kept, &edited.text)),
            "{text}\n\n{}", edited.text
        );
        let newline = pylint_rs_source::Newline::first_of(&text);
        prop_assert_eq!(newline, pylint_rs_source::Newline::first_of(&edited.text));
        if newline.as_str() != "\n" {
            prop_assert!(!edited.text.replace(newline.as_str(), "").contains('\n'));
        }
        prop_assert_eq!(text.ends_with(['\n', '\r']), edited.text.ends_with(['\n', '\r']));
        let again = edit(&edited.text, name, &request).unwrap();
        prop_assert_eq!(again.text, edited.text);
    }
}
