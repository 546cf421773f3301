//! All the editions and all their words, checked together. Texts come in, faults come out.
//!
//! Never reads a disk: the assets are inside the program, and `demarche` hands over a directory.

use std::collections::BTreeMap;

use super::Demarche;
use super::alone::Alone;
use super::calculator::{CALCULATORS, Calculator};
use super::check;
use super::fault::{Fault, Faults};
use super::invented::Invented;
use super::library::Library;
use super::source;
use crate::text::{self, Texts};

include!(concat!(env!("OUT_DIR"), "/editions.rs"));

/// Editions in their order (`cni.1` before `cni.2`), and the words of each language.
#[derive(Debug)]
pub struct Catalogue {
    demarches: Vec<Demarche>,
    texts: Vec<Texts>,
    invented: Vec<Invented>,
}

impl Catalogue {
    /// What the program carries inside.
    ///
    /// # Errors
    /// Every fault of the editions and texts; none in a program whose tests are green.
    pub fn built_in() -> Result<Self, Faults> {
        Self::from_dir(ASSETS)
    }

    /// Codes of the languages that the program carries inside, French first: those that an
    /// operator may offer. It reads no sentence.
    pub fn built_in_languages() -> Vec<&'static str> {
        let code =
            |path: &'static str| path.strip_prefix("texts/")?.strip_suffix("/interface.toml");
        let mut codes: Vec<&str> = ASSETS.iter().filter_map(|(path, _)| code(path)).collect();
        codes.sort_unstable_by_key(|code| (*code != "fr", *code));
        codes
    }

    /// What the program carries inside, with its faults beside it.
    pub fn read_built_in() -> (Self, Faults) {
        Self::read(ASSETS)
    }

    /// Editions and texts handed over: paths under `assets` (`demarches/cni.1/pieces.toml`,
    /// `texts/fr/cni.toml`) and what the files say.
    ///
    /// # Errors
    /// Every fault, sorted by file and line.
    pub fn from_dir<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, Faults> {
        let (catalogue, faults) = Self::read(files);
        if faults.0.is_empty() { Ok(catalogue) } else { Err(faults) }
    }

    /// The same, with all that could be understood beside the faults.
    pub fn read<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> (Self, Faults) {
        Self::read_with(files, CALCULATORS)
    }

    /// The same, with other calculators than those of the program.
    pub fn read_with<P: AsRef<str>, T: AsRef<str>>(
        files: &[(P, T)],
        calculators: &'static [Calculator],
    ) -> (Self, Faults) {
        let (mut faults, mut unreadable) = (Vec::new(), Vec::new());
        let mut library = Library { calculators, ..Library::default() };
        let mut words = text::source::Words::default();
        let mut lock = None;
        let mut people = Vec::new();
        for (path, content) in files {
            let (path, content) = (path.as_ref(), content.as_ref());
            if path == LOCK {
                lock = Some(content);
                continue;
            }
            let file = u16::try_from(library.files.len()).unwrap_or(u16::MAX);
            let parts: Vec<&str> = path.trim_end_matches(".toml").split('/').collect();
            if !path.ends_with(".toml") {
                continue;
            }
            library.files.push(path.to_owned());
            let (node, errors) = source::read(file, content);
            unreadable.extend(errors.into_iter().take(1).map(|(place, complaint)| Fault {
                file: path.to_owned(),
                line: place.line as usize,
                complaint,
                advice: None,
            }));
            let Some(node) = library.take(&parts, node) else { continue };
            match parts.as_slice() {
                // The tables of a calculator: it reads them itself.
                ["reference", _, _] => {}
                ["practice", name] => people.push((path, Invented::new(name, node))),
                ["texts", language, inside @ ..] => {
                    words.add(language, inside, path, &node);
                }
                _ => faults.push(Fault {
                    file: path.to_owned(),
                    line: 1,
                    complaint: "nothing is read from here".to_owned(),
                    advice: Some(
                        "demarches/x.1/, demarches/x.1.toml, demarches/blocks/, practice/, texts/fr/"
                            .to_owned(),
                    ),
                }),
            }
        }
        let mut demarches = Vec::new();
        for edition in library.editions.keys() {
            let (demarche, found) = check::edition(&library, edition);
            faults.extend(found.0);
            demarches.push(demarche);
        }
        demarches.sort_by_key(|demarche| (demarche.name.clone(), number(&demarche.edition)));
        faults.extend(lock_faults(lock, &demarches));
        for (path, person) in &people {
            let latest = demarches.iter().rfind(|one| one.name == person.demarche());
            faults.extend(person.faults(latest, path));
        }
        let (texts, found) = words.check(&demarches);
        faults.extend(found);
        // What follows from a broken line says nothing: its file has one fault.
        let unread = |fault: &Fault| unreadable.iter().any(|other| other.file == fault.file);
        faults.retain(|fault| !unread(fault));
        faults.extend(unreadable);
        let invented = people.into_iter().map(|(_, person)| person).collect();
        (Self { demarches, texts, invented }, Faults(faults).tidy())
    }

    /// A block that the program carries inside, by itself.
    pub fn block(name: &str) -> Option<Alone> {
        let mut library = Library { calculators: CALCULATORS, ..Library::default() };
        for (path, content) in ASSETS {
            let file = u16::try_from(library.files.len()).unwrap_or(u16::MAX);
            let parts: Vec<&str> = path.trim_end_matches(".toml").split('/').collect();
            if matches!(parts.first(), Some(&("demarches" | "reference"))) {
                drop(library.take(&parts, source::read(file, content).0));
            }
            library.files.push((*path).to_owned());
        }
        check::alone(&library, name)
    }

    /// One edition: `cni.1`.
    pub fn demarche(&self, edition: &str) -> Option<&Demarche> {
        self.demarches.iter().find(|demarche| demarche.edition == edition)
    }

    /// The latest edition of a procedure: `cni`.
    pub fn latest(&self, name: &str) -> Option<&Demarche> {
        self.demarches.iter().rfind(|demarche| demarche.name == name)
    }

    /// The invented person of a procedure (`cni`), for who practises.
    pub fn invented(&self, name: &str) -> Option<&Invented> {
        self.invented.iter().find(|person| person.demarche() == name)
    }

    /// Procedures, each once: `cni`.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.demarches.iter().map(|d| d.name.as_str()).collect();
        names.dedup();
        names
    }

    /// Every edition.
    pub fn editions(&self) -> &[Demarche] {
        &self.demarches
    }

    /// The words of a language; of the first one (French) where there is no such language.
    pub fn texts(&self, language: &str) -> &Texts {
        let found = self.texts.iter().find(|texts| texts.language() == language);
        found.or_else(|| self.texts.first()).unwrap_or(Texts::none())
    }

    /// Codes of the languages, French first.
    pub fn languages(&self) -> Vec<&str> {
        self.texts.iter().map(Texts::language).collect()
    }

    /// The lock of these editions: one line each, edition and digest.
    pub fn lock(&self) -> String {
        let line = |d: &Demarche| format!("{} {}\n", d.edition, d.digest);
        self.demarches.iter().map(line).collect()
    }
}

/// Where the digests of locked editions are written.
pub const LOCK: &str = "demarches/editions.lock";

/// `cni.12` is 12.
fn number(edition: &str) -> u32 {
    edition.rsplit_once('.').and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}

/// A locked edition never changes, and never goes away.
fn lock_faults(lock: Option<&str>, demarches: &[Demarche]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut locked = BTreeMap::new();
    for (at, line) in (1..).zip(lock.unwrap_or_default().lines()) {
        let fault = |complaint: String| Fault {
            file: LOCK.to_owned(),
            line: at,
            complaint,
            advice: Some("a change of law is a new edition, a copy".to_owned()),
        };
        let Some((edition, digest)) = line.split_once(' ') else {
            faults.push(fault(format!("`{line}`: an edition and its digest wanted")));
            continue;
        };
        if locked.insert(edition, digest).is_some() {
            faults.push(fault(format!("{edition} is locked twice")));
        }
        match demarches.iter().find(|demarche| demarche.edition == edition) {
            None => faults.push(fault(format!("locked edition {edition} is gone"))),
            Some(demarche) if demarche.digest != digest => {
                faults.push(fault(format!("locked edition {edition} has changed")));
            }
            Some(_) => {}
        }
    }
    faults
}
