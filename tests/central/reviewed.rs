//! A dossier as a citizen makes it: received, opened, reviewed again by the same rules, shown in
//! words; and one that the rules refuse, kept for a person with the reasons.

use std::collections::BTreeMap;

use mon_point_numerique::central::show;
use mon_point_numerique::demarche::{Catalogue, Demarche, Kind, QuestionId};
use mon_point_numerique::dossier::envelope::{self, Envelope, Stamp};
use mon_point_numerique::dossier::journey::{Circumstances, Journey, Shown, Site, journey};
use mon_point_numerique::dossier::{Contents, Dossier, Draft, Entry, review};
use mon_point_numerique::seal::key::INFO_DOSSIER;
use mon_point_numerique::seal::{DraftId, SealingPublic};
use mon_point_numerique::sync::wire::{State, Status, path};

use crate::house::{House, Terminal};

fn circumstances() -> Circumstances {
    let today =
        mon_point_numerique::central::authority::day(mon_point_numerique::central::clock::now());
    Circumstances { today, site: Site { departement: "76".into() } }
}

fn text(text: &str) -> Entry {
    Entry::Text(text.into())
}

fn day(year: &str) -> Entry {
    Entry::Date { day: "14".into(), month: "03".into(), year: year.into(), hour: String::new() }
}

/// An answer that suits the kind, or the name where the kind is not enough.
fn answer(demarche: &Demarche, journey: &Journey, id: QuestionId) -> Entry {
    let question = demarche.question(id);
    let visible = journey.steps.iter().flat_map(|step| &step.questions);
    let visible = visible.clone().find(|visible| visible.question == id).unwrap();
    let last = question.name.rsplit('.').next().unwrap();
    match &question.kind {
        Kind::Choice(_) => match &visible.proposal {
            Some(Shown::Word(word)) => Entry::Choice { word: word.clone(), proposed: true },
            _ => Entry::Choice { word: visible.offered[0].clone(), proposed: false },
        },
        Kind::Several(_) => Entry::Several(vec![]),
        Kind::YesNo => Entry::YesNo(["francaise", "ne_en_france", "en_france"].contains(&last)),
        Kind::Text { .. } => text("Martin"),
        Kind::Number { from, .. } => text(&(from + 100).to_string()),
        Kind::Date { .. } if last.contains("naissance") => day("1980"),
        Kind::Date { .. } => day("2016"),
        Kind::Commune => Entry::Commune { code: "76540".into(), name: "Rouen".into() },
        Kind::Country => Entry::Country("FR".into()),
        Kind::List { .. } => Entry::List(vec!["Camille".into()]),
        Kind::Search { .. } => Entry::Row(String::new()),
        Kind::Format(format) => text(match format.as_str() {
            "phone" => "0612345678",
            "email" => "camille@example.fr",
            "postal_code" => "76000",
            "taille" => "172",
            "voie" => "rue Jeanne d'Arc",
            "numero_voie" => "12",
            "timbre" => "1234567890123452",
            _ => "Martin",
        }),
        Kind::Declaration => Entry::Declaration(true),
    }
}

/// Answers what is missing until nothing is.
fn complete(demarche: &Demarche) -> Draft {
    let mut draft = Draft {
        edition: demarche.edition().into(),
        edition_digest: demarche.digest().into(),
        switches: demarche.switches().clone(),
        consent: "1".into(),
        ..Draft::default()
    };
    for _ in 0..200 {
        let walked = journey(demarche, &draft, &circumstances());
        for caution in walked.cautions.iter().filter(|caution| !caution.confirmed) {
            let name = caution.spoken.name.clone();
            let _ = draft.confirmed.insert(name, caution.values.clone());
        }
        let Some(id) = walked.missing.first() else { return draft };
        let entry = answer(demarche, &walked, *id);
        let _ = draft.entries.insert(demarche.question(*id).name.clone(), entry);
    }
    let walked = journey(demarche, &draft, &circumstances());
    let names = walked.missing.iter().map(|id| demarche.question(*id).name.as_str());
    panic!("still missing: {:?}", names.collect::<Vec<_>>());
}

fn dossier(demarche: &Demarche) -> Dossier {
    review(demarche, &complete(demarche), &circumstances()).unwrap_or_else(|review| {
        let refused = review.journey.refusals.iter();
        let refused = refused.map(|r| (&demarche.question(r.question).name, &r.why));
        panic!("refused: {:?} {:?}", refused.collect::<Vec<_>>(), review.journey.stop)
    })
}

fn sealing_key(terminal: &Terminal) -> SealingPublic {
    let key = terminal.answer.sealing_keys[0].key.0.as_slice();
    SealingPublic::from_bytes(key.try_into().unwrap())
}

fn seal(terminal: &Terminal, dossier: &Dossier) -> Envelope {
    let mut rng = mon_point_numerique::chance::rng().unwrap();
    let stamp = Stamp {
        number: terminal.number(1),
        draft: DraftId::random(&mut rng),
        sealed_at_ms: mon_point_numerique::central::clock::now().as_millisecond(),
        parts: vec![],
    };
    envelope::seal(dossier, stamp, &sealing_key(terminal), &mut rng).unwrap()
}

async fn state(house: &House, terminal: &Terminal, envelope: &Envelope) -> State {
    let path = path::status(&envelope.manifest().number.to_string());
    house.ask(Some(terminal), "GET", &path, &[], "").await.json::<Status>().state
}

async fn shown(house: &House, envelope: &Envelope) -> String {
    let number = envelope.manifest().number.to_string();
    let received = house.central.ledger().received(&number).await.unwrap().unwrap();
    show::text(&house.central, &received).unwrap()
}

#[tokio::test]
async fn a_whole_dossier_is_received_reviewed_and_readable() {
    let catalogue = Catalogue::built_in().unwrap();
    let demarche = catalogue.latest("cni").unwrap();
    let dossier = dossier(demarche);
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = seal(&terminal, &dossier);
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    assert_eq!(state(&house, &terminal, &envelope).await, State::Recu);
    assert_eq!(house.count("marks WHERE mark NOT IN ('gap')"), 0);
    let page = shown(&house, &envelope).await;
    let texts = catalogue.texts("fr");
    let walked = journey(demarche, &complete(demarche), &circumstances());
    for step in &walked.steps {
        for visible in step.questions.iter().filter(|asked| asked.answer != Shown::None) {
            let question = texts.ask_in(demarche, step, visible.question).short;
            let answer = texts.answer(demarche, visible.question, &visible.answer);
            assert!(page.contains(&format!("{question} : {answer}")), "{question}\n{page}");
        }
    }
    for key in ["central.show.pieces", "central.state.recu"] {
        assert!(page.contains(texts.interface(key)), "{key}\n{page}");
    }
    assert!(!page.contains("central."), "{page}");
    assert!(!page.contains('{'), "{page}");
}

/// The same contents with one answer taken out, sealed by a terminal that does not play by the
/// rules: received, never bounced, and the reasons are on the page.
#[tokio::test]
async fn what_review_refuses_is_kept_with_its_reasons() {
    let catalogue = Catalogue::built_in().unwrap();
    let demarche = catalogue.latest("cni").unwrap();
    let whole = dossier(demarche);
    let mut entries = whole.contents().entries.clone();
    let (taken, _) = entries.pop_last().unwrap();
    let _ = entries.insert("inconnue".into(), text("Martin"));
    let contents = Contents { entries, ..whole.contents().clone() };
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let outside = seal(&terminal, &whole).manifest().clone();
    let header = serde_json::to_vec(&outside).unwrap();
    let plain = serde_json::to_vec(&contents).unwrap();
    let mut rng = mon_point_numerique::chance::rng().unwrap();
    let key = sealing_key(&terminal);
    let (enc, sealed) = key.seal(INFO_DOSSIER, &header, &plain, &mut rng).unwrap();
    let envelope = Envelope::assemble(&outside, key.id(), &enc, &sealed).unwrap();
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    assert_eq!(state(&house, &terminal, &envelope).await, State::ARevoir);
    let page = shown(&house, &envelope).await;
    let texts = catalogue.texts("fr");
    assert!(page.contains(texts.interface("central.show.in_the_way")), "{page}");
    let question = texts.ask(demarche, demarche.find(&taken).unwrap()).short;
    let missing = texts.interface("refusal.missing");
    assert!(page.contains(&format!("{question} : {missing}")), "{taken}\n{page}");
}

#[tokio::test]
async fn what_does_not_open_or_has_no_edition_is_still_a_page() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let texts = house.central.judge().catalogue().texts("fr");
    let unknown = terminal.seal(&crate::house::Wanted::seq(1));
    let _ = terminal.acknowledged(&house.put(&terminal, &unknown).await);
    let page = shown(&house, &unknown).await;
    assert!(page.contains(texts.interface("central.show.no_edition")), "{page}");
    assert!(page.contains("MARTIN"), "{page}");
    let mut manifest = terminal.seal(&crate::house::Wanted::seq(2)).manifest().clone();
    manifest.departement = "27".into();
    let key = sealing_key(&terminal);
    let closed = Envelope::assemble(&manifest, key.id(), &[7; 32], &[8; 64]).unwrap();
    let _ = terminal.acknowledged(&house.put(&terminal, &closed).await);
    let page = shown(&house, &closed).await;
    assert!(page.contains(texts.interface("central.show.not_opened")), "{page}");
    let words: BTreeMap<_, _> =
        ["closed", "review"].map(|mark| (mark, format!("central.mark.{mark}"))).into();
    assert!(page.contains(texts.interface(&words["closed"])), "{page}");
}
