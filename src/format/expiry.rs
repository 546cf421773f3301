//! When a card really ends: section 5.8 of the CNI sheet.
//!
//! The démarche says the same in its own language; the tests of both read one table. Reads no
//! clock: every date is an argument.

use jiff::ToSpan;
use jiff::civil::Date;

/// Which card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Blue and laminated, made until 2021.
    Old,
    /// Of the size of a bank card.
    New,
}

/// The day a card ends. Old cards of adults issued from 2 January 2004 last five more years,
/// printed or not. `None`: the birth is needed, or the calendar ends.
pub fn expiry(card: Card, born: Option<Date>, issued: Date) -> Option<Date> {
    const LONGER_FROM: Date = Date::constant(2004, 1, 2);
    let years = match card {
        Card::New => 10,
        Card::Old if issued < LONGER_FROM => 10,
        Card::Old if is_adult(born?, issued)? => 15,
        Card::Old => 10,
    };
    issued.checked_add(years.years()).ok()
}

/// Eighteen on that day. Born on 29 February: from 1 March.
fn is_adult(born: Date, on: Date) -> Option<bool> {
    let birthday = born.checked_add(18.years()).ok()?;
    let clamped = birthday.day() != born.day();
    let since = if clamped { birthday.tomorrow().ok()? } else { birthday };
    Some(on >= since)
}
