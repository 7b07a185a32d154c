//! Debuggers left in the code (flake8-debugger).

automod::dir!("src/rules/flake8_debugger");
