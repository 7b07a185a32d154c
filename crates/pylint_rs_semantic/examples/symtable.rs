//! Prints the scopes of Python files, and the class of each name in them, as
//! `tests/conformance/symtable/run.py` prints them from CPython's `symtable`.
//!
//! `cargo run -p pylint_rs_semantic --example symtable -- FILE...`; a file named `-` stands for
//! further file names on stdin, one a line. Files must be UTF-8.

use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};

use pylint_rs_semantic::{
    Classification, ClassifiedName, ComprehensionKind, ModuleContext, ScopeId, ScopeKind, Semantic,
    Storage, SymbolClass, SymbolFlags,
};
use ruff_python_ast::{AnyNodeRef, Decorator, PySourceType};
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_source_file::LineIndex;
use ruff_text_size::{Ranged, TextSize};

/// Deep enough for any nesting that the parser accepts.
const STACK_SIZE: usize = 1 << 29;

fn main() -> std::io::Result<()> {
    std::thread::Builder::new()
        .stack_size(STACK_SIZE)
        .spawn(run)?
        .join()
        .map_err(|_| std::io::Error::other("the walk panicked"))?
}

fn run() -> std::io::Result<()> {
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for argument in std::env::args().skip(1) {
        if argument == "-" {
            for line in std::io::stdin().lock().lines() {
                print_file(&line?, &mut output)?;
            }
        } else {
            print_file(&argument, &mut output)?;
        }
    }
    output.flush()
}

fn print_file(path: &str, output: &mut impl std::io::Write) -> std::io::Result<()> {
    writeln!(output, "=== {path}")?;
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return writeln!(output, "unreadable: {error}"),
    };
    let source = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let parsed = parse_unchecked(source, ParseOptions::from(PySourceType::Python));
    if let Some(error) = parsed.errors().first() {
        return writeln!(output, "not parsed: {error}");
    }
    let Some(parsed) = parsed.try_into_module() else {
        return writeln!(output, "not parsed: no module");
    };
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 11,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let table = Table::new(&semantic);
    output.write_all(table.scope(ScopeId::MODULE, false, "").as_bytes())
}

struct Table<'a, 'model> {
    semantic: &'model Semantic<'a>,
    classification: Classification<'a>,
    lines: LineIndex,
    children: Vec<Vec<ScopeId>>,
}

impl<'a, 'model> Table<'a, 'model> {
    fn new(semantic: &'model Semantic<'a>) -> Self {
        let classification = semantic.classification();
        let mut children = vec![Vec::new(); semantic.scopes().count()];
        for (id, scope) in semantic.scopes() {
            if let Some(parent) = scope.parent
                && classification.has_scope(id)
            {
                children[parent.index()].push(id);
            }
        }
        let lines = LineIndex::from_source_text(semantic.source());
        Self { semantic, classification, lines, children }
    }

    /// A scope and those inside it. Those of one line have no order that both sides know of
    /// (`symtable` keeps no columns), so they are sorted as text.
    fn scope(&self, id: ScopeId, is_nested: bool, indent: &str) -> String {
        let kind = self.semantic.scope(id).kind;
        let (type_, name) = match kind {
            ScopeKind::Module => ("module", "top"),
            ScopeKind::Class(class) => ("class", class.name.as_str()),
            ScopeKind::Function(function) => ("function", function.name.as_str()),
            ScopeKind::Lambda => ("function", "lambda"),
            ScopeKind::Comprehension(ComprehensionKind::List) => ("function", "listcomp"),
            ScopeKind::Comprehension(ComprehensionKind::Set) => ("function", "setcomp"),
            ScopeKind::Comprehension(ComprehensionKind::Dict) => ("function", "dictcomp"),
            ScopeKind::Comprehension(ComprehensionKind::Generator) => ("function", "genexpr"),
            ScopeKind::TypeParameters => ("type parameters", ""),
        };
        let mut text = format!("{indent}{type_} {name} {}", self.line(id));
        text.push_str(if is_nested { " nested\n" } else { "\n" });
        for name in self.classification.names_in(id) {
            let _ = writeln!(text, "{indent}  {}: {}", name.name, describe(name));
        }
        let inner_is_nested = is_nested || type_ == "function";
        let inner_indent = format!("{indent}    ");
        let mut inner: Vec<(usize, String)> = self.children[id.index()]
            .iter()
            .map(|child| (self.line(*child), self.scope(*child, inner_is_nested, &inner_indent)))
            .collect();
        inner.sort();
        inner.iter().for_each(|(_, child)| text.push_str(child));
        text
    }

    /// The line on which CPython has the scope start: that of `def`, not of its decorators.
    fn line(&self, id: ScopeId) -> usize {
        let scope = self.semantic.scope(id);
        let node = self.semantic.node(scope.node).syntax;
        let start = match node {
            AnyNodeRef::ModModule(_) => return 0,
            AnyNodeRef::StmtFunctionDef(inner) => self.after(&inner.decorator_list, node),
            AnyNodeRef::StmtClassDef(inner) => self.after(&inner.decorator_list, node),
            // CPython counts the parentheses of a call as those of its only argument.
            AnyNodeRef::ExprGenerator(inner) if !inner.parenthesized => {
                match self.semantic.parent(inner) {
                    Some(AnyNodeRef::ExprCall(call)) => call.arguments.start(),
                    _ => node.start(),
                }
            }
            _ => node.start(),
        };
        self.lines.line_index(start).get()
    }

    /// Where a definition starts, its decorators left out.
    fn after(&self, decorators: &[Decorator], node: AnyNodeRef<'_>) -> TextSize {
        let Some(last) = decorators.last() else { return node.start() };
        let mut rest = &self.semantic.source()[usize::from(last.end())..];
        loop {
            rest = rest.trim_start();
            match rest.strip_prefix('#') {
                Some(comment) => rest = comment.trim_start_matches(|c| c != '\n' && c != '\r'),
                None => break,
            }
        }
        TextSize::try_from(self.semantic.source().len() - rest.len()).unwrap_or(node.start())
    }
}

fn describe(name: &ClassifiedName<'_>) -> String {
    let mut words = vec![match name.class {
        SymbolClass::Local => "local",
        SymbolClass::Cell => "cell",
        SymbolClass::Free => "free",
        SymbolClass::GlobalExplicit => "global-explicit",
        SymbolClass::GlobalImplicit => "global-implicit",
    }];
    for (flag, word) in [
        (SymbolFlags::GLOBAL, "declared-global"),
        (SymbolFlags::NONLOCAL, "declared-nonlocal"),
        (SymbolFlags::PARAMETER, "parameter"),
        (SymbolFlags::IMPORTED, "imported"),
        (SymbolFlags::ASSIGNED, "assigned"),
        (SymbolFlags::ANNOTATED, "annotated"),
        (SymbolFlags::REFERENCED, "referenced"),
        (SymbolFlags::FREE_IN_CLASS, "free-in-class"),
    ] {
        if name.flags.contains(flag) {
            words.push(word);
        }
    }
    words.join(" ")
}
