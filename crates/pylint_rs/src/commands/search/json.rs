//! What was found, for programs: the words of `check`'s JSON where there are any.

use pylint_rs_linter::search::{Found, Search};
use pylint_rs_source::SourceFile;
use ruff_text_size::{Ranged, TextSize};
use serde_json::{Map, Value, json};

/// Writes matches as objects with commas between them.
pub fn render(search: &Search, source: &SourceFile, found: &[Found], output: &mut Vec<u8>) {
    for (number, one) in found.iter().enumerate() {
        output.extend_from_slice(if number == 0 { b"\n  " } else { b",\n  " });
        let object = of_match(search, source, one).to_string();
        output.extend_from_slice(object.as_bytes());
    }
}

fn of_match(search: &Search, source: &SourceFile, found: &Found) -> Value {
    let captures: Map<String, Value> = found
        .captures
        .iter()
        .map(|capture| {
            let value = json!({
                "text": capture.text,
                "location": location(source, capture.range.start()),
                "end_location": location(source, capture.range.end()),
            });
            (search.name(capture.id).to_owned(), value)
        })
        .collect();
    let mut object = json!({
        "filename": source.path(),
        "text": &source.text()[found.range],
        "location": location(source, found.range.start()),
        "end_location": location(source, found.range.end()),
        "captures": captures,
    });
    match &found.fix {
        None => {}
        Some(Ok(fix)) => {
            let edits: Vec<Value> = fix
                .edits()
                .iter()
                .map(|edit| {
                    json!({
                        "content": edit.content(),
                        "location": location(source, edit.start()),
                        "end_location": location(source, edit.end()),
                    })
                })
                .collect();
            object["fix"] = json!({ "edits": edits });
        }
        Some(Err(reason)) => {
            object["fix"] = Value::Null;
            object["fix_error"] = Value::from(reason.as_str());
        }
    }
    object
}

fn location(source: &SourceFile, offset: TextSize) -> Value {
    let place = source.location(offset);
    json!({ "row": place.row, "column": place.column })
}
