//! Accounts: section 3.4 of the sheet of checks (ISO 13616, and the key of French banks).
//!
//! Never asked for by the kiosk, which takes no money: they are seen on papers.

use super::Place::{Digit, Either, Letter};
use super::{Checked, Place, misshapen, out_of_place, sized, stray, typed};

/// Bank (5), office (5), account (11), key (2).
const RIB: [Place; 23] = {
    let mut shape = [Digit; 23];
    let mut at = 10;
    while at < 21 {
        shape[at] = Either;
        at += 1;
    }
    shape
};

/// Signs of an account, by country, in Europe; elsewhere any length of the standard goes.
const LENGTHS: [(&str, usize); 38] = [
    ("AD", 24),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("VA", 22),
    ("FO", 18),
];

/// An account anywhere: two letters of a country, two digits of a key, what its banks say.
pub(super) fn iban(input: &str) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = stray(&cleaned) {
        return refused;
    }
    let begins = [Letter, Letter, Digit, Digit];
    let astray = cleaned.chars().zip(begins).position(|(sign, place)| !place.takes(sign));
    if let Some(position) = astray {
        return out_of_place(&cleaned, position);
    }
    let known = cleaned.get(..2).and_then(|country| {
        LENGTHS.iter().find(|(code, _)| *code == country).map(|(_, length)| *length)
    });
    let found = cleaned.len();
    let refused = match known {
        Some(wanted) if wanted != found => {
            let length = Checked::invalid(&cleaned, "length");
            Some(length.number("found", found).number("wanted", wanted))
        }
        Some(_) => None,
        None => Some(sized(&cleaned, 15..=34)).filter(|sized| sized.reason.is_some()),
    };
    if let Some(refused) = refused {
        return refused;
    }
    let (begin, rest) = cleaned.split_at(4);
    if rest.bytes().chain(begin.bytes()).fold(0, in_97) != 1 {
        return Checked::invalid(&cleaned, "check_key").number("found", &begin[2..]);
    }
    if matches!(&begin[..2], "FR" | "MC")
        && let Some(refused) = misnumbered(rest)
    {
        // What precedes the French number moves the places of its signs.
        let place = refused.numbers.get("position").and_then(|at| at.parse::<usize>().ok());
        let refused = Checked { normalized: cleaned.clone(), ..refused };
        return place.map_or(refused.clone(), |at| refused.number("position", at + 4));
    }
    Checked::valid(cleaned)
}

/// An account in France: bank, office, account, key.
pub(super) fn rib(input: &str) -> Checked {
    let cleaned = typed(input);
    misnumbered(&cleaned).unwrap_or_else(|| Checked::valid(cleaned))
}

fn misnumbered(cleaned: &str) -> Option<Checked> {
    if let Some(refused) = misshapen(cleaned, &RIB) {
        return Some(refused.suggest(None));
    }
    let part = |from: usize, to: usize| {
        cleaned[from..to].bytes().fold(0, |rest, sign| (rest * 10 + french(sign)) % 97)
    };
    let sum = 89 * part(0, 5) + 15 * part(5, 10) + 3 * part(10, 21);
    let found = &cleaned[21..];
    let right = found == format!("{:02}", 97 - sum % 97);
    (!right).then(|| Checked::invalid(cleaned, "rib_key").number("found", found))
}

/// The remainder by 97 as a sign is added: a letter is two digits, A is 10.
fn in_97(rest: u64, sign: u8) -> u64 {
    match sign {
        b'0'..=b'9' => (rest * 10 + u64::from(sign - b'0')) % 97,
        _ => (rest * 100 + u64::from(sign.wrapping_sub(b'A')) + 10) % 97,
    }
}

/// What French banks count for a sign: A and J are 1, B, K and S are 2, up to I, R and Z.
fn french(sign: u8) -> u64 {
    u64::from(match sign {
        b'0'..=b'9' => sign - b'0',
        b'A'..=b'I' => sign - b'A' + 1,
        b'J'..=b'R' => sign - b'J' + 1,
        b'S'..=b'Z' => sign - b'S' + 2,
        _ => 0,
    })
}
