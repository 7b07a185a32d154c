//! Complexity (mccabe).
