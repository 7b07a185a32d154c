//! Substituting text gives what substituting trees does.
//!
//! Expressions are made at random and written with all their parentheses, so that what is meant is
//! beyond doubt; templates likewise, with names for what is put in. The outcome's tree must be the
//! template's with the captures' trees in it.

use std::path::Path;

use proptest::prelude::*;
use pylint_rs_semantic::{ModuleContext, NodeId, Semantic, Storage};
use ruff_python_ast::comparable::ComparableMod;
use ruff_python_ast::{Expr, Mod, PySourceType, PythonVersion, Stmt};
use ruff_text_size::Ranged;

use super::{Replacement, Template, TemplateContext};
use crate::{Capture, Captures, Match, Subject, Vocabulary};

/// Expressions with holes `@`, each of which takes any expression in parentheses.
const OPERATORS: &[&str] = &[
    "@ + @",
    "@ - @",
    "@ * @",
    "@ / @",
    "@ // @",
    "@ % @",
    "@ @ @",
    "@ ** @",
    "@ << @",
    "@ >> @",
    "@ & @",
    "@ | @",
    "@ ^ @",
    "@ and @",
    "@ or @",
    "@ and @ and @",
    "@ or @ or @",
    "not @",
    "-@",
    "+@",
    "~@",
    "@ < @",
    "@ == @ != @",
    "@ in @",
    "@ not in @",
    "@ is not @",
    "@ if @ else @",
    "lambda: @",
    "lambda x, *y, z=@, **w: @",
    "@.name",
    "@[@]",
    "@[@:@]",
    "@[@, @:@:@]",
    "@(@)",
    "@(@, *@, k=@, **@)",
    "[@, *@]",
    "[@]",
    "{@, @}",
    "{@: @, **@}",
    "(@, @)",
    "(@,)",
    "(@, *@)",
    "[@ for x in @]",
    "{@ for x in @ if @ if @}",
    "{@: @ for x, y in @}",
    "(@ for x in @)",
    "f(@ for x in @)",
    "await @",
    "(name := @)",
    "f(@ , name := 1)",
    "f\"{@}\"",
    "f\"a{@!r:>{@}}b\"",
    "(yield @)",
    "(yield)",
    "(yield from @)",
    "f(@)(@)",
    "@[name := 1]",
    "[@ async for x in @]",
];

const LEAVES: &[&str] = &[
    "a",
    "b",
    "1",
    "1.5",
    "1j",
    "'s'",
    "b's'",
    "'s' 't'",
    "f'{a}'",
    "None",
    "True",
    "0x1f",
    "()",
    "[]",
    "{}",
    "f(x for x in y)",
    "f(*a, k=1)",
    "-1",
    "a.b",
    "a[1:2]",
    "lambda: 0",
    "lambda x=1: x",
    "a if b else lambda: c",
    "(z := 1)",
    "(x for x in y)",
    "(a, b)",
    "{1: 2}",
    "{1, 2}",
    "not a",
    "await a",
    "(yield)",
    "a ** -b",
    "a < b < c",
];

/// The places of statements.
const STATEMENTS: &[&str] = &[
    "@",
    "x = @",
    "x = y = @",
    "x: @ = @",
    "x += @",
    "x[@] = 1",
    "x.y, z = @",
    "return @",
    "return @, 1",
    "return *@, 1",
    "assert @, @",
    "raise @ from @",
    "if @: pass",
    "while @: pass",
    "for x in @: pass",
    "for x in @, 1: pass",
    "with @ as x: pass",
    "with @: pass",
    "with @, @: pass",
    "with (@ as x, @ as y): pass",
    "del x[@], y",
    "match @:\n    case 1 if @: pass",
    "match @, 1:\n    case _: pass",
    "@(@)\n",
    "def g(x=@, *, y: @ = @) -> @: pass",
    "class C(@, k=@): pass",
    "x = yield @",
    "x = @, *@",
    "x = *@, 1",
    "try: pass\nexcept @: pass",
    "global x; @",
    "if 1: pass\nelif @: pass",
    "x: @",
    "type X = @",
    "@\n@",
];

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(LEAVES).prop_map(str::to_owned);
    leaf.prop_recursive(3, 24, 4, |inner| {
        (prop::sample::select(OPERATORS), prop::collection::vec(inner, 6))
            .prop_map(|(operator, operands)| filled(operator, &operands))
    })
}

/// A template: the holes of an operator have expressions or, in the place of some, `$A` and `$B`.
fn template() -> impl Strategy<Value = String> {
    let hole = prop_oneof![
        2 => Just("$A".to_owned()),
        2 => Just("$B".to_owned()),
        1 => prop::sample::select(LEAVES).prop_map(str::to_owned),
    ];
    hole.prop_recursive(2, 12, 4, |inner| {
        (prop::sample::select(OPERATORS), prop::collection::vec(inner, 6))
            .prop_map(|(operator, operands)| filled(operator, &operands))
    })
}

/// Puts operands into holes: metavariables as they are, all else in parentheses.
fn filled(operator: &str, operands: &[String]) -> String {
    let mut operands = operands.iter().cycle();
    let mut output = String::new();
    let mut pieces = operator.split('@');
    output.push_str(pieces.next().unwrap_or_default());
    // `@` is an operator as well.
    let is_matrix = operator == "@ @ @";
    for (index, piece) in pieces.enumerate() {
        if is_matrix && index == 1 {
            output.push('@');
        } else {
            let operand = operands.next().unwrap();
            let is_bare = operand.starts_with('$') && operand.len() == 2;
            let operand = if operator.starts_with("f\"") {
                operand.replace('"', "'")
            } else {
                operand.clone()
            };
            output.push_str(&if is_bare { operand } else { format!("({operand})") });
        }
        output.push_str(piece);
    }
    output
}

/// The text with names replaced by expressions in parentheses.
fn substituted(template: &str, captures: &[(&str, &str)]) -> String {
    captures
        .iter()
        .fold(template.to_owned(), |text, (name, value)| text.replace(name, &format!("({value})")))
}

fn parse(text: &str) -> Option<Mod> {
    ruff_python_parser::parse_module(text).ok().map(|parsed| Mod::Module(parsed.into_syntax()))
}

/// The program `statement`, whose `@` is `match_(A, B)`, with the match replaced.
fn rewritten(source: &str, template: &str) -> Result<String, String> {
    let parsed =
        ruff_python_parser::parse_module(source).map_err(|error| format!("no source: {error}"))?;
    let mut vocabulary = Vocabulary::default();
    let ids = [vocabulary.intern("A"), vocabulary.intern("B")];
    let template = Template::parse(template, &vocabulary, Vec::new())
        .map_err(|error| format!("no template: {error}"))?;
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 14,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let subject = Subject {
        path: Path::new("m.py"),
        text: source,
        tokens: parsed.tokens(),
        semantic: &semantic,
    };
    let call = (0..semantic.nodes().len())
        .filter_map(|index| semantic.node(NodeId::new(index)).syntax.as_expr_call())
        .find(|call| matches!(&*call.func, Expr::Name(name) if name.id == "match_"))
        .ok_or("no match")?;
    let mut captures = Captures::default();
    for (id, argument) in ids.into_iter().zip(&call.arguments.args) {
        captures.bind(id, Capture::Node(argument.into()));
    }
    let found = Match { range: call.range(), node: Some((*call).into()), captures };
    match template
        .apply(
            &found,
            &subject,
            TemplateContext { target_version: PythonVersion::PY314, patterns: "", renames: &[] },
        )
        .map_err(|refusal| format!("refused: {refusal}"))?
    {
        Replacement::Text { range, content } => {
            let mut fixed = source.to_owned();
            fixed.replace_range(range.start().to_usize()..range.end().to_usize(), &content);
            Ok(fixed)
        }
        Replacement::Deletion => Err("deleted".to_owned()),
    }
}

fn check(
    statement: &str,
    operands: &[String],
    template: &str,
    a: &str,
    b: &str,
) -> Result<(), TestCaseError> {
    let mut all = operands.to_vec();
    let hole = "$C".to_owned();
    let holes = statement.matches('@').count();
    prop_assume!((1..=operands.len()).contains(&holes));
    let place = operands[0].len() % holes;
    all[place] = hole;
    let program = filled(statement, &all);
    // With parentheses of their own or without.
    let source = match operands[1].len() % 3 {
        0 => program.replace("$C", &format!("match_(({a}), ({b}))")),
        1 => program.replace("$C", &format!("match_({a}, {b})")),
        _ => program.replace("$C", &format!("(match_({a}, ({b})))")),
    };
    let expected =
        program.replace("$C", &format!("({})", substituted(template, &[("$A", a), ("$B", b)])));
    prop_assume!(parse(&source).is_some());
    let Some(expected_tree) = parse(&expected) else {
        return Err(TestCaseError::reject("not Python whatever the parentheses"));
    };
    // A template is an expression without the parentheses that it is written with here.
    let fixed = rewritten(&source, template)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{source}\n{template}")))?;
    let Some(tree) = parse(&fixed) else {
        return Err(TestCaseError::fail(format!(
            "does not parse:\n{fixed}\nfrom\n{source}\n{template}"
        )));
    };
    prop_assert!(
        ComparableMod::from(&tree) == ComparableMod::from(&expected_tree),
        "{fixed}\nshould be\n{expected}\nfrom\n{source}\n{template}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn substituting_text_is_substituting_trees(
        statement in prop::sample::select(STATEMENTS),
        outer in prop::option::of(prop::sample::select(OPERATORS)),
        operands in prop::collection::vec(expression(), 6),
        template in template(),
        a in expression(),
        b in expression(),
    ) {
        let statement = match outer {
            Some(outer) if !outer.contains("@ @ @") => statement.replacen('@', outer, 1),
            _ => statement.to_owned(),
        };
        check(&statement, &operands, &template, &a, &b)?;
    }
}

#[test]
fn every_pair_of_contexts() {
    // All operators in all operators, and all places of statements.
    let simple = [
        "a".to_owned(),
        "b".to_owned(),
        "c".to_owned(),
        "d".to_owned(),
        "e".to_owned(),
        "g".to_owned(),
    ];
    let mut count = 0;
    for inner in OPERATORS.iter().chain(LEAVES) {
        let capture = filled(inner, &simple);
        for outer in OPERATORS {
            for place in 0..outer.matches('@').count().min(3) {
                let mut operands = simple.to_vec();
                operands[place] = "$A".to_owned();
                let template = filled(outer, &operands);
                match check("x = @", &simple, &template, &capture, "b") {
                    Ok(()) => count += 1,
                    Err(TestCaseError::Reject(_)) => {}
                    Err(TestCaseError::Fail(reason)) => panic!("{reason}"),
                }
            }
        }
        for statement in STATEMENTS {
            for (index, _) in statement.match_indices('@').take(3) {
                let statement = format!("{}%{}", &statement[..index], &statement[index + 1..]);
                let statement = statement.replace('@', "q").replace('%', "@");
                match check(&statement, &simple, &capture, "a", "b") {
                    Ok(()) => count += 1,
                    Err(TestCaseError::Reject(_)) => {}
                    Err(TestCaseError::Fail(reason)) => panic!("{reason}"),
                }
            }
        }
    }
    assert!(count > 5000, "{count}");
    assert!(
        matches!(parse("x").unwrap(), Mod::Module(module) if matches!(module.body[..], [Stmt::Expr(_)]))
    );
}
