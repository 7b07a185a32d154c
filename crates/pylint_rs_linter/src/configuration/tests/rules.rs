//! Selection, severities and options.

use super::*;

#[test]
fn default_rules_run_unless_others_are_selected() {
    assert_eq!(rules_of(""), "B006 BLE001 E711 E722 F401");
    assert_eq!(rules_of("select = ['F']"), "F401 F403");
    assert_eq!(rules_of("extend-select = ['F']"), "B006 BLE001 E711 E722 F401 F403");
    assert_eq!(rules_of("ignore = ['F', 'E']"), "B006 BLE001");
    assert_eq!(rules_of("select = []"), "");
}

#[test]
fn all_kinds_of_selectors() {
    assert_eq!(rules_of("select = ['B']"), "B006 B008", "a family, not all that start with it");
    assert_eq!(rules_of("select = ['E7']"), "E711 E722");
    assert_eq!(rules_of("select = ['F401']"), "F401");
    assert_eq!(rules_of("select = ['unused-import']"), "F401");
    assert_eq!(rules_of("select = ['style']"), "E711 ERA001 PLC0414");
    assert_eq!(rules_of("select = ['PL']"), "PLC0414 PLR0913");
    assert_eq!(rules_of("select = ['ALL']").split(' ').count(), 10);
}

#[test]
fn the_more_precise_selector_wins_and_then_ignore() {
    assert_eq!(rules_of("select = ['E722', 'F']\nignore = ['E7']"), "E722 F401 F403");
    assert_eq!(rules_of("select = ['E722', 'F']\nignore = ['E722']"), "F401 F403");
    assert_eq!(rules_of("select = ['F']\nignore = ['F40']\nextend-select = ['F403']"), "F403");
    assert_eq!(
        rules_of("select = ['style', 'E722']\nignore = ['ALL']"),
        "E711 E722 ERA001 PLC0414"
    );
    assert_eq!(rules_of("select = ['ALL']\nignore = ['style', 'B', 'F', 'PL']"), "BLE001 E722");
}

#[test]
fn unknown_selectors_are_errors_with_a_suggestion() {
    assert_eq!(
        error_of("select = [\n  'E',\n  'F402',\n]"),
        "lint.toml:3:3: no rule is called `F402`; did you mean `F401`?"
    );
    assert_eq!(
        error_of("ignore = ['unused-imports']"),
        "lint.toml:1:11: no rule is called `unused-imports`; did you mean `unused-import`?"
    );
    assert_eq!(error_of("ignore = ['QQQ']"), "lint.toml:1:11: no rule is called `QQQ`");
    assert_eq!(error_of("select = ['']"), "lint.toml:1:11: no rule is called ``");
    assert!(error_of("severity = { X9 = 'error' }").starts_with("lint.toml:1:14: no rule"));
    assert!(error_of("[rules.X9]").starts_with("lint.toml:1:8: no rule"));
    assert!(error_of("[per-file-ignores]\n'*' = ['X9']").starts_with("lint.toml:2:8: no rule"));
}

#[test]
fn the_command_line_comes_last() {
    let project = Project::new(&[("lint.toml", "select = ['E7', 'F']\nignore = ['E722', 'F']")]);
    assert_eq!(project.rules("a.py"), "E711");
    let rules = |flags| project.rules_with(CommandLine { flags, ..CommandLine::default() }, "a.py");
    let none = FileModel::default;
    // Ruff, too, forgets what the file ignores.
    assert_eq!(rules(FileModel { select: selectors(&["F"]), ..none() }), "F401 F403");
    assert_eq!(rules(FileModel { extend_select: selectors(&["E722"]), ..none() }), "E711 E722");
    assert_eq!(rules(FileModel { ignore: selectors(&["E711"]), ..none() }), "");
    let both = CommandLine {
        assignments: vec!["select = ['B']".to_owned()],
        flags: FileModel { ignore: selectors(&["B008"]), ..none() },
        ..CommandLine::default()
    };
    assert_eq!(project.rules_with(both, "a.py"), "B006");
}

#[test]
fn ignores_per_file() {
    let project = Project::new(&[(
        "lint.toml",
        "select = ['F', 'E7']\n[per-file-ignores]\n'__init__.py' = ['F401']\n'tests/*' = ['F']\n'!src/**' = ['E711']",
    )]);
    assert_eq!(project.rules("src/a.py"), "E711 E722 F401 F403");
    assert_eq!(project.rules("src/__init__.py"), "E711 E722 F403");
    assert_eq!(project.rules("tests/unit/a.py"), "E722");
    let flags = FileModel { select: selectors(&["F401"]), ..FileModel::default() };
    let command_line = CommandLine { flags, ..CommandLine::default() };
    assert_eq!(project.rules_with(command_line, "src/__init__.py"), "");
}

#[test]
fn overrides_change_anything_for_some_files() {
    let project = Project::new(&[(
        "lint.toml",
        "
select = ['F401']
line-length = 100
severity = { F = 'info' }

[[overrides]]
paths = ['tests/**']
extend-select = ['B']
line-length = 120
target-version = '3.12'
builtins = ['_']
require-reason = true
severity = { F401 = 'hint' }
rules.B = { max-depth = 2 }

[[overrides]]
paths = ['tests/special/*']
select = ['B006']
rules.B006 = { max-depth = 5 }
",
    )]);
    assert_eq!(project.rules("a.py"), "F401");
    assert_eq!(project.rules("tests/a.py"), "B006 B008 F401");
    assert_eq!(project.rules("tests/special/a.py"), "B006");
    let resolver = project.resolver(CommandLine::default());
    let (_, plain) = resolver.for_file(&project.path("a.py")).unwrap();
    let (_, other) = resolver.for_file(&project.path("sub/b.py")).unwrap();
    assert!(Arc::ptr_eq(&plain, &other), "files with the same settings share them");
    assert_eq!((plain.line_length.value, plain.rules[0].severity.value), (100, Severity::Info));
    let (_, tests) = resolver.for_file(&project.path("tests/a.py")).unwrap();
    assert_eq!(tests.line_length.value, 120);
    assert_eq!(tests.target_version.to_string(), "3.12");
    assert_eq!(tests.builtins.value, ["_"]);
    assert!(tests.require_reason.value);
    assert_eq!(tests.rules[2].severity.value, Severity::Hint);
    assert_eq!(tests.rules[1].options["max-depth"].as_integer(), Some(2));
    let (_, special) = resolver.for_file(&project.path("tests/special/a.py")).unwrap();
    assert_eq!(special.rules[0].options["max-depth"].as_integer(), Some(5));
    assert_eq!(special.line_length.value, 120);
}

#[test]
fn the_command_line_beats_overrides_but_not_what_they_ignore() {
    let project = Project::new(&[(
        "lint.toml",
        "[[overrides]]\npaths = ['tests']\nselect = ['E']\nignore = ['F401']\nline-length = 120\n[[overrides]]\npaths=['tests/*']\nselect = ['E']\nignore = ['F401']\nline-length = 120",
    )]);
    let command_line = CommandLine {
        flags: FileModel {
            select: selectors(&["F"]),
            line_length: Some(90.into()),
            ..FileModel::default()
        },
        ..CommandLine::default()
    };
    assert_eq!(project.rules_with(command_line.clone(), "a.py"), "F401 F403");
    assert_eq!(project.rules_with(command_line.clone(), "tests/a.py"), "F403");
    let resolver = project.resolver(command_line);
    let (_, rules) = resolver.for_file(&project.path("tests/a.py")).unwrap();
    assert_eq!(rules.line_length.value, 90);
}

#[test]
fn overrides_need_paths() {
    assert!(error_of("[[overrides]]\nselect = ['F']").contains("missing field `paths`"));
    assert_eq!(
        error_of("[[overrides]]\npaths = []"),
        "lint.toml:2:9: an override needs some `paths`"
    );
    assert!(
        error_of("[[overrides]]\npaths = ['[']").starts_with("lint.toml:2:10: the pattern `[`")
    );
    assert_eq!(
        error_of("[[overrides]]\npaths = ['a']\nexclude = []"),
        "lint.toml:3:1: unknown key `exclude`"
    );
}

#[test]
fn fixable_rules() {
    let fixable = |text: &str| {
        let project = Project::new(&[("lint.toml", text)]);
        let resolver = project.resolver(CommandLine::default());
        let (settings, rules) = resolver.for_file(&project.path("a.py")).unwrap();
        let codes: Vec<String> = rules
            .rules
            .iter()
            .filter(|active| active.fixable)
            .map(|active| settings.catalog().rule(active.index).code().into_owned())
            .collect();
        codes.join(" ")
    };
    assert_eq!(fixable("select = ['F', 'E7']"), "E711 E722 F401 F403");
    assert_eq!(fixable("select = ['F', 'E7']\nunfixable = ['F']"), "E711 E722");
    assert_eq!(fixable("select = ['F', 'E7']\nfixable = ['F']\nunfixable = ['F401']"), "F403");
}

#[test]
fn options_and_severities_by_precision() {
    let project = Project::new(&[(
        "lint.toml",
        "
select = ['ALL']
severity = { ALL = 'hint', B = 'info' }
[rules.ALL]
max-depth = 1
[rules.B006]
max-depth = 6
severity = 'error'
[rules.too-many-arguments]
allowed-names = ['x']
",
    )]);
    let resolver = project.resolver(CommandLine::default());
    let (settings, rules) = resolver.for_file(&project.path("a.py")).unwrap();
    let rule = |code: &str| {
        let found = rules.rules.iter().find(|it| settings.catalog().rule(it.index).code() == code);
        let rule = found.unwrap();
        (rule.severity.value, rule.options.to_string().replace('\n', " "))
    };
    assert_eq!(rule("B006"), (Severity::Error, "max-depth = 6 ".to_owned()));
    assert_eq!(rule("B008"), (Severity::Info, "max-depth = 1 ".to_owned()));
    assert_eq!(rule("F401"), (Severity::Hint, String::new()));
    let arguments = "allowed-names = [\"x\"] max-depth = 1 ".to_owned();
    assert_eq!(rule("PLR0913"), (Severity::Hint, arguments));
}

#[test]
fn wrong_options() {
    assert_eq!(
        error_of("[rules.B006]\nmax-dept = 1"),
        "lint.toml:2:1: `B006` has no option `max-dept`; did you mean `max-depth`?"
    );
    assert_eq!(
        error_of("[rules.F401]\nmax-depth = 1"),
        "lint.toml:2:1: `F401` has no option `max-depth`"
    );
    assert_eq!(
        error_of("[rules.B]\nmax-depth = 'x'"),
        "lint.toml:2:13: B006: option `max-depth`: invalid type: string \"x\", expected u32"
    );
    assert_eq!(
        error_of("[rules.B]\nseverity = 'fatal'"),
        "lint.toml:2:12: unknown severity `fatal`: use error, warning, info or hint"
    );
}
