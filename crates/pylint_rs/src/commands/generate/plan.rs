//! What a run would write, and what it does with that.

use std::path::{Path, PathBuf};

use super::orphans::{Orphan, Search};
use super::placing::{Output, Product, all_apart, is_directory, placed};
use super::{comparing, writing};
use crate::arguments::OutputArguments;
use crate::{CLEAN, color};

/// What a run would write.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The files.
    pub(super) outputs: Vec<Output>,
    /// What was written earlier and is not asked for any more.
    pub(super) orphans: Vec<Orphan>,
}

impl Plan {
    /// Products as `--output` places them.
    pub(super) fn of(products: Vec<Product>, output: &Path) -> anyhow::Result<Self> {
        let specs: Vec<PathBuf> =
            products.iter().flat_map(|product| &product.sources).map(PathBuf::from).collect();
        let has_name = products.first().is_some_and(|product| product.file.name.is_some());
        let is_directory = products.len() != 1 || is_directory(output, has_name);
        let mut plan = Self { outputs: placed(products, output)?, orphans: Vec::new() };
        if is_directory {
            plan.find_orphans(output, &specs, false);
        }
        Ok(plan)
    }

    /// Looks for orphans in a directory.
    pub(super) fn find_orphans(&mut self, directory: &Path, specs: &[PathBuf], is_complete: bool) {
        let outputs: Vec<&Path> = self.outputs.iter().map(|it| it.path.as_path()).collect();
        let search = Search { directory, outputs: &outputs, specs, is_complete };
        self.orphans = search.orphans();
    }

    /// Writes it, or compares it with what is there.
    pub(super) fn carry_out(&self, arguments: &OutputArguments) -> anyhow::Result<u8> {
        if arguments.check || arguments.diff {
            all_apart(&self.outputs)?;
            return comparing::compare(self, color::is_wanted(arguments.color, true));
        }
        self.write(arguments)?;
        Ok(CLEAN)
    }

    /// Writes it, and gives the paths of the files that were not as they should be.
    pub(super) fn write(&self, arguments: &OutputArguments) -> anyhow::Result<Vec<&Path>> {
        all_apart(&self.outputs)?;
        let written = writing::write(&self.outputs, arguments.force)?;
        for orphan in &self.orphans {
            if arguments.prune {
                writing::remove(&orphan.path)?;
            } else {
                eprintln!("warning: {orphan}: `--prune` deletes it");
            }
        }
        Ok(written)
    }
}
