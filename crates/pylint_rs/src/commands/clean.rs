//! `pylint-rs clean`.

use std::sync::Arc;

use anyhow::Context;
use pylint_rs_linter::cache::clean;
use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog};

use crate::CLEAN;
use crate::arguments::CleanArguments;

/// Removes the project's cache.
pub fn run(arguments: &CleanArguments) -> anyhow::Result<u8> {
    let current = std::env::current_dir().context("the current directory")?;
    let directory = match &arguments.cache_dir {
        Some(directory) => current.join(directory),
        None => {
            let catalog = Arc::new(RuleCatalog::built_in());
            let resolver = Resolver::new(CommandLine::default(), &current, catalog)?;
            let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
            settings.cache_directory.value.clone()
        }
    };
    let shown = directory.display();
    if clean(&directory).with_context(|| shown.to_string())? {
        eprintln!("Removed {shown}.");
    }
    Ok(CLEAN)
}
