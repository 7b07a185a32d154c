//! Looking for a pattern where its names and kinds are finds what trying it everywhere does.

mod case_head;

use std::path::Path;
use std::sync::Arc;

use pylint_rs_pattern::{
    Captures, Formula, Match, Matcher, Options, Pattern, RuleSet, Subject, Vocabulary,
};
use pylint_rs_semantic::{ModuleContext, NodeId, Semantic, Storage};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

/// Names that stand for something else, which the cases have few of.
const ALIASES: &str = "
import numpy as np, os.path as p, subprocess
from json import loads, dumps as write
from . import helper as aid
try:
    import yaml
except ImportError:
    yaml = None
run = subprocess.run
go = run
name, kind = 'x', run
text = 'pickle'
other = 'pick' + 'le'
np.array(map(f, x))
loads(x), write(x), json.loads(x), aid(x), yaml.load(x)
run(x, shell=True), go(x), p.join(a, b)
with open(text) as handle, run(x): pass
@write(1)
@go
@run()
def function(a: np.array = write(2), *, b: 'np.array' = None) -> loads: return run(go)
class Class(aid.Base, yaml.Base[int], metaclass=go): x: np.array = run
a = b.c = run(x)
a[text] = p.join(x) if (y := run(x)) else write
for run in go: run(x)
if np.array(x) < 1: pass
elif run(x) == text and not go: pass
";

/// The patterns of the cases with their options, and the sources file by file.
fn cases() -> (Vec<(String, Options)>, Vec<String>) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut patterns = Vec::new();
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(&directory).expect("cases") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        let mut whole = String::new();
        for case in text.trim_end().split("\n====\n") {
            let (head, source) = case.split_once("\n----\n").expect("a case");
            let (pattern, options) = case_head::read(head);
            patterns.push((pattern.to_owned(), options));
            if parse_unchecked_source(source, PySourceType::Python).errors().is_empty() {
                whole.push_str(source);
                whole.push('\n');
            }
        }
        sources.push(whole);
    }
    (patterns, sources)
}

/// What there is to tell of matches.
fn told(found: &[Match<'_>], vocabulary: &Vocabulary) -> Vec<String> {
    let mut told: Vec<String> = found
        .iter()
        .map(|one| {
            let mut captures: Vec<String> = one
                .captures
                .iter()
                .map(|(id, capture)| format!("{}={:?}", vocabulary.name(id), capture.range()))
                .collect();
            captures.sort();
            format!("{:?} {}", one.range, captures.join(" "))
        })
        .collect();
    told.sort();
    told.dedup();
    told
}

fn compare(patterns: &[Pattern], vocabulary: &Vocabulary, source: &str) -> usize {
    let parsed = parse_unchecked_source(source, PySourceType::Python);
    let storage = Storage::default();
    let module = ["pkg".to_owned(), "mod".to_owned()];
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 13,
        module_path: Some(&module),
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let path = Path::new("pkg/mod.py");
    let subject = Subject { path, text: source, tokens: parsed.tokens(), semantic: &semantic };
    let matcher = Matcher::new(subject);
    let formulas: Vec<_> =
        patterns.iter().map(|one| Arc::new(Formula::Pattern(Arc::new(one.clone())))).collect();
    // A set of rules knows all keys that are asked for, and sorts nodes by no others.
    let rules = RuleSet::new(&formulas, vocabulary.clone());
    let mut found_by_rule = vec![Vec::new(); patterns.len()];
    for (rule, found) in rules.run(&subject).matches {
        found_by_rule[rule].push(found);
    }
    let mut count = 0;
    for (pattern, of_rule) in patterns.iter().zip(&found_by_rule) {
        let found = told(&matcher.find(pattern), vocabulary);
        assert_eq!(found, told(of_rule, vocabulary), "{} as a rule\nin {source}", pattern.source());
        count += found.len();
        let everywhere = Matcher::new(subject);
        let mut all = Vec::new();
        for index in 0..semantic.nodes().len() {
            let id = NodeId::new(index);
            all.extend(everywhere.matches_at(pattern, id, &Captures::default()));
        }
        assert_eq!(found, told(&all, vocabulary), "{}\nin {source}", pattern.source());
    }
    count
}

#[test]
fn searches_find_what_is_everywhere() {
    let (patterns, sources) = cases();
    let mut vocabulary = Vocabulary::default();
    let patterns: Vec<Pattern> = patterns
        .iter()
        .filter_map(|(pattern, options)| Pattern::parse(pattern, *options, &mut vocabulary).ok())
        .collect();
    let own = [
        "numpy.array(...)",
        "numpy.$F(...)",
        "json.loads($X)",
        "json.$F($X)",
        "json.dumps(...)",
        "subprocess.run(..., shell=True, ...)",
        "$F(..., shell=$S, ...)",
        "os.path.join(...)",
        "yaml.load(...)",
        "yaml.$F",
        "$X = subprocess.run(...)",
        "$X = \"pickle\"",
        "with subprocess.run(...): ...",
        "with open(\"pickle\") as $F: ...",
        "if <... subprocess.run(...) ...>: ...",
        "for $X in subprocess.run: ...",
        "return subprocess.run(...)",
        "return <... subprocess.run ...>",
        "@json.dumps(...)",
        "@run",
        "@json.dumps(...)\ndef $F(...): ...",
        "def $F(..., $A: numpy.array = $D, ...): ...",
        "def $F(..., $A: $T = json.dumps(...), ...): ...",
        "def $F(...) -> json.loads: ...",
        "class $C(..., yaml.Base[...], ...): ...",
        "class $C(..., metaclass=$M, ...): ...",
        "class $C(..., pkg.helper.Base, ...): ...",
        "$A[\"pickle\"] = $B",
        "$X.c = $Y",
        "\"pickle\"",
        "\"...\"",
        "\"=~/^pick/\"",
        "$X == \"pickle\"",
        "$X and $Y",
        "subprocess.run(...)\n...",
        "$X: numpy.array = $Y",
        "subprocess.run",
        "subprocess.$X",
        "$X == $Y",
        "not $X",
        "$X + $Y",
        "\"pick\" + ...",
        "lambda: ...",
        "run",
        "go",
        "$X.$Y",
    ];
    let patterns: Vec<Pattern> = own
        .iter()
        .map(|one| Pattern::parse(one, Options::default(), &mut vocabulary).expect("a pattern"))
        .chain(patterns)
        .collect();
    let count: usize = sources
        .iter()
        .map(String::as_str)
        .chain([ALIASES])
        .map(|source| compare(&patterns, &vocabulary, source))
        .sum();
    assert!(count > 1000, "only {count} matches");
}
