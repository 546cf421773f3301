//! The dated tables of `assets/reference/carte_grise`, read once.
//!
//! Never decides: it says which row holds on a day. A table is in force from its first row to its
//! last known day; after that day nothing is known.

mod check;

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error};

pub use check::{Hole, holes};

use super::code::Energy;

/// Files of the tables, in the order in which they are read.
macro_rules! file {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/reference/carte_grise/",
            $name,
            ".toml"
        ))
    };
}

static TABLES: LazyLock<Result<Tables, toml::de::Error>> = LazyLock::new(|| {
    Ok(Tables {
        operations: toml::from_str(file!("operations"))?,
        tarifs: toml::from_str(file!("tarifs"))?,
        energies: toml::from_str(file!("energies"))?,
        transport: toml::from_str(file!("transport"))?,
        malus: toml::from_str(file!("malus"))?,
        regions: toml::from_str::<Regions>(file!("regions"))?.regions,
    })
});

/// The tables that the program carries.
///
/// # Errors
/// The first line that is not understood; none in a program whose tests are green.
pub(super) fn tables() -> Result<&'static Tables, &'static toml::de::Error> {
    TABLES.as_ref()
}

/// All that is known about prices.
pub(super) struct Tables {
    pub(super) operations: Operations,
    pub(super) tarifs: Tarifs,
    pub(super) energies: Energies,
    pub(super) transport: Transport,
    pub(super) malus: Malus,
    pub(super) regions: Vec<RegionRow>,
}

impl Tables {
    /// The last day that every table knows.
    pub(super) fn until(&self) -> Date {
        let others = [
            self.tarifs.known_until,
            self.energies.known_until,
            self.transport.known_until,
            self.malus.known_until,
        ];
        others.into_iter().fold(self.operations.known_until, |first, day| first.min(day)).0
    }
}

/// A row with a first day.
pub(super) trait Dated {
    /// From this day on, until the next row of the same kind.
    fn from(&self) -> Date;
}

/// The row in force on a day, among those that are told to count.
pub(super) fn in_force<R: Dated>(rows: &[R], day: Date, counts: impl Fn(&R) -> bool) -> Option<&R> {
    rows.iter().filter(|row| row.from() <= day && counts(row)).max_by_key(|row| row.from())
}

/// A day of TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(from)?;
        let day = written.to_string().parse().map_err(D::Error::custom)?;
        Ok(Self(day))
    }
}

/// A sum as it is written, `"34.50 €"`, in centimes; `None` for `"unknown"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum(pub(super) Option<i64>);

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = String::deserialize(from)?;
        if written == "unknown" {
            return Ok(Self(None));
        }
        cents(&written).map(|cents| Self(Some(cents))).ok_or_else(|| D::Error::custom(written))
    }
}

fn cents(written: &str) -> Option<i64> {
    let number = written.strip_suffix(" €")?;
    let (euros, cents) = number.split_once('.').unwrap_or((number, "00"));
    let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if cents.len() != 2 || !digits(cents) || !digits(euros) {
        return None;
    }
    euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)
}

/// Declares the rows of a table: each has its first day and its source.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            pub(super) valid_from: Day,
            #[expect(dead_code, reason = "who said so is for the readers of the table")]
            source: String,
            $($(#[$inner])* pub(super) $field: $kind,)*
        }

        impl Dated for $name {
            fn from(&self) -> Date {
                self.valid_from.0
            }
        }
    )*};
}

/// Declares a file: rows by name, and the last day for which they are known.
macro_rules! files {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            pub(super) known_until: Day,
            $(pub(super) $field: $kind,)*
        }
    )*};
}

files! {
    /// `operations.toml`.
    Operations { operations: Vec<OperationRow>, fixed: Vec<Fixed>, fourth: u32, }
    /// `tarifs.toml`.
    Tarifs {
        cap: Vec<Cap>,
        arrondi_euro: Vec<Rounding>,
        tarifs: Vec<Tarif>,
        majorations: Vec<Majoration>,
    }
    /// `energies.toml`.
    Energies { energies: Vec<EnergyRow>, reductions: Vec<Reduction>, }
    /// `transport.toml`.
    Transport { transport: Vec<Weight>, }
    /// `malus.toml`.
    Malus {
        ladders: Vec<Ladder>,
        scales: Vec<Scale>,
        masses: Vec<Mass>,
        sums: Vec<Most>,
        electric_masses: Vec<ElectricMass>,
        price_caps: Vec<PriceCap>,
        discounts: Vec<Discount>,
    }
}

rows! {
    /// What a request pays.
    OperationRow {
        code: String,
        #[serde(default)]
        case: Option<RowCase>,
        y1: bool,
        y2: bool,
        malus: MalusFor,
        y4: bool,
        y5: bool,
    }
    /// The fixed tax and the fee of the post.
    Fixed { y4: Sum, y5: Sum, }
    /// The most that a région may vote.
    Cap { cv: Sum, }
    /// Whether the regional tax is rounded to the euro.
    Rounding { region: String, round: bool, }
    /// The tariff of one horsepower.
    Tarif { region: String, cv: Sum, }
    /// What a certificate pays beyond the tariff.
    Majoration { region: String, certificate: Sum, }
    /// What an energy pays of the tariff.
    Reduction { class: Energy, region: String, pays: Pays, }
    /// The tax on transport up to a mass.
    Weight {
        #[serde(default)]
        to: Option<u32>,
        sum: Sum,
    }
    /// The malus of cars first registered from a day on.
    Scale {
        #[serde(default)]
        ladder: Option<String>,
        #[serde(default)]
        start: u32,
        #[serde(default)]
        most: Option<Sum>,
    }
    /// The tax on the mass of cars first registered from a day on.
    Mass { steps: Vec<Step>, }
    /// The most of both taxes together.
    Most {
        #[serde(default)]
        most: Option<Sum>,
    }
    /// How electric cars are weighed.
    ElectricMass {
        exempt: bool,
        #[serde(default)]
        abatement: u32,
    }
    /// The most of the malus, in percent of the price paid.
    PriceCap { percent: i64, }
    /// Percent taken off by months begun.
    Discount { steps: Vec<(u32, i64)>, }
}

/// Chooses between the rows of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowCase {
    Spouse,
    DuringMarriage,
    SivSticker,
    SivFourth,
    Fni,
}

/// When the malus is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MalusFor {
    None,
    /// Not for a car that is already registered in France.
    Registered,
    /// A first registration in France.
    First,
    /// Only for a car whose first holder was exempted.
    Exempted,
    /// Only when it becomes a car for persons.
    Tourism,
}

/// What an energy pays of the regional tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Pays {
    None,
    Half,
    Full,
    Unknown,
}

/// Codes of rubric P.3 that the taxes treat alike.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnergyRow {
    pub(super) class: Energy,
    pub(super) codes: Vec<String>,
    #[expect(dead_code, reason = "who said so is for the readers of the table")]
    source: String,
}

/// Euros, one step a gram.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ladder {
    pub(super) name: String,
    pub(super) euros: Vec<i64>,
    #[expect(dead_code, reason = "who said so is for the readers of the table")]
    source: String,
}

/// From this kilogram on, each costs this much.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) low: u32,
    pub(super) kg: Sum,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Regions {
    regions: Vec<RegionRow>,
}

/// A région and its départements.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegionRow {
    pub(super) code: String,
    pub(super) insee: String,
    pub(super) name: String,
    pub(super) also: Vec<String>,
    pub(super) departements: Vec<String>,
}
