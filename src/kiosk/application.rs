//! The window: iced around `Kiosk::react`, one message in, actions out to the clerk.
//!
//! The one page where effects are made. Nothing is done before the first frame but fonts, theme
//! and words: the store, the keys and the network are opened by the clerk, beside.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use iced::futures::channel::mpsc::{UnboundedReceiver, unbounded};
use iced::{Element, Size, Subscription, Task, window};

use super::action::Message;
use super::clerk::{Clerk, Office};
use super::clock::Clock;
use super::config::{Speech, Window};
use super::glass::Glass;
use super::keypad::Keypad;
use super::renewal::Renewal;
use super::stroke::Stroke;
use super::theme::Theme;
use super::voice::Voice;
use super::widget::tree::{self, Tree};
use super::widget::{self, Look, Wiring, Zoom};
use super::{Action, Kiosk, Settings, font};
use crate::demarche::Catalogue;
use crate::dossier::draft::Scan;

/// The size of the window until the screen says its own.
const REFERENCE: Size = Size::new(1920.0, 1080.0);

/// How often the terminal is told that time passes.
const TICK: Duration = Duration::from_secs(1);
/// And while a highlight walks: half of its shortest step.
const SCAN_TICK: Duration = Duration::from_millis(250);

/// Everything the window begins with.
pub struct Start {
    /// Procedures and words.
    pub catalogue: Arc<Catalogue>,
    /// What the operator sets.
    pub settings: Settings,
    /// What the clerk needs.
    pub office: Office,
    /// The voice.
    pub speech: Speech,
    /// The keys of the keypad.
    pub keypad: Keypad,
    /// Where a demonstration writes what is said.
    pub said: Option<PathBuf>,
    /// How the window opens.
    pub window: Window,
    /// The screen in millimetres.
    pub glass: Glass,
    /// Where the places of the controls are written, for a demonstration only.
    pub tree: Option<PathBuf>,
    /// How the program becomes itself again for the next person.
    pub renewal: Renewal,
}

/// What the window hears.
#[derive(Clone, Debug)]
enum Event {
    /// For the kiosk.
    Kiosk(Message),
    /// The window has this size.
    Sized(Size),
    /// The frame after a change is drawn: look where everything is.
    Look,
    /// Where everything is.
    Seen(Box<Tree>),
}

struct Application {
    kiosk: Kiosk,
    clerk: Option<Clerk>,
    voice: Option<Voice>,
    clock: Clock,
    keypad: Keypad,
    size: Size,
    glass: Glass,
    tree: Option<PathBuf>,
    written: String,
    renewal: Renewal,
    trace: Trace,
}

/// Whether somebody left words in the memory of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trace {
    None,
    Words,
}

/// Opens the window and runs until it closes.
///
/// # Errors
/// When there is no screen.
pub fn run(start: Start) -> iced::Result {
    let settings = window::Settings {
        size: REFERENCE,
        fullscreen: start.window == Window::Full,
        decorations: start.window == Window::Sized,
        resizable: start.window == Window::Sized,
        exit_on_close_request: true,
        ..window::Settings::default()
    };
    // iced boots by a function that might be called twice; the start is given once.
    let start = Mutex::new(Some(start));
    let mut application = iced::application(
        move || {
            let start = start.lock().ok().and_then(|mut start| start.take());
            start.map_or_else(nothing, boot)
        },
        update,
        view,
    )
    .subscription(subscription)
    .window(settings)
    .default_font(font::TEXT)
    .title(title);
    for file in font::FILES {
        application = application.font(file);
    }
    application.run()
}

type State = Option<Application>;

fn nothing() -> (State, Task<Event>) {
    (None, Task::none())
}

fn boot(start: Start) -> (State, Task<Event>) {
    let clock = start.office.clock;
    let kiosk = Kiosk::new(start.catalogue, start.settings, clock.now());
    let (told, inbox) = unbounded();
    let heard = told.clone();
    let voice = Voice::start(&start.speech, start.said, move |message| {
        // As below.
        let _ended = heard.unbounded_send(message);
    });
    let clerk = Clerk::start(start.office, move |message| {
        // The window is gone only when the program ends.
        let _ended = told.unbounded_send(message);
    });
    let application = Application {
        kiosk,
        clerk: clerk.ok(),
        voice: voice.ok(),
        clock,
        keypad: start.keypad,
        size: REFERENCE,
        glass: start.glass,
        tree: start.tree,
        written: String::new(),
        renewal: start.renewal,
        trace: Trace::None,
    };
    (Some(application), listen(inbox))
}

fn listen(inbox: UnboundedReceiver<Message>) -> Task<Event> {
    Task::run(inbox, Event::Kiosk)
}

fn title(state: &State) -> String {
    let product = |application: &Application| application.kiosk.page().top.product.shown;
    state.as_ref().map(product).unwrap_or_default()
}

fn subscription(state: &State) -> Subscription<Event> {
    let scan = state.as_ref().map_or(Scan::Off, |application| application.kiosk.scan());
    let tick = if scan == Scan::Alone { SCAN_TICK } else { TICK };
    Subscription::batch([
        iced::time::every(tick).map(|_| Event::Kiosk(Message::Tick)),
        window::resize_events().map(|(_, size)| Event::Sized(size)),
    ])
}

fn update(state: &mut State, event: Event) -> Task<Event> {
    let Some(application) = state else { return Task::none() };
    match event {
        Event::Kiosk(message) => {
            application.react(message);
            application.look_later()
        }
        Event::Sized(size) => {
            application.size = size;
            application.look_later()
        }
        Event::Look => {
            iced::advanced::widget::operate(tree::collect()).map(|tree| Event::Seen(Box::new(tree)))
        }
        Event::Seen(tree) => {
            application.write(&tree);
            Task::none()
        }
    }
}

impl Application {
    fn react(&mut self, message: Message) {
        if matches!(message, Message::Stroke(_)) {
            self.trace = Trace::Words;
        }
        let todo = self.kiosk.react(message, self.clock.now());
        if self.kiosk.visit().open.is_some() {
            self.trace = Trace::Words;
        }
        let ended = todo.iter().any(|action| matches!(action, Action::EndVisit { .. }));
        self.perform(todo);
        if ended && self.trace == Trace::Words {
            self.renew();
        }
    }

    /// The next person gets a new image of the process, once the clerk has done everything. If
    /// the system refuses, the process ends and whoever watches over it starts it again.
    fn renew(&mut self) {
        if let Some(voice) = self.voice.take() {
            voice.end();
        }
        if let Some(clerk) = self.clerk.take() {
            clerk.make_way();
        }
        let fault = self.renewal.begin();
        tracing::error!(event = "renewal", fault = %fault);
        std::process::exit(1);
    }

    /// Effects belong to the clerk, all but the voice, which cannot wait behind a disk.
    fn perform(&self, todo: Vec<Action>) {
        for action in todo {
            match (action, &self.voice, &self.clerk) {
                (Action::Speak { utterance, .. }, Some(voice), _) => voice.say(utterance),
                (Action::Hush { .. }, Some(voice), _) => voice.hush(),
                (action, _, Some(clerk)) => clerk.perform(action),
                (_, _, None) => {}
            }
        }
    }

    /// Only a demonstration tells where its controls are, once the next frame is laid out.
    fn look_later(&self) -> Task<Event> {
        if self.tree.is_none() {
            return Task::none();
        }
        Task::perform(tokio::time::sleep(Duration::from_millis(30)), |()| Event::Look)
    }

    fn write(&mut self, tree: &Tree) {
        let json = tree.json();
        let Some(path) = self.tree.as_ref().filter(|_| json != self.written) else { return };
        let partial = path.with_extension("partial");
        let done = std::fs::write(&partial, &json).and_then(|()| std::fs::rename(&partial, path));
        if done.is_ok() {
            self.written = json;
        }
    }

    fn look(&self) -> Look {
        let comfort = self.kiosk.comfort();
        let (theme, zoom) = (Theme::of_name(&comfort.theme), Zoom::of_percent(comfort.zoom));
        Look { theme, zoom, size: self.size, glass: self.glass, aid: self.kiosk.aid() }
    }
}

fn view(state: &State) -> Element<'_, Event> {
    let Some(application) = state else { return iced::widget::space().into() };
    let keypad = application.keypad;
    let tap = match application.kiosk.scan() {
        Scan::Off => None,
        Scan::Alone | Scan::ByHand => Some(Message::Stroke(Stroke::Switch)),
    };
    let wiring = Wiring { stroke: Message::Stroke, activity: || Message::Activity, keypad, tap };
    let (page, look) = (application.kiosk.page(), application.look());
    widget::draw(&page, &look, application.kiosk.focus(), wiring).map(Event::Kiosk)
}
