//! Rules that are data, from the file they are written in to the report.

use crate::project::{Project, Run};

/// Two rules of a team's; the second has a fix.
pub const TEAM: &str = r##"
[[rule]]
code = "NET001"
name = "request-without-timeout"
message = "`requests.$VERB` without `timeout` can hang for ever"
severity = "error"
url = "https://example.com/net001"
docs = """
A request without a timeout waits for as long as the server likes.

Say how long to wait.
"""
pattern = "requests.$VERB(...)"
not = "requests.$VERB(..., timeout=$_, ...)"
where.VERB.regex = "get|post"

[[rule.test]]
bad = """
import requests as rq
rq.get(url)  # error: NET001
"""
good = "import requests\nrequests.get(url, timeout=5)"

[[rule]]
code = "TEAM001"
name = "no-old-name"
message = "`$X` goes through the old name"
category = "performance"
pattern = "old_name($X)"
fix = { template = "new_name($X)", applicability = "safe" }

[[rule.test]]
bad = """
old_name(1)  # error: TEAM001
"""
good = "new_name(1)"
fixed = "new_name(1)"
"##;

/// Findings of both rules, on the lines 3 and 4.
const CODE: &str = "import requests as rq\n\nrq.get('x')\nold_name(1)\nrq.get('x', timeout=1)\n";

fn project() -> Project {
    Project::new(&[("team.toml", TEAM), ("a.py", CODE)])
}

fn check<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Run {
    project.run(["check", "--output-format=concise"].into_iter().chain(arguments))
}

fn codes(run: &Run) -> String {
    let codes: Vec<_> =
        run.findings().iter().map(|it| it.rsplit(' ').next().unwrap().to_owned()).collect();
    codes.join(" ")
}

#[test]
fn rules_of_files_are_run() {
    let project = project();
    let run = check(&project, ["--rules", "team.toml", "--select=B006"]).exits(1);
    assert_eq!(run.findings(), ["a.py:3:1: NET001", "a.py:4:1: TEAM001"]);
    assert!(run.stdout.contains("`requests.get` without `timeout` can hang for ever"));
    // A directory, and a file of it twice.
    project.write("rules/team.toml", TEAM);
    let twice = ["--rules", "rules", "--rules", "rules/team.toml", "--select=custom"];
    let run = check(&project, twice).exits(1);
    assert_eq!(codes(&run), "NET001 TEAM001");
    project.write("lint.toml", "rules = ['rules/']\nselect = ['B006']\n");
    assert_eq!(codes(&check(&project, [])), "NET001 TEAM001");
    check(&project, ["--isolated", "--select=B006"]).exits(0);
}

#[test]
fn rules_of_files_are_selected_as_others_are() {
    let project = project();
    project.write("lint.toml", "rules = ['team.toml']\n");
    for (arguments, expected) in [
        (["--select=NET001", "-q"], "NET001"),
        (["--select=NET", "-q"], "NET001"),
        (["--select=no-old-name", "-q"], "TEAM001"),
        (["--select=performance", "-q"], "TEAM001"),
        (["--select=team", "-q"], "NET001 TEAM001"),
        (["--select=custom", "--ignore=TEAM"], "NET001"),
        (["--select=B006", "-q"], ""),
        (["--select=ALL", "--ignore=NET001"], "TEAM001"),
        (["--select=team", "--per-file-ignores=a.py:NET001"], "TEAM001"),
    ] {
        let run = check(&project, arguments);
        let found: Vec<_> = codes(&run)
            .split(' ')
            .filter(|code| code.starts_with("NET") || code.starts_with("TEAM"))
            .map(str::to_owned)
            .collect();
        assert_eq!(found.join(" "), expected, "{arguments:?}\n{}", run.stderr);
    }
    let wrong = check(&project, ["--select=NET009"]).exits(2);
    assert!(wrong.stderr.contains("no rule is called `NET009`"), "{}", wrong.stderr);
}

#[test]
fn severities_and_overrides_are_about_them_too() {
    let project = project();
    project.write(
        "lint.toml",
        "rule-files = ['team.toml']\nselect = ['B006']\nseverity.NET001 = 'hint'\n\
         rules.team.severity = 'info'\n[[overrides]]\npaths = ['tests/*']\nignore = ['NET']\n",
    );
    project.write("tests/a.py", CODE);
    let findings = project.run(["check", "--output-format=json"]).exits(1).json();
    let told: Vec<_> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let file = it["filename"].as_str().unwrap();
            let place = if file.contains("tests") { "tests" } else { "root" };
            format!("{place} {} {}", it["code"].as_str().unwrap(), it["severity"].as_str().unwrap())
        })
        .collect();
    assert_eq!(told, ["root NET001 hint", "root TEAM001 info", "tests TEAM001 info"]);
    assert_eq!(findings[0]["name"], "request-without-timeout");
    assert_eq!(findings[0]["url"], "https://example.com/net001");
    assert_eq!(findings[1]["fix"]["applicability"], "safe");
}

#[test]
fn comments_suppress_them() {
    let project = Project::new(&[
        ("team.toml", TEAM),
        ("lint.toml", "rules = ['team.toml']\nselect = ['RUF100', 'RUF103', 'PRS090']\n"),
        (
            "a.py",
            "import requests\n\
             requests.get('x')  # noqa: NET001\n\
             requests.get('x')  # noqa: request-without-timeout\n\
             requests.get('x')  # pylint-rs: ignore[NET001] it is local\n\
             # pylint-rs: ignore[request-without-timeout]\n\
             requests.get('x')\n\
             old_name(1)  # noqa: NET001, TEAM001\n\
             new_name(1)  # noqa: TEAM001\n\
             new_name(1)  # pylint-rs: ignore[TEAM009]\n",
        ),
    ]);
    let run = check(&project, []).exits(1);
    assert_eq!(run.findings(), ["a.py:7:14: RUF100", "a.py:8:14: RUF100", "a.py:9:34: PRS090"]);
    project.write("b.py", CODE);
    project.run(["check", "--add-noqa", "b.py"]).exits(0);
    assert!(project.read("b.py").contains("rq.get('x')  # noqa: NET001\n"));
    check(&project, ["b.py"]).exits(0);
}

#[test]
fn reports_know_them() {
    let project = project();
    project.write("lint.toml", "rules = ['team.toml']\nselect = ['B006']\n");
    let sarif = project.run(["check", "--output-format=sarif"]).exits(1).json();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let net = rules.iter().find(|rule| rule["id"] == "NET001").unwrap();
    assert!(net.to_string().contains("waits for as long as the server likes"), "{net}");
    let statistics = project.run(["check", "--statistics"]).exits(1).stdout;
    assert!(statistics.contains("NET001") && statistics.contains("no-old-name"), "{statistics}");
    let timing = project.run(["check", "--timing"]).exits(1).stderr;
    assert!(timing.contains("NET001 request-without-timeout"), "{timing}");
    let settings = project.run(["config", "show", "a.py"]).exits(0).stdout;
    assert!(settings.contains("[rules.NET001]  # request-without-timeout: "), "{settings}");
    assert!(settings.contains("team.toml\"]  # "), "{settings}");
}

#[test]
fn rules_are_explained() {
    let project = project();
    let page = project.run(["rule", "NET001", "--rules", "team.toml"]).exits(0).stdout;
    for part in [
        "# request-without-timeout (NET001)",
        "error",
        "Say how long to wait.",
        "```python bad\nimport requests as rq\nrq.get(url)\n```",
        "```python good",
        "<https://example.com/net001>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    project.write("lint.toml", "rules = ['team.toml']\n");
    let all = project.run(["rule", "--all", "--output-format=json"]).exits(0).json();
    let team = all.as_array().unwrap().iter().find(|rule| rule["code"] == "TEAM001").unwrap();
    assert_eq!((&team["pack"], &team["category"]), (&"team".into(), &"performance".into()));
    assert_eq!((&team["fix"], &team["default"]), (&"sometimes".into(), &true.into()));
    let unknown = project.run(["rule", "NET01"]).exits(2).stderr;
    assert!(unknown.contains("did you mean `NET001`?"), "{unknown}");
}

#[test]
fn fixes_are_applied() {
    let project = project();
    let fix = ["--rules", "team.toml", "--select=TEAM001", "--fix"];
    check(&project, fix).exits(0);
    assert_eq!(project.read("a.py"), CODE.replace("old_name", "new_name"));
    project.write("a.py", CODE);
    check(&project, fix.into_iter().chain(["--unfixable=team"])).exits(1);
    assert_eq!(project.read("a.py"), CODE);
}

#[test]
fn a_fix_calls_modules_as_the_file_does() {
    let rule = r#"
[[rule]]
code = "NET001"
name = "request-without-timeout"
message = "no timeout"
pattern = "requests.get($...ARGUMENTS)"
not = "requests.get(..., timeout=$_, ...)"
fix = { template = "requests.get($...ARGUMENTS, timeout=10)", applicability = "safe" }
"#;
    for (code, fixed) in [
        ("import requests as rq\nrq.get(1)\n", "import requests as rq\nrq.get(1, timeout=10)\n"),
        ("import requests\nrequests.get(1)\n", "import requests\nrequests.get(1, timeout=10)\n"),
        (
            "from requests import get\nget(1)\nget\n",
            "from requests import get\nimport requests\nrequests.get(1, timeout=10)\nget\n",
        ),
    ] {
        let project = Project::new(&[("team.toml", rule), ("a.py", code)]);
        project.run(["check", "--isolated", "--rules=team.toml", "--select=NET001", "--fix"]);
        assert_eq!(project.read("a.py"), fixed);
    }
}

#[test]
fn a_broken_file_of_rules_stops_the_run() {
    let project = project();
    project.write(
        "broken.toml",
        "[[rule]]\ncode = 'BAD001'\nname = 'bad-rule'\nmessage = '$Y'\npattern = '''\nf(\n  $X,\n  = 3)\n'''\n\n\
         [[rule]]\ncode = 'bad'\nname = 'bad-rule'\nmessage = 'm'\npatern = 'f()'\n",
    );
    let run = check(&project, ["--rules", "team.toml", "--rules", "broken.toml"]).exits(2);
    assert_eq!(run.stdout, "");
    let root = project.path("").display().to_string();
    assert_eq!(
        run.stderr.replace(&root, ""),
        "error: broken.toml:4:12: no pattern binds `$Y`\n\
         error: broken.toml:8:3: the pattern is not Python: expected `,`, found `=`\n\
         error: broken.toml:12:8: the code `bad` is not upper-case letters and digits after them, such as `NET001`\n\
         error: broken.toml:13:8: the name `bad-rule` is that of the rule on line 3\n\
         error: broken.toml:15:1: unknown key `patern`; did you mean `pattern`?\n"
    );
    let run = check(&project, ["--rules", "none.toml"]).exits(2);
    assert!(run.stderr.contains("command line: rules of `none.toml`: "), "{}", run.stderr);
    for name in ["F401", "PRS000"] {
        project.write("taken.toml", TEAM.replace("NET001", name));
        let run = check(&project, ["--rules", "taken.toml"]);
        assert_eq!(run.code == Some(2), name == "F401", "{}", run.stderr);
    }
}

#[test]
fn a_rule_of_a_pack_can_be_replaced_and_its_code_not_taken() {
    let listed = project().run(["rule", "--all", "--output-format=json"]).exits(0).json();
    let shipped: Vec<_> =
        listed.as_array().unwrap().iter().filter(|rule| !rule["pack"].is_null()).collect();
    assert!(shipped.len() >= 150, "only {} rules are shipped", shipped.len());
    let (code, name) = (shipped[0]["code"].as_str().unwrap(), shipped[0]["name"].as_str().unwrap());
    let project = Project::new(&[("a.py", "old_name(1)\n")]);
    let replaced = TEAM.replace("TEAM001", code).replace("no-old-name", name);
    project.write("own.toml", &replaced);
    let run = check(&project, ["--rules", "own.toml", &format!("--select={code}")]).exits(1);
    assert_eq!(codes(&run), code);
    project.write("own.toml", TEAM.replace("TEAM001", code));
    let run = check(&project, ["--rules", "own.toml"]).exits(2);
    assert!(run.stderr.contains(&format!("the code `{code}` is that of a rule of the pack")));
}

#[test]
fn every_rule_that_is_shipped_can_be_run() {
    let project = project();
    let run = check(&project, ["--select=ALL"]).exits(1);
    assert!(run.stderr.lines().all(|line| !line.starts_with("error")), "{}", run.stderr);
}
