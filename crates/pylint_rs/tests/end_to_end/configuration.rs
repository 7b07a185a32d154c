//! Where settings come from, and what is said when they are wrong.

use crate::project::{Project, SAMPLE};

#[test]
fn the_nearest_file_wins() {
    let project = Project::new(&[
        ("lint.toml", "select = [\"B009\"]\n"),
        ("a.py", SAMPLE),
        ("sub/pyproject.toml", "[tool.pylint-rs]\nselect = [\"B011\"]\n"),
        ("sub/b.py", SAMPLE),
        ("sub/deep/lint.toml", "select = [\"B015\"]\n"),
        ("sub/deep/pyproject.toml", "[tool.pylint-rs]\nselect = [\"B009\"]\n"),
        ("sub/deep/c.py", SAMPLE),
    ]);
    let run = project.run(["check", "--output-format=concise"]).exits(1);
    let expected = ["a.py:2:1: B009", "sub/b.py:3:8: B011", "sub/deep/c.py:4:1: B015"];
    assert_eq!(run.findings(), expected);
    let run = project.run(["check", "--output-format=concise", "--isolated"]).exits(1);
    let expected = ["a.py:4:1: B015", "sub/b.py:4:1: B015", "sub/deep/c.py:4:1: B015"];
    assert_eq!(run.findings(), expected, "isolated, the default rules run");
}

#[test]
fn a_file_for_everything() {
    let project = Project::new(&[
        ("lint.toml", "select = [\"B009\"]\n"),
        ("elsewhere/strict.toml", "select = [\"B015\"]\n"),
        ("a.py", SAMPLE),
    ]);
    let arguments = ["check", "--output-format=concise", "--config=elsewhere/strict.toml"];
    assert_eq!(project.run(arguments).exits(1).findings(), ["a.py:4:1: B015"]);
}

#[test]
fn extend_chains() {
    let project = Project::new(&[
        ("base/lint.toml", "select = [\"B009\", \"B011\"]\nunfixable = [\"B009\"]\n"),
        ("team.toml", "extend = \"base/lint.toml\"\nextend-select = [\"B015\"]\n"),
        ("lint.toml", "extend = \"team.toml\"\nignore = [\"B011\"]\n"),
        ("a.py", SAMPLE),
    ]);
    let run = project.run(["check", "--output-format=concise"]).exits(1);
    assert_eq!(run.findings(), ["a.py:2:1: B009", "a.py:4:1: B015"]);
    project.write("base/lint.toml", "extend = \"../lint.toml\"\n");
    let run = project.run(["check"]).exits(2);
    assert!(run.stderr.contains("base/lint.toml:1:10: "), "{}", run.stderr);
    assert!(run.stderr.contains("circle"), "{}", run.stderr);
}

#[test]
fn assignments() {
    let project = Project::new(&[("lint.toml", "select = [\"B009\"]\n"), ("a.py", SAMPLE)]);
    let run = |assignments: &[&str]| {
        let arguments = assignments.iter().flat_map(|assignment| ["--config", assignment]);
        project.run(["check", "--output-format=concise"].into_iter().chain(arguments)).findings()
    };
    assert_eq!(run(&["select = ['B015']"]), ["a.py:4:1: B015"]);
    assert_eq!(run(&["extend-select=['B015']"]).len(), 2);
    assert_eq!(run(&["select=['B009', 'B015']", "ignore=['B009']"]), ["a.py:4:1: B015"]);
    assert_eq!(run(&["per-file-ignores.'*.py'=['B009']"]).len(), 0);
}

#[test]
fn a_family_shares_its_options() {
    let text = "def f(_a, b: int): return 1\n\n\nclass C:\n    def __init__(self, x: int): ...\n";
    let project = Project::new(&[("lint.toml", "select = [\"ANN\"]\n"), ("a.py", text)]);
    let arguments = ["check", "--output-format=concise", "--exit-zero"];
    let findings = |options: &str| {
        project.write("lint.toml", format!("select = [\"ANN\"]\n[rules.ANN]\n{options}"));
        project.run(arguments).exits(0).findings().join(" ")
    };
    assert_eq!(findings(""), "a.py:1:5: ANN201 a.py:1:7: ANN001 a.py:5:9: ANN204");
    assert_eq!(findings("suppress-dummy-args = true"), "a.py:1:5: ANN201 a.py:5:9: ANN204");
    assert_eq!(findings("suppress-none-returning = true"), "a.py:1:5: ANN201 a.py:1:7: ANN001");
    assert_eq!(findings("mypy-init-return = true"), "a.py:1:5: ANN201 a.py:1:7: ANN001");
}

#[test]
fn overrides() {
    let project = Project::new(&[
        (
            "lint.toml",
            "select = [\"B009\", \"B015\"]\n\
             [[overrides]]\n\
             paths = [\"tests/**\"]\n\
             select = [\"B011\"]\n\
             severity.B011 = \"hint\"\n\
             [[overrides]]\n\
             paths = [\"tests/deep/*\"]\n\
             extend-select = [\"B015\"]\n\
             rules.B015.severity = \"error\"\n",
        ),
        ("a.py", SAMPLE),
        ("tests/b.py", SAMPLE),
        ("tests/deep/c.py", SAMPLE),
    ]);
    let run = project.run(["check", "--output-format=json"]).exits(1);
    let found: Vec<_> = run
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let file = finding["filename"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            format!("{file} {} {}", finding["code"], finding["severity"]).replace('"', "")
        })
        .collect();
    let expected = [
        "a.py B009 info",
        "a.py B015 warning",
        "b.py B011 hint",
        "c.py B011 hint",
        "c.py B015 error",
    ];
    assert_eq!(found, expected);
}

#[test]
fn per_file_ignores() {
    let text = "select = [\"B\"]\n[per-file-ignores]\n\"tests/*\" = [\"B009\"]\n";
    let project = Project::new(&[("lint.toml", text), ("a.py", SAMPLE), ("tests/b.py", SAMPLE)]);
    let run = |arguments: &[&str]| {
        let fixed = ["check", "--output-format=concise"].iter().chain(arguments);
        let findings = project.run(fixed).findings();
        ["a.py", "tests/b.py"].map(|file| {
            let of_file = findings.iter().filter(|finding| finding.starts_with(file));
            of_file.map(|finding| &finding[finding.len() - 4..]).collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(run(&[]), ["B009 B011 B015", "B011 B015"]);
    assert_eq!(run(&["--per-file-ignores=a.py:B011"]), ["B009 B015", "B009 B011 B015"]);
    let several = ["--per-file-ignores=a.py:B011,a.py:B015,tests/*:B"];
    assert_eq!(run(&several), ["B009", ""]);
    assert_eq!(run(&["--extend-per-file-ignores=!tests/*:B015"]), ["B009 B011", "B011 B015"]);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let error = |text: &str| {
        let project = Project::new(&[("lint.toml", text), ("a.py", "x = 1\n")]);
        let run = project.run(["check"]).exits(2);
        let root = format!("{}/", project.path("").display()).replace("//", "/");
        run.stderr.replace(&root, "").trim_end().to_owned()
    };
    let cases = [
        (
            "# what to run\nselct = [\"B\"]\n",
            "error: lint.toml:2:1: unknown key `selct`; did you mean `select`?",
        ),
        (
            "[[overrides]]\npaths = [\"a\"]\nignroe = []\n",
            "error: lint.toml:3:1: unknown key `ignroe`; did you mean `ignore`?",
        ),
        ("select = [\"E5\", \"B0O9\"]\n", "error: lint.toml:1:11: no rule is called `E5`"),
        ("fix = 1\n", "error: lint.toml:1:7: invalid type: integer `1`, expected a boolean"),
        (
            "output-format = \"jsn\"\n",
            "error: lint.toml:1:17: unknown value `jsn`; did you mean `json`?",
        ),
        ("line-length = 1000\n", "error: lint.toml:1:15: the line length must be from 1 to 320"),
        ("[rules.B009]\nnames = 1\n", "error: lint.toml:2:1: `B009` has no option `names`"),
    ];
    for (text, expected) in cases {
        let error = error(text);
        assert!(error.starts_with(expected), "{text}\n{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    let error = error("x = [\n");
    assert!(error.starts_with("error: lint.toml:"), "{error}");
}

#[test]
fn show_settings() {
    let project = Project::new(&[
        (
            "lint.toml",
            "line-length = 100\n[[overrides]]\npaths = [\"b.py\"]\nselect = [\"B009\"]\n",
        ),
        ("a.py", ""),
        ("b.py", ""),
    ]);
    let lint = project.path("lint.toml").display().to_string();
    let run = project.run(["check", "--show-settings", "b.py", "--fixable=B015"]).exits(0);
    let show = project.run(["config", "show", "b.py"]).exits(0);
    for text in [&run.stdout, &show.stdout] {
        assert!(text.contains(&format!("line-length = 100  # {lint}:1\n")), "{text}");
        assert!(
            text.contains(&format!("[rules.B009]  # get-attr-with-constant: B009 at {lint}:4"))
        );
        assert!(!text.contains("[rules.B015]"), "{text}");
    }
    assert!(run.stdout.contains("# its fixes are not applied"), "{}", run.stdout);
    assert!(!show.stdout.contains("# its fixes are not applied"), "{}", show.stdout);
}

#[test]
fn what_the_environment_says() {
    let project = Project::sample();
    let run = project
        .command(["check", "--isolated"])
        .env("PYLINT_RS_OUTPUT_FORMAT", "json-lines")
        .env("PYLINT_RS_OUTPUT_FILE", "report")
        .output()
        .map(crate::project::Run::from)
        .unwrap()
        .exits(1);
    assert_eq!(run.stdout, "");
    assert!(project.read("report").starts_with('{'));
}

/// Relative imports are resolved by the package a file is in.
#[test]
fn packages() {
    let debugger = "from .contrib import rdb\nrdb.set_trace()\n";
    let project = Project::new(&[("lib/celery/app.py", debugger), ("lib/__init__.py", "")]);
    let found = |lint: &str| {
        project.write("lint.toml", lint);
        project.run(["check", "--select=T100", "--output-format=concise"]).findings().len()
    };
    assert_eq!(found(""), 0, "it is in no package");
    assert_eq!(found("namespace-packages = [\"lib/celery\"]\n"), 0, "it is `lib.celery`");
    assert_eq!(found("namespace-packages = [\"lib/celery\"]\nsrc = [\"lib\"]\n"), 1);
    project.write("lib/celery/__init__.py", "");
    assert_eq!(found("src = [\"lib\"]\n"), 1);
    assert_eq!(found(""), 0);
}

#[test]
fn source_roots() {
    let project = Project::new(&[
        ("random.py", ""),
        ("pkg/__init__.py", ""),
        ("pkg/string.py", ""),
        ("src/json/__init__.py", ""),
        ("lib/email.py", ""),
        ("sh/csv.py", "#!/usr/bin/env python3\nx = 1  # noqa: A005\n"),
    ]);
    let found = |arguments: &[&str]| {
        let arguments = ["--select=A005"].iter().chain(arguments).copied();
        project.run(["check", "--output-format=concise"].into_iter().chain(arguments)).findings()
    };
    assert_eq!(found(&[]), ["random.py:1:1: A005", "src/json/__init__.py:1:1: A005"]);
    assert_eq!(found(&["--config", "rules.A005.strict-checking=true"]).len(), 4);
    project.write("lint.toml", "src = [\"lib\", \"sh\"]\n");
    assert_eq!(found(&[]), ["lib/email.py:1:1: A005"]);
    project.write("lint.toml", "rules.A005.allowed-modules = [\"json\"]\n");
    assert_eq!(found(&[]), ["random.py:1:1: A005"]);
}
