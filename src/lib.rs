//! Mon point numérique: the terminal of the French prefectures and the service it reports to.
//!
//! The core (everything up to `receipt`) never reads a clock, a disk, a network or a window;
//! time, date and randomness are arguments. The edges are behind features.
//! `docs/architecture.md` has the map; `tests/core/tidy.rs` holds the edges between modules.

pub mod demarche;
pub mod dossier;
pub mod format;
pub mod price;
pub mod receipt;
pub mod reference;
pub mod seal;
pub mod sync;
pub mod text;

#[cfg(feature = "edge")]
pub mod chance;

#[cfg(feature = "edge")]
pub mod memory;

#[cfg(feature = "edge")]
pub mod settings;

#[cfg(feature = "edge")]
pub mod sqlite;

#[cfg(feature = "kiosk")]
pub mod store;

#[cfg(feature = "kiosk")]
pub mod kiosk;

#[cfg(feature = "central")]
pub mod central;
