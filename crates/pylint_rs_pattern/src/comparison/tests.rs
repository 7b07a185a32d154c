use ruff_python_ast::{AnyNodeRef, NodeKind};

use super::{Arithmetic, Comparison};
use crate::testing::with_subject;
use crate::{Capture, Captures, Vocabulary};

/// Whether a comparison holds with `$X` as the expression of the module's last statement.
fn holds_with(comparison: &str, module: &str, arithmetic: Arithmetic) -> bool {
    let mut vocabulary = Vocabulary::default();
    let comparison = Comparison::parse(comparison, arithmetic, &mut vocabulary).expect("valid");
    with_subject(module, |subject| {
        let last = subject.semantic.nodes_of_kind(NodeKind::StmtExpr).last();
        let Some(AnyNodeRef::StmtExpr(last)) = last else { panic!("an expression") };
        let mut captures = Captures::default();
        captures.bind(vocabulary.intern("X"), Capture::Node((&*last.value).into()));
        comparison.holds(&captures, subject)
    })
}

fn holds(comparison: &str, expression: &str) -> bool {
    holds_with(comparison, expression, Arithmetic::Python)
}

#[test]
fn numbers_by_value() {
    assert!(holds("$X > 5", "10"));
    assert!(holds("$X == 16", "0x10"));
    assert!(holds("$X == 3", "1 + 2"));
    assert!(holds("$X < 0", "-5"));
    assert!(holds("$X == 8 and $X * 2 + 1 == 17", "2 ** 3"));
    assert!(holds("5 < $X <= 10", "10"));
    assert!(!holds("5 < $X < 10", "10"));
    assert!(holds("$X == 1.5", "1.5"));
    assert!(holds("$X > 2 ** 64", "0x1_0000_0000_0000_0001"));
    assert!(holds("$X > 5", "K = 50\nK"));
    assert!(!holds("$X > 5", "K = 50\nK = 3\nK"));
}

#[test]
fn division_is_python_or_truncating() {
    assert!(holds("$X / 4 == 2.5", "10"));
    assert!(holds("$X % 3 == 1 and $X // 3 == -2", "-5"));
    assert!(holds_with("$X / 4 == 2", "10", Arithmetic::Truncating));
    assert!(holds_with("$X % 3 == -2", "-5", Arithmetic::Truncating));
}

#[test]
fn texts() {
    assert!(holds("$X == \"abc\"", "'a' 'bc'"));
    assert!(holds("len($X) == 3", "'äöü'"));
    assert!(holds("len($X) == 2", "[a, b]"));
    assert!(!holds("len($X) == 2", "[a, *b]"));
    assert!(holds("re.match('a.c', $X)", "'abcd'"));
    assert!(!holds("re.match('b', $X)", "'abcd'"));
    assert!(holds("'bc' in $X", "'abcd'"));
    assert!(holds("$X in ['a', 'b']", "'b'"));
    assert!(holds("$X not in ['a', 'b']", "'c'"));
    assert!(holds("int($X) == 10 and str(int($X)) == '10' and float($X) == 10", "' 10 '"));
    assert!(holds("$X == '$X'", "'$X'"));
}

#[test]
fn what_has_no_value_makes_it_false() {
    assert!(!holds("$X == 1", "x"));
    assert!(!holds("$X != 1", "x"));
    assert!(!holds("not $X > 5", "'abc'"));
    assert!(!holds("$Y == 1", "1"));
    assert!(!holds("$X / 0 == 1", "1"));
    assert!(holds("$X == 1 or $Y == 1", "1"));
}

#[test]
fn nothing_grows_without_bound() {
    assert!(!holds("$X ** 1000000 > 1", "10 ** 30"));
    assert!(!holds("len('a' * $X) > 0", "10 ** 15"));
    assert!(!holds("$X * $X > 0", "10 ** 30"));
    assert!(!holds("10.0 ** $X > 0", "400"));
    assert!(!holds(
        "$X % -1 == 1 or $X // -1 == 1",
        "-170141183460469231731687303715884105727 - 1"
    ));
    let deep = format!("{}1", "1+".repeat(3000));
    assert!(!holds("$X == 3001", &deep));
}

#[test]
fn errors_say_where() {
    for (source, span, part) in [
        ("$X >", 4..4, "not a Python expression"),
        ("open($X)", 0..4, "unknown function"),
        ("$X == y", 6..7, "unknown name `y`"),
        ("$X.upper() == 'A'", 0..8, "unknown function"),
        ("$X if $Y else 1", 0..15, "may only use"),
        ("re.match('(', $X)", 9..12, "not a regular expression"),
        ("re.match($X, $X)", 9..11, "must be a string literal"),
        ("len($X, 1)", 0..10, "1 argument(s) wanted"),
        ("lambda: 1", 0..9, "may only use"),
    ] {
        let error = Comparison::parse(source, Arithmetic::Python, &mut Vocabulary::default())
            .expect_err(source);
        assert!(error.message.contains(part), "{source}: {}", error.message);
        assert_eq!(error.span, span, "{source}");
    }
    let long = "(".repeat(5000);
    assert!(Comparison::parse(&long, Arithmetic::Python, &mut Vocabulary::default()).is_err());
    let deep = format!("{}1", "not ".repeat(1000));
    assert!(Comparison::parse(&deep, Arithmetic::Python, &mut Vocabulary::default()).is_err());
}
