//! The terminal.

pub mod page;
