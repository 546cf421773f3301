//! Real screens under fingerprints: what a person sees does not change unseen.
//!
//! The pictures are under `target/gallery`, to be looked at. `tests/kiosk/gallery/prints.txt`
//! keeps a fingerprint of each. When a screen changed on purpose: look at its picture, then
//! `GALLERY=renew` writes the file anew.

mod print;
mod screen;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs, thread};

use iced::Size;
use mon_point_numerique::dossier::draft::Aid;
use mon_point_numerique::kiosk::page::Say;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Zoom};

use crate::pictures::{AID, PLAIN};
use crate::screens::WIRING;
use crate::window::Window;
use print::Print;
use screen::{Taken, taken};

/// One picture to take.
struct Shot<'a> {
    name: String,
    taken: &'a Taken,
    look: Look,
}

/// Screens that are drawn in every set of colours.
const COLOURED: [&str; 3] = ["accueil", "refus", "relecture"];

fn shots<'a>(french: &'a [Taken], arabic: &'a [Taken]) -> Vec<Shot<'a>> {
    let portrait = Size::new(1080.0, 1920.0);
    let looks = [
        ("", PLAIN),
        ("-200", Look { zoom: Zoom::Largest, ..PLAIN }),
        ("-contraste", Look { theme: Theme::Contrast, ..PLAIN }),
        ("-portrait", Look { size: portrait, ..PLAIN }),
        ("-bas", Look { aid: Aid { low: true, ..AID }, ..PLAIN }),
    ];
    let mut shots = Vec::new();
    for taken in french {
        let mut add = |variant: &str, look| {
            shots.push(Shot { name: format!("{}{variant}", taken.name), taken, look });
        };
        looks.iter().for_each(|(variant, look)| add(variant, *look));
        if COLOURED.contains(&taken.name) {
            add("-sombre", Look { theme: Theme::Dark, ..PLAIN });
            add("-doux", Look { theme: Theme::Soft, ..PLAIN });
            add("-loupe", Look { aid: Aid { loupe: true, ..AID }, ..PLAIN });
            add("-contraste-clair", Look { theme: Theme::ContrastLight, ..PLAIN });
        }
    }
    for taken in arabic {
        shots.push(Shot { name: format!("{}-arabe", taken.name), taken, look: PLAIN });
    }
    shots
}

/// Draws one: its pixels, and its size.
fn pixels(shot: &Shot<'_>) -> (Vec<u8>, u32, u32) {
    let Taken { page, focus, .. } = shot.taken;
    let drawn = widget::draw(page, &shot.look, focus.as_ref(), WIRING);
    let pixels = Window::new(shot.look.size, drawn).pixels();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window")]
    let (width, height) = (shot.look.size.width as u32, shot.look.size.height as u32);
    (pixels, width, height)
}

fn print(shot: &Shot<'_>) -> Print {
    let (pixels, width, height) = pixels(shot);
    Print::of(&pixels, width, height)
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kiosk/gallery/prints.txt")
}

/// The fingerprints that are kept, by name.
fn kept() -> BTreeMap<String, Print> {
    let text = fs::read_to_string(file()).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines.map(|(name, print)| (name.to_owned(), Print::read(print))).collect()
}

/// Draws and keeps every picture, on both halves of the machine.
fn draws(shots: &[Shot<'_>]) -> BTreeMap<String, Print> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/gallery");
    fs::create_dir_all(&folder).unwrap();
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for half in shots.chunks(shots.len().div_ceil(2)) {
            let (found, folder) = (&found, &folder);
            let _half = scope.spawn(move || {
                for shot in half {
                    let (pixels, width, height) = pixels(shot);
                    let path = folder.join(format!("{}.png", shot.name));
                    let colour = image::ColorType::Rgba8;
                    image::save_buffer(path, &pixels, width, height, colour).unwrap();
                    let print = Print::of(&pixels, width, height);
                    let before = found.lock().unwrap().insert(shot.name.clone(), print);
                    assert!(before.is_none(), "two pictures are {}", shot.name);
                }
            });
        }
    });
    found.into_inner().unwrap()
}

#[test]
fn every_screen_looks_as_it_was_last_looked_at() {
    let (french, arabic) = (taken("fr"), taken("ar"));
    let drawn = draws(&shots(&french, &arabic));
    if env::var("GALLERY").is_ok_and(|wish| wish == "renew") {
        let mut text = String::new();
        for (name, print) in &drawn {
            writeln!(text, "{name} = {}", print.write()).unwrap();
        }
        fs::write(file(), text).unwrap();
    }
    let kept = kept();
    let mut wrong = Vec::new();
    for (name, print) in &drawn {
        match kept.get(name) {
            None => wrong.push(format!("{name}: new")),
            Some(before) if !before.is_like(print) => {
                wrong.push(format!("{name}: {}", before.differs(print)));
            }
            Some(_) => {}
        }
    }
    wrong.extend(
        kept.keys().filter(|name| !drawn.contains_key(*name)).map(|it| format!("{it}: gone")),
    );
    let help = "look at them in target/gallery, then GALLERY=renew";
    assert!(wrong.is_empty(), "{help}:\n{}", wrong.join("\n"));
}

#[test]
fn a_moved_button_another_colour_another_word_are_seen() {
    let french = taken("fr");
    let welcome = &french[0];
    let plain = |taken: &Taken, look| print(&Shot { name: String::new(), taken, look });
    let before = plain(welcome, PLAIN);
    assert!(before.is_like(&plain(welcome, PLAIN)), "the same screen is the same");
    assert!(before.is_like(&Print::read(&before.write())), "what is written is read");
    let mut moved = welcome.clone();
    moved.page.bottom.tools.swap(1, 2);
    assert!(!before.is_like(&plain(&moved, PLAIN)), "two tools changed places");
    let mut gone = welcome.clone();
    drop(gone.page.bottom.tools.remove(0));
    assert!(!before.is_like(&plain(&gone, PLAIN)), "a tool is gone");
    let mut said = welcome.clone();
    said.page.title = Say::plain(said.page.title.shown.replace("voulez", "devez"));
    assert!(!before.is_like(&plain(&said, PLAIN)), "a word is another");
    let soft = Look { theme: Theme::Soft, ..PLAIN };
    assert!(!before.is_like(&plain(welcome, soft)), "the colours are others");
}
