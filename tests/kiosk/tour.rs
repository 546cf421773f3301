//! *Comment ça marche ?*: each thing is done once, by any hand, and nothing of it stays.

use iced::Size;
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::{Block, Page, Tone};
use mon_point_numerique::kiosk::speech::Engine;
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Zoom};

use crate::citizen::{Citizen, Heard, catalogue, settings};
use crate::pictures::{AID, GLASS};
use crate::screens::WIRING;
use crate::window::Window;

/// What the page says when a thing is done.
fn bravo(page: &Page<Message>) -> Option<String> {
    page.body.iter().find_map(|block| match block {
        Block::Note { tone: Tone::Success, text, .. } => Some(text.shown.clone()),
        _ => None,
    })
}

#[test]
fn each_thing_is_done_once_by_touch() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tour");
    citizen.sees("tour.touch");
    assert_eq!(bravo(&citizen.page()), None);
    let _ = citizen.touch("tour.card");
    assert!(bravo(&citizen.page()).is_some());
    let _ = citizen.next().taps("b");
    citizen.sees("tour.write");
    let written = bravo(&citizen.page()).expect("the letter is there");
    let _ = citizen.touch_key("key.erase");
    let erased = bravo(&citizen.page()).expect("the letter is gone");
    assert_ne!(written, erased);
    let _ = citizen.next();
    citizen.sees("tour.move");
    assert_eq!(bravo(&citizen.page()), None);
    let _ = citizen.touch("back").next();
    citizen.sees("tour.move");
    assert!(bravo(&citizen.page()).is_some(), "one went back, and came again");
    let _ = citizen.next().touch("tool.size");
    citizen.sees("tour.bar");
    assert_eq!(citizen.kiosk.comfort().zoom, 150, "the tools are the real ones");
    let _ = citizen.next();
    citizen.sees("welcome");
}

#[test]
fn it_is_done_with_the_keyboard_alone() {
    let mut citizen = Citizen::arrives();
    let to = |citizen: &mut Citizen, id: &str| {
        for _ in 0..40 {
            if citizen.focus().as_deref() == Some(id) {
                return;
            }
            let _ = citizen.strikes(Stroke::Tab);
        }
        panic!("{id} is not reached");
    };
    for (id, page) in [("tour", "tour.touch"), ("tour.card", "tour.touch"), ("next", "tour.write")]
    {
        to(&mut citizen, id);
        let _ = citizen.strikes(Stroke::Enter);
        citizen.sees(page);
    }
    let _ = citizen.types("a").strikes(Stroke::Backspace);
    assert!(bravo(&citizen.page()).is_some());
    let _ = citizen.strikes(Stroke::Enter);
    citizen.sees("tour.move");
    let _ = citizen.strikes(Stroke::Escape);
    citizen.sees("tour.write");
    for page in ["tour.move", "tour.bar", "welcome"] {
        to(&mut citizen, "next");
        let _ = citizen.strikes(Stroke::Enter);
        citizen.sees(page);
    }
}

#[test]
fn nothing_is_asked_of_the_edge_and_nothing_stays() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tour").next().types("Quilbovin");
    assert!(citizen.everything().contains("Quilbovin"));
    citizen.waits(190);
    citizen.sees("welcome");
    assert!(!citizen.everything().contains("Quilbovin"));
    assert!(citizen.edge.done.iter().all(|done| done.starts_with("EndVisit")));
    let _ = citizen.touch("tour").next();
    assert!(!citizen.everything().contains("Quilbovin"), "the next person begins anew");
}

#[test]
fn every_page_of_it_is_said_and_so_is_what_is_done() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.touch("tool.listen").touch("tour").touch("tour.card").next().types("b");
    let _ = citizen.strikes(Stroke::Backspace).next().next().next();
    let said: String = citizen
        .edge
        .said
        .iter()
        .filter_map(|heard| match heard {
            Heard::Said(utterance) => Some(utterance.text.as_str()),
            Heard::Hush => None,
        })
        .collect::<Vec<_>>()
        .join("\n");
    for words in [
        "Touchez la case",
        "Bravo. La marque",
        "Écrivez une lettre",
        "touche Effacer",
        "Revenez en arrière",
        "toujours en bas",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn its_pages_are_whole_in_every_language() {
    for language in catalogue().languages() {
        let mut citizen =
            Citizen::arrives_at(Settings { language: language.to_owned(), ..settings() });
        let mut pages = vec![citizen.page()];
        let _ = citizen.touch("tour").touch("tour.card");
        pages.push(citizen.page());
        let _ = citizen.next().types("b");
        pages.push(citizen.page());
        let _ = citizen.next().touch("back").next();
        pages.push(citizen.page());
        let _ = citizen.next();
        pages.push(citizen.page());
        for page in &pages {
            for (width, height) in [(1920.0, 1080.0), (1080.0, 1920.0)] {
                for zoom in [Zoom::Normal, Zoom::Largest] {
                    let size = Size::new(width, height);
                    let look = Look { theme: Theme::Light, zoom, size, glass: GLASS, aid: AID };
                    let mut window = Window::new(size, widget::draw(page, &look, None, WIRING));
                    let tree = window.tree();
                    let which = format!("{language}-{}-{width}-{zoom:?}", page.name.as_str());
                    assert!(tree.cuts.is_empty(), "{which}: {:?}", tree.cuts);
                    let whole = |id: &str| {
                        let place = tree.controls.iter().find(|place| place.id.as_str() == id);
                        place.is_some_and(|place| place.is_whole())
                    };
                    let ways = if page.name.as_str() == "welcome" { "tour" } else { "next" };
                    assert!(whole(ways), "{which}");
                    if language == "fr" || language == "ar" {
                        let _ = window.picture(&format!("tour-{which}"));
                    }
                }
            }
        }
    }
}
