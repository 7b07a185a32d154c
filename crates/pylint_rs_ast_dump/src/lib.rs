//! A syntax tree written as CPython's ast.dump writes it.
