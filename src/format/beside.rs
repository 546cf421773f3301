//! What a sheet puts beside a number: the day, a date of the certificate, a name.
//!
//! Never a clock: the day is given, so that the same question has the same answer for ever.

use jiff::civil::Date;

/// What may be known beside an input. Only the day is always known; a format that needs what is
/// not given judges without it, as its sheet says.
#[derive(Clone)]
pub struct Beside {
    /// The day of the request.
    pub day: Date,
    /// First registration of the vehicle (date B of a certificate).
    pub first_registered: Option<Date>,
    /// Day of the vehicle's certificate (date I).
    pub certificate: Option<Date>,
    /// When the thing behind the number was made: the declaration of a code, the picture.
    pub made: Option<Date>,
    /// The company whose establishment is named.
    pub siren: Option<String>,
    /// Family names, as the holder writes them: the name of birth, the name in use.
    pub surnames: Vec<String>,
}

impl Beside {
    /// Nothing but the day of the request.
    pub fn on(day: Date) -> Self {
        Self {
            day,
            first_registered: None,
            certificate: None,
            made: None,
            siren: None,
            surnames: Vec::new(),
        }
    }
}

impl std::fmt::Debug for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside").field("day", &self.day).finish_non_exhaustive()
    }
}
