//! What holds of every input, whatever it is: stated once, and tried by the property tests beside
//! this and by the fuzz targets of `fuzz/`.

pub mod checking;
pub mod configuring;
pub mod fixing;
pub mod rule_files;
pub mod suppressing;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog};
use pylint_rs_linter::fixing::LintRound;
use pylint_rs_linter::{Packages, Profile};
use pylint_rs_source::SourceFile;

/// As much as the threads of the binary have.
const STACK_SIZE: usize = 1 << 30;

/// A linter with every rule on.
pub struct Linter {
    profile: Profile,
    packages: Packages,
}

impl Linter {
    /// The one all inputs are given to.
    pub fn with_all_rules() -> &'static Self {
        static LINTER: LazyLock<Linter> = LazyLock::new(|| {
            let command_line = CommandLine {
                isolated: true,
                assignments: vec!["select = ['ALL']".into(), "target-version = '3.14'".into()],
                ..CommandLine::default()
            };
            let catalog = Arc::new(RuleCatalog::built_in());
            let root = Path::new("/");
            let resolver = Resolver::new(command_line, root, catalog).expect("known keys");
            let (_, rules) = resolver.for_file(&root.join("a.py")).expect("no file to be wrong");
            let profile = Profile::from_settings(&rules, Some(Applicability::Display), false)
                .expect("default options");
            Linter { profile, packages: Packages::default() }
        });
        &LINTER
    }

    /// Lints a text.
    pub fn lint(&self, source: &SourceFile) -> LintRound {
        self.profile.lint(source.path(), source, &self.packages)
    }
}

/// A module or, if `is_stub`, a stub; nothing if the bytes are no text.
pub fn source(bytes: &[u8], is_stub: bool) -> Option<SourceFile> {
    let path = Path::new(if is_stub { "/nowhere/a.pyi" } else { "/nowhere/a.py" });
    SourceFile::from_bytes(path, bytes.to_vec()).ok()
}

/// Runs something with the stack that the binary gives its threads, if the text is nested so
/// deeply that it may be needed.
pub fn with_stack_for(bytes: &[u8], run: impl FnOnce() + Send) {
    let nesting = bytes.iter().filter(|byte| b"([{:-~+.*=\\".contains(byte)).count();
    let words = ["not", "lambda", "await", "if", "for", "else"]
        .iter()
        .map(|word| memchr::memmem::find_iter(bytes, word).count())
        .sum::<usize>();
    if nesting + words < 200 {
        return run();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_SIZE);
        let result = thread.spawn_scoped(scope, run).expect("a thread").join();
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    });
}
