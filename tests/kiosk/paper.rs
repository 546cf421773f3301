//! The papers as a citizen asks for them: in which letters, in which languages, and read on the
//! screen before they are printed.

use mon_point_numerique::kiosk::action::{Action, Pages, Paper, Print};
use mon_point_numerique::kiosk::onward::Onward;
use mon_point_numerique::kiosk::page::{Block, Card};
use mon_point_numerique::kiosk::paper::{Desk, FIRST};
use mon_point_numerique::kiosk::screen::Screen;
use mon_point_numerique::kiosk::speech::{Route, pronounce, script};
use mon_point_numerique::kiosk::words::Words;
use mon_point_numerique::kiosk::{Message, Settings};
use mon_point_numerique::receipt::{Letters, Lines, Part, Receipt};
use mon_point_numerique::reference::places;

use crate::citizen::{Citizen, catalogue, press_of, settings};
use crate::journeys::answers;

pub(crate) const LANGUAGES: [&str; 6] = ["fr", "en", "ar", "es", "pt", "tr"];

/// Somebody who has sent a lost card, in this language.
pub(crate) fn sent(language: &str) -> Citizen {
    let languages = LANGUAGES.map(str::to_owned).to_vec();
    let language = language.to_owned();
    let mut citizen = Citizen::arrives_at(Settings { languages, language, ..settings() });
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next();
    citizen.sees("farewell");
    citizen
}

/// The receipt of that dossier, as the clerk composes it.
fn receipt(citizen: &Citizen, language: &str, pages: Pages) -> Receipt {
    let Screen::Farewell(farewell) = &citizen.kiosk.visit().screen else { panic!("not sent") };
    let catalogue = catalogue();
    let desk = Desk {
        words: Words(catalogue.texts(language)),
        demarche: catalogue.demarche(&farewell.contents.edition).unwrap(),
        place: &settings().place,
        phone: &settings().contact.phone,
        places: places(),
        here: settings().here,
        now: citizen.now.civil,
    };
    desk.receipt(&farewell.contents, &farewell.number, 0, pages)
}

fn large(citizen: &Citizen) -> Card<Message> {
    let page = citizen.page();
    let cards = page.body.iter().chain(&page.aside).filter_map(|block| match block {
        Block::Cards { cards, .. } => Some(cards),
        _ => None,
    });
    cards.flatten().find(|card| card.id.as_str() == "print.large").expect("a choice").clone()
}

/// What the edge is asked when this control is touched.
fn asked(citizen: &mut Citizen, id: &str) -> Action {
    let press = press_of(&citizen.page(), id).unwrap();
    citizen.now.ms += 600;
    let mut todo = citizen.kiosk.react(press, citizen.now);
    todo.pop().expect("a paper")
}

fn paper(citizen: &mut Citizen, id: &str) -> Paper {
    match asked(citizen, id) {
        Action::PrintReceipt { paper, .. } => paper,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_reads_the_screen_large_is_offered_large_letters_first() {
    let mut citizen = sent("fr");
    assert!(!large(&citizen).chosen);
    let _ = citizen.touch("tool.size");
    assert_eq!(citizen.kiosk.comfort().zoom, 150);
    assert!(large(&citizen).chosen, "from 150 percent on");
    let print = |letters| Print { letters, second: None };
    let wanted = Paper { pages: Pages::Receipt, print: print(Letters::Large) };
    assert_eq!(paper(&mut citizen, "end.print"), wanted);
    let mut other = sent("fr");
    let _ = other.touch("tool.size").touch("print.large");
    assert!(!large(&other).chosen, "no is no, whatever the size of the screen");
    let wanted = Paper { pages: Pages::WithAnswers, print: print(Letters::Ordinary) };
    assert_eq!(paper(&mut other, "end.answers"), wanted);
}

#[test]
fn large_letters_are_offered_for_the_ticket_and_for_a_list() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("demarche.cni").next().touch("print.large");
    citizen.sees("code");
    match asked(&mut citizen, "code.print") {
        Action::PrintTicket { print, .. } => assert_eq!(print.letters, Letters::Large),
        other => panic!("{other:?}"),
    }
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("places").touch("places.help").touch("print.large");
    match asked(&mut citizen, "places.print") {
        Action::PrintList { letters, second, .. } => {
            assert_eq!(letters, Letters::Large);
            assert!(second.is_none(), "a French visit has a French paper");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn another_language_stands_under_the_french_one() {
    for language in LANGUAGES {
        let mut citizen = sent(language);
        let second = (language != FIRST).then(|| language.to_owned());
        assert_eq!(paper(&mut citizen, "end.print").print.second, second);
    }
    let mut citizen = sent("ar");
    let _ = citizen.touch("end.another").touch("places").touch("places.help");
    match asked(&mut citizen, "places.print") {
        Action::PrintList { list, second, .. } => {
            assert_eq!(list.language, "fr");
            assert_eq!(second.expect("a second list").language, "ar");
        }
        other => panic!("{other:?}"),
    }
}

fn lines(part: &Part) -> usize {
    match &part.lines {
        Lines::Numbered(lines) | Lines::Boxes(lines) | Lines::Sentences(lines) => lines.len(),
        Lines::Entries(entries) => entries.len(),
        Lines::Sums(sums) => sums.len(),
    }
}

#[test]
fn each_sentence_has_its_twin_in_every_language() {
    let citizen = sent("fr");
    let french = receipt(&citizen, "fr", Pages::WithAnswers);
    let shape = |receipt: &Receipt| -> Vec<usize> {
        let parts = receipt.parts.iter().chain(&receipt.onward).map(lines);
        let sections = receipt.answers.iter().flat_map(|answers| &answers.sections);
        parts.chain(sections.map(|(_, rows)| rows.len())).collect()
    };
    for language in LANGUAGES {
        let other = receipt(&citizen, language, Pages::WithAnswers);
        assert_eq!(shape(&other), shape(&french), "{language}");
        for (size, letters) in [("", Letters::Ordinary), ("-gros", Letters::Large)] {
            let bytes = french.pdf(letters, Some(&other).filter(|_| language != FIRST));
            assert!(bytes.len() < 150_000, "{language}: {} bytes", bytes.len());
            if let Ok(folder) = std::env::var("PAPERS") {
                std::fs::write(format!("{folder}/perte-{language}{size}.pdf"), &bytes).unwrap();
            }
        }
    }
}

/// Letters and digits only: how a line is broken or where a pause is does not matter.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|sign| sign.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Everything that the paper says, string by string; without the numbers of its steps.
fn strings(receipt: &Receipt) -> Vec<&str> {
    let state = [&receipt.state, &receipt.not_yet];
    let mut all: Vec<&str> = vec![
        &receipt.product,
        &receipt.place,
        &receipt.date,
        &receipt.kind,
        &receipt.demarche,
        &receipt.variant,
        &receipt.number_label,
        &receipt.official.title,
        &receipt.official.note,
        &receipt.foot,
    ];
    all.extend(state.iter().flat_map(|(bold, rest)| [bold.as_str(), rest.as_str()]));
    for part in receipt.parts.iter().chain(&receipt.onward) {
        all.push(&part.heading);
        match &part.lines {
            Lines::Numbered(lines) | Lines::Boxes(lines) | Lines::Sentences(lines) => {
                all.extend(lines.iter().map(String::as_str));
            }
            Lines::Entries(entries) => {
                all.extend(entries.iter().flat_map(|(name, rest)| [name.as_str(), rest.as_str()]));
            }
            Lines::Sums(sums) => {
                all.extend(sums.iter().flat_map(|sum| [sum.name.as_str(), &sum.reason, &sum.sum]))
            }
        }
    }
    all
}

#[test]
fn the_page_says_every_sentence_of_the_paper() {
    for language in LANGUAGES {
        let mut citizen = sent(language);
        let _ = citizen.touch("end.read");
        citizen.sees("reading");
        let receipt = receipt(&citizen, language, Pages::Receipt);
        let strings = strings(&receipt);
        let catalogue = catalogue();
        let words = Words(catalogue.texts(language));
        let said = letters(&script(&citizen.page(), words).whole(Route::Headphones, None));
        for sentence in &strings {
            let sentence = letters(&pronounce::pronounced(words, sentence));
            assert!(said.contains(&sentence), "{language}: « {sentence} » is not in {said}");
        }
        assert!(said.contains(&letters(&receipt.number)), "the number is spelled");
        if language == "ar" {
            continue; // Its glyphs are not its letters: core `receipt::tree` reads them.
        }
        // And the paper says nothing but these, its number, and the numbers of its steps.
        let paper = lopdf::Document::load_mem(&receipt.pdf(Letters::Ordinary, None)).unwrap();
        let pages: Vec<u32> = paper.get_pages().into_keys().collect();
        let printed = letters(&paper.extract_text(&pages).unwrap());
        let steps = receipt.parts.iter().filter(|part| matches!(part.lines, Lines::Numbered(_)));
        let known: usize = strings.iter().map(|text| letters(text).len()).sum();
        let numbers = letters(&receipt.number).len() + steps.map(lines).sum::<usize>();
        assert_eq!(printed.len(), known + numbers, "{language}: {printed}");
    }
}

#[test]
fn who_reads_the_paper_on_the_screen_is_not_hurried_and_comes_back() {
    let mut citizen = sent("fr");
    let _ = citizen.touch("end.read");
    citizen.waits(60);
    citizen.sees("reading");
    let _ = citizen.touch("back");
    citizen.sees("farewell");
    let _ = citizen.touch("end.read");
    citizen.waits(200);
    citizen.sees("welcome");
}

#[test]
fn the_paper_starts_from_the_terminal_on_the_screen_too() {
    let mut citizen = sent("fr");
    let Screen::Farewell(farewell) = &citizen.kiosk.visit().screen else { panic!("not sent") };
    assert_ne!(farewell.onward, Onward::default());
    let _ = citizen.touch("end.read");
    let body = format!("{:?}", citizen.page().body);
    assert!(!body.contains("Lefebvre") && !body.contains("Près de chez vous"), "{body}");
}
