//! `B006`, `B0`, `mutable-argument-default`, `correctness`, `celery`, `custom`, `ALL`.

use pylint_rs_diagnostics::suggestion;

use super::RuleCatalog;

/// The rules that a selector stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Selector {
    /// The more, the more precise; of two selectors for a rule the more precise one counts.
    pub(super) precision: usize,
    /// Indices into the catalog.
    pub(super) rules: Vec<usize>,
}

const ALL: usize = 0;
const CATEGORY: usize = 1;
const PACK: usize = 2;
/// A prefix counts its characters on top.
const PREFIX: usize = 3;
const ONE_RULE: usize = usize::MAX;

/// All rules of files that were asked for.
const CUSTOM: &str = "custom";

impl Selector {
    /// A selector for no rule.
    pub(super) fn nothing() -> Self {
        Self { precision: ONE_RULE, rules: Vec::new() }
    }

    /// Whether it is about rules by their codes, names or files rather than by what they are about.
    pub(super) fn is_narrow(&self) -> bool {
        self.precision > CATEGORY
    }

    /// Resolves a selector; the message of a failure has a suggestion where there is one.
    pub(super) fn resolve(text: &str, catalog: &RuleCatalog) -> Result<Self, String> {
        let matching = |matches: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..catalog.len()).filter(|index| matches(*index)).collect()
        };
        if text == "ALL" {
            return Ok(Self { precision: ALL, rules: (0..catalog.len()).collect() });
        }
        let rule = |index: usize| catalog.rule(index);
        let one = matching(&|index| rule(index).code() == text || rule(index).name() == text);
        if !one.is_empty() {
            return Ok(Self { precision: ONE_RULE, rules: one });
        }
        if text == CUSTOM {
            let loaded = matching(&|index| catalog.loaded(index).is_some());
            return Ok(Self { precision: CATEGORY, rules: loaded });
        }
        // A pack may be called as a category is; its rules are meant, too.
        let is_category = catalog.iter().any(|rule| rule.category() == text);
        let broad = matching(&|index| {
            let rule = rule(index);
            rule.category() == text || rule.pack().is_some_and(|pack| pack == text)
        });
        if !broad.is_empty() {
            let precision = if is_category { CATEGORY } else { PACK };
            return Ok(Self { precision, rules: broad });
        }
        let mut prefixed = matching(&|index| starts_family(&rule(index).code(), text));
        if prefixed.is_empty() && text.len() > 1 && is_letters(text) {
            // `PL` is no family of its own, but four of them begin with it.
            prefixed = matching(&|index| rule(index).code().starts_with(text));
        }
        if !prefixed.is_empty() {
            return Ok(Self { precision: PREFIX + text.len(), rules: prefixed });
        }
        Err(unknown(text, catalog))
    }
}

fn unknown(text: &str, catalog: &RuleCatalog) -> String {
    let codes: Vec<String> =
        catalog.iter().flat_map(|rule| [rule.code().into(), rule.name().into()]).collect();
    let mut broad: Vec<String> = vec!["ALL".to_owned()];
    for rule in catalog.iter() {
        let code = rule.code();
        broad.extend([rule.category().into_owned(), letters(&code).to_owned()]);
        broad.extend(rule.pack().map(String::from));
    }
    let candidates = codes.iter().chain(&broad).map(String::as_str);
    format!("no rule is called `{text}`{}", suggestion(text, candidates))
}

/// The letters a code begins with: its family.
fn letters(code: &str) -> &str {
    let end = code.find(|character: char| character.is_ascii_digit()).unwrap_or(code.len());
    &code[..end]
}

fn is_letters(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_uppercase())
}

/// Whether `prefix` is the family of `code`, or that and some of its digits: `B` is flake8-bugbear
/// and not also `BLE`.
///
/// Identifiers of other tools' rules begin with a path: `python.lang` is all that is in it.
fn starts_family(code: &str, prefix: &str) -> bool {
    if code.contains('.') {
        return code.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
    }
    let family = letters(code);
    !prefix.is_empty() && letters(prefix) == family && code.starts_with(prefix)
}
