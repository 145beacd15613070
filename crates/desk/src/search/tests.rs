//! Following the outbox.
