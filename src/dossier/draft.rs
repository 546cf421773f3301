//! What was typed so far, as typed, valid or not. Typed words never show in `Debug`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What was typed, question by question. Hidden answers are kept: they only leave the path.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The edition it was begun or carried over with: `cni.1`.
    pub edition: String,
    /// Digest of that resolved edition, hexadecimal.
    pub edition_digest: String,
    /// The operator's switches as they stood at *Commencer*.
    pub switches: BTreeMap<String, bool>,
    /// By full name of the question.
    pub entries: BTreeMap<String, Entry>,
    /// Cautions that were confirmed: full name of the rule, and the values it was given for.
    pub confirmed: BTreeMap<String, String>,
    /// The citizen said at review that a mediator helped.
    #[serde(default)]
    pub helped: bool,
    /// Version of the privacy notice that was accepted.
    #[serde(default)]
    pub consent: String,
    /// Where the citizen is.
    #[serde(default)]
    pub place: Place,
    /// How the citizen reads: found again at resume, forgotten at the wipe.
    #[serde(default)]
    pub comfort: Comfort,
}

impl Draft {
    /// As it is encrypted: JSON. `None` only when there is no memory left for it.
    pub fn write(&self) -> Option<Zeroizing<Vec<u8>>> {
        // Room is taken once: a buffer that grows leaves its old copy in freed memory.
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 << 16));
        serde_json::to_writer(&mut *bytes, self).ok()?;
        Some(bytes)
    }

    /// Back from [`Draft::write`]. `None` when a later program wrote it, with fields that this
    /// one would lose.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Where the citizen is: found again after a resume.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Full name of the step, or empty before the first.
    pub step: String,
    /// Full name of the question that had the focus, or empty.
    pub question: String,
    /// The citizen had reached the review screen.
    #[serde(default)]
    pub reviewing: bool,
}

/// Language, size, contrast and voice that one citizen chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comfort {
    /// Code of the language: `fr`.
    pub language: String,
    /// 100, 150 or 200 (percent).
    pub zoom: u16,
    /// Name of the theme: `clair`, `contraste`, `contraste-clair`, `sombre` or `doux`.
    /// An unknown name is `clair`.
    pub theme: String,
    /// The voice.
    #[serde(default)]
    pub hearing: Hearing,
    /// What others may read on the screen.
    #[serde(default)]
    pub answers: Answers,
    /// The switch.
    #[serde(default)]
    pub scanning: Scanning,
    /// How the screen is reached, touched and looked at.
    #[serde(default)]
    pub aid: Aid,
    /// How long the terminal waits.
    #[serde(default)]
    pub pace: Pace,
    /// How large the letters of the papers are.
    #[serde(default)]
    pub paper: OnPaper,
}

/// How large the letters of one citizen's papers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnPaper {
    /// Large for who reads the screen large.
    #[default]
    AsOnScreen,
    /// Chosen: ordinary.
    Ordinary,
    /// Chosen: large.
    Large,
}

impl Default for Comfort {
    fn default() -> Self {
        Self {
            language: "fr".into(),
            zoom: 100,
            theme: "clair".into(),
            hearing: Hearing::default(),
            answers: Answers::default(),
            scanning: Scanning::default(),
            paper: OnPaper::default(),
            pace: Pace::default(),
            aid: Aid::default(),
        }
    }
}

/// How many times longer the terminal waits for this citizen before it asks whether somebody is
/// there, and before it clears the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// As the operator sets it.
    #[default]
    Normal,
    /// Twice.
    Double,
    /// Five times.
    Five,
    /// Ten times.
    Ten,
}

impl Pace {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Double, Self::Five, Self::Ten];

    /// 1, 2, 5 or 10.
    pub const fn times(self) -> u32 {
        match self {
            Self::Normal => 1,
            Self::Double => 2,
            Self::Five => 5,
            Self::Ten => 10,
        }
    }

    /// The next longer one.
    #[must_use]
    pub const fn more(self) -> Self {
        match self {
            Self::Normal => Self::Double,
            Self::Double => Self::Five,
            Self::Five | Self::Ten => Self::Ten,
        }
    }
}

/// How one citizen reaches, touches and looks at the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aid {
    /// What is touched is in the lower part of the screen.
    pub low: bool,
    /// What has the focus is written twice as large at the top of the screen.
    pub loupe: bool,
    /// Milliseconds before the same touch counts again; 0 is what the operator sets.
    pub repeat_ms: u16,
}

/// What others may read of the answers on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// They are written as they are.
    #[default]
    Shown,
    /// Dots stand in their place.
    Hidden,
}

/// How one citizen listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// The screen is read aloud.
    pub aloud: bool,
    /// Steps of three decibels, from 0 (18 dB under the loudest) to [`Hearing::LOUDEST`].
    pub volume: u8,
    /// Steps of a quarter, from 0 (half as fast) to [`Hearing::FASTEST`] (twice as fast).
    pub speed: u8,
}

impl Hearing {
    /// The last step of the volume.
    pub const LOUDEST: u8 = 6;
    /// The last step of the speed.
    pub const FASTEST: u8 = 6;

    /// Decibels under the loudest: -18 to 0.
    pub fn decibels(self) -> i8 {
        3 * (self.volume.min(Self::LOUDEST) as i8 - Self::LOUDEST as i8)
    }

    /// Speed in percent: 50 to 200.
    pub fn percent(self) -> u16 {
        50 + 25 * u16::from(self.speed.min(Self::FASTEST))
    }
}

impl Default for Hearing {
    fn default() -> Self {
        Self { aloud: false, volume: 4, speed: 2 }
    }
}

/// How one citizen scans: a highlight walks, a switch chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanning {
    /// Whether, and who moves the highlight.
    pub mode: Scan,
    /// How long the highlight stays, in half seconds: 1 to [`Scanning::LONGEST`].
    pub step: u8,
}

/// Who moves the highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scan {
    /// There is none.
    #[default]
    Off,
    /// It walks by itself.
    Alone,
    /// A second switch.
    ByHand,
}

impl Scanning {
    /// The longest step, in half seconds: ten seconds.
    pub const LONGEST: u8 = 20;
}

impl Default for Scanning {
    fn default() -> Self {
        Self { mode: Scan::Off, step: 4 }
    }
}

/// One entry as typed, valid or not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// *Je ne sais pas*.
    Unknown,
    /// Text, number or format, as typed.
    Text(String),
    /// One card. `proposed`: accepted with *C'est mon cas*; asked again if the proposal changes.
    Choice {
        /// Word of the choice.
        word: String,
        /// It was the proposal, accepted.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        proposed: bool,
    },
    /// Several cards; an empty list is *aucun de ces cas*.
    Several(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// A day as typed; parts may be empty.
    Date {
        /// Day of the month.
        day: String,
        /// Month.
        month: String,
        /// Year, four digits.
        year: String,
        /// `hh:mm`, only where the kind asks it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        hour: String,
    },
    /// A commune chosen in the list.
    Commune {
        /// Insee code.
        code: String,
        /// The name as it was that day.
        name: String,
    },
    /// *Ma commune n'est pas dans la liste*.
    FreeCommune(String),
    /// Insee code of a country (`99352`), or `FR`.
    Country(String),
    /// A list of short texts, as typed.
    List(Vec<String>),
    /// Key of a row of a table.
    Row(String),
    /// A box.
    Declaration(bool),
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[masqué]")
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("edition", &self.edition)
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}
