//! Codes of places: section 5.7 of the CNI sheet.
//!
//! Never mistakes one for the other: a postal code is La Poste's, the other is Insee's.

use super::Place::{Digit, Either};
use super::{Checked, Fact, compact, misshapen};
use crate::reference::{communes, countries};

/// A French postal code. One that no commune has may be a CEDEX: a warning.
pub(super) fn postal_code(input: &str) -> Checked {
    let cleaned = compact(input);
    if let Some(refused) = misshapen(&cleaned, &[Digit; 5]) {
        return refused;
    }
    if !matches!(cleaned.as_bytes(), [b'0', b'1'..=b'9', ..] | [b'1'..=b'8', ..])
        && !matches!(cleaned.as_bytes(), [b'9', b'0'..=b'8', ..])
    {
        return Checked::invalid(&cleaned, "prefix").number("found", &cleaned[..2]);
    }
    if communes().by_postcode(&cleaned).is_empty() {
        return Checked::warning(cleaned, "unknown");
    }
    Checked::valid(cleaned)
}

/// An Insee code: a commune of today, a former one, or a country (99…).
pub(super) fn cog(input: &str) -> Checked {
    let cleaned = compact(input);
    let shape = [Digit, Either, Digit, Digit, Digit];
    if let Some(refused) = misshapen(&cleaned, &shape) {
        return refused;
    }
    if !is_shaped(cleaned.as_bytes()) {
        return Checked::invalid(&cleaned, "prefix").number("found", &cleaned[..2]);
    }
    let names = || communes().named(&cleaned);
    let kind = if countries().get(&cleaned).is_some() {
        "country"
    } else if names().any(|name| !name.former) {
        "commune"
    } else if names().next().is_some() {
        "former"
    } else {
        return Checked::invalid(cleaned, "unknown");
    };
    Checked::valid(cleaned).fact("kind", Fact::Word(kind))
}

/// The départements of the sheet: 01 to 95, 2A, 2B, 971 to 978, 984 to 988, and 991 to 995.
/// 989 is Clipperton, which our table knows; 20 was Corsica until 1976.
fn is_shaped(code: &[u8]) -> bool {
    let metropolitan = matches!(
        code,
        [b'2', b'A' | b'B', ..]
            | [b'0', b'1'..=b'9', ..]
            | [b'1'..=b'8', b'0'..=b'9', ..]
            | [b'9', b'0'..=b'5', ..]
    );
    metropolitan
        || matches!(
            code,
            [b'9', b'7', b'1'..=b'8', ..]
                | [b'9', b'8', b'4'..=b'9', ..]
                | [b'9', b'9', b'1'..=b'5', ..]
        )
}
