//! Missing type hints (flake8-annotations).

automod::dir!("src/rules/flake8_annotations");
