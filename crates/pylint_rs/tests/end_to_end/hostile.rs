//! Files nobody should have to write: each is linted or reported, quickly and without a panic.

use std::time::{Duration, Instant};

use crate::project::{Project, Run};

/// Holds a run to what every run owes: an exit code, no panic, no endless wait.
#[track_caller]
fn check(project: &Project, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let fixed = ["check", "--isolated"];
    let run = project.run(fixed.iter().chain(arguments));
    assert!(run.code.is_some_and(|code| code < 2), "{:?}\n{}", run.code, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(!run.stdout.contains("PRS099"), "{}", run.stdout);
    assert!(start.elapsed() < Duration::from_secs(60), "it takes for ever");
    run
}

const CONCISE: &str = "--output-format=concise";

/// The codes found in one file of these bytes; the rules are those of the finding that each
/// readable file here has: `x == 1` (B015).
#[track_caller]
fn codes(bytes: &[u8]) -> Vec<String> {
    let project = Project::new(&[]);
    project.write("a.py", bytes);
    let run = check(&project, &[CONCISE, "--select=B015,E902"]);
    let mut codes: Vec<_> =
        run.findings().iter().map(|it| it.rsplit(' ').next().unwrap().to_owned()).collect();
    codes.dedup();
    // All rules have to stand it, and fixing a second time changes nothing.
    let arguments = ["--select=ALL", "--fix", "--unsafe-fixes"];
    check(&project, &arguments);
    let fixed = std::fs::read(project.path("a.py")).unwrap();
    check(&project, &arguments);
    assert_eq!(std::fs::read(project.path("a.py")).unwrap(), fixed);
    codes
}

#[test]
fn bytes_that_are_text() {
    let texts: [&[u8]; 13] = [
        b"x == 1",
        b"\xef\xbb\xbfx == 1\n",
        b"x == 1\r\n",
        b"y = 1\rx == 1\r",
        b"\x0cx == 1\n\x0c\n",
        b"# coding: latin-1\ny = '\xe9'\nx == 1\n",
        b"# -*- coding: shift_jis -*-\ny = '\x8a\xbf\x8e\x9a'\nx == 1\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\ny = '\x80'\nx == 1\n",
        b"\xef\xbb\xbf# coding: utf-8\nx == 1\n",
        "y = 'a\u{2028}b\u{85}c'\nx == 1\n".as_bytes(),
        "\u{fb01} = 1\nfi == 1\n".as_bytes(),
        b"y = 'a\x00b'\nx == 1\n",
        b"y = '\\ud800'\nx == 1\n",
    ];
    for text in texts {
        assert_eq!(codes(text), ["B015"], "{}", text.escape_ascii());
    }
    for text in [&b""[..], b"\xef\xbb\xbf", b"\x0c", b" \t\n\n"] {
        assert!(codes(text).is_empty(), "{}", text.escape_ascii());
    }
}

#[test]
fn bytes_that_are_not() {
    for text in [
        &b"x = '\xff'\n"[..],
        b"# coding: klingon\nx == 1\n",
        b"# coding: utf-7\nx == 1\n",
        b"# coding: ascii\nx = '\xe9'\n",
        b"\xef\xbb\xbf# coding: latin-1\nx == 1\n",
        b"\xff\xfex\x00 \x00=\x00=\x00 \x001\x00\n\x00",
    ] {
        assert_eq!(codes(text), ["E902"], "{}", text.escape_ascii());
    }
    let project = Project::new(&[]);
    project.write("a.py", b"y = 1\nx = '\xc3\xa9 \xff'\n");
    let run = check(&project, &[CONCISE]);
    assert!(run.stdout.contains("byte 0xff at 2:8 is not valid utf-8"), "{}", run.stdout);
}

#[test]
fn text_that_is_not_python() {
    for text in [
        &b"x == 1\n\x00"[..],
        b"x == 1\n\x1a",
        b"x == 1\n(\n",
        b"x == 1\ny = \"\"\"abc\n",
        b"x == 1\nif y:\n\tz = 1\n        z = 2\n",
        b"x == 1\ny = 1 \\",
        b"x == 1\nprint \"hello\"\n",
        b"x == 1\ny\xe2\x80\x8b = 1\n",
        b"x == 1\ny = f\"{\n",
    ] {
        let codes = codes(text);
        assert!(codes.contains(&"invalid-syntax".to_owned()), "{}", text.escape_ascii());
        assert!(codes.contains(&"B015".to_owned()), "{} is still linted", text.escape_ascii());
    }
    assert_eq!(codes(&[0; 1000]), ["invalid-syntax"]);
}

#[test]
fn nesting_without_end() {
    let deep = 10_000;
    let nested = |open: &str, inner: &str, close: &str| {
        format!("y = {}{inner}{}\nx == 1\n", open.repeat(deep), close.repeat(deep))
    };
    for (open, inner, close) in [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{1: ", "1", "}"),
        ("f(", "", ")"),
        ("a[", "1", "]"),
        ("", "a", ".b"),
        ("", "a", "()"),
        ("not ", "a", ""),
        ("-", "a", ""),
        ("1 + ", "1", ""),
        ("a < ", "b", ""),
        ("lambda: ", "1", ""),
        ("1 if z else ", "2", ""),
        ("(a and ", "b", ")"),
        ("(z := ", "1", ")"),
        ("*", "a", ""),
    ] {
        let text = nested(open, inner, close);
        let codes = codes(text.as_bytes());
        assert!(codes.contains(&"B015".to_owned()), "{open}…{close}: {codes:?}");
    }
    let indented = |header: &str, depth: usize| {
        let blocks: String =
            (0..depth).map(|level| format!("{}{header}\n", " ".repeat(level))).collect();
        format!("{blocks}{}pass\nx == 1\n", " ".repeat(depth))
    };
    for header in ["if y:", "def f():", "class C:", "while y:", "with y:"] {
        assert_eq!(codes(indented(header, 1000).as_bytes()), ["B015"], "{header}");
    }
    let chain = format!("if y: pass\n{}x == 1\n", "elif y: pass\n".repeat(deep));
    assert_eq!(codes(chain.as_bytes()), ["B015"]);
    let strings = format!("y: \"{}int{}\"\nx == 1\n", "list[".repeat(deep), "]".repeat(deep));
    assert_eq!(codes(strings.as_bytes()), ["B015"]);
}

#[test]
fn brackets_that_never_close() {
    for open in ["(", "[", "{", "([{", "f\"{", "a[", "lambda x=", "if x:\n ", "@", "\"\"\"", "'"] {
        let codes = codes(format!("x == 1\ny = {}", open.repeat(4999)).as_bytes());
        assert!(codes.contains(&"invalid-syntax".to_owned()), "{open}");
    }
}

/// Findings on one endless line; each of them has columns far from the line's start.
#[test]
fn many_findings_on_one_line() {
    let project = Project::new(&[("a.py", &"x == 1;".repeat(20_000))]);
    for format in ["json", "gitlab", "pylint", "full"] {
        let format = format!("--output-format={format}");
        let run = check(&project, &["--select=B015", &format]);
        assert!(run.stdout.len() > 1_000_000);
    }
}

#[test]
fn long_lines_of_all_sorts() {
    let items = "1, ".repeat(300_000);
    assert_eq!(codes(format!("y = [{items}]\nx == 1\n").as_bytes()), ["B015"]);
    let digits = "9".repeat(100_000);
    assert_eq!(codes(format!("y = {digits}\nx == 1\n").as_bytes()), ["B015"]);
    let noqa: String = (0..20_000).map(|number| format!("A{number:03},")).collect();
    assert!(codes(format!("y = 1  # noqa: {noqa}\nx == 1\n").as_bytes()).contains(&"B015".into()));
    let strings = "'a' f'{b}' ".repeat(20_000);
    assert_eq!(codes(format!("y = ({strings})\nx == 1\n").as_bytes()), ["B015"]);
}

#[test]
fn a_large_file() {
    let project = Project::new(&[]);
    let mut text = "y = [1, 2, 3]  # some text that goes on for a while\n".repeat(60_000);
    text.push_str("x == 1\n");
    project.write("a.py", &text);
    let run = check(&project, &[CONCISE, "--select=B015"]);
    assert_eq!(run.findings(), ["a.py:60001:1: B015"]);
}

#[cfg(unix)]
#[test]
fn things_that_are_not_files() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[("directory.py/a.py", "x == 1\n"), ("real.py", "x == 1\n")]);
    symlink("nowhere", project.path("dangling.py")).unwrap();
    symlink("loop.py", project.path("loop.py")).unwrap();
    symlink("..", project.path("directory.py/up")).unwrap();
    symlink("directory.py", project.path("link-to-directory.py")).unwrap();
    symlink("/dev/zero", project.path("zero.py")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(project.path("pipe.py")).status().unwrap();
    assert!(made.success());
    let run = check(&project, &[CONCISE, "--select=B015,E902"]);
    let expected = [
        "dangling.py:1:1: E902",
        "directory.py/a.py:1:1: B015",
        "loop.py:1:1: E902",
        "pipe.py:1:1: E902",
        "real.py:1:1: B015",
        "zero.py:1:1: E902",
    ];
    assert_eq!(run.findings(), expected);
    // Named, they are no better.
    for name in ["dangling.py", "loop.py", "pipe.py", "nowhere.py"] {
        assert_eq!(
            check(&project, &[CONCISE, "--select=E902", name]).findings(),
            [format!("{name}:1:1: E902")]
        );
    }
    check(&project, &["--fix", "--unsafe-fixes"]);
    let names = ["dangling.py", "loop.py", "link-to-directory.py", "zero.py"];
    assert!(names.iter().all(|name| project.path(name).is_symlink()));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new(&[("new\nline.py", "x == 1\n"), ("a:1:2: b.py", "x == 1\n")]);
    let name = OsStr::from_bytes(b"not-utf-8-\xff.py");
    std::fs::write(project.path("").join(name), "x == 1\n").unwrap();
    let run = check(&project, &[CONCISE, "--select=B015"]);
    assert_eq!(run.stdout.matches(": B015 ").count(), 3);
    assert_eq!(run.stdout.lines().count(), 4, "one line each, and the closing one");
    project.run(["check", "--isolated", "--select=B015", "--output-format=json"]).exits(1).json();
    let arguments = [OsStr::new("check"), OsStr::new("--isolated"), name];
    project.run(arguments).exits(1);
}

/// Files that come and go while they are linted.
#[test]
fn vanishing_files() {
    let project = Project::new(&[]);
    for number in 0..300 {
        project.write(&format!("m{number}.py"), "x == 1\n");
    }
    let root = project.path("");
    let remover = std::thread::spawn(move || {
        for number in 0..300 {
            let path = root.join(format!("m{number}.py"));
            std::fs::remove_file(&path).unwrap();
            if number % 3 == 0 {
                std::fs::create_dir(&path).unwrap();
            }
        }
    });
    for _ in 0..5 {
        let run = check(&project, &[CONCISE, "--select=B015,E902"]);
        for finding in run.findings() {
            assert!(finding.ends_with("B015") || finding.ends_with("E902"), "{finding}");
        }
    }
    remover.join().unwrap();
}
