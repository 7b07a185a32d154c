//! A parsed file, and the settings that rules share.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use pylint_rs_diagnostics::Applicability;
use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::token::Tokens;
use ruff_python_ast::{ModModule, PySourceType, PythonVersion};
use ruff_python_parser::Parsed;
use ruff_python_trivia::CommentRanges;
use ruff_source_file::LineIndex;

/// Settings of the file as a whole; what only one rule reads is an option of that rule.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// The oldest Python to support.
    pub target_version: PythonVersion,
    /// Longest line a fix may make, in columns.
    pub line_length: usize,
    /// Names that are always there beyond Python's own.
    pub builtins: Vec<String>,
    /// Directories that modules are imported from, named as files' paths are.
    pub source_roots: Vec<PathBuf>,
    /// The least applicability of the fixes that are wanted, if any are: rules need not make others.
    pub fixes: Option<Applicability>,
}

impl Default for FileSettings {
    fn default() -> Self {
        Self {
            target_version: PythonVersion::PY310,
            line_length: 88,
            builtins: Vec::new(),
            source_roots: vec![PathBuf::new()],
            fixes: Some(Applicability::Display),
        }
    }
}

/// A file after parsing.
pub struct ParsedFile<'a> {
    /// Its path, as the user would name it.
    pub path: &'a Path,
    /// The decoded text.
    pub text: &'a str,
    /// Module or stub.
    pub kind: PySourceType,
    /// The tree and the tokens.
    pub parsed: &'a Parsed<ModModule>,
    /// The module's dotted path, with `__init__` left out, where its package is known.
    pub module_path: Option<&'a [String]>,
    comments: OnceCell<CommentRanges>,
    line_index: OnceCell<LineIndex>,
}

impl<'a> ParsedFile<'a> {
    /// A file whose package is not known.
    pub fn new(
        path: &'a Path,
        text: &'a str,
        kind: PySourceType,
        parsed: &'a Parsed<ModModule>,
    ) -> Self {
        Self {
            path,
            text,
            kind,
            parsed,
            module_path: None,
            comments: OnceCell::new(),
            line_index: OnceCell::new(),
        }
    }

    /// The same file as a module of that dotted path.
    #[must_use]
    pub fn with_module_path(mut self, module_path: Option<&'a [String]>) -> Self {
        self.module_path = module_path;
        self
    }

    /// The tokens.
    pub fn tokens(&self) -> &'a Tokens {
        self.parsed.tokens()
    }

    /// Builds the file's semantic index.
    pub fn index<'f>(&'f self, storage: &'f Storage, settings: &'f FileSettings) -> Semantic<'f> {
        let context = ModuleContext {
            source: self.text,
            kind: self.kind,
            python_minor: settings.target_version.minor,
            module_path: self.module_path,
            is_package: self.is_package(),
            extra_builtins: &settings.builtins,
        };
        Semantic::build(self.parsed.syntax(), storage, context)
    }

    /// Where comments are; looked for when first asked.
    pub fn comments(&self) -> &CommentRanges {
        self.comments.get_or_init(|| CommentRanges::from(self.tokens()))
    }

    /// Where lines start; looked for when first asked.
    pub fn line_index(&self) -> &LineIndex {
        self.line_index.get_or_init(|| LineIndex::from_source_text(self.text))
    }

    /// Whether it is a package's `__init__`.
    pub fn is_package(&self) -> bool {
        self.path.file_name().is_some_and(|name| name == "__init__.py" || name == "__init__.pyi")
    }
}
