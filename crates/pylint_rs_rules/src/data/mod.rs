//! Running rules that are data.

mod conflicts;
mod deletion;
mod mending;
mod path_filter;
mod path_glob;
mod plan;
mod stages;

pub(crate) use plan::DataPlan;
pub(crate) use stages::{DataStages, InstanceData};

pub use conflicts::conflicts;
pub use mending::{Unmended, mend_all};
