//! The core, with no feature: no window, no network, no SQLite.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod places;
mod receipt;
mod supply;
mod tidy;
mod seal;
