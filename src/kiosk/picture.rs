//! Which drawing stands beside a question and on the tile of a procedure: `assets/pictures.toml`,
//! read when it is first asked for. Outside the editions, so that a drawing may change while an
//! edition stays as it was. Knows no font.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::page::Icon;

static FILE: &str = include_str!("../../assets/pictures.toml");

/// What is drawn where nothing is named: a sheet of paper.
const OTHER: Icon = Icon::FileText;

/// The pictures that the program carries.
pub fn pictures() -> &'static Pictures {
    static READ: OnceLock<Pictures> = OnceLock::new();
    READ.get_or_init(|| Pictures::read(FILE).unwrap_or_default())
}

/// Drawings by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    demarche: BTreeMap<String, Icon>,
    section: BTreeMap<String, Icon>,
    step: BTreeMap<String, Icon>,
}

impl Pictures {
    /// Reads a whole file.
    ///
    /// # Errors
    /// What is wrong with its form, or a drawing that does not exist.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Of a procedure, by its name without edition: `cni`.
    pub fn demarche(&self, name: &str) -> Icon {
        self.demarche.get(name).copied().unwrap_or(OTHER)
    }

    /// Of a step by its full name (`parent.1.naissance`), whose last part counts; else of its
    /// section. None for a section that has no drawing.
    pub fn step(&self, step: &str, section: &str) -> Option<Icon> {
        let last = step.rsplit('.').next().unwrap_or(step);
        self.step.get(last).or_else(|| self.section.get(section)).copied()
    }

    /// Every name of a step that has a drawing of its own.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.step.keys().map(String::as_str)
    }
}
