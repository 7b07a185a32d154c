//! Puts the packs in `rules/` into the library: what is known of each rule as a table, and the
//! rules compiled, to be taken as they are when they are run.
//!
//! That rules do what they should, and their tests pass, is a test's business
//! (`pylint_rs_linter/tests/packs.rs`).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use pylint_rs_pattern::RuleSet;
use pylint_rs_rule_files::{DataRule, RuleFile, metavariables, rule_files};

fn main() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    println!("cargo::rerun-if-changed={}", packs.display());
    // Metavariables are numbered as they are met: one thread meets them in the files' order.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let rules = pool.install(|| read(&packs));
    let (table, compiled) = written(&rules);
    let directory = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo says where to write"));
    write(&directory.join("packs.rs"), table.as_bytes());
    write(&directory.join("packs.bin"), &compiled);
}

/// The rules of the packs, by code.
fn read(packs: &Path) -> BTreeMap<Arc<str>, DataRule> {
    let mut rules = BTreeMap::new();
    let files = rule_files(packs).unwrap_or_else(|error| panic!("{}: {error}", packs.display()));
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // Where the sources are is nobody's business.
        let name = path.file_name().map(Path::new).unwrap_or(&path);
        let file = RuleFile::parse(name, &text);
        let errors: Vec<String> = file.errors.iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "rules/{}", errors.join("\nrules/"));
        for rule in file.rules {
            let code = Arc::clone(&rule.code);
            if rules.insert(Arc::clone(&code), rule).is_some() {
                panic!("{}: the code `{code}` is that of another rule", path.display());
            }
        }
    }
    rules
}

/// The table of the rules, as Rust, and what it points into.
fn written(rules: &BTreeMap<Arc<str>, DataRule>) -> (String, Vec<u8>) {
    let mut table = format!(
        "/// The rules of the packs, by code.\nstatic SHIPPED: [ShippedRule; {}] = [\n",
        rules.len()
    );
    let mut compiled = Vec::new();
    let mut vocabulary = metavariables();
    for rule in rules.values() {
        let set = RuleSet::new(&[Arc::clone(&rule.formula)], metavariables());
        vocabulary = set.vocabulary().clone();
        let words = postcard::to_allocvec(&set.words(0)).expect("words can be written");
        let bytes = rule.to_bytes().expect("a rule can be written");
        let start = compiled.len();
        compiled.extend(words);
        let middle = compiled.len();
        compiled.extend(bytes);
        let known = rule.description();
        let _ = writeln!(
            table,
            "    ShippedRule {{ metadata: Metadata {{ code: {:?}, name: {:?}, \
             category: Category::{:?}, severity: Severity::{:?}, fix: FixAvailability::{:?}, \
             default: {}, documentation: {:?} }}, pack: {:?}, url: {:?}, words: {start}..{middle}, \
             compiled: {middle}..{}, rule: OnceLock::new() }},",
            known.code,
            known.name,
            known.category,
            known.severity,
            known.fix,
            known.default,
            known.documentation,
            known.pack.unwrap_or_default(),
            known.url,
            compiled.len(),
        );
    }
    table.push_str("];\n");
    let names: Vec<&str> = vocabulary.names().collect();
    let _ = writeln!(
        table,
        "/// The metavariables of the rules, by number.\n\
         #[distributed_slice(COMPILED_NAMES)]\nstatic NAMES: &[&str] = &{names:?};"
    );
    (table, compiled)
}

fn write(path: &Path, contents: &[u8]) {
    fs::write(path, contents).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
