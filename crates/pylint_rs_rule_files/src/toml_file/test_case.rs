//! The tests of a rule.

use toml::de::DeValue;

use super::keys::TEST;
use super::reader::{Table, Text, type_of};
use crate::{RuleTest, TestText};

/// Reads a rule's tests.
pub(super) fn read(rule: &Table<'_, '_>) -> Vec<RuleTest> {
    let Some(value) = rule.get("test") else { return Vec::new() };
    let DeValue::Array(tests) = value.get_ref() else {
        let found = type_of(value.get_ref());
        rule.reader.error(value.span(), format!("tests are `[[rule.test]]`, not {found}"));
        return Vec::new();
    };
    let mut read = Vec::new();
    for value in tests.iter() {
        let Some(table) = Table::new(rule.reader, value, &TEST, "a test") else { continue };
        let texts = |key| table.texts(key).iter().map(|text| test_text(&table, text)).collect();
        let test = RuleTest {
            bad: texts("bad"),
            good: texts("good"),
            fixed: table.text("fixed").map(|text| test_text(&table, &text)),
        };
        if table.get("bad").is_none() && table.get("good").is_none() {
            rule.reader.error(table.span.clone(), "a test needs a `bad` or a `good`");
        }
        if test.fixed.is_some() && test.bad.len() != 1 {
            let message = "`fixed` is what fixes make of one `bad`";
            rule.reader.error(table.key_span("fixed"), message);
        }
        read.push(test);
    }
    read
}

fn test_text(table: &Table<'_, '_>, text: &Text<'_>) -> TestText {
    let file = &table.reader.file;
    let source = &file.text[text.span.clone()];
    let is_block = source.starts_with("\"\"\"") || source.starts_with("'''");
    let starts_below = is_block && source[3..].trim_start_matches('\r').starts_with('\n');
    let line = file.position(text.span.start).0 + usize::from(starts_below);
    TestText { text: text.value.into(), line, is_block }
}
