//! Communes, countries, départements, places: real tables, searched as one types.
//!
//! Never reads a disk or a clock: the tables are part of the program, and dates are arguments.

pub mod commune;
pub mod country;
pub mod departement;
mod fold;
pub mod place;

use jiff::civil::Date;

pub use commune::{Communes, communes};
pub use country::{Countries, countries};
pub use departement::{Departements, departements};
pub(crate) use fold::typed as folded;
pub use place::{Places, places};

/// A day of which the end may be unknown: counts as its last possible day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDay {
    /// Year.
    pub year: i16,
    /// Month, if known.
    pub month: Option<i8>,
    /// Day, if known.
    pub day: Option<i8>,
}

impl PartialDay {
    /// The first day it may be. `None` if the calendar has no such day.
    pub fn first(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day it may be. `None` if the calendar has no such day.
    pub fn last(self) -> Option<Date> {
        match (self.month, self.day) {
            (None, _) => Date::new(self.year, 12, 31).ok(),
            (Some(month), None) => Some(Date::new(self.year, month, 1).ok()?.last_of_month()),
            (Some(month), Some(day)) => Date::new(self.year, month, day).ok(),
        }
    }
}

impl From<Date> for PartialDay {
    fn from(day: Date) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }
}
