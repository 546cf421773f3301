//! *Trouver un lieu d'accueil*: which sort of place, then the nearest ones, from here or from a
//! commune that is typed.
//!
//! It only ever says what is in the table, never that a place does not do something.

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use super::code::{Printing, printing_choice, printing_note};
use super::{Frame, with_icon};
use crate::kiosk::action::{Family, Find, Message, Press};
use crate::kiosk::field;
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Button, Card, Field, Icon, Id, Page, Say, Shape, Tone, Weight};
use crate::receipt::{Lines, List, Part};
use crate::reference::place::{Kind, Near, Origin};
use crate::reference::{Places, communes};

/// The name of the entry where a commune is typed.
pub const FIELD: &str = "places.commune";
/// Longest name that is typed, in characters.
pub const LONGEST: usize = 60;
/// How many places come at once.
const BATCH: usize = 3;
/// How many places are ever shown.
const MOST: usize = 12;
/// Communes offered.
const OFFERED: usize = 6;
/// Communes looked at: of one name, those that the table covers come first.
const LOOKED_AT: usize = 60;

/// The screen.
pub struct Finding {
    /// Where one is in it.
    pub stage: Stage,
    /// What is looked for.
    pub family: Family,
    /// From where.
    pub start: Start,
    /// The beginning of a commune, as typed.
    pub typed: Zeroizing<String>,
    /// How many places are shown.
    pub shown: usize,
    /// The list on paper.
    pub printing: Printing,
}

/// Where one is in the screen of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Which sort of place?
    Families,
    /// The nearest ones.
    List,
    /// Near which commune?
    Search,
}

/// From where the distance is counted.
#[derive(Clone, PartialEq)]
pub enum Start {
    /// This terminal.
    Here,
    /// A commune that was looked for.
    Commune(Origin),
    /// A commune around which the table has nothing: this terminal, and it is said.
    Beyond(String),
}

impl Default for Finding {
    fn default() -> Self {
        Self {
            stage: Stage::Families,
            family: Family::Equipped,
            start: Start::Here,
            typed: Zeroizing::default(),
            shown: BATCH,
            printing: Printing::Idle,
        }
    }
}

impl std::fmt::Debug for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finding").field("stage", &self.stage).finish_non_exhaustive()
    }
}

/// What the screen is lent besides its frame.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The table.
    pub places: &'a Places,
    /// Where this terminal is.
    pub here: &'a Origin,
    /// Date and time of the place.
    pub now: DateTime,
}

impl Finding {
    /// More of the list.
    pub fn more(&mut self) {
        self.shown = (self.shown + BATCH).min(MOST);
    }

    /// Another list.
    pub fn list(&mut self, family: Family, start: Start) {
        *self = Self { stage: Stage::List, family, start, ..Self::default() };
    }

    /// The nearest places, one more than are shown when there is one.
    fn near<'a>(&self, around: Around<'a>) -> Vec<Near<'a>> {
        let from = match &self.start {
            Start::Commune(origin) => origin,
            Start::Here | Start::Beyond(_) => around.here,
        };
        around.places.near(kinds(self.family), from, self.shown + 1)
    }

    /// From where, in words.
    fn from(&self, frame: &Frame<'_>) -> Say {
        match &self.start {
            Start::Here | Start::Beyond(_) => frame.words.say("place.near_here"),
            Start::Commune(origin) => {
                let name = commune(&origin.code);
                frame.words.with("places.near", &[("commune", name.to_owned())])
            }
        }
    }

    /// The list on paper: what is on the screen, without what is only true today.
    pub fn printed(&self, frame: &Frame<'_>, around: Around<'_>) -> List {
        let words = frame.words;
        let mut near = self.near(around);
        near.truncate(self.shown);
        let entries = near.iter().map(|near| words.entry(near)).collect();
        let heading = self.from(frame).shown;
        List {
            language: words.0.language().to_owned(),
            product: words.say("frame.product").shown,
            place: words.line(&[frame.place, &words.moment(around.now).shown]).shown,
            heading: words.say(title(self.family)).shown,
            binding: words.say("paper.binding").shown,
            parts: vec![Part { heading, lines: Lines::Entries(entries) }],
            foot: words.caution(around.places, &near).join(" "),
        }
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, finding: &Finding, around: Around<'_>) -> Page<Message> {
    let mut page = match finding.stage {
        Stage::Families => families(frame),
        Stage::List => list(frame, finding, around),
        Stage::Search => search(frame, finding, around.places),
    };
    page.crumb = Some(frame.words.say("places.title"));
    page.bottom.back = frame.back("frame.back");
    page
}

fn families(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("places", words.say("places.which"));
    page.hint = Some(words.say("places.hint"));
    let card = |family, id, icon, key: &str| Card {
        id: Id::new(id),
        title: words.say(&format!("places.family.{key}")),
        detail: Some(words.say(&format!("places.family.{key}_for"))),
        shape: Shape::Picture(icon),
        chosen: false,
        press: press(Find::Family(family)),
    };
    page.body.push(Block::Cards {
        columns: 2,
        cards: vec![
            card(Family::Equipped, "places.equipped", Icon::IdCard, "equipped"),
            card(Family::Help, "places.help", Icon::LifeBuoy, "help"),
            card(Family::Prefecture, "places.prefecture", Icon::Landmark, "prefecture"),
            card(Family::Mairie, "places.mairie", Icon::Building, "mairie"),
        ],
    });
    page
}

fn list(frame: &Frame<'_>, finding: &Finding, around: Around<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("places.list", words.say(title(finding.family)));
    page.hint = Some(finding.from(frame));
    if let Start::Beyond(code) = &finding.start {
        let commune = [("commune", commune(code).to_owned())];
        let text = words.with("places.beyond", &commune);
        page.body.push(Block::Note { tone: Tone::Waiting, icon: Icon::Info, text });
    }
    page.body.extend(printing_note(frame, finding.printing));
    let mut near = finding.near(around);
    let more = near.len() > finding.shown && finding.shown < MOST;
    near.truncate(finding.shown);
    if near.is_empty() {
        page.body.push(frame.text("places.none"));
    } else {
        let sites = near.iter().map(|near| words.site(near, around.now)).collect();
        page.body.push(Block::Places(sites));
    }
    if more {
        let button =
            frame.button("places.more", "places.more", Weight::Secondary, Press::Find(Find::More));
        page.body.push(Block::Buttons(vec![with_icon(button, Icon::Plus)]));
    }
    page.aside = beside(frame, finding);
    for (at, line) in words.caution(around.places, &near).into_iter().enumerate() {
        let tone = if at == 0 { Tone::Plain } else { Tone::Muted };
        page.aside.push(Block::Text(Say::plain(line), tone));
    }
    if finding.family == Family::Equipped {
        page.aside.push(frame.muted("places.incomplete"));
    }
    page
}

/// What one may do with the list.
fn beside(frame: &Frame<'_>, finding: &Finding) -> Vec<Block<Message>> {
    let button = |id, key, icon, weight, find| -> Block<Message> {
        let button: Button<Message> = frame.button(id, key, weight, Press::Find(find));
        Block::Buttons(vec![with_icon(button, icon)])
    };
    let mut blocks = vec![button(
        "places.elsewhere",
        "places.elsewhere",
        Icon::Search,
        Weight::Secondary,
        Find::Elsewhere,
    )];
    if finding.start != Start::Here {
        let (key, icon) = ("places.here", Icon::MapPin);
        blocks.push(button("places.here", key, icon, Weight::Secondary, Find::Here));
    }
    blocks.extend(printing_choice(frame));
    if finding.printing != Printing::Working {
        let (key, icon) = ("places.print", Icon::Printer);
        blocks.push(button("places.print", key, icon, Weight::Secondary, Find::Print));
    }
    blocks
}

fn search(frame: &Frame<'_>, finding: &Finding, places: &Places) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("places.search", words.say("places.search"));
    page.hint = Some(words.say("places.search_hint"));
    let entry = frame.entry(FIELD, "places.search_field", finding.typed.to_string());
    page.body.push(Block::Fields(vec![Field { labelled: false, ..entry }]));
    let mut found = match finding.typed.chars().count() {
        0..=1 => Vec::new(),
        _ => communes().search(&finding.typed, None, LOOKED_AT),
    };
    found.sort_by_key(|one| !places.covers(one.code));
    found.truncate(OFFERED);
    if found.is_empty() && finding.typed.chars().count() > 1 {
        page.body.push(frame.muted("commune.nothing"));
    }
    if !found.is_empty() {
        let cards = found.iter().map(|one| {
            let id = Id::of(format!("{FIELD}.{}", one.code));
            field::offered(words, id, one, press(Find::Commune(one.code.to_owned())))
        });
        page.body.push(Block::Cards { columns: 3, cards: cards.collect() });
    }
    page.keyboard = frame.keys(FIELD, Layout::Azerty);
    page
}

fn press(find: Find) -> Message {
    Message::Press(Press::Find(find))
}

fn commune(code: &str) -> &'static str {
    communes().named(code).find(|found| !found.former).map_or("", |found| found.name)
}

fn title(family: Family) -> &'static str {
    match family {
        Family::Equipped => "places.family.equipped_near",
        Family::Help => "places.family.help_near",
        Family::Prefecture => "places.family.prefecture_near",
        Family::Mairie => "places.family.mairie_near",
    }
}

const fn kinds(family: Family) -> &'static [Kind] {
    match family {
        Family::Equipped => &[Kind::MairieCniPasseport],
        Family::Help => &[Kind::FranceServices, Kind::FranceServicesItinerant],
        Family::Prefecture => &[Kind::Prefecture, Kind::SousPrefecture],
        Family::Mairie => &[Kind::Mairie, Kind::MairieCniPasseport],
    }
}
