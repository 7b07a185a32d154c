//! `pylint-rs search`.

use crate::project::{Project, Run};

const CLIENT: &str = "\
import requests as rq


def get(url):
    return rq.get(url)


def post(url, data):
    print = object()
    print(url)
    return rq.post(
        url,
        data=data,
    )
";

fn client() -> Project {
    Project::new(&[("client.py", CLIENT), ("other.py", "print(1)\n")])
}

fn search<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Run {
    project.run(["search"].into_iter().chain(arguments))
}

#[test]
fn matches_are_shown_with_their_lines() {
    let run = search(&client(), ["requests.$VERB(...)"]).exits(0);
    let expected = "\
client.py:5:12
5 |     return rq.get(url)

client.py:11:12
11 |     return rq.post(
12 |         url,
13 |         data=data,
14 |     )
";
    assert_eq!((&*run.stdout, &*run.stderr), (expected, ""));
    let run = search(&client(), ["--color=always", "rq.$VERB(url)"]).exits(0);
    assert!(run.stdout.contains("\x1b[1;31mrq.\x1b[0m\x1b[1;36mget\x1b[0m"), "{}", run.stdout);
}

#[test]
fn exit_codes_are_those_of_grep() {
    let project = client();
    search(&project, ["rq.get($X)"]).exits(0);
    let run = search(&project, ["rq.put($X)"]).exits(1);
    assert_eq!((&*run.stdout, &*run.stderr), ("", ""));
    let run = search(&project, ["rq.get($X"]).exits(2);
    assert!(run.stderr.starts_with("error: the pattern:1:"), "{}", run.stderr);
    let run = search(&project, ["rq.get($X)", "missing.py"]).exits(2);
    assert!(run.stderr.starts_with("error: missing.py: "), "{}", run.stderr);
    // What cannot be parsed is told, but only if it could have had a match.
    project.write("broken.py", "rq.get(url\n");
    let run = search(&project, ["rq.get($X)"]).exits(2);
    assert!(run.stdout.contains("client.py:5:12"));
    assert!(run.stderr.starts_with("error: broken.py:"), "{}", run.stderr);
    search(&project, ["rq.post(...)"]).exits(0);
}

#[test]
fn conditions() {
    let project = client();
    let found = |arguments: &[&str]| {
        let run = search(
            &project,
            ["--count", "rq.$VERB(...)"].into_iter().chain(arguments.iter().copied()),
        );
        (run.code, run.stdout)
    };
    assert_eq!(found(&[]), (Some(0), "client.py:2\n".to_owned()));
    let one = (Some(0), "client.py:1\n".to_owned());
    assert_eq!(found(&["--where", "VERB.regex=get|put"]), one);
    assert_eq!(found(&["--where", "VERB.in = [\"get\"]"]), one);
    assert_eq!(found(&["--inside", "def post(...): ..."]), one);
    assert_eq!(found(&["--not", "rq.get(...)"]), one);
    assert_eq!(found(&["--has", "data"]), one);
    assert_eq!(
        found(&["--has", "data", "--inside", "def get(...): ..."]),
        (Some(1), String::new())
    );
    let run = search(&project, ["rq.$VERB(...)", "--where", "VERB.regx = 'a'"]).exits(2);
    let expected = "\
error: --where:1:6: unknown key `regx`; did you mean `regex`?
  VERB.regx = 'a'
       ^
";
    assert_eq!(run.stderr, expected);
    let run = search(&project, ["rq.$VERB(...)", "--rewrite", "f($VRB)"]).exits(2);
    assert!(run.stderr.starts_with("error: --rewrite:1:3: "), "{}", run.stderr);
}

#[test]
fn names_and_counts_of_files() {
    let project = client();
    project.write("a/b.py", "import requests\nrequests.get(1)\n");
    assert_eq!(
        search(&project, ["-l", "requests.get(...)"]).exits(0).stdout,
        "a/b.py\nclient.py\n"
    );
    assert_eq!(
        search(&project, ["-c", "requests.get(...)"]).exits(0).stdout,
        "a/b.py:1\nclient.py:1\n"
    );
    let run = search(&project, ["-l", "requests.get(...)", "--exclude", "a"]).exits(0);
    assert_eq!(run.stdout, "client.py\n");
    let run = search(&project, ["-l", "requests.get(...)", "a"]).exits(0);
    assert_eq!(run.stdout, "a/b.py\n");
}

#[test]
fn json() {
    let run =
        search(&client(), ["--json", "rq.$VERB(url)", "--rewrite", "rq.request('$VERB', url)"]);
    let found = run.exits(0).json();
    assert_eq!(found.as_array().unwrap().len(), 1);
    let one = &found[0];
    assert!(one["filename"].as_str().unwrap().ends_with("client.py"));
    assert_eq!(one["text"], "rq.get(url)");
    assert_eq!(one["location"], serde_json::json!({ "row": 5, "column": 12 }));
    assert_eq!(one["captures"]["VERB"]["text"], "get");
    assert_eq!(one["fix"]["edits"][0]["content"], "rq.request('get', url)");
    assert_eq!(search(&client(), ["--json", "rq.put(1)"]).exits(1).stdout, "[]\n");
}

#[test]
fn the_tutorial_of_codemods() {
    let project =
        Project::new(&[("add.py", "def add(a, b):\n    return a + b\n\n\nprint(add(3, 4))\n")]);
    let arguments = ["return $X", "--rewrite", "return $X * 2"];
    let run = search(&project, arguments).exits(0);
    let expected = "\
--- add.py
+++ add.py
@@ -1,5 +1,5 @@
 def add(a, b):
-    return a + b
+    return (a + b) * 2
 
 
 print(add(3, 4))
";
    assert_eq!(run.stdout, expected);
    assert_eq!(run.stderr, "Would rewrite 1 match in 1 file.\n");
    assert!(project.read("add.py").contains("return a + b\n"), "nothing is written unasked");

    let run = search(&project, arguments.into_iter().chain(["--write"])).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "Rewrote 1 match in 1 file.\n"));
    let output =
        std::process::Command::new("python3").arg(project.path("add.py")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "14\n");
}

#[test]
fn matches_within_matches_are_rewritten() {
    let project = Project::new(&[("a.py", "x = f(f(f(a) + 1) * 2)\n")]);
    let run = search(&project, ["f($X)", "--rewrite", "$X ** 2", "--write"]).exits(0);
    assert_eq!(run.stderr, "Rewrote 3 matches in 1 file.\n");
    assert_eq!(project.read("a.py"), "x = ((a ** 2 + 1) ** 2 * 2) ** 2\n");
    // What a rewrite makes is not rewritten again.
    search(&project, ["$X ** 2", "--rewrite", "$X ** 2 ** 1", "--write"]).exits(0);
    assert_eq!(project.read("a.py"), "x = ((a ** 2 ** 1 + 1) ** 2 ** 1 * 2) ** 2 ** 1\n");
}

#[test]
fn what_a_file_is_written_in_is_kept() {
    let project = Project::new(&[]);
    let text = "\u{feff}def f():\r\n    g(a)\r\n    'é'\r\n";
    project.write("a.py", text);
    let run = search(&project, ["g($X)", "--rewrite", "x = $X\nh(x)", "--write"]).exits(0);
    assert_eq!(run.stderr, "Rewrote 1 match in 1 file.\n");
    let expected = "\u{feff}def f():\r\n    x = a\r\n    h(x)\r\n    'é'\r\n";
    assert_eq!(project.read("a.py"), expected);
    project.write("b.py", b"# coding: latin-1\ng('\xe9')\n");
    search(&project, ["g($X)", "--rewrite", "h($X)", "--write", "b.py"]).exits(0);
    assert_eq!(std::fs::read(project.path("b.py")).unwrap(), b"# coding: latin-1\nh('\xe9')\n");
}

#[test]
fn statements_are_deleted() {
    let project = Project::new(&[(
        "a.py",
        "def f():\n    print(1)\n    print(2)\n\n\nprint(3)\nx = [print(4), 5]\n",
    )]);
    let run = search(&project, ["print($X)", "--rewrite", "", "--write"]).exits(0);
    assert_eq!(project.read("a.py"), "def f():\n    pass\n\n\nx = [5]\n", "{}", run.stderr);
}

#[test]
fn what_cannot_be_rewritten_is_told() {
    let project = Project::new(&[("a.py", "f(1)\nx = f(2)\n")]);
    let run = search(&project, ["f($X)", "--rewrite", "assert $X", "--write"]).exits(0);
    assert_eq!(project.read("a.py"), "assert 1\nx = f(2)\n");
    let expected = "\
warning: a.py:2:5: not rewritten: the template is not an expression, as what it is to replace is
Rewrote 1 match of 2 in 1 file.
";
    assert_eq!(run.stderr, expected);
    project.write("a.py", "f(1)\nclass C:\n    f(2)\n");
    let run = search(&project, ["f($X)", "--rewrite", "return $X", "--write"]);
    assert!(run.stderr.contains("1 match of 2") || run.code == Some(0), "{}", run.stderr);
}

#[test]
fn standard_input() {
    let project = Project::new(&[]);
    let run = project.run_with_input(["search", "f($X)", "-"], "f(1)\n").exits(0);
    assert_eq!(run.stdout, "-:1:1\n1 | f(1)\n");
    let arguments = ["search", "f($X)", "-", "--rewrite", "g($X)", "--write"];
    assert_eq!(project.run_with_input(arguments, "f(1)\n").exits(0).stdout, "g(1)\n");
    assert_eq!(project.run_with_input(arguments, "h(1)\n").exits(1).stdout, "h(1)\n");
    project.run_with_input(["search", "f($X)", "-"], "f(1\n").exits(2);
}

#[test]
fn threads_change_nothing() {
    let project = Project::new(&[]);
    for number in 0..60 {
        project.write(&format!("p{}/m{number}.py", number % 5), CLIENT.repeat(1 + number % 7));
    }
    for further in [vec![], vec!["--json"], vec!["--count"], vec!["--rewrite", "g()"]] {
        let run = |threads| {
            let arguments = ["requests.$V(...)", "--threads", threads];
            search(&project, arguments.into_iter().chain(further.iter().copied())).exits(0).stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert!(["2", "8"].into_iter().all(|threads| run(threads) == one), "{further:?}");
    }
}

#[test]
fn explanations() {
    let project = client();
    let run = search(&project, ["requests.get($X, ..., timeout=$_)", "--explain"]).exits(0);
    for part in ["a call\n", "by whatever name the file imports it", "`timeout`"] {
        assert!(run.stdout.contains(part), "{}", run.stdout);
    }
    let at = |pattern: &str, place: &str| search(&project, [pattern, "--explain", "--at", place]);
    assert_eq!(
        at("requests.get($X, timeout=$_)", "client.py:5").exits(0).stdout,
        "client.py:5:12: there is no keyword argument `timeout` in `rq.get(url)`\n"
    );
    assert_eq!(
        at("rq.get($X)", "client.py:5").exits(0).stdout,
        "client.py:5:12: this is a match\n"
    );
    let shadowed = at("print($X)", "client.py:10").exits(0).stdout;
    assert!(shadowed.contains("`print` is bound to something else here"), "{shadowed}");
    let nothing = at("rq.get($X)", "client.py:2").exits(0).stdout;
    assert!(nothing.contains("nothing that begins here can match"), "{nothing}");
    at("rq.get($X)", "client.py:999").exits(2);
    at("rq.get($X)", "client.py").exits(2);
    at("rq.get($X)", "missing.py:1").exits(2);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away() {
    use std::io::Read;
    use std::process::Stdio;
    let project = Project::new(&[("a.py", &"f(1)\n".repeat(50_000))]);
    let mut child = project
        .command(["search", "f($X)"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
