//! How the run's outcome is shown, and the exit code it makes.

mod output;
mod reporter;

use std::path::PathBuf;
use std::sync::Arc;

use pylint_rs_diagnostics::{
    Applicability, EmitterOptions, OutputFormat, RuleCatalogue, RuleInfo, Summary,
};
use pylint_rs_linter::check::{FixMode, reaches};
use pylint_rs_linter::configuration::RuleCatalog;
use pylint_rs_linter::configuration::Settings;
use pylint_rs_rules::{FixAvailability, RuleDefinition};

use crate::arguments::CheckArguments;
use crate::color;
use crate::{CLEAN, FINDINGS};

pub use reporter::Reporter;

/// How the run's outcome is shown.
pub struct Report {
    /// The format findings are written in.
    pub format: OutputFormat,
    /// What the formats need to know.
    pub options: EmitterOptions,
    /// What becomes of fixes.
    pub fix_mode: FixMode,
    /// Whether unsafe fixes are wanted; nothing if the command line does not say.
    pub unsafe_fixes: Option<bool>,
}

impl Report {
    /// What the arguments and, where they are silent, the settings say.
    pub fn new(arguments: &CheckArguments, settings: &Settings) -> Self {
        let format = arguments.output_format.unwrap_or(settings.output_format.value);
        let unsafe_fixes = if arguments.unsafe_fixes {
            Some(true)
        } else if arguments.no_unsafe_fixes {
            Some(false)
        } else {
            None
        };
        let fixes = arguments.fix || arguments.fix_only || settings.fix.value;
        let fix_mode = if arguments.diff {
            FixMode::Diff
        } else if fixes && !arguments.no_fix {
            FixMode::Apply
        } else {
            FixMode::Report
        };
        let options = EmitterOptions {
            color: color::is_wanted(arguments.color, arguments.output_file.is_none()),
            unsafe_fixes: unsafe_fixes.or(settings.unsafe_fixes.value).unwrap_or_default(),
            show_fixes: arguments.show_fixes || settings.show_fixes.value,
            quiet: arguments.quiet,
            rules: Arc::new(catalogue(settings.catalog())),
            // Set in GitLab's jobs: its reports name files from there on.
            project_directory: std::env::var_os("CI_PROJECT_DIR").map(PathBuf::from),
        };
        Self { format, options, fix_mode, unsafe_fixes }
    }

    /// The least applicability of the fixes that the report tells of, if it tells of any.
    pub fn fixes_told(&self, arguments: &CheckArguments) -> Option<Applicability> {
        if arguments.statistics {
            // Those are counted that `--fix` would apply.
            let unsafe_fixes = self.options.unsafe_fixes;
            Some(if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe })
        } else {
            self.format.shows_fixes().then_some(Applicability::Display)
        }
    }

    /// How the run ends.
    pub fn exit_code(
        &self,
        arguments: &CheckArguments,
        settings: &Settings,
        summary: &Summary,
    ) -> u8 {
        if arguments.exit_zero {
            return CLEAN;
        }
        let fixed = summary.fixed_total() > 0;
        if self.fix_mode == FixMode::Diff {
            return if fixed { FINDINGS } else { CLEAN };
        }
        if arguments.exit_non_zero_on_fix && fixed {
            return FINDINGS;
        }
        let threshold = arguments.fail_on.unwrap_or(settings.fail_on.value);
        if !arguments.fix_only && reaches(summary, threshold) { FINDINGS } else { CLEAN }
    }
}

/// The rules as the formats see them.
fn catalogue(catalog: &RuleCatalog) -> RuleCatalogue {
    catalog.iter().filter_map(|rule| rule.definition()).map(info).collect()
}

fn info(rule: &RuleDefinition) -> RuleInfo {
    let rule = rule.description();
    let documentation = rule.documentation.to_owned();
    RuleInfo {
        code: rule.code.to_owned().into(),
        name: rule.name.to_owned().into(),
        summary: documentation.lines().next().unwrap_or_default().to_owned().into(),
        url: rule.url.map(|url| url.to_owned().into()),
        documentation: documentation.into(),
        default_severity: rule.severity,
        enabled_by_default: rule.default,
        fixable: rule.fix != FixAvailability::None,
    }
}
