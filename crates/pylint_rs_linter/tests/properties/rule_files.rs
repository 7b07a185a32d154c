//! A file of rules is read or refused with reasons, and what is read can be run.

use std::path::Path;

use pylint_rs_linter::rule_tests::run_tests;
use pylint_rs_linter::{Packages, Profile};
use pylint_rs_rules::{FileSettings, RuleFile, RuleInstance};
use pylint_rs_source::SourceFile;

/// What rules are run on.
const PYTHON: &str = "\
import requests as rq
x = 1
@a.b(1)
class C(D):
    def f(self, *args, k: int = 3, **more) -> None:
        with open('x') as g:
            for i in range(x):
                rq.get(f'{i}', timeout=[1, x, *args])
        return self.f(x == 1 and not k, {'a': 1, **more}) if k else lambda y: (yield)
f(1); f(a=1); g()
";

/// Whatever a file of rules says, each error has a message and a place in it, and each rule that is
/// right is run and tested without a panic.
pub fn rule_files_hold(text: &str) {
    for name in ["a.toml", "a.yaml"] {
        let file = RuleFile::parse(Path::new(name), text);
        for error in file.errors.iter().chain(&file.warnings) {
            assert!(!error.message.trim().is_empty(), "{error:?}");
            assert!(!error.message.contains('\n'), "{error:?}");
            if let Some((row, column)) = error.position {
                // As in Python, a carriage return alone ends a line, too.
                let rows = text.split(['\n', '\r']).count() + 1;
                assert!((1..=rows).contains(&row) && column >= 1, "{error:?} of {text:?}");
            }
        }
        for rule in file.rules {
            run_tests(&rule, false);
            let instance = RuleInstance::of_data(rule.into());
            let profile = Profile::of_rules(vec![instance], FileSettings::default());
            let source = SourceFile::from_bytes(Path::new("a.py"), PYTHON.as_bytes().to_vec());
            let source = source.expect("it is text");
            profile.lint(source.path(), &source, &Packages::default());
        }
    }
}
