//! Opens what a terminal sealed, and reviews it again by the same rules: the service's own
//! verdict, whatever the terminal believed. The opened words live as long as one call.

use crate::dossier::Contents;
use crate::dossier::envelope::{self, Envelope};
use crate::seal::SealingSecret;
use crate::sync::reception::Opened;

/// The keys that open.
pub struct Judge {
    keys: Vec<SealingSecret>,
}

impl Judge {
    /// With these keys.
    pub fn new(keys: Vec<SealingSecret>) -> Self {
        Self { keys }
    }

    /// What opening and reviewing gives.
    pub fn verdict(&self, envelope: &Envelope) -> Opened {
        match self.open(envelope) {
            Some(_) => Opened::Refused,
            None => Opened::Closed,
        }
    }

    /// The contents, if one of the keys opens them and inside and outside agree.
    pub fn open(&self, envelope: &Envelope) -> Option<Contents> {
        envelope::open(envelope, &self.keys).ok()
    }
}
