//! One rule of a Semgrep file.

use std::ops::Range;
use std::sync::Arc;

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_pattern::{
    Anchoring, MessageTemplate, Options, PatternError, RegularExpression, Template, Vocabulary,
};
use pylint_rs_source::PathPatterns;
use pylint_rs_yaml::Node;

use super::formula::Translator;
use super::metadata;
use super::options;
use super::reading::{Field, Fields, Outcome, Problem, Wanted};
use super::version::Version;
use crate::text::RuleText;
use crate::{DataFix, DataRule, PathScope, RuleOrigin};

/// What may say what a rule looks for.
const FORMULAS: [&str; 5] = ["pattern", "patterns", "pattern-either", "pattern-regex", "match"];
/// The other keys that are read.
const READ: [&str; 12] = [
    "id",
    "message",
    "severity",
    "languages",
    "fix",
    "fix-regex",
    "paths",
    "metadata",
    "options",
    "mode",
    "min-version",
    "max-version",
];
/// Keys that change nothing about what is found.
const WITHOUT_CONSEQUENCE: [&str; 8] =
    ["equivalences", "version", "author", "product", "scan-type", "rule-type", "tags", "r2c-test"];
/// Keys of rules that look beyond what a pattern can say.
const UNSUPPORTED: [&str; 18] = [
    "pattern-sources",
    "pattern-sinks",
    "pattern-sanitizers",
    "pattern-propagators",
    "taint",
    "join",
    "extract",
    "steps",
    "dest-language",
    "transform",
    "reduce",
    "validators",
    "validator",
    "secrets",
    "r2c-internal-project-depends-on",
    "project-depends-on",
    "dependencies",
    "requires",
];

/// What became of a rule.
pub(super) enum Reading {
    /// It can be run.
    Rule(Box<DataRule>),
    /// It is about other languages.
    OtherLanguage,
}

/// What is said about a rule that can be run nevertheless.
pub(super) type Warnings = Vec<(String, Range<usize>)>;

/// Reads a rule.
pub(super) fn read(
    node: &Node,
    file: &RuleText<'_>,
    vocabulary: &mut Vocabulary,
    warnings: &mut Warnings,
) -> Outcome<Reading> {
    let (path, source) = (file.path, file.text);
    let fields = Fields::of(node, "a rule")?;
    let id = fields.require("id")?;
    let id = checked_id(id.text("the rule's id")?, id)?;
    let Some(only_text) = languages(fields.require("languages")?)? else {
        return Ok(Reading::OtherLanguage);
    };
    if let Some(mode) = fields.get("mode") {
        check_mode(mode)?;
    }
    for field in fields.iter() {
        check_key(&field, warnings)?;
    }
    check_version(&fields)?;
    let options = match fields.get("options") {
        Some(node) => options::read(node, warnings)?,
        None => Options::default(),
    };
    let formula = {
        let mut wanted = fields.iter().filter(|field| FORMULAS.contains(&field.name));
        let Some(field) = wanted.next() else {
            let message = "the rule does not say what it looks for: `pattern`, `patterns`, \
                           `pattern-either`, `pattern-regex` or `match` is missing";
            return Err(Problem::new(message, fields.span()));
        };
        if let Some(other) = wanted.next() {
            let message = format!(
                "a rule has one of `{}` and `{}`; put both below `patterns`",
                field.name, other.name
            );
            return Err(Problem::new(message, &other.key.span));
        }
        Translator { source, vocabulary, options, only_text, in_condition: false }.rule(&field)?
    };
    let metadata = metadata::read(fields.get("metadata"))?;
    let id: Arc<str> = id.into();
    let message = fields.require("message")?.text("the rule's message")?;
    Ok(Reading::Rule(Box::new(DataRule {
        code: Arc::clone(&id),
        name: id,
        pack: path.file_stem().unwrap_or_default().to_string_lossy().into(),
        message: MessageTemplate::with_values(message.trim_end(), vocabulary),
        severity: severity(fields.require("severity")?)?,
        category: metadata.category,
        documentation: metadata.documentation(message).into(),
        url: metadata.url,
        default: true,
        formula: Arc::new(formula),
        fix: fix(&fields, source, vocabulary)?,
        paths: paths(fields.get("paths"))?,
        target_version: None,
        origin: RuleOrigin { file: path.to_owned(), position: file.position(node.span.start) },
        tests: Vec::new(),
    })))
}

/// A rule's id, whatever else is wrong with it.
pub(super) fn id(node: &Node) -> Option<&str> {
    Fields::of(node, "a rule").ok()?.get("id")?.text("the rule's id").ok()
}

fn checked_id<'t>(id: &'t str, node: &Node) -> Outcome<&'t str> {
    let allowed = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    if !id.is_empty() && id.chars().all(allowed) {
        return Ok(id);
    }
    let message = format!("the id `{id}` may have letters, digits, `-`, `_` and `.` only");
    Err(Problem::new(message, &node.span))
}

/// Whether the rule is about text rather than Python; nothing if it is about other languages.
fn languages(node: &Node) -> Outcome<Option<bool>> {
    let mut only_text = None;
    for (language, _) in node.texts("the rule's languages")? {
        match language.to_ascii_lowercase().as_str() {
            "python" | "py" | "python3" | "python2" => return Ok(Some(false)),
            "regex" | "none" | "generic" | "spacegrep" | "aliengrep" => only_text = Some(true),
            _ => {}
        }
    }
    Ok(only_text)
}

fn check_key(field: &Field<'_>, warnings: &mut Warnings) -> Outcome<()> {
    let name = field.name;
    if FORMULAS.contains(&name) || READ.contains(&name) || WITHOUT_CONSEQUENCE.contains(&name) {
        return Ok(());
    }
    if UNSUPPORTED.contains(&name) {
        return Err(Problem::unsupported(&format!("`{name}`"), &field.key.span));
    }
    if name.starts_with("pattern-")
        || name.starts_with("metavariable-")
        || name == "focus-metavariable"
    {
        if super::formula::OPERATORS.contains(&name) {
            let message = format!("`{name}` belongs below `patterns`");
            return Err(Problem::new(message, &field.key.span));
        }
        return Err(field.unknown(&[&FORMULAS[..], &super::formula::OPERATORS].concat()));
    }
    let known = [&FORMULAS[..], &READ, &WITHOUT_CONSEQUENCE].concat();
    if !field.meant(&known).is_empty() {
        return Err(field.unknown(&known));
    }
    warnings.push((format!("unknown key `{name}` is ignored"), field.key.span.clone()));
    Ok(())
}

fn check_mode(mode: &Node) -> Outcome<()> {
    match mode.text("the rule's mode")? {
        "search" => Ok(()),
        name @ ("taint" | "join" | "extract" | "steps" | "secrets" | "supply_chain") => {
            Err(Problem::unsupported(&format!("`mode: {name}`"), &mode.span))
        }
        name => Err(Problem::new(format!("unknown mode `{name}`"), &mode.span)),
    }
}

fn check_version(fields: &Fields<'_>) -> Outcome<()> {
    let read = |name: &str| -> Outcome<Option<(Version, &Node)>> {
        let Some(node) = fields.get(name) else { return Ok(None) };
        let text = node.text("a version")?;
        let version = text.parse().map_err(|()| {
            Problem::new(format!("`{text}` is no version such as `1.38.0`"), &node.span)
        })?;
        Ok(Some((version, node)))
    };
    let current = Version::COMPATIBLE;
    if let Some((least, node)) = read("min-version")?
        && least > current
    {
        let what = format!("what Semgrep has since {least}");
        return Err(Problem::unsupported(&what, &node.span));
    }
    if let Some((most, node)) = read("max-version")?
        && most < current
    {
        let what = format!("what Semgrep had until {most}");
        return Err(Problem::unsupported(&what, &node.span));
    }
    Ok(())
}

fn severity(node: &Node) -> Outcome<Severity> {
    match node.text("the rule's severity")? {
        "ERROR" | "CRITICAL" | "HIGH" => Ok(Severity::Error),
        "WARNING" | "MEDIUM" => Ok(Severity::Warning),
        "INFO" | "LOW" | "INVENTORY" | "EXPERIMENT" => Ok(Severity::Info),
        other => {
            let message = format!(
                "unknown severity `{other}`: there are ERROR, WARNING, INFO, CRITICAL, HIGH, \
                 MEDIUM and LOW"
            );
            Err(Problem::new(message, &node.span))
        }
    }
}

fn fix(fields: &Fields<'_>, source: &str, vocabulary: &Vocabulary) -> Outcome<Option<DataFix>> {
    if let Some(node) = fields.get("fix-regex") {
        let fields = Fields::of(node, "`regex` and `replacement`")?;
        fields.only(&["regex", "replacement", "count"])?;
        let regex = regular_expression(fields.require("regex")?, source, Anchoring::Anywhere)?;
        let replacement = fields.require("replacement")?;
        return Ok(Some(DataFix::Regex {
            regex,
            replacement: written_text(replacement, "the replacement")?.into(),
            count: fields
                .get("count")
                .map(|node| node.number("how many to replace"))
                .transpose()?,
        }));
    }
    let Some(node) = fields.get("fix") else { return Ok(None) };
    let template = template(written_text(node, "the fix")?, vocabulary)
        .map_err(|error| Problem::new(error.message, &place(node, source, &error.span)))?;
    Ok(Some(DataFix::Template {
        template: Arc::new(template),
        // Who writes a rule need not have thought of every context.
        applicability: Applicability::Unsafe,
        imports: Vec::new(),
    }))
}

/// A fix as Python if it is some, and as mere text if not.
fn template(text: &str, vocabulary: &Vocabulary) -> Result<Template, PatternError> {
    Template::parse(text, vocabulary, Vec::new()).or_else(|_| Template::text(text, vocabulary))
}

/// A text that may be empty.
fn written_text<'n>(node: &'n Node, what: &str) -> Outcome<&'n str> {
    match &node.value {
        pylint_rs_yaml::Value::Scalar(scalar) => Ok(&scalar.text),
        _ => node.text(what),
    }
}

fn paths(node: Option<&Node>) -> Outcome<PathScope> {
    let Some(node) = node else { return Ok(PathScope::default()) };
    let fields = Fields::of(node, "`include` and `exclude`")?;
    fields.only(&["include", "exclude"])?;
    let globs = |name: &str| -> Outcome<Vec<Arc<str>>> {
        let Some(node) = fields.get(name) else { return Ok(Vec::new()) };
        let mut globs = Vec::new();
        for (glob, node) in node.texts("paths")? {
            PathPatterns::check(glob)
                .map_err(|error| Problem::new(error.to_string(), &node.span))?;
            globs.push(glob.into());
        }
        Ok(globs)
    };
    Ok(PathScope { include: globs("include")?, exclude: globs("exclude")? })
}

/// Compiles an expression, of which errors point into the file.
pub(super) fn regular_expression(
    node: &Node,
    source: &str,
    anchoring: Anchoring,
) -> Outcome<Arc<RegularExpression>> {
    let text = node.text("a regular expression")?;
    match RegularExpression::pcre(text, anchoring) {
        Ok(regex) => Ok(Arc::new(regex)),
        Err(error) => Err(Problem::new(error.message, &place(node, source, &error.span))),
    }
}

/// The part of the file that holds a part of a node's text.
pub(super) fn place(node: &Node, source: &str, span: &Range<usize>) -> Range<usize> {
    node.place_of(source, span.start)..node.place_of(source, span.end)
}

/// The rules of a file.
pub(super) fn rules(document: &Node, warnings: &mut Warnings) -> Outcome<Vec<Arc<Node>>> {
    let fields = Fields::of(document, "a mapping with `rules`")?;
    for field in fields.iter().filter(|field| field.name != "rules") {
        if !field.meant(&["rules"]).is_empty() {
            return Err(field.unknown(&["rules"]));
        }
        warnings.push((format!("unknown key `{}` is ignored", field.name), field.key.span.clone()));
    }
    Ok(fields.require("rules")?.list("a list of rules")?.to_vec())
}
