//! Ctrl-C, and what a system sends that wants a program to end.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

use crate::INTERRUPTED;

static IS_INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether the run is to end.
pub fn flag() -> &'static AtomicBool {
    &IS_INTERRUPTED
}

/// From now on, a signal lets the files that were begun be finished; a second one does not wait
/// for them.
pub fn listen() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        if IS_INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    })
    .context("cannot listen for signals")
}
