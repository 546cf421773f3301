//! The semantic tree of a screen: what is drawn, spoken, walked by the keyboard and by tests.
//!
//! Screens make pages and know no pixel, no colour and no iced. The widget layer draws them.
//! Every control has a spoken name: without one it cannot be built.

mod icon;

use std::borrow::Cow;

use super::theme::Theme;

pub use icon::Icon;

/// Stable name of a control: `next`, `ask.nom`, `choice.motif.perte`. Never a value typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Cow<'static, str>);

impl Id {
    /// From a name fixed in the program.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// From a name computed from the edition.
    pub fn of(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Words with both forms. The spoken form is never absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    /// As drawn.
    pub shown: String,
    /// As read aloud: digits and codes spelled, abbreviations said in full.
    pub spoken: String,
    /// Said in their place where others hear it, when the words carry an answer.
    pub loud: Option<String>,
}

impl Say {
    /// Words that are read as they are written.
    pub fn plain(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self { spoken: shown.clone(), shown, loud: None }
    }

    /// Words that are read otherwise than written: a code, a number.
    pub fn aloud(shown: impl Into<String>, spoken: impl Into<String>) -> Self {
        Self { shown: shown.into(), spoken: spoken.into(), loud: None }
    }

    /// The same words, which carry an answer: where others hear it, only this is said.
    pub fn private(mut self, loud: impl Into<String>) -> Self {
        self.loud = Some(loud.into());
        self
    }
}

/// One screen. `M` is the message of the application.
#[derive(Clone, Debug)]
pub struct Page<M> {
    /// Name of the screen for tests, pictures and `tree.json`: `question.texte`.
    pub name: Id,
    /// Right to left.
    pub mirrored: bool,
    /// Top bar.
    pub top: Top<M>,
    /// `Carte d'identité · Votre état civil · question 4 sur 19`.
    pub crumb: Option<Say>,
    /// Segments; the current one is taller.
    pub progress: Option<Progress>,
    /// Beside the title, for who does not read easily. Says nothing that the title does not say.
    pub picture: Option<Icon>,
    /// The question, as a question.
    pub title: Say,
    /// The welcome screen's title is larger.
    pub grand: bool,
    /// Example or hint under the title; a refusal takes its place.
    pub hint: Option<Say>,
    /// What is wrong, then what to do: takes the place of the hint.
    pub refusal: Option<Say>,
    /// The main column.
    pub body: Vec<Block<M>>,
    /// The column at the end side (papers to prepare, what happens next); below in portrait.
    pub aside: Vec<Block<M>>,
    /// The on-screen keyboard, when a field that types has the focus.
    pub keyboard: Option<Keyboard<M>>,
    /// Bottom bar.
    pub bottom: Bottom<M>,
    /// A dialog over a dimmed page: nothing under it can be reached.
    pub dialog: Option<Dialog<M>>,
}

/// Top bar: the product, the place, one chip, the languages on the welcome screen.
#[derive(Clone, Debug)]
pub struct Top<M> {
    /// `Mon point numérique`.
    pub product: Say,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: Say,
    /// State in plain words.
    pub chip: Option<Chip>,
    /// A control at the end side: languages on the welcome screen, elsewhere what hides answers.
    pub action: Option<Button<M>>,
}

/// A state, with an icon and a word beside its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its colour role.
    pub tone: Tone,
    /// Its icon.
    pub icon: Icon,
    /// Its words.
    pub text: Say,
}

/// Roles of colour; the theme decides which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Secondary text.
    Muted,
    /// Done, saved.
    Success,
    /// Waiting, offline.
    Waiting,
    /// Something to correct.
    Alert,
}

/// Segments of the progress bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many sections.
    pub sections: usize,
    /// The current one, from 0.
    pub current: usize,
    /// Which are done.
    pub done: Vec<bool>,
    /// Said aloud: `Étape 2 sur 7`.
    pub name: Say,
}

/// A part of a column.
#[derive(Clone, Debug)]
pub enum Block<M> {
    /// A heading of a group.
    Heading(Say),
    /// A paragraph.
    Text(Say, Tone),
    /// Numbered sentences.
    Numbered(Vec<Say>),
    /// Lines with a mark before each.
    Checklist(Vec<(Mark, Say)>),
    /// A framed note with an icon: notice, caution, alert.
    Note {
        /// Its colour role.
        tone: Tone,
        /// Its icon.
        icon: Icon,
        /// Its words.
        text: Say,
    },
    /// Large tiles of the welcome screen, side by side.
    Tiles(Vec<Tile<M>>),
    /// Choice cards, in one or two columns.
    Cards {
        /// At most this many side by side.
        columns: u8,
        /// The cards.
        cards: Vec<Card<M>>,
    },
    /// Entries side by side when they fit (day, month, year).
    Fields(Vec<Field<M>>),
    /// Buttons side by side.
    Buttons(Vec<Button<M>>),
    /// Lines of the review screen.
    Rows(Vec<Row<M>>),
    /// A code or a number, very large, in a frame.
    Number {
        /// Above it.
        label: Option<Say>,
        /// The code: `7K3M-9QF2-TX0W-4`.
        value: Say,
        /// Under it.
        note: Option<Say>,
    },
    /// Sums line by line, and their total.
    Bill(Bill),
    /// A sum, very large, without a frame.
    Sum(Say),
    /// Places where one may go, the nearest first.
    Places(Vec<Site>),
}

/// A price and how it comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Line by line.
    pub charges: Vec<Charge>,
    /// The word *Total* and the sum, when all is known.
    pub total: Option<(Say, Say)>,
}

/// One line of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// What it is: `Taxe régionale`.
    pub name: Say,
    /// Why it is this much.
    pub reason: Option<Say>,
    /// `300,00 €`.
    pub sum: Say,
}

/// A place where one may go. Nothing of it can be touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `Mairie - Barentin`.
    pub name: Say,
    /// `À 2,3 km`.
    pub distance: Option<Say>,
    /// Number, street, postal code, commune.
    pub address: Say,
    /// `Téléphone : 02 32 94 90 20`.
    pub phone: Option<Say>,
    /// Its hours in words.
    pub hours: Say,
    /// What they say of now, or what else is to be known.
    pub now: Option<(Icon, Say, Tone)>,
}

/// Before a line of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Sure, or done.
    Done,
    /// Perhaps.
    Maybe,
    /// Missing.
    Missing,
    /// To bring: an empty box.
    Box,
}

/// A large tile.
#[derive(Clone, Debug)]
pub struct Tile<M> {
    /// Its name.
    pub id: Id,
    /// Its icon.
    pub icon: Icon,
    /// Its title.
    pub title: Say,
    /// One sentence.
    pub detail: Option<Say>,
    /// At its foot: `Environ 10 minutes`.
    pub foot: Option<Say>,
    /// A low tile: icon and title on one line.
    pub low: bool,
    /// When touched.
    pub press: M,
}

/// A choice card.
#[derive(Clone, Debug)]
pub struct Card<M> {
    /// Its name.
    pub id: Id,
    /// Its words.
    pub title: Say,
    /// A second line.
    pub detail: Option<Say>,
    /// What stands at its start side.
    pub shape: Shape,
    /// It is chosen.
    pub chosen: bool,
    /// When touched.
    pub press: M,
}

/// What stands at the start side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of several.
    Radio,
    /// As many as one likes.
    Checkbox,
    /// A line of a list found by typing.
    Line,
    /// An icon.
    Picture(Icon),
    /// One of several sets of colours: a sample of it stands at the end side.
    Swatch(Theme),
}

/// An entry that types. Its text is state of the application: the widget only draws it.
#[derive(Clone, Debug)]
pub struct Field<M> {
    /// Its name: `ask.nom`, `ask.naissance.day`.
    pub id: Id,
    /// Its label, and its spoken name.
    pub name: Say,
    /// The label is drawn above (a field alone under its question does not repeat it).
    pub labelled: bool,
    /// What was typed.
    pub value: String,
    /// Drawn in its place: dots, when others may look.
    pub veil: Option<String>,
    /// Where the caret is, in characters from the start; meaningful when focused.
    pub caret: usize,
    /// Drawn pale when empty: an example.
    pub example: Option<Say>,
    /// Drawn after the entry: `cm`.
    pub unit: Option<Say>,
    /// Width as a number of characters; `None` takes the column.
    pub width: Option<u8>,
    /// Height in lines.
    pub lines: u8,
    /// It has a refusal.
    pub refused: bool,
    /// When touched: takes the focus.
    pub press: M,
}

/// A button.
#[derive(Clone, Debug)]
pub struct Button<M> {
    /// Its name.
    pub id: Id,
    /// Its words.
    pub name: Say,
    /// Its icon, and on which side.
    pub icon: Option<(Side, Icon)>,
    /// How it looks.
    pub weight: Weight,
    /// When touched; none is drawn dim and takes no focus.
    pub press: Option<M>,
}

/// Sides that mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before the words.
    Start,
    /// After the words.
    End,
    /// Above the words: the tools of the bottom bar.
    Above,
}

/// How strong a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one way forward.
    Primary,
    /// Another way.
    Secondary,
    /// A word alone.
    Quiet,
    /// Calls the mediator.
    Call,
    /// Erases.
    Danger,
    /// A tool of the bottom bar: icon above a word.
    Tool,
}

/// A line of the review screen.
#[derive(Clone, Debug)]
pub struct Row<M> {
    /// The question, short.
    pub label: Say,
    /// The answer.
    pub value: Say,
    /// Its colour role (alert when missing).
    pub tone: Tone,
    /// `Changer`.
    pub action: Option<Button<M>>,
}

/// Bottom bar: back at the start side, tools in the middle, forward at the end side.
#[derive(Clone, Debug)]
pub struct Bottom<M> {
    /// Back.
    pub back: Option<Button<M>>,
    /// Tools.
    pub tools: Vec<Button<M>>,
    /// Forward.
    pub next: Option<Button<M>>,
}

/// A dialog over a dimmed page.
#[derive(Clone, Debug)]
pub struct Dialog<M> {
    /// Its title.
    pub title: Say,
    /// Its parts.
    pub body: Vec<Block<M>>,
    /// A countdown in seconds, very large.
    pub countdown: Option<u32>,
}

/// The on-screen keyboard: rows of keys, decided by the field that has the focus.
#[derive(Clone, Debug)]
pub struct Keyboard<M> {
    /// Name of the layout for tests: `azerty`, `digits`.
    pub layout: Id,
    /// Rows of keys.
    pub rows: Vec<Vec<Key<M>>>,
    /// Where a hand is that touches no key of the screen but walks them.
    pub spot: Option<Spot>,
}

/// A row of keys, or one key of a row, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// All of a row.
    Row(usize),
    /// Row, and place in it.
    Key(usize, usize),
}

/// One key. Keys take no focus: the field keeps it, and [`Keyboard::spot`] walks them.
#[derive(Clone, Debug)]
pub struct Key<M> {
    /// Its name: `key.a`, `key.space`.
    pub id: Id,
    /// Its words.
    pub name: Say,
    /// Width in tenths of a letter key.
    pub width: u16,
    /// When touched.
    pub press: M,
}
