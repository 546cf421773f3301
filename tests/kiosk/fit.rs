//! Every screen of every journey file, in each language, drawn without pixels: at the normal size
//! of letters and at the largest, in both ways a screen can stand. Nothing is cut, no word is
//! broken, nothing lies over anything else.
//!
//! A page is laid out again only when some part of it was not seen yet in such a place.
//! `PICTURE=fr-review,en-stopped` also draws the pages of such names, under `target/pictures`.

pub(crate) mod album;
mod judge;
mod wander;

use std::sync::OnceLock;
use std::thread;

use iced::Size;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{Look, Zoom};

use crate::paper::{LANGUAGES, sent};
use crate::pictures::{AID, GLASS};
use album::{Album, Leaf};

/// How many visits by chance to each edition, besides those of the files.
const VISITS: u64 = 60;

/// The looks in which a page is judged. What goes wrong goes wrong at the largest size first; at
/// the normal size too, the two languages that are always offered and the one that is written
/// from the right are looked at.
fn looks(language: &str) -> Vec<(&'static str, Look)> {
    let look = |zoom, width, height| Look {
        theme: Theme::Light,
        zoom,
        size: Size::new(width, height),
        glass: GLASS,
        aid: AID,
    };
    let mut looks = vec![
        ("-200", look(Zoom::Largest, 1920.0, 1080.0)),
        ("-portrait-200", look(Zoom::Largest, 1080.0, 1920.0)),
    ];
    if matches!(language, "fr" | "en" | "ar") {
        looks.push(("", look(Zoom::Normal, 1920.0, 1080.0)));
        looks.push(("-portrait", look(Zoom::Normal, 1080.0, 1920.0)));
    }
    looks
}

/// Judges the pages on both halves of the machine.
fn faults(leaves: &[Leaf]) -> Vec<String> {
    let half = leaves.len().div_ceil(2).max(1);
    thread::scope(|scope| {
        let halves: Vec<_> = leaves
            .chunks(half)
            .map(|leaves| {
                scope.spawn(|| {
                    leaves
                        .iter()
                        .filter(|l| l.language == "ar")
                        .flat_map(judge::leaf)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    })
}

/// Every page, gathered once for all tests that look at them.
pub(crate) fn album() -> &'static Album {
    static GATHERED: OnceLock<Album> = OnceLock::new();
    GATHERED.get_or_init(|| {
        let start = std::time::Instant::now();
        let mut album = Album::default();
        album.walks_every_journey();
        album.wanders(VISITS);
        println!("{} pages seen in {:?}", album.seen, start.elapsed());
        album
    })
}

#[test]
fn every_screen_of_every_journey_fits() {
    let album = album();
    assert!(album.seen > 1000, "only {} pages", album.seen);
    let found = faults(album.leaves());
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_word_too_long_for_its_card_is_a_fault() {
    let mut leaf = album::invented();
    assert_eq!(judge::leaf(&leaf), [""; 0]);
    album::lengthens(&mut leaf);
    let found = judge::leaf(&leaf);
    assert!(found.iter().any(|fault| fault.contains("Broken")), "{found:?}");
}

#[test]
fn what_the_paper_says_fits() {
    let wanted = std::env::var("PICTURE").unwrap_or_default();
    let mut leaves = Vec::new();
    // Not judged in Arabic: its letters are narrow, and its lines hold more than 80 of them.
    for language in LANGUAGES.into_iter().filter(|language| *language != "ar") {
        let mut citizen = sent(language);
        for touch in ["", "end.read"] {
            if !touch.is_empty() {
                let _ = citizen.touch(touch);
            }
            let page = citizen.page();
            let name = format!("{language}-{}", page.name.as_str());
            let shown = wanted.split(',').any(|part| !part.is_empty() && name.contains(part));
            leaves.push(Leaf { language, page, focus: None, shown });
        }
    }
    let faults = faults(&leaves);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
