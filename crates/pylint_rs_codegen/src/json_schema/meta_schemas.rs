//! The schemas of schemas, which many refer to by their addresses on the network.

use crate::document::{Document, Source};

const DRAFT_04: &str = include_str!("meta_schemas/draft-04.json");
const DRAFT_07: &str = include_str!("meta_schemas/draft-07.json");

const TEXTS: &[(&str, &str)] = &[
    ("json-schema.org/draft-03/schema", DRAFT_04),
    ("json-schema.org/draft-04/schema", DRAFT_04),
    ("json-schema.org/draft-05/schema", DRAFT_04),
    ("json-schema.org/draft-06/schema", DRAFT_07),
    ("json-schema.org/draft-07/schema", DRAFT_07),
    ("json-schema.org/draft/2019-09/schema", DRAFT_07),
    ("json-schema.org/draft/2020-12/schema", DRAFT_07),
    ("json-schema.org/schema", DRAFT_07),
];

/// The schema of schemas at this address.
pub(super) fn document(address: &str) -> Option<Document> {
    let (_, place) = address.split_once("://")?;
    let (_, text) = TEXTS.iter().find(|(known, _)| *known == place)?;
    Document::from_json(Source::new(None, *text)).ok()
}
