//! How often one terminal may ask, and how often one site may look for a draft in vain.
//!
//! Kept in memory only: after a restart everybody begins again with a full bucket, which costs
//! an attacker a restart and a terminal nothing. Time is an argument.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A bucket of tokens a key: so many at once, so many a second.
pub struct Buckets<K> {
    rate: f64,
    burst: f64,
    buckets: Mutex<HashMap<K, Bucket>>,
}

/// One bucket as it stood when it was last touched.
struct Bucket {
    tokens: f64,
    touched: Instant,
}

/// Too often; asking again after this is right. Never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub Duration);

/// Keys kept before the full buckets among them are forgotten.
const SWEEP: usize = 4096;

impl<K: Eq + Hash> Buckets<K> {
    /// Full buckets: `burst` requests at once, then `rate` a second.
    pub fn new(rate: u32, burst: u32) -> Self {
        Self { rate: f64::from(rate), burst: f64::from(burst), buckets: Mutex::default() }
    }

    /// Takes one token.
    ///
    /// # Errors
    /// How long to wait for the next one.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Wait> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > SWEEP {
            buckets.retain(|_, bucket| self.filled(bucket, now) < self.burst);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: self.burst, touched: now });
        bucket.tokens = self.filled(bucket, now);
        bucket.touched = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        Err(Wait(Duration::from_secs_f64(((1.0 - bucket.tokens) / self.rate).max(0.001))))
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> f64 {
        let elapsed = now.saturating_duration_since(bucket.touched).as_secs_f64();
        (bucket.tokens + elapsed * self.rate).min(self.burst)
    }
}

/// Failures of a key within a sliding window; beyond the limit, nothing more is tried.
pub struct Failures<K> {
    limit: usize,
    window: Duration,
    seen: Mutex<HashMap<K, VecDeque<Instant>>>,
}

impl<K: Eq + Hash> Failures<K> {
    /// At most `limit` failures in `window`.
    pub fn new(limit: u32, window: Duration) -> Self {
        Self { limit: limit as usize, window, seen: Mutex::default() }
    }

    /// May this key try now?
    ///
    /// # Errors
    /// How long until its oldest failure is out of the window.
    pub fn check(&self, key: &K, now: Instant) -> Result<(), Wait> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(times) = seen.get_mut(key) else { return Ok(()) };
        times.retain(|time| now.saturating_duration_since(*time) < self.window);
        match times.front() {
            Some(oldest) if times.len() >= self.limit => {
                Err(Wait(self.window - now.saturating_duration_since(*oldest)))
            }
            _ => Ok(()),
        }
    }

    /// This key failed now.
    pub fn record(&self, key: K, now: Instant) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.entry(key).or_default().push_back(now);
    }
}
