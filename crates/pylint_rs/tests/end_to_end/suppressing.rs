//! Suppression comments, `--add-noqa` and `--ignore-noqa`.

use crate::project::{Project, RULES, SAMPLE};

#[test]
fn comments() {
    let text = "import os\n\
        getattr(os, \"path\")  # noqa: B009\n\
        # pylint-rs: ignore[B011] never reached\n\
        assert False\n\
        os == 1  # NOQA\n";
    let project = Project::new(&[("a.py", text)]);
    project.check([]).exits(0);
    assert_eq!(project.check(["--ignore-noqa"]).exits(1).findings().len(), 3);
    project.write("a.py", format!("# ruff: noqa: B009, B011\n{SAMPLE}"));
    assert_eq!(project.check([]).exits(1).findings(), ["a.py:5:1: B015"]);
}

#[test]
fn unused_comments_are_findings_with_a_fix() {
    let project = Project::new(&[("a.py", "x = 1  # noqa: B009\n")]);
    let run = project.check(["--extend-select=RUF100", "--fix", "--diff"]).exits(1);
    assert!(run.stdout.contains("\n-x = 1  # noqa: B009\n+x = 1\n"), "{}", run.stdout);
}

#[test]
fn add_noqa() {
    let project = Project::sample();
    let run = project.run(["check", RULES, "--add-noqa"]).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "Added 3 noqa comments.\n"));
    let expected = "import os\n\
        getattr(os, \"path\")  # noqa: B009\n\
        assert False  # noqa: B011\n\
        os == 1  # noqa: B015\n";
    assert_eq!(project.read("sample.py"), expected);
    project.check([]).exits(0);
    let run = project.run(["check", RULES, "--add-noqa"]).exits(0);
    assert_eq!(run.stderr, "Added 0 noqa comments.\n");
    assert_eq!(project.read("sample.py"), expected);
}

#[test]
fn add_noqa_with_a_reason() {
    let project = Project::new(&[("a.py", "import os\nos == 1\n")]);
    let run = project.run(["check", RULES, "--add-noqa=known"]).exits(0);
    assert_eq!(run.stderr, "Added 1 noqa comment.\n");
    assert_eq!(project.read("a.py"), "import os\nos == 1  # noqa: B015 known\n");
}

#[test]
fn reasons_can_be_asked_for() {
    let text = "import os\nos == 1  # pylint-rs: ignore[B015]\n";
    let project = Project::new(&[("a.py", text), ("lint.toml", "require-reason = true\n")]);
    assert_eq!(project.check([]).exits(1).findings(), ["a.py:2:10: PRS091"]);
    project.write("a.py", text.replace(']', "] that is how it is"));
    project.check([]).exits(0);
}
