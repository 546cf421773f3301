//! Pictures of invented pages, and what must be true of each: nothing cut, nothing too small.
//!
//! The pictures are under `target/pictures`, to be looked at beside the mock-ups.

use crate::pages::{self, Said};
use crate::window::Window;
use iced::{Color, Point, Rectangle, Size};
use mon_point_numerique::dossier::draft::Aid;
use mon_point_numerique::kiosk::glass::Glass;
use mon_point_numerique::kiosk::keypad::Keypad;
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::tree::{Place, Role, Tree};
use mon_point_numerique::kiosk::widget::{self, Look, Wiring, Zoom};

/// The reference screen: 21.5 inches, from 60 centimetres.
pub(crate) const GLASS: Glass = Glass { diagonal_mm: 546, viewing_mm: 600 };
/// Nobody asked for an aid.
pub(crate) const AID: Aid = Aid { low: false, loupe: false, repeat_ms: 500 };
pub(crate) const LANDSCAPE: Size = Size::new(1920.0, 1080.0);
const PORTRAIT: Size = Size::new(1080.0, 1920.0);

/// What the window says of a stroke: its name, and its character.
pub(crate) const WIRING: Wiring<Said> = Wiring {
    stroke: |stroke| match stroke {
        mon_point_numerique::kiosk::stroke::Stroke::Char(c) => format!("stroke.{c}"),
        other => format!("stroke.{other:?}"),
    },
    activity: || "activity".to_owned(),
    keypad: Keypad::STANDARD,
    tap: None,
};

pub(crate) fn window<'a>(page: &Page<Said>, look: &Look, focus: Option<&Id>) -> Window<'a, Said> {
    Window::new(look.size, widget::draw(page, look, focus, WIRING))
}

pub(crate) const PLAIN: Look =
    Look { theme: Theme::Light, zoom: Zoom::Normal, size: LANDSCAPE, glass: GLASS, aid: AID };

/// Every way in which a page is laid out.
fn looks() -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    for (size, turn) in [(LANDSCAPE, ""), (PORTRAIT, "-portrait")] {
        for (zoom, scale) in [(Zoom::Normal, ""), (Zoom::Large, "-150"), (Zoom::Largest, "-200")] {
            looks.push((
                format!("{turn}{scale}"),
                Look { theme: Theme::Light, zoom, size, glass: GLASS, aid: AID },
            ));
        }
    }
    let small = Size::new(1366.0, 768.0);
    looks.push(("-small".to_owned(), Look { size: small, ..PLAIN }));
    looks
}

/// Every page, every way.
fn drawn(mut see: impl FnMut(&str, &Look, &Page<Said>, Tree)) {
    for (name, page, focus) in pages::all() {
        for (variant, look) in looks() {
            let tree = window(&page, &look, focus.as_ref()).tree();
            see(&format!("{name}{variant}"), &look, &page, tree);
        }
    }
}

#[test]
fn pictures_are_drawn() {
    for (name, page, focus) in pages::all() {
        let contrast = ("-contraste".to_owned(), Look { theme: Theme::Contrast, ..PLAIN });
        for (variant, look) in looks().into_iter().chain([contrast]) {
            if name.ends_with("arabe") && !variant.is_empty() {
                continue;
            }
            let _ = window(&page, &look, focus.as_ref()).picture(&format!("{name}{variant}"));
        }
    }
}

#[test]
fn no_words_are_cut() {
    drawn(|name, _, _, tree| assert!(tree.cuts.is_empty(), "{name}: {:?}", tree.cuts));
}

#[test]
fn every_target_takes_a_finger() {
    drawn(|name, look, _, tree| {
        let unit = look.size.width.min(look.size.height) / 1080.0;
        for place in &tree.controls {
            let least = if place.role == Role::Key { 74.0 } else { 81.0 };
            let (width, height) = (place.bounds.width / unit, place.bounds.height / unit);
            let fits = width >= least - 0.5 && height >= least - 0.5;
            assert!(fits, "{name}: {} is {width} × {height}", place.id.as_str());
        }
    });
}

#[test]
fn every_target_is_in_the_window() {
    drawn(|name, look, _, tree| {
        for place in &tree.controls {
            let at = place.bounds;
            let across = at.x >= 0.0 && at.x + at.width <= look.size.width;
            let down = at.y >= 0.0 && at.y + at.height <= look.size.height;
            let id = place.id.as_str();
            assert!(across && (down || place.area.is_some()), "{name}: {id} at {at:?}");
        }
    });
}

#[test]
fn no_two_targets_overlap() {
    drawn(|name, _, _, tree| {
        let seen = |place: &Place| place.seen.map(|seen| (place.id.clone(), seen));
        let places: Vec<(Id, Rectangle)> = tree.controls.iter().filter_map(seen).collect();
        for (at, (id, one)) in places.iter().enumerate() {
            for (other, two) in &places[at + 1..] {
                let clash = one.intersection(two).is_some_and(|it| it.width.min(it.height) > 0.5);
                assert!(!clash, "{name}: {} and {}", id.as_str(), other.as_str());
            }
        }
    });
}

#[test]
fn the_bars_and_the_keyboard_are_always_whole() {
    drawn(|name, _, page, tree| {
        if page.dialog.is_some() {
            return;
        }
        let bottom = page.bottom.back.iter().chain(&page.bottom.tools).chain(&page.bottom.next);
        let keys = page.keyboard.iter().flat_map(|it| &it.rows).flatten().map(|key| &key.id);
        for id in bottom.map(|button| &button.id).chain(keys) {
            let place = tree.get(id).expect("it is drawn");
            assert!(place.is_whole(), "{name}: {}", id.as_str());
        }
    });
}

#[test]
fn the_focus_is_always_in_view_with_its_ring() {
    for (name, page, _) in pages::all() {
        for (variant, look) in looks() {
            let all = window(&page, &look, None).tree();
            for place in all.controls.iter().filter(|place| place.role != Role::Key) {
                let tree = window(&page, &look, Some(&place.id)).tree();
                let now = tree.get(&place.id).expect("it is drawn");
                let area = now.area.map(|area| tree.areas[area].bounds.height);
                if area.is_some_and(|height| height < now.bounds.height) {
                    continue;
                }
                let id = place.id.as_str();
                assert!(now.is_whole(), "{name}{variant}: {id}");
            }
        }
    }
}

/// Outwards from the middle of the top edge of a control: its halo, its ring, and the ground.
#[test]
fn the_ring_has_two_colours_and_four_pixels_at_least() {
    for theme in Theme::ALL {
        let (look, c) = (Look { theme, ..PLAIN }, theme.colours());
        for (page, id) in [
            (pages::choix(), "choice.lost"),
            (pages::choix(), "next"),
            (pages::choix(), "back"),
            (pages::choix(), "tool.size"),
            (pages::texte(), "ask.nom"),
            (pages::accueil(), "tile.resume"),
        ] {
            let id = Id::new(id);
            let at = window(&page, &look, None).tree().get(&id).expect("it is drawn").bounds;
            let focused = window(&page, &look, Some(&id)).pixels();
            let plain = window(&page, &look, None).pixels();
            let up = |by: f32| Point::new(at.center_x(), at.y.round() - by);
            let of = |colour: Color| {
                (1..12).filter(|by| pixel(&focused, up(*by as f32)) == colour).count()
            };
            let name = format!("{theme:?} {}", id.as_str());
            assert!(of(c.focus) >= 4, "{name}: {} pixels of ring", of(c.focus));
            assert!(of(c.halo) >= 3, "{name}: {} pixels of halo", of(c.halo));
            assert_ne!(pixel(&plain, up(6.0)), c.focus, "{name}: a ring without the focus");
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a picture")]
fn pixel(pixels: &[u8], at: Point) -> Color {
    let start = (at.y as usize * LANDSCAPE.width as usize + at.x as usize) * 4;
    Color::from_rgb8(pixels[start], pixels[start + 1], pixels[start + 2])
}

#[test]
fn a_mirrored_page_is_the_mirror_of_its_page() {
    for (name, page, focus) in pages::all() {
        if page.mirrored || page.keyboard.is_some() {
            continue;
        }
        let straight = window(&page, &PLAIN, focus.as_ref()).tree();
        let turned = window(&pages::mirrored(page), &PLAIN, focus.as_ref()).tree();
        for (one, other) in
            straight.controls.iter().filter_map(|one| turned.get(&one.id).map(|other| (one, other)))
        {
            let mirror = LANDSCAPE.width - one.bounds.x - one.bounds.width;
            let off = (mirror - other.bounds.x).abs();
            assert!(off <= 2.0, "{name}: {} is {off} px off", one.id.as_str());
        }
    }
}

#[test]
fn what_is_typed_is_not_in_the_tree() {
    let json = window(&pages::texte(), &PLAIN, None).tree().json();
    assert!(json.contains("\"id\":\"ask.nom\",\"role\":\"field\""), "{json}");
    assert!(!json.contains("LEFEBVRE"), "{json}");
}
