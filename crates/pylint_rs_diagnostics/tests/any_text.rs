//! Whatever the text and wherever the findings, every format writes something that holds together.

#[allow(dead_code)]
mod sample;

use proptest::prelude::*;
use pylint_rs_diagnostics::{Applicability, Diagnostic, Edit, Fix, OutputFormat};
use ruff_text_size::{TextRange, TextSize};
use sample::{SampleFile, diagnostic, options};

/// Text made of what editors and encodings get wrong.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,6}".boxed(),
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u{feff}",
            "\0",
            "é",
            "日本",
            "\u{300}",
            "😀",
            "\u{1b}[1m",
            "\u{2028}",
            "\u{202e}",
            "\"",
            "\\",
            "]]>",
            "x = (1,\n     2)\n"
        ])
        .prop_map(str::to_owned)
        .boxed(),
        Just("long ".repeat(80)).boxed(),
        Just("line\n".repeat(30)).boxed(),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn place(text: &str, index: &prop::sample::Index) -> TextSize {
    let offset = text.floor_char_boundary(index.index(text.len() + 1));
    TextSize::try_from(offset).expect("small text")
}

fn range(text: &str, ends: &[prop::sample::Index; 2]) -> TextRange {
    let (first, second) = (place(text, &ends[0]), place(text, &ends[1]));
    TextRange::new(first.min(second), first.max(second))
}

type Ends = [prop::sample::Index; 2];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_holds_together(
        text in text(),
        places in prop::collection::vec(any::<(Ends, Ends)>(), 1..4),
        content in text(),
        notebook in any::<bool>(),
    ) {
        let mut file = SampleFile::new("a.py", &text);
        for (marked, edited) in &places {
            let edit = Edit::replacement(content.clone(), range(&text, edited));
            file = file.with(Diagnostic {
                fix: Some(Fix::new(vec![edit], Applicability::Safe)),
                ..diagnostic("X1", &content, range(&text, marked))
            });
        }
        if notebook {
            let second = text.find('\n').map_or(0, |end| end + 1);
            file.cell_starts =
                Some(vec![0.into(), TextSize::try_from(second).expect("small text")]);
        }
        for format in OutputFormat::ALL {
            let output = file.render(format, options());
            match format {
                OutputFormat::Json | OutputFormat::Gitlab => {
                    let value: serde_json::Value = serde_json::from_str(&output).expect("JSON");
                    prop_assert_eq!(value.as_array().map(Vec::len), Some(places.len()));
                }
                OutputFormat::Sarif | OutputFormat::Rdjson => {
                    serde_json::from_str::<serde_json::Value>(&output).expect("JSON");
                }
                OutputFormat::JsonLines
                | OutputFormat::Github
                | OutputFormat::Azure
                | OutputFormat::Pylint => {
                    prop_assert_eq!(output.split('\n').count(), places.len() + 1);
                }
                OutputFormat::Full => {
                    prop_assert_eq!(output.matches("error[X1]: ").count(), places.len());
                    prop_assert!(!output.contains('\x1b'));
                }
                OutputFormat::Concise | OutputFormat::Grouped => {
                    prop_assert_eq!(output.matches(" X1 ").count(), places.len());
                }
                OutputFormat::Junit => {
                    prop_assert_eq!(output.matches("</failure>").count(), places.len());
                }
            }
        }
    }

    #[test]
    fn json_places_are_where_one_counts_them(
        text in text(),
        marked in any::<Ends>(),
        edited in any::<Ends>(),
    ) {
        // The mark is no part of a file's text.
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let (marked, edited) = (range(&text, &marked), range(&text, &edited));
        let finding = Diagnostic {
            fix: Some(Fix::safe(Edit::replacement("new", edited))),
            ..diagnostic("X1", "message", marked)
        };
        let output = SampleFile::new("a.py", &text).with(finding).render(OutputFormat::Json, options());
        let value: serde_json::Value = serde_json::from_str(&output).expect("JSON");
        let finding = &value[0];
        let edit = &finding["fix"]["edits"][0];
        for (given, offset) in [
            (&finding["location"], marked.start()),
            (&finding["end_location"], marked.end()),
            (&edit["location"], edited.start()),
            (&edit["end_location"], edited.end()),
        ] {
            prop_assert_eq!(given, &counted(&text, offset.to_usize()), "at {:?}", offset);
        }
    }
}

/// Row and column by going through the text, with Python's line ends.
fn counted(text: &str, offset: usize) -> serde_json::Value {
    let (mut row, mut column) = (1, 1);
    for (at, character) in text[..offset].char_indices() {
        let is_first_half = text[at..].starts_with("\r\n");
        if character == '\n' || (character == '\r' && !is_first_half) {
            (row, column) = (row + 1, 1);
        } else {
            column += 1;
        }
    }
    serde_json::json!({ "row": row, "column": column })
}
