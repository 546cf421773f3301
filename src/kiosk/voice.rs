//! The voice: a child process of the distribution that reads a text from its standard input.
//!
//! It is started for each line, so that a pause knows where to go on, and killed to interrupt.
//! Words never go through an argument, a file or a log, but in a demonstration, whose person is
//! invented. No frame waits for it.

pub mod jack;

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::action::Message;
use super::config::{Program, Speech};
use super::speech::{Engine, Headphones, Route, Utterance};

/// The program, as its package names it.
const ESPEAK: &str = "espeak-ng";
/// Words a minute at the speed of 100 %.
const WORDS_A_MINUTE: u32 = 160;
/// The loudest that is asked: the program knows 0 to 200.
const LOUDEST: f64 = 200.0;
/// How often the end of a line is looked for, while something is said.
const LOOK: Duration = Duration::from_millis(20);
/// How often when nothing is said.
const IDLE: Duration = Duration::from_millis(500);

/// What the voice is told.
enum Order {
    Say(Box<Utterance>),
    Hush,
}

/// A thread that speaks.
pub struct Voice {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

impl Voice {
    /// Starts it. `log`: where a demonstration writes what is said. `tell` hears whether there is
    /// a voice, and each change of the plug.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        setting: &Speech,
        log: Option<PathBuf>,
        tell: impl Fn(Message) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let program = match setting.engine {
            Program::EspeakNg => found(ESPEAK),
            Program::None => None,
        };
        let (orders, inbox) = channel();
        let mut speaker = Speaker {
            program,
            log: log.and_then(open),
            saying: None,
            child: None,
            tell: tell.clone(),
        };
        let thread =
            std::thread::Builder::new().name("voice".into()).spawn(move || speaker.work(&inbox))?;
        if setting.setting.headphones == Headphones::Auto {
            jack::watch(setting.card, tell)?;
        }
        Ok(Self { orders, thread })
    }

    /// Silence, before the process gives place to its next image: a child would outlive it.
    pub fn end(self) {
        drop(self.orders);
        // A thread that failed has no child left to wait for.
        let _ended = self.thread.join();
    }

    /// Says it now, in place of what is being said.
    pub fn say(&self, utterance: Box<Utterance>) {
        // The thread ends only with the program.
        let _ended = self.orders.send(Order::Say(utterance));
    }

    /// Stops.
    pub fn hush(&self) {
        let _ended = self.orders.send(Order::Hush);
    }
}

struct Speaker<T> {
    program: Option<PathBuf>,
    log: Option<File>,
    /// What is being said, and its line.
    saying: Option<(Box<Utterance>, usize)>,
    child: Option<Child>,
    tell: T,
}

impl<T: Fn(Message)> Speaker<T> {
    fn work(&mut self, inbox: &Receiver<Order>) {
        let there = self.program.is_some() || self.log.is_some();
        let engine = if there { Engine::Ready } else { Engine::Absent };
        (self.tell)(Message::Engine(engine));
        loop {
            let wait = if self.saying.is_some() { LOOK } else { IDLE };
            match inbox.recv_timeout(wait) {
                Ok(Order::Say(utterance)) => self.say(utterance),
                Ok(Order::Hush) => self.hush(),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.hush();
    }

    fn say(&mut self, utterance: Box<Utterance>) {
        self.stop();
        if let Some(log) = &mut self.log {
            let route = route(utterance.route);
            let (language, text) = (&utterance.language, &utterance.text);
            let _written = writeln!(log, "-- {language} {route}\n{text}");
        }
        self.begin(utterance, 0);
    }

    /// This line; after the last one, that all is said.
    fn begin(&mut self, utterance: Box<Utterance>, line: usize) {
        let Some(program) = &self.program else { return };
        (self.tell)(Message::Saying(utterance.number, line));
        let Some(text) = utterance.text.lines().nth(line) else { return };
        match speak(program, &utterance, text, None) {
            Ok(child) => {
                self.child = Some(child);
                self.saying = Some((utterance, line));
            }
            Err(error) => {
                tracing::warn!(event = "voice_lost", fault = %error.kind());
                self.program = None;
                if self.log.is_none() {
                    (self.tell)(Message::Engine(Engine::Absent));
                }
            }
        }
    }

    fn hush(&mut self) {
        self.stop();
        if let Some(log) = &mut self.log {
            let _written = writeln!(log, "-- .");
        }
    }

    fn stop(&mut self) {
        self.saying = None;
        if let Some(mut child) = self.child.take() {
            // It may have ended by itself.
            let _killed = child.kill();
            let _reaped = child.wait();
        }
    }

    /// A line that was said is followed by the next.
    fn look(&mut self) {
        if let Some(child) = &mut self.child
            && !matches!(child.try_wait(), Ok(None))
        {
            self.child = None;
            if let Some((utterance, line)) = self.saying.take() {
                self.begin(utterance, line + 1);
            }
        }
    }
}

/// `casque` and `haut-parleur` of the log.
fn route(route: Route) -> &'static str {
    match route {
        Route::Headphones => "casque",
        Route::Loudspeaker => "haut-parleur",
    }
}

/// Starts the program on this line; `wave`: into a file in place of the sound card.
///
/// # Errors
/// When the program cannot be started or does not listen.
pub fn speak(
    program: &Path,
    utterance: &Utterance,
    line: &str,
    wave: Option<&Path>,
) -> io::Result<Child> {
    let speed = WORDS_A_MINUTE * u32::from(utterance.speed) / 100;
    let mut command = Command::new(program);
    let _ = command
        .arg("-b1")
        .arg("--stdin")
        .args(["-v", voice(&utterance.language)])
        .args(["-s", &speed.to_string()])
        .args(["-a", &amplitude(utterance.decibels).to_string()]);
    if let Some(wave) = wave {
        let _ = command.arg("-w").arg(wave);
    }
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let written = match child.stdin.take() {
        Some(mut to) => to.write_all(line.as_bytes()),
        None => Ok(()),
    };
    if let Err(error) = written {
        let _killed = child.kill();
        let _reaped = child.wait();
        return Err(error);
    }
    Ok(child)
}

/// The voice of a language. A language without one is read by that of English.
fn voice(language: &str) -> &'static str {
    match language {
        "fr" => "fr",
        "ar" => "ar",
        "es" => "es",
        "pt" => "pt",
        "tr" => "tr",
        _ => "en-gb",
    }
}

/// Loudness as the program counts it: three decibels are a factor of about 1.41.
fn amplitude(decibels: i8) -> u32 {
    (LOUDEST * 10_f64.powf(f64::from(decibels.clamp(-18, 0)) / 20.0)).round() as u32
}

/// Where a program of this name is.
pub fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn open(path: PathBuf) -> Option<File> {
    OpenOptions::new().create(true).append(true).open(path).ok()
}
