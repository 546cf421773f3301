//! A person's height: section 5.10 of the CNI sheet.
//!
//! Never guesses a digit that was not typed: `1,7` is asked again.

use super::{Checked, Fact};

const LOWEST: i64 = 40;
const HIGHEST: i64 = 250;

/// A height as people write it (`170`, `1,70`, `1m70`, `1.58 m`, `52 cm`), kept in centimetres.
pub(super) fn taille(input: &str) -> Checked {
    let cleaned: String = input.chars().filter(|sign| !sign.is_whitespace()).collect();
    let cleaned = cleaned.to_ascii_lowercase();
    if cleaned.is_empty() {
        return Checked::invalid("", "empty");
    }
    match centimetres(&cleaned) {
        Some(cm) if cm < LOWEST => {
            Checked::invalid(cleaned, "below").number("found", cm).number("limit", LOWEST)
        }
        Some(cm) if cm > HIGHEST => {
            Checked::invalid(cleaned, "above").number("found", cm).number("limit", HIGHEST)
        }
        Some(cm) => Checked::valid(cm.to_string()).fact("cm", Fact::Number(cm)),
        None => {
            let meant = metres_and_one_digit(&cleaned).map(|cm| cm.to_string());
            let reason = if meant.is_some() { "ambiguous" } else { "shape" };
            Checked::invalid(cleaned, reason).suggest(meant)
        }
    }
}

fn centimetres(written: &str) -> Option<i64> {
    if let Some((metres, rest)) = written.split_once([',', '.', 'm'])
        && let (true, true) = (is_digits(metres, 1), is_digits(unit(written, rest), 2))
    {
        return Some(metres.parse::<i64>().ok()? * 100 + unit(written, rest).parse::<i64>().ok()?);
    }
    let number = written.strip_suffix("cm").unwrap_or(written);
    if is_digits(number, 2) || is_digits(number, 3) { number.parse().ok() } else { None }
}

/// The digits after the sign of the metre: `1m70` may end with `cm`, `1,70` with `m`.
fn unit<'a>(written: &str, rest: &'a str) -> &'a str {
    let after_m = written.as_bytes().get(1) == Some(&b'm');
    rest.strip_suffix(if after_m { "cm" } else { "m" }).unwrap_or(rest)
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|sign| sign.is_ascii_digit())
}

/// `1,7` was probably 1,70 m; it may also be 1,7x.
fn metres_and_one_digit(written: &str) -> Option<i64> {
    let (metres, rest) = written.split_once([',', '.', 'm'])?;
    let digit = unit(written, rest);
    if !is_digits(metres, 1) || !is_digits(digit, 1) {
        return None;
    }
    let cm = metres.parse::<i64>().ok()? * 100 + digit.parse::<i64>().ok()? * 10;
    (LOWEST..=HIGHEST).contains(&cm).then_some(cm)
}
