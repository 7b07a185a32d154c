//! Files of rules in TOML: some right, some with a mistake, some nonsense.

use proptest::prelude::*;

/// Patterns that can be read.
const PATTERNS: &[&str] = &[
    "$X",
    "f($X)",
    "f(...)",
    "rq.$M($X, ...)",
    "f($...A)",
    "$X == $X",
    "<... $X ...>",
    "...",
    "def $F(...): ...",
    "class $X($B): ...",
    "@$X\\nclass $C(...): ...",
    "$X = $Y",
    "for $I in $X: ...",
    "with $X as $Y:\\n  ...",
    "return $X",
    "lambda $X: $Y",
    "{..., \\\"a\\\": $X}",
    "a\\n...\\nb",
    "$X if $Y else $Z",
    "f\\\"{$X}\\\"",
];

/// Patterns that cannot, or should not.
const ODD: &[&str] =
    &["", "f(", "$x", "$", "é", "$...", "<... $X", "\\n\\n", "if $X:", "$X $Y", "="];

/// Keys beside a pattern that has `$X`, each once.
const RIGHT: &[&str] = &[
    "where.X.regex = 'a|b|f'",
    "where.X.kind = ['name', 'call']",
    "where.X.type = ['int', 'C']",
    "where.X.in = ['x', 1, true]",
    "where.X.entropy = 3.5",
    "where.X.compare = 'len(str($X)) > 1'",
    "where.X.not.regex = 'z'",
    "focus = '$X'",
    "severity = 'hint'",
    "category = 'style'",
    "options.commutative = true",
    "options.symbolic-propagation = true",
    "paths.include = ['a.py', '*.pyi']",
    "test = [{ bad = 'f(1)  # error: A1', fixed = 'g(1)', good = 'h()' }]",
];

/// What mends what the pattern finds.
const FIXES: &[&str] = &[
    "",
    "fix.template = 'g($X)'",
    "fix.template = ''",
    "fix = { template = '$X + $X', imports = ['a.b'], applicability = 'safe' }",
    "fix = { template = '$N', transform.N = { source = '$X', convert = 'upper' } }",
];

/// Mistakes.
const WRONG: &[&str] = &[
    "where.X.regex = '('",
    "where.X.compare = 'len($X) +'",
    "where.Y = 3",
    "where.Q.regex = ''",
    "focus = ['$X', '$Q']",
    "severity = 1",
    "paths.exclude = ['[']",
    "fix.template = 'g($Q'",
    "test = [{ bad = 'def (' }]",
    "docs = 3",
    "é = 1",
    "all = 'f()'",
    "inside = []",
];

/// A file of rules.
pub fn rule_file() -> impl Strategy<Value = String> {
    let pattern = prop_oneof![
        30 => prop::sample::select(PATTERNS.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(ODD.to_vec()).prop_map(str::to_owned),
        1 => "[$.a-zXY()=, ]{0,10}",
    ];
    let formula = pattern.prop_map(|text| format!("\"{text}\"")).prop_recursive(3, 6, 2, |inner| {
        let pair = prop::collection::vec(inner.clone(), 1..3).prop_map(|list| list.join(", "));
        prop_oneof![
            inner.clone().prop_map(|it| format!("{{ pattern = \"f($X)\", not = {it} }}")),
            inner.prop_map(|it| format!("{{ inside = {it}, pattern = \"$X\" }}")),
            pair.prop_map(|list| format!("{{ any = [{list}] }}")),
        ]
    });
    let key = prop::sample::select(vec!["not", "inside", "has", "follows", "precedes"]);
    let rule = (
        prop::sample::select(vec!["f($X)", "$X", "$X.$M(...)", "$F(..., $X, ...)", "$X: $T"]),
        prop::option::of((key, formula)),
        prop::sample::subsequence(RIGHT.to_vec(), 0..4),
        prop::sample::select(FIXES.to_vec()),
        prop::option::weighted(0.3, prop::sample::select(WRONG.to_vec())),
    );
    let rule = rule.prop_map(|(pattern, other, right, fix, wrong)| {
        let mut text = "[[rule]]\ncode = 'A1'\nname = 'a-rule'\nmessage = '$X: m'\n".to_owned();
        text.push_str(&format!("pattern = '{pattern}'\n"));
        if let Some((key, formula)) = other {
            text.push_str(&format!("{key} = {formula}\n"));
        }
        for line in right.into_iter().chain([fix]).chain(wrong) {
            text.push_str(&format!("{line}\n"));
        }
        text
    });
    prop_oneof![
        8 => rule.clone(),
        1 => (rule.clone(), rule).prop_map(|(one, other)| one + &other),
        1 => "[\\[\\]a-z='\"{}., \n]{0,40}",
    ]
}
