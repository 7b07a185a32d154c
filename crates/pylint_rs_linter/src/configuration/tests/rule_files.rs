use super::*;

/// A file with a rule of that code, named in lower case, of the category `style`.
fn rule(code: &str) -> String {
    let name = code.to_lowercase();
    format!(
        "[[rule]]\ncode = '{code}'\nname = '{name}-rule'\nmessage = 'm'\ncategory = 'style'\n\
         pattern = 'f()'\n"
    )
}

fn project(configuration: &str) -> Project {
    Project::new(&[
        ("lint.toml", configuration),
        ("rules/team.toml", &(rule("TEAM1") + &rule("TEAM2"))),
        ("rules/other/more.toml", &rule("MORE1")),
    ])
}

/// The rules that run with a configuration whose `select` is not what is looked at.
fn rules_of(configuration: &str) -> String {
    project(configuration).rules("a.py")
}

/// The rules that run with a command line in a project that selects F401 and `rules/team.toml`.
fn rules_with(assignments: &[&str]) -> String {
    let project = project("select = ['F401']\nrules = ['rules/team.toml']");
    let assignments = assignments.iter().map(|text| (*text).to_owned()).collect();
    project.rules_with(CommandLine { assignments, ..CommandLine::default() }, "a.py")
}

#[test]
fn rules_of_files_are_on() {
    assert_eq!(rules_of("select = ['F401']\nrules = ['rules']"), "F401 MORE1 TEAM1 TEAM2");
    assert_eq!(rules_of("select = ['F401']\nrule-files = ['rules/team.toml']"), "F401 TEAM1 TEAM2");
    assert_eq!(
        rules_of(
            "select = ['F401']\nrule-files = ['rules/team.toml', 'rules']\nrules.B006.max-depth = 3"
        ),
        "F401 TEAM1 TEAM2 MORE1"
    );
    assert_eq!(rules_of("rules = ['rules']\nselect = ['F401']\nignore = ['TEAM', 'more']"), "F401");
    assert_eq!(rules_of("rules = ['rules']\nselect = ['F401']\nignore = ['custom']"), "F401");
    assert_eq!(
        rules_of("rules = ['rules']\nselect = ['F401']\nignore = ['team1-rule']"),
        "F401 MORE1 TEAM2"
    );
}

#[test]
fn a_selection_of_some_narrows_them() {
    assert_eq!(rules_of("rules = ['rules']\nselect = ['F401', 'TEAM2']"), "F401 TEAM2");
    assert_eq!(rules_of("rules = ['rules']\nselect = ['team']"), "TEAM1 TEAM2");
    assert_eq!(rules_of("rules = ['rules']\nselect = ['TEAM']"), "TEAM1 TEAM2");
    // A category is not about these rules.
    assert_eq!(
        rules_of("rules = ['rules/team.toml']\nselect = ['style']"),
        "E711 ERA001 PLC0414 TEAM1 TEAM2"
    );
}

#[test]
fn a_command_line_narrows_what_is_configured_and_not_what_it_asks_for() {
    assert_eq!(rules_with(&[]), "F401 TEAM1 TEAM2");
    assert_eq!(rules_with(&["select = ['B006']"]), "B006");
    assert_eq!(rules_with(&["select = ['TEAM2']"]), "TEAM2");
    assert_eq!(rules_with(&["extend-select = ['B006']"]), "B006 F401 TEAM1 TEAM2");
    let more = "rule-files = ['rules/other']";
    assert_eq!(rules_with(&[more]), "F401 TEAM1 TEAM2 MORE1");
    assert_eq!(rules_with(&[more, "select = ['B006']"]), "B006 MORE1");
    assert_eq!(rules_with(&[more, "select = ['MORE1']"]), "MORE1");
    assert_eq!(rules_with(&[more, "select = ['custom']"]), "TEAM1 TEAM2 MORE1");
    assert_eq!(rules_with(&[more, "ignore = ['more']"]), "F401 TEAM1 TEAM2");
}

#[test]
fn overrides_and_severities_are_about_them_too() {
    let project = project(
        "rules = ['rules']\nselect = ['F401']\nseverity = { team = 'error' }\n\
         [[overrides]]\npaths = ['tests/*']\nignore = ['custom']\nextend-select = ['MORE1']\n",
    );
    assert_eq!(project.rules("tests/a.py"), "F401 MORE1");
    let resolver = project.resolver(CommandLine::default());
    let (settings, rules) = resolver.for_file(&project.path("a.py")).unwrap();
    let severities: Vec<_> = rules
        .rules
        .iter()
        .map(|active| {
            let code = settings.catalog().rule(active.index).code().into_owned();
            format!("{code} {}", active.severity.value)
        })
        .collect();
    assert_eq!(severities, ["F401 warning", "MORE1 warning", "TEAM1 error", "TEAM2 error"]);
}

#[test]
fn files_are_relative_to_the_configuration_that_names_them() {
    let project = Project::new(&[
        ("shared/lint.toml", "rules = ['own.toml']"),
        ("shared/own.toml", &rule("OWN1")),
        ("lint.toml", "extend = 'shared/lint.toml'\nselect = ['F401']\nrules = ['team.toml']"),
        ("team.toml", &rule("TEAM1")),
        ("pyproject/pyproject.toml", "[tool.pylint-rs]\nselect = ['F401']\nrules = ['p.toml']"),
        ("pyproject/p.toml", &rule("PROJ1")),
    ]);
    assert_eq!(project.rules("a.py"), "F401 TEAM1 OWN1");
    assert_eq!(project.rules("pyproject/a.py"), "F401 PROJ1");
}

#[test]
fn a_command_line_may_select_what_is_elsewhere() {
    let project = Project::new(&[
        ("lint.toml", "select = ['F401']\nrules = ['team.toml']"),
        ("team.toml", &rule("TEAM1")),
        ("sub/lint.toml", "select = ['B006']"),
    ]);
    let command_line = |assignment: &str| CommandLine {
        assignments: vec![assignment.to_owned()],
        ..CommandLine::default()
    };
    let select = command_line("select = ['TEAM1']");
    assert_eq!(project.rules_with(select.clone(), "a.py"), "TEAM1");
    assert_eq!(project.rules_with(select, "sub/a.py"), "");
    let wrong = Resolver::new(command_line("select = ['TEAM9']"), &project.root, catalog());
    let message = "no rule is called `TEAM9`; did you mean `TEAM`?";
    assert_eq!(wrong.err().map(|error| error.message).as_deref(), Some(message));
}

#[test]
fn errors_have_their_places() {
    assert_eq!(
        project("select = []\nrules = ['x.toml']").error("a.py"),
        "lint.toml:2:10: rules of `x.toml`: No such file or directory (os error 2)"
    );
    let project = Project::new(&[
        ("lint.toml", "rules = ['a.toml', 'b.toml', 'c.toml']"),
        ("a.toml", &(rule("TEAM1") + "patern = 'x'\n")),
        ("b.toml", "[[rule]"),
        ("c.toml", &rule("MORE1")),
    ]);
    assert_eq!(
        project.error("a.py"),
        "a.toml:7:1: unknown key `patern`; did you mean `pattern`?\n\
         error: b.toml:1:8: unclosed array table, expected `]`"
    );
    let project = Project::new(&[
        ("lint.toml", "rules = ['a.toml', 'b.toml']"),
        ("a.toml", &rule("F401")),
        ("b.toml", &rule("TEAM1").replace("team1-rule", "f401-rule")),
    ]);
    assert_eq!(
        project.error("a.py"),
        "a.toml:1:1: the code `F401` is that of a rule of the linter's own\n\
         error: b.toml:1:1: the name `f401-rule` is that of the rule at a.toml:1"
    );
    let project = Project::new(&[("lint.toml", "rules = ['rules']"), ("rules/a.txt", "")]);
    assert_eq!(project.error("a.py"), "lint.toml:1:10: there is no file of rules in `rules`");
    let project = Project::new(&[("lint.toml", "rules = []\nrules.B006.max-depth = 1\n")]);
    assert!(project.error("a.py").contains("rule-files"), "{}", project.error("a.py"));
}
