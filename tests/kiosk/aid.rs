//! The screen for who sits in a wheelchair, for who sees little, for a hand that trembles: what is
//! touched is low, what has the focus is large, what is touched twice by accident counts once.

use iced::{Rectangle, Size};
use mon_point_numerique::dossier::draft::Aid;
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::widget::tree::{Role, Tree, Wrong};
use mon_point_numerique::kiosk::widget::{Look, Zoom, lens};

use crate::citizen::Citizen;
use crate::pages;
use crate::pictures::{AID, LANDSCAPE, PLAIN, window};
use crate::screens;

const PORTRAIT: Size = Size::new(1080.0, 1920.0);

/// Lying and standing, at 100 and 200 %, with this aid.
fn looks(aid: Aid) -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    for (size, turn) in [(LANDSCAPE, ""), (PORTRAIT, "-portrait")] {
        for zoom in [Zoom::Normal, Zoom::Largest] {
            looks.push((format!("{turn}-{zoom:?}"), Look { zoom, size, aid, ..PLAIN }));
        }
    }
    looks
}

/// Everything that is touched is in the lower 60 %, or can be scrolled there; nothing is cut.
fn is_low(name: &str, look: &Look, tree: &Tree, focus: Option<&Id>) {
    let line = 0.4 * look.size.height - 1.0;
    let high = |at: Rectangle| at.y < line;
    for place in &tree.controls {
        let at = place.area.map_or(place.bounds, |area| tree.areas[area].bounds);
        assert!(!high(at), "{name}: {} at {at:?}", place.id.as_str());
        let bottom = at.y + at.height;
        assert!(bottom <= look.size.height + 1.0, "{name}: {} at {at:?}", place.id.as_str());
    }
    // What was typed without a space is broken rather than lost.
    let cut = tree.cuts.iter().find(|cut| cut.wrong == Wrong::Tight);
    assert_eq!(cut, None, "{name}");
    let whole = focus.and_then(|id| tree.get(id)).is_none_or(|place| {
        let room = place.area.map_or(f32::MAX, |area| tree.areas[area].bounds.height);
        place.bounds.height > room && place.role != Role::Field || place.is_whole()
    });
    assert!(whole, "{name}: the focus is cut");
}

#[test]
fn in_low_mode_what_is_touched_is_in_the_lower_six_tenths() {
    for (variant, look) in looks(Aid { low: true, ..AID }) {
        for (name, page, focus) in pages::all() {
            let mut window = window(&page, &look, focus.as_ref());
            if std::env::var("PICTURE").is_ok() {
                let _ = window.picture(&format!("low-{name}{variant}"));
            }
            is_low(&format!("{name}{variant}"), &look, &window.tree(), focus.as_ref());
        }
    }
}

#[test]
fn a_whole_journey_is_low() {
    for (variant, look) in looks(Aid { low: true, ..AID }) {
        for (name, page, focus) in screens::journeys("fr") {
            let tree = screens::window(&page, &look, focus.as_ref()).tree();
            is_low(&format!("{name}{variant}"), &look, &tree, focus.as_ref());
        }
    }
}

#[test]
fn the_lens_says_the_focus_twice_as_large_and_never_hides_it() {
    for (variant, look) in looks(Aid { loupe: true, ..AID }) {
        for (name, page, _) in pages::all() {
            let all = window(&page, &look, None).tree();
            for place in all.controls.iter().filter(|place| place.role != Role::Key) {
                let mut window = window(&page, &look, Some(&place.id));
                if std::env::var("PICTURE").is_ok() {
                    let _ = window.picture(&format!("lens-{name}{variant}"));
                }
                let name = format!("{name}{variant}: {}", place.id.as_str());
                shows_the_focus(&name, &page, &window.tree(), &place.id);
            }
        }
    }
}

fn shows_the_focus<M>(name: &str, page: &Page<M>, tree: &Tree, id: &Id) {
    let words = lens::words(page, Some(id));
    assert!(!words.is_empty(), "{name}");
    let place = tree.get(id).expect("it is drawn");
    let room = place.area.map_or(f32::MAX, |area| tree.areas[area].bounds.height);
    assert!(place.is_whole() || place.bounds.height > room, "{name}: the focus is cut");
    let top = place.area.map_or(place.bounds.y, |area| tree.areas[area].bounds.y);
    let shown: Vec<_> = tree
        .runs
        .iter()
        .filter(|run| run.area.is_none() && run.bounds.y + run.bounds.height <= top + 1.0)
        .filter(|run| run.length == words[0].len())
        .collect();
    assert!(!shown.is_empty(), "{name}: {words:?} is not in the lens");
    let within = |run: &&mon_point_numerique::kiosk::widget::tree::Run| {
        run.bounds.center().y > place.bounds.y
            && run.bounds.center().y < place.bounds.y + place.bounds.height
            && run.length == words[0].len()
    };
    let here = tree.runs.iter().find(within);
    if let Some(here) = here {
        let largest = shown.iter().map(|run| run.letters).fold(0.0, f32::max);
        assert!(largest > here.letters, "{name}: {largest} of {}", here.letters);
    }
}

#[test]
fn the_lens_says_what_the_person_is_at() {
    let page = pages::choix();
    let words = |id| lens::words(&page, Some(&Id::new(id)));
    let next = page.bottom.next.as_ref().expect("a way forward").name.shown.clone();
    assert_eq!(words("next"), [next]);
    assert_eq!(lens::words(&page, None), std::slice::from_ref(&page.title.shown));
    let mut page = pages::texte();
    let field = Id::new("ask.nom");
    assert_eq!(lens::words(&page, Some(&field))[0], "LEFEBVRE");
    let fields = page.body.iter_mut().find_map(|block| match block {
        mon_point_numerique::kiosk::page::Block::Fields(fields) => fields.first_mut(),
        _ => None,
    });
    fields.expect("an entry").veil = Some("••••".into());
    assert_eq!(lens::words(&page, Some(&field))[0], "••••");
}

#[test]
fn the_aids_are_chosen_on_the_page_of_comfort_and_gone_for_the_next_person() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.contrast").touch("comfort.low").touch("comfort.loupe");
    assert_eq!(citizen.kiosk.aid(), Aid { low: true, loupe: true, repeat_ms: 500 });
    let _ = citizen.touch("comfort.touch_slow");
    assert_eq!(citizen.kiosk.aid().repeat_ms, 1000);
    let _ = citizen.touch("comfort.low").touch("comfort.touch_usual");
    assert_eq!(citizen.kiosk.aid(), Aid { low: false, loupe: true, repeat_ms: 500 });
    citizen.waits(200);
    citizen.waits(200);
    assert_eq!(citizen.kiosk.aid(), AID);
}
