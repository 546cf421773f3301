//! The author's program, `demarche`: checks, locks, shows and tries editions. JSON out.
//!
//! The only part of the core that reads a disk, for a person at a desk: no terminal runs it.

pub mod coverage;
pub mod page;
pub mod probe;
mod report;
pub mod trial;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answers;
use super::catalogue::{Catalogue, LOCK};
use super::fault::Faults;
use crate::dossier::journey::{Circumstances, PartialDay, Site, journey};

/// Why a command gave up. Written for the author, in English.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{USAGE}")]
    Usage,
    #[error("{0}")]
    Arguments(#[from] lexopt::Error),
    #[error("{path}: {cause}")]
    File { path: String, cause: std::io::Error },
    #[error("{0}")]
    Faults(Faults),
    #[error("no edition {0}")]
    Edition(String),
    #[error("{0}: no day of the calendar")]
    Day(String),
    #[error("{0}")]
    Answers(#[from] answers::Odd),
    #[error("output: {0}")]
    Output(#[from] std::io::Error),
}

const USAGE: &str = "\
demarche check [DIR]
demarche lock [DIR]
demarche show EDITION [--lang fr] [--dir DIR]
demarche journey EDITION ANSWERS.toml [--on DATE] [--lang fr] [--dir DIR]
demarche try JOURNEYS.toml [--dir DIR]
demarche coverage JOURNEYS.toml… [--dir DIR]
demarche search-commune TEXT [--born DATE]
demarche probe < lines.jsonl";

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    match Command::parse(std::env::args_os().skip(1)).and_then(Command::perform) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::from(2)
        }
    }
}

/// What the author asked for.
#[derive(Default)]
struct Command {
    verb: String,
    words: Vec<OsString>,
    language: Option<String>,
    day: Option<String>,
    departement: Option<String>,
    folder: Option<PathBuf>,
}

impl Command {
    fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, Trouble> {
        use lexopt::prelude::{Long, Value as Word, ValueExt as _};
        let mut command = Self::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Word(word) if command.verb.is_empty() => command.verb = word.string()?,
                Word(word) => command.words.push(word),
                Long("lang") => command.language = Some(parser.value()?.string()?),
                Long("on" | "born") => command.day = Some(parser.value()?.string()?),
                Long("departement") => command.departement = Some(parser.value()?.string()?),
                Long("dir") => command.folder = Some(parser.value()?.into()),
                Long("help") => return Err(Trouble::Usage),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(command)
    }

    fn perform(self) -> Result<ExitCode, Trouble> {
        match (self.verb.as_str(), self.words.as_slice()) {
            ("check", [] | [_]) => self.check(),
            ("lock", [] | [_]) => self.lock(),
            ("show", [edition]) => self.show(&edition.to_string_lossy()),
            ("journey", [edition, answers]) => {
                self.journey(&edition.to_string_lossy(), Path::new(answers))
            }
            ("try", [path]) => self.try_all(Path::new(path)),
            ("coverage", [_, ..]) => self.coverage(),
            ("search-commune", [text]) => self.search(&text.to_string_lossy()),
            ("probe", []) => probe(),
            _ => Err(Trouble::Usage),
        }
    }

    /// Every fault of a folder, or of what the program carries inside.
    fn check(&self) -> Result<ExitCode, Trouble> {
        let (catalogue, faults) = match self.words.first() {
            Some(folder) => Catalogue::read(&files(Path::new(folder))?),
            None => Catalogue::read_built_in(),
        };
        print(&report::check(&catalogue, &faults))?;
        Ok(if faults.0.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Writes the lock of a folder: from now on these editions never change.
    fn lock(&self) -> Result<ExitCode, Trouble> {
        let folder = self.words.first().map_or(Path::new("assets"), Path::new);
        let files = files(folder)?;
        let unlocked: Vec<_> = files.iter().filter(|(path, _)| path != LOCK).collect();
        let unlocked: Vec<(&str, &str)> =
            unlocked.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let catalogue = Catalogue::from_dir(&unlocked).map_err(Trouble::Faults)?;
        let path = folder.join(LOCK);
        fs::write(&path, catalogue.lock()).map_err(|cause| trouble(&path, cause))?;
        let editions = catalogue.editions().iter().map(|d| (d.edition(), d.digest().into()));
        print(&Value::Object(editions.map(|(e, d): (&str, Value)| (e.to_owned(), d)).collect()))?;
        Ok(ExitCode::SUCCESS)
    }

    fn show(&self, edition: &str) -> Result<ExitCode, Trouble> {
        let catalogue = self.catalogue()?;
        let demarche =
            catalogue.demarche(edition).ok_or_else(|| Trouble::Edition(edition.to_owned()))?;
        let texts = catalogue.texts(self.language.as_deref().unwrap_or("fr"));
        let page = page::page(demarche, texts);
        std::io::stdout().write_all(page.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    fn journey(&self, edition: &str, path: &Path) -> Result<ExitCode, Trouble> {
        let catalogue = self.catalogue()?;
        let demarche =
            catalogue.demarche(edition).ok_or_else(|| Trouble::Edition(edition.to_owned()))?;
        let text = fs::read_to_string(path).map_err(|cause| trouble(path, cause))?;
        let mut draft = answers::draft(demarche, &text)?;
        let today = match &self.day {
            Some(day) => day.parse().map_err(|_| Trouble::Day(day.clone()))?,
            None => today(),
        };
        let departement = self.departement.clone().unwrap_or_else(|| "76".to_owned());
        let circumstances = Circumstances { today, site: Site { departement } };
        let texts = catalogue.texts(self.language.as_deref().unwrap_or("fr"));
        answers::accept(demarche, &mut draft, &circumstances);
        let journey = journey(demarche, &draft, &circumstances);
        print(&report::journey(demarche, texts, &journey))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Every case of a file of journeys.
    fn try_all(&self, path: &Path) -> Result<ExitCode, Trouble> {
        let catalogue = self.catalogue()?;
        let text = fs::read_to_string(path).map_err(|cause| trouble(path, cause))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let beside = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let trials = trial::trials(&[&catalogue], &text, beside)?;
        let agree = trials.iter().all(|trial| trial.differences.is_empty());
        let all = trials.iter().map(|trial| {
            json!({ "case": trial.name, "line": trial.line, "differences": trial.differences })
        });
        print(&Value::Array(all.collect()))?;
        Ok(if agree { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Which parts of an edition no case of these files meets. Other files are answers, and pass.
    fn coverage(&self) -> Result<ExitCode, Trouble> {
        let catalogue = self.catalogue()?;
        let mut met: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in self.words.iter().map(Path::new) {
            let text = fs::read_to_string(path).map_err(|cause| trouble(path, cause))?;
            let folder = path.parent().unwrap_or(Path::new("."));
            let beside = |name: &str| fs::read_to_string(folder.join(name)).ok();
            if !text.contains("[[case]]") {
                continue;
            }
            for visit in trial::visits(&[&catalogue], &text, beside)? {
                if let Some(demarche) = catalogue.demarche(&visit.edition) {
                    let met = met.entry(visit.edition.clone()).or_default();
                    met.extend(coverage::visited(demarche, &visit, met));
                }
            }
        }
        let all = met.iter().filter_map(|(edition, met)| {
            let parts = coverage::parts(catalogue.demarche(edition)?);
            let never: Vec<&String> = parts.difference(met).collect();
            let counts = json!({ "parts": parts.len(), "never": never });
            Some((edition.clone(), counts))
        });
        let all: serde_json::Map<String, Value> = all.collect();
        let whole = all.values().all(|edition| edition["never"] == json!([]));
        print(&Value::Object(all))?;
        Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn search(&self, text: &str) -> Result<ExitCode, Trouble> {
        let born = match &self.day {
            Some(day) => Some(partial(day).ok_or_else(|| Trouble::Day(day.clone()))?),
            None => None,
        };
        let found = crate::reference::communes().search(text, born, 10);
        let all: Vec<Value> = found
            .into_iter()
            .map(|found| {
                let successors: Vec<&str> = found.successors().map(|next| next.name).collect();
                json!({
                    "code": found.code,
                    "name": found.name,
                    "departement": found.departement,
                    "departement_name": found.departement_name(),
                    "former": found.former,
                    "successors": successors,
                })
            })
            .collect();
        print(&Value::Array(all))?;
        Ok(ExitCode::SUCCESS)
    }

    fn catalogue(&self) -> Result<Catalogue, Trouble> {
        match &self.folder {
            Some(folder) => Catalogue::from_dir(&files(folder)?).map_err(Trouble::Faults),
            None => Catalogue::built_in().map_err(Trouble::Faults),
        }
    }
}

/// One check a line: JSON Lines in, JSON Lines out. A wrong line is an answer, not a stop.
fn probe() -> Result<ExitCode, Trouble> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", probe::line(&line?))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `1962`, `1962-03` or `1962-03-14`.
fn partial(text: &str) -> Option<PartialDay> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    PartialDay { year, month, day }.last().map(|_| PartialDay { year, month, day })
}

/// The day of the author's desk.
fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    let days = i32::try_from(days).unwrap_or(0);
    Date::constant(1970, 1, 1).saturating_add(jiff::ToSpan::days(days))
}

/// The TOML files of a folder like `assets`, with their paths under it.
fn files(folder: &Path) -> Result<Vec<(String, String)>, Trouble> {
    let mut files = Vec::new();
    for part in ["demarches", "practice", "reference", "texts"] {
        let inside = folder.join(part);
        if inside.is_dir() {
            collect(folder, &inside, &mut files)?;
        }
    }
    files.sort();
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> Result<(), Trouble> {
    for entry in fs::read_dir(folder).map_err(|cause| trouble(folder, cause))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "lock") {
            let text = fs::read_to_string(&path).map_err(|cause| trouble(&path, cause))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push((name, text));
        }
    }
    Ok(())
}

fn trouble(path: &Path, cause: std::io::Error) -> Trouble {
    Trouble::File { path: path.display().to_string(), cause }
}

fn print(value: &Value) -> Result<(), Trouble> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
