//! Which ways a body can be run through.

use std::collections::BTreeSet;

use pylint_rs_semantic::{
    Boundness, Likelihood, ModuleContext, NodeId, ScopeId, ScopeKind, Semantic, Storage, SymbolId,
};
use ruff_python_ast::{AnyNodeRef, NodeKind, PySourceType, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

/// Builds the semantic index of `source` and hands it to `check`.
fn with<T>(source: &str, check: impl FnOnce(&Semantic<'_>) -> T) -> T {
    let parsed = parse_module(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 13,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    check(&Semantic::build(parsed.syntax(), &storage, context))
}

/// Every body of the file: the module's and the functions'.
fn bodies(semantic: &Semantic<'_>) -> Vec<ScopeId> {
    semantic
        .scopes()
        .filter(|(_, scope)| matches!(scope.kind, ScopeKind::Module | ScopeKind::Function(_)))
        .map(|(id, _)| id)
        .collect()
}

/// The first words of the statements that are never run, or only if things are not as they look
/// (with a `?`).
fn unreached(source: &str) -> Vec<String> {
    with(source, |semantic| {
        let mut found = Vec::new();
        for body in bodies(semantic) {
            let flow = semantic.control_flow(body).expect("a body");
            let never = flow.unreachable_statements(semantic);
            for step in flow.steps() {
                let node = semantic.node(step.first).syntax;
                let mark = match flow.statement_is_reachable(step.first) {
                    _ if !node.is_statement() => continue,
                    Some(Likelihood::Likely) => continue,
                    Some(Likelihood::Unlikely) => "?",
                    None => {
                        assert!(never.contains(&step.first), "{source}");
                        ""
                    }
                };
                let text = &source[node.range()];
                let line = text.lines().next().unwrap_or(text);
                found.push((node.start(), format!("{line}{mark}")));
            }
        }
        found.sort();
        found.dedup();
        found.into_iter().map(|(_, text)| text).collect()
    })
}

/// The reads that may find no value, as `name:line`, with `!` if they never find one.
fn unbound(source: &str) -> Vec<String> {
    with(source, |semantic| {
        let mut found = Vec::new();
        for body in bodies(semantic) {
            let flow = semantic.control_flow(body).expect("a body");
            for read in flow.unbound_reads(semantic, &symbols_of(semantic, body)) {
                let line = source[..semantic.node(read.node).syntax.start().to_usize()]
                    .matches('\n')
                    .count();
                let name = semantic.symbol(read.symbol).name;
                let mark = if read.boundness == Boundness::Unbound { "!" } else { "" };
                found.push(format!("{name}:{}{mark}", line + 1));
            }
        }
        found
    })
}

/// The names of a body, those of classes in it too; without its parameters.
fn symbols_of(semantic: &Semantic<'_>, body: ScopeId) -> Vec<SymbolId> {
    semantic
        .scopes()
        .filter(|(id, scope)| {
            matches!(scope.kind, ScopeKind::Module | ScopeKind::Function(_) | ScopeKind::Class(_))
                && semantic.running_scope(*id) == Some(body)
        })
        .flat_map(|(id, _)| semantic.symbols_of(id))
        .filter(|symbol| {
            !semantic.symbol(*symbol).flags.contains(pylint_rs_semantic::SymbolFlags::PARAMETER)
        })
        .collect()
}

/// `source` as the body of a function, one line each.
fn function(lines: &[&str]) -> String {
    let mut source = String::from("def program(a, b, c):\n");
    for line in lines {
        source.push_str("    ");
        source.push_str(line);
        source.push('\n');
    }
    source
}

#[track_caller]
fn assert_unreached(lines: &[&str], expected: &[&str]) {
    assert_eq!(unreached(&function(lines)), expected, "{lines:#?}");
}

#[track_caller]
fn assert_unbound(lines: &[&str], expected: &[&str]) {
    assert_eq!(unbound(&function(lines)), expected, "{lines:#?}");
}

#[test]
fn jumps_end_a_block() {
    assert_unreached(&["return", "a()"], &["a()"]);
    assert_unreached(&["raise a", "a()", "b()"], &["a()", "b()"]);
    assert_unreached(&["for x in a:", "    continue", "    b()", "c()"], &["b()"]);
    assert_unreached(&["while a:", "    break", "    b()", "c()"], &["b()"]);
    assert_unreached(&["if a: return", "else: raise b", "c()"], &["c()"]);
    assert_unreached(&["if a: return", "elif b: raise b", "c()"], &[]);
}

#[test]
fn constant_conditions_are_unlikely_rather_than_impossible() {
    assert_unreached(&["if False:", "    a()", "b()"], &["a()?"]);
    assert_unreached(&["if not 1: a()", "else: b()"], &["a()?"]);
    assert_unreached(&["if TYPE_CHECKING: a()", "else: b()"], &["b()?"]);
    assert_unreached(&["if a and False: b()"], &["b()?"]);
    assert_unreached(&["if a or True: return", "b()"], &["b()?"]);
    assert_unreached(&["if a and True: return", "b()"], &[]);
    assert_unreached(&["assert False", "a()"], &["a()?"]);
    assert_unreached(&["assert a", "a()"], &[]);
    assert_unreached(&["while 0: a()", "b()"], &["a()?"]);
    assert_unbound(&["if False: x = 1", "a(x)"], &["x:3!"]);
    assert_unbound(&["if True: x = 1", "a(x)"], &[]);
}

#[test]
fn endless_loops_end_by_break_alone() {
    assert_unreached(&["while True: a()", "b()"], &["b()"]);
    assert_unreached(&["while 1:", "    if a: break", "b()"], &[]);
    assert_unreached(&["while True:", "    while a: break", "b()"], &["b()"]);
    assert_unreached(&["while True: a()", "else: b()"], &["b()"]);
    assert_unreached(
        &["import itertools", "for x in itertools.count():", "    a()", "b()"],
        &["b()"],
    );
    assert_unbound(&["while True:", "    x = a()", "    if x: break", "b(x)"], &[]);
    assert_unbound(&["while True:", "    if a: break", "    x = 1", "b(x)"], &["x:5"]);
}

#[test]
fn loops_may_not_go_round() {
    assert_unbound(&["for x in a: b(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["for x in (1, 2): b(x)", "c(x)"], &[]);
    assert_unbound(&["for x in (*a,): b(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["for x in range(3): b(x)", "c(x)"], &[]);
    assert_unbound(&["for x in range(0): b(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["for x in range(a): b(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["for x in a: b(x)", "else: c(x)"], &["x:3"]);
    assert_unbound(&["for x in a: break", "else: return", "c(x)"], &[]);
    assert_unbound(&["for x in a: break", "else: x = 1", "c(x)"], &[]);
    assert_unbound(&["for y in a:", "    if y: b(x)", "    x = y"], &[]);
    assert_unbound(&["while a: x = 1", "else: b(x)"], &["x:3"]);
    assert_unbound(&["async def g():", "    async for x in a: pass", "    b(x)"], &["x:4"]);
}

#[test]
fn exceptions_leave_anywhere_in_a_try() {
    assert_unbound(&["try: x = a()", "except b: pass", "c(x)"], &["x:4"]);
    assert_unbound(&["try: x = a()", "except b: return", "c(x)"], &[]);
    assert_unbound(&["try: x = a()", "except b: c(x)"], &["x:3!"]);
    assert_unbound(&["try:", "    x = 1", "    a()", "except b: c(x)"], &[]);
    assert_unbound(&["try:", "    a()", "    x = 1", "except b: c(x)"], &["x:5!"]);
    assert_unbound(&["try: a()", "except b: x = 1", "else: x = 2", "c(x)"], &[]);
    assert_unbound(&["try: x = a()", "except b: pass", "else: c(x)"], &[]);
    assert_unbound(&["try: x = a()", "finally: c(x)"], &["x:3"]);
    assert_unbound(&["try: x = a()", "finally: b()", "c(x)"], &[]);
    assert_unbound(
        &["try:", "    try: x = a()", "    except b: raise", "except c: a(x)"],
        &["x:5!"],
    );
    assert_unbound(
        &["try:", "    try: x = a()", "    except: return", "    c(x)", "except c: pass"],
        &[],
    );
    assert_unreached(&["try: return a()", "except b: pass", "c()"], &[]);
    assert_unreached(&["try: return a()", "except b: raise", "c()"], &["c()"]);
    assert_unreached(&["try: return a()", "except b: pass", "else: c()"], &["c()"]);
}

#[test]
fn finally_is_run_on_every_way() {
    assert_unreached(&["try: return a()", "finally: b()", "c()"], &["c()"]);
    assert_unreached(&["try: a()", "finally: return", "c()"], &["c()"]);
    assert_unreached(&["try: return", "finally:", "    a()", "    b()"], &[]);
    assert_unreached(
        &["while True:", "    try: break", "    finally: a()", "    b()", "c()"],
        &["b()"],
    );
    assert_unreached(&["while True:", "    try: return", "    finally: break", "c()"], &[]);
    assert_unreached(
        &["for x in a:", "    try: continue", "    finally: b()", "    c()"],
        &["c()"],
    );
    // What is bound when the loop is left is not mixed with what is when an exception goes by.
    assert_unbound(
        &[
            "while True:",
            "    try:",
            "        x = a()",
            "        break",
            "    finally: b()",
            "c(x)",
        ],
        &[],
    );
    assert_unbound(&["try:", "    if a: return", "    x = 1", "finally: b()", "c(x)"], &[]);
}

#[test]
fn deep_finally_blocks_stay_small() {
    let mut lines = vec!["while a:".to_owned()];
    for depth in 0..30 {
        let indent = "    ".repeat(depth + 1);
        lines.push(format!("{indent}try:"));
        lines.push(format!("{indent}    if b(): break"));
        lines.push(format!("{indent}    if c(): continue"));
        lines.push(format!("{indent}    if a(): return"));
        lines.push(format!("{indent}finally:"));
    }
    lines.push(format!("{}x = 1", "    ".repeat(31)));
    lines.push("c(x)".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    with(&function(&lines), |semantic| {
        let flow = semantic.control_flow(bodies(semantic)[1]).expect("a body");
        assert!(flow.number_of_blocks() < 100_000, "{}", flow.number_of_blocks());
    });
    assert_unbound(&lines, &["x:154"]);
}

#[test]
fn handlers_delete_their_name() {
    let lines = ["e = 1", "try: a()", "except b as e: pass", "c(e)"];
    assert_unbound(&lines, &["e:5"]);
    let lines = ["e = 1", "while a:", "    try: a()", "    except b as e: break", "c(e)"];
    assert_unbound(&lines, &["e:6"]);
    let lines = ["e = 1", "try: a()", "except b as e: return", "c(e)"];
    assert_unbound(&lines, &[]);
}

#[test]
fn context_managers_may_swallow() {
    assert_unreached(&["with a: return", "b()"], &["b()?"]);
    assert_unreached(&["with a: raise b", "c()"], &["c()?"]);
    assert_unbound(&["with a() as x: y = x()", "b(x, y)"], &[]);
    let suppressing = ["import contextlib", "with contextlib.suppress(a): x = b()", "c(x)"];
    assert_unbound(&suppressing, &["x:4"]);
    let returning = ["import contextlib", "with contextlib.suppress(a): return b()", "c()"];
    assert_unreached(&returning, &[]);
    assert_unbound(&["async def g():", "    async with a() as x: pass", "    b(x)"], &[]);
}

#[test]
fn cases_are_tried_in_turn() {
    assert_unbound(&["match a:", "    case 1: x = 1", "b(x)"], &["x:4"]);
    assert_unbound(&["match a:", "    case 1: x = 1", "    case _: x = 2", "b(x)"], &[]);
    assert_unbound(&["match a:", "    case x: pass", "b(x)"], &[]);
    // Classes and members of an enumeration are taken to be all there are.
    assert_unbound(&["match a:", "    case A(x): pass", "    case C.D as x: pass", "b(x)"], &[]);
    assert_unreached(&["match a:", "    case A() | None: return", "b()"], &["b()?"]);
    assert_unbound(&["match a:", "    case [x] if x: pass", "    case _: return", "b(x)"], &[]);
    assert_unbound(&["match a:", "    case {**x}: pass", "b(x)"], &["x:4"]);
    assert_unreached(&["match a:", "    case 1: return", "    case _: return", "b()"], &["b()"]);
    assert_unreached(&["match a:", "    case 1: return", "    case _ if a: return", "b()"], &[]);
}

#[test]
fn walruses_may_be_passed_over() {
    assert_unbound(&["if a and (x := b()): c(x)", "else: c(x)"], &["x:3"]);
    assert_unbound(&["if not (a and (x := b())): return", "c(x)"], &[]);
    assert_unbound(&["if a or (x := b()): c(x)"], &["x:2"]);
    assert_unbound(&["if (x := b()) or a: c(x)"], &[]);
    assert_unbound(&["while a and (x := b()): c(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["y = a and (x := b())", "c(x)"], &["x:3"]);
    assert_unbound(&["y = x if (x := b()) else c", "c(x)"], &[]);
    assert_unbound(&["y = (x := b()) if a else c", "c(x)"], &["x:3"]);
    assert_unbound(&["c(a and (x := b()), x)"], &["x:2"]);
    assert_unbound(&["assert a and (x := b())", "c(x)"], &[]);
    assert_unbound(&["if any((x := y) for y in a): c(x)"], &[]);
    assert_unbound(&["y = [x for y in a if b and (x := y)]"], &[]);
    assert_unbound(&["y = lambda: (x := 1)", "x = 2", "c(x)"], &[]);
}

#[test]
fn calls_may_never_return() {
    assert_unreached(&["import sys", "sys.exit()", "a()"], &["a()"]);
    assert_unreached(&["from os import _exit as leave", "leave(1)", "a()"], &["a()"]);
    assert_unreached(&["exit()", "a()"], &["a()"]);
    assert_unreached(&["self.fail()", "a()"], &["a()?"]);
    let source = "from typing import NoReturn\n\
        def no() -> NoReturn: ...\n\
        async def later() -> NoReturn: ...\n\
        def ends(): raise E\n\
        def todo(): raise NotImplementedError\n\
        def f():\n    no()\n    a()\n\
        async def g():\n    later()\n    await later()\n    b()\n\
        def h():\n    ends()\n    c()\n\
        def i():\n    todo()\n    d()\n";
    assert_eq!(unreached(source), ["a()", "b()", "c()?"]);
    let source = "class C:\n\
        \x20   def error(self): self.exit()\n\
        \x20   def exit(self): raise E\n\
        \x20   def todo(self): raise NotImplementedError\n\
        \x20   def f(self):\n\
        \x20       if a: self.todo()\n\
        \x20       else: self.error()\n\
        \x20       b()\n\
        \x20       self.error()\n\
        \x20       c()\n";
    assert_eq!(unreached(source), ["c()?"]);
    let recursive = "def f(): g()\ndef g(): f()\nf()\na()\n";
    assert!(unreached(recursive).is_empty());
}

#[test]
fn deletions_unbind() {
    assert_unbound(&["x = 1", "if a: del x", "b(x)"], &["x:4"]);
    assert_unbound(&["x = 1", "for y in a: del x"], &["x:3"]);
    assert_unbound(&["x = 1", "if a:", "    del x", "    x = 2", "b(x)"], &[]);
}

#[test]
fn classes_run_where_they_stand() {
    let lines = ["if a: x = 1", "class C:", "    y = x", "    if b: z = 1", "    w = z"];
    assert_unbound(&lines, &["x:4", "z:6"]);
    assert_unreached(&["class C:", "    raise a", "    b()", "c()"], &["b()", "c()"]);
}

#[test]
fn of_reads_that_fail_together_the_first_counts() {
    assert_unbound(&["if a: x = 1", "b(x)", "c(x)"], &["x:3"]);
    assert_unbound(&["if a: x = 1", "if b: c(x)", "else: b(x)"], &["x:3", "x:4"]);
}

#[test]
fn functions_inside_run_later() {
    assert_unbound(&["if a: x = 1", "def g(): return x", "return lambda: x"], &[]);
    assert_unbound(&["if a: x = 1", "return [x for y in b]"], &["x:3"]);
}

#[test]
fn graphs_are_linear() {
    let mut source = String::from("def f(a):\n    if a == 0: x = 0\n");
    for index in 1..1_000 {
        source.push_str(&format!("    elif a == {index}: x{index} = a(x)\n"));
    }
    for index in 1..1_000 {
        source.push_str(&format!("    try: a(x{index})\n    except E: pass\n"));
    }
    let found = unbound(&source);
    assert_eq!(found.len(), 2 * 999);
    with(&source, |semantic| {
        let flow = semantic.control_flow(bodies(semantic)[1]).expect("a body");
        assert!(flow.number_of_blocks() < 10_000, "{}", flow.number_of_blocks());
    });
}

#[test]
fn depth_is_no_limit() {
    let mut source = String::new();
    for depth in 0..90 {
        source.push_str(&format!("{}if a:\n", " ".repeat(depth)));
    }
    source.push_str(&format!("{}x = {}1{}\n", " ".repeat(90), "(".repeat(150), ")".repeat(150)));
    source.push_str("b(x)\n");
    assert_eq!(unbound(&source), ["x:92"]);
    // One operator around the other, each with a walrus.
    let test = (0..2_000).fold("a".to_owned(), |test, _| format!("not (y and {test})"));
    let source = format!("if {test}:\n    x = 1\nb(x)\n");
    std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || assert_eq!(unbound(&source), ["x:3"]))
        .expect("a thread")
        .join()
        .expect("no panic");
}

// Random programs ---------------------------------------------------------------------------------

/// A generator of numbers that is the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Writes a random program.
struct Writer {
    random: Random,
    source: String,
}

impl Writer {
    fn block(&mut self, depth: usize, in_loop: bool) {
        for _ in 0..=self.random.below(3) {
            self.statement(depth, in_loop);
        }
    }

    fn one_of<const N: usize>(&mut self, choices: [&'static str; N]) -> &'static str {
        choices[self.random.below(N as u64) as usize]
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.source.push_str(&"    ".repeat(depth));
        self.source.push_str(text);
        self.source.push('\n');
    }

    fn statement(&mut self, depth: usize, in_loop: bool) {
        let name = self.one_of(["x", "y"]);
        let choice = if depth > 3 { self.random.below(8) } else { self.random.below(16) };
        match choice {
            0 | 1 => self.line(depth, &format!("{name} = f()")),
            2 => self.line(depth, &format!("{name} = 1")),
            3 | 4 => self.line(depth, &format!("f({name})")),
            5 => self.line(depth, "f()"),
            6 if in_loop => {
                let jump = self.one_of(["break", "continue"]);
                self.line(depth, jump);
            }
            7 => {
                let jump = self.one_of(["return", "raise E"]);
                self.line(depth, jump);
            }
            8 | 9 => {
                self.line(depth, "if c():");
                self.block(depth + 1, in_loop);
                if self.random.below(2) == 0 {
                    self.line(depth, "elif c():");
                    self.block(depth + 1, in_loop);
                }
                if self.random.below(2) == 0 {
                    self.line(depth, "else:");
                    self.block(depth + 1, in_loop);
                }
            }
            10 | 11 => {
                let header = self.one_of(["while c():", "while True:", "for x in f():"]);
                self.line(depth, header);
                self.block(depth + 1, true);
                if self.random.below(3) == 0 {
                    self.line(depth, "else:");
                    self.block(depth + 1, in_loop);
                }
            }
            12..=14 => {
                self.line(depth, "try:");
                self.block(depth + 1, in_loop);
                let has_handler = self.random.below(3) > 0;
                if has_handler {
                    let header = self.one_of(["except E:", "except E as y:", "except:"]);
                    self.line(depth, header);
                    self.block(depth + 1, in_loop);
                    if self.random.below(3) == 0 {
                        self.line(depth, "else:");
                        self.block(depth + 1, in_loop);
                    }
                }
                if !has_handler || self.random.below(2) == 0 {
                    self.line(depth, "finally:");
                    self.block(depth + 1, in_loop);
                }
            }
            15 => {
                self.line(depth, "match f():");
                self.line(depth + 1, "case 1:");
                self.block(depth + 2, in_loop);
                if self.random.below(2) == 0 {
                    self.line(depth + 1, "case _:");
                    self.block(depth + 2, in_loop);
                }
            }
            _ => self.line(depth, "pass"),
        }
    }
}

/// How a statement ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Normal,
    Break,
    Continue,
    Return,
    Raise,
    /// The run has taken too long.
    GivenUp,
}

/// Runs a program, with chance for a world.
struct Interpreter<'s, 'a> {
    semantic: &'s Semantic<'a>,
    random: Random,
    fuel: u32,
    bound: Vec<&'static str>,
    run: BTreeSet<NodeId>,
    unbound: BTreeSet<(&'static str, NodeId)>,
}

fn variable(name: &str) -> Option<&'static str> {
    ["x", "y"].into_iter().find(|variable| *variable == name)
}

impl Interpreter<'_, '_> {
    /// Whether something raises that may.
    fn raises(&mut self) -> bool {
        self.random.below(8) == 0
    }

    fn flip(&mut self) -> bool {
        self.random.below(2) == 0
    }

    fn block(&mut self, body: &[Stmt]) -> End {
        for statement in body {
            let end = self.statement(statement);
            if end != End::Normal {
                return end;
            }
        }
        End::Normal
    }

    fn bind(&mut self, name: &str) {
        self.bound.extend(variable(name).filter(|name| !self.bound.contains(name)));
    }

    fn statement(&mut self, statement: &Stmt) -> End {
        if self.fuel == 0 {
            return End::GivenUp;
        }
        self.fuel -= 1;
        self.run.insert(self.semantic.id(statement));
        match statement {
            Stmt::Assign(inner) => {
                if inner.value.is_call_expr() && self.raises() {
                    return End::Raise;
                }
                self.bind(&inner.targets[0].as_name_expr().expect("a name").id);
            }
            Stmt::Expr(inner) => {
                let call = inner.value.as_call_expr().expect("a call");
                if let Some(argument) = call.arguments.args.first() {
                    let name = &argument.as_name_expr().expect("a name").id;
                    let name = variable(name).expect("a variable");
                    if !self.bound.contains(&name) {
                        self.unbound.insert((name, self.semantic.id(argument)));
                        return End::Raise;
                    }
                }
                if self.raises() {
                    return End::Raise;
                }
            }
            Stmt::Return(_) => return End::Return,
            Stmt::Raise(_) => return End::Raise,
            Stmt::Break(_) => return End::Break,
            Stmt::Continue(_) => return End::Continue,
            Stmt::If(inner) => {
                if self.raises() {
                    return End::Raise;
                }
                if self.flip() {
                    return self.block(&inner.body);
                }
                for clause in &inner.elif_else_clauses {
                    if clause.test.is_some() && self.raises() {
                        return End::Raise;
                    }
                    if clause.test.is_none() || self.flip() {
                        return self.block(&clause.body);
                    }
                }
            }
            Stmt::While(inner) => {
                let is_endless = inner.test.is_boolean_literal_expr();
                return self.rounds(is_endless, None, &inner.body, &inner.orelse);
            }
            Stmt::For(inner) => {
                let target = &inner.target.as_name_expr().expect("a name").id;
                return self.rounds(false, Some(target), &inner.body, &inner.orelse);
            }
            Stmt::Match(inner) => {
                if self.raises() {
                    return End::Raise;
                }
                let chosen = self.random.below(2) as usize;
                if let Some(case) = inner.cases.get(chosen) {
                    return self.block(&case.body);
                }
            }
            Stmt::Try(inner) => {
                let mut end = self.block(&inner.body);
                if end == End::Normal {
                    end = self.block(&inner.orelse);
                } else if end == End::Raise
                    && let Some(handler) = inner.handlers.first()
                {
                    let handler = handler.as_except_handler().expect("a handler");
                    if handler.type_.is_none() || self.random.below(4) > 0 {
                        let name = handler.name.as_ref().map(|name| name.as_str());
                        name.into_iter().for_each(|name| self.bind(name));
                        end = self.block(&handler.body);
                        self.bound.retain(|bound| Some(*bound) != name);
                    }
                }
                if end == End::GivenUp {
                    return end;
                }
                let last = self.block(&inner.finalbody);
                return if last == End::Normal { end } else { last };
            }
            _ => {}
        }
        End::Normal
    }

    fn rounds(
        &mut self,
        is_endless: bool,
        target: Option<&str>,
        body: &[Stmt],
        orelse: &[Stmt],
    ) -> End {
        loop {
            if self.fuel == 0 {
                return End::GivenUp;
            }
            self.fuel -= 1;
            if !is_endless {
                if self.raises() {
                    return End::Raise;
                }
                if self.flip() {
                    return self.block(orelse);
                }
            }
            target.into_iter().for_each(|target| self.bind(target));
            match self.block(body) {
                End::Normal | End::Continue => {}
                End::Break => return End::Normal,
                end => return end,
            }
        }
    }
}

/// Whatever a program does by chance is what its graph says it can do; and what its graph says
/// it can do does happen, but for very little.
#[test]
fn random_programs_do_what_their_graphs_say() {
    let (mut spurious, mut total) = (0, 0);
    for seed in 0..120 {
        let start = "def program():\n    if c(): x = 1\n    if c(): y = 1\n".to_owned();
        let mut writer = Writer { random: Random(seed), source: start };
        writer.block(1, false);
        let source = writer.source;
        with(&source, |semantic| {
            let scope = bodies(semantic)[1];
            let flow = semantic.control_flow(scope).expect("a body");
            let AnyNodeRef::StmtFunctionDef(function) =
                semantic.nodes_of_kind(NodeKind::StmtFunctionDef).next().expect("a function")
            else {
                unreachable!()
            };
            let mut interpreter = Interpreter {
                semantic,
                random: Random(seed),
                fuel: 0,
                bound: Vec::new(),
                run: Default::default(),
                unbound: Default::default(),
            };
            let can_run: BTreeSet<NodeId> = flow
                .steps()
                .iter()
                .map(|step| step.first)
                .filter(|node| semantic.node(*node).syntax.is_statement())
                .filter(|node| flow.statement_is_reachable(*node) == Some(Likelihood::Likely))
                .collect();
            let reads = flow.unbound_reads(semantic, &symbols_of(semantic, scope));
            let found: BTreeSet<_> = reads
                .iter()
                .map(|read| {
                    (variable(semantic.symbol(read.symbol).name).expect("a name"), read.node)
                })
                .collect();
            // Chance takes its time to find some ways.
            for run in 0..100_000 {
                let is_done = interpreter.run.len() >= can_run.len()
                    && interpreter.unbound.len() >= found.len();
                if is_done && run > 1_000 {
                    break;
                }
                interpreter.fuel = 60;
                interpreter.bound.clear();
                interpreter.block(&function.body);
            }
            let text = |node: NodeId| {
                let range = semantic.node(node).syntax.range();
                let line = source[..range.start().to_usize()].matches('\n').count() + 1;
                format!("{line}: {}", source[range].lines().next().unwrap_or_default())
            };
            let show =
                |nodes: &BTreeSet<NodeId>| nodes.iter().copied().map(text).collect::<Vec<_>>();
            let nodes =
                |reads: &BTreeSet<(&str, NodeId)>| reads.iter().map(|read| read.1).collect();
            let (found, met): (BTreeSet<NodeId>, _) = (nodes(&found), nodes(&interpreter.unbound));
            let missed = &interpreter.run - &can_run;
            assert!(missed.is_empty(), "seed {seed}: {:?}\n{source}", show(&missed));
            let missed = &met - &found;
            assert!(missed.is_empty(), "seed {seed}: {:?}\n{source}", show(&missed));
            // Names are followed each for itself: that one is bound because another read would
            // have failed is not seen, nor that nothing gets past a read that always fails.
            if reads.iter().all(|read| read.boundness == Boundness::PossiblyUnbound) {
                spurious += (&can_run - &interpreter.run).len() + (&found - &met).len();
                total += can_run.len() + found.len();
            }
        });
    }
    assert!(total > 2_000 && spurious * 500 < total, "{spurious} of {total}");
}
