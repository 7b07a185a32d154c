//! Pages of the guide, typed by hand as they say: their files are written, their commands run, and
//! what they print is what the page shows. With `UPDATE_GUIDE` set, the page is made to show it.

#![cfg(unix)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::Project;

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

/// What a command prints to a person who types it in a project.
fn printed(project: &Project, command: &str) -> String {
    let binaries = Path::new(env!("CARGO_BIN_EXE_pylint-rs")).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(project.path(""))
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.replace(&project.path("").display().to_string(), "/src/project/")
}

/// The page with everything that its commands print; a line `` … `NAME`: `` before a block names
/// the file that the block is.
fn typed(text: &str) -> String {
    let project = Project::new(&[]);
    let (mut shown, mut file) = (String::new(), None);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        writeln!(shown, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```") else {
            if !line.is_empty() {
                let name = line.strip_suffix("`:").and_then(|line| line.rsplit_once('`'));
                file = name.map(|(_, name)| name.to_owned());
            }
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            for command in block.iter().filter(|line| line.starts_with("$ ")) {
                write!(shown, "{command}\n{}", printed(&project, &command[2..])).unwrap();
            }
        } else {
            let text: String = block.iter().map(|line| format!("{line}\n")).collect();
            shown.push_str(&text);
            if (kind.is_empty() || kind == "yaml") && file.is_none() {
                shown.push_str("```\n");
                continue;
            }
            let name = file.take().unwrap_or_else(|| panic!("which file is this?\n{text}"));
            project.write(&name, text);
        }
        shown.push_str("```\n");
    }
    shown
}

#[test]
fn the_guide_works_as_it_is_typed() {
    for (name, commands) in [
        ("custom-rules.md", 8),
        ("gen/drift.md", 4),
        ("gen/from-python.md", 5),
        ("gen/classes-and-constants.md", 4),
        ("gen/inputs.md", 4),
    ] {
        let text = std::fs::read_to_string(page(name)).unwrap();
        let shown = typed(&text);
        if std::env::var_os("UPDATE_GUIDE").is_some() {
            std::fs::write(page(name), &shown).unwrap();
        }
        for (number, (line, other)) in (1..).zip(text.lines().zip(shown.lines())) {
            assert_eq!(line, other, "docs/{name}:{number}");
        }
        assert_eq!(text.lines().count(), shown.lines().count());
        assert!(text.matches("$ pylint-rs").count() >= commands);
    }
}

/// `return $X` → `return $X * 2` doubles what is returned, not its last operand.
#[test]
fn a_rewrite_respects_precedence_when_it_runs() {
    let project =
        Project::new(&[("sum.py", "def add(a, b):\n    return a + b\n\n\nprint(add(3, 4))\n")]);
    project
        .run(["search", "return $X", "--rewrite", "return $X * 2", "--write", "sum.py"])
        .exits(0);
    assert!(project.read("sum.py").contains("    return (a + b) * 2\n"));
    assert_eq!(printed(&project, "python3 sum.py"), "14\n");
}

/// The same by a rule with a fix.
#[test]
fn a_fix_respects_precedence_when_it_runs() {
    let rule = "[[rule]]\ncode = \"T1\"\nname = \"twice\"\nmessage = \"twice\"\n\
                pattern = \"return $X\"\nfix = { template = \"return $X * 2\" }\n";
    // One round: what the fix makes is found again.
    let project =
        Project::new(&[("rule.toml", rule), ("sum.py", "def add(a, b):\n    return a + b\n")]);
    let diff = project
        .run(["check", "--isolated", "--rules=rule.toml", "--output-format=json", "sum.py"])
        .exits(1)
        .json();
    let edit = &diff[0]["fix"]["edits"][0];
    assert!(edit["content"].as_str().unwrap().contains("(a + b) * 2"), "{edit}");
}
