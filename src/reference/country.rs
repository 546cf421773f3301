//! Countries of today and former countries, found as one types, with the words of nationality.
//!
//! Never translates: the names are French, as the papers of the State write them.

use super::fold;

static ROWS: &[Country] = include!(concat!(env!("OUT_DIR"), "/countries.rs"));

/// The table of countries that the program carries.
pub fn countries() -> &'static Countries {
    static TABLE: Countries = Countries { rows: ROWS };
    &TABLE
}

/// Every country, in the order of the French names.
pub struct Countries {
    rows: &'static [Country],
}

/// A country or a territory. Several territories may share the code of their State.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// Insee code (`99352`), or `FR` for France, which has none.
    pub code: &'static str,
    /// Two letters of ISO 3166; empty for a former country.
    pub iso2: &'static str,
    /// Three letters of ISO 3166; empty for a former country.
    pub iso3: &'static str,
    /// French name.
    pub name: &'static str,
    /// *nationalité* …: feminine; may be empty for a former country.
    pub nationality: &'static str,
    /// *ressortissant* …: masculine; may be empty for a former country.
    pub national: &'static str,
    /// It no longer exists under that name: a place of birth only.
    pub former: bool,
    /// It is the State of its code, not a territory that shares it.
    pub state: bool,
    keys: &'static [&'static str],
}

impl Countries {
    /// Every country, in the order of the French names.
    pub fn all(&self) -> &'static [Country] {
        self.rows
    }

    /// The country of an Insee code; France is `FR` or `99100`. Where several share a code, the
    /// State rather than its territory.
    pub fn get(&self, code: &str) -> Option<&'static Country> {
        let code = if code == "99100" { "FR" } else { code };
        let shared = || self.rows.iter().filter(|country| country.code == code);
        shared().find(|country| country.state).or_else(|| shared().next())
    }

    /// The countries of which a word begins with `text`, the best first, at most `limit`.
    pub fn search(&self, text: &str, limit: usize) -> Vec<&'static Country> {
        let typed = fold::typed(text).concat();
        if typed.is_empty() {
            return Vec::new();
        }
        let mut ranked: Vec<_> = self
            .rows
            .iter()
            .filter_map(|country| Some((rank(country, &typed)?, country.former, country)))
            .collect();
        // A stable sort: the order of the names stands within a rank.
        ranked.sort_by_key(|(rank, former, _)| (*rank, *former));
        ranked.into_iter().take(limit).map(|(.., country)| country).collect()
    }
}

/// 0 for the whole name, 1 for its beginning, 2 for another word; for any of its names.
fn rank(country: &Country, typed: &str) -> Option<u8> {
    let of_key = |key: &&str| match after(key, typed) {
        Some("") => Some(0),
        Some(_) => Some(1),
        None => {
            key.match_indices(' ').any(|(at, _)| after(&key[at..], typed).is_some()).then_some(2)
        }
    };
    country.keys.iter().filter_map(of_key).min()
}

/// What is left of a name after what was typed; blanks count nothing: *vietnam* for *Viêt Nam*.
fn after<'a>(name: &'a str, typed: &str) -> Option<&'a str> {
    typed.chars().try_fold(name, |rest, letter| rest.trim_start().strip_prefix(letter))
}
