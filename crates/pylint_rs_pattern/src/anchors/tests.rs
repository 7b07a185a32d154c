use std::sync::Arc;

use crate::testing::with_subject_of;
use crate::{Boundary, Formula, Intersection, Options, Pattern, RuleSet, Vocabulary};

fn pattern(source: &str, vocabulary: &mut Vocabulary) -> Formula {
    let pattern = Pattern::parse(source, Options::default(), vocabulary).expect(source);
    Formula::Pattern(Arc::new(pattern))
}

fn set(rules: &[&str]) -> RuleSet {
    let mut vocabulary = Vocabulary::default();
    let formulas: Vec<_> =
        rules.iter().map(|source| Arc::new(pattern(source, &mut vocabulary))).collect();
    RuleSet::new(&formulas, vocabulary)
}

fn of(formula: Formula, vocabulary: Vocabulary) -> RuleSet {
    RuleSet::new(&[Arc::new(formula)], vocabulary)
}

fn candidates(set: &RuleSet, module: &str, module_path: Option<&[String]>) -> Vec<usize> {
    let found =
        with_subject_of(module, module_path, |subject| set.candidates(&set.words_in(subject)));
    assert_eq!(
        set.may_match(module, module_path.unwrap_or_default()),
        !found.is_empty(),
        "the text and the index tell the same of\n{module}"
    );
    found
}

#[test]
fn a_dotted_name_needs_all_its_words() {
    let set = set(&["requests.get(...)", "pdb.set_trace()", "$F($X)"]);
    assert_eq!(candidates(&set, "x = 1\n", None), [2]);
    assert_eq!(candidates(&set, "import requests\nrequests.post(u)\n", None), [2]);
    assert_eq!(candidates(&set, "import requests as rq\nrq.get(u)\n", None), [0, 2]);
    assert_eq!(candidates(&set, "from requests import get as fetch\nfetch(u)\n", None), [0, 2]);
    assert_eq!(candidates(&set, "from requests import *\nget(u)\n", None), [0, 2]);
    assert_eq!(candidates(&set, "from pdb import set_trace\n", None), [1, 2]);
}

#[test]
fn keywords_and_definitions_are_words() {
    let set = set(&["$F(..., shell=True, ...)", "def setup(): ...", "class $C(Model): ..."]);
    assert_eq!(candidates(&set, "run(shell=True)\n", None), [0]);
    assert_eq!(candidates(&set, "def setup(): pass\n", None), [1]);
    assert_eq!(candidates(&set, "class A(m.Model): pass\n", None), [2]);
    assert!(candidates(&set, "x = 1\n", None).is_empty());
}

#[test]
fn a_package_is_known_to_its_modules() {
    let set = set(&["shop.api.fetch(...)"]);
    let module = "from .api import fetch\nfetch(1)\n";
    assert!(candidates(&set, module, None).is_empty());
    let path = ["shop".to_owned(), "views".to_owned()];
    assert_eq!(candidates(&set, module, Some(&path)), [0]);
}

#[test]
fn names_that_the_class_is_put_before() {
    let set = set(&["$X.__token", "__token"]);
    assert_eq!(candidates(&set, "class A:\n    __token = 1\n", None), [0, 1]);
}

#[test]
fn letters_that_python_takes_for_others() {
    let set = set(&["field(...)"]);
    // The first two letters are one character.
    assert_eq!(candidates(&set, "\u{fb01}eld(1)\n", None), [0]);
}

#[test]
fn alternatives_need_one_of_their_words() {
    let mut vocabulary = Vocabulary::default();
    let either = Formula::Any(vec![
        pattern("requests.get(...)", &mut vocabulary),
        pattern("requests.post(...)", &mut vocabulary),
    ]);
    let set = of(either, vocabulary);
    assert_eq!(candidates(&set, "import requests\nrequests.get(u)\n", None), [0]);
    assert_eq!(candidates(&set, "import requests\nrequests.post(u)\n", None), [0]);
    assert!(candidates(&set, "import requests\nrequests.put(u)\n", None).is_empty());
    assert!(candidates(&set, "get(post)\n", None).is_empty());
}

#[test]
fn what_must_not_be_there_is_not_needed() {
    let mut vocabulary = Vocabulary::default();
    let operands = vec![
        pattern("$F(...)", &mut vocabulary),
        Formula::Not(Box::new(pattern("safe(...)", &mut vocabulary))),
        Formula::Inside {
            formula: Box::new(pattern("@task\ndef $G(...): ...", &mut vocabulary)),
            boundary: Boundary::Module,
        },
    ];
    let formula = Formula::All {
        operands,
        intersection: Intersection::Inner,
        conditions: Vec::new(),
        focus: Vec::new(),
    };
    let set = of(formula, vocabulary);
    assert_eq!(candidates(&set, "@task\ndef f(): g()\n", None), [0]);
    assert!(candidates(&set, "def f(): g()\n", None).is_empty());
}

#[test]
fn an_alternative_that_needs_nothing() {
    let mut vocabulary = Vocabulary::default();
    let either = Formula::Any(vec![
        pattern("requests.get(...)", &mut vocabulary),
        pattern("$F($X)", &mut vocabulary),
    ]);
    let set = of(either, vocabulary);
    assert_eq!(candidates(&set, "f(1)\n", None), [0]);
}
