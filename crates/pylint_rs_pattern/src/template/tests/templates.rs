use std::sync::Arc;

use ruff_python_ast::PythonVersion;

use super::Stand::{Name, Node};
use super::{Rewrite, Template, Transform};
use crate::template::{Case, TransformStep};
use crate::{Anchoring, MessageTemplate, RegularExpression, Vocabulary};

fn error(template: &str) -> (String, String) {
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("X");
    let error = Template::parse(template, &vocabulary, Vec::new()).unwrap_err();
    (error.message, template[error.span].to_owned())
}

#[test]
fn what_is_wrong_is_pointed_at() {
    assert_eq!(
        error("f($X, $YES)"),
        ("Unknown metavariable `$YES`: no pattern has it".into(), "$YES".into())
    );
    assert_eq!(
        error("\n    f($X,\n      $YES)"),
        ("Unknown metavariable `$YES`: no pattern has it".into(), "$YES".into())
    );
    let (message, at) = error("f($X, ...)");
    assert!(message.contains("$...NAME"), "{message}");
    assert_eq!(at, "...");
    assert!(error("def f(): ...").0.contains("$...NAME"));
    assert!(error("f(\"...\")").0.contains("\"$NAME\""));
    assert!(error("f($_)").0.contains("`$_`"));
    assert_eq!(error("f($X").1, "");
    assert!(!error("f($X +)").0.is_empty());
}

#[test]
fn templates_have_an_end() {
    assert!(error(&"(".repeat(1 << 20)).0.contains("at most"));
    // As deep as they may be, they are read.
    std::thread::Builder::new()
        .stack_size(1 << 28)
        .spawn(|| assert!(!error(&"[".repeat(1 << 13)).0.is_empty()))
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn ellipsis_in_types_is_python() {
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("X");
    assert!(Template::parse("tuple[$X, ...]", &vocabulary, Vec::new()).is_ok());
    assert!(Template::parse("{\"a\": 1, $...X}", &vocabulary, Vec::new()).is_ok());
    for part in ["k=$X", "@$X", "*, $X=1", "except $X: pass", "$X as y"] {
        assert!(Template::parse(part, &vocabulary, Vec::new()).is_ok(), "{part}");
    }
}

#[test]
fn transforms() {
    let transform = |name: &str, source: &str, step| Transform {
        name: name.into(),
        source: source.into(),
        steps: vec![step],
    };
    let rewrite = Rewrite {
        source: "self.assertEqual(arg, b)\n",
        matched: "self.assertEqual(arg, b)",
        captures: &[("M", Name("assertEqual")), ("A", Node("arg"))],
        template: "$NEW('$NEW', $EXPR * 2)",
        transforms: vec![
            transform("SNAKE", "$M", TransformStep::Convert(Case::Snake)),
            transform(
                "NEW",
                "SNAKE",
                TransformStep::Replace { from: "assert".into(), to: "check".into() },
            ),
            transform(
                "EXPR",
                "$A",
                TransformStep::Regex {
                    regex: Arc::new(RegularExpression::new("(.+)", Anchoring::Anywhere).unwrap()),
                    replacement: "$1 + $1".into(),
                },
            ),
        ],
        patterns: "",
        renames: &[],
        target_version: PythonVersion::PY310,
    };
    assert_eq!(rewrite.run().unwrap(), "check_equal('check_equal', (arg + arg) * 2)\n");
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("X");
    let unbound = vec![transform("NEW", "$Y", TransformStep::Convert(Case::Snake))];
    assert!(Template::parse("$NEW", &vocabulary, unbound).is_err());
}

#[test]
fn names_that_the_file_has_by_another_name() {
    let rewrite = Rewrite {
        source: "open(Path)\n",
        matched: "open(Path)",
        captures: &[("A", Node("Path"))],
        template: "Path($A, Path=Path.Path)",
        transforms: Vec::new(),
        patterns: "",
        renames: &[("Path".to_owned(), "pathlib.Path".to_owned())],
        target_version: PythonVersion::PY310,
    };
    assert_eq!(rewrite.run().unwrap(), "pathlib.Path(Path, Path=pathlib.Path.Path)\n");
}

#[test]
fn messages() {
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("X");
    let message = MessageTemplate::new("$Y costs $5 or $X", &vocabulary);
    assert_eq!(message.render(&crate::Captures::default(), "", None), "$Y costs $5 or $X");
    let message = MessageTemplate::with_values("value($X) of value($Y)", &vocabulary);
    assert_eq!(message.render(&crate::Captures::default(), "", None), "value($X) of value($Y)");
}
