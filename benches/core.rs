//! What the core costs: loading, walking, searching, sealing, printing, simulating. It needs no
//! feature: `cargo bench --no-default-features --bench core`.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod table;

use std::time::{Duration, Instant};

use jiff::civil::date;
use mon_point_numerique::demarche::{Catalogue, Demarche};
use mon_point_numerique::dossier::envelope::{self, Stamp};
use mon_point_numerique::dossier::journey::{Circumstances, Site, journey};
use mon_point_numerique::dossier::{Draft, review};
use mon_point_numerique::receipt::{Answers, Letters, Lines, Official, Part, Receipt};
use mon_point_numerique::reference::communes;
use mon_point_numerique::seal::{Code, Cost, DraftId, Number, SealingSecret};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

/// What people type, letter after letter.
const TYPED: [&str; 6] = ["rouen", "saint-denis", "le havre", "sainte colombe", "paris 1", "zuyd"];

fn main() {
    let catalogue = Catalogue::built_in().expect("the editions that ship");
    let demarche = catalogue.demarche("cni.1").expect("the identity card");
    let draft = draft(demarche);
    let site = Site { departement: "76".into() };
    let circumstances = Circumstances { today: date(2026, 11, 25), site };
    table::heads();
    let _times = time("load all editions and texts", 50, Catalogue::built_in);
    let _times =
        time("one journey of the identity card", 500, || journey(demarche, &draft, &circumstances));
    let _times = time("review of a whole draft", 500, || {
        review(demarche, &draft, &circumstances).expect("a whole draft")
    });
    search();
    seal(demarche, &draft, &circumstances);
    paper();
    worlds();
}

/// Does it `runs` times after some to warm up, and prints best, median, 99th percentile and worst.
fn time<T>(name: &str, runs: usize, mut work: impl FnMut() -> T) -> (Duration, Duration) {
    for _ in 0..runs.div_ceil(10) {
        let _warm = std::hint::black_box(work());
    }
    let times = (0..runs).map(|_| {
        let started = Instant::now();
        let done = std::hint::black_box(work());
        let spent = started.elapsed();
        drop(done);
        spent
    });
    table::print(name, times.collect())
}

/// A whole visit, as it is encrypted. Nobody of this name exists.
fn draft(demarche: &Demarche) -> Draft {
    let draft = Draft::read(include_bytes!("draft.json")).expect("a draft");
    Draft {
        edition: demarche.edition().to_owned(),
        edition_digest: demarche.digest().to_owned(),
        ..draft
    }
}

/// Each key that is typed is one search.
fn search() {
    let mut times = Vec::new();
    for _ in 0..20 {
        for word in TYPED {
            for (end, sign) in word.char_indices() {
                let started = Instant::now();
                let found = communes().search(&word[..end + sign.len_utf8()], None, 6);
                times.push(started.elapsed());
                drop(std::hint::black_box(found));
            }
        }
    }
    let name = format!("search among {} communes, a key", communes().len());
    let _times = table::print(&name, times);
}

fn seal(demarche: &Demarche, draft: &Draft, circumstances: &Circumstances) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let central = SealingSecret::random(&mut rng).public();
    let dossier = review(demarche, draft, circumstances).expect("a whole draft");
    let symbols = "R2N".parse().expect("symbols");
    let mut seq = 0;
    let mut length = 0;
    let _times = time("seal an envelope", 200, || {
        seq += 1;
        let number = Number::mint(symbols, seq, &mut rng).expect("minted");
        let draft = DraftId::random(&mut rng);
        let stamp = Stamp { number, draft, sealed_at_ms: 1, parts: Vec::new() };
        let sealed = envelope::seal(&dossier, stamp, &central, &mut rng).expect("sealed");
        length = sealed.bytes().len();
        sealed
    });
    let code = Code::random(&mut rng);
    let _times = time("derive a code at full cost", 10, || code.derive(Cost::FULL).is_ok());
    println!("an envelope is {length} bytes");
}

fn paper() {
    let words = |text: &str| text.to_owned();
    let list =
        |count: usize| (1..=count).map(|at| format!("Élément {at} de cette liste")).collect();
    let receipt = |answers| Receipt {
        language: words("fr"),
        product: words("Mon point numérique"),
        place: words("Préfecture de la Seine-Maritime · Rouen"),
        date: words("25 novembre 2026, 10 h 42"),
        kind: words("Papier de votre dossier"),
        demarche: words("Carte nationale d'identité"),
        variant: words("Nouvelle carte après une perte"),
        binding: words("Seul le texte en français compte."),
        duplicata: None,
        number_label: words("Numéro de votre dossier"),
        number: words("R2A-00F2-9QTM"),
        state: (words("Enregistré ici."), words("Il part tout seul.")),
        not_yet: (words("Votre carte n'est pas encore demandée."), words("Attendez.")),
        square: "MPN1:R2A00F29QTM:CNI:20261123:".to_owned() + &"7K3M9QF2TX0W".repeat(12),
        square_name: words("Carré de vérification"),
        official: Official {
            title: words("Numéro de pré-demande (10 signes)"),
            note: words("Donné par la préfecture."),
            signs: 10,
            number: None,
        },
        parts: vec![
            Part { heading: words("Ensuite"), lines: Lines::Numbered(list(3)) },
            Part { heading: words("À apporter"), lines: Lines::Boxes(list(6)) },
        ],
        onward: vec![Part {
            heading: words("Où aller"),
            lines: Lines::Entries(vec![(words("Mairie - Rouen"), words("À 2,3 km")); 3]),
        }],
        foot: words("L'aide de ce lieu est gratuite."),
        answers,
    };
    let one = receipt(None);
    let _times = time("a receipt", 30, || one.pdf(Letters::Ordinary, None));
    let rows = (1..=60).map(|at| (format!("Question {at}"), format!("Réponse {at}")));
    let sections = vec![(words("Vos réponses"), rows.collect())];
    let whole = receipt(Some(Answers { heading: words("Mes réponses"), sections }));
    let _times = time("a receipt with sixty answers", 30, || whole.pdf(Letters::Ordinary, None));
    println!(
        "they are {} and {} bytes",
        one.pdf(Letters::Ordinary, None).len(),
        whole.pdf(Letters::Ordinary, None).len()
    );
}

/// The worlds of the tests, on one core.
fn worlds() {
    let (count, mut steps) = (400, 0);
    let started = Instant::now();
    for seed in 0..count {
        steps += simulation::live(seed);
    }
    let spent = started.elapsed().as_secs_f64();
    let (worlds, steps) = (count as f64 / spent, steps as f64 / spent);
    println!("simulation on one core: {worlds:.0} worlds a second, {steps:.0} steps a second");
}

/// Where the world takes its editions from.
#[allow(dead_code, unused_imports)]
#[path = "../tests/core/journeys.rs"]
mod journeys;

/// The world of `tests/core/simulation.rs`, lived without its planted bugs.
#[allow(dead_code)]
#[path = "../tests/core/simulation"]
mod simulation {
    mod centre;
    mod checker;
    mod cipher;
    mod citizen;
    mod dice;
    mod law;
    mod network;
    mod terminal;
    mod weather;
    mod world;

    /// One world to its end: how many steps it took.
    pub(super) fn live(seed: u64) -> u64 {
        match world::World::new(seed, None).live() {
            Ok(steps) => steps,
            Err(violation) => panic!("SEED={seed}: {violation}"),
        }
    }
}
