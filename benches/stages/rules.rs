//! Dispatch: rules over files that are indexed already, all together, by family and by pack.

use std::collections::BTreeMap;
use std::hint::black_box;

use pylint_rs_rules::{Plan, RuleDefinition, RuleInstance};
use pylint_rs_semantic::Storage;

use crate::{Corpus, Measure, Stage};

/// Every rule there is.
pub fn all() -> Vec<RuleInstance> {
    RuleDefinition::built_in().iter().map(instance).collect()
}

/// Those in Rust, those of the packs, and all.
pub fn all_together(corpus: &Corpus) -> Vec<Stage<'_>> {
    let (native, data): (Vec<_>, Vec<_>) =
        RuleDefinition::built_in().into_iter().partition(|rule| pack(rule).is_none());
    let every: Vec<_> = native.iter().chain(&data).cloned().collect();
    vec![
        stage(corpus, "rules", &every),
        stage(corpus, "rules/native", &native),
        stage(corpus, "rules/packs", &data),
    ]
}

/// The rules in Rust, by the letters of their codes.
pub fn by_family(corpus: &Corpus) -> Vec<Stage<'_>> {
    grouped(corpus, "native", |rule| {
        let is_native = pack(rule).is_none();
        is_native.then(|| rule.code().chars().take_while(char::is_ascii_alphabetic).collect())
    })
}

/// The rules that are data, by pack.
pub fn by_pack(corpus: &Corpus) -> Vec<Stage<'_>> {
    grouped(corpus, "pack", pack)
}

fn pack(rule: &RuleDefinition) -> Option<String> {
    rule.description().pack.map(str::to_owned)
}

fn grouped<'c>(
    corpus: &'c Corpus,
    sort: &str,
    group: impl Fn(&RuleDefinition) -> Option<String>,
) -> Vec<Stage<'c>> {
    let mut groups: BTreeMap<String, Vec<RuleDefinition>> = BTreeMap::new();
    for rule in RuleDefinition::built_in() {
        if let Some(group) = group(&rule) {
            groups.entry(group).or_default().push(rule);
        }
    }
    groups.iter().map(|(name, rules)| stage(corpus, &format!("{sort}/{name}"), rules)).collect()
}

fn stage<'c>(corpus: &'c Corpus, name: &str, rules: &[RuleDefinition]) -> Stage<'c> {
    let rules = rules.to_vec();
    Stage::new(name, move |measure: &mut Measure<'_>| {
        let plan = Plan::new(rules.iter().map(instance).collect());
        let settings = corpus.profile.settings();
        let parsed = corpus.parsed();
        let files = corpus.files(&parsed);
        // Rules may be made ready when they are first needed.
        files.iter().for_each(|file| drop(plan.check(file, settings)));
        // Indexed anew each time: what rules ask for first is worked out once for each file.
        let storages: Vec<_> = files.iter().map(|_| Storage::default()).collect();
        let indexed: Vec<_> = files
            .iter()
            .zip(&storages)
            .map(|(file, storage)| file.index(storage, settings))
            .collect();
        measure(&mut || {
            for (file, semantic) in files.iter().zip(&indexed) {
                black_box(plan.check_indexed(file, semantic, settings));
            }
        });
    })
}

fn instance(rule: &RuleDefinition) -> RuleInstance {
    rule.build(rule.default_options()).expect("rules take their defaults")
}
