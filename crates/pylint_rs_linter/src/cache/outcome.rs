//! What was found in a file, as bytes.

use std::borrow::Cow;

use bytes::Bytes;
use pylint_rs_diagnostics::{RuleCount, Summary};
use serde::{Deserialize, Serialize};

use crate::check::FileReport;

/// The counts of a file; what is shown of it follows.
#[derive(Deserialize, Serialize)]
struct Counts<'a> {
    severities: [usize; 4],
    #[serde(borrow)]
    rules: Vec<Count<'a>>,
}

#[derive(Deserialize, Serialize)]
struct Count<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    total: usize,
    safe_fixes: usize,
    unsafe_fixes: usize,
}

/// The head of a report's bytes; its chunk is the rest of them. Nothing if the report holds what
/// is not kept.
pub(super) fn encode(report: &FileReport) -> Option<Vec<u8>> {
    let rules = report.summary.rules().map(|(code, count)| Count {
        code: code.into(),
        name: count.name.as_ref().into(),
        total: count.total,
        safe_fixes: count.safe_fixes,
        unsafe_fixes: count.unsafe_fixes,
    });
    let counts = Counts { severities: report.summary.severities(), rules: rules.collect() };
    postcard::to_allocvec(&counts).ok()
}

/// The report that the bytes are of; nothing if they are none.
pub(super) fn decode(bytes: &Bytes) -> Option<FileReport> {
    let (counts, rest): (Counts<'_>, _) = postcard::take_from_bytes(bytes).ok()?;
    let rules = counts.rules.into_iter().map(|count| {
        let rule = RuleCount {
            name: count.name.into_owned().into(),
            total: count.total,
            safe_fixes: count.safe_fixes,
            unsafe_fixes: count.unsafe_fixes,
        };
        (count.code.into_owned().into(), rule)
    });
    Some(FileReport {
        summary: Summary::of_counts(counts.severities, rules),
        chunk: bytes.slice(bytes.len() - rest.len()..),
        ..FileReport::default()
    })
}
