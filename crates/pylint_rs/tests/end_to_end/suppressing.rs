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
fn comments_for_another_linter_are_let_be_by_default() {
    let text =
        "import os\n\nos.path  # noqa: B018, C901\nx = 1  # noqa\ny = 1  # ruff: ignore[C901]\n";
    let project = Project::new(&[("a.py", text)]);
    project.run(["check", "--isolated"]).exits(0);
    project.write("a.py", "x = 1  # noqa: F401\ny = 1  # pylint-rs: ignore[C901] why\n");
    let found = project.run(["check", "--isolated", "--output-format=concise"]).exits(1).stdout;
    assert!(found.contains("a.py:1:8: RUF100") && found.contains("a.py:2:8: RUF100"), "{found}");
    project.write("a.py", text);
    let selected = ["check", "--isolated", "--extend-select=RUF100", "--output-format=concise"];
    let found = project.run(selected).exits(1).stdout;
    assert_eq!(found.matches("RUF100").count(), 3, "{found}");
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

#[test]
fn the_forms_of_our_own() {
    for text in [
        "assert False  # pylint-rs: ignore[B011]\n",
        "assert False  # pylint-rs: ignore[B009, B011] why\n",
        "assert False  # pylint-rs: ignore[assert-false]\n",
        "# pylint-rs: ignore[B011] why\n\n# more\nassert False\n",
        "# pylint-rs: ignore-file[B011] why\nassert False\n",
        "# pylint-rs: noqa: B011\nassert False\n",
        "# pylint-rs: noqa\nassert False\n",
        "# pylint-rs: disable[B011] why\nassert False\n# pylint-rs: enable[B011]\n",
        "def f():\n    # pylint-rs: disable[B011]\n    assert False\n",
        "# pylint-rs: ignore[B011]\nassert False, (\n    1)\n",
        "x = '''\n'''; assert False  # pylint-rs: ignore[B011]\n",
        "'''\n''' == 1  # pylint-rs: ignore[B015]\n",
        "'''\n''' == 1  # noqa: B015\n",
    ] {
        let project = Project::new(&[("a.py", text)]);
        let run = project.check([]);
        assert_eq!((run.code, run.findings()), (Some(0), Vec::new()), "{text}");
        project.check(["--ignore-noqa"]).exits(1);
    }
}

#[test]
fn what_our_forms_do_not_cover() {
    for (text, expected) in [
        ("# pylint-rs: ignore[B011]\nif x:\n    assert False\n", "a.py:3:12: B011"),
        ("# pylint-rs: ignore[B011]\n\nx = 1\nassert False\n", "a.py:4:8: B011"),
        ("assert False  # pylint-rs: ignore[B009]\n", "a.py:1:8: B011"),
        ("assert False  # pylint-rs: ignore\n", "a.py:1:8: B011"),
        ("# pylint-rs: disable[B011]\n# pylint-rs: enable[B011]\nassert False\n", "a.py:3:8: B011"),
        (
            "def f():\n    # pylint-rs: disable[B011]\n    assert 1\n\n\nassert False\n",
            "a.py:6:8: B011",
        ),
    ] {
        let project = Project::new(&[("a.py", text)]);
        assert_eq!(project.check([]).exits(1).findings(), [expected], "{text}");
    }
}

#[test]
fn comments_that_cannot_be_followed_are_findings() {
    for (comment, expected) in [
        ("# pylint-rs: ignore", "a.py:1:8: RUF103"),
        ("# pylint-rs ignore[B009]", "a.py:1:8: RUF103"),
        ("# pylint-rs: ignored[B009]", "a.py:1:8: RUF103"),
        ("# pylint-rs: disable[B009]", "a.py:1:8: RUF103"),
        ("# pylint-rs: ignore[B999]", "a.py:1:28: PRS090"),
        ("# pylint-rs: noqa", "a.py:1:8: PRS090"),
        ("# noqa: !", "a.py:1:8: PRS090"),
    ] {
        let project = Project::new(&[("a.py", &*format!("x = 1  {comment}\n"))]);
        let run = project.check(["--extend-select=RUF103,PRS090"]).exits(1);
        assert_eq!(run.findings(), [expected], "{comment}");
    }
}

#[test]
fn only_comments_about_our_rules_can_be_unused() {
    let text = "a = 1  # noqa: X901\nb = 1  # noqa: B0\nc = 1  # noqa: B009, X901\n";
    let project = Project::new(&[("a.py", text)]);
    let run = project.check(["--extend-select=RUF100"]).exits(1);
    assert_eq!(run.findings(), ["a.py:3:8: RUF100"]);
    project.check(["--extend-select=RUF100", "--fix"]).exits(0);
    assert_eq!(project.read("a.py"), text.replace("B009, X", "X"));
}

#[test]
fn blanket_comments() {
    let text = "assert False  # noqa\n\
        assert False  # noqa B011\n\
        assert False  # noqa: B011\n\
        assert False  # noqa because\n\
        # pylint-rs: ignore[PGH004] all of it\n\
        assert False  # noqa\n";
    let project = Project::new(&[("a.py", text)]);
    let pgh004 = "--extend-select=PGH004";
    let found = |arguments: &[&str]| project.check(arguments.iter().copied()).findings();
    assert_eq!(found(&[pgh004]), ["a.py:1:15: PGH004", "a.py:2:15: PGH004", "a.py:4:15: PGH004"]);
    found(&[pgh004, "--fix", "--unsafe-fixes"]);
    assert_eq!(project.read("a.py"), text.replace("noqa B011", "noqa: B011"));
    for (comment, expected) in [
        ("# ruff: noqa", 1),
        ("# pylint-rs: noqa why", 1),
        ("# flake8: noqa: B011", 0),
        ("# ruff: noqa: PGH004", 0),
    ] {
        project.write("a.py", format!("{comment}\nx = 1  # noqa: B011\n"));
        assert_eq!(found(&[pgh004]).len(), expected, "{comment}");
    }
}
