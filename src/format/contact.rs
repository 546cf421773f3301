//! Telephone and e-mail: section 5.5 of the CNI sheet.
//!
//! Never asks a network whether anybody answers.

use super::{Checked, Fact, is_hyphen};

/// A French number, kept as E.164. A fixed line is kept with a warning: no SMS reaches it.
pub(super) fn phone(input: &str) -> Checked {
    let dropped = |sign: char| {
        sign.is_whitespace() || is_hyphen(sign) || matches!(sign, '.' | '/' | '(' | ')')
    };
    let cleaned: String = input.chars().filter(|sign| !dropped(*sign)).collect();
    let is_stray =
        |(place, sign): (usize, char)| !(sign.is_ascii_digit() || (place == 0 && sign == '+'));
    if cleaned.is_empty() || cleaned == "+" {
        return Checked::invalid(cleaned, "empty");
    }
    if let Some(position) = cleaned.chars().enumerate().position(is_stray) {
        return super::out_of_place(&cleaned, position);
    }
    match national(&cleaned) {
        Dialled::National(number) => french(&cleaned, &number),
        Dialled::Foreign => Checked::invalid(cleaned, "foreign"),
    }
}

enum Dialled {
    /// Ten digits when right, beginning with the zero of the country.
    National(String),
    Foreign,
}

/// The five country codes that the French numbering plan shares out.
const FRENCH: [&str; 5] = ["33", "262", "590", "594", "596"];

fn national(cleaned: &str) -> Dialled {
    let long = cleaned.len() > 10;
    let abroad = match cleaned.strip_prefix('+') {
        Some(rest) => rest,
        None => match cleaned.strip_prefix("00") {
            Some(rest) if long && !rest.starts_with('0') => rest,
            _ => return Dialled::National(cleaned.to_owned()),
        },
    };
    let rest = FRENCH.into_iter().find_map(|code| Some((code, abroad.strip_prefix(code)?)));
    let Some((code, rest)) = rest else { return Dialled::Foreign };
    let number = format!("0{}", rest.strip_prefix('0').unwrap_or(rest));
    // An overseas country code bears only the numbers that it would be given.
    let fits = code == "33" || number.len() != 10 || country(&number) == code;
    if fits { Dialled::National(number) } else { Dialled::Foreign }
}

fn french(cleaned: &str, number: &str) -> Checked {
    const DIGITS: usize = 10;
    if number.len() != DIGITS {
        // Eleven digits that begin with 33: the sign + is missing.
        let meant =
            number.strip_prefix("33").filter(|rest| rest.len() == 9 && !rest.starts_with('0'));
        let length =
            Checked::invalid(cleaned, "length").suggest(meant.map(|rest| format!("0{rest}")));
        return length.number("found", number.len()).number("wanted", DIGITS);
    }
    if !number.starts_with('0') || number.starts_with("00") {
        return Checked::invalid(cleaned, "prefix").number("found", &number[..2]);
    }
    let mobile = number.starts_with("06") || number.starts_with("07");
    let kept = format!("+{}{}", country(number), &number[1..]);
    let checked = if mobile { Checked::valid(kept) } else { Checked::warning(kept, "no_sms") };
    checked.fact("mobile", Fact::YesNo(mobile))
}

/// The country code of a national number: overseas départements have their own.
fn country(number: &str) -> &'static str {
    match number.get(..4).unwrap_or_default() {
        "0692" | "0693" | "0639" | "0262" | "0269" => "262",
        "0690" | "0691" | "0590" => "590",
        "0694" | "0594" => "594",
        "0696" | "0697" | "0596" => "596",
        _ => "33",
    }
}

/// Longest address, and longest part before the at sign (RFC 5321).
const ADDRESS: usize = 254;
const LOCAL: usize = 64;

/// An address in ASCII, whose domain has a dot. The domain is kept in lower case.
pub(super) fn email(input: &str) -> Checked {
    let typed = input.trim();
    if typed.is_empty() {
        return Checked::invalid("", "empty");
    }
    let Some((local, domain)) = typed.split_once('@').filter(|(_, rest)| !rest.contains('@'))
    else {
        let found = typed.matches('@').count();
        return stray(typed)
            .unwrap_or_else(|| Checked::invalid(typed, "at_sign").number("found", found));
    };
    let cleaned = format!("{local}@{}", domain.to_ascii_lowercase());
    let domain = &cleaned[local.len() + 1..];
    stray(&cleaned)
        .or_else(|| misplaced_dot(&cleaned, local, domain))
        .or_else(|| too_long(&cleaned, local))
        .or_else(|| (!is_domain(domain)).then(|| Checked::invalid(&cleaned, "domain")))
        .or_else(|| {
            let meant = probable(domain)?;
            let typo = Checked::warning(&cleaned, "domain_typo").number("found", domain);
            Some(typo.number("wanted", &meant).suggest(format!("{local}@{meant}")))
        })
        .unwrap_or_else(|| Checked::valid(cleaned))
}

fn stray(address: &str) -> Option<Checked> {
    let taken = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-@".contains(sign);
    let position = address.chars().position(|sign| !taken(sign))?;
    Some(super::out_of_place(address, position))
}

fn misplaced_dot(address: &str, local: &str, domain: &str) -> Option<Checked> {
    let edge = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    (edge(local) || edge(domain)).then(|| Checked::invalid(address, "dot"))
}

fn too_long(address: &str, local: &str) -> Option<Checked> {
    let (found, most) = match (local.len(), address.len()) {
        (0, _) => return Some(Checked::invalid(address, "at_sign").number("found", 1)),
        (local, _) if local > LOCAL => (local, LOCAL),
        (_, whole) if whole > ADDRESS => (whole, ADDRESS),
        _ => return None,
    };
    Some(Checked::invalid(address, "too_long").number("found", found).number("most", most))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let edge = label.starts_with('-') || label.ends_with('-');
        let signs = label.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
        (1..=63).contains(&label.len()) && !edge && signs
    };
    let last = domain.rsplit_once('.').map_or("", |(_, last)| last);
    let top = last.len() >= 2 && last.bytes().all(|sign| sign.is_ascii_alphabetic());
    top && domain.split('.').all(label)
}

/// The great providers of mail in France.
const PROVIDERS: [&str; 16] = [
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "laposte.net",
    "hotmail.fr",
    "hotmail.com",
    "outlook.fr",
    "outlook.com",
    "yahoo.fr",
    "yahoo.com",
    "icloud.com",
    "free.fr",
    "sfr.fr",
    "live.fr",
    "bbox.fr",
    "numericable.fr",
];

/// Domains that nobody means.
const TYPOS: [(&str, &str); 4] = [
    ("laposte.fr", "laposte.net"),
    ("gmail.fr", "gmail.com"),
    ("laposte.com", "laposte.net"),
    ("icloud.fr", "icloud.com"),
];

/// Endings that no country has.
const ENDINGS: [(&str, &str); 8] = [
    ("ft", "fr"),
    ("rf", "fr"),
    ("ffr", "fr"),
    ("frr", "fr"),
    ("con", "com"),
    ("cmo", "com"),
    ("comm", "com"),
    ("ocm", "com"),
];

/// The domain that was probably meant, if it is not this one.
fn probable(domain: &str) -> Option<String> {
    if let Some((_, meant)) = TYPOS.iter().find(|(typed, _)| *typed == domain) {
        return Some((*meant).to_owned());
    }
    if PROVIDERS.contains(&domain) {
        return None;
    }
    let (name, ending) = domain.rsplit_once('.')?;
    let right = ENDINGS.iter().find(|(typed, _)| *typed == ending).map(|pair| pair.1);
    let ending = right.unwrap_or(ending);
    // One slip in a name of five letters or more; below, other names are too near.
    let near = |known: &&&str| match known.rsplit_once('.') {
        Some((known, end)) => {
            (end == ending && known.len() > 4 && strsim::osa_distance(known, name) == 1)
                || (end == ending && known == name)
        }
        None => false,
    };
    let provider = PROVIDERS.iter().find(near).map(|known| (*known).to_owned());
    provider.or_else(|| right.map(|ending| format!("{name}.{ending}")))
}
