//! Numbers that a request bears: the State's (section 5.12 of the CNI sheet) and ours.
//!
//! Never makes a number: ours are made by `seal`, the State's by the State.

use super::{Checked, Place, compact, misshapen, out_of_place, sized};
use crate::seal::number::{Number, NumberFault};

/// The number of the State: ten letters or digits, without a check sign.
pub(super) fn pre_demande(input: &str) -> Checked {
    let cleaned = compact(input).replace('.', "");
    let parts = || {
        let separated = input.split(|sign: char| {
            sign.is_whitespace() || matches!(sign, ',' | ';' | ':' | '-' | '/' | '.')
        });
        separated.map(compact).filter(|part| !part.is_empty())
    };
    let whole = |part: String| misshapen(&part, &[Place::Either; 10]).is_none();
    if parts().count() > 1 && parts().all(whole) {
        let several = Checked::invalid(cleaned, "several_numbers");
        return several.number("found", parts().count()).suggest(parts().next());
    }
    misshapen(&cleaned, &[Place::Either; 10]).unwrap_or_else(|| Checked::valid(cleaned))
}

/// A number that the State's service gave to a request: section 7.7 of the permis sheet. Nobody
/// knows its rule: letters, digits and hyphens.
pub(super) fn demande_ants(input: &str) -> Checked {
    let written: String = input.chars().filter(|sign| !sign.is_whitespace()).collect();
    let written = written.to_ascii_uppercase();
    let stray = |sign: char| sign != '-' && !Place::Either.takes(sign);
    match written.chars().position(stray) {
        _ if written.is_empty() => Checked::invalid("", "empty"),
        Some(position) => out_of_place(&written, position),
        None => sized(&written, 4..=30),
    }
}

/// Our own number, `TTT-CCCC-RRRK`: ten symbols and a check symbol.
pub(super) fn dossier(input: &str) -> Checked {
    let cleaned = compact(input);
    let fault = match cleaned.parse::<Number>() {
        Ok(number) => return Checked::valid(number.to_string()),
        Err(fault) => fault,
    };
    let length = |found: usize| number_of_signs("length", &cleaned, found);
    match fault {
        _ if cleaned.is_empty() => Checked::invalid("", "empty"),
        NumberFault::Official => number_of_signs("official_number", &cleaned, 10),
        NumberFault::Length { .. } => length(cleaned.chars().count()),
        NumberFault::Symbol { position } => super::out_of_place(&cleaned, position - 1),
        NumberFault::Terminal => super::out_of_place(&cleaned, 0),
        // The right symbol is not told: it would turn any mistake into a number.
        NumberFault::Mistyped | NumberFault::Exhausted => Checked::invalid(cleaned, "check_symbol"),
    }
}

fn number_of_signs(reason: &'static str, cleaned: &str, found: usize) -> Checked {
    Checked::invalid(cleaned, reason).number("found", found).number("wanted", 11)
}
