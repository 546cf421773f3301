//! The central service: exchanges at its router and over real mutual TLS on loopback, its
//! settings, its ledger, and what it must never say.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod client;
mod document;
mod draft;
mod durable;
mod enrolment;
mod envelope;
mod hostile;
mod house;
mod interception;
mod ledger;
mod limit;
mod part;
mod reviewed;
mod secrecy;
mod settings;
mod tls;
