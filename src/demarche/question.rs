//! What a checked edition asks: sections, steps, questions, and the closed list of kinds.
//!
//! Indices are checked at load; nothing here can name what does not exist.

/// A question of one checked edition. Repetition is unrolled: `parent.2.naissance` has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u16);

/// A step (one screen, one idea) of one checked edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub u16);

/// A section (one segment of the progress bar).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u16);

/// One segment of the progress bar. Its words are `section.<name>`.
#[derive(Clone, Debug)]
pub struct Section {
    /// File name without its ending: `etat_civil`.
    pub name: String,
}

/// One screen: one idea, up to four entries; none for an information screen.
#[derive(Clone, Debug)]
pub struct Step {
    /// Full name, with the blocks and their number: `parent.2.dates`.
    pub name: String,
    /// The segment it belongs to.
    pub section: SectionId,
    /// What it asks, in reading order.
    pub questions: Vec<QuestionId>,
    /// Live lists or derived values that it shows: `pieces`, `fees`, or a derive.
    pub show: Vec<String>,
}

/// Something asked. Its words are found by `Texts` from `name`.
#[derive(Clone, Debug)]
pub struct Question {
    /// Full name: `parent.2.naissance`. A published name never changes.
    pub name: String,
    /// The way of asking.
    pub kind: Kind,
    /// *Je ne sais pas* is offered.
    pub unknown: bool,
    /// Never printed, never read aloud.
    pub discreet: bool,
    /// The step that asks it.
    pub step: StepId,
}

/// The closed list of ways of asking. A variant here and the compiler shows the other places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One card of a few; at most seven a level.
    Choice(Vec<Group>),
    /// Several cards, possibly none.
    Several(Vec<Group>),
    /// Yes or no.
    YesNo,
    /// Free text of at most `to` characters.
    Text {
        /// Longest, in characters.
        to: u16,
        /// Height of the entry.
        lines: u8,
    },
    /// A whole number; `unit` is a key of the texts (`cm`, `kg`); none for a count.
    Number {
        /// Key of the unit.
        unit: Option<String>,
        /// Smallest allowed.
        from: i64,
        /// Largest allowed.
        to: i64,
    },
    /// A day of the calendar; its bounds are expressions of the edition.
    Date {
        /// Day, or day and month, may be unknown.
        partial: bool,
        /// The hour is asked too.
        hour: bool,
    },
    /// A French commune, at a date or of a postal code; free text is always possible.
    Commune,
    /// A country of `pays.csv`.
    Country,
    /// A list of short texts of one format: prénoms.
    List {
        /// Name of the format of each.
        format: String,
        /// Fewest.
        from: u8,
        /// Most.
        to: u8,
    },
    /// A row of a table, found by typing: more than seven choices.
    Search {
        /// Name of the table.
        table: String,
    },
    /// Text checked by code: `cnie`, `phone`, `email`.
    Format(String),
    /// A box to tick; answered only when ticked.
    Declaration,
}

/// One level of cards. A question with one nameless group shows its cards at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `group.<question>.<name>` when there are two levels.
    pub name: Option<String>,
    /// The words of the choices: `perte`, `vol`.
    pub choices: Vec<String>,
}
