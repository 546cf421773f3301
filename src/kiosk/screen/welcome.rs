//! *Bonjour. Que voulez-vous faire ?* Holds no data of anybody.

use super::Frame;
use super::language::Offered;
use crate::demarche::Demarche;
use crate::kiosk::action::{Message, Practice, Press, Tool, Tour, Welcome};
use crate::kiosk::page::{Block, Button, Icon, Id, Page, Say, Tile, Tone, Weight};
use crate::kiosk::picture::pictures;
use crate::settings::Turn;

/// Whether the last run stopped in the middle of a visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Past {
    /// Nothing to tell.
    #[default]
    Quiet,
    /// A dossier was interrupted here.
    Interrupted,
}

/// The page: one tile for each démarche of the catalogue, and *Reprendre un dossier*.
pub fn page(
    frame: &Frame<'_>,
    demarches: &[&Demarche],
    languages: &[Offered],
    past: Past,
) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("welcome", words.say("welcome.title"));
    page.grand = true;
    page.hint = Some(words.say("welcome.hint"));
    page.top.action = (languages.len() > 1).then(|| others(frame, languages));
    if past == Past::Interrupted {
        page.body.push(Block::Note {
            tone: Tone::Waiting,
            icon: Icon::Info,
            text: words.say("welcome.interrupted"),
        });
    }
    page.body.push(Block::Tiles(demarches.iter().map(|one| tile(frame, one)).collect()));
    let to = |to| Press::Welcome(to);
    let mut ways = vec![
        low("resume", Icon::Folder, words.say("welcome.resume"), to(Welcome::Resume)),
        low("places", Icon::MapPin, words.say("places.title"), to(Welcome::Places)),
    ];
    // In the middle of a visit there is nothing to rehearse any more.
    if frame.practice == Turn::On && frame.again.is_empty() {
        let title = words.say("welcome.practice");
        let open = Press::Practice(Practice::Open);
        ways.push(low("practice", Icon::GraduationCap, title, open));
    }
    page.body.push(Block::Tiles(ways));
    let access = Press::Tool(Tool::Access);
    let access = frame.button("access", "access.open", Weight::Secondary, access);
    page.bottom.next = Some(super::with_icon(access, Icon::AccessibilityText));
    let tour = frame.button("tour", "tour.open", Weight::Secondary, Press::Tour(Tour::Open));
    page.bottom.back = Some(super::with_icon(tour, Icon::Pointer));
    if !words.0.is_signed() {
        page.body.push(frame.muted("language.unsigned"));
    }
    if !frame.again.is_empty() {
        page.body.push(frame.muted("again.welcome"));
        page.body.push(Block::Buttons(vec![super::farewell::finish(frame)]));
    }
    page
}

fn low(id: &'static str, icon: Icon, title: Say, press: Press) -> Tile<Message> {
    let press = Message::Press(press);
    Tile { id: Id::new(id), icon, title, detail: None, foot: None, low: true, press }
}

/// The most languages whose names stand beside one another in the top bar.
const NAMED: usize = 3;

/// The way to the other languages: their own names, or one word when they are many.
fn others(frame: &Frame<'_>, languages: &[Offered]) -> Button<Message> {
    let press = Press::Tool(Tool::Languages);
    let mut button = frame.button("languages", "welcome.languages", Weight::Quiet, press);
    if languages.len() <= NAMED {
        let names: Vec<&str> = languages.iter().map(|language| language.name.as_str()).collect();
        button.name = Say::plain(names.join(" · "));
    }
    super::with_icon(button, Icon::Globe)
}

pub(super) fn tile(frame: &Frame<'_>, demarche: &Demarche) -> Tile<Message> {
    let name = demarche.name();
    Tile {
        id: Id::of(format!("demarche.{name}")),
        icon: pictures().demarche(name),
        title: frame.words.title(demarche),
        detail: Some(frame.words.detail(demarche)),
        foot: Some(frame.words.duration(demarche)),
        low: false,
        press: Message::Press(Press::Welcome(Welcome::Choose(name.to_owned()))),
    }
}
