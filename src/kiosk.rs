//! The terminal.

pub mod config;
pub mod page;
pub mod printer;
pub mod stroke;
