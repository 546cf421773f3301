//! The command line of `central`: reads the arguments, does one thing, says how it went.
//!
//! Sentences come from the texts; what programs read (JSON, keys) goes to standard output alone.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::ToSpan as _;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};
use tokio::sync::watch;

use crate::central::authority::day;
use crate::central::config::Config;
use crate::central::demo::{Directory, Ready};
use crate::central::doors::{Doors, on_signal};
use crate::central::keyring::{self, Keyring};
use crate::central::ledger::{SiteRow, TokenHash};
use crate::central::server::Running;
use crate::central::words::Words;
use crate::central::{Central, clock, enrol, fault::Fault, open_ledger, show};
use crate::chance;
use crate::memory;

/// Where the settings are unless `--config` says otherwise.
const CONFIG: &str = "/etc/mpn/central.toml";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Serve,
    Demo,
    Init,
    Token,
    Show(String),
    Revoke(String),
    Keys,
    Help,
}

/// The arguments, read.
#[derive(Debug, Default)]
struct Arguments {
    words: Vec<String>,
    demo: Option<()>,
    help: Option<()>,
    config: Option<PathBuf>,
    directory: Option<PathBuf>,
    site: Option<String>,
    departement: Option<String>,
    place: Option<String>,
}

/// Runs the program with these arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words = Words::french();
    let done = read(arguments).and_then(|(asked, arguments)| act(&asked, &arguments, &words));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            for line in fault.lines(&words) {
                // Nobody to tell if even the error stream is closed.
                let _ = writeln!(io::stderr(), "{line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<(Asked, Arguments), Fault> {
    let mut read = Arguments::default();
    let mut parser = lexopt::Parser::from_iter(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("demo") => read.demo = Some(()),
            Long("help") | Short('h') => read.help = Some(()),
            Long("config") => read.config = Some(parser.value()?.into()),
            Long("dir") => read.directory = Some(parser.value()?.into()),
            Long("site") => read.site = Some(parser.value()?.string()?),
            Long("departement") => read.departement = Some(parser.value()?.string()?),
            Long("place") => read.place = Some(parser.value()?.string()?),
            Value(word) => read.words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = read.words.iter().map(String::as_str).collect();
    let asked = match words.as_slice() {
        _ if read.help.is_some() => Asked::Help,
        [] if read.demo.is_some() => Asked::Demo,
        [] => Asked::Serve,
        ["init"] => Asked::Init,
        ["token"] => Asked::Token,
        ["show", number] => Asked::Show((*number).to_owned()),
        ["revoke", terminal] => Asked::Revoke((*terminal).to_owned()),
        ["keys"] => Asked::Keys,
        _ => return Err(Fault::Usage),
    };
    Ok((asked, read))
}

fn act(asked: &Asked, arguments: &Arguments, words: &Words) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match asked {
        Asked::Help => print(&words.say("central.usage.code", &[])),
        Asked::Demo => runtime.block_on(demo(arguments, words)),
        Asked::Serve => runtime.block_on(serve(config(arguments)?)),
        Asked::Init => init(&config(arguments)?, words),
        Asked::Token => runtime.block_on(token(&config(arguments)?, arguments, words)),
        Asked::Show(number) => runtime.block_on(show(&config(arguments)?, number)),
        Asked::Revoke(name) => runtime.block_on(revoke(&config(arguments)?, name, words)),
        Asked::Keys => runtime.block_on(keys(&config(arguments)?)),
    }
}

fn config(arguments: &Arguments) -> Result<Config, Fault> {
    let path = arguments.config.as_deref().unwrap_or(Path::new(CONFIG));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(_) if arguments.config.is_none() && arguments.directory.is_some() => String::new(),
        Err(error) => return Err(Fault::Config(path.into(), error)),
    };
    let mut config = Config::read(&text).map_err(|faults| Fault::Settings(path.into(), faults))?;
    if let Some(directory) = &arguments.directory {
        config.directory.clone_from(directory);
    }
    Ok(config)
}

async fn serve(config: Config) -> Result<(), Fault> {
    log();
    memory::protect();
    let central = Central::open(config, clock::machine())?;
    let doors = Doors::open(central).await?;
    let (stop, running) = watch::channel(Running::Serve);
    on_signal(stop)?;
    doors.serve(running).await;
    Ok(())
}

async fn demo(arguments: &Arguments, words: &Words) -> Result<(), Fault> {
    log();
    memory::protect();
    let directory = Directory::new(arguments.directory.clone())?;
    let central = Central::open(directory.prepare()?, clock::machine())?;
    let doors = Doors::open(Arc::clone(&central)).await?;
    let address = doors.address()?;
    directory.keep_port(address)?;
    let site = arguments.site.clone().unwrap_or_else(|| "rouen".into());
    let place = words.say("central.demo_place", &[]);
    let token = new_token(&central, &site, "76", &place).await?;
    let root = directory.path().join("keys").join(keyring::ROOT);
    let ready = Ready { address, admin: doors.admin_address(), root, token };
    let (stop, running) = watch::channel(Running::Serve);
    on_signal(stop.clone())?;
    let _thread = std::thread::spawn(move || {
        // Both an end and an error mean that whoever started this is gone.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        stop.send_replace(Running::Stop)
    });
    // Last: whoever reads it may stop this program at once, and it must stop cleanly.
    print(&serde_json::to_string(&ready).map_err(|_| Fault::Usage)?)?;
    doors.serve(running).await;
    Ok(())
}

fn init(config: &Config, words: &Words) -> Result<(), Fault> {
    Keyring::create(&config.directory, day(clock::now()), &mut chance::rng()?)?;
    drop(open_ledger(&config.directory)?);
    let path = config.directory.join("keys").display().to_string();
    print(&words.say("central.initialised", &[("path", path)]))
}

async fn token(config: &Config, arguments: &Arguments, words: &Words) -> Result<(), Fault> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let site = given(&arguments.site).ok_or(Fault::Usage)?;
    let departement = given(&arguments.departement).ok_or(Fault::Usage)?;
    let place = given(&arguments.place).ok_or(Fault::Usage)?;
    let central = Central::open(config.clone(), clock::machine())?;
    let token = new_token(&central, &site, &departement, &place).await?;
    let hours = config.token_life_hours.to_string();
    print(&token)?;
    let said = words.say("central.token_made", &[("site", site), ("hours", hours)]);
    let _ = writeln!(io::stderr(), "{said}");
    Ok(())
}

/// Makes a site's recovery pair if it has none yet, then a one-time token for it.
async fn new_token(
    central: &Central,
    site: &str,
    departement: &str,
    place: &str,
) -> Result<String, Fault> {
    let short = |text: &str, most| (1..=most).contains(&text.chars().count());
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !short(site, 40) || !site.chars().all(plain) || !short(place, 120) {
        return Err(Fault::Site);
    }
    if !(2..=3).contains(&departement.len())
        || !departement.chars().all(|c| c.is_ascii_digit() || c == 'A' || c == 'B')
    {
        return Err(Fault::Departement);
    }
    let mut rng = chance::rng()?;
    let recovery = match central.ledger().site(site).await? {
        Some(row) => row.recovery,
        None => keyring::recovery(&central.config().directory, site, &mut rng)?,
    };
    let row = SiteRow {
        name: site.to_owned(),
        departement: departement.to_owned(),
        place: place.to_owned(),
        recovery,
    };
    central.ledger().keep_site(row).await?;
    let token = enrol::token(&mut rng);
    let life = i64::from(central.config().token_life_hours).hours();
    let expires = central.now().saturating_add(life).map_err(|_| Fault::Usage)?;
    central.ledger().keep_token(TokenHash::of(&token.0), site, expires).await?;
    Ok(token.0)
}

async fn show(config: &Config, number: &str) -> Result<(), Fault> {
    let number: crate::seal::Number = number.parse().map_err(|_| Fault::Number)?;
    let central = Central::open(config.clone(), clock::machine())?;
    let received = central.ledger().received(&number.to_string()).await?.ok_or(Fault::Unknown)?;
    print(&show::text(&central, &received)?)
}

async fn revoke(config: &Config, name: &str, words: &Words) -> Result<(), Fault> {
    let ledger = open_ledger(&config.directory)?;
    if !ledger.revoke(name, clock::now()).await? {
        return Err(Fault::Unknown);
    }
    print(&words.say("central.revoked", &[("terminal", name.to_owned())]))
}

async fn keys(config: &Config) -> Result<(), Fault> {
    let ledger = open_ledger(&config.directory)?;
    let keys = ledger.terminal_keys().await?;
    print(&serde_json::to_string_pretty(&keys).map_err(|_| Fault::Usage)?)
}

/// One JSON object a line, closed fields only; `MPN_LOG` chooses how much.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MPN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(io::stderr);
    // Only a second call fails, and there is none.
    let _ = subscriber.try_init();
    std::panic::set_hook(Box::new(|panic| {
        // The place only: a message could hold a word of a person.
        let place = panic.location().map_or((String::new(), 0), |at| (at.file().into(), at.line()));
        tracing::error!(event = "panic", file = place.0, line = place.1);
    }));
}

fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
