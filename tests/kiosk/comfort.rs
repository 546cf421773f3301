//! *Contraste et confort*: each card does what it says, and every screen in every set of colours
//! is measured on its pixels.
//!
//! With `PICTURE=1` the pictures are under `target/pictures`, to be looked at beside the mock-ups.

use std::collections::BTreeMap;

use iced::{Color, Rectangle};
use mon_point_numerique::kiosk::action::{Line, Message};
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::theme::{Theme, contrast};
use mon_point_numerique::kiosk::widget::tree::Tree;
use mon_point_numerique::kiosk::widget::{self, Look};

use crate::citizen::Citizen;
use crate::journeys::answers;
use crate::pictures::{LANDSCAPE, PLAIN};
use crate::screens::WIRING;
use crate::window::Window;

#[test]
fn a_card_changes_the_colours_and_one_comes_back_where_one_was() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("choice.titres.cni");
    for theme in Theme::ALL {
        let card = format!("comfort.{}", theme.name());
        let _ = citizen.touch("tool.contrast").touch(&card);
        citizen.sees("comfort");
        assert_eq!(citizen.focus().as_deref(), Some(&*card), "the finger's place is kept");
        assert_eq!(citizen.kiosk.comfort().theme, theme.name());
        assert_eq!(citizen.draft().comfort.theme, theme.name(), "it goes with the draft");
        let _ = citizen.touch("back");
        citizen.sees("question.titres");
    }
    assert!(citizen.draft().entries.contains_key("titres"));
}

#[test]
fn the_size_is_chosen_by_a_card_or_turned_round_by_its_tool() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.contrast");
    for size in [150, 200, 100] {
        let _ = citizen.touch(&format!("comfort.letters.{size}"));
        assert_eq!(citizen.kiosk.comfort().zoom, size);
    }
    let _ = citizen.touch("tool.size");
    citizen.sees("comfort");
    assert_eq!(citizen.kiosk.comfort().zoom, 150);
}

#[test]
fn the_page_is_walked_and_left_by_keys() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.contrast").strikes(Stroke::Tab);
    while citizen.focus().as_deref() != Some("comfort.clair") {
        assert_ne!(citizen.focus().as_deref(), Some("back"), "the first card comes first");
        let _ = citizen.strikes(Stroke::Tab);
    }
    let _ = citizen.strikes(Stroke::Right).strikes(Stroke::Enter);
    assert_eq!(citizen.kiosk.comfort().theme, "contraste");
    let _ = citizen.strikes(Stroke::Escape);
    citizen.sees("welcome");
}

#[test]
fn an_unknown_name_of_a_kept_draft_is_the_first_colours() {
    assert_eq!(Theme::of_name("mauve"), Theme::Light);
    for theme in Theme::ALL {
        assert_eq!(Theme::of_name(theme.name()), theme);
    }
}

type Taken = (&'static str, Page<Message>, Option<Id>);

/// Screens that have every colour and every state in them.
fn gallery() -> Vec<Taken> {
    let mut found = Vec::new();
    let mut keep = |name, citizen: &Citizen| {
        found.push((name, citizen.page(), citizen.kiosk.focus().cloned()));
    };
    let mut citizen = Citizen::arrives();
    keep("accueil", &citizen);
    let _ = citizen.touch("tool.contrast").touch("comfort.clair");
    keep("confort", &citizen);
    let _ = citizen.touch("back").begins().next();
    keep("refus", &citizen);
    let _ = citizen.touch("choice.titres.cni").strikes(Stroke::Down);
    keep("choix", &citizen);
    let _ = citizen.touch("leave");
    keep("dialogue", &citizen);
    let _ = citizen.touch("leave.stay");
    citizen.tell(Message::Line(Line::Down));
    citizen.answers_until(&answers("perte.toml"), "question.naissance");
    let _ = citizen.next();
    keep("date", &citizen);
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    let _ = citizen.types("Lefebvre");
    keep("texte", &citizen);
    let _ = citizen.touch("tool.code");
    keep("code", &citizen);
    let _ = citizen.touch("back");
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.touch("tool.mediator");
    keep("recap", &citizen);
    let _ = citizen.next();
    citizen.sees("farewell");
    keep("fin", &citizen);
    found
}

fn look(theme: Theme) -> Look {
    Look { theme, ..PLAIN }
}

#[test]
fn words_are_seven_to_one_on_the_pixels_of_every_screen() {
    for (name, page, focus) in gallery() {
        for theme in Theme::ALL {
            let element = |page| widget::draw(page, &look(theme), focus.as_ref(), WIRING);
            let mut window = Window::new(LANDSCAPE, element(&page));
            // What is dimmed under a dialog is not to be read.
            let under = Page { dialog: None, ..page.clone() };
            let dimmed = page
                .dialog
                .as_ref()
                .map_or(0, |_| Window::new(LANDSCAPE, element(&under)).tree().runs.len());
            let (mut tree, pixels) = (window.tree(), window.pixels());
            if std::env::var_os("PICTURE").is_some() {
                let _ = window.picture(&format!("theme-{}-{name}", theme.name()));
            }
            drop(tree.runs.drain(..dimmed));
            for (place, found) in measured(&tree, &pixels) {
                assert!(found >= 6.9, "{theme:?} {name}: {found} at {place:?}");
            }
        }
    }
}

/// The contrast of every run of words: its ground is the colour that is most there, its ink the
/// one that is farthest from it.
fn measured<'a>(
    tree: &'a Tree,
    pixels: &'a [u8],
) -> impl Iterator<Item = (Rectangle, f32)> + use<'a> {
    tree.runs.iter().filter_map(|run| {
        let whole = Rectangle::with_size(LANDSCAPE);
        let within = run.area.map_or(whole, |area| tree.areas[area].bounds);
        let seen = run.bounds.intersection(&within)?;
        (seen.width > 8.0 && seen.height >= run.bounds.height - 0.5)
            .then(|| (seen, contrast_in(seen, pixels)))
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a picture")]
fn contrast_in(place: Rectangle, pixels: &[u8]) -> f32 {
    let mut colours: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for y in place.y as usize..(place.y + place.height) as usize {
        for x in place.x as usize..(place.x + place.width) as usize {
            let start = (y * LANDSCAPE.width as usize + x) * 4;
            let colour = [pixels[start], pixels[start + 1], pixels[start + 2]];
            *colours.entry(colour).or_default() += 1;
        }
    }
    let of = |[r, g, b]: [u8; 3]| Color::from_rgb8(r, g, b);
    let ground = colours.iter().max_by_key(|(_, count)| **count).map(|(colour, _)| of(*colour));
    let ground = ground.expect("a place with pixels");
    colours.keys().map(|colour| contrast(of(*colour), ground)).fold(1.0, f32::max)
}
