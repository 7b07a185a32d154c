//! The commands besides `check`.

use crate::project::Project;

#[test]
fn rule() {
    let project = Project::new(&[]);
    let page = project.run(["rule", "B009"]).exits(0).stdout;
    assert!(page.starts_with("# get-attr-with-constant (B009)\n"), "{page}");
    assert_eq!(project.run(["rule", "get-attr-with-constant"]).exits(0).stdout, page);
    let record = project.run(["rule", "B009", "--output-format=json"]).exits(0).json();
    assert_eq!(record["code"], "B009");
    let all = project.run(["rule", "--all", "--output-format=json"]).exits(0).json();
    let codes: Vec<_> = all.as_array().unwrap().iter().map(|rule| &rule["code"]).collect();
    assert!(codes.len() > 30 && codes.is_sorted_by_key(|code| code.as_str()));
    let pages = project.run(["rule", "--all"]).exits(0).stdout;
    assert!(pages.contains(&page));
    let run = project.run(["rule", "B09"]).exits(2);
    assert!(run.stderr.contains("did you mean `B0"), "{}", run.stderr);
}

#[test]
fn ast() {
    let project = Project::new(&[("a.py", "x = 1\n"), ("broken.py", "x = (\n")]);
    let expected = "Module(\n  body=[\n    Assign(\n      targets=[\n        \
        Name(id='x', ctx=Store())],\n      value=Constant(value=1))],\n  type_ignores=[])\n";
    assert_eq!(project.run(["ast", "a.py"]).exits(0).stdout, expected);
    assert_eq!(project.run_with_input(["ast", "-"], "x = 1").exits(0).stdout, expected);
    let run = project.run(["ast", "broken.py"]).exits(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: broken.py:"), "{}", run.stderr);
}

#[test]
fn help_and_version() {
    let project = Project::new(&[]);
    let help = project.run(["check", "--help"]).exits(0).stdout;
    for flag in ["--baseline", "--since", "--timing", "--per-file-ignores", "--fix", "--select"] {
        assert!(
            help.contains(&format!("{flag} ")) || help.contains(&format!("{flag}\n")),
            "{flag}"
        );
    }
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let formats = pylint_rs_diagnostics::OutputFormat::ALL.map(|format| format.as_str());
    let (last, others) = formats.split_last().unwrap();
    assert!(words.contains(&format!("{} or {last}", others.join(", "))), "{words}");
    let version = project.run(["--version"]).exits(0).stdout;
    assert_eq!(version, format!("pylint-rs {}\n", env!("CARGO_PKG_VERSION")));
}
