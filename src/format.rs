//! Shapes and check digits of the numbers that people copy from papers: one file a family.
//!
//! A format answers with a verdict, never a sentence; it reads no clock: the day of the request is
//! given, with what else is known ([`Beside`]). Only the codes of places ask a table. Every input
//! is cleaned first (blanks, hyphens, case), as its paper allows.

mod bank;
mod beside;
mod civic;
mod company;
mod contact;
pub mod expiry;
mod identity;
mod licence;
mod luhn;
mod measure;
mod mrz;
mod name;
mod place;
mod plate;
mod prefecture;
pub mod probe;
mod stamp;
mod street;
mod vehicle;

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

pub use beside::Beside;

/// Longest input that is looked at, in bytes; the longest paper (an e-mail address) needs 254.
const LONGEST: usize = 4096;

/// What a format says of one input, with what is known beside it; `None` when there is no such
/// format.
pub fn check(name: &str, input: &str, beside: &Beside) -> Option<Checked> {
    let format = FORMATS.iter().find(|format| format.name == name)?;
    Some(refused_by_all(input).unwrap_or_else(|| match format.check {
        Check::Alone(check) => check(input),
        Check::Beside(check) => check(input, beside),
    }))
}

/// The name of every format.
pub fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// Numbers that say who somebody is, or where his money is: on the review screen only their end
/// is read, unless all of it is asked for (SEC-03).
const COVERED: &[&str] = &[
    "cni_old",
    "cnie",
    "code_cession",
    "formule",
    "iban",
    "licence_dossier",
    "licence_mrz",
    "licence_number",
    "mrz_cni1988",
    "mrz_td1",
    "mrz_td2",
    "mrz_td3",
    "neph",
    "nir",
    "passport",
    "piece_identite",
    "rib",
    "spi",
    "spi_avis",
    "timbre",
];

/// Whether only the end of such a number is read.
pub fn is_covered(name: &str) -> bool {
    COVERED.contains(&name)
}

/// The facts that a format gives and their types; `None` when there is no such format.
pub fn facts(name: &str) -> Option<&'static [(&'static str, FactKind)]> {
    FORMATS.iter().find(|format| format.name == name).map(|format| format.facts)
}

/// The reasons that formats give, each with its sentence in `refusal` of the interface's words.
pub const REASONS: &[&str] = &[
    "above",
    "agrement_shape",
    "all_equal",
    "ambiguous",
    "at_sign",
    "bank_card",
    "below",
    "character",
    "check_birth",
    "check_composite",
    "check_digit_typed",
    "check_expiry",
    "check_key",
    "check_number",
    "check_personal",
    "check_symbol",
    "code_length",
    "code_old",
    "code_size",
    "control_character",
    "cyclo_shape",
    "default_number",
    "departement",
    "document",
    "domain",
    "domain_typo",
    "dossier_end",
    "dot",
    "edge",
    "empty",
    "ephoto_length",
    "fni_digits",
    "fni_shape",
    "foreign",
    "former_corsica",
    "formule_date",
    "formule_year",
    "given_names",
    "leading_zero",
    "length",
    "letter",
    "letter_excluded",
    "letter_u",
    "licence_year",
    "line_country",
    "line_name",
    "lines",
    "luhn",
    "luhn_siren",
    "month",
    "mrz_character",
    "mrz_date",
    "mrz_length",
    "mrz_name",
    "neph_departement",
    "neph_order",
    "new_number",
    "no_sms",
    "number_zero",
    "official_number",
    "old_number",
    "other_siren",
    "picture_future",
    "picture_old",
    "plate_shape",
    "prefix",
    "provisional",
    "rib_key",
    "separators",
    "series_ss",
    "several_numbers",
    "sex",
    "shape",
    "size",
    "state",
    "too_long",
    "transit",
    "unknown",
    "vin_end",
    "vin_short",
];

/// How good an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An answer.
    Valid,
    /// An answer, with something to look at again.
    Warning,
    /// Not an answer.
    Invalid,
}

/// What a format says of one input.
#[derive(Clone, PartialEq, Eq)]
pub struct Checked {
    /// How good it is.
    pub verdict: Verdict,
    /// The stored form: what `Valid` and `Warning` keep; for `Invalid`, the cleaned input.
    pub normalized: String,
    /// English key of the reason; `None` when valid.
    pub reason: Option<&'static str>,
    /// Numbers and words of the sentence: `found`, `wanted`, `position`.
    pub numbers: BTreeMap<&'static str, String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// Facts that conditions may read: `nom.parts`, `phone.mobile`.
    pub facts: BTreeMap<&'static str, Fact>,
}

impl Checked {
    fn valid(normalized: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Valid,
            normalized: normalized.into(),
            reason: None,
            numbers: BTreeMap::new(),
            suggestion: None,
            facts: BTreeMap::new(),
        }
    }

    fn warning(normalized: impl Into<String>, reason: &'static str) -> Self {
        Self { verdict: Verdict::Warning, reason: Some(reason), ..Self::valid(normalized) }
    }

    fn invalid(cleaned: impl Into<String>, reason: &'static str) -> Self {
        Self { verdict: Verdict::Invalid, reason: Some(reason), ..Self::valid(cleaned) }
    }

    fn number(mut self, name: &'static str, value: impl ToString) -> Self {
        let _ = self.numbers.insert(name, value.to_string());
        self
    }

    fn suggest(mut self, suggestion: impl Into<Option<String>>) -> Self {
        self.suggestion = suggestion.into();
        self
    }

    fn fact(mut self, name: &'static str, fact: Fact) -> Self {
        let _ = self.facts.insert(name, fact);
        self
    }
}

impl std::fmt::Debug for Checked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checked")
            .field("verdict", &self.verdict)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// A fact of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A count.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A word of a closed list.
    Word(&'static str),
    /// A day.
    Day(jiff::civil::Date),
}

/// The type of a fact, for the checker of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A count.
    Number,
    /// Yes or no.
    YesNo,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A day.
    Day,
}

struct Format {
    name: &'static str,
    check: Check,
    facts: &'static [(&'static str, FactKind)],
}

enum Check {
    /// The input says all.
    Alone(fn(&str) -> Checked),
    /// The day, or what else is known, says the rest.
    Beside(fn(&str, &Beside) -> Checked),
}

static FORMATS: [Format; 44] = [
    plain("acte", street::reference),
    plain("agrement_ecole", licence::agrement_ecole),
    with("cni_old", identity::cni_old, &[("year", FactKind::Number), ("month", FactKind::Number)]),
    plain("cnie", identity::cnie),
    beside("code_cession", vehicle::code_cession, &[]),
    with("cog", place::cog, &[("kind", FactKind::Word(&["commune", "former", "country"]))]),
    plain("demande_ants", prefecture::demande_ants),
    plain("dossier", prefecture::dossier),
    plain("email", contact::email),
    beside("ephoto", licence::ephoto, &[]),
    beside("formule", vehicle::formule, &[("year", FactKind::Number)]),
    with("given_name", name::given_name, NAME_FACTS),
    plain("iban", bank::iban),
    with("licence_dossier", licence::licence_dossier, DOSSIER_FACTS),
    beside("licence_mrz", licence::licence_mrz, LICENCE_FACTS),
    beside("licence_number", licence::licence_number, &[]),
    plain("licence_other", street::reference),
    plain("mrz_cni1988", mrz::cni1988),
    plain("mrz_td1", mrz::td1),
    plain("mrz_td2", mrz::td2),
    plain("mrz_td3", mrz::td3),
    with("name", name::name, NAME_FACTS),
    plain("neph", licence::neph),
    plain("nir", civic::nir),
    plain("numero_voie", street::house_number),
    plain("passport", identity::passport),
    with("phone", contact::phone, &[("mobile", FactKind::YesNo)]),
    plain("piece_identite", identity::piece_identite),
    beside("plate", plate::any, PLATE_FACTS),
    plain("plate_cyclo", plate::cyclo),
    beside("plate_fni", plate::fni, &[]),
    plain("plate_siv", plate::siv),
    plain("postal_code", place::postal_code),
    plain("pre_demande", prefecture::pre_demande),
    plain("rib", bank::rib),
    plain("siren", company::siren),
    beside("siret", company::siret, &[]),
    plain("spi", civic::spi),
    with("spi_avis", civic::spi_avis, &[("key_right", FactKind::YesNo)]),
    with("taille", measure::taille, &[("cm", FactKind::Number)]),
    with("timbre", stamp::timbre, &[("bank_card", FactKind::YesNo)]),
    beside("vin", vehicle::vin, VIN_FACTS),
    with("vin_ancien", vehicle::vin_ancien, VIN_FACTS),
    plain("voie", street::line),
];

const NAME_FACTS: &[(&str, FactKind)] =
    &[("parts", FactKind::Number), ("spaced", FactKind::YesNo), ("double_hyphen", FactKind::YesNo)];

const LICENCE_FACTS: &[(&str, FactKind)] =
    &[("expired", FactKind::YesNo), ("until", FactKind::Day)];

const DOSSIER_FACTS: &[(&str, FactKind)] =
    &[("sort", FactKind::Word(&["neph", "legacy_four", "legacy_short", "foreign"]))];

const PLATE_FACTS: &[(&str, FactKind)] =
    &[("shape", FactKind::Word(&["siv", "fni", "cyclo"])), ("former_corsica", FactKind::YesNo)];

const VIN_FACTS: &[(&str, FactKind)] =
    &[("signs", FactKind::Number), ("check", FactKind::Word(&["none", "right", "wrong"]))];

const fn plain(name: &'static str, check: fn(&str) -> Checked) -> Format {
    with(name, check, &[])
}

const fn with(
    name: &'static str,
    check: fn(&str) -> Checked,
    facts: &'static [(&'static str, FactKind)],
) -> Format {
    Format { name, check: Check::Alone(check), facts }
}

const fn beside(
    name: &'static str,
    check: fn(&str, &Beside) -> Checked,
    facts: &'static [(&'static str, FactKind)],
) -> Format {
    Format { name, check: Check::Beside(check), facts }
}

/// What no format takes: a text without end, and signs that are not seen.
fn refused_by_all(input: &str) -> Option<Checked> {
    if input.len() > LONGEST {
        let too_long = Checked::invalid("", "too_long");
        return Some(too_long.number("found", input.chars().count()).number("most", LONGEST));
    }
    let position = input.chars().position(is_hidden)?;
    let visible: String = input.chars().filter(|letter| !is_hidden(*letter)).collect();
    Some(Checked::invalid(visible, "control_character").number("position", position + 1))
}

/// Control characters, and the marks that turn or hide a text. Blanks are not hidden.
fn is_hidden(letter: char) -> bool {
    let turning = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let unseen = matches!(letter,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    turning || unseen || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

/// Without blanks and hyphens, in capitals: how a number is read from a paper.
fn compact(input: &str) -> String {
    let kept = input.chars().filter(|letter| !letter.is_whitespace() && !is_hyphen(*letter));
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// As `compact`, and without dots; signs of another width are the plain ones (NFKC), so that a
/// number typed with an Asian keyboard is read.
fn typed(input: &str) -> String {
    let plain: String = input.nfkc().collect::<String>().to_uppercase();
    compact(&plain).replace('.', "")
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The sign that a place of a number wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Digit,
    Letter,
    Either,
}

impl Place {
    fn takes(self, sign: char) -> bool {
        match self {
            Self::Digit => sign.is_ascii_digit(),
            Self::Letter => sign.is_ascii_uppercase(),
            Self::Either => sign.is_ascii_digit() || sign.is_ascii_uppercase(),
        }
    }

    /// The sign that was probably read wrong: the letter O for a zero, and so on.
    fn twin(self, sign: char) -> Option<char> {
        const TWINS: [(char, char); 6] =
            [('O', '0'), ('I', '1'), ('Z', '2'), ('S', '5'), ('B', '8'), ('L', '1')];
        let twin = match self {
            Self::Digit => TWINS.iter().find(|(letter, _)| *letter == sign).map(|pair| pair.1),
            Self::Letter => TWINS.iter().find(|(_, digit)| *digit == sign).map(|pair| pair.0),
            Self::Either => None,
        };
        if self.takes(sign) { Some(sign) } else { twin }
    }
}

/// Refuses what has not the shape: nothing, then the length, then the first sign out of place.
fn misshapen(cleaned: &str, shape: &[Place]) -> Option<Checked> {
    let found = cleaned.chars().count();
    if let Some(refused) = stray(cleaned) {
        return Some(if found == 0 { refused.number("wanted", shape.len()) } else { refused });
    }
    let signs = || cleaned.chars().zip(shape);
    if found != shape.len() {
        let length = Checked::invalid(cleaned, "length");
        return Some(length.number("found", found).number("wanted", shape.len()));
    }
    let position = signs().position(|(sign, place)| !place.takes(sign))?;
    let meant: Option<String> = signs().map(|(sign, place)| place.twin(sign)).collect();
    Some(out_of_place(cleaned, position).suggest(meant))
}

/// Refuses nothing at all, and what is no letter and no digit.
fn stray(cleaned: &str) -> Option<Checked> {
    if cleaned.is_empty() {
        return Some(Checked::invalid("", "empty"));
    }
    let position = cleaned.chars().position(|sign| !Place::Either.takes(sign))?;
    Some(out_of_place(cleaned, position))
}

/// Refuses the letters that a series never uses, for they look like digits or like others.
fn excluded(cleaned: &str, letters: &str) -> Option<Checked> {
    let (position, found) =
        cleaned.chars().enumerate().find(|(_, sign)| letters.contains(*sign))?;
    let refused = Checked::invalid(cleaned, "letter_excluded");
    Some(refused.number("found", found).number("position", position + 1))
}

/// Any text of so many signs.
fn sized(cleaned: &str, signs: std::ops::RangeInclusive<usize>) -> Checked {
    let found = cleaned.chars().count();
    if signs.contains(&found) {
        return Checked::valid(cleaned);
    }
    let refused = Checked::invalid(cleaned, "size").number("found", found);
    refused.number("least", signs.start()).number("most", signs.end())
}

/// A suggestion is kept in its stored form, and only when it is an answer.
fn likely(refused: Checked, check: impl Fn(&str) -> Checked) -> Checked {
    let meant = refused.suggestion.as_deref().map(check);
    let answer = meant.filter(|meant| meant.verdict != Verdict::Invalid);
    refused.suggest(answer.map(|meant| meant.normalized))
}

fn out_of_place(cleaned: &str, position: usize) -> Checked {
    let found: String = cleaned.chars().skip(position).take(1).collect();
    Checked::invalid(cleaned, "character").number("found", found).number("position", position + 1)
}
