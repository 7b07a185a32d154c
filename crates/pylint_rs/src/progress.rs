//! The progress bar: on a terminal, for runs that take more than two seconds.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(2);

/// Counts files, and shows how far it is once it takes long.
pub struct Progress {
    started: Instant,
    count: u64,
    on_terminal: bool,
    done: std::sync::atomic::AtomicU64,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// For a run over `count` files.
    pub fn new(count: usize) -> Self {
        Self {
            started: Instant::now(),
            count: count as u64,
            on_terminal: std::io::stderr().is_terminal(),
            done: std::sync::atomic::AtomicU64::new(0),
            bar: OnceLock::new(),
        }
    }

    /// One more file is done.
    pub fn advance(&self) {
        if !self.on_terminal {
            return;
        }
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if self.started.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_init(|| bar(self.count)).set_position(done);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(count: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left") {
        bar.set_style(style);
    }
    bar
}
