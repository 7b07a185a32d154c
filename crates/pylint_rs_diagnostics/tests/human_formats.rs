//! What people see.

#[allow(dead_code)]
mod sample;

use insta::assert_snapshot;
use pylint_rs_diagnostics::{
    EmitterOptions, FixedFile, OutputFormat, Severity, Summary, closing_lines, statistics,
    unified_diff, would_fix,
};
use sample::{diagnostic, nasty, options, ordinary, render};

#[test]
fn full() {
    assert_snapshot!(render(&nasty(), OutputFormat::Full, options()));
}

#[test]
fn full_with_colors() {
    let output = ordinary().render(
        OutputFormat::Full,
        EmitterOptions { color: true, unsafe_fixes: true, ..options() },
    );
    assert_snapshot!(output.replace('\x1b', "␛"));
}

#[test]
fn concise() {
    assert_snapshot!(render(&nasty(), OutputFormat::Concise, options()));
}

#[test]
fn concise_with_colors_and_unsafe_fixes() {
    let output = ordinary().render(
        OutputFormat::Concise,
        EmitterOptions { color: true, unsafe_fixes: true, ..options() },
    );
    assert_snapshot!(output.replace('\x1b', "␛"));
}

#[test]
fn grouped() {
    assert_snapshot!(render(&nasty(), OutputFormat::Grouped, options()));
}

#[test]
fn nothing_but_the_findings_if_quiet() {
    let quiet = EmitterOptions { quiet: true, ..options() };
    let output = ordinary().render(OutputFormat::Concise, quiet);
    assert_eq!(output.lines().count(), 3);
    assert!(output.lines().all(|line| line.starts_with("src/app.py:")));
}

#[test]
fn no_color_unless_asked() {
    for format in OutputFormat::ALL {
        let output = ordinary().render(format, options());
        assert!(!output.contains('\x1b'), "{format}: {output}");
    }
}

#[test]
fn terminal_is_not_commanded_by_what_is_shown() {
    for format in [OutputFormat::Full, OutputFormat::Concise, OutputFormat::Grouped] {
        let output = render(&nasty(), format, options());
        let odd: Vec<char> = output
            .chars()
            .filter(|character| character.is_control() && *character != '\n' && *character != '\t')
            .collect();
        assert!(odd.is_empty(), "{format}: {odd:?}");
        assert!(!output.contains('\u{202e}'), "{format}");
    }
}

fn summary(counts: &[(&str, Severity, usize)]) -> Summary {
    let mut summary = Summary::default();
    for (code, severity, count) in counts {
        let mut finding = diagnostic(code, "message", Default::default());
        finding.severity = *severity;
        summary.record(&vec![finding; *count]);
    }
    summary
}

#[test]
fn closing() {
    let nothing = Summary::default();
    let errors = summary(&[("F401", Severity::Error, 2)]);
    let one = summary(&[("F401", Severity::Error, 1)]);
    let mixed = summary(&[("F401", Severity::Error, 1), ("B006", Severity::Warning, 3)]);
    let mut fixed = errors.clone();
    fixed.record_fixed(FixedFile {
        display_path: "b.py".to_owned(),
        rules: [
            ("F401".into(), ("unused-import".into(), 12)),
            ("E711".into(), ("none-comparison".into(), 1)),
        ]
        .into(),
    });
    fixed.record_fixed(FixedFile {
        display_path: "a.py".to_owned(),
        rules: [("F401".into(), ("unused-import".into(), 1))].into(),
    });
    let mut sample = Summary::default();
    sample.record(&ordinary().diagnostics);
    let mut only_unsafe = Summary::default();
    only_unsafe.record(&ordinary().diagnostics[1..]);

    let text = [
        ("nothing found", closing_lines(&nothing, false, false)),
        ("errors", closing_lines(&errors, false, false)),
        ("one error", closing_lines(&one, false, false)),
        ("severities", closing_lines(&mixed, false, false)),
        ("fixed", closing_lines(&fixed, false, false)),
        ("a fix of each kind", closing_lines(&sample, false, false)),
        ("with unsafe fixes", closing_lines(&sample, true, false)),
        ("only an unsafe fix", closing_lines(&only_unsafe, false, false)),
        ("fixes shown", pylint_rs_diagnostics::fixes_applied(&fixed, false)),
        ("diff", would_fix(2)),
        ("empty diff", would_fix(0)),
    ]
    .map(|(title, lines)| format!("# {title}\n{lines}"))
    .join("\n");
    assert_snapshot!(text);
}

#[test]
fn statistics_table() {
    let mut summary = summary(&[
        ("F401", Severity::Error, 9),
        ("T201", Severity::Error, 12),
        ("A001", Severity::Error, 9),
        ("invalid-syntax", Severity::Error, 1),
    ]);
    summary.record(&ordinary().diagnostics);
    let table = statistics(&summary, OutputFormat::Full, false, false);
    assert_snapshot!(table.replace('\t', "→"));
    let json = statistics(&summary, OutputFormat::Json, true, false);
    assert_snapshot!(json);
    let lines = statistics(&summary, OutputFormat::JsonLines, true, false);
    assert_eq!(lines.lines().count(), 6);
}

#[test]
fn diff() {
    let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk";
    let after = "a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
    assert_snapshot!(unified_diff("src/a.py", before, after, false));
    assert_eq!(unified_diff("src/a.py", before, before, false), "");
}
