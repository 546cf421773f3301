//! Carrying envelopes, parts and drafts to the central service.
//!
//! `courier` decides for the terminal and `reception` for the centre; `wire` is what they say to
//! each other. None of them ever reads a clock, a socket or a disk, nor opens an envelope: what
//! travels is opaque here. `docs/synchronisation.md` tells the protocol and the six laws.

pub mod courier;
pub mod reception;
pub mod wire;
