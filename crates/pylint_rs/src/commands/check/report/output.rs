//! Where the report goes.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;

/// How many bytes are written at once.
const BUFFER: usize = 1 << 17;
/// How long a finding may stay unseen.
const PATIENCE: Duration = Duration::from_millis(50);

/// Where the report goes: some of it at a time, but soon.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write + Send>>,
    /// Since when something may be held back.
    flushed: Option<Instant>,
}

impl Output {
    /// A file that is made for it.
    pub(super) fn file(path: &Path) -> anyhow::Result<Self> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        let file = File::create(path).with_context(|| path.display().to_string())?;
        Ok(Self::new(Box::new(file)))
    }

    /// Standard output.
    pub(super) fn stdout() -> Self {
        Self::new(stdout())
    }

    /// Standard error.
    pub(super) fn stderr() -> Self {
        Self::new(Box::new(io::stderr()))
    }

    fn new(writer: Box<dyn Write + Send>) -> Self {
        Self { writer: BufWriter::with_capacity(BUFFER, writer), flushed: None }
    }

    /// Shows what is held back, if it has been for long; nothing comes for a while.
    pub(super) fn pause(&mut self) -> io::Result<()> {
        if self.writer.buffer().is_empty()
            || self.flushed.is_some_and(|flushed| flushed.elapsed() < PATIENCE)
        {
            return Ok(());
        }
        self.flushed = Some(Instant::now());
        self.writer.flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Standard output without the library's own buffer, which ends with lines.
#[cfg(unix)]
fn stdout() -> Box<dyn Write + Send> {
    use std::os::fd::AsFd;
    match io::stdout().as_fd().try_clone_to_owned() {
        Ok(descriptor) => Box::new(File::from(descriptor)),
        Err(_) => Box::new(io::stdout()),
    }
}

#[cfg(not(unix))]
fn stdout() -> Box<dyn Write + Send> {
    Box::new(io::stdout())
}
