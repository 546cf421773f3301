//! The real cipher, in one world of a hundred: a reviewed dossier, sealed here, signed, and
//! opened and reviewed again at the centre. The other worlds carry a digest of nothing.

use std::sync::OnceLock;

use jiff::civil::date;
use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::dossier::envelope::{self, Stamp};
use mon_point_numerique::dossier::journey::{Circumstances, Site};
use mon_point_numerique::dossier::{Dossier, Draft, Entry, Envelope, review, review_again};
use mon_point_numerique::seal::{DraftId, Number, SealingSecret, Signature, SigningSecret};
use mon_point_numerique::sync::reception::{Arrival, Opened, Signed};
use mon_point_numerique::sync::wire::{Id, Part};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// Sealed bytes and the signature of their manifest, as they lie in an outbox.
#[derive(Clone)]
pub(super) struct Wrapped {
    bytes: Vec<u8>,
    signature: Signature,
}

/// Whose key a dossier is sealed to.
#[derive(Clone, Copy)]
pub(super) enum To {
    Centre,
    /// A key that the centre never had.
    Nobody,
}

struct Real {
    catalogue: Catalogue,
    dossier: Dossier,
    centre: SealingSecret,
    nobody: SealingSecret,
    terminal: SigningSecret,
}

fn real() -> &'static Real {
    static REAL: OnceLock<Real> = OnceLock::new();
    REAL.get_or_init(|| {
        let catalogue = crate::journeys::toy("toy");
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        Real {
            dossier: dossier(&catalogue),
            catalogue,
            centre: SealingSecret::random(&mut rng),
            nobody: SealingSecret::random(&mut rng),
            terminal: SigningSecret::random(&mut rng),
        }
    })
}

/// A dossier of the toy edition that passed review.
pub(crate) fn dossier(catalogue: &Catalogue) -> Dossier {
    let demarche = catalogue.demarche("toy.1").unwrap();
    let day = |day: &str, month: &str, year: &str| Entry::Date {
        day: day.into(),
        month: month.into(),
        year: year.into(),
        hour: String::new(),
    };
    let word = |word: &str, proposed| Entry::Choice { word: word.into(), proposed };
    let draft = Draft {
        edition: demarche.edition().into(),
        edition_digest: demarche.digest().into(),
        entries: [
            ("nom", Entry::Text("Durand".into())),
            ("naissance", day("14", "3", "1980")),
            ("demandeur", word("majeur", false)),
            ("carte", Entry::YesNo(true)),
            ("delivree_le", day("10", "1", "2012")),
            ("change", Entry::Several(Vec::new())),
            ("motif", word("finie", true)),
        ]
        .map(|(name, entry)| (name.to_owned(), entry))
        .into(),
        ..Draft::default()
    };
    let site = Site { departement: "76".into() };
    let today = date(2026, 6, 15);
    review(demarche, &draft, &Circumstances { today, site }).unwrap()
}

/// Seals the dossier of this arrival; its digest and number become the real ones.
pub(super) fn seal(arrival: &mut Arrival, to: To, number_seed: u64, seed: u64) -> Wrapped {
    let real = real();
    let sequence = u32::try_from(arrival.sequence).unwrap();
    let symbols = arrival.terminal.parse().unwrap();
    let number =
        Number::mint(symbols, sequence, &mut ChaCha20Rng::seed_from_u64(number_seed)).unwrap();
    let part = |part: &Part| envelope::Part { digest: part.digest, length: part.length };
    let stamp = Stamp {
        number,
        draft: DraftId(arrival.draft.0),
        sealed_at_ms: arrival.sealed_at * 1000,
        parts: arrival.parts.iter().map(part).collect(),
    };
    let key = match to {
        To::Centre => real.centre.public(),
        To::Nobody => real.nobody.public(),
    };
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let sealed = envelope::seal(&real.dossier, stamp, &key, &mut rng).unwrap();
    arrival.digest = sealed.digest();
    arrival.number = number.to_string();
    Wrapped { bytes: sealed.bytes().to_vec(), signature: sealed.sign(&real.terminal) }
}

/// What the centre reads in sealed bytes, and nothing else.
pub(super) fn open(wrapped: &Wrapped) -> Arrival {
    let real = real();
    let sealed = Envelope::parse(wrapped.bytes.clone()).unwrap();
    let opened = match envelope::open(&sealed, std::slice::from_ref(&real.centre)) {
        Err(_) => Opened::Closed,
        Ok(contents) => {
            let demarche = real.catalogue.demarche(&contents.edition).unwrap();
            match review_again(demarche, &contents) {
                Ok(_) => Opened::Reviewed,
                Err(_) => Opened::Refused,
            }
        }
    };
    let signed = match sealed.verify(&wrapped.signature, &real.terminal.public()) {
        Ok(()) => Signed::Ours,
        Err(_) => Signed::Doubtful,
    };
    let outside = sealed.manifest();
    let part = |part: &envelope::Part| Part { digest: part.digest, length: part.length };
    Arrival {
        digest: sealed.digest(),
        number: outside.number.to_string(),
        terminal: outside.terminal.to_string(),
        sequence: u64::from(outside.seq),
        draft: Id(outside.draft.0),
        parts: outside.parts.iter().map(part).collect(),
        sealed_at: outside.sealed_at_ms / 1000,
        signed,
        opened,
    }
}
