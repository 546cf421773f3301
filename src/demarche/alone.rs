//! A block by itself: what it takes goes in, with answers; what it decides comes out.
//!
//! A rule that stands in a block is written once: editions put it in, and `demarche probe` asks it
//! here. Neither can say something else than the other.

use std::collections::BTreeMap;

use super::Demarche;
use super::calculator::Figure;
use super::formula::Slot;
use crate::dossier::Draft;
use crate::dossier::journey::{self, Circumstances, Journey};

/// A checked block, and where its walk keeps what it takes.
#[derive(Debug)]
pub struct Alone {
    pub(crate) demarche: Demarche,
    pub(crate) takes: BTreeMap<String, Slot>,
}

impl Alone {
    /// The block as an edition of one section.
    pub fn demarche(&self) -> &Demarche {
        &self.demarche
    }

    /// What the block says. What is not given is *none*; a name that it does not take is dropped.
    pub fn journey(
        &self,
        given: &BTreeMap<&str, Figure>,
        draft: &Draft,
        circumstances: &Circumstances,
    ) -> Journey {
        let given: Vec<(Slot, Figure)> = given
            .iter()
            .filter_map(|(name, figure)| Some((*self.takes.get(*name)?, figure.clone())))
            .collect();
        journey::alone(&self.demarche, &given, draft, circumstances)
    }
}
