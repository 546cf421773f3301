//! Tests of the terminal, without a screen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod pages;
mod pictures;
mod store;
mod window;
