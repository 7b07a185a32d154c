//! Which files count, and what is wrong with them.

use super::*;

#[test]
fn the_nearest_file_wins() {
    let project = Project::new(&[
        ("lint.toml", "select = ['E']\nline-length = 100"),
        ("sub/pyproject.toml", "[tool.pylint-rs]\nselect = ['F']"),
        ("sub/deep/lint.toml", "select = ['B']"),
        ("sub/deep/pyproject.toml", "[tool.pylint-rs]\nselect = ['E']"),
        ("other/pyproject.toml", "[tool.black]\nline-length = 10"),
    ]);
    assert_eq!(project.rules("a.py"), "E711 E722");
    assert_eq!(project.rules("sub/a.py"), "F401 F403");
    assert_eq!(project.rules("sub/deep/er/a.py"), "B006 B008", "lint.toml before pyproject.toml");
    assert_eq!(project.rules("other/a.py"), "E711 E722", "without our table it does not count");
    let resolver = project.resolver(CommandLine::default());
    let (settings, rules) = resolver.for_file(&project.path("sub/a.py")).unwrap();
    assert_eq!(rules.line_length.value, 88, "nothing is inherited without `extend`");
    assert_eq!(settings.project_root, project.path("sub"));
    let again = resolver.for_directory(&project.path("sub/elsewhere")).unwrap();
    assert!(Arc::ptr_eq(&settings, &again));
}

#[test]
fn extending() {
    let project = Project::new(&[
        (
            "base/pyproject.toml",
            "[tool.pylint-rs]\nselect = ['E', 'F']\nline-length = 100\nfix = true\nextend-exclude = ['generated/*']",
        ),
        ("middle.toml", "extend = 'base/pyproject.toml'\nignore = ['E711']\nfix = false"),
        (
            "sub/lint.toml",
            "extend = '../middle.toml'\nextend-select = ['B006']\nextend-exclude = ['x.py']",
        ),
    ]);
    assert_eq!(project.rules("sub/a.py"), "B006 E722 F401 F403");
    let resolver = project.resolver(CommandLine::default());
    let (settings, rules) = resolver.for_file(&project.path("sub/a.py")).unwrap();
    assert_eq!(rules.line_length.value, 100);
    assert_eq!(
        rules.line_length.origin.to_string(),
        project.path("base/pyproject.toml").display().to_string() + ":3"
    );
    assert!(!settings.fix.value);
    assert_eq!(settings.files.len(), 3);
    assert!(settings.is_excluded(&project.path("base/generated/a.py"), false));
    assert!(!settings.is_excluded(&project.path("sub/generated/a.py"), false));
    assert!(settings.is_excluded(&project.path("sub/x.py"), false));
}

#[test]
fn extending_what_is_not_there_or_oneself() {
    assert!(
        error_of("\nextend = 'nowhere.toml'")
            .starts_with("lint.toml:2:10: cannot extend `nowhere.toml`: "),
    );
    let project = Project::new(&[
        ("lint.toml", "extend = 'b.toml'"),
        ("b.toml", "extend = './c.toml'"),
        ("c.toml", "extend = 'lint.toml'"),
    ]);
    assert_eq!(project.error("a.py"), "c.toml:1:10: `lint.toml` extends itself in a circle");
    let project = Project::new(&[
        ("lint.toml", "extend = 'pyproject.toml'"),
        ("pyproject.toml", "[project]\nname = 'x'"),
    ]);
    assert!(project.error("a.py").contains("there is no table `[tool.pylint-rs]`"));
}

#[test]
fn wrong_keys_and_values() {
    assert_eq!(
        error_of("\n  selct = ['F']"),
        "lint.toml:2:3: unknown key `selct`; did you mean `select`?"
    );
    assert_eq!(error_of("zzz = 1"), "lint.toml:1:1: unknown key `zzz`");
    assert_eq!(
        error_of("output-format = 'jsn'"),
        "lint.toml:1:17: unknown value `jsn`; did you mean `json`?"
    );
    assert!(error_of("fix = 'yes'").starts_with("lint.toml:1:7: invalid type: string \"yes\""));
    assert!(error_of("target-version = '2.7'").contains("1:18: unknown Python version `2.7`"));
    assert!(error_of("line-length = 0").starts_with("lint.toml:1:15: the line length must be"));
    assert!(error_of("line-length = 70000").starts_with("lint.toml:1:15: "));
    assert!(error_of("exclude = ['a', '[']").starts_with("lint.toml:1:17: the pattern `[`"));
    assert!(error_of("fix = true\nfix = false").starts_with("lint.toml:2:1: "));
    assert!(error_of("é = ").starts_with("lint.toml:1:1: "));
    let project = Project::new(&[("pyproject.toml", "[tool.pylint-rs]\nignor = []")]);
    assert_eq!(
        project.error("a.py"),
        "pyproject.toml:2:1: unknown key `ignor`; did you mean `ignore`?"
    );
}

#[test]
fn files_that_cannot_be_read() {
    let project = Project::new(&[("lint.toml", "")]);
    fs::write(project.path("lint.toml"), b"# \xff").unwrap();
    assert_eq!(project.error("a.py"), "lint.toml: the file is not UTF-8");
    let project =
        Project::new(&[("pyproject.toml", "broken ="), ("b/pyproject.toml", "[tool.pylint-rs")]);
    assert_eq!(project.rules("a.py"), "B006 BLE001 E711 E722 F401", "not our business");
    assert!(project.error("b/a.py").starts_with("b/pyproject.toml:1:16: "));
}

#[test]
fn the_python_version_comes_from_the_project() {
    let project = Project::new(&[
        ("pyproject.toml", "[project]\nrequires-python = '>=3.8'"),
        ("a/lint.toml", ""),
        ("b/lint.toml", "target-version = 'py313'"),
        ("c/pyproject.toml", "[project]\nrequires-python = '>=3.12'"),
        ("c/d/x.py", ""),
    ]);
    let version = |command_line: CommandLine, path: &str| {
        let (_, rules) = project.resolver(command_line).for_file(&project.path(path)).unwrap();
        rules.target_version.to_string()
    };
    assert_eq!(version(CommandLine::default(), "x.py"), "3.8");
    assert_eq!(version(CommandLine::default(), "a/x.py"), "3.8");
    assert_eq!(version(CommandLine::default(), "b/x.py"), "3.13");
    assert_eq!(version(CommandLine::default(), "c/d/x.py"), "3.12");
    let isolated = CommandLine { isolated: true, ..CommandLine::default() };
    assert_eq!(version(isolated, "b/x.py"), "3.11");
    assert_eq!(version(assignments(&["target-version = '3.9'"]), "b/x.py"), "3.9");
}

#[test]
fn a_file_named_on_the_command_line_is_the_only_one() {
    let project = Project::new(&[
        ("lint.toml", "select = ['E']"),
        ("conf/mine.toml", "select = ['F']\nexclude = ['sub/x.py']"),
    ]);
    let command_line =
        CommandLine { file: Some("conf/mine.toml".into()), ..CommandLine::default() };
    assert_eq!(project.rules_with(command_line.clone(), "sub/a.py"), "F401 F403");
    let resolver = project.resolver(command_line);
    assert!(resolver.is_excluded(&project.path("sub/x.py"), false));
    let missing = CommandLine { file: Some("nowhere.toml".into()), ..CommandLine::default() };
    let error = project.resolver(missing).for_run().unwrap_err();
    assert!(error.to_string().contains("nowhere.toml: "), "{error}");
}

#[test]
fn assignments_on_the_command_line() {
    let project = Project::new(&[("lint.toml", "line-length = 100\nrules.B006.max-depth = 1")]);
    let command_line =
        assignments(&["line-length=120", "rules.B006.max-depth=2", "rules.B006.severity='error'"]);
    let (_, rules) = project.resolver(command_line).for_file(&project.path("a.py")).unwrap();
    assert_eq!(rules.line_length.to_string(), "120");
    assert_eq!(rules.line_length.origin.to_string(), "command line");
    assert_eq!(rules.rules[0].options["max-depth"].as_integer(), Some(2));
    assert_eq!(rules.rules[0].severity.value, Severity::Error);

    assert_eq!(
        assignment_error("line-lenght=1").to_string(),
        "command line: --config `line-lenght=1`: unknown key `line-lenght`; did you mean `line-length`?"
    );
    assert!(assignment_error("target-version=py311").to_string().contains("needs quotes"));
    assert!(assignment_error("select=['X9']").to_string().contains("no rule is called `X9`"));
    let error = Resolver::new(assignments(&["fix=true", "oops"]), Path::new("/"), catalog()).err();
    assert!(error.unwrap().to_string().contains("--config `oops`: "));
}

#[test]
fn a_filter_for_discovery() {
    let project = Project::new(&[
        ("lint.toml", "extend-exclude = ['old.py']"),
        ("sub/lint.toml", "exclude = ['new.py']\ninclude = ['*.pyx']"),
        ("broken/lint.toml", "?"),
    ]);
    let resolver = project.resolver(CommandLine::default());
    let excluded = |path: &str| resolver.is_excluded(&project.path(path), false);
    assert!(excluded("old.py"));
    assert!(!excluded("new.py"));
    assert!(!excluded("sub/old.py"));
    assert!(excluded("sub/new.py"));
    assert!(resolver.is_excluded(&project.path("venv"), true));
    assert!(!resolver.is_excluded(&project.path("sub/venv"), true));
    assert!(resolver.is_included(&project.path("a.py")));
    assert!(!resolver.is_included(&project.path("sub/a.py")));
    assert!(resolver.is_included(&project.path("sub/a.pyx")));
    // So that the error is seen when the file is linted.
    assert!(resolver.is_included(&project.path("broken/a.py")));
    assert!(!excluded("broken/a.py"));
    assert!(resolver.for_file(&project.path("broken/a.py")).is_err());
}
