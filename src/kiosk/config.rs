//! The settings of a terminal, read from one TOML file. `kiosk-config/kiosk.toml` is its manual.

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

use super::glass::Glass;
use super::keypad::{Button, KEYS, Keypad};
use super::pause::{LONGEST, Setting as Pause};
use super::speech::{Headphones, Setting as Hearing};
use crate::demarche::Catalogue;
use crate::dossier::draft::Pace;
use crate::reference::communes;
use crate::reference::place::Position;
use crate::settings::{self, Fault, Setter, Setting, Turn, Why};

/// Everything that an operator may choose. `Config::default()` is what an empty file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `terminal.directory`: the store and the keys of this terminal.
    pub directory: PathBuf,
    /// `terminal.place`: as the top bar and the papers show it.
    pub place: String,
    /// `terminal.phone`: whom to call, on the papers. May be empty.
    pub phone: String,
    /// `terminal.address`: where to write that something does not work. May be empty.
    pub address: String,
    /// `terminal.window`: the whole screen, or a window of this many pixels.
    pub window: Window,
    /// `touch.repeat_ms`: a second touch of the same control sooner than this is the same touch.
    pub repeat_ms: u16,
    /// `screen.*`: the screen in millimetres.
    pub glass: Glass,
    /// `visit.idle_seconds`: without a touch, the warning comes.
    pub idle: Duration,
    /// `visit.countdown_seconds`: after the warning, the visit ends.
    pub countdown: Duration,
    /// `visit.farewell_seconds`: the last screen stays this long.
    pub farewell: Duration,
    /// `visit.pace`: all three are so many times longer, for each person who comes.
    pub pace: Pace,
    /// `visit.pause_code` and `visit.pause_minutes`: what lets a mediator stop these clocks.
    pub pause: Pause,
    /// `drafts.life_days`: 1 to 30.
    pub draft_life_days: u32,
    /// `printer.queue`: a queue of the printing system, or none.
    pub queue: Option<String>,
    /// `printer.directory`: papers are kept here, for tests and for a place without a printer.
    pub papers: Option<PathBuf>,
    /// `languages.offered`: codes of the languages that a person may choose. French, in which
    /// the State and the papers speak, is always among them.
    pub languages: Vec<String>,
    /// `cni.changement_adresse`: this motive is open (the State has closed it at times).
    pub changement_adresse: Turn,
    /// `speech.*`: the voice.
    pub speech: Speech,
    /// `places.*`: where one goes next.
    pub places: Places,
    /// `keypad.*`: the tactile keypad and the switches.
    pub keypad: Keypad,
    /// `practice.offered`: one may practise here, with an invented person.
    pub practice: Turn,
}

/// The voice of this terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// `speech.engine`: the program that speaks, or none.
    pub engine: Program,
    /// `speech.headphones`, `speech.start`, `speech.invite_seconds`: who hears, what begins the
    /// voice, and how often it is offered aloud.
    pub setting: Hearing,
    /// `speech.card`: number of the sound card that has the plug of the headphones.
    pub card: u32,
}

/// The program that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `espeak-ng` of the distribution.
    EspeakNg,
    /// No voice.
    None,
}

impl Default for Speech {
    fn default() -> Self {
        Self { engine: Program::EspeakNg, setting: Hearing::default(), card: 0 }
    }
}

/// Where this terminal is, and the places around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// `places.file`: a newer table than the one of the program, or none.
    pub file: Option<PathBuf>,
    /// `places.date`: of which day that file is.
    pub date: Option<Date>,
    /// `places.limit_days`: older than that, the welcome screen says so.
    pub limit_days: u32,
    /// `places.commune`: Insee code of the commune of this terminal, or empty.
    pub commune: String,
    /// `places.position`: where it stands exactly, as latitude and longitude, or empty.
    pub position: String,
}

impl Places {
    /// Where this terminal stands, when that is set.
    pub fn position(&self) -> Option<Position> {
        Position::parse(&self.position)
    }
}

impl Default for Places {
    fn default() -> Self {
        Self {
            file: None,
            date: None,
            limit_days: 180,
            commune: String::new(),
            position: String::new(),
        }
    }
}

/// How the window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The whole screen, without decorations.
    Full,
    /// A window, for a desk.
    Sized,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            directory: PathBuf::from("/var/lib/mpn-kiosk"),
            place: String::new(),
            phone: String::new(),
            address: String::new(),
            window: Window::Full,
            repeat_ms: 500,
            glass: Glass::default(),
            idle: Duration::from_secs(120),
            countdown: Duration::from_secs(60),
            farewell: Duration::from_secs(15),
            pace: Pace::Normal,
            pause: Pause { code: String::new(), minutes: 120 },
            draft_life_days: 30,
            queue: None,
            papers: None,
            languages: ["fr", "en"].map(str::to_owned).to_vec(),
            changement_adresse: Turn::On,
            speech: Speech::default(),
            places: Places::default(),
            keypad: Keypad::default(),
            practice: Turn::On,
        }
    }
}

/// Every setting by its dotted name.
pub const SETTINGS: &[Setting<Config>] = &[
    ("terminal.directory", Setter::Text(|c, v| c.directory = v.into())),
    ("terminal.place", Setter::Text(|c, v| c.place = v.into())),
    ("terminal.phone", Setter::Text(|c, v| c.phone = v.into())),
    ("terminal.address", Setter::Text(|c, v| c.address = v.into())),
    ("terminal.window", Setter::Word(&["full", "sized"], |c, v| c.window = window(v))),
    ("screen.diagonal_mm", Setter::Number(150, 2500, |c, v| c.glass.diagonal_mm = small(v))),
    ("screen.viewing_mm", Setter::Number(300, 1500, |c, v| c.glass.viewing_mm = small(v))),
    ("touch.repeat_ms", Setter::Number(300, 1500, |c, v| c.repeat_ms = small(v))),
    ("visit.idle_seconds", Setter::Number(30, 600, |c, v| c.idle = seconds(v))),
    ("visit.countdown_seconds", Setter::Number(30, 600, |c, v| c.countdown = seconds(v))),
    ("visit.farewell_seconds", Setter::Number(5, 120, |c, v| c.farewell = seconds(v))),
    ("visit.pause_code", Setter::Formed(pause_code)),
    ("visit.pause_minutes", Setter::Number(5, 480, |c, v| c.pause.minutes = v)),
    ("visit.pace", Setter::Word(&["1", "2", "5", "10"], |c, v| c.pace = pace(v))),
    ("drafts.life_days", Setter::Number(1, 30, |c, v| c.draft_life_days = v)),
    ("printer.queue", Setter::Text(|c, v| c.queue = given(v).map(str::to_owned))),
    ("printer.directory", Setter::Text(|c, v| c.papers = given(v).map(PathBuf::from))),
    ("languages.offered", Setter::Words(Catalogue::built_in_languages, |c, v| c.languages = v)),
    ("cni.changement_adresse", Setter::Switch(|c, v| c.changement_adresse = v)),
    ("speech.engine", Setter::Word(&["espeak-ng", "none"], |c, v| c.speech.engine = program(v))),
    ("speech.headphones", Setter::Word(&["auto", "always", "never"], headphones)),
    ("speech.start", Setter::Switch(|c, v| c.speech.setting.start = v)),
    ("speech.call", Setter::Switch(|c, v| c.speech.setting.call = v)),
    ("speech.invite_seconds", Setter::Number(0, 600, |c, v| c.speech.setting.invite_seconds = v)),
    ("speech.card", Setter::Number(0, 31, |c, v| c.speech.card = v)),
    ("practice.offered", Setter::Switch(|c, v| c.practice = v)),
    ("places.file", Setter::Text(|c, v| c.places.file = given(v).map(PathBuf::from))),
    ("places.date", Setter::Formed(date)),
    ("places.limit_days", Setter::Number(1, 3650, |c, v| c.places.limit_days = v)),
    ("places.commune", Setter::Formed(commune)),
    ("places.position", Setter::Formed(position)),
    ("keypad.up", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Up, v))),
    ("keypad.down", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Down, v))),
    ("keypad.left", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Left, v))),
    ("keypad.right", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Right, v))),
    ("keypad.ok", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Ok, v))),
    ("keypad.back", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Back, v))),
    ("keypad.help", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Help, v))),
    ("keypad.volume", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Volume, v))),
    ("keypad.switch", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Switch, v))),
    ("keypad.advance", Setter::Word(KEYS, |c, v| c.keypad.set(Button::Advance, v))),
    ("keypad.scan_ms", Setter::Number(500, 10_000, |c, v| c.keypad.scan_step = half_seconds(v))),
    ("keypad.repeat_seconds", Setter::Number(0, 10, |c, v| c.keypad.repeat = repeat(v))),
];

impl Config {
    /// Reads a whole file.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        settings::read(text, SETTINGS)
    }
}

fn window(word: &str) -> Window {
    if word == "sized" { Window::Sized } else { Window::Full }
}

fn pace(word: &str) -> Pace {
    match word {
        "2" => Pace::Double,
        "5" => Pace::Five,
        "10" => Pace::Ten,
        _ => Pace::Normal,
    }
}

fn program(word: &str) -> Program {
    if word == "none" { Program::None } else { Program::EspeakNg }
}

fn headphones(config: &mut Config, word: &str) {
    config.speech.setting.headphones = match word {
        "always" => Headphones::Always,
        "never" => Headphones::Never,
        _ => Headphones::Auto,
    };
}

fn date(config: &mut Config, text: &str) -> Result<(), Why> {
    config.places.date = given(text).map(str::parse).transpose().map_err(|_| Why::Date)?;
    Ok(())
}

/// A commune of today.
fn commune(config: &mut Config, code: &str) -> Result<(), Why> {
    let known = code.is_empty() || communes().named(code).any(|found| !found.former);
    config.places.commune = code.to_owned();
    known.then_some(()).ok_or(Why::Commune)
}

/// Four to eight digits, or nothing.
fn pause_code(config: &mut Config, code: &str) -> Result<(), Why> {
    let digits = code.chars().all(|digit| digit.is_ascii_digit());
    let right = code.is_empty() || digits && (4..=LONGEST).contains(&code.len());
    config.pause.code = code.to_owned();
    right.then_some(()).ok_or(Why::Digits)
}

fn position(config: &mut Config, text: &str) -> Result<(), Why> {
    let right = text.is_empty() || Position::parse(text).is_some();
    config.places.position = text.to_owned();
    right.then_some(()).ok_or(Why::Position)
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// The nearest whole number of half seconds.
fn half_seconds(ms: u32) -> u8 {
    u8::try_from((ms + 250) / 500).unwrap_or(u8::MAX)
}

/// After how long a held key repeats; none for 0.
fn repeat(number: u32) -> Option<Duration> {
    (number > 0).then(|| seconds(number))
}

fn small(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn seconds(number: u32) -> Duration {
    Duration::from_secs(u64::from(number))
}
