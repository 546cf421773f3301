//! Places where a person is received: prefecture, town halls, France services; the nearest first.
//!
//! The table is data that ages: the program carries one, an operator may give a newer one. Never
//! opens a file and never reads a clock: the text and the day are arguments. A place that is not
//! in the table may exist all the same: nothing here can say that a town hall does not do it.

pub mod distance;
pub mod guide;
pub mod hours;
mod table;

use std::sync::OnceLock;

use jiff::civil::Date;

pub use distance::Position;
pub use guide::{Dated, guide};
pub use hours::{Today, Week};
pub use table::{Fault, Why};

/// The table that the program carries (`assets/reference/README.md` names its sources).
static BUILT_IN: &str = include_str!("../../assets/reference/points_accueil_76.csv");

/// The places that the program carries, read when they are first asked for.
pub fn places() -> &'static Places {
    static READ: OnceLock<Places> = OnceLock::new();
    READ.get_or_init(|| Places { all: table::rows(BUILT_IN).0, age: Age::BuiltIn })
}

/// What a place is, by the word of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `prefecture`
    Prefecture,
    /// `sous_prefecture`
    SousPrefecture,
    /// `mairie_cni_passeport`: a town hall that takes fingerprints.
    MairieCniPasseport,
    /// `mairie`
    Mairie,
    /// `france_services`
    FranceServices,
    /// `france_services_itinerant`: a bus, known by the address of its garage.
    FranceServicesItinerant,
}

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Prefecture,
        Self::SousPrefecture,
        Self::MairieCniPasseport,
        Self::Mairie,
        Self::FranceServices,
        Self::FranceServicesItinerant,
    ];

    /// Its word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prefecture => "prefecture",
            Self::SousPrefecture => "sous_prefecture",
            Self::MairieCniPasseport => "mairie_cni_passeport",
            Self::Mairie => "mairie",
            Self::FranceServices => "france_services",
            Self::FranceServicesItinerant => "france_services_itinerant",
        }
    }

    /// The kind of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// A town hall, equipped or not: its place is the place of its commune.
    const fn is_mairie(self) -> bool {
        matches!(self, Self::Mairie | Self::MairieCniPasseport)
    }
}

/// One place. What the source does not know is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// `Mairie - Barentin`.
    pub name: String,
    /// Number and street.
    pub address: String,
    /// Five digits.
    pub postcode: String,
    /// Its commune.
    pub commune: String,
    /// Insee code of its commune, five signs.
    pub code: String,
    /// Where it stands.
    pub position: Option<Position>,
    /// As it is dialled, in groups of two digits.
    pub phone: String,
    /// In the syntax of OpenStreetMap (`opening_hours`).
    pub hours: String,
    /// Who said all this, and when.
    pub source: String,
}

impl Place {
    /// Its hours, when they can be said in words; `None`: to be asked.
    pub fn week(&self) -> Option<Week> {
        Week::read(&self.hours)
    }

    /// The département of its commune.
    fn departement(&self) -> Option<&str> {
        departement(&self.code)
    }
}

/// A table of places.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    all: Vec<Place>,
    age: Age,
}

/// Of which day a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    /// The table that the program carries: each kind has its own.
    BuiltIn,
    /// An operator's file, of the day that he wrote, if he wrote one.
    Given(Option<Date>),
}

/// From where one looks: a commune, and where that is if the table knows.
#[derive(Clone, Default, PartialEq)]
pub struct Origin {
    /// Insee code of the commune, or nothing.
    pub code: String,
    /// Where it is.
    pub position: Option<Position>,
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // It may be where somebody lives.
        f.debug_struct("Origin").finish_non_exhaustive()
    }
}

/// A place, and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near<'a> {
    /// The place.
    pub place: &'a Place,
    /// Metres as the crow flies; `None` when either end is not known.
    pub metres: Option<u32>,
}

impl Places {
    /// An operator's file, in the form of the built-in table, as of that day if one knows.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines. Hours that cannot be read are none:
    /// they are *to be asked*.
    pub fn read(text: &str, date: Option<Date>) -> Result<Self, Vec<Fault>> {
        match table::rows(text) {
            (all, faults) if faults.is_empty() => Ok(Self { all, age: Age::Given(date) }),
            (_, faults) => Err(faults),
        }
    }

    /// Every place, in the order of the file.
    pub fn all(&self) -> &[Place] {
        &self.all
    }

    /// Of which day the places of a kind are.
    pub fn dated(&self, kind: Kind) -> Option<Dated> {
        match self.age {
            Age::Given(date) => date.map(|date| Dated::On(date.into())),
            Age::BuiltIn => guide().dated(kind),
        }
    }

    /// The day of its oldest kind of place; `None` when nobody knows how old one is.
    pub fn since(&self) -> Option<Date> {
        let mut kinds: Vec<Kind> = self.all.iter().map(|place| place.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let days: Option<Vec<Date>> =
            kinds.into_iter().map(|kind| self.dated(kind).and_then(Dated::since)).collect();
        days?.into_iter().min()
    }

    /// From that commune: where its town hall stands.
    pub fn origin(&self, code: &str) -> Origin {
        Origin { code: code.to_owned(), position: self.of_commune(code) }
    }

    /// The table has places in the département of that commune.
    pub fn covers(&self, code: &str) -> bool {
        let Some(wanted) = departement(code) else { return false };
        self.all.iter().any(|place| place.departement() == Some(wanted))
    }

    /// The `most` nearest places of these kinds. Where no distance can be told: those of the same
    /// commune, then of the same département, then the others, by name.
    pub fn near(&self, kinds: &[Kind], origin: &Origin, most: usize) -> Vec<Near<'_>> {
        let here = departement(&origin.code);
        let mut found: Vec<(u8, Option<u32>, Near<'_>)> = self
            .all
            .iter()
            .filter(|place| kinds.contains(&place.kind))
            .map(|place| {
                let away = |at: Option<Position>| Some(distance::metres(origin.position?, at?));
                // A place without a position of its own is sorted by its commune, and no distance
                // is said of it.
                let order = away(place.position.or_else(|| self.of_commune(&place.code)));
                let class = match order {
                    Some(_) => 0,
                    None if place.code == origin.code => 0,
                    None if here.is_some() && place.departement() == here => 1,
                    None => 2,
                };
                (class, order, Near { place, metres: away(place.position) })
            })
            .collect();
        found.sort_by(|one, other| {
            let by = (one.0, one.1.unwrap_or(0)).cmp(&(other.0, other.1.unwrap_or(0)));
            by.then_with(|| name(one.2).cmp(name(other.2)))
        });
        found.into_iter().take(most).map(|(_, _, near)| near).collect()
    }

    fn of_commune(&self, code: &str) -> Option<Position> {
        let mut mairies = self.all.iter().filter(|place| place.kind.is_mairie());
        mairies.find(|place| place.code == code && place.position.is_some())?.position
    }
}

fn name<'a>(near: Near<'a>) -> &'a str {
    &near.place.name
}

/// An Insee code begins with that of its département, which has three signs overseas.
fn departement(code: &str) -> Option<&str> {
    let overseas = code.starts_with("97") || code.starts_with("98");
    code.get(..if overseas { 3 } else { 2 })
}
