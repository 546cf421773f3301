//! The command line of `kiosk`: reads the arguments, does one thing, says how it went.
//!
//! Sentences come from the texts; what programs read goes to standard output alone.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use lexopt::prelude::{Long, Short, Value, ValueExt as _};

use super::Settings;
use super::application::{self, Start};
use super::clerk::Office;
use super::clock::Clock;
use super::config::Config;
use super::demo::{Demo, DemoFault};
use super::enrol::{self, EnrolFault, Invitation};
use super::idle::Delays;
use super::printer::Printer;
use super::renewal::Renewal;
use super::rescue::{self, RescueFault};
use super::screen::access::Contact;
use crate::demarche::Catalogue;
use crate::memory;
use crate::reference::place::Origin;
use crate::seal::receipt::{self, ReceiptFault};
use crate::seal::{Code, TerminalPublic};
use crate::settings::{Fault as SettingFault, Turn};

/// Where the settings are unless `--config` says otherwise.
const CONFIG: &str = "/etc/mpn/kiosk.toml";
/// Name of the store in the terminal's directory.
const STORE: &str = "borne.db";

/// Rouen, where the demonstration is.
const DEMO_COMMUNE: &str = "76540";

#[derive(Debug, Default)]
struct Arguments {
    words: Vec<String>,
    demo: Option<()>,
    again: Option<()>,
    help: Option<()>,
    config: Option<PathBuf>,
    directory: Option<PathBuf>,
    central: Option<String>,
    root: Option<PathBuf>,
    token: Option<String>,
    keys: Option<PathBuf>,
    key: Option<PathBuf>,
}

/// Why the program stops. `kiosk.fault.<key>` of the texts says it.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("arguments")]
    Arguments(#[from] lexopt::Error),
    #[error("usage")]
    Usage,
    #[error("config")]
    Config(PathBuf),
    #[error("settings")]
    Settings(PathBuf, Vec<SettingFault>),
    #[error("window")]
    Window(#[from] iced::Error),
    #[error("demo")]
    Demo(#[from] DemoFault),
    #[error("enrol")]
    Enrol(#[from] EnrolFault),
    #[error("receipt")]
    Receipt(#[from] ReceiptFault),
    #[error("keys")]
    Keys(PathBuf),
    #[error("rescue")]
    Rescue(#[from] RescueFault),
    #[error("output")]
    Output(#[from] io::Error),
}

/// Runs the program with these arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Ok(catalogue) = Catalogue::built_in() else {
        // Only a program built from broken texts comes here, and its own tests fail first.
        return ExitCode::FAILURE;
    };
    let catalogue = Arc::new(catalogue);
    match act(arguments, &catalogue) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            for line in lines(&fault, &catalogue) {
                // Nobody to tell if even the error stream is closed.
                let _told = writeln!(io::stderr(), "{line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn lines(fault: &Fault, catalogue: &Catalogue) -> Vec<String> {
    let texts = catalogue.texts("fr");
    let with = |key: &str, values: &[(&str, String)]| texts.interface_with(key, values);
    match fault {
        Fault::Settings(path, faults) => faults
            .iter()
            .map(|fault| {
                let key = format!("settings.{}", fault.why.key());
                let values = [
                    ("line", fault.line.to_string()),
                    ("setting", fault.setting.clone()),
                    ("advice", fault.why.advice()),
                ];
                format!("{}:{}", path.display(), with(&key, &values))
            })
            .collect(),
        Fault::Config(path) | Fault::Keys(path) => {
            let values = [("path", path.display().to_string())];
            vec![with(&format!("kiosk.fault.{fault}"), &values)]
        }
        Fault::Enrol(why) | Fault::Demo(DemoFault::Enrol(why)) => {
            vec![with(&format!("kiosk.fault.enrol.{}", enrol_key(why)), &[])]
        }
        Fault::Receipt(why) => vec![with(&format!("kiosk.{why}"), &[])],
        Fault::Usage | Fault::Arguments(_) => {
            vec![with("kiosk.fault.arguments", &[]), with("kiosk.usage.code", &[])]
        }
        other => vec![with(&format!("kiosk.fault.{other}"), &[])],
    }
}

fn enrol_key(why: &EnrolFault) -> &'static str {
    match why {
        EnrolFault::Root => "root",
        EnrolFault::Refused => "refused",
        EnrolFault::Silent => "silent",
        EnrolFault::Post(_) => "address",
        EnrolFault::Store(_) => "store",
        _ => "other",
    }
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, Fault> {
    let mut read = Arguments::default();
    let mut parser = lexopt::Parser::from_iter(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("demo") => read.demo = Some(()),
            Long("again") => read.again = Some(()),
            Long("help") | Short('h') => read.help = Some(()),
            Long("config") => read.config = Some(parser.value()?.into()),
            Long("dir") => read.directory = Some(parser.value()?.into()),
            Long("central") => read.central = Some(parser.value()?.string()?),
            Long("root") => read.root = Some(parser.value()?.into()),
            Long("token") => read.token = Some(parser.value()?.string()?),
            Long("keys") => read.keys = Some(parser.value()?.into()),
            Long("key") => read.key = Some(parser.value()?.into()),
            Value(word) => read.words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(read)
}

fn act(
    arguments: impl IntoIterator<Item = OsString>,
    catalogue: &Arc<Catalogue>,
) -> Result<(), Fault> {
    let arguments = read(arguments)?;
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        _ if arguments.help.is_some() => say(catalogue, "kiosk.usage.code", &[]),
        [] if arguments.demo.is_some() => demo(&arguments, catalogue),
        [] => open(&arguments, catalogue),
        ["enrol"] => enrolled(&arguments, catalogue),
        ["verify", text] => verify(text, &arguments, catalogue),
        ["rescue"] => rescued(&arguments),
        _ => Err(Fault::Usage),
    }
}

fn say(catalogue: &Catalogue, key: &str, values: &[(&str, String)]) -> Result<(), Fault> {
    Ok(writeln!(io::stdout(), "{}", catalogue.texts("fr").interface_with(key, values))?)
}

fn config(arguments: &Arguments) -> Result<Config, Fault> {
    let path = arguments.config.as_deref().unwrap_or(Path::new(CONFIG));
    let text = fs::read_to_string(path).map_err(|_| Fault::Config(path.into()))?;
    Config::read(&text).map_err(|faults| Fault::Settings(path.into(), faults))
}

/// The terminal, as it is set.
fn open(arguments: &Arguments, catalogue: &Arc<Catalogue>) -> Result<(), Fault> {
    let config = config(arguments)?;
    let store = config.directory.join(STORE);
    let departement = rescue::departement(&store).unwrap_or_default();
    log();
    memory::protect();
    let start = start(config, store, departement, catalogue, None);
    Ok(application::run(start)?)
}

/// The terminal, whole by itself.
fn demo(arguments: &Arguments, catalogue: &Arc<Catalogue>) -> Result<(), Fault> {
    let demo = match (&arguments.again, &arguments.directory) {
        (Some(()), Some(directory)) => Demo::again(directory.clone()),
        _ => {
            let line = arguments.central.clone().map(Into::into);
            Demo::new(arguments.directory.clone(), line)?
        }
    };
    let mut config = match &arguments.config {
        Some(_) => config(arguments)?,
        None => Config::default(),
    };
    config.directory = demo.directory().to_owned();
    config.papers = Some(demo.directory().join("papiers"));
    if config.place.is_empty() {
        config.place = catalogue.texts("fr").interface("kiosk.demo_place").to_owned();
        config.places.commune = DEMO_COMMUNE.to_owned();
    }
    log();
    memory::protect();
    let start = start(config, demo.store(), "76".into(), catalogue, Some(demo));
    Ok(application::run(start)?)
}

/// The tiles of the welcome screen, in the order of the mock-up.
const TILES: [&str; 3] = ["cni", "carte-grise", "permis"];

fn start(
    config: Config,
    store: PathBuf,
    departement: String,
    catalogue: &Arc<Catalogue>,
    demo: Option<Demo>,
) -> Start {
    let renewal = match &demo {
        Some(demo) if demo.is_thrown_away() => Renewal::demonstration(demo.directory()),
        _ => Renewal::same(),
    };
    // Only a demonstration says where its controls are.
    let said = demo.as_ref().map(|demo| demo.directory().join("voix.txt"));
    let tree = demo.as_ref().map(|demo| demo.directory().join("tree.json"));
    let switches = [("changement_adresse".to_owned(), config.changement_adresse == Turn::On)];
    Start {
        settings: Settings {
            place: config.place.clone(),
            contact: Contact { phone: config.phone.clone(), address: config.address.clone() },
            departement,
            language: "fr".into(),
            languages: config.languages.clone(),
            demarches: TILES.map(str::to_owned).to_vec(),
            switches: switches.into_iter().collect(),
            delays: Delays {
                warning: seconds(config.idle),
                countdown: seconds(config.countdown),
                last: seconds(config.farewell),
                pace: config.pace,
            },
            repeat_ms: config.repeat_ms,
            draft_days: u16::try_from(config.draft_life_days).unwrap_or(30),
            here: Origin {
                code: config.places.commune.clone(),
                position: config.places.position(),
            },
            places_days: config.places.limit_days,
            speech: config.speech.setting,
            practice: config.practice,
            pause: config.pause.clone(),
            scan_step: config.keypad.scan_step,
        },
        office: Office {
            store,
            catalogue: Arc::clone(catalogue),
            printer: Printer::new(&config),
            place: config.place.clone(),
            phone: config.phone.clone(),
            draft_days: config.draft_life_days,
            places: config.places.clone(),
            clock: Clock::start(),
            demo,
        },
        speech: config.speech.clone(),
        keypad: config.keypad,
        said,
        window: config.window,
        glass: config.glass,
        catalogue: Arc::clone(catalogue),
        tree,
        renewal,
    }
}

fn seconds(duration: std::time::Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

/// `kiosk enrol --central URL --root FILE --token TOKEN [--config FILE]`
fn enrolled(arguments: &Arguments, catalogue: &Catalogue) -> Result<(), Fault> {
    let config = config(arguments)?;
    let (Some(central), Some(root), Some(token)) =
        (&arguments.central, &arguments.root, &arguments.token)
    else {
        return Err(Fault::Usage);
    };
    let root = fs::read(root).map_err(|_| Fault::Config(root.clone()))?;
    let invitation = Invitation { central: central.clone(), root, token: token.clone() };
    fs::create_dir_all(&config.directory)?;
    let identity = enrol::enrol(&invitation, &config.directory.join(STORE))?;
    let values = [("terminal", identity.name.clone()), ("symbols", identity.symbols.to_string())];
    say(catalogue, "kiosk.enrolled", &values)
}

/// `kiosk verify TEXT --keys FILE`: the square of a receipt, without any network.
fn verify(text: &str, arguments: &Arguments, catalogue: &Catalogue) -> Result<(), Fault> {
    let path = arguments.keys.as_ref().ok_or(Fault::Usage)?;
    let keys = fs::read_to_string(path).map_err(|_| Fault::Keys(path.clone()))?;
    let keys: Vec<TerminalPublic> =
        serde_json::from_str(&keys).map_err(|_| Fault::Keys(path.clone()))?;
    let said = receipt::verify(text, &keys)?;
    let values = [
        ("number", said.number.to_string()),
        ("demarche", said.demarche),
        ("date", said.date.to_string()),
    ];
    say(catalogue, "kiosk.genuine", &values)
}

/// `kiosk rescue --key FILE`: new codes for the drafts that the site's recovery key still opens.
fn rescued(arguments: &Arguments) -> Result<(), Fault> {
    let config = config(arguments)?;
    let path = arguments.key.as_ref().ok_or(Fault::Usage)?;
    let key = fs::read_to_string(path).map_err(|_| Fault::Keys(path.clone()))?;
    let codes: Vec<Code> = rescue::rescue(&config.directory.join(STORE), key.trim())?;
    for code in codes {
        writeln!(io::stdout(), "{}", code.grouped().as_str())?;
    }
    Ok(())
}

/// Closed events on the error stream, for the journal of the machine.
fn log() {
    let filter = tracing_subscriber::EnvFilter::new("warn,mon_point_numerique=info");
    let events = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(io::stderr);
    // Set once; a second time would be the same.
    let _set = events.try_init();
}
