//! The core, with no feature: no window, no network, no SQLite.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod author;
mod calculators;
mod conditions;
mod courier;
mod drafts;
mod faults;
mod formats;
mod journeys;
mod lessons;
mod nearest;
mod page;
mod places;
mod plain;
mod price;
mod proofs;
mod queries;
mod receipt;
mod reception;
mod rules;
mod seal;
mod simulation;
mod supply;
mod tidy;
mod words;
