//! Findings that are hard to write down right: odd paths, odd text, odd places.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use pylint_rs_diagnostics::{
    Diagnostic, Edit, EmitterOptions, FileDiagnostics, Fix, OutputFormat, ReportWriter,
    RuleCatalogue, RuleInfo, Severity, Summary,
};
use ruff_source_file::LineIndex;
use ruff_text_size::{Ranged, TextRange, TextSize};

/// A file that lives only here.
pub struct SampleFile {
    pub path: PathBuf,
    pub display_path: String,
    pub text: String,
    pub diagnostics: Vec<Diagnostic>,
    pub cell_starts: Option<Vec<TextSize>>,
}

impl SampleFile {
    pub fn new(display_path: &str, text: &str) -> Self {
        let path = match display_path {
            "-" => PathBuf::from("-"),
            _ => PathBuf::from("/project").join(display_path),
        };
        Self {
            path,
            display_path: display_path.to_owned(),
            text: text.to_owned(),
            diagnostics: Vec::new(),
            cell_starts: None,
        }
    }

    /// The range of the `nth` (from 0) occurrence of `needle`.
    pub fn range(&self, needle: &str, nth: usize) -> TextRange {
        let (start, found) = self.text.match_indices(needle).nth(nth).expect("needle in the text");
        let start = TextSize::try_from(start).expect("small text");
        TextRange::at(start, TextSize::try_from(found.len()).expect("small text"))
    }

    pub fn with(mut self, diagnostic: Diagnostic) -> Self {
        self.diagnostics.push(diagnostic);
        self.diagnostics.sort_by_key(|diagnostic| (diagnostic.start(), diagnostic.end()));
        self
    }

    pub fn render(&self, format: OutputFormat, options: EmitterOptions) -> String {
        render(std::slice::from_ref(self), format, options)
    }
}

pub fn diagnostic(code: &str, message: &str, range: TextRange) -> Diagnostic {
    let name = match code {
        "F401" => "unused-import",
        "B006" => "mutable-argument-default",
        "E711" => "none-comparison",
        "E902" => "io-error",
        other => other,
    };
    Diagnostic {
        code: code.to_owned().into(),
        name: name.to_owned().into(),
        message: message.to_owned(),
        severity: Severity::Error,
        range,
        fix: None,
        suppression_offset: None,
        noqa_offset: None,
    }
}

/// The rules of the sample that have a page.
pub fn rules() -> Arc<RuleCatalogue> {
    let rule = |code: &str, name: &str, default_severity| RuleInfo {
        code: code.to_owned().into(),
        name: name.to_owned().into(),
        summary: format!("What `{name}` \"finds\"").into(),
        url: Some(format!("https://example.invalid/rules/{name}").into()),
        documentation: format!("## What it does\n\nLooks for {name}.\n").into(),
        default_severity,
        enabled_by_default: true,
        fixable: true,
    };
    let rules = [
        rule("F401", "unused-import", Severity::Error),
        rule("B006", "mutable-argument-default", Severity::Warning),
        rule("E711", "none-comparison", Severity::Hint),
    ];
    Arc::new(rules.into_iter().collect())
}

pub fn options() -> EmitterOptions {
    EmitterOptions { rules: rules(), ..EmitterOptions::default() }
}

/// The whole report on some files, as the linter makes it.
pub fn render(files: &[SampleFile], format: OutputFormat, options: EmitterOptions) -> String {
    let emitter = format.emitter(options);
    let mut report = ReportWriter::new(&*emitter, Cursor::new(Vec::new()));
    let mut summary = Summary::default();
    for file in files {
        let line_index = LineIndex::from_source_text(&file.text);
        let mut chunk = Vec::new();
        let file_diagnostics = FileDiagnostics {
            path: &file.path,
            display_path: &file.display_path,
            text: &file.text,
            line_index: &line_index,
            diagnostics: &file.diagnostics,
            cell_starts: file.cell_starts.as_deref(),
        };
        emitter.render(&file_diagnostics, &mut chunk);
        summary.record(&file.diagnostics);
        report.chunk(&chunk).expect("writing to memory");
    }
    let output = report.finish(&summary).expect("writing to memory").into_inner();
    String::from_utf8(output).expect("reports are UTF-8")
}

/// Ordinary findings with every kind of fix.
pub fn ordinary() -> SampleFile {
    let file = SampleFile::new(
        "src/app.py",
        "import os\nimport sys\n\n\ndef collect(item, into=[]):\n    into.append(item)\n    if item == None:\n        print(sys.argv)\n    return into\n",
    );
    let unused = Diagnostic {
        fix: Some(
            Fix::safe(Edit::deletion(TextRange::new(0.into(), 10.into())))
                .with_message("Remove the import of `os`"),
        ),
        ..diagnostic("F401", "`os` is imported but never used", file.range("os", 0))
    };
    let default = file.range("[]", 0);
    let body = file.range("    into.append", 0).start();
    let mutable = Diagnostic {
        severity: Severity::Warning,
        fix: Some(
            Fix::unsafe_(vec![
                Edit::replacement("None", default),
                Edit::insertion("    if into is None:\n        into = []\n", body),
            ])
            .with_message("Use `None`, and make the list in the function"),
        ),
        ..diagnostic("B006", "A list as default is shared by all calls", default)
    };
    let comparison = file.range("item == None", 0);
    let none = Diagnostic {
        severity: Severity::Hint,
        fix: Some(Fix::display(Edit::replacement("item is None", comparison))),
        ..diagnostic("E711", "Compare to `None` with `is`", comparison)
    };
    file.with(unused).with(mutable).with(none)
}

/// Everything that can go wrong.
pub fn nasty() -> Vec<SampleFile> {
    let odd_path = SampleFile::new(
        "we;rd, 100%:[dir]/a&b <c> \"d'\n\u{1b}[31mred.py",
        "\tx = \"日本語\"; y = 1\nz = '\u{0}\u{1b}[2J\u{202e}'\n",
    );
    let (y, z) = (odd_path.range("y = 1", 0), odd_path.range("z", 0));
    let control = odd_path.range("'\u{0}\u{1b}[2J\u{202e}'", 0);
    let odd_path = odd_path
        .with(diagnostic("E702", "100% of `;`, `]]>`, <tags> & \"quotes\"", y))
        .with(diagnostic("X1:2,3", "line one\r\nline two", z))
        .with(Diagnostic {
            severity: Severity::Info,
            fix: Some(Fix::safe(Edit::replacement("'<&>\u{0}'", control))),
            ..diagnostic("PLE2510", "control \u{0} \u{1b}[31m \u{202e} characters", control)
        });

    let windows = SampleFile::new("bom.py", "\u{feff}import os\r\nx = 1\r\n\r\n\r\nlast");
    let (first, last) = (windows.range("os", 0), windows.range("last", 0));
    let windows = windows
        .with(diagnostic("F401", "`os` is imported but never used", first))
        .with(diagnostic("W292", "No newline at the end", TextRange::empty(last.end())));

    let broken = SampleFile::new("broken.py", "x = (\n");
    let newline = broken.range("\n", 0);
    let broken = broken.with(diagnostic("invalid-syntax", "`(` is never closed", newline));

    let class = (0..60).map(|line| format!("    field_{line} = {line}\n")).collect::<String>();
    let long = SampleFile::new(
        "long.py",
        &format!("class Long:\n{class}\nvalues = [{}]\n", "1234567890, ".repeat(100)),
    );
    let class = TextRange::new(0.into(), long.range("field_59 = 59", 0).end());
    let value = long.range("1234567890", 50);
    let long = long
        .with(diagnostic("PLR0904", "Too many fields (60 > 20)", class))
        .with(diagnostic("PLR2004", "A magic number", value));

    let mut notebook =
        SampleFile::new("book.ipynb", "import sys\n\nx = 1\nimport os\nprint(sys)\n");
    notebook.cell_starts = Some(vec![0.into(), notebook.range("x = 1", 0).start()]);
    let import = notebook.range("import os\n", 0);
    let os = notebook.range("os", 0);
    let notebook = notebook.with(Diagnostic {
        fix: Some(Fix::safe(Edit::deletion(import)).with_message("Remove the import")),
        ..diagnostic("F401", "`os` is imported but never used", os)
    });

    let unreadable = SampleFile::new("secret.py", "").with(diagnostic(
        "E902",
        "Permission denied",
        TextRange::default(),
    ));
    let clean = SampleFile::new("clean.py", "x = 1\n");

    let stdin = SampleFile::new("-", "f()\nf()\n");
    let (one, two) = (stdin.range("f()", 0), stdin.range("f()", 1));
    let stdin = stdin.with(diagnostic("T201", "the same finding", one)).with(Diagnostic {
        noqa_offset: Some(0.into()),
        ..diagnostic("T201", "the same finding", two)
    });

    vec![stdin, ordinary(), windows, notebook, broken, clean, long, unreadable, odd_path]
}
