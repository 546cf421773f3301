//! Tests of the terminal, without a screen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod allowed_keys;
mod colours;
mod gestures;
mod pages;
mod pictures;
mod post;
mod store;
mod touch;
mod window;
