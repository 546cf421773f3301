//! What the terminal is told, and what it wants done: data on both sides.
//!
//! `Kiosk::react` takes a `Message` and gives `Action`s; the edge does them and answers with
//! messages that carry the number of the visit. Nothing here acts.

use std::fmt;

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use super::page::Id;
use super::stroke::Stroke;
use crate::demarche::QuestionId;
use crate::dossier::{Contents, Dossier, Draft};

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
    /// Told once at start: the last run stopped in the middle of a visit.
    Interrupted,
    /// An answer to an action of one visit.
    Answer(VisitNumber, Answer),
}

/// What a control asks. Only what the page shows now is listened to.
#[derive(Clone, Debug, PartialEq)]
pub enum Press {
    /// Back, in the bottom bar.
    Back,
    /// Forward, in the bottom bar.
    Next,
    /// An entry was touched: it takes the focus.
    Focus(Id),
    /// A tool of the bottom bar, or what it opened.
    Tool(Tool),
    /// A key that types nothing.
    Keys(Keys),
    /// Leaving.
    Leave(Leave),
    /// The welcome screen.
    Welcome(Welcome),
    /// The screen of the code.
    Code(Code),
    /// An answer by touch.
    Reply(QuestionId, Reply),
    /// Around the questions of a step.
    Step(Step),
    /// The review screen.
    Review(Review),
    /// One of several versions of a dossier, from 0.
    Version(usize),
    /// The last screens.
    End(End),
    /// Try again what failed.
    Retry,
}

/// Tools that stay at hand during the whole visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Larger letters, then back.
    Size,
    /// The other theme.
    Contrast,
    /// Shows the languages.
    Languages,
    /// Reads in this language from now on.
    Speak(String),
    /// Calls the mediator, or shows that he is called.
    Mediator,
    /// The mediator is here, or is no longer needed.
    MediatorGone,
    /// What becomes of the data.
    Data,
    /// Shows the code again.
    ShowCode,
}

/// Keys of the on-screen keyboard that change the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Capitals or small letters.
    Shift,
    /// Letters with accents, or without.
    Accents,
    /// Hides the keyboard.
    Close,
    /// A whole piece of text: `.fr`.
    Text(&'static str),
}

/// Ways out of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Asks which way.
    Ask,
    /// The draft stays, the code opens it.
    Keep,
    /// Asks again before erasing.
    AskErase,
    /// The key of the draft is destroyed.
    Erase,
    /// No, go on.
    Stay,
    /// The citizen is here.
    Here,
    /// The citizen needs more time before each warning.
    MoreTime,
}

/// The welcome screen and the one after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Welcome {
    /// A démarche, by its name without edition: `cni`.
    Choose(String),
    /// *Reprendre un dossier*.
    Resume,
}

/// What one does with the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A small paper.
    Print,
    /// It is written down.
    Noted,
    /// *Je n'en veux pas*: says first what that means.
    AskRefuse,
    /// Refused.
    Refuse,
}

/// An answer that is touched, not typed.
#[derive(Clone, PartialEq, Eq)]
pub enum Reply {
    /// A card, by its word; a box of several turns over.
    Card(String),
    /// None of these cards.
    NoCard,
    /// Yes or no.
    Yes,
    /// Yes or no.
    No,
    /// *Je ne sais pas*, or not any more.
    Unknown,
    /// A box to tick, or to empty.
    Tick,
    /// The day is not known.
    NoDay,
    /// Neither day nor month is known.
    NoMonth,
    /// A commune of the list: code and name.
    Commune(String, String),
    /// *Ma commune n'est pas dans la liste*, or back to the list.
    Elsewhere,
    /// A country or a row of a table found by typing.
    Row(String),
    /// Shows what else was found.
    More,
    /// One more line.
    Add,
    /// Without this line, from 0.
    Remove(usize),
    /// A group of cards, by its name.
    Group(String),
    /// All the groups again.
    Groups,
    /// *C'est mon cas*.
    Accept,
    /// *Ce n'est pas mon cas*.
    Dispute,
    /// What was probably meant.
    Suggested,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[masqué]")
    }
}

/// Around the questions of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Why it is asked.
    Why,
    /// The caution is right: go on.
    Confirm,
    /// The caution is not right: look again.
    Correct,
}

/// The review screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// *Changer*, and come back.
    Change(QuestionId),
    /// *Un médiateur m'a aidé*, or not.
    Helped,
}

/// The last screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// My paper.
    Print,
    /// My paper and my answers.
    PrintAnswers,
    /// The next person.
    Finish,
    /// A little longer.
    Wait,
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

/// What a paper shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// One page without personal data.
    Receipt,
    /// And *Mes réponses*.
    WithAnswers,
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
    },
    /// The receipt; answered by `Printed`. The edge counts: a second one says DUPLICATA.
    PrintReceipt {
        /// Who asks.
        visit: VisitNumber,
        /// Of the dossier.
        number: String,
        /// What was sealed.
        contents: Box<Contents>,
        /// One page, or two.
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
    /// The visit is over: keys, spool and caches of the edge go with it.
    EndVisit {
        /// The one that ended.
        visit: VisitNumber,
    },
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, visit) = match self {
            Self::Begin { visit, .. } => ("Begin", visit),
            Self::SaveDraft { visit, .. } => ("SaveDraft", visit),
            Self::RefuseCode { visit } => ("RefuseCode", visit),
            Self::FindDraft { visit, .. } => ("FindDraft", visit),
            Self::ChooseVersion { visit, .. } => ("ChooseVersion", visit),
            Self::Send { visit, .. } => ("Send", visit),
            Self::PrintTicket { visit, .. } => ("PrintTicket", visit),
            Self::PrintReceipt { visit, .. } => ("PrintReceipt", visit),
            Self::EraseDraft { visit } => ("EraseDraft", visit),
            Self::KeepAndLeave { visit, .. } => ("KeepAndLeave", visit),
            Self::CallMediator { visit } => ("CallMediator", visit),
            Self::EndVisit { visit } => ("EndVisit", visit),
        };
        write!(f, "{name}({visit})")
    }
}
