//! The oldest Python that a result must run on.

use std::env;

use anyhow::Context;
use pylint_rs_linter::configuration::{DEFAULT_TARGET_VERSION, project_target_version};
use ruff_python_ast::PythonVersion;

/// The versions that code can be generated for.
pub(super) const POSSIBLE: &str = "code can be generated for Python 3.9 to 3.14";

/// Whether code can be generated for a version.
pub(super) fn is_possible(version: PythonVersion) -> bool {
    version.major == 3 && (9..=14).contains(&version.minor)
}

/// What an argument says, or else the project.
///
/// # Errors
/// If the project's configuration is wrong.
pub(super) fn resolve(minor: Option<u8>) -> anyhow::Result<PythonVersion> {
    if let Some(minor) = minor {
        return Ok(PythonVersion { major: 3, minor });
    }
    let directory = env::current_dir().context("the current directory")?;
    Ok(nearest_possible(project_target_version(&directory)?))
}

/// What a project says, as far as that is possible. What is right for a later Python may be wrong
/// for an earlier one, which is told.
pub(super) fn nearest_possible(version: Option<PythonVersion>) -> PythonVersion {
    let version = version.unwrap_or(DEFAULT_TARGET_VERSION);
    if version < PythonVersion::PY39 {
        eprintln!("warning: the project is for Python {version}, but {POSSIBLE}: this is for 3.9");
    }
    version.clamp(PythonVersion::PY39, PythonVersion::PY314)
}
