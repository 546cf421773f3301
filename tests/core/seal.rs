//! The seal: published vectors, stored forms that must stay readable, and what an altered byte
//! does. Secrets cannot be shown: that is a property of their types.

mod copied;
mod envelope;
mod receipt;
mod stored;
mod vectors;

use std::convert::Infallible;

use mon_point_numerique::seal::resume::WrapKey;
use mon_point_numerique::seal::{Code, DraftKey, Resume, SealingSecret, SigningSecret};
use rand::{SeedableRng, TryCryptoRng, TryRng};
use rand_chacha::ChaCha20Rng;
use static_assertions::assert_not_impl_any;

assert_not_impl_any!(Code: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
assert_not_impl_any!(DraftKey: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
assert_not_impl_any!(WrapKey: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
assert_not_impl_any!(Resume: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
assert_not_impl_any!(SealingSecret: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
assert_not_impl_any!(SigningSecret: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);

/// A seeded source: the same seed gives the same keys on every machine.
fn seeded(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Gives back exactly these bytes: for vectors that fix the randomness.
struct Replayed(std::vec::IntoIter<u8>);

impl Replayed {
    fn new(bytes: Vec<u8>) -> Self {
        Self(bytes.into_iter())
    }
}

impl TryRng for Replayed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, filled: &mut [u8]) -> Result<(), Infallible> {
        filled.iter_mut().for_each(|byte| *byte = self.0.next().expect("enough bytes"));
        Ok(())
    }
}

impl TryCryptoRng for Replayed {}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of `table.name` in a file of hexadecimal values.
fn read(file: &toml::Table, table: &str, name: &str) -> Vec<u8> {
    unhex(file[table][name].as_str().expect("a text"))
}
