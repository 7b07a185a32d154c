//! A directory with some files, and runs of the binary in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A file with one finding with a safe fix (B009), one with an unsafe one (B011) and one without
/// (B015), on its lines 2, 3 and 4.
pub const SAMPLE: &str = "import os\ngetattr(os, \"path\")\nassert False\nos == 1\n";

/// The rules that find something in [`SAMPLE`].
pub const RULES: &str = "--select=B009,B011,B015";

/// A directory with some files.
pub struct Project {
    directory: tempfile::TempDir,
}

/// What a run came to.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { directory: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    /// A project whose one file is [`SAMPLE`].
    pub fn sample() -> Self {
        Self::new(&[("sample.py", SAMPLE)])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        // What the system calls the directory, which is what the binary shows.
        fs::canonicalize(self.directory.path()).unwrap().join(name)
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files, sorted.
    pub fn files(&self) -> Vec<String> {
        fn collect(directory: &Path, prefix: &str, names: &mut Vec<String>) {
            for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.file_type().unwrap().is_dir() {
                    collect(&entry.path(), &format!("{name}/"), names);
                } else {
                    names.push(name);
                }
            }
        }
        let mut names = Vec::new();
        collect(self.directory.path(), "", &mut names);
        names.sort();
        names
    }

    /// The binary with these arguments, not run yet; nothing of the surroundings has a say.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pylint-rs"));
        command.args(arguments).current_dir(self.path("")).stdin(Stdio::null());
        for name in [
            "CI_PROJECT_DIR",
            "FORCE_COLOR",
            "GIT_DIR",
            "GIT_INDEX_FILE",
            "GIT_WORK_TREE",
            "NO_COLOR",
            "PYLINT_RS_CACHE_DIR",
            "PYLINT_RS_OUTPUT_FILE",
            "PYLINT_RS_OUTPUT_FORMAT",
        ] {
            command.env_remove(name);
        }
        // Each run looks for itself, unless a test is about what was found before.
        command.env("PYLINT_RS_NO_CACHE", "1");
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// `check` with [`RULES`], a line per finding, and these arguments.
    pub fn check<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        self.run(["check", "--output-format=concise", RULES].into_iter().chain(arguments))
    }

    pub fn run_with_input<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: impl AsRef<[u8]>,
    ) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        child.wait_with_output().unwrap().into()
    }

    /// Runs git, which has to succeed.
    pub fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@example.com"])
            .args(arguments)
            .current_dir(self.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Makes a repository with everything in its first commit.
    pub fn commit_all(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=first"]);
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// Holds the run to its exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        let Self { stdout, stderr, .. } = &self;
        assert_eq!(self.code, Some(code), "\nstdout:\n{stdout}\nstderr:\n{stderr}");
        self
    }

    /// The findings of the format `concise`: what is before the message, as `file:row:column: code`.
    pub fn findings(&self) -> Vec<String> {
        self.stdout.lines().filter_map(finding).collect()
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("{error}\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr)
        })
    }
}

fn finding(line: &str) -> Option<String> {
    let (place, rest) = line.split_once(": ")?;
    let (code, _) = rest.split_once([':', ' '])?;
    let [_, row, column] = place
        .rsplitn(3, ':')
        .collect::<Vec<_>>()
        .try_into()
        .ok()
        .map(|[column, row, file]: [&str; 3]| [file, row, column])?;
    (row.parse::<u32>().is_ok() && column.parse::<u32>().is_ok())
        .then(|| format!("{place}: {code}"))
}
