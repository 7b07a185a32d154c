//! `sarif`: the Static Analysis Results Interchange Format.
//!
//! Specification: SARIF 2.1.0,
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. The rules come after the
//! results: which of them fired is known only at the end.

use std::io::{self, Write};
use std::path::Path;

use ruff_text_size::{Ranged, TextRange};
use serde::Serialize;

use crate::{
    Emitter, EmitterOptions, FileDiagnostics, Fix, Locations, RuleInfo, Severity, Summary,
};

/// The `sarif` format.
pub(crate) struct Sarif {
    options: EmitterOptions,
}

impl Sarif {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[FixObject<'a>; 1]>,
    level: &'static str,
    locations: [LocationObject<'a>; 1],
    message: Message<'a>,
    rule_id: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationObject<'a> {
    physical_location: PhysicalLocation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation<'a> {
    uri: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    end_column: usize,
    end_line: usize,
    start_column: usize,
    start_line: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject<'a> {
    artifact_changes: [ArtifactChange<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleObject<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    default_configuration: DefaultConfiguration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct DefaultConfiguration {
    enabled: bool,
    level: &'static str,
}

/// What GitHub's code scanning reads beyond the standard.
#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    information_uri: &'static str,
    name: &'static str,
    rules: Vec<RuleObject<'a>>,
    version: &'static str,
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

const fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "recommendation",
    }
}

/// A `file:` URI for an absolute path, a relative reference for any other (RFC 3986).
fn uri(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if cfg!(windows) => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn region(locations: &mut Locations<'_>, range: TextRange) -> Region {
    let (start, end) = locations.span_on_disk(range);
    Region {
        end_column: end.column,
        end_line: end.row,
        start_column: start.column,
        start_line: start.row,
    }
}

fn fix_object<'a>(fix: &'a Fix, uri: &'a str, locations: &mut Locations<'_>) -> FixObject<'a> {
    let replacements = fix
        .edits()
        .iter()
        .map(|edit| Replacement {
            deleted_region: region(locations, edit.range()),
            inserted_content: (!edit.is_deletion()).then(|| Message { text: edit.content() }),
        })
        .collect();
    FixObject {
        artifact_changes: [ArtifactChange {
            artifact_location: ArtifactLocation { uri },
            replacements,
        }],
        description: fix.message().map(|text| Message { text }),
    }
}

fn rule_object(rule: &RuleInfo) -> RuleObject<'_> {
    RuleObject {
        id: &rule.code,
        name: &rule.name,
        short_description: Message { text: &rule.summary },
        full_description: Message { text: &rule.documentation },
        help: Message { text: &rule.summary },
        help_uri: rule.url.as_deref(),
        default_configuration: DefaultConfiguration {
            enabled: rule.enabled_by_default,
            level: level(rule.default_severity),
        },
        properties: Properties {
            id: &rule.code,
            name: &rule.name,
            problem_severity: problem_severity(rule.default_severity),
        },
    }
}

impl Emitter for Sarif {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let uri = uri(file.path);
        let mut locations = Locations::new(file);
        for (index, diagnostic) in file.diagnostics.iter().enumerate() {
            if index > 0 {
                output.extend_from_slice(self.separator());
            }
            // A notebook's edits are not positions in its file.
            let fix = diagnostic.fix.as_ref().filter(|_| file.cell_starts.is_none());
            let result = ResultObject {
                fixes: fix.map(|fix| [fix_object(fix, &uri, &mut locations)]),
                level: level(diagnostic.severity),
                locations: [LocationObject {
                    physical_location: PhysicalLocation {
                        artifact_location: ArtifactLocation { uri: &uri },
                        region: region(&mut locations, diagnostic.range),
                    },
                }],
                message: Message { text: &diagnostic.message },
                rule_id: &diagnostic.code,
            };
            // Neither the types nor writing to memory can make this fail.
            let _ = serde_json::to_writer(&mut *output, &result);
        }
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn begin(&self, _totals: Option<&Summary>, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(
            b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\
              \"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\
              \"results\":[",
        )
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        let rules = summary
            .rules()
            .filter_map(|(code, _)| self.options.rules.get(code))
            .map(rule_object)
            .collect();
        let tool = Tool {
            driver: Driver {
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                name: "pylint-rs",
                rules,
                version: env!("CARGO_PKG_VERSION"),
            },
        };
        output.write_all(b"],\"tool\":")?;
        serde_json::to_writer(&mut *output, &tool)?;
        output.write_all(b"}]}\n")
    }
}
