//! A rule's `metadata`: what it tells people about it.

use std::fmt::Write;
use std::sync::Arc;

use pylint_rs_yaml::{Node, Value};

use super::reading::{Fields, Outcome, Wanted};
use crate::Category;

/// What a rule tells people about it. Whatever has another form than is usual is left out: tools
/// of all sorts put things here.
#[derive(Debug)]
pub(super) struct Metadata {
    pub(super) category: Category,
    pub(super) url: Option<Arc<str>>,
    weaknesses: Vec<String>,
    owasp: Vec<String>,
    references: Vec<String>,
}

/// Reads it.
pub(super) fn read(node: Option<&Node>) -> Outcome<Metadata> {
    let fields = node
        .filter(|node| !matches!(node.value, Value::Scalar(_)))
        .map(|node| Fields::of(node, "a mapping of metadata"))
        .transpose()?;
    let texts = |name: &str| -> Vec<String> {
        let node = fields.as_ref().and_then(|fields| fields.get(name));
        let texts = node.and_then(|node| node.texts("a text").ok()).unwrap_or_default();
        texts.into_iter().map(|(text, _)| text.to_owned()).collect()
    };
    let references = texts("references");
    let sources = ["source", "source-rule-url", "shortlink", "reference"].map(texts).concat();
    let is_url = |text: &&String| text.starts_with("https://") || text.starts_with("http://");
    let url = sources.iter().find(is_url).or_else(|| references.iter().find(is_url));
    let weaknesses = texts("cwe");
    let category = match texts("category").first().map(String::as_str) {
        Some("security") => Category::Security,
        Some("correctness") => Category::Correctness,
        Some("performance") => Category::Performance,
        Some("best-practice" | "maintainability" | "portability" | "compatibility") => {
            Category::Style
        }
        _ if !weaknesses.is_empty() => Category::Security,
        _ => Category::Suspicious,
    };
    let url = url.map(|url| Arc::from(url.as_str()));
    Ok(Metadata { category, url, weaknesses, owasp: texts("owasp"), references })
}

impl Metadata {
    /// The rule's page: its message, and what the metadata points to.
    pub(super) fn documentation(&self, message: &str) -> String {
        let mut page = message.trim_end().to_owned();
        for (title, items) in [
            ("Weaknesses", &self.weaknesses),
            ("OWASP", &self.owasp),
            ("References", &self.references),
        ] {
            if !items.is_empty() {
                let _ = write!(page, "\n\n{title}:\n");
                for item in items {
                    let _ = write!(page, "\n- {item}");
                }
            }
        }
        page
    }
}
