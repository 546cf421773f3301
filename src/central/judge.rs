//! Opens what a terminal sealed, and reviews it again by the same rules: the service's own
//! verdict, whatever the terminal believed. The opened words live as long as one call.

use crate::demarche::{Catalogue, Demarche};
use crate::dossier::envelope::{self, Envelope};
use crate::dossier::review::Review;
use crate::dossier::{Contents, Dossier, review_again};
use crate::seal::SealingSecret;
use crate::sync::reception::Opened;

/// The keys that open, and the editions that judge.
pub struct Judge {
    keys: Vec<SealingSecret>,
    catalogue: Catalogue,
}

/// What is inside an envelope.
pub enum Inside<'c> {
    /// No key opens it, or inside and outside disagree.
    Closed,
    /// It opens; its edition is not in this program.
    NoEdition(Box<Contents>),
    /// It opens; review refuses something.
    Refused(&'c Demarche, Box<Contents>, Box<Review>),
    /// It opens and passes the same review.
    Reviewed(&'c Demarche, Box<Dossier>),
}

impl Judge {
    /// With these keys, and the editions that the program carries. A fault in an edition is for
    /// the tests to find: here it must not stop dossiers from being received.
    pub fn new(keys: Vec<SealingSecret>) -> Self {
        let (catalogue, faults) = Catalogue::read_built_in();
        if !faults.0.is_empty() {
            tracing::error!(event = "edition_faults", count = faults.0.len());
        }
        Self { keys, catalogue }
    }

    /// The editions and their words.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What opening and reviewing gives, for `reception`.
    pub fn verdict(&self, envelope: &Envelope) -> Opened {
        match self.look(envelope) {
            Inside::Closed => Opened::Closed,
            Inside::NoEdition(_) | Inside::Refused(..) => Opened::Refused,
            Inside::Reviewed(..) => Opened::Reviewed,
        }
    }

    /// What is inside.
    pub fn look(&self, envelope: &Envelope) -> Inside<'_> {
        let Ok(contents) = envelope::open(envelope, &self.keys) else { return Inside::Closed };
        let Some(demarche) = self.catalogue.demarche(&contents.edition) else {
            return Inside::NoEdition(Box::new(contents));
        };
        match review_again(demarche, &contents) {
            Ok(dossier) => Inside::Reviewed(demarche, Box::new(dossier)),
            Err(review) => Inside::Refused(demarche, Box::new(contents), review),
        }
    }
}
