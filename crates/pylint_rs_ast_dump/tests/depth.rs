//! Depth is bounded by memory, not by the stack of the thread that dumps.

use std::fmt;
use std::thread;

use pylint_rs_ast_dump::write_dump;
use ruff_python_parser::parse_module;

/// The parser grows its stack by itself, but trees free themselves recursively.
const PARSER_STACK: usize = 1 << 28;
/// Little enough for every one of the trees to overflow it, were the dump recursive.
const DUMP_STACK: usize = 1 << 18;

/// Forgets the text, of which deep trees make gigabytes.
#[derive(Default)]
struct Sink {
    length: usize,
    /// Opening brackets less closing ones: zero at the end of a whole dump.
    balance: i64,
    deepest: i64,
}

impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.length += text.len();
        if text.len() < 64 {
            for byte in text.bytes() {
                self.balance += match byte {
                    b'(' | b'[' => 1,
                    b')' | b']' => -1,
                    _ => 0,
                };
            }
            self.deepest = self.deepest.max(self.balance);
        }
        Ok(())
    }
}

/// Dumps the source on a small stack, and returns how deep the output nests.
fn depth(source: String) -> i64 {
    let parse_and_dump = move || {
        let parsed = parse_module(&source).expect("the source should parse");
        let mut sink = Sink::default();
        thread::scope(|scope| {
            thread::Builder::new()
                .stack_size(DUMP_STACK)
                .spawn_scoped(scope, || {
                    write_dump(parsed.syntax(), &source, &mut sink).expect("the tree has a form");
                })
                .expect("a thread should start");
        });
        assert!(sink.length > 0);
        assert_eq!(sink.balance, 0);
        sink.deepest
    };
    thread::Builder::new()
        .stack_size(PARSER_STACK)
        .spawn(parse_and_dump)
        .expect("a thread should start")
        .join()
        .expect("the dump should not panic")
}

#[test]
fn long_call_chains() {
    assert!(depth(format!("a{}", ".b()".repeat(20_000))) > 40_000);
}

#[test]
fn long_subscript_chains() {
    assert!(depth(format!("a{}", "[0]".repeat(5_000))) > 5_000);
}

#[test]
fn long_binary_expressions() {
    assert!(depth(format!("a{}", " + a".repeat(5_000))) > 5_000);
}

#[test]
fn long_elif_chains() {
    let source = format!("if a: pass\n{}", "elif b: pass\n".repeat(3_000));
    assert!(depth(source) > 6_000);
}

#[test]
fn nested_parentheses_add_no_depth() {
    let depth = depth(format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000)));
    assert_eq!(depth, 4);
}

#[test]
fn nested_displays() {
    let source = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(depth(source) > 10_000);
}

#[test]
fn chains_to_the_right() {
    assert!(depth(format!("{}a", "not ".repeat(5_000))) > 5_000);
    assert!(depth(format!("{}a", "lambda: ".repeat(3_000))) > 3_000);
    assert!(depth(format!("{}a", "a if b else ".repeat(3_000))) > 3_000);
    assert!(depth(format!("{}a", "a ** ".repeat(3_000))) > 3_000);
}

#[test]
fn nested_blocks() {
    let source: String = (0..90).map(|level| format!("{}if a:\n", " ".repeat(level))).collect();
    assert!(depth(source + &" ".repeat(90) + "pass") > 180);
}

#[test]
fn nested_patterns() {
    let pattern = format!("{}{}", "[".repeat(2_000), "]".repeat(2_000));
    assert!(depth(format!("match a:\n    case {pattern}: pass")) > 4_000);
}

#[test]
fn nested_format_specifications() {
    let field = format!("{}{}", "{a:".repeat(500), "}".repeat(500));
    assert!(depth(format!("f'{field}'")) > 1_000);
}
