//! `--fix` and its kin.

use crate::project::{Project, RULES, SAMPLE};

const SAFE: &str = "import os\nos.path\nassert False\nos == 1\n";
const UNSAFE: &str = "import os\nos.path\nraise AssertionError()\nos == 1\n";

#[test]
fn safe_fixes() {
    let project = Project::sample();
    let run = project.check(["--fix"]).exits(1);
    assert_eq!(project.read("sample.py"), SAFE);
    assert_eq!(run.findings(), ["sample.py:3:8: B011", "sample.py:4:1: B015"]);
    assert!(run.stdout.contains("(1 fixed, 2 remaining"), "{}", run.stdout);
    assert_eq!(project.files(), ["sample.py"]);
    assert!(!project.check(["--fix"]).exits(1).stdout.contains("fixed,"), "once is enough");
}

#[test]
fn unsafe_fixes() {
    let project = Project::sample();
    let run = project.check(["--fix", "--unsafe-fixes"]).exits(1);
    assert_eq!(project.read("sample.py"), UNSAFE);
    assert_eq!(run.findings(), ["sample.py:4:1: B015"]);
}

#[test]
fn nothing_is_written_unasked() {
    let project = Project::sample();
    let before = std::fs::metadata(project.path("sample.py")).unwrap().modified().unwrap();
    for arguments in [&[][..], &["--unsafe-fixes"], &["--diff"], &["--show-fixes"]] {
        project.check(arguments.iter().copied()).exits(1);
        assert_eq!(project.read("sample.py"), SAMPLE, "{arguments:?}");
    }
    project.write("lint.toml", "fix = true\n");
    project.check(["--no-fix"]).exits(1);
    assert_eq!(project.read("sample.py"), SAMPLE);
    // A run with nothing to fix does not touch the file either.
    project.check(["--fix", "--unfixable=ALL"]).exits(1);
    let after = std::fs::metadata(project.path("sample.py")).unwrap().modified().unwrap();
    assert_eq!(before, after);
}

#[test]
fn configured() {
    let project = Project::sample();
    project.write("lint.toml", "fix = true\nunsafe-fixes = true\nunfixable = [\"B009\"]\n");
    project.check([]).exits(1);
    assert_eq!(project.read("sample.py"), SAMPLE.replace("assert False", "raise AssertionError()"));
    project.check(["--no-unsafe-fixes", "--extend-fixable=B009"]).exits(1);
    assert_eq!(project.read("sample.py"), UNSAFE, "a flag is stronger than the file");
}

#[test]
fn fixable_and_unfixable() {
    let fixed = |arguments: &[&'static str]| {
        let project = Project::sample();
        project.check(["--fix", "--unsafe-fixes"].into_iter().chain(arguments.iter().copied()));
        project.read("sample.py")
    };
    assert_eq!(fixed(&["--fixable=B009"]), SAFE);
    assert_eq!(fixed(&["--unfixable=B011"]), SAFE);
    assert_eq!(fixed(&["--unfixable=ALL"]), SAMPLE);
    assert_eq!(fixed(&["--fixable=B009", "--extend-fixable=B011"]), UNSAFE);
    assert_eq!(fixed(&["--unfixable=B", "--extend-fixable=B009"]), SAFE);
}

#[test]
fn diff() {
    let project = Project::new(&[("a/sample.py", SAMPLE), ("clean.py", "x = 1\n")]);
    let run = project.check(["--diff"]).exits(1);
    let expected = "--- a/sample.py\n+++ a/sample.py\n@@ -1,4 +1,4 @@\n import os\n\
        -getattr(os, \"path\")\n+os.path\n assert False\n os == 1\n";
    assert_eq!(run.stdout, expected);
    assert_eq!(run.stderr, "Would fix 1 error.\n");
    assert_eq!(project.read("a/sample.py"), SAMPLE);

    project.write("patch", &run.stdout);
    project.git(&["apply", "-p0", "patch"]);
    assert_eq!(project.read("a/sample.py"), SAFE, "git takes it for a patch");
    let run = project.check(["--diff"]).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "No errors would be fixed.\n"));
    assert!(project.check(["--diff", "--unsafe-fixes"]).exits(1).stdout.contains("+raise"));
}

#[test]
fn fix_only() {
    let project = Project::sample();
    let run = project.check(["--fix-only"]).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", ""));
    assert_eq!(project.read("sample.py"), SAFE);
}

#[test]
fn show_fixes() {
    let run = Project::sample().check(["--fix", "--show-fixes"]).exits(1);
    let expected = "Fixed 1 error:\n- sample.py:\n    1 × B009 (get-attr-with-constant)\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    let run = Project::sample().check(["--fix-only", "--show-fixes", "--quiet"]).exits(0);
    assert_eq!(run.stdout.trim_end(), expected.trim_end());
}

#[test]
fn files_with_syntax_errors_are_left_alone() {
    let text = format!("{SAMPLE}x = (\n");
    let project = Project::new(&[("a.py", &text)]);
    project.check(["--fix", "--unsafe-fixes"]).exits(1);
    assert_eq!(project.read("a.py"), text);
}

#[test]
fn what_makes_a_file_itself_is_kept() {
    let cases: [(&str, &[u8], &[u8]); 4] = [
        ("bom.py", b"\xef\xbb\xbfimport os\ngetattr(os, 'a')\n", b"\xef\xbb\xbfimport os\nos.a\n"),
        ("crlf.py", b"import os\r\ngetattr(os, 'a')\r\n", b"import os\r\nos.a\r\n"),
        (
            "latin.py",
            b"# coding: latin-1\nimport os\ngetattr(os, 'a')  # \xe9\n",
            b"# coding: latin-1\nimport os\nos.a  # \xe9\n",
        ),
        ("end.py", b"import os\ngetattr(os, 'a')", b"import os\nos.a"),
    ];
    let project = Project::new(&[]);
    cases.iter().for_each(|(name, before, _)| project.write(name, before));
    project.check(["--fix"]).exits(0);
    for (name, _, after) in cases {
        assert_eq!(std::fs::read(project.path(name)).unwrap(), after, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn modes_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = Project::sample();
    let path = project.path("sample.py");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    symlink("sample.py", project.path("link.py")).unwrap();
    project.check(["--fix", "link.py"]).exits(1);
    assert_eq!(project.read("sample.py"), SAFE);
    assert!(project.path("link.py").is_symlink());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o755);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let project = Project::new(&[]);
    let arguments = ["check", RULES, "--output-format=concise", "--fix", "-"];
    let run = project.run_with_input(arguments, SAMPLE).exits(1);
    assert_eq!(run.stdout, SAFE);
    assert!(run.stderr.contains("-:4:1: B015"), "{}", run.stderr);
    let run = project.run_with_input(["check", RULES, "--diff", "-"], SAMPLE).exits(1);
    assert!(run.stdout.contains("\n-getattr(os, \"path\")\n+os.path\n"), "{}", run.stdout);
    // What cannot be fixed goes through as it came.
    let run = project.run_with_input(arguments, "x = (").exits(1);
    assert_eq!(run.stdout, "x = (");
}

#[test]
fn what_parses_is_fixed_although_it_does_not_compile() {
    let source = "import os\n\n\ndef size(x, x):\n    type Size = int  # noqa: F401\n";
    let project = Project::new(&[("a.py", source)]);
    let run = project.check(["--fix", "--select=F401,RUF100", "--target-version=py310"]).exits(1);
    assert_eq!(run.findings(), ["a.py:3:13: invalid-syntax", "a.py:4:5: invalid-syntax"]);
    assert_eq!(project.read("a.py"), "\n\ndef size(x, x):\n    type Size = int\n");
}

#[test]
fn differences_are_patches_whatever_ends_the_lines() {
    let text = "import os\ngetattr(os, 'a')\nx = 1\n";
    for text in [
        text.to_owned(),
        text.trim_end().to_owned(),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', "\r").trim_end().to_owned(),
    ] {
        let project = Project::new(&[("a.py", &text)]);
        let patch = project.check(["--diff"]).exits(1).stdout;
        project.write("patch", patch);
        project.git(&["apply", "-p0", "patch"]);
        let patched = project.read("a.py");
        project.write("a.py", &text);
        project.check(["--fix"]).exits(0);
        assert_eq!(project.read("a.py"), patched, "{text:?}");
    }
}
