//! The real screens, drawn: all of two journeys and every way out, in each language. Nothing is
//! cut, nothing is too small, nothing is out of reach.
//!
//! The pictures are under `target/pictures`, to be looked at beside the mock-ups.

use std::collections::BTreeSet;

use iced::Size;
use mon_point_numerique::kiosk::action::{Line, Message};
use mon_point_numerique::kiosk::keypad::Keypad;
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::tree::Role;
use mon_point_numerique::kiosk::widget::{self, Look, Wiring, Zoom};

use crate::citizen::{Citizen, settings};
use crate::idle::screens;
use crate::journeys::answers;
use crate::pictures::{AID, GLASS, LANDSCAPE};
use crate::window::Window;

pub(crate) type Taken = (String, Page<Message>, Option<Id>);

pub(crate) const WIRING: Wiring<Message> = Wiring {
    stroke: Message::Stroke,
    activity: || Message::Activity,
    keypad: Keypad::STANDARD,
    tap: None,
};

pub(crate) fn window<'a>(
    page: &Page<Message>,
    look: &Look,
    focus: Option<&Id>,
) -> Window<'a, Message> {
    Window::new(look.size, widget::draw(page, look, focus, WIRING))
}

/// Every page of two journeys, as the citizen left it.
pub(crate) fn journeys(language: &str) -> Vec<Taken> {
    let mut taken = Vec::new();
    for file in ["perte.toml", "renouvellement.toml"] {
        let mut citizen = Citizen::arrives_at(mon_point_numerique::kiosk::Settings {
            language: language.to_owned(),
            ..settings()
        });
        citizen.album = Some(Vec::new());
        citizen.tell(Message::Line(Line::Down));
        let _ = citizen.begins();
        citizen.answers_all(&answers(file));
        let _ = citizen.next().touch("end.print").touch("end.finish");
        taken.extend(citizen.album.take().unwrap());
    }
    taken
}

/// One picture for each screen, the last and fullest.
fn album(language: &str) -> Vec<Taken> {
    let mut pages = journeys(language);
    if language == "fr" {
        pages.extend(screens().into_iter().map(|(name, citizen)| {
            (name.to_owned(), citizen.page(), citizen.kiosk.focus().cloned())
        }));
    }
    let mut seen = BTreeSet::new();
    pages.reverse();
    pages.retain(|(name, _, _)| seen.insert(name.clone()));
    pages
}

fn looks() -> Vec<(&'static str, Look)> {
    let plain =
        Look { theme: Theme::Light, zoom: Zoom::Normal, size: LANDSCAPE, glass: GLASS, aid: AID };
    vec![
        ("", plain),
        ("-200", Look { zoom: Zoom::Largest, ..plain }),
        ("-portrait", Look { size: Size::new(1080.0, 1920.0), ..plain }),
    ]
}

#[test]
fn the_screens_are_whole_in_every_language() {
    for language in ["fr", "en"] {
        for (name, page, focus) in album(language) {
            for (variant, look) in looks() {
                let mut window = window(&page, &look, focus.as_ref());
                let tree = window.tree();
                let which = format!("{language}-{name}{variant}");
                assert!(tree.cuts.is_empty(), "{which}: {:?}", tree.cuts);
                for place in &tree.controls {
                    let least = if place.role == Role::Key { 73.5 } else { 80.5 };
                    let (width, height) = (place.bounds.width, place.bounds.height);
                    let id = place.id.as_str();
                    assert!(width >= least && height >= least, "{which}: {id} {width}×{height}");
                    let across = place.bounds.x + width <= look.size.width + 0.5;
                    assert!(across, "{which}: {id} leaves the window");
                }
                if language == "fr" && variant != "-portrait" {
                    let _ = window.picture(&format!("screen-{name}{variant}"));
                }
            }
        }
    }
}
