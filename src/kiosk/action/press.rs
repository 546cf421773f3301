//! What a finger or a key can ask of the terminal: data, with what it was shown on.
//!
//! Nothing here acts; a message that the page of now does not show is not listened to.

use std::fmt;

use super::super::page::Id;
use super::{Find, Wish};
use crate::demarche::QuestionId;
use crate::dossier::draft::Answers;
use crate::receipt::Letters;

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
    /// Practising.
    Practice(Practice),
    /// *Comment ça marche ?*
    Tour(Tour),
    /// The screen of the code.
    Code(Code),
    /// An answer by touch.
    Reply(QuestionId, Reply),
    /// Around the questions of a step.
    Step(Step),
    /// What to prepare.
    Prepare(Prepare),
    /// The review screen.
    Review(Review),
    /// One of several versions of a dossier, from 0.
    Version(usize),
    /// The screen of places.
    Find(Find),
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
    /// *Contraste et confort*.
    Comfort(Wish),
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
    /// What the terminal can do for a person.
    Access,
    /// Shows the code again.
    ShowCode,
    /// Answers are written, or dots stand in their place.
    Veil(Answers),
    /// The voice.
    Voice(Voice),
    /// How large the letters of the papers are, from now on.
    Paper(Letters),
}

/// What is asked of the voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// *Écouter*: the voice begins; when it speaks already, its page.
    Listen,
    /// Silence.
    Stop,
    /// Silence, until *Continuer*.
    Pause,
    /// From the line that was cut.
    GoOn,
    /// The whole page again.
    Again,
    /// Sign by sign.
    Spell,
    /// Three decibels more.
    Louder,
    /// Three decibels less.
    Softer,
    /// A quarter faster.
    Faster,
    /// A quarter slower.
    Slower,
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
    /// *Trouver un lieu d'accueil*.
    Places,
}

/// A practice visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// *S'entraîner*.
    Open,
    /// *Répondre à ma place*.
    ForMe,
    /// *Arrêter l'entraînement*.
    Stop,
    /// *Recommencer*.
    Again,
    /// *Faire ma vraie demande*.
    Real,
}

/// *Comment ça marche ?*
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tour {
    /// Its first page.
    Open,
    /// The card that one touches to try.
    Card,
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
    /// The same as in the démarche before.
    Same,
    /// The caution is right: go on.
    Confirm,
    /// The caution is not right: look again.
    Correct,
}

/// What to prepare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prepare {
    /// This paper is here, or not after all: its name in the edition.
    Tick(String),
    /// The list on paper.
    Print,
}

/// The review screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// *Changer*, and come back.
    Change(QuestionId),
    /// *Un médiateur m'a aidé*, or not.
    Helped,
    /// Numbers of papers whole, or their end only.
    Numbers,
}

/// The last screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// My paper.
    Print,
    /// My paper and my answers.
    PrintAnswers,
    /// What the paper says, on the screen.
    Read,
    /// The next person.
    Finish,
    /// A little longer.
    Wait,
    /// Another démarche, in the same visit.
    Another,
}
