//! Missing type hints (flake8-annotations).
