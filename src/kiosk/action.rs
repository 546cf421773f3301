//! What the terminal is told, and what it wants done: data on both sides.
//!
//! `Kiosk::react` takes a `Message` and gives `Action`s; the edge does them and answers with
//! messages that carry the number of the visit. Nothing here acts.

mod comfort;
mod find;
mod press;

use std::fmt;

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use super::directory::Directory;
use super::speech::{Engine, Plug, Utterance};
use super::stroke::Stroke;
use crate::dossier::{Contents, Dossier, Draft};
use crate::receipt::{Letters, List, Rehearsal};

pub use comfort::Wish;
pub use find::{Family, Find};
pub use press::{
    Code, End, Keys, Leave, Practice, Prepare, Press, Reply, Review, Step, Tool, Tour, Voice,
    Welcome,
};

/// One visit: an answer that names another one falls on the floor.
pub type VisitNumber = u64;

/// The two clocks, read by the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds of a clock that never goes back.
    pub ms: u64,
    /// Date and time of the place, for calendars and words.
    pub civil: DateTime,
}

/// Everything that can happen to the terminal.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A control of the page was touched.
    Press(Press),
    /// A key, of the screen or of the table.
    Stroke(Stroke),
    /// Somebody is there, without touching a control.
    Activity,
    /// Time passes: at least once a second.
    Tick,
    /// The line to the central service.
    Line(Line),
    /// What a person of the house should look at, if anything.
    Concern(Option<Concern>),
    /// The store of drafts.
    Store(Shelf),
    /// Told once at start: which table of places serves.
    Places(Directory),
    /// Told once at start: the last run stopped in the middle of a visit.
    Interrupted,
    /// Headphones were plugged in, or out.
    Plug(Plug),
    /// The voice begins a line of what it was told to say: which words, and which line, from 0.
    /// After the last line, their count.
    Saying(u64, usize),
    /// Told at start, and when the voice is lost: whether there is one.
    Engine(Engine),
    /// An answer to an action of one visit.
    Answer(VisitNumber, Answer),
}

/// The line to the central service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// It answers.
    #[default]
    Up,
    /// It does not: everything is kept here.
    Down,
}

/// What a person of the house should look at: shown between two visits, the first of these that
/// is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The central service no longer knows this terminal.
    NotEnrolled,
    /// What answers is not the central service.
    Foreign,
    /// The central service refuses a dossier: it stays here.
    SetAside,
    /// A dossier waits here for more than two days.
    Late,
    /// The clock is wrong.
    Clock,
    /// The operator's table of places cannot be read: the one of the program serves.
    PlacesRefused,
    /// The table of places is older than its limit.
    PlacesOld,
}

/// The store of drafts and of sealed dossiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Not open yet.
    #[default]
    Opening,
    /// Open.
    Ready,
    /// Nothing can be kept: the terminal says so to the mediator.
    Trouble(Trouble),
}

/// Why the store cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Written by a later version of the program.
    LaterVersion,
    /// Damaged.
    Corrupt,
    /// No room left.
    Full,
    /// It cannot be opened or read.
    Unreachable,
}

/// How it went.
#[derive(Clone, PartialEq)]
pub enum Answer {
    /// The draft exists and this is its code, as shown: `7K3M-9QF2-TX0W-4`.
    Begun(Result<Zeroizing<String>, Fault>),
    /// The last save reached the disk, or not.
    Saved(Result<(), Fault>),
    /// The versions of the draft that the code opens: usually one.
    Found(Result<Vec<Version>, NotFound>),
    /// The dossier is sealed under this number, on the disk.
    Sent(Result<Sealed, Fault>),
    /// The sealed dossier has reached the central service.
    Delivered,
    /// A paper came out, or not.
    Printed(Result<(), PrintFault>),
    /// The key of the draft is destroyed, or not.
    Erased(Result<(), Fault>),
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Begun(_) => "Begun",
            Self::Saved(_) => "Saved",
            Self::Found(_) => "Found",
            Self::Sent(_) => "Sent",
            Self::Delivered => "Delivered",
            Self::Printed(_) => "Printed",
            Self::Erased(_) => "Erased",
        })
    }
}

/// Why the disk did not take something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room left.
    Full,
    /// Anything else.
    Broken,
}

/// Why a code opened nothing. Unknown and wrong are the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No dossier opens with this code, here or at the central service.
    Unknown,
    /// Not here, and the line is down.
    OutOfReach,
    /// Too many codes were tried on this terminal: not before so many minutes.
    Locked {
        /// Rounded up.
        minutes: u32,
    },
    /// The disk did not answer.
    Broken,
}

/// Why no paper came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintFault {
    /// No printer is set.
    Absent,
    /// It did not print.
    Failed,
}

/// One version of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When it was saved, as the citizen reads it.
    pub saved: DateTime,
    /// What was typed.
    pub draft: Draft,
}

/// A sealed dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// `R2A-00F2-9QTM`.
    pub number: String,
}

/// A receipt as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it shows.
    pub pages: Pages,
    /// How.
    pub print: Print,
}

/// What a receipt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// What everybody may see: nothing personal.
    Receipt,
    /// And *Mes réponses*.
    WithAnswers,
}

/// How a paper is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// How large its letters are.
    pub letters: Letters,
    /// The language under the French one.
    pub second: Option<String>,
}

/// What the terminal wants done. Each carries the visit that asked.
pub enum Action {
    /// Make a draft and its code; answered by `Answer::Begun`.
    Begin {
        /// Who asks.
        visit: VisitNumber,
        /// `cni.1`.
        edition: String,
    },
    /// Write the draft; answered by `Answer::Saved`. Never two in flight.
    SaveDraft {
        /// Who asks.
        visit: VisitNumber,
        /// All of it.
        draft: Box<Draft>,
    },
    /// The citizen wants no code: its wrap of the key is dropped.
    RefuseCode {
        /// Who asks.
        visit: VisitNumber,
    },
    /// Look for the draft of a code, here then at the central service; answered by `Found`.
    FindDraft {
        /// Who asks.
        visit: VisitNumber,
        /// Thirteen symbols whose check symbol is right.
        code: Zeroizing<String>,
    },
    /// This version goes on; the others stay as they are.
    ChooseVersion {
        /// Who asks.
        visit: VisitNumber,
        /// Its place in what was found, from 0.
        version: usize,
    },
    /// Seal and put in the outbox, in one transaction; answered by `Answer::Sent`.
    Send {
        /// Who asks.
        visit: VisitNumber,
        /// What passed review.
        dossier: Box<Dossier>,
    },
    /// The small paper of the code; answered by `Printed`.
    PrintTicket {
        /// Who asks.
        visit: VisitNumber,
        /// As shown.
        code: Zeroizing<String>,
        /// How it is written.
        print: Print,
    },
    /// The list of papers to prepare; answered by `Printed`. It says nothing of a person.
    PrintList {
        /// Who asks.
        visit: VisitNumber,
        /// Its words, in French.
        list: Box<List>,
        /// The same in the language of the visit, when that is another.
        second: Option<Box<List>>,
        /// How large its letters are.
        letters: Letters,
    },
    /// A paper of a practice visit, marked as such; answered by `Printed`.
    PrintPractice {
        /// Who asks.
        visit: VisitNumber,
        /// Its words.
        paper: Box<Rehearsal>,
    },
    /// The receipt; answered by `Printed`. The edge counts: a second one says DUPLICATA.
    PrintReceipt {
        /// Who asks.
        visit: VisitNumber,
        /// Of the dossier.
        number: String,
        /// What was sealed.
        contents: Box<Contents>,
        /// What it shows, and how.
        paper: Paper,
    },
    /// Destroy the key of the draft; answered by `Erased`.
    EraseDraft {
        /// Who asks.
        visit: VisitNumber,
    },
    /// The draft is left for its code (or for the mediator): the last save is on its way.
    KeepAndLeave {
        /// Who asks.
        visit: VisitNumber,
        /// Present when something was not saved yet.
        draft: Option<Box<Draft>>,
    },
    /// Somebody calls the mediator.
    CallMediator {
        /// Who asks.
        visit: VisitNumber,
    },
    /// To be said now, in place of what is being said.
    Speak {
        /// Who listens.
        visit: VisitNumber,
        /// The words, and how.
        utterance: Box<Utterance>,
    },
    /// Nothing more is to be said.
    Hush {
        /// Who listened.
        visit: VisitNumber,
    },
    /// The visit is over: keys, spool and caches of the edge go with it.
    EndVisit {
        /// The one that ended.
        visit: VisitNumber,
    },
}

impl Action {
    /// The visit that asked.
    pub fn visit(&self) -> VisitNumber {
        self.named().1
    }

    fn named(&self) -> (&'static str, VisitNumber) {
        match self {
            Self::Begin { visit, .. } => ("Begin", *visit),
            Self::SaveDraft { visit, .. } => ("SaveDraft", *visit),
            Self::RefuseCode { visit } => ("RefuseCode", *visit),
            Self::FindDraft { visit, .. } => ("FindDraft", *visit),
            Self::ChooseVersion { visit, .. } => ("ChooseVersion", *visit),
            Self::Send { visit, .. } => ("Send", *visit),
            Self::PrintTicket { visit, .. } => ("PrintTicket", *visit),
            Self::PrintList { visit, .. } => ("PrintList", *visit),
            Self::PrintPractice { visit, .. } => ("PrintPractice", *visit),
            Self::PrintReceipt { visit, .. } => ("PrintReceipt", *visit),
            Self::EraseDraft { visit } => ("EraseDraft", *visit),
            Self::KeepAndLeave { visit, .. } => ("KeepAndLeave", *visit),
            Self::CallMediator { visit } => ("CallMediator", *visit),
            Self::Speak { visit, .. } => ("Speak", *visit),
            Self::Hush { visit } => ("Hush", *visit),
            Self::EndVisit { visit } => ("EndVisit", *visit),
        }
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, visit) = self.named();
        write!(f, "{name}({visit})")
    }
}
