//! One glob of a rule that is data.

use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};

/// A glob of paths. Nearly all are names with `*` and `**`, and are matched segment by segment:
/// building regular expressions for them would take longer than many a run.
#[derive(Debug)]
pub(super) enum PathGlob {
    Segments { is_anchored: bool, segments: Box<[Segment]> },
    Other(Box<[GlobMatcher]>),
}

/// What a glob has between its slashes.
#[derive(Debug)]
pub(super) enum Segment {
    /// `**`: any number of directories; as the last, whatever is in the directory.
    Any,
    /// A name, in which `*` stands for any characters.
    Name(Box<[u8]>),
}

impl PathGlob {
    /// Compiles a glob. One that is none was an error when its file was read.
    pub(super) fn new(glob: &str) -> Option<Self> {
        let trimmed = glob.trim_start_matches("./").trim_end_matches('/');
        let (is_anchored, text) = match trimmed.strip_prefix('/') {
            Some(anchored) => (true, anchored),
            None => (false, trimmed.strip_prefix("**/").unwrap_or(trimmed)),
        };
        if let Some(segments) = segments(text) {
            return Some(Self::Segments { is_anchored, segments });
        }
        let deep = if is_anchored { text.to_owned() } else { format!("**/{text}") };
        let compile = |glob: &str| GlobBuilder::new(glob).literal_separator(true).build().ok();
        let globs = [compile(&format!("{deep}/**")), compile(&deep)];
        let matchers: Box<[_]> =
            globs.into_iter().flatten().map(|glob| glob.compile_matcher()).collect();
        (!matchers.is_empty()).then_some(Self::Other(matchers))
    }

    /// Whether it matches a path, or a directory that the path is in.
    pub(super) fn matches(&self, path: &Path) -> bool {
        match self {
            Self::Other(matchers) => matchers.iter().any(|matcher| matcher.is_match(path)),
            Self::Segments { is_anchored, segments } => {
                let mut rest = Some(path.as_os_str().as_encoded_bytes());
                while let Some(path) = rest {
                    if begins(segments, path) {
                        return true;
                    }
                    rest = if *is_anchored { None } else { split(path).1 };
                }
                false
            }
        }
    }
}

/// The segments of a glob, if it is of nothing but names, `*` and `**`.
fn segments(glob: &str) -> Option<Box<[Segment]>> {
    let segments = glob.split('/').map(|segment| match segment {
        "**" => Some(Segment::Any),
        _ => {
            let is_simple =
                !segment.is_empty() && !segment.contains(['[', ']', '{', '}', '?', '\\']);
            (is_simple && !segment.contains("**")).then(|| Segment::Name(segment.as_bytes().into()))
        }
    });
    let segments: Box<[_]> = segments.collect::<Option<_>>()?;
    // What `**` means at the beginning, or twice in a row, is left to the library.
    let is_regular = matches!(segments.first(), Some(Segment::Name(_)))
        && segments.windows(2).all(|pair| !matches!(pair, [Segment::Any, Segment::Any]));
    is_regular.then_some(segments)
}

/// Whether a path, or a directory that it is in, matches.
fn begins(segments: &[Segment], path: &[u8]) -> bool {
    match segments {
        [] | [Segment::Any] => true,
        [Segment::Any, later @ ..] => {
            let mut rest = Some(path);
            while let Some(path) = rest {
                if begins(later, path) {
                    return true;
                }
                rest = split(path).1;
            }
            false
        }
        [Segment::Name(name), later @ ..] => {
            let (first, rest) = split(path);
            is_like(name, first)
                && match rest {
                    Some(rest) => begins(later, rest),
                    None => later.is_empty(),
                }
        }
    }
}

/// The first segment of a path, and what comes after it.
fn split(path: &[u8]) -> (&[u8], Option<&[u8]>) {
    let is_separator = |byte: &u8| std::path::is_separator(char::from(*byte));
    match path.iter().position(is_separator) {
        Some(end) => (&path[..end], Some(&path[end + 1..])),
        None => (path, None),
    }
}

/// Whether a name matches one in which `*` stands for any characters.
fn is_like(wanted: &[u8], found: &[u8]) -> bool {
    let (mut at, mut position) = (0, 0);
    // Where the last `*` is, and how far it reaches.
    let mut star: Option<(usize, usize)> = None;
    while position < found.len() {
        match wanted.get(at) {
            Some(b'*') => {
                star = Some((at, position));
                at += 1;
            }
            Some(byte) if *byte == found[position] => {
                at += 1;
                position += 1;
            }
            _ => {
                let Some((begin, reach)) = star else { return false };
                star = Some((begin, reach + 1));
                (at, position) = (begin + 1, reach + 1);
            }
        }
    }
    wanted[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by the library.
    fn expected(glob: &str, path: &str) -> bool {
        let deep = match glob.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None if glob.starts_with("**/") => glob.to_owned(),
            None => format!("**/{glob}"),
        };
        [format!("{deep}/**"), deep].iter().any(|glob| {
            let glob = GlobBuilder::new(glob).literal_separator(true).build().unwrap();
            glob.compile_matcher().is_match(path)
        })
    }

    #[test]
    fn segments_match_as_the_library_does() {
        let globs = [
            "*.py",
            "test_*.py",
            "*test*.py",
            "*test*",
            "tests",
            "**/tests/**",
            "tests/**",
            "/src",
            "/src/*.py",
            "/*",
            "a/**/b",
            "a/*/b",
            "/a/**/b.py",
            "**/conf*/local*.py",
            "a*b*c",
            "**/*",
            "src/**/tests/**",
        ];
        let paths = [
            "a.py",
            "test_a.py",
            "src/test_a.py",
            "src/a/tests/b.py",
            "tests/a/b/c.py",
            "tests",
            "src/a.py",
            "a/src/a.py",
            "a/b",
            "a/x/b",
            "a/x/y/b",
            "a/b.py",
            "a/x/b.py",
            "x/a/b.py",
            "confs/local_a.py",
            "x/conf/locals.py",
            "aXbYc",
            "abcabc",
            "abcab",
            "/root/tests/a.py",
            "/a/b",
            "contest.py",
            "src/tests/a",
            "src/tests",
        ];
        for glob in globs {
            let compiled = PathGlob::new(glob).unwrap();
            assert!(matches!(compiled, PathGlob::Segments { .. }), "{glob}");
            for path in paths {
                let found = compiled.matches(Path::new(path));
                assert_eq!(found, expected(glob, path), "{glob} and {path}");
            }
        }
    }

    #[test]
    fn others_are_left_to_the_library() {
        for glob in ["a[bc].py", "{a,b}.py", "a?.py", "**/**/a"] {
            let compiled = PathGlob::new(glob).unwrap();
            assert!(matches!(compiled, PathGlob::Other(_)), "{glob}");
            for path in ["ab.py", "x/ac.py", "a.py", "d/a/b"] {
                assert_eq!(compiled.matches(Path::new(path)), expected(glob, path), "{glob}");
            }
        }
        assert!(PathGlob::new("a[").is_none());
    }
}
