//! Which places and which persons go with which procedure, and of which day the built-in table is:
//! `assets/reference/lieux.toml`, read when it is first asked for. Holds no sentence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::Kind;
use crate::reference::PartialDay;

static FILE: &str = include_str!("../../../assets/reference/lieux.toml");

/// The guide that the program carries.
pub fn guide() -> &'static Guide {
    static READ: OnceLock<Guide> = OnceLock::new();
    READ.get_or_init(|| Guide::read(FILE).unwrap_or_default())
}

/// Where one goes next, by procedure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    kind: BTreeMap<Kind, Source>,
    demarche: BTreeMap<String, Route>,
    other: Route,
}

/// Who published the places of a kind, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    publisher: String,
    date: String,
}

/// Where one goes with one procedure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Full name of the question that holds the citizen's commune.
    pub home: Option<String>,
    /// The places, in the order in which they are said.
    #[serde(default)]
    pub place: Vec<Pick>,
    /// Who else may act.
    #[serde(default)]
    pub helper: Vec<Helper>,
}

/// The nearest of some kinds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// These kinds.
    pub kinds: Vec<Kind>,
    /// So many.
    pub most: usize,
}

/// Somebody who may act in the citizen's place, or who only tells: his words say what he may do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helper {
    /// `places.helper.<name>` of the procedure's words.
    pub name: String,
    /// Not for these words of a derive or of a question.
    #[serde(default)]
    pub unless: BTreeMap<String, Vec<String>>,
}

/// Of which day something is, as well as anybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A day, a month or a year.
    On(PartialDay),
    /// Some day after this year.
    After(i16),
    /// Some day before this year.
    Before(i16),
}

impl Guide {
    /// Reads a guide.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The way of a procedure, by its name without edition: `cni`.
    pub fn route(&self, demarche: &str) -> &Route {
        self.demarche.get(demarche).unwrap_or(&self.other)
    }

    /// The procedures that have lines of their own.
    pub fn routes(&self) -> impl Iterator<Item = (&str, &Route)> {
        self.demarche.iter().map(|(name, route)| (name.as_str(), route))
    }

    /// Who published the built-in places of a kind: named because their licence asks it.
    pub fn publisher(&self, kind: Kind) -> &str {
        self.kind.get(&kind).map_or("", |source| &source.publisher)
    }

    /// Of which day the built-in places of a kind are.
    pub fn dated(&self, kind: Kind) -> Option<Dated> {
        Dated::parse(&self.kind.get(&kind)?.date)
    }
}

impl Route {
    /// Who else may act, given the words of derives and questions.
    pub fn helpers(&self, word: impl Fn(&str) -> Option<String>) -> impl Iterator<Item = &Helper> {
        self.helper.iter().filter(move |helper| {
            !helper
                .unless
                .iter()
                .any(|(name, words)| word(name).is_some_and(|is| words.contains(&is)))
        })
    }
}

impl Dated {
    /// `2024-08-01`, `2024-08`, `2024`, `after 2022`, `before 2022`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((sense, year)) = text.split_once(' ') {
            let year = year.parse().ok()?;
            return match sense {
                "after" => Some(Self::After(year)),
                "before" => Some(Self::Before(year)),
                _ => None,
            };
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        let partial = PartialDay { year, month, day };
        partial.first().map(|_| Self::On(partial))
    }

    /// The day from which its age is counted: the first that it may be, where that is known.
    pub fn since(self) -> Option<Date> {
        match self {
            Self::On(day) => day.first(),
            Self::After(year) => Date::new(year, 12, 31).ok(),
            Self::Before(year) => Date::new(year, 1, 1).ok(),
        }
    }
}
