//! Import, export, move, backup.
