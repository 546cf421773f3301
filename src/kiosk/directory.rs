//! Which table of places serves: the operator's file, or the one that the program carries.
//!
//! `open` reads a disk and is called by the clerk, after the first frame; everything else is pure.

use std::fs;
use std::sync::Arc;

use jiff::civil::Date;

use super::config::Places as Settings;
use crate::reference::{Places, places};

/// Longer than this is no table of places.
const LONGEST: u64 = 32 << 20;

/// The table that serves, and how old it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    which: Which,
    /// The day of its oldest part; `None` when nobody knows.
    since: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
enum Which {
    /// No file is set.
    BuiltIn,
    /// The file that is set cannot be used: the built-in table serves.
    Refused,
    /// The operator's.
    Given(Arc<Places>),
}

impl Directory {
    /// Reads the operator's file, if one is set. Each fault of it is an event of the log.
    pub fn open(settings: &Settings) -> Self {
        let which = match &settings.file {
            None => Which::BuiltIn,
            Some(path) => match fs::metadata(path).map(|about| about.len()) {
                Ok(length) if length <= LONGEST => match fs::read_to_string(path) {
                    Ok(text) => read(&text, settings.date),
                    Err(_) => refused("unreadable"),
                },
                Ok(_) => refused("too_long"),
                Err(_) => refused("absent"),
            },
        };
        Self { since: table(&which).since(), which }
    }

    /// The places.
    pub fn places(&self) -> &Places {
        table(&self.which)
    }

    /// The operator's file cannot be used.
    pub fn is_refused(&self) -> bool {
        self.which == Which::Refused
    }

    /// It is older than so many days, or nobody knows how old it is.
    pub fn is_old(&self, today: Date, days: u32) -> bool {
        self.since.is_none_or(|since| i64::from((today - since).get_days()) > i64::from(days))
    }
}

fn table(which: &Which) -> &Places {
    match which {
        Which::BuiltIn | Which::Refused => places(),
        Which::Given(table) => table,
    }
}

fn read(text: &str, date: Option<Date>) -> Which {
    match Places::read(text, date) {
        Ok(table) => Which::Given(Arc::new(table)),
        Err(faults) => {
            for fault in faults {
                tracing::error!(event = "places", line = fault.line, fault = %fault.why);
            }
            Which::Refused
        }
    }
}

fn refused(why: &'static str) -> Which {
    tracing::error!(event = "places", fault = why);
    Which::Refused
}
