//! Reading `git diff --unified=0`.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::LineRange;

/// The lines of each file's new version that a diff adds or changes.
pub(super) fn parse(diff: &[u8]) -> FxHashMap<PathBuf, Vec<LineRange>> {
    let mut files: FxHashMap<PathBuf, Vec<LineRange>> = FxHashMap::default();
    let mut current = None;
    let mut lines = diff.split(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(b"+++ ") {
            current = new_name(name);
        } else if let Some(hunk) = line.strip_prefix(b"@@ ").and_then(Hunk::parse) {
            if let (Some(path), false) = (&current, hunk.new.is_empty()) {
                files.entry(PathBuf::clone(path)).or_default().push(hunk.new.clone());
            }
            // The contents may look like anything, headers included.
            for _ in 0..hunk.lines {
                lines.next();
            }
        }
    }
    files
}

struct Hunk {
    new: LineRange,
    /// How many lines of the diff it takes, but for notes on missing newlines.
    lines: usize,
}

impl Hunk {
    /// Reads what comes after `@@ ` in `@@ -1,2 +3,4 @@`.
    fn parse(header: &[u8]) -> Option<Self> {
        let header = std::str::from_utf8(header.split(|byte| *byte == b'@').next()?).ok()?;
        let mut sides = header.split_ascii_whitespace();
        let (_, old_count) = side(sides.next()?.strip_prefix('-')?)?;
        let (start, count) = side(sides.next()?.strip_prefix('+')?)?;
        let start = start.saturating_sub(1);
        Some(Self { new: start..start + count, lines: old_count + count })
    }
}

/// `12,3` or, for a single line, `12`.
fn side(text: &str) -> Option<(usize, usize)> {
    match text.split_once(',') {
        Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    }
}

/// The path in a `+++` line; none for a file that is gone.
fn new_name(name: &[u8]) -> Option<PathBuf> {
    // Git ends names with a space in them by a tab, for the sake of `patch`.
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let unquoted;
    let name = if let Some(quoted) = name.strip_prefix(b"\"") {
        unquoted = unquote(quoted.strip_suffix(b"\"")?);
        &unquoted
    } else {
        name
    };
    name.strip_prefix(b"b/").map(path_of)
}

/// Undoes git's quoting, which is that of C.
fn unquote(quoted: &[u8]) -> Vec<u8> {
    let mut bytes = quoted.iter().copied().peekable();
    let mut plain = Vec::with_capacity(quoted.len());
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        plain.push(match bytes.next() {
            Some(b'a') => 0x07,
            Some(b'b') => 0x08,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 0x0b,
            Some(b'f') => 0x0c,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    if let Some(digit) = bytes.next_if(|byte| matches!(byte, b'0'..=b'7')) {
                        value = value * 8 + u32::from(digit - b'0');
                    }
                }
                value as u8
            }
            Some(other) => other,
            None => b'\\',
        });
    }
    plain
}

/// A path from the bytes git wrote.
#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

/// A path from the bytes git wrote.
#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::single_range_in_vec_init, reason = "one changed place is meant")]

    use super::{PathBuf, parse, unquote};

    #[test]
    fn hunks_by_file() {
        let diff = b"diff --git a/a b.py b/a b.py\n\
            --- a/a b.py\t\n\
            +++ b/a b.py\t\n\
            @@ -1 +1,2 @@ def f():\n\
            -x\n\
            +++ b/not-a-header\n\
            +y\n\
            @@ -7,2 +8,0 @@\n\
            -a\n\
            -b\n\
            @@ -20,0 +19 @@\n\
            +z\n\
            \\ No newline at end of file\n\
            diff --git a/gone.py b/gone.py\n\
            --- a/gone.py\n\
            +++ /dev/null\n\
            @@ -1 +0,0 @@\n\
            -x\n\
            --- /dev/null\n\
            +++ \"b/\\303\\251 \\t.py\"\t\n\
            @@ -0,0 +1,3 @@\n+1\n+2\n+3\n";
        let files = parse(diff);
        assert_eq!(files.len(), 2);
        assert_eq!(files[&PathBuf::from("a b.py")], [0..2, 18..19]);
        assert_eq!(files[&PathBuf::from("é \t.py")], [0..3]);
    }

    #[test]
    fn quoting() {
        assert_eq!(unquote(br#"a\"b\\c\n\0011\7"#), b"a\"b\\c\n\x011\x07");
    }
}
