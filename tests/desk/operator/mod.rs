//! Operators and their sessions.
