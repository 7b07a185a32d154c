//! Scopes, bindings, references and names of a Python file.
