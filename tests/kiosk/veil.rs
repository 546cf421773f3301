//! Answers hidden from those who pass behind: whatever was typed, no screen draws it.

use iced::Size;
use mon_point_numerique::dossier::draft::Answers;
use mon_point_numerique::kiosk::action::{Line, Message};
use mon_point_numerique::kiosk::page::{Block, Button, Id, Page, Say};
use mon_point_numerique::kiosk::speech::{Route, script};
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Zoom};
use mon_point_numerique::kiosk::words::Words;
use mon_point_numerique::kiosk::{Settings, focus};

use crate::citizen::{Citizen, catalogue, press_of, settings};
use crate::journeys::answers;
use crate::pictures::{AID, GLASS};
use crate::screens::WIRING;
use crate::window::Window;

/// Words that nobody says but the citizen of this test.
const CANARIES: [&str; 9] = [
    "Quilbovin",
    "Zoraline",
    "Mirabette",
    "Ostrevalle",
    "rue des Canaris",
    "wagon des sternes",
    "06 98 76 54 32",
    "1957",
    "1931",
];

/// The journey of *perte* with the words of this test.
fn typed() -> toml::Table {
    let mut answers = answers("perte.toml");
    let set = |table: &mut toml::Table, name: &str, word: toml::Value| {
        let _old = table.insert(name.to_owned(), word).expect("it is asked");
    };
    set(&mut answers, "nom", CANARIES[0].into());
    set(&mut answers, "naissance", format!("{}-03-14", CANARIES[7]).into());
    set(&mut answers, "prenoms", vec![CANARIES[1].to_owned()].into());
    set(&mut answers, "perte_lieu", CANARIES[5].into());
    set(&mut answers, "telephone", CANARIES[6].into());
    let parent = answers["parent"]["1"].as_table_mut().unwrap();
    set(parent, "nom", CANARIES[2].into());
    set(parent, "prenoms", CANARIES[3].into());
    set(parent, "naissance", format!("{}-08-27", CANARIES[8]).into());
    let address = answers["adresse"].as_table_mut().unwrap();
    set(address, "voie", CANARIES[4].into());
    answers
}

/// Every word that a page draws.
fn drawn(page: &Page<Message>) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |one: &Say| found.push(one.shown.clone());
    say(&page.title);
    [&page.crumb, &page.hint, &page.refusal].into_iter().flatten().for_each(&mut say);
    page.top.chip.iter().for_each(|chip| say(&chip.text));
    let bars = page.top.action.iter().chain(&page.bottom.tools);
    bars.chain(&page.bottom.back).chain(&page.bottom.next).for_each(|one| say(&one.name));
    let dialog = page.dialog.iter().flat_map(|dialog| &dialog.body);
    for block in page.body.iter().chain(&page.aside).chain(dialog) {
        found.extend(of_block(block));
    }
    found
}

fn of_block(block: &Block<Message>) -> Vec<String> {
    let buttons = |all: &[Button<Message>]| all.iter().map(|it| it.name.shown.clone()).collect();
    match block {
        Block::Heading(say) | Block::Text(say, _) | Block::Sum(say) => vec![say.shown.clone()],
        Block::Note { text, .. } => vec![text.shown.clone()],
        Block::Numbered(says) => says.iter().map(|say| say.shown.clone()).collect(),
        Block::Checklist(lines) => lines.iter().map(|(_, say)| say.shown.clone()).collect(),
        Block::Cards { cards, .. } => cards
            .iter()
            .flat_map(|card| std::iter::once(&card.title).chain(&card.detail))
            .map(|say| say.shown.clone())
            .collect(),
        Block::Fields(fields) => {
            fields.iter().map(|it| it.veil.clone().unwrap_or(it.value.clone())).collect()
        }
        Block::Buttons(all) => buttons(all),
        Block::Rows(rows) => {
            rows.iter().flat_map(|row| [row.label.shown.clone(), row.value.shown.clone()]).collect()
        }
        Block::Number { label, value, note } => {
            label.iter().chain(note).chain([value]).map(|say| say.shown.clone()).collect()
        }
        Block::Tiles(_) | Block::Bill(_) | Block::Places(_) => Vec::new(),
    }
}

fn loud(page: &Page<Message>) -> String {
    let catalogue = catalogue();
    script(page, Words(catalogue.texts("fr"))).whole(Route::Loudspeaker, None)
}

/// Every page of the whole journey, from the first question to the last screen and the code.
fn travels(mut citizen: Citizen) -> (Citizen, Vec<Page<Message>>) {
    citizen.album = Some(Vec::new());
    let _ = citizen.begins();
    citizen.answers_all(&typed());
    citizen.sees("review");
    let _ = citizen.touch("change.nom").touch("ask.nom").types("x").touch("back");
    let _ = citizen.touch("change.naissance_commune").touch("back").touch("tool.code");
    let _ = citizen.touch("back");
    citizen.waits(125);
    let _ = citizen.touch("idle.here").touch("next").touch("tool.size");
    let pages = citizen.album.take().unwrap().into_iter().map(|(_, page, _)| page).collect();
    (citizen, pages)
}

#[test]
fn one_touch_hides_every_answer_of_every_screen() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("demarche.cni").touch("veil");
    let _ = citizen.touch("back");
    let (citizen, pages) = travels(citizen);
    assert!(pages.len() > 60, "{}", pages.len());
    for page in pages.iter().filter(|page| page.name.as_str() != "welcome") {
        assert!(press_of(page, "veil").is_some() || page.dialog.is_some(), "{:?}", page.name);
        let words = drawn(page).into_iter().chain([loud(page)]);
        for word in words {
            let told = CANARIES.iter().find(|canary| word.contains(**canary));
            assert!(told.is_none(), "{:?} tells {told:?}", page.name);
        }
    }
    let sent = &citizen.edge.sent[0];
    let sealed: Vec<String> = sent.entries.values().filter_map(text).collect();
    assert!(sealed.iter().any(|word| word == CANARIES[4]), "dots are never an answer");
}

/// The same journey in the open: the test above would see an answer that is drawn.
#[test]
fn without_it_the_answers_are_read() {
    let (_, pages) = travels(Citizen::arrives());
    let words: Vec<String> = pages.iter().flat_map(drawn).collect();
    for canary in CANARIES {
        assert!(words.iter().any(|word| word.contains(canary)), "{canary}");
    }
}

fn text(entry: &mon_point_numerique::dossier::Entry) -> Option<String> {
    match entry {
        mon_point_numerique::dossier::Entry::Text(text) => Some(text.clone()),
        _ => None,
    }
}

#[test]
fn a_commune_that_was_chosen_is_alone_and_hidden() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("veil");
    citizen.answers_all(&typed());
    let _ = citizen.touch("change.naissance_commune");
    let words = drawn(&citizen.page());
    assert!(words.iter().all(|word| !word.contains("Dieppe")), "{words:?}");
    let _ = citizen.types("x");
    assert!(press_of(&citizen.page(), "ask.naissance_commune.76217.Dieppe").is_none());
}

#[test]
fn dots_come_one_by_one_and_the_voice_still_knows_the_signs() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("veil");
    citizen.answers_until(&typed(), "question.nom");
    let _ = citizen.touch("ask.nom").types("Quil");
    let page = citizen.page();
    let field = page.body.iter().find_map(|block| match block {
        Block::Fields(fields) => fields.first(),
        _ => None,
    });
    let field = field.unwrap();
    assert_eq!((field.veil.as_deref(), field.value.as_str()), (Some("••••"), "Quil"));
    let catalogue = catalogue();
    let said = script(&page, Words(catalogue.texts("fr")));
    assert!(said.whole(Route::Headphones, None).contains("Quil"));
    let _ = citizen.touch("veil");
    assert!(drawn(&citizen.page()).contains(&"Quil".to_owned()), "the same touch shows them");
}

#[test]
fn it_is_kept_with_the_draft_and_not_for_the_next_person() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("veil");
    let code = citizen.code();
    let _ = citizen.touch("leave").touch("leave.keep").touch("end.finish");
    assert_eq!(citizen.kiosk.comfort().answers, Answers::Shown);
    let _ = citizen.touch("resume").types(&code).next();
    assert_eq!(citizen.kiosk.comfort().answers, Answers::Hidden);
}

#[test]
fn the_welcome_screen_holds_nothing_to_hide() {
    let citizen = Citizen::arrives();
    let page = citizen.page();
    assert!(press_of(&page, "veil").is_none());
    assert!(!focus::controls(&page).is_empty());
    assert!(!format!("{page:?}").contains("loud: Some"), "no word of it carries an answer");
}

/// A document that is brought, and its number.
fn with_a_number() -> Citizen {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    let mut answers = answers("perte.toml");
    let _ = answers.insert("perdue_format".into(), "cnie".into());
    let _ = answers.insert("numero_cnie".into(), "X4RTBPFW4".into());
    citizen.answers_all(&answers);
    citizen.sees("review");
    citizen
}

#[test]
fn the_review_shows_the_end_of_a_number_and_all_of_it_on_demand() {
    let mut citizen = with_a_number();
    let whole = |citizen: &Citizen| drawn(&citizen.page()).contains(&"X4RTBPFW4".to_owned());
    let end = |citizen: &Citizen| drawn(&citizen.page()).contains(&"•••• PFW4".to_owned());
    assert!(end(&citizen) && !whole(&citizen));
    let _ = citizen.touch("numbers");
    assert!(whole(&citizen) && !end(&citizen));
    let _ = citizen.touch("change.nom").touch("back");
    assert!(end(&citizen) && !whole(&citizen), "it was for that one look");
    let _ = citizen.touch("veil");
    assert!(!end(&citizen) && press_of(&citizen.page(), "numbers").is_none());
}

/// The longest state stands beside it, in each language, at the largest letters.
#[test]
fn it_has_its_place_beside_the_state() {
    for language in catalogue().languages() {
        let settings = Settings { language: language.to_owned(), ..settings() };
        let mut citizen = Citizen::arrives_at(settings);
        let _ = citizen.begins();
        for line in [Line::Up, Line::Down] {
            citizen.tell(Message::Line(line));
            for (width, height) in [(1920.0, 1080.0), (1080.0, 1920.0)] {
                for zoom in [Zoom::Normal, Zoom::Largest] {
                    let size = Size::new(width, height);
                    let look = Look { theme: Theme::Light, zoom, size, glass: GLASS, aid: AID };
                    let drawn = widget::draw(&citizen.page(), &look, None, WIRING);
                    let mut window = Window::new(look.size, drawn);
                    let tree = window.tree();
                    let place = tree.get(&Id::new("veil")).expect("drawn");
                    let which = format!("{language} {line:?} {zoom:?} {width}");
                    assert!(place.is_whole() && tree.cuts.is_empty(), "{which}");
                    assert!(place.bounds.x + place.bounds.width <= width, "{which}");
                    assert!(place.bounds.width >= 80.5 && place.bounds.height >= 80.5, "{which}");
                    if line == Line::Down && zoom == Zoom::Largest {
                        let _ = window.picture(&format!("veil-{language}-{width}"));
                    }
                }
            }
        }
    }
}
