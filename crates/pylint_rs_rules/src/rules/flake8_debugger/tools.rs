//! The debuggers there are, and how one gets into them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Functions that stop the program, or wait for someone who will; `.*` means anything inside.
pub(super) const FUNCTIONS: &[&str] = &[
    "IPython.core.debugger.Tracer",
    "IPython.core.debugger.set_trace",
    "IPython.frontend.terminal.embed.InteractiveShellEmbed",
    "IPython.terminal.embed.InteractiveShellEmbed",
    "builtins.breakpoint",
    "celery.contrib.rdb.debugger",
    "celery.contrib.rdb.set_trace",
    "debugpy.*",
    "ipdb.iex",
    "ipdb.launch_ipdb_on_exception",
    "ipdb.pm",
    "ipdb.post_mortem",
    "ipdb.run",
    "ipdb.runcall",
    "ipdb.runeval",
    "ipdb.set_trace",
    "ipdb.sset_trace",
    "pdb.pm",
    "pdb.post_mortem",
    "pdb.run",
    "pdb.runcall",
    "pdb.runctx",
    "pdb.runeval",
    "pdb.set_trace",
    "ptvsd.*",
    "pudb.pm",
    "pudb.post_mortem",
    "pudb.remote.set_trace",
    "pudb.runcall",
    "pudb.runeval",
    "pudb.set_trace",
    "pydevd.settrace",
    "pydevd_pycharm.settrace",
    "remote_pdb.set_trace",
    "rpdb.post_mortem",
    "rpdb.set_trace",
    "sys.__breakpointhook__",
    "sys.breakpointhook",
    "wdb.set_trace",
    "wdb.start_trace",
    "wdb.trace",
    "web_pdb.catch_post_mortem",
    "web_pdb.post_mortem",
    "web_pdb.set_trace",
];

/// Functions that open a console: with the variables of the moment they are for looking around
/// in a running program, with prepared ones they may be what the program is for.
pub(super) const CONSOLES: &[&str] = &[
    "IPython.embed",
    "IPython.frontend.terminal.embed.embed",
    "IPython.terminal.embed.embed",
    "code.interact",
];

/// Classes of debuggers.
pub(super) const CLASSES: &[&str] = &[
    "IPython.core.debugger.Pdb",
    "IPython.terminal.debugger.TerminalPdb",
    "celery.contrib.rdb.Rdb",
    "pdb.Pdb",
    "pudb.debugger.Debugger",
    "remote_pdb.RemotePdb",
    "rpdb.Rpdb",
    "web_pdb.WebPdb",
];

/// Their methods that stop the program.
pub(super) const METHODS: &[&str] = &["set_trace"];

/// Modules and packages that are there for nothing but debugging.
const MODULES: &[&str] = &[
    "celery.contrib.rdb",
    "debugpy",
    "ipdb",
    "pdb",
    "ptvsd",
    "pudb",
    "pydevd_pycharm",
    "remote_pdb",
    "rpdb",
    "wdb",
    "web_pdb",
];

/// Modules that hold more than that; importing just them says what for.
const EMBEDDING_MODULES: &[&str] =
    &["IPython.frontend.terminal.embed", "IPython.terminal.embed"];

/// Whether anything in a module may be a debugger: a quick look at the package it is in.
pub(super) fn may_hold_one(module: &str) -> bool {
    static PACKAGES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        [FUNCTIONS, CONSOLES, CLASSES, MODULES, EMBEDDING_MODULES]
            .into_iter()
            .flatten()
            .map(|path| package_of(path))
            .collect()
    });
    PACKAGES.contains(package_of(module))
}

fn package_of(path: &str) -> &str {
    path.split_once('.').map_or(path, |(package, _)| package)
}

/// Whether `import module` brings in a debugger.
pub(super) fn is_module(module: &str) -> bool {
    EMBEDDING_MODULES.contains(&module) || is_within_module(module)
}

/// Whether `from module import member` brings in a debugger: one may well build on a debugger's
/// classes, but not on what starts it.
pub(super) fn is_member(module: &str, member: &str) -> bool {
    let is_this = |path: &str| {
        path.strip_prefix(module).and_then(|rest| rest.strip_prefix('.')) == Some(member)
    };
    MODULES.iter().any(|path| is_this(path))
        || FUNCTIONS.iter().any(|function| match function.strip_suffix(".*") {
            Some(package) => is_inside(module, package),
            None => is_this(function),
        })
}

/// Whether a dotted name is one of [`FUNCTIONS`].
pub(super) fn is_function(path: &str) -> bool {
    FUNCTIONS.iter().any(|function| match function.strip_suffix(".*") {
        Some(package) => is_inside(path, package) && path != package,
        None => *function == path,
    })
}

fn is_within_module(path: &str) -> bool {
    MODULES.iter().any(|module| is_inside(path, module))
}

/// Whether a dotted name is that of a package or of something in it.
fn is_inside(path: &str, package: &str) -> bool {
    path.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_debugger_is_passed_over() {
        let paths = [FUNCTIONS, CONSOLES, CLASSES, MODULES, EMBEDDING_MODULES].concat();
        for path in paths.into_iter().filter(|path| !path.starts_with("builtins.")) {
            assert!(may_hold_one(path), "{path}");
        }
    }
}
