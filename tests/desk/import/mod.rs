//! Importing customers from files.
