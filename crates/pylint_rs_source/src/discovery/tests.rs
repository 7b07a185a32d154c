use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::{
    Discovered, DiscoveryError, DiscoveryOptions, GlobFilter, PathFilter, discover, discover_each,
};

/// A directory with these files, each empty; the path of a directory ends in a slash.
fn tree(paths: &[&str]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for path in paths {
        let full = directory.path().join(path);
        if path.ends_with('/') {
            fs::create_dir_all(full).unwrap();
        } else {
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, "").unwrap();
        }
    }
    directory
}

fn base(directory: &TempDir) -> PathBuf {
    fs::canonicalize(directory.path()).unwrap()
}

fn globs(base: &Path, exclude: &[&str]) -> GlobFilter {
    let exclude: Vec<String> = exclude.iter().map(|it| (*it).to_owned()).collect();
    GlobFilter::new(base, None, &exclude, None).unwrap()
}

fn run(
    base: &Path,
    roots: &[&str],
    filter: impl PathFilter + 'static,
    force_exclude: bool,
) -> Vec<String> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| base.join(root)).collect();
    let filter = Arc::new(filter);
    let options = DiscoveryOptions { respect_gitignore: true, force_exclude, threads: 2, filter };
    let found: Vec<_> =
        discover(&roots, &options).iter().map(|entry| describe(base, entry)).collect();
    assert_eq!(one_by_one(base, &roots, &options), found);
    found
}

/// What is handed over as it is found.
fn one_by_one(base: &Path, roots: &[PathBuf], options: &DiscoveryOptions) -> Vec<String> {
    let mut found = Vec::new();
    discover_each(roots, options, &mut |entry| {
        found.push(describe(base, &entry));
        ControlFlow::Continue(())
    });
    found
}

fn describe(base: &Path, entry: &Discovered) -> String {
    let path = entry.path().strip_prefix(base).unwrap_or(entry.path()).display();
    match entry {
        Discovered::File { .. } => path.to_string(),
        Discovered::Problem { error: DiscoveryError::Io(error), .. } => {
            format!("{path}: {:?}", error.kind())
        }
        Discovered::Problem { error, .. } => format!("{path}: {error}"),
    }
}

fn found(directory: &TempDir, roots: &[&str]) -> Vec<String> {
    let base = base(directory);
    run(&base, roots, globs(&base, &[]), false)
}

#[test]
fn python_files_sorted_without_foreign_directories() {
    let directory = tree(&[
        "b.py",
        "a/z.pyi",
        "a/y.pyw",
        "a-b.py",
        ".hidden/x.py",
        "readme.md",
        "notebook.ipynb",
        "script",
        "venv/x.py",
        "a/node_modules/x.py",
        ".git/x.py",
    ]);
    assert_eq!(found(&directory, &["."]), [".hidden/x.py", "a/y.pyw", "a/z.pyi", "a-b.py", "b.py"]);
}

#[test]
fn what_is_named_is_taken() {
    let directory = tree(&["venv/x.py", "script", "a.txt", "b.ipynb"]);
    assert_eq!(
        found(&directory, &["venv/x.py", "script", "a.txt", "b.ipynb"]),
        ["a.txt", "b.ipynb: Jupyter notebooks are not supported", "script", "venv/x.py"]
    );
    assert_eq!(found(&directory, &["venv"]), ["venv/x.py"]);
}

#[test]
fn unless_exclusion_is_forced() {
    let directory = tree(&["venv/x.py", "a/b/c.py", "top.py"]);
    let base = base(&directory);
    let filter = globs(&base, &["a"]);
    let roots = ["venv/x.py", "a/b/c.py", "a/b", "top.py"];
    assert_eq!(run(&base, &roots, filter.clone(), true), ["top.py"]);
    assert_eq!(run(&base, &roots, filter, false), ["a/b/c.py", "top.py", "venv/x.py"]);
}

#[test]
fn excluded_and_included_globs() {
    let directory = tree(&["a/x.py", "a/y.py", "b/x.py", "b/x.bzl"]);
    let base = base(&directory);
    assert_eq!(run(&base, &["."], globs(&base, &["a/x.py"]), false), ["a/y.py", "b/x.py"]);
    let include = GlobFilter::new(&base, Some(&[]), &[], Some(&["*.bzl".to_owned()])).unwrap();
    assert_eq!(run(&base, &["."], include, false), ["b/x.bzl"]);
}

#[test]
fn a_filter_may_decide_by_directory() {
    struct OnlyBelow(PathBuf);
    impl PathFilter for OnlyBelow {
        fn is_excluded(&self, path: &Path, is_directory: bool) -> bool {
            !is_directory && !path.starts_with(&self.0)
        }
        fn is_included(&self, path: &Path) -> bool {
            path.extension().is_some_and(|extension| extension == "py")
        }
    }
    let directory = tree(&["a/x.py", "b/x.py"]);
    let base = base(&directory);
    assert_eq!(run(&base, &["."], OnlyBelow(base.join("b")), false), ["b/x.py"]);
}

#[test]
fn gitignore_counts_in_a_repository() {
    let directory = tree(&["a/x.py", "b/x.py", ".git/"]);
    fs::write(directory.path().join(".gitignore"), "/a\n").unwrap();
    assert_eq!(found(&directory, &["."]), ["b/x.py"]);
    assert_eq!(found(&directory, &["a/x.py"]), ["a/x.py"]);
    let base = base(&directory);
    let options = DiscoveryOptions {
        respect_gitignore: false,
        force_exclude: false,
        threads: 1,
        filter: Arc::new(globs(&base, &[])),
    };
    assert_eq!(discover(&[base], &options).len(), 2);
}

#[test]
fn each_file_once() {
    let directory = tree(&["a/x.py", "a/b/y.py"]);
    assert_eq!(
        found(&directory, &["a", "a/b", "a/b/../x.py", "./a/x.py", "a/b/"]),
        ["a/b/y.py", "a/x.py"]
    );
}

#[test]
fn what_is_missing_is_a_problem() {
    let directory = tree(&["a.py"]);
    assert_eq!(found(&directory, &["a.py", "nowhere"]), ["a.py", "nowhere: NotFound"]);
    assert_eq!(found(&directory, &[]), [""; 0]);
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let directory = tree(&["a/x.py", "outside.txt", "shared/y.py"]);
    let base = base(&directory);
    symlink("..", base.join("a/loop")).unwrap();
    symlink("x.py", base.join("a/again.py")).unwrap();
    symlink("nowhere", base.join("a/broken.py")).unwrap();
    symlink("../outside.txt", base.join("a/link.py")).unwrap();
    symlink("self.py", base.join("a/self.py")).unwrap();
    symlink("../shared", base.join("a/directory.py")).unwrap();
    let expected = ["a/broken.py: NotFound", "a/link.py", "a/self.py: FilesystemLoop", "a/x.py"];
    assert_eq!(found(&directory, &["a"]), expected);
    // Named, a link to a directory is followed, but a file in it is still one file.
    assert_eq!(found(&directory, &["a/directory.py"]), ["a/directory.py/y.py"]);
    assert_eq!(found(&directory, &["a/directory.py", "shared"]).len(), 1);
    assert_eq!(found(&directory, &["a/again.py"]), ["a/again.py"]);
    assert_eq!(found(&directory, &["a/again.py", "a/x.py"]), ["a/x.py"]);
    // Through a link, `..` is the parent of what it points to.
    assert_eq!(found(&directory, &["a/directory.py/../outside.txt"]), ["outside.txt"]);
}

#[cfg(unix)]
#[test]
fn a_socket_with_the_name_of_a_module() {
    let directory = tree(&["a.py"]);
    let _socket = std::os::unix::net::UnixListener::bind(directory.path().join("b.py")).unwrap();
    assert_eq!(found(&directory, &["."]), ["a.py", "b.py: not a regular file"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_directory() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tree(&["a.py", "closed/b.py"]);
    let closed = directory.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let result = found(&directory, &["."]);
    let is_root = fs::read_dir(&closed).is_ok();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    let closed = if is_root { "closed/b.py" } else { "closed: PermissionDenied" };
    assert_eq!(result, ["a.py", closed]);
}

#[cfg(target_os = "linux")]
#[test]
fn paths_that_are_not_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let directory = tree(&[]);
    let base = base(&directory).join(OsStr::from_bytes(b"\xff"));
    fs::create_dir(&base).unwrap();
    let path = base.join(OsStr::from_bytes(b"\xfe.py"));
    fs::write(&path, "").unwrap();
    fs::write(base.join("a.py"), "").unwrap();
    let filter = globs(&base, &["./a.py"]);
    let options = DiscoveryOptions {
        respect_gitignore: true,
        force_exclude: false,
        threads: 1,
        filter: Arc::new(filter),
    };
    let found = discover(std::slice::from_ref(&base), &options);
    assert_eq!(found.iter().map(Discovered::path).collect::<Vec<_>>(), [path]);
}
