//! The resolved settings, for a person to read.

use std::fmt::{self, Display, Write};
use std::path::Path;

use super::{Origin, RuleSettings, Settings};

/// The settings that hold for the file at `path`, as TOML, each with its origin in a comment.
pub fn show_settings(path: &Path, settings: &Settings, rules: &RuleSettings) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_settings(&mut text, path, settings, rules);
    let _ = write_rules(&mut text, settings, rules);
    text
}

/// The rules that run, each with what turned it on.
pub fn show_rules(settings: &Settings, rules: &RuleSettings) -> String {
    let mut text = String::new();
    let _ = write_rules(&mut text, settings, rules);
    text
}

fn write_settings(
    out: &mut String,
    path: &Path,
    settings: &Settings,
    rules: &RuleSettings,
) -> fmt::Result {
    writeln!(out, "# Settings for {}", path.display())?;
    for file in &settings.files {
        writeln!(out, "# from {}", file.display())?;
    }
    writeln!(out, "# project root: {}", settings.project_root.display())?;
    writeln!(out)?;
    let version = rules.target_version.value;
    let target = format!("\"py{}{}\"", version.major, version.minor);
    line(out, "target-version", target, &rules.target_version.origin)?;
    line(out, "line-length", rules.line_length.value, &rules.line_length.origin)?;
    line(out, "builtins", list(&rules.builtins.value), &rules.builtins.origin)?;
    line(out, "require-reason", rules.require_reason.value, &rules.require_reason.origin)?;
    line(out, "src", path_list(&settings.src.value), &settings.src.origin)?;
    let namespaces = &settings.namespace_packages;
    line(out, "namespace-packages", path_list(&namespaces.value), &namespaces.origin)?;
    line(out, "exclude", list(&settings.exclude.value), &settings.exclude.origin)?;
    for globs in &settings.extend_exclude {
        line(out, "extend-exclude", list(&globs.value), &globs.origin)?;
    }
    line(out, "include", list(&settings.include.value), &settings.include.origin)?;
    line(out, "force-exclude", settings.force_exclude.value, &settings.force_exclude.origin)?;
    let gitignore = &settings.respect_gitignore;
    line(out, "respect-gitignore", gitignore.value, &gitignore.origin)?;
    for file in &settings.rule_files {
        line(out, "rule-files", path_list(std::slice::from_ref(&file.value)), &file.origin)?;
    }
    let cache = &settings.cache_directory;
    let directory = toml::Value::from(cache.value.display().to_string());
    line(out, "cache-dir", directory, &cache.origin)?;
    line(out, "fix", settings.fix.value, &settings.fix.origin)?;
    let unsafe_fixes = &settings.unsafe_fixes;
    line(out, "unsafe-fixes", unsafe_fixes.value.unwrap_or(false), &unsafe_fixes.origin)?;
    line(out, "show-fixes", settings.show_fixes.value, &settings.show_fixes.origin)?;
    let format = serde_json::to_string(&settings.output_format.value).unwrap_or_default();
    line(out, "output-format", format, &settings.output_format.origin)?;
    let fail_on = format!("\"{}\"", settings.fail_on.value);
    line(out, "fail-on", fail_on, &settings.fail_on.origin)?;
    writeln!(out)
}

fn write_rules(out: &mut String, settings: &Settings, rules: &RuleSettings) -> fmt::Result {
    writeln!(out, "# {} rules", rules.rules.len())?;
    for active in &rules.rules {
        let rule = settings.catalog().rule(active.index);
        let cause = match &active.cause.selector {
            Some(selector) => format!("{selector} at {}", active.cause.origin),
            None => active.cause.origin.to_string(),
        };
        writeln!(out, "\n[rules.{}]  # {}: {cause}", rule.code(), rule.name())?;
        let severity = format!("\"{}\"", active.severity.value);
        line(out, "severity", severity, &active.severity.origin)?;
        if !active.fixable {
            writeln!(out, "# its fixes are not applied")?;
        }
        for (name, origin) in &active.option_origins {
            if let Some(value) = active.options.get(name) {
                line(out, name, value, origin)?;
            }
        }
    }
    Ok(())
}

fn line(out: &mut String, key: &str, value: impl Display, origin: &Origin) -> fmt::Result {
    writeln!(out, "{key} = {value}  # {origin}")
}

fn list(items: &[String]) -> toml::Value {
    toml::Value::Array(items.iter().map(|item| item.as_str().into()).collect())
}

fn path_list(paths: &[std::path::PathBuf]) -> toml::Value {
    toml::Value::Array(paths.iter().map(|path| path.display().to_string().into()).collect())
}
