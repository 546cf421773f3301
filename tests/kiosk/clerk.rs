//! The clerk with its real store, keys and papers, on a line that is down: what the screens are
//! answered, what survives its sudden end, and what a code opens.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use mon_point_numerique::dossier::journey::{Circumstances, Site};
use mon_point_numerique::dossier::{Draft, Entry, review};
use mon_point_numerique::kiosk::Action;
use mon_point_numerique::kiosk::action::{
    Answer, Line, Message, NotFound, Pages, Paper, Print, PrintFault, Shelf, Trouble,
};
use mon_point_numerique::kiosk::clerk::{Clerk, Office};
use mon_point_numerique::kiosk::clock::Clock;
use mon_point_numerique::kiosk::config::Config;
use mon_point_numerique::kiosk::printer::Printer;
use mon_point_numerique::receipt::Letters;
use mon_point_numerique::seal::{Cost, SealingSecret, SigningSecret, TerminalSymbols};
use mon_point_numerique::store::{Identity, LodgedState, Store};
use rand::SeedableRng as _;
use zeroize::Zeroizing;

use crate::citizen::{Citizen, catalogue, morning};
use crate::journeys::answers;

/// A terminal on a disk of its own.
struct House {
    folder: tempfile::TempDir,
}

/// The clerk at work and what it tells.
struct Shift {
    clerk: Clerk,
    told: Receiver<Message>,
}

impl House {
    /// Enrolled with a central service that nobody hears.
    fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().unwrap() };
        let mut rng = rand_chacha::ChaCha20Rng::from_seed([7; 32]);
        let tls = rcgen::KeyPair::generate().unwrap();
        let mut params = rcgen::CertificateParams::default();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let root = params.self_signed(&tls).unwrap().der().to_vec();
        let identity = Identity {
            name: "rouen-1".into(),
            symbols: TerminalSymbols::random(&mut rng),
            departement: "76".into(),
            site: "rouen".into(),
            central: "https://127.0.0.1:1".into(),
            signing: SigningSecret::random(&mut rng),
            tls_key: Zeroizing::new(tls.serialize_der()),
            certificate: root.clone(),
            authority: root,
            sealing_keys: vec![SealingSecret::random(&mut rng).public()],
            acknowledgement_key: SigningSecret::random(&mut rng).public(),
            recovery_key: Some(SealingSecret::random(&mut rng).public()),
            cost: Cost::LEAST,
        };
        Store::create(&house.store()).unwrap().enrol(&identity).unwrap();
        house
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("borne.db")
    }

    /// Every row of every table.
    fn rows(&self) -> Vec<String> {
        let base = rusqlite::Connection::open(self.store()).unwrap();
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let mut names = base.prepare(names).unwrap();
        let names: Vec<String> =
            names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(names.len() > 3, "{names:?}");
        let mut found = Vec::new();
        for name in names {
            let mut all = base.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let columns = all.column_count();
            let mut rows = all.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let value = |at| row.get_ref(at).map(|value| format!("{value:?}")).unwrap();
                let values: Vec<String> = (0..columns).map(value).collect();
                found.push(format!("{name}: {}", values.join(", ")));
            }
        }
        found
    }

    fn papers(&self) -> PathBuf {
        self.folder.path().join("papiers")
    }

    /// A clerk comes to work. `papers`: there is a place to print to.
    fn opens(&self, papers: Option<PathBuf>) -> Shift {
        let config = Config { papers, ..Config::default() };
        let office = Office {
            store: self.store(),
            catalogue: catalogue(),
            printer: Printer::new(&config),
            place: "Rouen".into(),
            phone: String::new(),
            draft_days: 30,
            places: config.places.clone(),
            clock: Clock::start(),
            demo: None,
        };
        let (tell, told) = channel();
        let clerk = Clerk::start(office, move |message| {
            let _ended = tell.send(message);
        });
        Shift { clerk: clerk.unwrap(), told }
    }
}

impl Shift {
    /// The first message that is wanted; the others are not looked at.
    fn hears<T>(&self, wanted: impl Fn(Message) -> Option<T>) -> T {
        loop {
            let message = self.told.recv_timeout(Duration::from_secs(30)).expect("an answer");
            if let Some(found) = wanted(message) {
                return found;
            }
        }
    }

    fn answer<T>(&self, wanted: impl Fn(Answer) -> Option<T>) -> T {
        self.hears(|message| match message {
            Message::Answer(1, answer) => wanted(answer),
            _ => None,
        })
    }

    fn begins(&self) -> Zeroizing<String> {
        self.clerk.perform(Action::Begin { visit: 1, edition: "cni.1".into() });
        self.answer(|answer| match answer {
            Answer::Begun(code) => Some(code.unwrap()),
            _ => None,
        })
    }

    fn saves(&self, draft: &Draft) {
        self.clerk.perform(Action::SaveDraft { visit: 1, draft: Box::new(draft.clone()) });
        let saved = self.answer(|answer| match answer {
            Answer::Saved(saved) => Some(saved),
            _ => None,
        });
        assert_eq!(saved, Ok(()));
    }

    fn finds(&self, code: &str) -> Result<Vec<Draft>, NotFound> {
        let code = Zeroizing::new(code.replace('-', ""));
        self.clerk.perform(Action::FindDraft { visit: 1, code });
        let found = self.answer(|answer| match answer {
            Answer::Found(found) => Some(found),
            _ => None,
        });
        found.map(|versions| versions.into_iter().map(|version| version.draft).collect())
    }

    fn prints(&self, action: Action) -> Result<(), PrintFault> {
        self.clerk.perform(action);
        self.answer(|answer| match answer {
            Answer::Printed(printed) => Some(printed),
            _ => None,
        })
    }
}

fn typed(word: &str) -> Draft {
    let entries = [("nom".to_owned(), Entry::Text(word.into()))].into_iter().collect();
    Draft { edition: "cni.1".into(), entries, ..Draft::default() }
}

/// Codes are derived beside the clerk: a code opens only what has been given it.
fn once_derived(shift: &Shift, code: &str) -> Result<Vec<Draft>, NotFound> {
    (0..4).map(|_| shift.finds(code)).find(Result::is_ok).unwrap_or(Err(NotFound::OutOfReach))
}

#[test]
fn a_saved_word_survives_the_power_and_the_code_opens_it() {
    let house = House::new();
    let shift = house.opens(None);
    let code = shift.begins();
    shift.saves(&typed("LEFEBVRE"));
    assert_eq!(once_derived(&shift, &code), Ok(vec![typed("LEFEBVRE")]));
    drop(shift);
    let again = house.opens(None);
    again.hears(|message| (message == Message::Interrupted).then_some(()));
    assert_eq!(again.finds(&code), Ok(vec![typed("LEFEBVRE")]));
    again.saves(&typed("LEFEBVRE-MARTIN"));
    again.clerk.perform(Action::KeepAndLeave { visit: 1, draft: None });
    again.clerk.perform(Action::EndVisit { visit: 1 });
    drop(again);
    let third = house.opens(None);
    let shelf = third.hears(|message| match message {
        Message::Interrupted => panic!("it was left in order"),
        Message::Store(shelf) => Some(shelf),
        _ => None,
    });
    assert_eq!(shelf, Shelf::Ready);
    assert_eq!(third.finds(&code), Ok(vec![typed("LEFEBVRE-MARTIN")]));
}

#[test]
fn an_erased_draft_opens_with_no_code() {
    let house = House::new();
    let shift = house.opens(None);
    let code = shift.begins();
    shift.saves(&typed("LEFEBVRE"));
    assert!(once_derived(&shift, &code).is_ok());
    shift.clerk.perform(Action::EraseDraft { visit: 1 });
    let erased = shift.answer(|answer| match answer {
        Answer::Erased(erased) => Some(erased),
        _ => None,
    });
    assert_eq!(erased, Ok(()));
    assert_eq!(shift.finds(&code), Err(NotFound::OutOfReach));
}

#[test]
fn guessed_codes_lock_the_terminal_and_a_restart_unlocks_nothing() {
    let house = House::new();
    let shift = house.opens(None);
    let wrong =
        mon_point_numerique::seal::Code::random(&mut rand_chacha::ChaCha20Rng::from_seed([9; 32]))
            .grouped();
    for _ in 0..5 {
        assert_eq!(shift.finds(&wrong), Err(NotFound::OutOfReach));
    }
    assert_eq!(shift.finds(&wrong), Err(NotFound::Locked { minutes: 15 }));
    drop(shift);
    let again = house.opens(None);
    assert!(matches!(again.finds(&wrong), Err(NotFound::Locked { .. })));
}

#[test]
fn a_dossier_is_sealed_once_and_its_papers_say_which_is_the_first() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let draft = citizen.draft();
    let catalogue = catalogue();
    let demarche = catalogue.demarche("cni.1").unwrap();
    let site = Site { departement: "76".into() };
    let around = Circumstances { today: morning().date(), site };
    let dossier = review(demarche, &draft, &around).unwrap();
    let contents = Box::new(dossier.contents().clone());

    let house = House::new();
    let shift = house.opens(Some(house.papers()));
    let code = shift.begins();
    shift.saves(&draft);
    assert!(once_derived(&shift, &code).is_ok());
    shift.clerk.perform(Action::Send { visit: 1, dossier: Box::new(dossier) });
    let number = shift.answer(|answer| match answer {
        Answer::Sent(sent) => Some(sent.unwrap().number),
        _ => None,
    });
    let paper = |pages, print| Action::PrintReceipt {
        visit: 1,
        number: number.clone(),
        contents: contents.clone(),
        paper: Paper { pages, print },
    };
    assert_eq!(shift.prints(paper(Pages::Receipt, plain())), Ok(()));
    assert_eq!(shift.prints(paper(Pages::WithAnswers, plain())), Ok(()));
    let large = Print { letters: Letters::Large, second: Some("en".into()) };
    assert_eq!(shift.prints(paper(Pages::Receipt, large)), Ok(()));
    assert_eq!(shift.finds(&code), Err(NotFound::OutOfReach), "the draft is gone");
    drop(shift);

    let first = text(&house.papers().join(format!("recu-{number}.pdf")));
    let second = text(&house.papers().join(format!("recu-{number}-1.pdf")));
    assert!(first[0].contains(&number) && !first[0].contains("DUPLICATA"), "{first:?}");
    assert_eq!(first[0].matches("timbre fiscal de 25").count(), 1, "a stamp is said once");
    assert!(!first[0].contains("Timbre fiscal"), "{first:?}");
    assert!(second[0].contains("DUPLICATA"));
    let third = text(&house.papers().join(format!("recu-{number}-2.pdf"))).join(" ");
    for words in ["Seul le texte en français fait foi.", "Only the French text is binding."] {
        assert!(third.contains(words), "{third}");
    }
    assert!(third.contains("DUPLICATA n° 2") && third.contains("DUPLICATE no. 2"), "{third}");
    assert!(!first.iter().any(|page| page.contains("Lefebvre")), "no personal word on page 1");
    assert!(second[1..].iter().any(|page| page.contains("Lefebvre")));
    let onward = first.join(" ");
    for words in ["Où aller", "Mairie - ", "Téléphone : 0", "Vérifiez avant de venir", "DILA"] {
        assert!(onward.contains(words), "{words}: {onward}");
    }
    // The terminal does not know where it is; where the citizen lives is not on this page.
    assert!(!onward.contains("kilomètre") && !onward.contains(" km"), "{onward}");
    let store = Store::open(&house.store()).unwrap();
    let lodged = store.lodged().unwrap();
    assert_eq!(lodged.len(), 1);
    assert!(matches!(lodged[0].state, LodgedState::Sealed | LodgedState::Sending));
}

/// In French, in ordinary letters.
fn plain() -> Print {
    Print { letters: Letters::Ordinary, second: None }
}

fn text(paper: &std::path::Path) -> Vec<String> {
    let document = lopdf::Document::load(paper).unwrap();
    let pages = document.get_pages();
    let words = |page: &u32| {
        let text = document.extract_text(&[*page]).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    pages.keys().map(words).collect()
}

#[test]
fn a_paper_on_its_way_comes_out_before_the_program_goes() {
    let house = House::new();
    let shift = house.opens(Some(house.papers()));
    let code = shift.begins();
    shift.clerk.perform(Action::PrintTicket { visit: 1, code, print: plain() });
    shift.clerk.perform(Action::EndVisit { visit: 1 });
    shift.clerk.make_way();
    assert!(text(&house.papers().join("code.pdf"))[0].contains("Votre code"));
}

#[test]
fn without_a_printer_the_screen_is_told() {
    let house = House::new();
    let shift = house.opens(None);
    let code = shift.begins();
    let printed = shift.prints(Action::PrintTicket { visit: 1, code, print: plain() });
    assert_eq!(printed, Err(PrintFault::Absent));
}

#[test]
fn a_line_that_is_down_is_told_once() {
    let house = House::new();
    let shift = house.opens(None);
    shift.hears(|message| (message == Message::Line(Line::Down)).then_some(()));
}

#[test]
fn a_damaged_file_is_a_state_of_the_screen_and_stays_as_it_is() {
    let house = House::new();
    std::fs::write(house.store(), b"this is no database of anybody, and it is long enough")
        .unwrap();
    let shift = house.opens(None);
    let trouble = shift.hears(|message| match message {
        Message::Store(Shelf::Trouble(trouble)) => Some(trouble),
        _ => None,
    });
    assert_eq!(trouble, Trouble::Corrupt);
    drop(shift);
    assert!(std::fs::read(house.store()).unwrap().starts_with(b"this is no database"));
}

#[test]
fn a_practice_visit_leaves_the_store_as_it_was() {
    let house = House::new();
    let ready = |message| (message == Message::Store(Shelf::Ready)).then_some(());
    let shift = house.opens(None);
    shift.hears(ready);
    drop(shift);
    let before = house.rows();
    let shift = house.opens(Some(house.papers()));
    shift.hears(ready);
    // All that a practice visit asks of the clerk, from its first touch to its last.
    let (papers, visits) = crate::practice::asked_of_the_edge();
    for paper in papers {
        assert_eq!(
            shift.prints(Action::PrintPractice { visit: 1, paper: Box::new(paper) }),
            Ok(())
        );
    }
    for visit in visits {
        shift.clerk.perform(Action::EndVisit { visit });
    }
    drop(shift);
    assert_eq!(house.rows(), before);
    let store = Store::open(&house.store()).unwrap();
    assert!(store.lodged().unwrap().is_empty() && store.unsent_drafts().unwrap().is_empty());
    let paper = std::fs::read(house.papers().join("entrainement.pdf")).unwrap();
    assert!(paper.starts_with(b"%PDF"));
}
