//! Tests of the terminal, without a screen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod allowed_keys;
mod citizen;
mod clerk;
mod colours;
mod concern;
mod focus;
mod gestures;
mod idle;
mod journeys;
mod memory;
mod monkey;
mod notice;
mod pages;
mod pictures;
mod post;
mod printer;
mod resume;
mod saving;
mod screens;
mod sentences;
mod store;
mod touch;
mod typing;
mod window;
mod wipe;
