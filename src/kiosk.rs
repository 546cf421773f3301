//! The terminal.

pub mod page;
pub mod stroke;
