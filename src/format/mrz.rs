//! Machine-readable zones: the French card of 1988 (section 5.13 of the CNI sheet) and the three
//! sizes of ICAO 9303 (5.14, 5.15, and TD2).
//!
//! Never proves a paper: a red check digit is a sure misreading, a green one proves nothing.

pub(super) mod digit;
mod zone;

use super::Checked;
use zone::{Check, Wanted, Zone};

/// The French card made until 2021: two lines of 36, not of ICAO's design.
pub(super) fn cni1988(input: &str) -> Checked {
    let zone = match Zone::read(input, 2, 36) {
        Ok(zone) => zone,
        Err(refused) => return refused,
    };
    let composite = zone.line(1).to_owned() + zone.part(2, 1, 35);
    zone.refused(
        &[
            Wanted::Exactly { line: 1, from: 1, text: "IDFRA", reason: "document" },
            Wanted::Name { line: 1, from: 6, to: 30 },
            Wanted::Name { line: 2, from: 14, to: 27 },
            Wanted::Birth { line: 2, from: 28 },
            Wanted::Sex { line: 2, at: 35, of: "MF" },
        ],
        &[
            Check::of("check_number", 2, 13, zone.part(2, 1, 12)),
            Check::of("check_birth", 2, 34, zone.part(2, 28, 33)),
            Check::of("check_composite", 2, 36, &composite),
        ],
    )
}

/// A card of the size of a bank card: three lines of 30.
pub(super) fn td1(input: &str) -> Checked {
    let zone = match Zone::read(input, 3, 30) {
        Ok(zone) => zone,
        Err(refused) => return refused,
    };
    let composite =
        [zone.part(1, 6, 30), zone.part(2, 1, 7), zone.part(2, 9, 15), zone.part(2, 19, 29)]
            .concat();
    zone.refused(
        &[
            Wanted::Document { of: "ACI" },
            Wanted::State { line: 1, from: 3 },
            Wanted::Birth { line: 2, from: 1 },
            Wanted::Sex { line: 2, at: 8, of: "MF<" },
            Wanted::Expiry { line: 2, from: 9 },
            Wanted::State { line: 2, from: 16 },
            Wanted::Name { line: 3, from: 1, to: 30 },
        ],
        &[
            zone.number(1, 6, 15, 16, 30),
            Check::of("check_birth", 2, 7, zone.part(2, 1, 6)),
            Check::of("check_expiry", 2, 15, zone.part(2, 9, 14)),
            Check::of("check_composite", 2, 30, &composite),
        ],
    )
}

/// A card of the size of the old French one, of ICAO's design: two lines of 36.
pub(super) fn td2(input: &str) -> Checked {
    let zone = match Zone::read(input, 2, 36) {
        Ok(zone) => zone,
        Err(refused) => return refused,
    };
    let composite = [zone.part(2, 1, 10), zone.part(2, 14, 20), zone.part(2, 22, 35)].concat();
    zone.refused(
        &[
            Wanted::Document { of: "ACI" },
            Wanted::State { line: 1, from: 3 },
            Wanted::Name { line: 1, from: 6, to: 36 },
            Wanted::State { line: 2, from: 11 },
            Wanted::Birth { line: 2, from: 14 },
            Wanted::Sex { line: 2, at: 21, of: "MF<" },
            Wanted::Expiry { line: 2, from: 22 },
        ],
        &[
            zone.number(2, 1, 10, 29, 35),
            Check::of("check_birth", 2, 20, zone.part(2, 14, 19)),
            Check::of("check_expiry", 2, 28, zone.part(2, 22, 27)),
            Check::of("check_composite", 2, 36, &composite),
        ],
    )
}

/// A passport: two lines of 44.
pub(super) fn td3(input: &str) -> Checked {
    let zone = match Zone::read(input, 2, 44) {
        Ok(zone) => zone,
        Err(refused) => return refused,
    };
    let composite = [zone.part(2, 1, 10), zone.part(2, 14, 20), zone.part(2, 22, 43)].concat();
    zone.refused(
        &[
            Wanted::Document { of: "P" },
            Wanted::State { line: 1, from: 3 },
            Wanted::Name { line: 1, from: 6, to: 44 },
            Wanted::State { line: 2, from: 11 },
            Wanted::Birth { line: 2, from: 14 },
            Wanted::Sex { line: 2, at: 21, of: "MF<" },
            Wanted::Expiry { line: 2, from: 22 },
        ],
        &[
            Check::of("check_number", 2, 10, zone.part(2, 1, 9)),
            Check::of("check_birth", 2, 20, zone.part(2, 14, 19)),
            Check::of("check_expiry", 2, 28, zone.part(2, 22, 27)),
            Check::optional("check_personal", 2, 43, zone.part(2, 29, 42)),
            Check::of("check_composite", 2, 44, &composite),
        ],
    )
}
