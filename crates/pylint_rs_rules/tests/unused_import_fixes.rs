//! What the fix of F401 leaves of import statements: fixtures cannot show it where no comment
//! may stand, since each finding there is marked by one.

use std::path::Path;

use pylint_rs_diagnostics::{Applicability, Diagnostic};
use pylint_rs_rules::{FileSettings, Plan, check_text, find};
use ruff_text_size::Ranged;

fn findings(text: &str) -> Vec<Diagnostic> {
    let rule = find("F401").expect("the rule").build(toml::Table::new()).expect("no options");
    let plan = Plan::new(vec![rule]);
    check_text(Path::new("example.py"), text, &plan, &FileSettings::default())
}

/// The text after the fix of the finding at `index`.
fn fixed_by(text: &str, index: usize) -> String {
    let found = findings(text);
    let fix = found[index].fix.as_ref().expect("a fix");
    let mut fixed = text.to_owned();
    for edit in fix.edits().iter().rev() {
        fixed.replace_range(std::ops::Range::<usize>::from(edit.range()), edit.content());
    }
    fixed
}

/// Checks that all findings have one and the same safe fix, which makes `expected` of the text.
#[track_caller]
fn becomes(text: &str, expected: &str) {
    let found = findings(text);
    assert!(!found.is_empty(), "nothing found in {text:?}");
    for (index, finding) in found.iter().enumerate() {
        let fix = finding.fix.as_ref().expect("a fix");
        assert_eq!(fix.applicability(), Applicability::Safe);
        assert_eq!(fixed_by(text, index), expected, "of {text:?}");
    }
}

#[test]
fn statements_go_as_a_whole() {
    becomes("import a\nimport b; b\n", "import b; b\n");
    becomes("import a, b\n", "");
    becomes("from m import (\n    a,\n    b,\n)\nx = 1\n", "x = 1\n");
    becomes("import a, \\\n  b\nx = 1\n", "x = 1\n");
    becomes("if 1:\n    import a\n", "if 1:\n    pass\n");
}

#[test]
fn names_go_together() {
    becomes("import a, b, c; b\n", "import b; b\n");
    becomes("import a, b, c, d; b, d\n", "import b, d; b, d\n");
    becomes("from m import a as x, b, c as z; b\n", "from m import b; b\n");
    becomes("from m import (a, b, c,); a\n", "from m import (a,); a\n");
    becomes("from m import a, \\\n  b, \\\n  c\na\n", "from m import a\na\n");
    becomes("from m import a, \\\n  b\nb\n", "from m import b\nb\n");
}

#[test]
fn lines_go_as_a_whole() {
    becomes(
        "from m import (\n    a,\n    b,\n    c,\n    d\n)\nb\n",
        "from m import (\n    b,\n)\nb\n",
    );
    becomes("from m import (\n    a, b,\n    c,\n)\nb\n", "from m import (\n    b,\n)\nb\n");
    becomes("from m import (a,\n    b,\n    c)\na, c\n", "from m import (a,\n    c)\na, c\n");
    becomes("from m import (a,\n    b)\na\n", "from m import (a)\na\n");
    becomes(
        "from m import (\r\n    a,\r\n    b,\r\n)\r\na\r\n",
        "from m import (\r\n    a,\r\n)\r\na\r\n",
    );
}

#[test]
fn comments_keep_the_fixes_apart() {
    let text = "from m import (\n    a,  # noqa\n    b,\n    c,\n)\nc\n";
    assert_eq!(fixed_by(text, 1), "from m import (\n    a,  # noqa\n    c,\n)\nc\n");
    let close = "from m import (\n    a,  # noqa\n    b)\n";
    assert_eq!(fixed_by(close, 1), "from m import (\n    a,  # noqa\n    )\n");
    let comma = "from m import (\n    a,  # noqa\n    b,)\n";
    assert_eq!(fixed_by(comma, 1), "from m import (\n    a,  # noqa\n    )\n");
    let found = findings(text);
    let applicability = |index: usize| found[index].fix.as_ref().map(|fix| fix.applicability());
    assert_eq!(applicability(0), Some(Applicability::Unsafe));
    assert_eq!(applicability(1), Some(Applicability::Safe));
}
