//! The only door from a draft to a dossier: the same walk, with nothing in the way.

use std::collections::{BTreeMap, BTreeSet};

use super::journey::{Circumstances, Journey, Shown, Site, journey};
use super::{Contents, Dossier, Draft};
use crate::demarche::Demarche;

/// What stands in the way of a dossier.
#[derive(Debug)]
pub struct Review {
    /// Missing, refused, unconfirmed, stopped.
    pub journey: Journey,
    /// Entries that are not on the path: sealed contents never have any.
    pub strangers: Vec<String>,
    /// The edition or its digest is not the one that is asked to judge.
    pub edition: EditionMatch,
}

/// Whether contents were made with this edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionMatch {
    /// Same name, same digest.
    Same,
    /// Another edition, or another digest.
    Other,
}

/// Makes a dossier of a draft that has nothing missing, refused, unconfirmed or stopped. Hidden
/// entries are left out.
///
/// # Errors
/// The journey, with all that stands in the way.
pub fn review(
    demarche: &Demarche,
    draft: &Draft,
    circumstances: &Circumstances,
) -> Result<Dossier, Box<Review>> {
    let journey = journey(demarche, draft, circumstances);
    let same = draft.edition == demarche.edition() && draft.edition_digest == demarche.digest();
    let edition = if same { EditionMatch::Same } else { EditionMatch::Other };
    if !same || !journey.is_complete() {
        return Err(Box::new(Review { journey, strangers: Vec::new(), edition }));
    }
    let on_path = on_path(demarche, &journey);
    let spoken: BTreeSet<&str> =
        journey.cautions.iter().map(|caution| caution.spoken.name.as_str()).collect();
    let kept = |name: &str, of: &BTreeSet<&str>| of.contains(name);
    let entries: BTreeMap<_, _> = draft
        .entries
        .iter()
        .filter(|(name, _)| on_path.contains(name.as_str()))
        .map(|(name, entry)| (name.clone(), entry.clone()))
        .collect();
    let confirmed = draft
        .confirmed
        .iter()
        .filter(|(name, _)| kept(name, &spoken))
        .map(|(name, values)| (name.clone(), values.clone()))
        .collect();
    Ok(Dossier {
        contents: Contents {
            edition: demarche.edition().to_owned(),
            edition_digest: demarche.digest().to_owned(),
            sealed_on: circumstances.today,
            departement: circumstances.site.departement.clone(),
            switches: draft.switches.clone(),
            entries,
            confirmed,
            helped: draft.helped,
            consent: draft.consent.clone(),
            language: draft.comfort.language.clone(),
        },
    })
}

/// The same review at the centre: *today* is the sealing date, the place is the terminal's.
///
/// # Errors
/// The journey, entries that are not on the path, or another edition.
pub fn review_again(demarche: &Demarche, contents: &Contents) -> Result<Dossier, Box<Review>> {
    let dossier = review(demarche, &contents.draft(), &contents.circumstances())?;
    let strangers: Vec<String> = contents
        .entries
        .keys()
        .filter(|name| !dossier.contents.entries.contains_key(*name))
        .cloned()
        .collect();
    if strangers.is_empty() {
        return Ok(dossier);
    }
    let journey = contents.journey(demarche);
    Err(Box::new(Review { journey, strangers, edition: EditionMatch::Same }))
}

/// Names of the questions that were asked and not left empty.
fn on_path<'d>(demarche: &'d Demarche, journey: &Journey) -> BTreeSet<&'d str> {
    journey
        .steps
        .iter()
        .flat_map(|step| &step.questions)
        .filter(|visible| visible.answer != Shown::None)
        .map(|visible| demarche.question(visible.question).name.as_str())
        .collect()
}

impl Contents {
    /// What was sealed, as a draft that can be walked again.
    fn draft(&self) -> Draft {
        let language = self.language.clone();
        Draft {
            edition: self.edition.clone(),
            edition_digest: self.edition_digest.clone(),
            switches: self.switches.clone(),
            entries: self.entries.clone(),
            confirmed: self.confirmed.clone(),
            helped: self.helped,
            consent: self.consent.clone(),
            comfort: super::draft::Comfort { language, ..super::draft::Comfort::default() },
            ..Draft::default()
        }
    }

    /// The day and the place of the sealing.
    fn circumstances(&self) -> Circumstances {
        let site = Site { departement: self.departement.clone() };
        Circumstances { today: self.sealed_on, site }
    }

    /// The journey of what was sealed, on the day it was sealed.
    pub fn journey(&self, demarche: &Demarche) -> Journey {
        journey(demarche, &self.draft(), &self.circumstances())
    }
}
