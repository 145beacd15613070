//! `/v2.0/portfolio`

pub(crate) mod list;
