use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_diagnostics::Severity;
use pylint_rs_rules::RuleDefinition;
use pylint_rs_source::PathFilter;
use schemars::JsonSchema;
use serde::Deserialize;
use tempfile::TempDir;

use super::{
    CommandLine, ConfigurationError, FileModel, Located, Resolver, RuleCatalog, RuleDescription,
    schema, show_settings,
};

mod files;
mod rule_files;
mod rules;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[allow(dead_code)]
struct Options {
    max_depth: u32,
    allowed_names: Vec<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct NoOptions {}

struct Fake {
    code: &'static str,
    name: &'static str,
    category: &'static str,
    default: bool,
    options: bool,
}

impl RuleDescription for Fake {
    fn code(&self) -> Cow<'_, str> {
        self.code.into()
    }
    fn name(&self) -> Cow<'_, str> {
        self.name.into()
    }
    fn category(&self) -> Cow<'_, str> {
        self.category.into()
    }
    fn pack(&self) -> Option<Cow<'_, str>> {
        None
    }
    fn is_default(&self) -> bool {
        self.default
    }
    fn severity(&self) -> Severity {
        Severity::Warning
    }
    fn options_schema(&self) -> schemars::Schema {
        if self.options { schemars::schema_for!(Options) } else { schemars::schema_for!(NoOptions) }
    }
    fn check_options(&self, options: &toml::Table) -> Result<(), String> {
        let options = options.clone();
        if self.options {
            options.try_into::<Options>().map(drop).map_err(|error| error.message().to_owned())
        } else {
            options.try_into::<NoOptions>().map(drop).map_err(|error| error.message().to_owned())
        }
    }
    fn definition(&self) -> Option<&RuleDefinition> {
        None
    }
}

fn catalog() -> Arc<RuleCatalog> {
    let fake = |code, name, category, default, options| {
        Arc::new(Fake { code, name, category, default, options }) as Arc<dyn RuleDescription>
    };
    Arc::new(RuleCatalog::new(vec![
        fake("B006", "mutable-argument-default", "correctness", true, true),
        fake("B008", "call-in-default", "suspicious", false, true),
        fake("BLE001", "blind-except", "suspicious", true, false),
        fake("E711", "none-comparison", "style", true, false),
        fake("E722", "bare-except", "suspicious", true, false),
        fake("ERA001", "commented-code", "style", false, false),
        fake("F401", "unused-import", "correctness", true, false),
        fake("F403", "star-import", "correctness", false, false),
        fake("PLC0414", "useless-alias", "style", false, false),
        fake("PLR0913", "too-many-arguments", "complexity", false, true),
    ]))
}

/// A directory tree to configure.
struct Project {
    directory: TempDir,
    root: PathBuf,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(directory.path()).unwrap();
        let project = Self { directory, root };
        for (path, text) in files {
            let path = project.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        assert!(self.directory.path().exists());
        self.root.join(path)
    }

    fn resolver(&self, command_line: CommandLine) -> Resolver {
        Resolver::new(command_line, &self.root, catalog()).unwrap()
    }

    /// The rules that run on a file, without a command line.
    fn rules(&self, path: &str) -> String {
        self.rules_with(CommandLine::default(), path)
    }

    fn rules_with(&self, command_line: CommandLine, path: &str) -> String {
        let (settings, rules) = self.resolver(command_line).for_file(&self.path(path)).unwrap();
        let codes: Vec<_> = rules
            .rules
            .iter()
            .map(|active| settings.catalog().rule(active.index).code().into_owned())
            .collect();
        codes.join(" ")
    }

    /// What is wrong with the configuration of a file, with its path made relative.
    fn error(&self, path: &str) -> String {
        let resolver = self.resolver(CommandLine::default());
        let error = resolver.for_file(&self.path(path)).unwrap_err();
        error.to_string().replace(&format!("{}/", self.root.display()), "")
    }

    fn show(&self, command_line: CommandLine, path: &str) -> String {
        let path = self.path(path);
        let (settings, rules) = self.resolver(command_line).for_file(&path).unwrap();
        show_settings(&path, &settings, &rules).replace(&self.root.display().to_string(), "")
    }
}

/// The rules that a `lint.toml` with this text runs.
fn rules_of(text: &str) -> String {
    Project::new(&[("lint.toml", text)]).rules("a.py")
}

/// What is wrong with a `lint.toml` with this text.
fn error_of(text: &str) -> String {
    Project::new(&[("lint.toml", text)]).error("a.py")
}

fn assignments(assignments: &[&str]) -> CommandLine {
    let assignments = assignments.iter().map(|it| (*it).to_owned()).collect();
    CommandLine { assignments, ..CommandLine::default() }
}

fn assignment_error(assignment: &str) -> ConfigurationError {
    let directory = Path::new("/");
    Resolver::new(assignments(&[assignment]), directory, catalog()).err().unwrap()
}

fn selectors(texts: &[&str]) -> Option<Vec<Located<String>>> {
    Some(texts.iter().map(|text| (*text).to_owned().into()).collect())
}

#[test]
fn the_schema_knows_the_keys_and_the_options_of_rules() {
    let schema = schema(&catalog());
    assert_eq!(schema.pointer("/properties/line-length/maximum").unwrap(), 320);
    assert_eq!(schema.pointer("/additionalProperties").unwrap(), false);
    let reference = |name: &str| {
        schema.pointer(&format!("/$defs/Rules/properties/{name}/$ref")).unwrap().clone()
    };
    assert_eq!(reference("B006"), "#/$defs/B006");
    assert_eq!(reference("mutable-argument-default"), "#/$defs/B006");
    assert_eq!(reference("E711"), "#/$defs/OnlySeverity");
    let rule = schema.pointer("/$defs/B006").unwrap();
    assert_eq!(rule["title"], "mutable-argument-default (B006)");
    assert_eq!(rule.pointer("/properties/max-depth/type").unwrap(), "integer");
    assert_eq!(rule.pointer("/properties/severity/$ref").unwrap(), "#/$defs/Severity");
    assert_eq!(schema.pointer("/properties/rules/anyOf/1/$ref").unwrap(), "#/$defs/Rules");
    assert!(schema.pointer("/$defs/Severity").is_some());
    assert!(schema.pointer("/$defs/OverrideModel/properties/paths").is_some());
}

#[test]
fn each_reference_of_the_real_schema_leads_somewhere() {
    let schema = schema(&RuleCatalog::built_in());
    let text = schema.to_string();
    let references = text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut count = 0;
    for reference in references {
        assert!(schema.pointer(reference).is_some(), "{reference}");
        count += 1;
    }
    assert!(count > 5);
}

#[test]
fn everything_shown_has_an_origin() {
    let project = Project::new(&[
        (
            "lint.toml",
            "line-length = 100\nselect = [\n  'B',\n]\n[rules.B006]\nmax-depth = 3\nseverity = 'error'\n",
        ),
        ("pyproject.toml", "[project]\nname = 'x'\nrequires-python = '>=3.9'\n"),
    ]);
    let shown = project.show(assignments(&["fix=true"]), "a.py");
    for line in [
        "# Settings for /a.py",
        "line-length = 100  # /lint.toml:1",
        "target-version = \"py39\"  # /pyproject.toml:3",
        "fix = true  # command line",
        "show-fixes = false  # default",
        "output-format = \"full\"  # default",
        "[rules.B006]  # mutable-argument-default: B at /lint.toml:3",
        "max-depth = 3  # /lint.toml:6",
        "severity = \"error\"  # /lint.toml:7",
        "severity = \"warning\"  # default",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} is missing in:\n{shown}");
    }
    // What is shown can be read back.
    assert!(toml::from_str::<toml::Table>(&shown).is_ok(), "{shown}");
}
