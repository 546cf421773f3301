//! The terminal.

pub mod config;
pub mod font;
pub mod icon;
pub mod page;
pub mod post;
pub mod printer;
pub mod stroke;
pub mod theme;
pub mod widget;
