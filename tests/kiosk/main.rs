//! Tests of the terminal, without a screen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod pages;
mod pictures;
mod post;
mod store;
mod window;
