//! Puts the packs in `rules/` into the library: what is known of each rule as a table, and the rule
//! as TOML, to be read when it is run.
//!
//! Here files are only taken apart. That rules are right, and their tests pass, is a test's business
//! (`pylint_rs_linter/tests/packs.rs`).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

#[path = "src/data/documentation.rs"]
mod documentation;

fn main() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    println!("cargo::rerun-if-changed={}", packs.display());
    let mut rules = BTreeMap::new();
    for path in files(&packs) {
        println!("cargo::rerun-if-changed={}", path.display());
        let fail = |message: &str| -> ! { panic!("{}: {message}", path.display()) };
        let text = fs::read_to_string(&path).unwrap_or_else(|error| fail(&error.to_string()));
        let mut file: Table =
            toml::from_str(&text).unwrap_or_else(|error| fail(&error.to_string()));
        let pack = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(Value::Array(tables)) = file.remove("rule") else {
            fail("there is no `[[rule]]`")
        };
        for rule in tables {
            let Value::Table(rule) = rule else { fail("a rule is a table") };
            let code = text_of(&rule, "code").unwrap_or_else(|| fail("a rule has no `code`"));
            let entry = entry(&pack, &code, rule).unwrap_or_else(|message| fail(&message));
            if rules.insert(code.clone(), entry).is_some() {
                fail(&format!("the code `{code}` is that of another rule"));
            }
        }
    }
    let mut table = format!("[ShippedRule; {}] = [\n", rules.len());
    rules.values().for_each(|entry| table.push_str(entry));
    table.push_str("];\n");
    let table = format!("/// The rules of the packs, by code.\nstatic SHIPPED: {table}");
    let directory = env::var_os("OUT_DIR").expect("Cargo says where to write");
    let output = Path::new(&directory).join("packs.rs");
    fs::write(&output, table).unwrap_or_else(|error| panic!("{}: {error}", output.display()));
}

/// The files of the packs, by name.
fn files(packs: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(packs).unwrap_or_else(|error| panic!("{}: {error}", packs.display()));
    let mut files: Vec<PathBuf> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

fn text_of(rule: &Table, key: &str) -> Option<String> {
    rule.get(key)?.as_str().map(str::to_owned)
}

/// A rule's line of the table, or what is wrong with it.
fn entry(pack: &str, code: &str, mut rule: Table) -> Result<String, String> {
    let required = |key: &str| text_of(&rule, key).ok_or_else(|| format!("{code} has no `{key}`"));
    let name = required("name")?;
    let message = required("message")?;
    let category = variant(&rule, "category", "suspicious");
    let severity = variant(&rule, "severity", "warning");
    let fix = if rule.contains_key("fix") { "Sometimes" } else { "None" };
    let default = rule.get("default").and_then(Value::as_bool).unwrap_or(false);
    let url = text_of(&rule, "url");
    let example = |key: &str| -> Option<String> {
        let first = rule.get("test")?.as_array()?.first()?.get(key)?;
        first.as_str().or_else(|| first.as_array()?.first()?.as_str()).map(str::to_owned)
    };
    let documentation = documentation::with_examples(
        text_of(&rule, "docs").as_deref().unwrap_or(&message),
        example("bad").as_deref(),
        example("good").as_deref(),
    );
    // What is in the table already is not read at run time.
    for key in ["docs", "test"] {
        rule.remove(key);
    }
    let file = Table::from_iter([("rule".to_owned(), Value::Array(vec![Value::Table(rule)]))]);
    let source = toml::to_string(&file).map_err(|error| format!("{code}: {error}"))?;
    let mut entry = String::new();
    let _ = writeln!(
        entry,
        "    ShippedRule {{ metadata: Metadata {{ code: {code:?}, name: {name:?}, \
         category: Category::{category}, severity: Severity::{severity}, \
         fix: FixAvailability::{fix}, default: {default}, documentation: {documentation:?} }}, \
         pack: {pack:?}, url: {url:?}, source: {source:?}, rule: OnceLock::new() }},"
    );
    Ok(entry)
}

/// The variant of an enumeration that a key names; a wrong name is the compiler's to find.
fn variant(rule: &Table, key: &str, default: &str) -> String {
    let name = text_of(rule, key).unwrap_or_else(|| default.to_owned());
    let mut characters = name.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(characters)
        .collect()
}
