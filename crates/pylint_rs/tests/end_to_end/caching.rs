//! What was found in unchanged files is not looked for again, and nobody can tell by the report.

use std::fs::{self, File};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::project::{Project, RULES, Run, SAMPLE};

const CACHE: &str = ".pylint_rs_cache";

/// A run that uses the cache.
fn cached<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = project.command(["check", "--verbose"].into_iter().chain(arguments));
    command.env_remove("PYLINT_RS_NO_CACHE");
    command
}

/// Runs with the cache and without; both must tell the same. Gives how many files were known.
fn compare(project: &Project, arguments: &[&str]) -> usize {
    let with: Run = cached(project, arguments.iter().copied()).output().unwrap().into();
    let without = project.run(["check"].into_iter().chain(arguments.iter().copied()));
    assert_eq!(with.stdout, without.stdout, "{arguments:?}\n{}", with.stderr);
    assert_eq!(with.code, without.code, "{}", with.stderr);
    known(&with)
}

fn known(run: &Run) -> usize {
    let line = run.stderr.lines().find(|line| line.contains(" files were known from "));
    let line = line.unwrap_or_else(|| panic!("{}", run.stderr));
    line.split(' ').nth(1).unwrap().parse().unwrap()
}

/// Lets a file seem to have been written long ago, so that its times tell all there is to know.
fn set_age(project: &Project, name: &str, age: Duration) {
    let file = File::options().append(true).open(project.path(name)).unwrap();
    file.set_modified(SystemTime::now() - age).unwrap();
}

#[test]
fn unchanged_files_are_known() {
    let project = Project::new(&[("a.py", SAMPLE), ("b.py", SAMPLE), ("c.py", "x = 1\n")]);
    assert_eq!(compare(&project, &[RULES]), 0);
    assert_eq!(compare(&project, &[RULES]), 3);
    project.write("b.py", "x = 1\n");
    assert_eq!(compare(&project, &[RULES]), 2);
    assert_eq!(compare(&project, &[RULES]), 3);
    // Other formats, other rules, another directory: other outcomes.
    for arguments in [&["--output-format=json", RULES][..], &["--select=B009"], &[RULES, "--diff"]]
    {
        assert_eq!(compare(&project, arguments), 0, "{arguments:?}");
    }
}

#[test]
fn same_size_and_same_time_but_another_text() {
    let project = Project::new(&[("a.py", "import os\ngetattr(os, \"path\")\n")]);
    let old = SystemTime::now() - Duration::from_secs(3600);
    set_age(&project, "a.py", Duration::from_secs(3600));
    compare(&project, &[RULES]);
    let file = File::options().write(true).open(project.path("a.py")).unwrap();
    fs::write(project.path("a.py"), "import os\nsetattr(os, \"path\")\n").unwrap();
    file.set_modified(old).unwrap();
    assert_eq!(compare(&project, &[RULES]), 0);
}

#[test]
fn a_file_that_only_looks_different_is_known_by_what_is_in_it() {
    let project = Project::new(&[("a.py", SAMPLE)]);
    compare(&project, &[RULES]);
    fs::remove_file(project.path("a.py")).unwrap();
    project.write("a.py", SAMPLE);
    assert_eq!(compare(&project, &[RULES]), 1);
}

#[test]
fn findings_hang_on_more_than_the_file() {
    let project = Project::new(&[
        ("package/a.py", "from . import b\nb.call()\n"),
        ("lint.toml", "rule-files = [\"own.toml\"]\nselect = [\"OWN001\"]\n"),
        ("own.toml", &rule("package.b.call()")),
    ]);
    assert_eq!(compare(&project, &[]), 0);
    assert_eq!(compare(&project, &[]), 1);
    // Now it is a package, and the import means something else.
    project.write("package/__init__.py", "");
    assert_eq!(compare(&project, &[]), 0);
    assert_eq!(compare(&project, &[]), 2);
    project.write("own.toml", rule("package.b.other()"));
    assert_eq!(compare(&project, &[]), 0);
    project.write("lint.toml", "rule-files = [\"own.toml\"]\ntarget-version = \"py39\"\n");
    assert_eq!(compare(&project, &[]), 0);
    project.write("package/lint.toml", "select = [\"B\"]\n");
    assert_eq!(compare(&project, &[]), 0);
}

fn rule(pattern: &str) -> String {
    format!(
        "[[rule]]\ncode = \"OWN001\"\nname = \"own\"\nmessage = \"own\"\npattern = \"{pattern}\"\n"
    )
}

#[test]
fn fixing_and_what_is_known() {
    let project = Project::new(&[("a.py", SAMPLE), ("b.py", "import os\nos == 1\n")]);
    let fix = |expected_known| {
        let run: Run = cached(&project, [RULES, "--fix"]).output().unwrap().into();
        assert_eq!(known(&run), expected_known, "{}", run.stderr);
        run.stdout
    };
    let first = fix(0);
    assert!(first.contains("1 fixed"), "{first}");
    // What was fixed has changed; what had nothing to fix has not.
    let second = fix(1);
    assert!(!second.contains("1 fixed"), "{second}");
    assert_eq!(fix(2), second);
}

/// Edits in no particular order, of every kind; the same each time the test is run.
#[test]
fn cached_and_uncached_agree_over_random_edits() {
    let texts = [
        SAMPLE,
        "import os\nos == 1\n",
        "import os\nos == 2\n",
        "x = (\n",
        "",
        "# \u{e9}\nassert False\n",
    ];
    let names = ["a.py", "b.py", "package/c.py", "package/__init__.py", "d.pyi"];
    let project = Project::new(&[]);
    let mut state: u64 = 20;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut hits = 0;
    for _ in 0..60 {
        for _ in 0..=random(3) {
            let (name, text) = (names[random(names.len())], texts[random(texts.len())]);
            match random(6) {
                0 => drop(fs::remove_file(project.path(name))),
                1 if project.path(name).exists() => {
                    set_age(&project, name, Duration::from_secs(random(5) as u64 * 1000));
                }
                2 if project.path(name).exists() => {
                    let other = names[random(names.len())];
                    project.write(other, "");
                    fs::rename(project.path(name), project.path(other)).unwrap();
                }
                3 => project.write("lint.toml", ["", "ignore = [\"B015\"]\n"][random(2)]),
                _ => project.write(name, text),
            }
        }
        let arguments: &[&str] = [&[RULES][..], &[RULES, "--output-format=json"]][random(2)];
        hits += compare(&project, arguments);
    }
    assert!(hits > 60, "{hits}");
}

#[test]
fn a_damaged_cache_is_made_anew() {
    let project = Project::new(&[("a.py", SAMPLE), ("b.py", SAMPLE)]);
    compare(&project, &[RULES]);
    let archives = || {
        project.files().into_iter().filter(|name| name.ends_with(".archive")).collect::<Vec<_>>()
    };
    let [archive] = &archives()[..] else { panic!("{:?}", project.files()) };
    let whole = fs::read(project.path(archive)).unwrap();
    for position in (0..whole.len()).step_by(37) {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x55;
        // Written over in place it would be a mapped file that changes.
        fs::remove_file(project.path(archive)).unwrap();
        project.write(archive, damaged);
        compare(&project, &[RULES]);
    }
    for length in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        fs::remove_file(project.path(archive)).unwrap();
        project.write(archive, &whole[..length]);
        let run: Run = cached(&project, [RULES]).output().unwrap().into();
        assert!(run.stderr.contains("is made anew: "), "{length}: {}", run.stderr);
        assert_eq!(compare(&project, &[RULES]), 2);
    }
}

#[test]
fn runs_at_once_and_runs_that_are_killed() {
    let project = Project::new(&[]);
    for number in 0..40 {
        project.write(&format!("m{number}.py"), SAMPLE.repeat(50));
    }
    let expected = project.run(["check", RULES]).stdout;
    let start = || cached(&project, [RULES]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    for delay in 0..8 {
        let mut killed = start();
        let others = [start(), start()];
        std::thread::sleep(Duration::from_millis(1 << delay));
        killed.kill().unwrap();
        killed.wait().unwrap();
        for other in others {
            let output = other.wait_with_output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        }
        assert_eq!(compare(&project, &[RULES]), 40);
        fs::remove_dir_all(project.path(CACHE)).unwrap();
    }
}

#[test]
fn where_nothing_can_be_kept_the_run_goes_on() {
    let project = Project::new(&[("a.py", SAMPLE), ("file", "")]);
    let run: Run = cached(&project, [RULES, "--cache-dir=file/cache"]).output().unwrap().into();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("nothing can be kept in "), "{}", run.stderr);
    assert_eq!(run.stdout, project.run(["check", RULES]).stdout);
}

/// As on a full disk.
#[cfg(unix)]
#[test]
fn where_there_is_no_room_nothing_half_written_stays() {
    let project = Project::new(&[]);
    for number in 0..30 {
        project.write(&format!("m{number}.py"), SAMPLE.repeat(100));
    }
    let binary = env!("CARGO_BIN_EXE_pylint-rs");
    let script = format!("trap '' XFSZ; ulimit -f 8; exec {binary} check --verbose {RULES} .");
    let limited = Command::new("sh").args(["-c", &script]).current_dir(project.path("")).output();
    let run: Run = limited.unwrap().into();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("nothing can be kept in "), "{}", run.stderr);
    assert_eq!(run.stdout, project.run(["check", RULES]).stdout);
    let left = project.files().into_iter().filter(|name| name.starts_with(CACHE));
    assert!(left.into_iter().all(|name| !name.contains("unfinished") && !name.contains("archive")));
}

#[test]
fn cleaning() {
    let project = Project::sample();
    compare(&project, &[RULES]);
    project.run(["clean"]).exits(0);
    assert_eq!(project.files(), ["sample.py"]);
    project.run(["clean"]).exits(0);
    // A directory that somebody else made is not removed.
    project.write("precious/data", "");
    let run = project.run(["clean", "--cache-dir=precious"]).exits(2);
    assert!(run.stderr.contains("no cache of ours"), "{}", run.stderr);
    assert_eq!(project.files(), ["precious/data", "sample.py"]);
}

#[test]
fn the_configured_directory() {
    let project =
        Project::new(&[("lint.toml", "cache-dir = \"kept/here\"\n"), ("inner/a.py", SAMPLE)]);
    compare(&project, &[RULES]);
    assert!(project.files().iter().any(|name| name.starts_with("kept/here/")));
    assert_eq!(compare(&project, &[RULES]), 1);
}
