//! Fingers and eyes in millimetres, on the screens that a terminal may have: how large a target is,
//! how far from the next, how high letters are, how long lines are.

use iced::{Rectangle, Size};
use mon_point_numerique::kiosk::font;
use mon_point_numerique::kiosk::glass::Glass;
use mon_point_numerique::kiosk::page::Page;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::tree::{Role, Run, Tree, Wrong};
use mon_point_numerique::kiosk::widget::{Look, Zoom};

use crate::pages::{self, Said};
use crate::pictures::{AID, window};

/// Screens: their name, their diagonal in millimetres, their pixels.
const SCREENS: [(&str, u16, f32, f32); 5] = [
    ("15.6", 396, 1920.0, 1080.0),
    ("21.5", 546, 1920.0, 1080.0),
    ("23.8", 605, 1920.0, 1080.0),
    ("27", 686, 1920.0, 1080.0),
    ("32-4K", 813, 3840.0, 2160.0),
];

/// Every screen, lying and standing, at each of these sizes of letters.
fn looks(zooms: &[Zoom]) -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    for (name, diagonal_mm, long, short) in SCREENS {
        let glass = Glass { diagonal_mm, viewing_mm: 600 };
        for (turn, size) in [("", Size::new(long, short)), ("-portrait", Size::new(short, long))] {
            for zoom in zooms {
                let look = Look { theme: Theme::Light, zoom: *zoom, size, glass, aid: AID };
                looks.push((format!("{name}{turn}-{zoom:?}"), look));
            }
        }
    }
    looks
}

/// Every invented page on every screen; the last number is the millimetres of a pixel.
fn drawn(zooms: &[Zoom], mut see: impl FnMut(&str, &Page<Said>, &Tree, f32)) {
    for (variant, look) in looks(zooms) {
        let pitch = look.glass.pitch(look.size.width, look.size.height);
        for (name, page, focus) in pages::all() {
            let tree = window(&page, &look, focus.as_ref()).tree();
            see(&format!("{name}-{variant}"), &page, &tree, pitch);
        }
    }
}

#[test]
fn every_target_is_twenty_millimetres_and_every_key_more_than_its_floor() {
    drawn(&[Zoom::Normal, Zoom::Largest], |name, _, tree, pitch| {
        // What was typed without a space is broken rather than lost.
        let cut = tree.cuts.iter().find(|cut| cut.wrong == Wrong::Tight);
        assert_eq!(cut, None, "{name}");
        for place in &tree.controls {
            let least = if place.role == Role::Key { 12.7 } else { 20.0 };
            let (width, height) = (place.bounds.width * pitch, place.bounds.height * pitch);
            let id = place.id.as_str();
            // Half a pixel is the rounding of the layout.
            let fits = width.min(height) >= least - pitch / 2.0;
            assert!(fits, "{name}: {id} is {width} × {height} mm");
        }
    });
}

#[test]
fn every_control_is_in_the_window_of_every_screen() {
    for (variant, look) in looks(&Zoom::ALL) {
        for (name, page, focus) in pages::all() {
            let tree = window(&page, &look, focus.as_ref()).tree();
            for place in &tree.controls {
                let at = place.bounds;
                let across = at.x >= -0.5 && at.x + at.width <= look.size.width + 0.5;
                let down = at.y >= -0.5 && at.y + at.height <= look.size.height + 0.5;
                let id = place.id.as_str();
                let fits = across && (down || place.area.is_some());
                assert!(fits, "{name}-{variant}: {id} at {at:?}");
            }
            let whole = focus.and_then(|id| tree.get(&id).map(|place| place.is_whole()));
            assert_ne!(whole, Some(false), "{name}-{variant}: the focus is cut");
        }
    }
}

/// How far two rectangles are from one another, along the side where they are nearest.
fn gap(one: Rectangle, other: Rectangle) -> f32 {
    let across = (other.x - one.x - one.width).max(one.x - other.x - other.width);
    let down = (other.y - one.y - one.height).max(one.y - other.y - other.height);
    across.max(down)
}

#[test]
fn targets_stand_apart() {
    drawn(&[Zoom::Normal, Zoom::Largest], |name, _, tree, pitch| {
        for (at, one) in tree.controls.iter().enumerate() {
            for other in tree.controls[at + 1..].iter().filter(|other| other.area == one.area) {
                let millimetres = gap(one.bounds, other.bounds) * pitch;
                let ids = (one.id.as_str(), other.id.as_str());
                assert!(millimetres >= 3.0 - pitch / 2.0, "{name}: {ids:?} {millimetres} mm");
            }
        }
    });
}

/// Height of a capital, as a share of the height of the letters: of the table OS/2 of the font.
fn capital(font: &[u8]) -> f32 {
    let two = |at: usize| f32::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let table = |name: &[u8; 4]| {
        let entry = (12..).step_by(16).find(|at| font[*at..].starts_with(name)).unwrap();
        let start: [u8; 4] = font[entry + 8..entry + 12].try_into().unwrap();
        u32::from_be_bytes(start) as usize
    };
    two(table(b"OS/2") + 88) / two(table(b"head") + 18)
}

#[test]
fn the_largest_capitals_are_seven_tenths_of_a_degree_high() {
    let capital = capital(font::FILES[0]);
    assert!((capital - 0.668).abs() < 0.001, "{capital}");
    let least = 600.0 * 0.7_f32.to_radians().tan();
    assert!((least - 7.33).abs() < 0.01, "{least}");
    drawn(&[Zoom::Largest], |name, _, tree, pitch| {
        for run in tree.runs.iter().filter(|run| run.area.is_some()) {
            let height = run.letters * capital * pitch;
            assert!(
                height >= least - 0.05,
                "{name}: {height} mm of {} at {:?}",
                run.length,
                run.bounds
            );
        }
    });
}

#[test]
fn ordinary_words_are_never_small() {
    drawn(&[Zoom::Normal], |name, _, tree, pitch| {
        for Run { letters, bounds, area, .. } in &tree.runs {
            let millimetres = letters * pitch;
            assert!(*letters >= 18.0, "{name}: {letters} px at {bounds:?}");
            // The bars and the keys hold what one already knows.
            let least = if area.is_some() { 5.4 } else { 4.1 };
            assert!(millimetres >= least, "{name}: {millimetres} mm at {bounds:?}");
        }
    });
}

#[test]
fn lines_are_short_and_apart() {
    drawn(&[Zoom::Normal, Zoom::Largest], |name, _, tree, _| {
        for run in &tree.runs {
            let Some(line) = run.line else { continue };
            assert!(line <= 80, "{name}: {line} signs at {:?}", run.bounds);
            // Titles and the words of a button are short: they stand closer.
            let least = if run.line > Some(60) { 1.5 } else { 1.2 };
            assert!(run.leading >= least, "{name}: {} at {:?}", run.leading, run.bounds);
        }
    });
}
