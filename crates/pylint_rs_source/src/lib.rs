//! Python files as pylint-rs sees them: discovery, decoding, lines.
