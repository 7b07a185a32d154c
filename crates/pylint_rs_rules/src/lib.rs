//! The rules, their registry and the dispatcher.
