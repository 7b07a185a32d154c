//! Which bracketed comment covers a finding, without trying each.

use pylint_rs_diagnostics::Diagnostic;
use ruff_text_size::{Ranged, TextSize};
use rustc_hash::FxHashMap;

use super::coverage::{Coverage, Covering};

/// The coverings by the codes and names they list.
#[derive(Debug, Default)]
pub(super) struct CoverageIndex<'a> {
    by_item: FxHashMap<&'a str, Spans>,
}

#[derive(Debug, Default)]
struct Spans {
    /// For the findings that start there.
    starting: Vec<Span>,
    /// For the findings that lie there from start to end.
    within: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: TextSize,
    /// The furthest end of this span and those before it.
    furthest_end: TextSize,
    covering: usize,
    item: usize,
}

impl<'a> CoverageIndex<'a> {
    /// `coverings` of one kind are by the start of what they cover.
    pub(super) fn new(text: &'a str, coverings: &[Covering]) -> Self {
        let mut by_item: FxHashMap<&str, Spans> = FxHashMap::default();
        for (covering_index, covering) in coverings.iter().enumerate() {
            if covering.coverage.range().is_empty() {
                continue;
            }
            for (item_index, item) in covering.comment.items.iter().enumerate() {
                let spans = by_item.entry(&text[*item]).or_default();
                let spans = match covering.coverage {
                    Coverage::Starting(_) => &mut spans.starting,
                    Coverage::Within(_) => &mut spans.within,
                };
                let range = covering.coverage.range();
                let before = spans.last().map_or(range.end(), |span| span.furthest_end);
                spans.push(Span {
                    start: range.start(),
                    furthest_end: before.max(range.end()),
                    covering: covering_index,
                    item: item_index,
                });
            }
        }
        Self { by_item }
    }

    /// The first covering, and the item in it, that covers a finding.
    pub(super) fn find(&self, diagnostic: &Diagnostic) -> Option<(usize, usize)> {
        [diagnostic.code.as_ref(), diagnostic.name.as_ref()]
            .into_iter()
            .chain(former_code(&diagnostic.code))
            .filter_map(|item| self.by_item.get(item))
            .flat_map(|spans| {
                let start = diagnostic.start();
                [
                    first_covering(&spans.starting, start, start),
                    diagnostic
                        .suppression_offset
                        .and_then(|offset| first_covering(&spans.starting, offset, offset)),
                    first_covering(&spans.within, start, diagnostic.end()),
                ]
            })
            .flatten()
            .min()
    }
}

/// The code that a rule had before, by which older comments call it.
pub(super) fn former_code(code: &str) -> Option<&'static str> {
    (code == "S307").then_some("PGH001")
}

/// The first span that holds `start` to `end`. The first that reaches `end` is also the first to
/// push the furthest end that far, and starts no later than the others that reach it.
fn first_covering(spans: &[Span], start: TextSize, end: TextSize) -> Option<(usize, usize)> {
    let index = spans.partition_point(|span| span.furthest_end < end);
    let span = spans.get(index).filter(|span| span.start <= start)?;
    Some((span.covering, span.item))
}
