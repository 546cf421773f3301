//! Names of people: section 5.6 of the CNI sheet, after the circular of 23 July 2014.
//!
//! Never corrects the case or a particle: a name is what the act of birth says.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Checked, Fact};

/// Longest name.
const NAME: usize = 100;
/// Longest given name.
const GIVEN_NAME: usize = 50;

/// A family name: letters, with one blank, hyphen or apostrophe between them, or `--` between
/// the two parts of a double name. A letter outside the list of the circular is a warning.
pub(super) fn name(input: &str) -> Checked {
    let cleaned = cleaned(input);
    facts(misnamed(&cleaned, NAME).unwrap_or_else(|| lettered(&cleaned)), &cleaned)
}

/// One given name: a name without a double hyphen; with a blank, it may be two.
pub(super) fn given_name(input: &str) -> Checked {
    let cleaned = cleaned(input);
    let double = cleaned.find("--").map(|place| cleaned[..place].chars().count());
    let refused = misnamed(&cleaned, GIVEN_NAME)
        .or_else(|| Some(separators(&cleaned, double?, &cleaned.replace("--", "-"))));
    let checked = refused.unwrap_or_else(|| match lettered(&cleaned) {
        valid if valid.reason.is_none() && cleaned.contains(' ') => {
            Checked::warning(&cleaned, "given_names").suggest(cleaned.replace(' ', "-"))
        }
        checked => checked,
    });
    facts(checked, &cleaned)
}

/// Composed letters, straight apostrophes and simple hyphens, plain blanks, none at the ends.
fn cleaned(input: &str) -> String {
    let plain = |sign: char| match sign {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        sign => sign,
    };
    let composed: String = input.nfc().map(plain).collect();
    composed.trim().to_owned()
}

/// What is wrong with the structure of a name, if anything.
fn misnamed(cleaned: &str, most: usize) -> Option<Checked> {
    let signs: Vec<char> = cleaned.chars().collect();
    let (Some(first), Some(last)) = (signs.first(), signs.last()) else {
        return Some(Checked::invalid("", "empty"));
    };
    if signs.len() > most {
        let long = Checked::invalid(cleaned, "too_long");
        return Some(long.number("found", signs.len()).number("most", most));
    }
    let stray = |place: &usize| !is_separator(signs[*place]) && !is_letter_at(&signs, *place);
    if let Some(position) = (0..signs.len()).find(stray) {
        return Some(super::out_of_place(cleaned, position));
    }
    if is_separator(*first) || is_separator(*last) {
        let found = if is_separator(*first) { *first } else { *last };
        let meant = cleaned.trim_matches(is_separator);
        let meant =
            (!meant.is_empty() && misnamed(meant, most).is_none()).then(|| meant.to_owned());
        return Some(Checked::invalid(cleaned, "edge").number("found", found).suggest(meant));
    }
    let position = crowded(&signs)?;
    let mut meant = String::new();
    for sign in &signs {
        if !is_separator(*sign) || !meant.ends_with(is_separator) {
            meant.push(*sign);
        }
    }
    Some(separators(cleaned, position, &meant))
}

fn separators(cleaned: &str, position: usize, meant: &str) -> Checked {
    let found: String = cleaned.chars().skip(position).take_while(|s| is_separator(*s)).collect();
    Checked::invalid(cleaned, "separators")
        .number("found", found)
        .number("position", position + 1)
        .suggest(meant.to_owned())
}

/// Where separators follow each other, unless they are the double hyphen of a double name.
fn crowded(signs: &[char]) -> Option<usize> {
    let mut place = 0;
    while place < signs.len() {
        let run = signs[place..].iter().take_while(|sign| is_separator(**sign)).count();
        match &signs[place..place + run] {
            [] | [_] | ['-', '-'] => place += run.max(1),
            _ => return Some(place),
        }
    }
    None
}

fn lettered(cleaned: &str) -> Checked {
    let unusual = |sign: &char| !is_separator(*sign) && !is_listed(*sign);
    match cleaned.chars().position(|sign| unusual(&sign)) {
        None => Checked::valid(cleaned),
        Some(position) => {
            let found: String = cleaned.chars().filter(unusual).take(1).collect();
            let rare = Checked::warning(cleaned, "letter");
            rare.number("found", found).number("position", position + 1)
        }
    }
}

fn facts(checked: Checked, cleaned: &str) -> Checked {
    checked
        .fact("parts", Fact::Number(parts(cleaned)))
        .fact("spaced", Fact::YesNo(cleaned.contains(' ')))
        .fact("double_hyphen", Fact::YesNo(cleaned.contains("--")))
}

/// How many names there are in a name. A particle belongs to what follows it.
fn parts(cleaned: &str) -> i64 {
    const PARTICLES: [&str; 8] = ["de", "du", "des", "d", "le", "la", "les", "l"];
    let words = cleaned.split([' ', '-']).filter(|word| !word.is_empty());
    let count = words.filter(|word| !PARTICLES.contains(&word.to_lowercase().as_str())).count();
    i64::try_from(count.max(usize::from(!cleaned.is_empty()))).unwrap_or(i64::MAX)
}

fn is_separator(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '\'')
}

/// A letter, or a mark that no composed letter holds and that stands on one.
fn is_letter_at(signs: &[char], place: usize) -> bool {
    let on_letter =
        || place > 0 && (signs[place - 1].is_alphabetic() || is_combining_mark(signs[place - 1]));
    signs[place].is_alphabetic() || (is_combining_mark(signs[place]) && on_letter())
}

/// The letters of the circular.
fn is_listed(sign: char) -> bool {
    const MARKED: &str = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒàâäçéèêëîïôöùûüÿæœ";
    sign.is_ascii_alphabetic() || MARKED.contains(sign)
}
