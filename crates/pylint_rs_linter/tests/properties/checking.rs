//! Findings are well formed.

use pylint_rs_diagnostics::Diagnostic;
use pylint_rs_source::SourceFile;
use ruff_text_size::{Ranged, TextSize};

use super::{Linter, source, with_stack_for};

/// Whatever the bytes, they are linted or refused, and what is found lies in the text.
pub fn findings_hold(bytes: &[u8]) {
    with_stack_for(bytes, || {
        if let Some(source) = source(bytes, bytes.len() % 2 == 1) {
            let round = Linter::with_all_rules().lint(&source);
            for diagnostic in &round.diagnostics {
                finding_holds(&source, diagnostic);
            }
            let is_sorted = round
                .diagnostics
                .is_sorted_by_key(|diagnostic| (diagnostic.start(), diagnostic.end()));
            assert!(is_sorted, "findings are not by position");
            bytes_come_back(&source, bytes);
        }
    });
}

/// Ranges lie in the text, split no character, and the edits of a fix are apart.
pub fn finding_holds(source: &SourceFile, diagnostic: &Diagnostic) {
    let text = source.text();
    let fits = |offset: TextSize| text.is_char_boundary(offset.to_usize());
    assert!(
        fits(diagnostic.start()) && fits(diagnostic.end()),
        "a range that splits a character: {diagnostic:?}"
    );
    for offset in [diagnostic.suppression_offset, diagnostic.noqa_offset].into_iter().flatten() {
        assert!(fits(offset), "a suppression offset outside the text: {diagnostic:?}");
    }
    assert!(!diagnostic.message.is_empty(), "no message: {diagnostic:?}");
    let Some(fix) = &diagnostic.fix else { return };
    for edit in fix.edits() {
        assert!(fits(edit.start()) && fits(edit.end()), "an edit that splits a character: {fix:?}");
    }
    for pair in fix.edits().windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "edits of one fix overlap: {fix:?}");
    }
    let changes = fix.edits().iter().any(|edit| text[edit.range()] != *edit.content());
    assert!(changes, "a fix that changes nothing: {diagnostic:?}");
}

/// Decoding loses nothing.
fn bytes_come_back(source: &SourceFile, bytes: &[u8]) {
    // Some encodings have several spellings of one text, and no way to write some of them back.
    let Ok(encoded) = source.encode(source.text()) else { return };
    if source.encoding().is_utf8() {
        assert_eq!(encoded, bytes, "UTF-8 does not come back");
    }
    let again = SourceFile::from_bytes(source.path(), encoded.into_owned()).expect("own bytes");
    assert_eq!(again.text(), source.text());
    assert_eq!(again.has_bom(), source.has_bom());
}
