//! The closed list of screens, and the frame around each: top bar, tools, chips.
//!
//! A screen makes a page from what it is lent. It knows no pixel, no colour, no window.

pub mod access;
pub mod before;
pub mod code;
pub mod comfort;
pub mod data;
pub mod dialog;
pub mod farewell;
pub mod language;
pub mod pause;
pub mod places;
pub mod practice;
pub mod prepare;
pub mod price;
pub mod question;
pub mod reading;
pub mod resume;
pub mod review;
pub mod stopped;
pub mod tour;
pub mod trouble;
pub mod version;
pub mod voice;
pub mod wait;
pub mod welcome;

use super::action::{Concern, Leave, Line, Message, Press, Tool, Voice, Wish};
use super::again::Again;
use super::keyboard::{Layer, Layout, keyboard};
use super::page::{
    Block, Bottom, Button, Chip, Field, Icon, Id, Keyboard, Page, Progress, Say, Side, Tone, Top,
    Weight,
};
use super::pause::Clock;
use super::rehearsal::Mode;
use super::visit::{Mediator, Open, Saving, Shown};
use super::words::Words;
use crate::demarche::invented::Invented;
use crate::demarche::{Demarche, SectionId};
use crate::dossier::Contents;
use crate::dossier::draft::{Answers, Comfort};
use crate::dossier::journey::VisibleStep;
use crate::settings::Turn;
use crate::text::Direction;

/// What is shown. Each variant owns what it needs and nothing else.
#[derive(Debug)]
pub enum Screen {
    /// *Que voulez-vous faire ?*
    Welcome,
    /// *S'entraîner*.
    Practice,
    /// *C'était un entraînement*.
    Practised(practice::Ended),
    /// *Avant de commencer*: the notice and the consent.
    Before(before::Before),
    /// *Voici votre code*.
    Code(code::CodeScreen),
    /// One step of the démarche.
    Question(question::Asking),
    /// *Relisez vos réponses*.
    Review,
    /// The journey ends here, without a dossier.
    Stopped,
    /// The dossier with this contents is being sealed.
    Sending(Box<Contents>),
    /// *Votre dossier est prêt*.
    Farewell(Box<farewell::Farewell>),
    /// *Votre dossier est gardé*: with its code, if there is one.
    Kept(farewell::Kept),
    /// Erasing, then *Votre dossier est effacé*.
    Erasing(farewell::Erasing),
    /// *Reprendre un dossier*.
    Resume(resume::Resume),
    /// *Trouver un lieu d'accueil*.
    Places(Box<places::Finding>),
    /// *Comment ça marche ?*
    Tour(tour::Tour),
    /// Several versions of one dossier.
    Versions(version::Versions),
}

/// What a screen is lent to make its page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The words of the visit's language.
    pub words: Words<'a>,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: &'a str,
    /// The line to the central service.
    pub line: Line,
    /// What a person of the house should look at.
    pub concern: Option<Concern>,
    /// The open dossier.
    pub open: Option<&'a Open>,
    /// What was typed in this visit and may be said again.
    pub again: &'a Again,
    /// Its démarche.
    pub demarche: Option<&'a Demarche>,
    /// Language, size, contrast.
    pub comfort: &'a Comfort,
    /// The mediator.
    pub mediator: Mediator,
    /// The clock of this visit.
    pub clock: Clock,
    /// Whether the mediator may stop it.
    pub pause: Turn,
    /// Whether something is meant.
    pub mode: Mode,
    /// Who the citizen plays in a practice visit.
    pub invented: Option<&'a Invented>,
    /// Whether one may practise here.
    pub practice: Turn,
    /// How long a draft is kept, in days.
    pub draft_days: u16,
    /// Codes of the languages that the operator offers.
    pub languages: &'a [String],
    /// The control that has the focus.
    pub focus: Option<&'a Id>,
    /// Where the caret is.
    pub caret: usize,
    /// Which letters the keyboard gives.
    pub layer: Layer,
    /// *Fermer le clavier*.
    pub keyboard: Shown,
    /// Numbers of papers, whole on the review screen.
    pub numbers: Shown,
}

impl<'a> Frame<'a> {
    /// A page with its frame and nothing in it.
    pub fn page(&self, name: &'static str, title: Say) -> Page<Message> {
        let words = self.words;
        Page {
            name: Id::new(name),
            mirrored: words.0.direction() == Direction::RightToLeft,
            top: Top {
                product: words.say("frame.product"),
                place: Say::plain(self.place),
                chip: self.chip(),
                action: None,
            },
            crumb: None,
            progress: None,
            picture: None,
            title,
            grand: false,
            hint: None,
            refusal: None,
            body: self.mediator_note().into_iter().collect(),
            aside: Vec::new(),
            keyboard: None,
            bottom: Bottom { back: None, tools: self.tools(), next: None },
            dialog: None,
        }
    }

    /// The state of the dossier and of the line in plain words.
    fn chip(&self) -> Option<Chip> {
        let chip = |tone, icon, key| Some(Chip { tone, icon, text: self.words.say(key) });
        if self.mode == Mode::Practice {
            return chip(Tone::Waiting, Icon::GraduationCap, "practice.chip");
        }
        match (self.open.map(|open| open.saving), self.line) {
            (Some(Saving::Failed(_)), _) => {
                chip(Tone::Alert, Icon::TriangleAlert, "chip.not_saved")
            }
            _ if self.clock != Clock::Going => chip(Tone::Waiting, Icon::Pause, "pause.chip"),
            (Some(_), Line::Down) => chip(Tone::Waiting, Icon::WifiOff, "chip.offline_kept"),
            (None, _) if self.concern.is_some() => {
                let tone = match self.concern? {
                    Concern::PlacesOld => Tone::Waiting,
                    _ => Tone::Alert,
                };
                chip(tone, Icon::TriangleAlert, concern(self.concern?))
            }
            (None, Line::Down) => chip(Tone::Waiting, Icon::WifiOff, "chip.offline"),
            (Some(_), Line::Up) => chip(Tone::Success, Icon::Check, "chip.saved"),
            (None, Line::Up) => None,
        }
    }

    fn mediator_note(&self) -> Option<Block<Message>> {
        (self.mediator == Mediator::Called).then(|| Block::Note {
            tone: Tone::Success,
            icon: Icon::Bell,
            text: self.words.say("mediator.called"),
        })
    }

    /// The tools of the bottom bar: the same everywhere, in the same order.
    fn tools(&self) -> Vec<Button<Message>> {
        let words = self.words;
        let zoom = self.comfort.zoom.to_string();
        let size = Say::aloud(
            words.text("frame.size"),
            words.with("frame.size_spoken", &[("zoom", zoom)]).shown,
        );
        let listen = Press::Tool(Tool::Voice(Voice::Listen));
        let name = if self.comfort.hearing.aloud { "frame.voice" } else { "frame.listen" };
        let mut tools = vec![
            tool("tool.listen", Icon::Volume, words.say(name), listen),
            tool("tool.size", Icon::Type, size, Press::Tool(Tool::Size)),
            tool(
                "tool.contrast",
                Icon::Contrast,
                words.say("frame.contrast"),
                Press::Tool(Tool::Comfort(Wish::Open)),
            ),
        ];
        if self.languages.len() > 1 {
            let press = Press::Tool(Tool::Languages);
            tools.push(tool("tool.language", Icon::Globe, words.say("frame.language"), press));
        }
        if self.open.is_some_and(|open| open.code.is_some()) {
            tools.push(tool(
                "tool.code",
                Icon::Key,
                words.say("frame.code"),
                Press::Tool(Tool::ShowCode),
            ));
        }
        if self.open.is_some() {
            let leave = Press::Leave(Leave::Ask);
            tools.push(tool("leave", Icon::Pause, words.say("frame.leave"), leave));
        }
        let (name, press) = match self.mediator {
            Mediator::Away => ("frame.mediator", Tool::Mediator),
            Mediator::Called => ("frame.mediator_gone", Tool::MediatorGone),
        };
        tools.push(Button {
            id: Id::new("tool.mediator"),
            name: words.say(name),
            icon: Some((Side::Start, Icon::User)),
            weight: Weight::Call,
            press: Some(Message::Press(Press::Tool(press))),
        });
        tools
    }

    /// What hides the answers from those who pass behind, in one touch.
    pub fn veil(&self) -> Button<Message> {
        let (to, icon, key) = match self.comfort.answers {
            Answers::Shown => (Answers::Hidden, Icon::EyeOff, "hide"),
            Answers::Hidden => (Answers::Shown, Icon::Eye, "show"),
        };
        let words = |key: String| self.words.0.interface(&key).to_owned();
        let name = Say::aloud(words(format!("veil.{key}")), words(format!("veil.{key}_spoken")));
        Button {
            id: Id::new("veil"),
            name,
            icon: Some((Side::Start, icon)),
            weight: Weight::Quiet,
            press: Some(Message::Press(Press::Tool(Tool::Veil(to)))),
        }
    }

    /// The way back.
    pub fn back(&self, key: &str) -> Option<Button<Message>> {
        Some(Button {
            id: Id::new("back"),
            name: self.words.say(key),
            icon: Some((Side::Start, Icon::ChevronLeft)),
            weight: Weight::Secondary,
            press: Some(Message::Press(Press::Back)),
        })
    }

    /// The way forward.
    pub fn next(&self, key: &str) -> Option<Button<Message>> {
        Some(Button {
            id: Id::new("next"),
            name: self.words.say(key),
            icon: Some((Side::End, Icon::ChevronRight)),
            weight: Weight::Primary,
            press: Some(Message::Press(Press::Next)),
        })
    }

    /// A button with the words of this key.
    pub fn button(
        &self,
        id: &'static str,
        key: &str,
        weight: Weight,
        press: Press,
    ) -> Button<Message> {
        let press = Some(Message::Press(press));
        Button { id: Id::new(id), name: self.words.say(key), icon: None, weight, press }
    }

    /// An entry of a screen that is not a question, under its label.
    pub fn entry(&self, id: &'static str, key: &str, value: String) -> Field<Message> {
        Field {
            id: Id::new(id),
            name: self.words.say(key),
            labelled: true,
            value,
            veil: None,
            caret: self.caret,
            example: None,
            unit: None,
            width: None,
            lines: 1,
            refused: false,
            press: Message::Press(Press::Focus(Id::new(id))),
        }
    }

    /// The keyboard of such an entry, when one writes in it.
    pub fn keys(&self, id: &str, layout: Layout) -> Option<Keyboard<Message>> {
        let here = self.focus.is_some_and(|focus| focus.as_str() == id);
        (here && self.keyboard == Shown::Shown).then(|| keyboard(layout, self.layer, self.words))
    }

    /// A paragraph.
    pub fn text(&self, key: &str) -> Block<Message> {
        Block::Text(self.words.say(key), Tone::Plain)
    }

    /// A secondary paragraph.
    pub fn muted(&self, key: &str) -> Block<Message> {
        Block::Text(self.words.say(key), Tone::Muted)
    }

    /// A heading.
    pub fn heading(&self, key: &str) -> Block<Message> {
        Block::Heading(self.words.say(key))
    }

    /// The name of the open démarche.
    pub fn demarche_name(&self) -> String {
        self.demarche.map_or_else(String::new, |demarche| self.words.title(demarche).shown)
    }

    /// The sections as segments. The current one is counted in the sections that exist.
    pub fn progress(&self, current: Option<SectionId>) -> Option<Progress> {
        let (demarche, open) = (self.demarche?, self.open?);
        let sections = demarche.sections().len();
        let current = current.map_or(sections, |id| usize::from(id.0)).min(sections);
        let done = (0..=sections)
            .map(|at| {
                let here = |step: &&VisibleStep| usize::from(step.section.0) == at;
                let mut steps = open.journey.steps.iter().filter(here);
                let asked = open.journey.steps.iter().any(|step| here(&step));
                // A section that this request does not need is behind as soon as one is past it.
                let reached = at < current || open.draft.place.reviewing && asked;
                reached && at < sections && steps.all(|step| step.done)
            })
            .collect();
        let values = [("n", (current + 1).to_string()), ("of", (sections + 1).to_string())];
        let name = self.words.with("frame.progress", &values);
        Some(Progress { sections: sections + 1, current, done, name })
    }
}

/// A button of the bottom bar: icon above a word.
fn tool(id: &'static str, icon: Icon, name: Say, press: Press) -> Button<Message> {
    Button {
        id: Id::new(id),
        name,
        icon: Some((Side::Above, icon)),
        weight: Weight::Tool,
        press: Some(Message::Press(press)),
    }
}

/// A button with an icon before its words.
pub fn with_icon(mut button: Button<Message>, icon: Icon) -> Button<Message> {
    button.icon = Some((Side::Start, icon));
    button
}

/// `cni` of `cni.1`.
pub fn family(edition: &str) -> String {
    edition.rsplit_once('.').map_or(edition, |(name, _)| name).to_owned()
}

fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::NotEnrolled => "chip.not_enrolled",
        Concern::Foreign => "chip.foreign",
        Concern::SetAside => "chip.set_aside",
        Concern::Late => "chip.late",
        Concern::Clock => "chip.clock",
        Concern::PlacesRefused => "chip.places_refused",
        Concern::PlacesOld => "chip.places_old",
    }
}
