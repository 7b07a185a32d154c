//! One file per output format.

pub(crate) mod azure;
pub(crate) mod concise;
pub(crate) mod full;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod grouped;
pub(crate) mod json;
pub(crate) mod json_lines;
pub(crate) mod junit;
pub(crate) mod pylint;
pub(crate) mod rdjson;
pub(crate) mod sarif;
