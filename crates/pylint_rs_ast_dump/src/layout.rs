//! Lines and indentation, as `ast.dump(..., indent=2)` chooses them.

use std::fmt;

use crate::DumpError;
use crate::describe;
use crate::description::{Description, Value};
use crate::representation;

/// What is still to be written, the next thing last.
enum Task<'a> {
    /// A node, whose fields are indented one level deeper than given.
    Description(Description<'a>, usize),
    /// A field on a line of its own.
    Field(&'static str, Value<'a>, Line),
    /// An element on a line of its own.
    Element(Value<'a>, Line),
    /// The end of a node or a list.
    Close(char),
}

/// A line about to begin.
#[derive(Clone, Copy)]
struct Line {
    level: usize,
    /// Whether something stands before it that must be followed by a comma.
    continues: bool,
}

/// Writes the node and everything below it.
///
/// The stack of tasks takes the place of recursion: a chain of 20,000 calls is a tree of 40,000
/// levels, which no thread's stack holds.
pub(crate) fn write<'a>(
    root: Description<'a>,
    source: &'a str,
    output: &mut impl fmt::Write,
) -> Result<(), DumpError> {
    let mut tasks = vec![Task::Description(root, 0)];
    while let Some(task) = tasks.pop() {
        match task {
            Task::Description(description, level) => {
                open(description, level, source, &mut tasks, output)?;
            }
            Task::Field(name, value, line) => {
                write_break(line, output)?;
                output.write_str(name)?;
                output.write_char('=')?;
                write_value(value, line.level, source, &mut tasks, output)?;
            }
            Task::Element(value, line) => {
                write_break(line, output)?;
                write_value(value, line.level, source, &mut tasks, output)?;
            }
            Task::Close(bracket) => output.write_char(bracket)?,
        }
    }
    Ok(())
}

fn write_value<'a>(
    value: Value<'a>,
    level: usize,
    source: &'a str,
    tasks: &mut Vec<Task<'a>>,
    output: &mut impl fmt::Write,
) -> Result<(), DumpError> {
    match value {
        Value::Node(node) => {
            tasks.push(Task::Description(describe::node(node, source)?, level));
        }
        Value::Described(description) => tasks.push(Task::Description(*description, level)),
        Value::List(values) if !values.is_empty() => {
            output.write_char('[')?;
            tasks.push(Task::Close(']'));
            push_lines(values, level + 1, tasks, Task::Element);
        }
        simple => write_simple(&simple, output)?,
    }
    Ok(())
}

/// Writes a node's class, and its fields if they share its line.
fn open<'a>(
    mut description: Description<'a>,
    level: usize,
    source: &'a str,
    tasks: &mut Vec<Task<'a>>,
    output: &mut impl fmt::Write,
) -> Result<(), DumpError> {
    output.write_str(description.class)?;
    output.write_char('(')?;
    // A node's own layout depends on whether its children have fields, and on nothing deeper.
    for (_, value) in &mut description.fields {
        if let Value::Node(_) = value
            && let Value::Node(node) = std::mem::replace(value, Value::Word(""))
        {
            *value = Value::Described(Box::new(describe::node(node, source)?));
        }
    }
    let fields = description.fields;
    if fields.len() <= 3 && fields.iter().all(|(_, value)| value.is_simple()) {
        for (index, (name, value)) in fields.iter().enumerate() {
            if index > 0 {
                output.write_str(", ")?;
            }
            output.write_str(name)?;
            output.write_char('=')?;
            write_simple(value, output)?;
        }
        output.write_char(')')?;
    } else {
        tasks.push(Task::Close(')'));
        push_lines(fields, level + 1, tasks, |(name, value), line| Task::Field(name, value, line));
    }
    Ok(())
}

/// Puts one task per line on the stack, so that the first comes off first.
fn push_lines<'a, T>(
    items: impl IntoIterator<Item = T>,
    level: usize,
    tasks: &mut Vec<Task<'a>>,
    task: impl Fn(T, Line) -> Task<'a>,
) {
    let bottom = tasks.len();
    tasks.extend(items.into_iter().enumerate().map(|(index, item)| {
        let continues = index > 0;
        task(item, Line { level, continues })
    }));
    tasks[bottom..].reverse();
}

fn write_simple(value: &Value<'_>, output: &mut impl fmt::Write) -> fmt::Result {
    match value {
        Value::Word(word) => output.write_str(word),
        Value::Text(text) => output.write_str(text),
        Value::Name(name) => representation::write_name(name, output),
        Value::Described(description) => {
            output.write_str(description.class)?;
            output.write_str("()")
        }
        Value::List(_) => output.write_str("[]"),
        // Nodes are described before anything is asked of their layout.
        Value::Node(_) => Ok(()),
    }
}

fn write_break(line: Line, output: &mut impl fmt::Write) -> fmt::Result {
    const SPACES: &str = match std::str::from_utf8(&[b' '; 256]) {
        Ok(spaces) => spaces,
        Err(_) => "",
    };
    output.write_str(if line.continues { ",\n" } else { "\n" })?;
    let mut width = line.level * 2;
    while width > 0 {
        let chunk = width.min(SPACES.len());
        output.write_str(&SPACES[..chunk])?;
        width -= chunk;
    }
    Ok(())
}
