//! The envelope: what it holds, who opens it, and what an altered byte does to it.

use jiff::civil::date;
use mon_point_numerique::dossier::envelope::{self, LONGEST, LONGEST_HEADER, Part, Stamp};
use mon_point_numerique::dossier::{Contents, Entry, Envelope, Manifest, review_again};
use mon_point_numerique::seal::key::INFO_DOSSIER;
use mon_point_numerique::seal::{
    Digest, DraftId, KeyId, Number, SealFault, SealingSecret, SigningSecret,
};

use super::seeded;

fn contents() -> Contents {
    Contents {
        edition: "cni.1".into(),
        edition_digest: "00ff".into(),
        sealed_on: date(2026, 11, 25),
        departement: "76".into(),
        switches: [("perte".to_owned(), true)].into(),
        entries: [
            ("nom".to_owned(), Entry::Text("CANARI-ÉLÉONORE".into())),
            ("motif".to_owned(), Entry::Choice { word: "perte".into(), proposed: true }),
        ]
        .into(),
        confirmed: Default::default(),
        helped: false,
        consent: "1".into(),
        language: "fr".into(),
    }
}

fn manifest() -> Manifest {
    let mut rng = seeded(30);
    let number = Number::mint("R2N".parse().expect("symbols"), 5, &mut rng).expect("minted");
    Manifest {
        number,
        terminal: number.terminal(),
        seq: 5,
        draft: DraftId::random(&mut rng),
        edition: "cni.1".into(),
        edition_digest: "00ff".into(),
        sealed_on: date(2026, 11, 25),
        sealed_at_ms: 1_795_600_000_000,
        departement: "76".into(),
        parts: vec![Part { digest: Digest::of(b"piece"), length: 5 }],
    }
}

/// As `seal` does, for contents that need no review.
fn sealed(manifest: &Manifest, inside: &[u8], to: &SealingSecret) -> Envelope {
    let header = serde_json::to_vec(manifest).expect("json");
    let (enc, sealed) =
        to.public().seal(INFO_DOSSIER, &header, inside, &mut seeded(31)).expect("sealed");
    Envelope::assemble(manifest, to.id(), &enc, &sealed).expect("an envelope")
}

fn inside(contents: &Contents) -> Vec<u8> {
    serde_json::to_vec(contents).expect("json")
}

#[test]
fn only_the_central_key_that_it_names_opens_it() {
    let mut rng = seeded(32);
    let keys = [SealingSecret::random(&mut rng), SealingSecret::random(&mut rng)];
    let envelope = sealed(&manifest(), &inside(&contents()), &keys[1]);
    let opened = envelope::open(&envelope, &keys).expect("opened");
    assert!(opened == contents());
    assert_eq!(envelope.manifest(), &manifest());
    assert_eq!(envelope.digest(), Digest::of(envelope.bytes()));
    assert_eq!(envelope::open(&envelope, &keys[..1]).err(), Some(SealFault::UnknownKey));
    let read = Envelope::parse(envelope.bytes().to_vec()).expect("parsed");
    assert!(read == envelope);
    let words = b"CANARI";
    assert!(!envelope.bytes().windows(words.len()).any(|window| window == words));
    assert!(!format!("{envelope:?}{opened:?}").contains("CANARI"));
}

#[test]
fn every_bit_counts() {
    let key = [SealingSecret::random(&mut seeded(33))];
    let whole = sealed(&manifest(), &inside(&contents()), &key[0]);
    let opens = |bytes: &[u8]| {
        Envelope::parse(bytes.to_vec()).is_ok_and(|read| envelope::open(&read, &key).is_ok())
    };
    assert!(opens(whole.bytes()));
    for at in 0..whole.bytes().len() * 8 {
        let mut wrong = whole.bytes().to_vec();
        wrong[at / 8] ^= 1 << (at % 8);
        assert!(!opens(&wrong), "bit {at}");
    }
    for end in 0..whole.bytes().len() {
        assert!(!opens(&whole.bytes()[..end]), "cut at {end}");
    }
    assert!(!opens(&[whole.bytes(), &[0]].concat()));
}

#[test]
fn lengths_are_looked_at_before_anything_is_read() {
    let key = SealingSecret::random(&mut seeded(34));
    let whole = sealed(&manifest(), &inside(&contents()), &key).bytes().to_vec();
    let with = |at: usize, bytes: &[u8]| {
        let mut wrong = whole.clone();
        wrong[at..at + bytes.len()].copy_from_slice(bytes);
        Envelope::parse(wrong).err()
    };
    assert_eq!(with(0, b"MPN2"), Some(SealFault::Format));
    assert_eq!(with(4, &[2]), Some(SealFault::Algorithm));
    assert_eq!(with(45, &u32::MAX.to_le_bytes()), Some(SealFault::TooLong));
    let most = (LONGEST_HEADER as u32).to_le_bytes();
    assert_eq!(with(45, &most), Some(SealFault::Truncated));
    assert_eq!(Envelope::parse(vec![0; LONGEST + 1]).err(), Some(SealFault::TooLong));
    assert_eq!(Envelope::parse(Vec::new()).err(), Some(SealFault::Truncated));
}

#[test]
fn the_outside_has_one_form_and_does_not_contradict_itself() {
    let with = |change: &dyn Fn(&mut Manifest)| {
        let mut changed = manifest();
        change(&mut changed);
        Envelope::assemble(&changed, KeyId([0; 8]), &[0; 32], &[0; 32]).err()
    };
    assert_eq!(with(&|_| ()), None);
    assert_eq!(with(&|m| m.seq = 6), Some(SealFault::Mismatch));
    assert_eq!(with(&|m| m.terminal = "K7X".parse().expect("s")), Some(SealFault::Mismatch));
    assert_eq!(with(&|m| m.edition = "x".repeat(70_000)), Some(SealFault::TooLong));

    // The same manifest with one blank more is another text: refused, though its JSON is right.
    let header = serde_json::to_string(&manifest()).expect("json");
    let loose = header.replacen(',', ", ", 1);
    let length = (loose.len() as u32).to_le_bytes();
    let bytes = [b"MPN1\x01", &[0; 40][..], &length, loose.as_bytes(), &[0; 32]].concat();
    assert_eq!(Envelope::parse(bytes).err(), Some(SealFault::NotCanonical));
}

#[test]
fn an_inside_that_says_otherwise_is_refused() {
    let keys = [SealingSecret::random(&mut seeded(35))];
    let opened = |inside: &[u8]| envelope::open(&sealed(&manifest(), inside, &keys[0]), &keys);
    let other = Contents { departement: "27".into(), ..contents() };
    assert_eq!(opened(&inside(&other)).err(), Some(SealFault::Mismatch));
    let other = Contents { sealed_on: date(2026, 11, 24), ..contents() };
    assert_eq!(opened(&inside(&other)).err(), Some(SealFault::Mismatch));
    assert_eq!(opened(b"not json").err(), Some(SealFault::NotCanonical));
    let loose = String::from_utf8(inside(&contents())).expect("text").replacen(':', ": ", 1);
    assert_eq!(opened(loose.as_bytes()).err(), Some(SealFault::NotCanonical));
}

#[test]
fn the_terminal_signs_what_lies_at_rest() {
    let mut rng = seeded(36);
    let key = SealingSecret::random(&mut rng);
    let (own, other) = (SigningSecret::random(&mut rng), SigningSecret::random(&mut rng));
    let envelope = sealed(&manifest(), &inside(&contents()), &key);
    let signature = envelope.sign(&own);
    assert_eq!(envelope.verify(&signature, &own.public()), Ok(()));
    assert_eq!(envelope.verify(&signature, &other.public()), Err(SealFault::NotSigned));
    let later = Manifest { sealed_at_ms: 0, ..manifest() };
    let later = sealed(&later, &inside(&contents()), &key);
    assert_eq!(later.verify(&signature, &own.public()), Err(SealFault::NotSigned));
}

/// The whole way: a draft, its review, the seal, the central key, the second review.
#[test]
fn what_is_sealed_here_is_reviewed_again_there() {
    let catalogue = crate::journeys::toy("toy");
    let demarche = catalogue.demarche("toy.1").expect("the toy");
    let dossier = crate::simulation::cipher::dossier(&catalogue);

    let mut rng = seeded(37);
    let number = Number::mint("R2N".parse().expect("symbols"), 9, &mut rng).expect("minted");
    let stamp = Stamp { number, draft: DraftId([7; 16]), sealed_at_ms: 1, parts: Vec::new() };
    let keys = [SealingSecret::random(&mut rng)];
    let sealed = envelope::seal(&dossier, stamp, &keys[0].public(), &mut rng).expect("sealed");
    let outside = sealed.manifest();
    assert_eq!((outside.number, outside.seq, outside.draft), (number, 9, DraftId([7; 16])));
    assert_eq!((outside.sealed_on, outside.edition.as_str()), (date(2026, 6, 15), "toy.1"));

    let arrived = Envelope::parse(sealed.bytes().to_vec()).expect("parsed");
    let contents = envelope::open(&arrived, &keys).expect("opened");
    assert!(contents == *dossier.contents());
    let again = review_again(demarche, &contents).expect("complete there too");
    assert!(again.contents() == dossier.contents());
}
