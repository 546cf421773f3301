//! Nothing moves by itself: no animation, no caret that blinks, nothing that flashes.

use std::time::{Duration, Instant};

use iced::Size;
use iced::window::RedrawRequest;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Zoom};

use crate::citizen::Citizen;
use crate::idle::screens;
use crate::journeys::answers;
use crate::pictures::{AID, GLASS};
use crate::screens::WIRING;
use crate::window::Window;

const LOOK: Look = Look {
    theme: Theme::Light,
    zoom: Zoom::Normal,
    size: Size::new(1920.0, 1080.0),
    glass: GLASS,
    aid: AID,
};

/// A screen with a caret, besides all the others.
fn typing() -> Citizen {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    let _ = citizen.touch("ask.nom").types("Le");
    citizen
}

#[test]
fn no_screen_asks_for_another_frame() {
    let start = Instant::now();
    for (name, citizen) in screens().into_iter().chain([("typing", typing())]) {
        let page = citizen.page();
        let drawn = widget::draw(&page, &LOOK, citizen.kiosk.focus(), WIRING);
        let mut window = Window::new(LOOK.size, drawn);
        for ms in [0, 16, 500, 1000, 10_000] {
            let wants = window.wants(start + Duration::from_millis(ms));
            assert_eq!(wants, RedrawRequest::Wait, "{name} after {ms} ms");
        }
    }
}

#[test]
fn the_same_page_is_the_same_pixels_whatever_the_time() {
    let citizen = typing();
    let mut pictures = Vec::new();
    for ms in [0, 530, 1060] {
        let drawn = widget::draw(&citizen.page(), &LOOK, citizen.kiosk.focus(), WIRING);
        let mut window = Window::new(LOOK.size, drawn);
        let _ = window.wants(Instant::now() + Duration::from_millis(ms));
        pictures.push(window.pixels());
    }
    pictures.dedup();
    assert_eq!(pictures.len(), 1);
}

/// Time alone changes a page once a second at most, and only the number that counts down.
#[test]
fn without_a_hand_only_a_countdown_changes() {
    let letters = |text: String| text.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    for (name, mut citizen) in screens() {
        let before: String = letters(format!("{:?}", citizen.page()));
        citizen.waits(10);
        let after: String = letters(format!("{:?}", citizen.page()));
        assert_eq!(before, after, "{name}");
    }
}
