//! Merging customers.
