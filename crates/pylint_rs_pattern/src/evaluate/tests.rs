//! What Semgrep answers is what is wanted wherever it has the operator.

use std::sync::Arc;

use crate::testing::with_subject;
use crate::{
    Anchoring, Arithmetic, Boundary, Capture, Comparison, Condition, Content, Formula,
    Intersection, Options, Pattern, RegularExpression, RuleSet, SyntaxSort, Test, Vocabulary,
};

/// Builds formulas over one vocabulary.
#[derive(Default)]
struct Build(Vocabulary);

impl Build {
    fn pattern(&mut self, source: &str) -> Formula {
        let pattern = Pattern::parse(source, Options::default(), &mut self.0).expect(source);
        Formula::Pattern(Arc::new(pattern))
    }

    fn inside(&mut self, source: &str) -> Formula {
        inside(self.pattern(source), Boundary::Module)
    }

    fn not(&mut self, source: &str) -> Formula {
        not(self.pattern(source))
    }

    fn of(&mut self, name: &str, test: Test) -> Condition {
        Condition::Of(self.0.intern(name), test)
    }

    fn compare(&mut self, source: &str) -> Condition {
        let comparison = Comparison::parse(source, Arithmetic::Python, &mut self.0).expect(source);
        Condition::Comparison(Arc::new(comparison))
    }

    fn focus(&mut self, operands: Vec<Formula>, names: &[&str]) -> Formula {
        let focus = names.iter().map(|name| self.0.intern(name)).collect();
        Formula::All { operands, intersection: Intersection::Inner, conditions: Vec::new(), focus }
    }

    /// The texts that a formula matches in a module, in order.
    fn find(&self, formula: Formula, module: &str) -> Vec<String> {
        let set = RuleSet::new(&[Arc::new(formula)], self.0.clone());
        with_subject(module, |subject| {
            let found = set.run(subject);
            assert!(found.exhausted.is_empty());
            found.matches.iter().map(|(_, found)| module[found.range].to_owned()).collect()
        })
    }

    /// What a metavariable stands for in each match.
    fn captured(&self, formula: Formula, name: &str, module: &str) -> Vec<String> {
        let set = RuleSet::new(&[Arc::new(formula)], self.0.clone());
        let id = set.vocabulary().get(name).expect(name);
        with_subject(module, |subject| {
            let found = set.run(subject);
            let texts = found.matches.iter().map(|(_, found)| match found.captures.get(id) {
                Some(Capture::Text { text, .. }) => text.to_string(),
                Some(capture) => module[ruff_text_size::Ranged::range(capture)].to_owned(),
                None => "-".to_owned(),
            });
            texts.collect()
        })
    }
}

fn all(operands: Vec<Formula>) -> Formula {
    where_(operands, Vec::new())
}

fn where_(operands: Vec<Formula>, conditions: Vec<Condition>) -> Formula {
    let intersection = Intersection::Inner;
    Formula::All { operands, intersection, conditions, focus: Vec::new() }
}

fn not(formula: Formula) -> Formula {
    Formula::Not(Box::new(formula))
}

fn inside(formula: Formula, boundary: Boundary) -> Formula {
    Formula::Inside { formula: Box::new(formula), boundary }
}

fn has(formula: Formula) -> Formula {
    Formula::Has(Box::new(formula))
}

fn regex(source: &str) -> Formula {
    Formula::Regex(Arc::new(RegularExpression::new(source, Anchoring::Anywhere).expect(source)))
}

fn regex_test(source: &str, anchoring: Anchoring) -> Test {
    let regex = Arc::new(RegularExpression::new(source, anchoring).expect(source));
    Test::Regex { regex, constant_propagation: false }
}

fn matches(formula: Formula, content: Content) -> Test {
    Test::Matches { formula: Box::new(formula), content }
}

const CALLS: &str = "\
def f():
    foo(bar(1))
    foo(2)
    bar(foo(3))
class C:
    def g(self):
        foo(5)
";

#[test]
fn of_two_places_the_inner_stays() {
    let mut build = Build::default();
    let operands = vec![build.pattern("foo(...)"), build.pattern("bar(...)")];
    assert_eq!(build.find(all(operands), CALLS), ["bar(1)", "foo(3)"]);
    let operands = vec![build.inside("foo(...)"), build.inside("bar(...)")];
    assert_eq!(build.find(all(operands), CALLS), ["bar(1)", "foo(3)"]);
}

#[test]
fn or_they_are_the_same() {
    let mut build = Build::default();
    let same = |operands| Formula::All {
        operands,
        intersection: Intersection::Same,
        conditions: Vec::new(),
        focus: Vec::new(),
    };
    let operands = vec![build.pattern("foo(...)"), build.pattern("$F($X)")];
    assert_eq!(build.captured(same(operands), "F", CALLS), ["foo", "foo", "foo", "foo"]);
    let operands = vec![build.pattern("foo(...)"), build.pattern("bar(...)")];
    assert!(build.find(same(operands), CALLS).is_empty());
    let operands = vec![build.pattern("foo(...)"), build.inside("bar(...)")];
    assert_eq!(build.find(same(operands), CALLS), ["foo(3)"]);
    let operands = vec![build.pattern("foo(...)"), regex("[0-9]")];
    assert_eq!(build.find(same(operands), CALLS), ["1", "2", "3", "5"]);
}

#[test]
fn what_is_around_only_restricts() {
    let mut build = Build::default();
    let operands = vec![build.pattern("foo(...)"), build.inside("bar(...)")];
    assert_eq!(build.find(all(operands), CALLS), ["foo(3)"]);
    let operands = vec![build.pattern("foo(...)"), all(vec![build.inside("bar(...)")])];
    assert_eq!(build.find(all(operands), CALLS), ["foo(3)"]);
    let operands = vec![build.pattern("foo($X)"), build.inside("foo(...)")];
    assert_eq!(build.find(all(operands), CALLS).len(), 4);
    let either = Formula::Any(vec![build.inside("bar(...)"), build.inside("class C: ...")]);
    let operands = vec![build.pattern("foo(...)"), either];
    assert_eq!(build.find(all(operands), CALLS), ["foo(3)", "foo(5)"]);
    let either = Formula::Any(vec![build.pattern("bar(...)"), build.inside("class C: ...")]);
    let operands = vec![build.pattern("foo(...)"), either];
    assert_eq!(build.find(all(operands), CALLS), ["bar(1)", "foo(3)", "foo(5)"]);
}

#[test]
fn negation_is_about_the_same_place() {
    let mut build = Build::default();
    let operands = vec![build.pattern("foo(...)"), build.not("foo(bar(...))")];
    assert_eq!(build.find(all(operands), CALLS), ["foo(2)", "foo(3)", "foo(5)"]);
    let operands = vec![build.pattern("foo(...)"), build.not("bar(...)")];
    assert_eq!(build.find(all(operands), CALLS).len(), 4);
    let operands = vec![build.pattern("foo(...)"), build.not("bar(foo(...))")];
    assert_eq!(build.find(all(operands), CALLS).len(), 4);
    let operands = vec![build.pattern("foo(...)"), not(build.inside("bar(...)"))];
    assert_eq!(build.find(all(operands), CALLS), ["foo(bar(1))", "foo(2)", "foo(5)"]);
    let operands = vec![build.pattern("foo(...)"), not(build.inside("foo(...)"))];
    assert!(build.find(all(operands), CALLS).is_empty());
    let both = Formula::Any(vec![build.inside("bar(...)"), build.pattern("foo(2)")]);
    let operands = vec![build.pattern("foo(...)"), not(both)];
    assert_eq!(build.find(all(operands), CALLS), ["foo(bar(1))", "foo(5)"]);
    let both = all(vec![build.pattern("foo(...)"), build.inside("bar(...)")]);
    let operands = vec![build.pattern("foo(...)"), not(both)];
    assert_eq!(build.find(all(operands), CALLS), ["foo(bar(1))", "foo(2)", "foo(5)"]);
}

#[test]
fn negation_of_text_is_about_whatever_overlaps() {
    let mut build = Build::default();
    let module = "foo(2)\nx = foo(3)\n";
    for (expression, left) in [
        (r"oo\(3", vec!["foo(2)"]),
        (r"= foo\(3\)\n", vec!["foo(2)"]),
        // Neither within nor around.
        (r"o\(2\)\nx", vec!["foo(2)", "foo(3)"]),
    ] {
        let operands = vec![build.pattern("foo(...)"), not(regex(expression))];
        assert_eq!(build.find(all(operands), module), left, "{expression}");
    }
    let operands = vec![regex(r"oo\("), build.not("foo(2)")];
    assert_eq!(build.find(all(operands), module), ["oo(", "oo("]);
    let operands = vec![regex(r"oo\("), not(build.inside("foo(2)"))];
    assert_eq!(build.find(all(operands), module), ["oo("]);
}

#[test]
fn captures_must_agree() {
    let mut build = Build::default();
    let module = "def f():\n    zed(foo(7), foo(8))\n    zed(a, a)\n";
    let operands = vec![build.pattern("zed($X, $Y)"), build.not("zed($Y, ...)")];
    assert_eq!(build.find(all(operands), module), ["zed(foo(7), foo(8))"]);
    let operands = vec![build.pattern("zed($X, $Y)"), build.not("zed($X, ...)")];
    assert!(build.find(all(operands), module).is_empty());
    let operands = vec![build.pattern("zed($X, $Y)"), build.inside("def $F(): ...")];
    assert_eq!(build.captured(all(operands), "F", module), ["f", "f"]);
    let operands = vec![build.pattern("zed($F, $Y)"), build.inside("def $F(): ...")];
    assert!(build.find(all(operands), module).is_empty());
}

#[test]
fn focus_reports_captures() {
    let mut build = Build::default();
    let module = "zed(foo(7), foo(8))\n";
    let operands = vec![build.pattern("zed($X, $Y)")];
    let formula = build.focus(operands, &["X", "Y"]);
    assert_eq!(build.find(formula, module), ["foo(7)", "foo(8)"]);
    // What `not` is about is what was there before.
    let operands = vec![build.pattern("zed($X, ...)"), build.not("foo(7)")];
    let formula = build.focus(operands, &["X"]);
    assert_eq!(build.find(formula, module), ["foo(7)"]);
    let inner = {
        let operands = vec![build.inside("zed($X, ...)")];
        build.focus(operands, &["X"])
    };
    let operands = vec![build.pattern("zed(...)"), inner];
    assert_eq!(build.find(all(operands), module), ["foo(7)"]);
    let either = Formula::Any(vec![build.pattern("zed($X, ...)"), build.pattern("foo($Z)")]);
    let formula = build.focus(vec![either], &["X"]);
    assert_eq!(build.find(formula, module), ["foo(7)"]);
}

#[test]
fn one_match_for_each_set_of_captures() {
    let mut build = Build::default();
    let formula = build.pattern("dup(..., $X, ...)");
    assert_eq!(build.captured(formula, "X", "dup(1, 2)\n"), ["1", "2"]);
}

#[test]
fn boundaries_end_the_look_outwards() {
    let mut build = Build::default();
    let module = "\
with lock:
    a()
    def f():
        a()
        lambda: a()
    class C:
        a()
";
    for (boundary, count) in [(Boundary::Module, 4), (Boundary::Function, 2), (Boundary::Class, 3)]
    {
        let around = inside(build.pattern("with lock: ..."), boundary);
        let operands = vec![build.pattern("a()"), around];
        assert_eq!(build.find(all(operands), module).len(), count, "{boundary:?}");
    }
    let around = inside(build.pattern("def f(): ..."), Boundary::Function);
    let operands = vec![build.pattern("a()"), around];
    assert_eq!(build.find(all(operands), module).len(), 1);
}

#[test]
fn what_is_within() {
    let mut build = Build::default();
    let module = "def f():\n    yield 1\ndef g():\n    pass\n";
    let operands = vec![build.pattern("def $F(): ..."), has(build.pattern("yield $X"))];
    assert_eq!(build.captured(all(operands), "X", module), ["1"]);
    let operands = vec![build.pattern("def $F(): ..."), not(has(build.pattern("yield $X")))];
    assert_eq!(build.captured(all(operands), "F", module), ["g"]);
    // It is not within itself.
    let operands = vec![build.pattern("foo(...)"), has(build.pattern("foo(...)"))];
    assert_eq!(build.find(all(operands), "foo(1)\nfoo(foo(2))\n"), ["foo(foo(2))"]);
}

#[test]
fn what_is_asked_of_a_place_may_be_put_together() {
    let mut build = Build::default();
    let module = "\
with a:
    foo(1, x)
    foo(2)
foo(3, x)
";
    let both = all(vec![build.inside("with a: ..."), has(build.pattern("x"))]);
    let operands = vec![build.pattern("foo(...)"), not(both)];
    assert_eq!(build.find(all(operands), module), ["foo(2)", "foo(3, x)"]);
    let either = Formula::Any(vec![build.inside("with a: ..."), has(build.pattern("x"))]);
    let operands = vec![build.pattern("foo(...)"), either];
    assert_eq!(build.find(all(operands), module).len(), 3);
    let neither = not(not(has(build.pattern("x"))));
    let operands = vec![build.pattern("foo(...)"), neither];
    assert_eq!(build.find(all(operands), module), ["foo(1, x)", "foo(3, x)"]);
}

#[test]
fn before_and_after() {
    let mut build = Build::default();
    let module = "\
def f():
    begin()
    if x:
        work(1)
        end()
    work(2)
def g():
    work(3)
    begin()
    end()
";
    let follows = Formula::Follows(Box::new(build.pattern("begin()")));
    let operands = vec![build.pattern("work(...)"), follows.clone()];
    assert_eq!(build.find(all(operands), module), ["work(1)", "work(2)"]);
    let precedes = Formula::Precedes(Box::new(build.pattern("end()")));
    let operands = vec![build.pattern("work(...)"), precedes];
    assert_eq!(build.find(all(operands), module), ["work(1)", "work(3)"]);
    let operands = vec![build.pattern("work(...)"), not(follows)];
    assert_eq!(build.find(all(operands), module), ["work(3)"]);
    // The nearest is the one whose captures count.
    let last = Formula::Follows(Box::new(build.pattern("set($X)")));
    let operands = vec![build.pattern("get()"), last];
    let found = build.captured(all(operands), "X", "set(1)\nset(2)\nget()\nset(3)\n");
    assert!(found.contains(&"2".to_owned()) && !found.contains(&"3".to_owned()), "{found:?}");
}

#[test]
fn groups_of_regular_expressions_are_metavariables() {
    let mut build = Build::default();
    let found = build.captured(regex("(?P<N>fo+)!"), "N", "# fooo!\n");
    assert_eq!(found, ["fooo"]);
    assert_eq!(build.captured(regex("f(o+)!"), "1", "# fooo!\n"), ["ooo"]);
    let test = regex_test("(?P<N>fo+).*", Anchoring::Start);
    let conditions = vec![build.of("X", test)];
    let formula = where_(vec![build.pattern("mp($X)")], conditions);
    assert_eq!(build.captured(formula, "N", "mp(fooo(1))\nmp(a)\n"), ["fooo"]);
}

#[test]
fn captures_that_match_a_formula() {
    let mut build = Build::default();
    let module = "mp(foo)\nmp(bar(foo))\nmp('foo')\nmp('x = foo')\nmp('foo(')\nmp(1)\n";
    for (content, left) in [
        (Content::Code, vec!["mp(foo)", "mp(bar(foo))"]),
        (Content::PythonInString, vec!["mp('foo')", "mp('x = foo')"]),
        (Content::Either, vec!["mp(foo)", "mp(bar(foo))", "mp('foo')", "mp('x = foo')"]),
    ] {
        let test = matches(build.pattern("foo"), content);
        let conditions = vec![build.of("X", test)];
        let formula = where_(vec![build.pattern("mp($X)")], conditions);
        assert_eq!(build.find(formula, module), left, "{content:?}");
    }
    let test = matches(regex(r"^foo\($"), Content::TextInString);
    let conditions = vec![build.of("X", test)];
    let formula = where_(vec![build.pattern("mp($X)")], conditions);
    assert_eq!(build.find(formula, module), ["mp('foo(')"]);
    // Without a pattern that says where, it is asked of the whole.
    let test = matches(all(vec![build.not("foo")]), Content::Code);
    let conditions = vec![build.of("X", test)];
    let formula = where_(vec![build.pattern("mp($X)")], conditions);
    assert_eq!(build.find(formula, module).len(), 5);
}

#[test]
fn what_matches_in_a_capture_is_captured_too() {
    let mut build = Build::default();
    for (pattern, module, bound) in [
        ("foo($Y)", "m(bar(foo(4)))\n", "4"),
        ("bar($Y)", "m(bar(foo(4)))\n", "foo(4)"),
        ("foo($Y)", "m('foo(1 + 2)')\n", "1 + 2"),
    ] {
        let test = matches(build.pattern(pattern), Content::Either);
        let conditions = vec![build.of("X", test)];
        let formula = where_(vec![build.pattern("m($X)")], conditions);
        assert_eq!(build.captured(formula, "Y", module), [bound], "{pattern}");
    }
    // Nothing around the capture is seen.
    let operands = vec![build.pattern("foo($Y)"), build.inside("m(...)")];
    let conditions = vec![build.of("X", matches(all(operands), Content::Code))];
    let formula = where_(vec![build.pattern("m($X)")], conditions);
    assert!(build.find(formula, "m(bar(foo(4)))\n").is_empty());
    let test = matches(build.pattern("foo($Y)"), Content::Code);
    let conditions = vec![build.of("X", test)];
    let formula = where_(vec![build.pattern("zed($X, foo($Y))")], conditions);
    assert_eq!(
        build.find(formula, "zed(foo(1), foo(2))\nzed(foo(1), foo(1))\n"),
        ["zed(foo(1), foo(1))"]
    );
}

#[test]
fn a_condition_on_what_is_not_captured_does_not_hold() {
    let mut build = Build::default();
    let conditions = vec![build.of("Q", regex_test(".*", Anchoring::Start))];
    let formula = where_(vec![build.pattern("foo($X)")], conditions);
    assert!(build.find(formula, CALLS).is_empty());
    let conditions = vec![build.compare("$Q > 1")];
    let formula = where_(vec![build.pattern("foo($X)")], conditions);
    assert!(build.find(formula, CALLS).is_empty());
}

#[test]
fn names_of_builtins_may_mean_something_else() {
    let mut build = Build::default();
    let conditions = vec![build.of("F", Test::In(vec!["open".into()]))];
    let formula = where_(vec![build.pattern("$F($X)")], conditions);
    assert_eq!(build.find(formula.clone(), "open(1)\n"), ["open(1)"]);
    assert!(build.find(formula, "def open(x): pass\nopen(1)\n").is_empty());
}

#[test]
fn sorts_and_names_and_comparisons() {
    let mut build = Build::default();
    let module = "\
import os.path as p
t(1)
t('a')
t(x)
t(p.join)
t(-2.5)
t(f'{x}')
t(lambda: 0)
";
    let mut find = |test: Test| {
        let conditions = vec![build.of("X", test)];
        let formula = where_(vec![build.pattern("t($X)")], conditions);
        build.find(formula, module)
    };
    assert_eq!(find(Test::Kind(vec![SyntaxSort::Integer])), ["t(1)"]);
    assert_eq!(find(Test::Kind(vec![SyntaxSort::Float, SyntaxSort::FString])).len(), 2);
    assert_eq!(find(Test::Kind(vec![SyntaxSort::Literal])).len(), 3);
    assert_eq!(find(Test::Kind(vec![SyntaxSort::Expression])).len(), 7);
    assert_eq!(find(Test::Kind(vec![SyntaxSort::Lambda, SyntaxSort::Attribute])).len(), 2);
    assert_eq!(find(Test::In(vec!["os.path.join".into()])), ["t(p.join)"]);
    assert_eq!(find(Test::In(vec!["p.join".into(), "x".into()])), ["t(x)", "t(p.join)"]);
    assert_eq!(find(Test::In(vec!["a".into(), "1".into()])), ["t(1)", "t('a')"]);
    let not_literal = Test::Not(Box::new(Test::Kind(vec![SyntaxSort::Literal])));
    assert_eq!(find(not_literal).len(), 4);
    let shadowed = "import yaml\nt(yaml)\ndef f(yaml, self):\n    t(yaml)\n    t(self)\n";
    let names = Test::In(vec!["yaml".into(), "self".into()]);
    let conditions = vec![build.of("X", names)];
    let formula = where_(vec![build.pattern("t($X)")], conditions);
    assert_eq!(build.find(formula, shadowed), ["t(yaml)", "t(self)"]);
    let conditions = vec![build.compare("$X < 0")];
    let formula = where_(vec![build.pattern("t($X)")], conditions);
    assert_eq!(build.find(formula, module), ["t(-2.5)"]);
}

#[test]
fn types() {
    let mut build = Build::default();
    let module = "\
import requests as rq
from requests import Session
def g(a: int, b: 'str', c: Foo, d: List[int], e=3, *h: int):
    t(a)
    t(b)
    t(c)
    t(d)
    t(h)
    s = rq.Session()
    t(s)
    with Session() as w:
        t(w)
    r: Foo = make()
    t(r)
    t('lit')
    if isinstance(e, str):
        t(e)
    t(e)
answer = rq.get(u)
answer = t(answer)
t(answer)
";
    let mut find = |name: &str| {
        let conditions = vec![build.of("X", Test::Type(vec![name.into()]))];
        let formula = where_(vec![build.pattern("t($X)")], conditions);
        build.find(formula, module)
    };
    assert_eq!(find("int"), ["t(a)"]);
    assert_eq!(find("str"), ["t(b)", "t('lit')", "t(e)"]);
    assert_eq!(find("Foo"), ["t(c)", "t(r)"]);
    assert_eq!(find("List[int]"), ["t(d)"]);
    assert_eq!(find("requests.Session"), ["t(s)", "t(w)"]);
    assert_eq!(find("requests.Response"), ["t(answer)"]);
}

#[test]
fn running_out_of_steps_is_told() {
    let mut build = Build::default();
    let module = "a(b)\n".repeat(4000);
    let follows = Formula::Follows(Box::new(build.pattern("$F($X)")));
    let operands = vec![build.pattern("a($Y)"), follows];
    let set = RuleSet::new(&[Arc::new(all(operands))], build.0.clone());
    with_subject(&module, |subject| {
        assert_eq!(set.run(subject).exhausted, [0]);
    });
}

#[test]
fn strings_within_strings_end() {
    let mut build = Build::default();
    let mut formula = build.pattern("foo");
    for _ in 0..20 {
        let test = matches(formula, Content::Either);
        let conditions = vec![build.of("X", test)];
        formula = where_(vec![build.pattern("'$X'")], conditions);
    }
    let mut module = "foo".to_owned();
    for _ in 0..8 {
        module = format!("{module:?}");
    }
    assert!(build.find(formula, &module).is_empty());
}

#[test]
fn together_rules_find_what_each_finds_alone() {
    let module = "\
import requests as rq
from requests import get, post as send
from urllib.request import *
get(1)
send(2)
rq.get(3)
rq.put(x.get(4))
fetch = rq.get
fetch(5)
urlopen(6)
try:
    from yaml import load
except ImportError:
    load = None
load(7)
def get2(get):
    get(8)
(lambda: rq.get)()(9)
handlers[0](rq.get(10))
print(11)
class C:
    def load(self):
        self.load(12)
";
    let sources = [
        "requests.get(...)",
        "requests.post(...)",
        "requests.put(...)",
        "get(...)",
        "send($X)",
        "$X.get(...)",
        "urllib.request.urlopen($X)",
        "yaml.load(...)",
        "print(...)",
        "self.load($X)",
        "fetch($X)",
        "$F($X)",
        "$F()(...)",
    ];
    let mut build = Build::default();
    let formulas: Vec<_> = sources.iter().map(|source| build.pattern(source)).collect();
    let rules: Vec<_> = formulas.iter().cloned().map(Arc::new).collect();
    let set = RuleSet::new(&rules, build.0.clone());
    let together = with_subject(module, |subject| {
        let mut texts = vec![Vec::new(); rules.len()];
        for (rule, found) in set.run(subject).matches {
            texts[rule].push(module[found.range].to_owned());
        }
        texts
    });
    for ((source, formula), found) in sources.iter().zip(formulas).zip(together) {
        assert_eq!(found, build.find(formula, module), "{source}");
        assert!(!found.is_empty(), "{source}");
    }
}
