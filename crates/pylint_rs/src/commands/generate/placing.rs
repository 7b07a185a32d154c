//! Where each file goes, and what is there.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pylint_rs_codegen::{GeneratedFile, Origin};
use pylint_rs_source::{FileStamp, Newline, SourceFile};
use ruff_python_stdlib::identifiers::is_identifier;

use super::header::{absolute, has_header, header};

/// A generated file that has no place yet.
#[derive(Debug)]
pub(super) struct Product {
    /// The file.
    pub(super) file: GeneratedFile,
    /// What it is generated from: paths, each of which may be followed by a colon and a name.
    pub(super) sources: Vec<String>,
}

impl Product {
    /// Files that are generated from the same sources.
    pub(super) fn all(files: Vec<GeneratedFile>, sources: &[String]) -> Vec<Self> {
        let with_sources = |file| Self { file, sources: sources.to_vec() };
        files.into_iter().map(with_sources).collect()
    }
}

/// A file with its place, and what is there.
#[derive(Debug)]
pub(super) struct Output {
    /// Where it goes.
    pub(super) path: PathBuf,
    /// What is there.
    pub(super) before: Option<Before>,
    /// What it is to hold.
    pub(super) text: String,
    /// The same as bytes.
    pub(super) bytes: Vec<u8>,
    /// Where what it defines is asked for.
    pub(super) origins: Vec<Origin>,
    /// How what is there compares.
    pub(super) status: Status,
    /// Why it is not written without `--force`.
    pub(super) refusals: Vec<String>,
}

/// What a file holds before it is written.
#[derive(Debug)]
pub(super) struct Before {
    /// What it holds.
    pub(super) bytes: Vec<u8>,
    /// What tells whether it still does.
    pub(super) stamp: FileStamp,
    /// What it says, if its encoding is known; otherwise UTF-8 is taken for granted.
    pub(super) decoded: Option<String>,
}

/// How what is there compares with what there is to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Status {
    /// It is the same.
    Same,
    /// There is nothing.
    Missing,
    /// It is something else.
    Different,
}

/// Files as `--output` places them.
pub(super) fn placed(products: Vec<Product>, output: &Path) -> anyhow::Result<Vec<Output>> {
    let paths = match products.as_slice() {
        [only] if !is_directory(output, only.file.name.is_some()) => vec![output.to_owned()],
        several if is_python(output) && !output.is_dir() => {
            let count = if several.is_empty() { "there are none" } else { "these are several" };
            bail!(
                "{} is one file, and {count}: end it in a slash if it is a directory",
                output.display()
            );
        }
        several => several
            .iter()
            .map(|product| path_in(output, product))
            .collect::<anyhow::Result<Vec<_>>>()?,
    };
    paths.into_iter().zip(products).map(|(path, product)| Output::of(path, product)).collect()
}

/// Whether a lone file goes into `output` rather than there.
pub(super) fn is_directory(output: &Path, has_name: bool) -> bool {
    let ends_in_slash =
        output.as_os_str().as_encoded_bytes().last().is_some_and(|it| *it == b'/' || *it == b'\\');
    ends_in_slash || output.is_dir() || (has_name && !is_python(output))
}

/// Whether a path is that of a file of Python.
pub(super) fn is_python(path: &Path) -> bool {
    let is_directory = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    !is_directory && path.extension().is_some_and(|it| it == "py" || it == "pyi")
}

/// Where a product goes in a directory: by its module's name, or else by its spec's.
fn path_in(directory: &Path, product: &Product) -> anyhow::Result<PathBuf> {
    if let Some(path) = product.file.path_in(directory) {
        return Ok(path);
    }
    let spec = product.sources.first().map(Path::new);
    let stem = spec.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    // `order.schema.json` is about orders.
    let stem = stem.as_deref().and_then(|name| name.split('.').next()).unwrap_or_default();
    let name: String = stem.chars().map(|it| if it.is_alphanumeric() { it } else { '_' }).collect();
    if !is_identifier(&name) {
        bail!("`{stem}` cannot name a module in {}: name the file itself", directory.display());
    }
    Ok(directory.join(name).with_extension("py"))
}

impl Output {
    /// A file all of which is generated.
    pub(super) fn of(path: PathBuf, product: Product) -> anyhow::Result<Self> {
        let before = read(&path).with_context(|| path.display().to_string())?;
        let newline = before.as_ref().map_or(Newline::LineFeed, Before::newline);
        let adapted = |text: &str| match newline {
            Newline::LineFeed => text.to_owned(),
            newline => text.replace('\n', newline.as_str()),
        };
        let body = adapted(&product.file.text);
        let text = adapted(&header(&path, &product.sources)) + &body;
        let status = match &before {
            None => Status::Missing,
            // What was printed is right as well.
            Some(it) if it.bytes == text.as_bytes() || it.bytes == body.as_bytes() => Status::Same,
            Some(_) => Status::Different,
        };
        let refusals = match &before {
            Some(it) if status == Status::Different && !it.is_ours() => {
                vec![format!("{} was not written by `pylint-rs gen`", path.display())]
            }
            _ => Vec::new(),
        };
        let bytes = text.clone().into_bytes();
        Ok(Self { path, before, text, bytes, origins: product.file.origins, status, refusals })
    }

    /// A file that is otherwise written by hand, with another text.
    pub(super) fn edited(file: &SourceFile, text: String) -> anyhow::Result<Self> {
        let path = file.path().to_owned();
        let shown = || path.display().to_string();
        let encode = |text| file.encode(text).map(Cow::into_owned).with_context(shown);
        let stamp = *file.stamp().context("this is no regular file").with_context(shown)?;
        let decoded = Some(file.text().to_owned());
        let before = Before { bytes: encode(file.text())?, stamp, decoded };
        let bytes = encode(&text)?;
        let status = if bytes == before.bytes { Status::Same } else { Status::Different };
        let (origins, refusals) = (Vec::new(), Vec::new());
        Ok(Self { path, before: Some(before), text, bytes, origins, status, refusals })
    }
}

impl Before {
    /// What it holds, as far as it is text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.decoded {
            Some(text) => text.into(),
            None => String::from_utf8_lossy(&self.bytes),
        }
    }

    fn newline(&self) -> Newline {
        Newline::first_of(&self.text())
    }

    /// Whether nobody loses anything if it is replaced.
    fn is_ours(&self) -> bool {
        has_header(&self.text()) || self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

/// What is at a place.
pub(super) fn read(path: &Path) -> anyhow::Result<Option<Before>> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::symlink_metadata(path).is_ok() {
                bail!("this is a link to a file that is not there");
            }
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    if metadata.is_dir() {
        bail!("this is a directory");
    }
    if !metadata.is_file() {
        bail!("this is no regular file");
    }
    let (bytes, stamp) = (fs::read(path)?, FileStamp::of(&metadata));
    Ok(Some(Before { bytes, stamp, decoded: None }))
}

/// No two files may have the same place.
pub(super) fn all_apart(outputs: &[Output]) -> anyhow::Result<()> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
    let mut places: Vec<(PathBuf, &Path)> =
        outputs.iter().map(|output| (real(&output.path), output.path.as_path())).collect();
    places.sort();
    for pair in places.windows(2) {
        if let [(first, shown), (second, other)] = pair
            && first == second
        {
            let (shown, other) = (shown.display(), other.display());
            if shown.to_string() == other.to_string() {
                bail!("{shown} would be written twice");
            }
            bail!("{shown} and {other} are one file, which would be written twice");
        }
    }
    Ok(())
}
