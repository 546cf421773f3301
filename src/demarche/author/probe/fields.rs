//! The fields of a line that asks a rule, beside `kind` or inside `input`, under several names.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::super::alone::Alone;

/// What was asked.
pub(super) struct Fields<'a> {
    beside: &'a Map<String, Value>,
    inside: Option<&'a Map<String, Value>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(asked: &'a Map<String, Value>) -> Self {
        Self { beside: asked, inside: asked.get("input").and_then(Value::as_object) }
    }

    /// The first of these names that has a value; names in small letters.
    fn value(&self, names: &[&str]) -> Option<&'a Value> {
        let in_map = |map: &'a Map<String, Value>, name: &str| {
            let mut all = map.iter();
            let found = all.find(|(key, _)| key.to_lowercase() == name).map(|(_, value)| value);
            found.filter(|value| !value.is_null())
        };
        names.iter().find_map(|name| {
            let inside = self.inside.and_then(|map| in_map(map, name));
            inside.or_else(|| in_map(self.beside, name))
        })
    }

    /// A text, or a number written as one.
    pub(super) fn word(&self, names: &[&str]) -> Result<Option<String>, &'static str> {
        match self.value(names) {
            None => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err("not_a_text"),
        }
    }

    /// `2026-03-10`; `2026-03` and `2026` are their last possible day.
    pub(super) fn day(&self, names: &[&str]) -> Result<Option<Date>, &'static str> {
        match self.value(names) {
            None => Ok(None),
            Some(Value::String(text)) => {
                crate::format::probe::last_day(text).map(Some).ok_or("not_a_date")
            }
            Some(_) => Err("not_a_date"),
        }
    }

    pub(super) fn number(&self, names: &[&str]) -> Result<Option<i64>, &'static str> {
        match self.value(names) {
            None => Ok(None),
            Some(Value::String(text)) => text.trim().parse().map(Some).map_err(|_| "not_a_number"),
            Some(value) => value.as_i64().map(Some).ok_or("not_a_number"),
        }
    }

    pub(super) fn yesno(&self, names: &[&str]) -> Result<Option<bool>, &'static str> {
        match self.value(names) {
            None => Ok(None),
            Some(Value::Bool(yes)) => Ok(Some(*yes)),
            Some(Value::String(text)) => match text.to_lowercase().as_str() {
                "yes" | "oui" | "true" => Ok(Some(true)),
                "no" | "non" | "false" => Ok(Some(false)),
                _ => Err("neither_yes_nor_no"),
            },
            Some(_) => Err("neither_yes_nor_no"),
        }
    }

    /// The request in the words of the editions, and whether its name says that the buyer is a
    /// professional.
    pub(super) fn operation(&self) -> Result<(String, bool), &'static str> {
        let names = &["operation", "demande", "op"];
        let written = self.word(names)?.ok_or("missing_operation")?.to_lowercase();
        let written = written.replace([' ', '-'], "_");
        let word = written.strip_prefix("changement_").unwrap_or(&written);
        let word = word.strip_prefix("declaration_de_").unwrap_or(word);
        let word = word.strip_prefix("d_").or_else(|| word.strip_prefix("de_")).unwrap_or(word);
        let word = match word {
            "cession_pro" | "cession_professionnel" => return Ok(("cession".to_owned(), true)),
            "cession_particulier" | "vente" => "cession",
            "code" => "code_cession",
            word => word,
        };
        Ok((word.to_owned(), false))
    }

    /// The genre and the category of the vehicle. One of them is wanted; a genre may stand where
    /// the category is asked.
    pub(super) fn vehicle(
        &self,
        block: &Alone,
    ) -> Result<(Option<String>, Option<String>), &'static str> {
        let genre = self.word(&["genre", "j1", "ve_genre"])?.map(|word| word.to_uppercase());
        let category = self.word(&["categorie", "category", "cat", "j", "ve_cat"])?;
        let known = |table: &str, word: &str| {
            let found = block.demarche().tables.iter().find(|known| known.name == table);
            found.is_some_and(|table| {
                table.rows.iter().any(|row| row.keys.iter().flatten().any(|key| key == word))
            })
        };
        // The sheet speaks of the families T, C, R and S where it lists genres.
        let (genre, category) = match genre {
            Some(genre) if known("genres", &genre) => (Some(genre), category),
            Some(genre) if known("categories_ce", &genre) => (None, Some(genre)),
            Some(_) => return Err("unknown_genre"),
            None => (None, category),
        };
        let Some(written) = category else {
            return if genre.is_some() { Ok((genre, None)) } else { Err("missing_genre") };
        };
        let upper = written.to_uppercase();
        if known("genres", &upper) && genre.is_none() {
            return Ok((Some(upper), None));
        }
        // `L3e-A1` is L3e, `T1a` is T: what follows changes no rule.
        let signs: String = upper.chars().take(2).collect();
        let category = match signs.as_bytes() {
            [b'L', b'1'..=b'7'] => format!("{signs}e"),
            [b'M' | b'N', b'1'..=b'3'] | [b'O', b'1'..=b'4'] => signs,
            [b'L'] => "L3e".to_owned(),
            [first @ (b'T' | b'C' | b'R' | b'S' | b'O'), ..] => char::from(*first).to_string(),
            _ => return Err("unknown_category"),
        };
        if known("categories_ce", &category) {
            Ok((genre, Some(category)))
        } else {
            Err("unknown_category")
        }
    }
}
