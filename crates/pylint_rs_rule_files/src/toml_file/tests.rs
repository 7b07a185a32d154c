use std::path::Path;

use pylint_rs_pattern::{Boundary, Formula};

use super::load;
use crate::{DataRule, RuleFile};

/// A rule's beginning: three lines.
const HEAD: &str = "[[rule]]\ncode = \"NET001\"\nname = \"a-rule\"\nmessage = \"m\"\n";

fn file(text: &str) -> RuleFile {
    load(Path::new("team.toml"), text)
}

/// The one rule with these keys.
fn rule(keys: &str) -> DataRule {
    let mut file = file(&format!("{HEAD}{keys}"));
    assert_eq!(file.errors, [], "{keys}");
    assert_eq!(file.rules.len(), 1);
    file.rules.remove(0)
}

/// What is wrong with a text.
fn errors(text: &str) -> String {
    let file = file(text);
    file.errors.iter().map(|error| format!("{error}\n")).collect()
}

/// What is wrong with a rule's keys, which start on line 5.
fn errors_of(keys: &str) -> String {
    errors(&format!("{HEAD}{keys}"))
}

#[test]
fn formulas_are_as_the_keys_say() {
    let shape = |keys| format!("{:?}", shape_of(&rule(keys).formula));
    assert_eq!(shape("pattern = 'f($X)'"), "f($X)");
    assert_eq!(shape("pattern = ['f()', 'g()']"), "any(f(), g())");
    assert_eq!(
        shape("any = ['f()', { pattern = 'g()', not = 'g(1)' }]"),
        "any(f(), all(g(), not(g(1))))"
    );
    assert_eq!(shape("pattern = 'f()'\nnot = ['f(1)', 'f(2)']"), "all(f(), not(f(1)), not(f(2)))");
    assert_eq!(
        shape("pattern = 'f()'\nnot = { inside = 'with $L: ...' }"),
        "all(f(), not(inside(with $L: ...)))"
    );
    assert_eq!(shape("all = ['f()', { inside = 'g()' }]"), "all(f(), inside(g()))");
    assert_eq!(
        shape("pattern = 'f()'\ninside = ['g()', 'h()']"),
        "all(f(), inside(any(g(), h())))"
    );
    assert_eq!(
        shape("pattern = 'f()'\nhas = 'a'\nfollows = 'b'\nprecedes = 'c'"),
        "all(f(), has(a), follows(b), precedes(c))"
    );
    assert_eq!(shape("regex = 'a+'"), "/a+/");
}

#[test]
fn choices_may_narrow_down_what_the_table_finds() {
    let shape = |keys| format!("{:?}", shape_of(&rule(keys).formula));
    assert_eq!(
        shape("pattern = 'f($X)'\nany = [{ follows = 'g($X)' }, { inside = 'h()' }]"),
        "any(all(f($X), follows(g($X))), all(f($X), inside(h())))"
    );
    assert_eq!(
        shape("all = ['f()', { any = [{ has = 'a' }, { has = 'b' }] }]"),
        "any(all(f(), has(a)), all(f(), has(b)))"
    );
    let choices = "any = [{ has = 'a' }, { has = 'b' }]";
    let many = vec![format!("{{ {choices} }}"); 7].join(", ");
    assert_eq!(
        errors_of(&format!("pattern = 'f()'\nall = [{many}]\n")),
        "team.toml:1:1: too many combinations of `any`: say in each what to look for\n"
    );
}

#[test]
fn a_rule_may_need_a_python() {
    assert_eq!(rule("pattern = 'f()'").target_version, None);
    let version = rule("pattern = 'f()'\ntarget-version = '3.10'").target_version;
    assert_eq!(version, Some(ruff_python_ast::PythonVersion::PY310));
    assert!(errors_of("pattern = 'f()'\ntarget-version = 'py310'").contains("3.10"));
}

#[test]
fn inside_may_stop() {
    let rule = rule("pattern = 'f()'\ninside = { pattern = 'g()', stop = 'function' }");
    let Formula::All { operands, .. } = &*rule.formula else { panic!("{:?}", rule.formula) };
    assert!(matches!(operands[1], Formula::Inside { boundary: Boundary::Function, .. }));
}

#[test]
fn conditions_are_counted() {
    let rule = rule(
        "pattern = 'f($X, $Y)'\n\
         where.X = { regex = 'a|b', kind = ['string', 'name'], in = ['a', 1, true] }\n\
         where.Y = { compare = '$Y > 3', not = { type = 'int', compare = '$Y > $X' } }",
    );
    let Formula::All { conditions, .. } = &*rule.formula else { panic!("{:?}", rule.formula) };
    assert_eq!(conditions.len(), 6);
}

#[test]
fn tests_know_their_lines() {
    let rule = rule(
        "pattern = 'f()'\n[[rule.test]]\nbad = \"\"\"\nf()\ng()\n\"\"\"\ngood = 'g()'\nfixed = '''x'''",
    );
    let test = &rule.tests[0];
    assert_eq!(test.bad[0].line_in_file(2), 9);
    assert_eq!(test.good[0].line_in_file(1), 11);
    assert_eq!(test.fixed.as_ref().unwrap().line_in_file(1), 12);
}

#[test]
fn unknown_keys_get_a_suggestion() {
    assert_eq!(
        errors_of("pattern = 'f()'\npatern = 'g()'"),
        "team.toml:6:1: unknown key `patern`; did you mean `pattern`?\n"
    );
    assert_eq!(
        errors("[[rules]]"),
        "team.toml:1:1: there is no `[[rule]]` in this file\nteam.toml:1:3: unknown key `rules`; did you mean `rule`?\n"
    );
}

#[test]
fn one_mistake_is_one_error() {
    assert_eq!(
        errors_of("patern = 'f()'"),
        "team.toml:5:1: unknown key `patern`; did you mean `pattern`?\n"
    );
}

#[test]
fn all_errors_are_told() {
    assert_eq!(
        errors(
            "[[rule]]\ncode = 'net-1'\nname = 'A Rule'\nseverity = 'eror'\npattern = 3\n\
             [[rule]]\ncode = 'A1'\nname = 'style'\nmessage = 'm $Y'\npattern = 'f($X)'\n"
        ),
        "team.toml:1:1: a rule needs a `message`\n\
         team.toml:2:8: the code `net-1` is not upper-case letters and digits after them, such as `NET001`\n\
         team.toml:3:8: the name `A Rule` is not lower-case words with hyphens between them, such as `request-without-timeout`\n\
         team.toml:4:12: unknown `severity` `eror`; did you mean `error`?\n\
         team.toml:5:11: each of `pattern` is a string, not an integer\n\
         team.toml:8:8: the name `style` is that of a category\n\
         team.toml:9:14: no pattern binds `$Y`\n"
    );
}

#[test]
fn errors_point_into_strings() {
    assert_eq!(
        errors_of("regex = 'a('"),
        "team.toml:5:11: not a regular expression: unclosed group\n"
    );
    assert_eq!(
        errors_of("regex = \"\"\"\n\n  b(\"\"\""),
        "team.toml:7:4: not a regular expression: unclosed group\n"
    );
}

#[test]
fn metavariables_have_to_be_there() {
    assert_eq!(
        errors_of(
            "pattern = 'f($NAME)'\nwhere.NAM.regex = 'a'\nfocus = '$N'\nfix.template = 'g($NAMES)'"
        ),
        "team.toml:6:7: no pattern of this rule has `$NAM`; did you mean `NAME`?\n\
         team.toml:7:9: nothing that has to match binds `$N`\n\
         team.toml:8:19: no pattern binds `$NAMES`; did you mean `NAME`?\n"
    );
    assert_eq!(
        errors_of("pattern = 'f($X)'\nnot = 'f($X, $Y)'\nfix.template = '$Y'"),
        "team.toml:7:17: no pattern binds `$Y`\n"
    );
    assert_eq!(
        errors_of("pattern = 'f($X)'\nwhere.'$X'.regex = 'a'"),
        "team.toml:6:7: in `where` a metavariable has no `$`: `X`\n"
    );
}

#[test]
fn something_has_to_be_looked_for() {
    let start = "team.toml:1:1: a rule needs something to look for: a `pattern`, `regex`, `all` or \
                 `any` that is not only about what may not be\n";
    assert_eq!(errors_of(""), start);
    assert_eq!(errors_of("not = 'f()'"), start);
    assert_eq!(errors_of("inside = 'f()'"), start);
    assert_eq!(errors_of("any = ['f()', { not = 'g()' }]"), start);
}

#[test]
fn duplicates_name_both_places() {
    let text = format!("{HEAD}pattern = 'f()'\n{HEAD}pattern = 'g()'\n");
    assert_eq!(
        errors(&text),
        "team.toml:7:8: the code `NET001` is that of the rule on line 2\n\
         team.toml:8:8: the name `a-rule` is that of the rule on line 3\n"
    );
    assert_eq!(file(&text).rules.len(), 1);
}

#[test]
fn other_rules_are_read() {
    let text = format!("{HEAD}pattern = 'f()'\n[[rule]]\ncode = 3\n");
    let file = file(&text);
    assert_eq!(file.rules.len(), 1);
    assert!(!file.errors.is_empty());
}

#[test]
fn broken_and_hostile_files_are_errors() {
    assert_eq!(errors("[[rule]"), "team.toml:1:8: unclosed array table, expected `]`\n");
    for text in [
        format!("{HEAD}all = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("{HEAD}not = {}'f()'{}", "{ not = ".repeat(50_000), " }".repeat(50_000)),
        format!("{HEAD}{}x = 1", "not.".repeat(50_000)),
        "[[rule]]\n".repeat(100_000),
        format!("{HEAD}regex = '(a{{1000}}){{1000}}'"),
    ] {
        let file = file(&text);
        assert!(file.rules.is_empty());
        assert!((1..=101).contains(&file.errors.len()));
    }
}

/// A formula, in short.
fn shape_of(formula: &Formula) -> Shape {
    let list = |formulas: &[Formula]| {
        formulas.iter().map(|formula| shape_of(formula).0).collect::<Vec<_>>().join(", ")
    };
    let of = |name: &str, formula: &Formula| format!("{name}({})", shape_of(formula).0);
    Shape(match formula {
        Formula::Pattern(pattern) => pattern.source().to_owned(),
        Formula::Regex(regex) => format!("/{}/", regex.source()),
        Formula::All { operands, .. } => format!("all({})", list(operands)),
        Formula::Any(operands) => format!("any({})", list(operands)),
        Formula::Not(formula) => of("not", formula),
        Formula::Inside { formula, .. } => of("inside", formula),
        Formula::Has(formula) => of("has", formula),
        Formula::Follows(formula) => of("follows", formula),
        Formula::Precedes(formula) => of("precedes", formula),
    })
}

struct Shape(String);

impl std::fmt::Debug for Shape {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
