//! The words and signs of a condition.

use std::fmt;

use jiff::civil::Date;

/// One word or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word: `motif`, `FR`, `2A`.
    Word(String),
    /// A whole number, and how it was written.
    Number(i64, String),
    /// A day.
    Day(Date),
    /// A sum in centimes.
    Sum(i64),
    /// One of the signs of the language.
    Sign(&'static str),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Number(_, written) => f.write_str(written),
            Self::Day(day) => write!(f, "{day}"),
            Self::Sum(cents) => write!(f, "{}.{:02} €", cents / 100, cents % 100),
            Self::Sign(sign) => f.write_str(sign),
        }
    }
}

const SIGNS: &[&str] = &["<=", ">=", "<", ">", "(", ")", "[", "]", ",", "."];

/// Cuts a condition into words and signs.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let after_dot = tokens.last() == Some(&Token::Sign("."));
        let (token, length) = token(rest, after_dot)?;
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

fn token(rest: &str, after_dot: bool) -> Result<(Token, usize), String> {
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Ok((Token::Sign(sign), sign.len()));
    }
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    if length == 0 {
        return Err(format!("{} is not part of the language", stranger(rest)));
    }
    let word = &rest[..length];
    if !word.bytes().all(|b| b.is_ascii_digit()) {
        return Ok((Token::Word(word.to_owned()), length));
    }
    if length == 4 && rest.as_bytes().get(4) == Some(&b'-') {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
        return match rest[..end].parse() {
            Ok(day) => Ok((Token::Day(day), end)),
            Err(_) => Err(format!("{} is no day of the calendar", &rest[..end])),
        };
    }
    if let Some(sum) = (!after_dot).then(|| sum(rest)).flatten() {
        return Ok(sum);
    }
    match word.parse() {
        Ok(number) => Ok((Token::Number(number, word.to_owned()), length)),
        Err(_) => Err(format!("{word} is too long a number")),
    }
}

/// `12.50 €` or `25 €`, and its length.
fn sum(rest: &str) -> Option<(Token, usize)> {
    let end = rest.find('€')?;
    let written = rest[..end].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let cents = cents(written)?;
    Some((Token::Sum(cents), end + '€'.len_utf8()))
}

/// `12.50` in centimes.
fn cents(written: &str) -> Option<i64> {
    let (euros, cents) = written.split_once('.').unwrap_or((written, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(euros) || !digits(cents) || cents.len() != 2 || euros.len() > 9 {
        return None;
    }
    Some(euros.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?)
}

/// The signs that the language does not have, as written.
fn stranger(rest: &str) -> &str {
    let end = rest
        .find(|c: char| c.is_alphanumeric() || c.is_whitespace() || "_()[],".contains(c))
        .filter(|end| *end > 0)
        .unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8));
    &rest[..end]
}
