//! Randomness of the edges: a generator seeded by the operating system, once for each use.
//! The core has none: there it is an argument.

use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use zeroize::Zeroizing;

/// The operating system gives no randomness: nothing may go on without.
#[derive(Debug, thiserror::Error)]
#[error("no randomness")]
pub struct NoRandomness;

/// A fresh generator.
///
/// # Errors
/// When the operating system refuses.
pub fn rng() -> Result<ChaCha20Rng, NoRandomness> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut_slice()).map_err(|_| NoRandomness)?;
    Ok(ChaCha20Rng::from_seed(*seed))
}
