//! One check a line, JSON in and JSON out: how others try our formats.
//!
//! Never stops: a line that is not understood is answered by a line that says so.

use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use super::expiry::{Card, expiry};
use super::{Beside, Checked, Verdict};
use crate::reference::PartialDay;

/// The day of the request when a line names none: the day of the examples of the sheets.
const DAY: Date = date(2026, 11, 23);

/// The answer to one line: `{"kind": "cni_old", "input": "12 0676 200123"}` gives the verdict, the
/// normalized form, the reason with its numbers, and the suggestion.
pub fn line(asked: &str) -> String {
    answer(asked).unwrap_or_else(|fault| fault).to_string()
}

fn answer(asked: &str) -> Result<Value, Value> {
    let error = |kind: Value, key: &str| json!({ "kind": kind, "error": key });
    let asked: Value = serde_json::from_str(asked).map_err(|_| error(Value::Null, "not_json"))?;
    let asked = asked.as_object().ok_or_else(|| error(Value::Null, "not_an_object"))?;
    let given = asked.get("kind").ok_or_else(|| error(Value::Null, "missing_kind"))?;
    let fault = |key: &str| error(given.clone(), key);
    let kind = given.as_str().ok_or_else(|| fault("unknown_kind"))?;
    if kind == "price" {
        return Ok(crate::price::probe::answer(asked));
    }
    if kind == "cni_expiry" {
        return cni_expiry(asked).map_err(fault);
    }
    if !super::names().any(|name| name == kind) {
        return Err(fault("unknown_kind"));
    }
    let input = match asked.get("input") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(fault("input_is_not_text")),
        None => return Err(fault("missing_input")),
    };
    let beside = beside(asked).map_err(fault)?;
    let checked = super::check(kind, &input, &beside).ok_or_else(|| fault("unknown_kind"))?;
    Ok(written(kind, &checked))
}

/// What a line puts beside its input, by the names that the sheets use.
fn beside(asked: &Map<String, Value>) -> Result<Beside, &'static str> {
    let texts = |names: &[&str]| {
        let known = names.iter().filter_map(|name| asked.get(*name)).filter_map(Value::as_str);
        known.map(str::to_owned).collect::<Vec<_>>()
    };
    let date = |names: &[&str]| {
        let named = |value: &&Value| !value.is_null() && value.as_str() != Some("");
        let given = names.iter().filter_map(|name| asked.get(*name)).find(named);
        let read = |value: &Value| value.as_str().and_then(last_day).ok_or("not_a_date");
        given.map(read).transpose()
    };
    let year = asked.get("year").and_then(Value::as_i64).and_then(|year| year.try_into().ok());
    let day = match (date(&["day", "today", "on", "date", "filed"])?, year) {
        (Some(day), _) => day,
        (None, Some(year)) => Date::new(year, 12, 31).map_err(|_| "not_a_date")?,
        (None, None) => DAY,
    };
    Ok(Beside {
        day,
        first_registered: date(&["date_B", "date_b", "B", "first_registered"])?,
        certificate: date(&["date_I", "date_i", "I", "certificate"])?,
        made: date(&["made", "declared", "declaration", "taken"])?,
        siren: texts(&["siren"]).pop(),
        surnames: texts(&["surname", "name", "nom", "nom_usage"]),
    })
}

fn written(kind: &str, checked: &Checked) -> Value {
    json!({
        "kind": kind,
        "verdict": word(checked.verdict),
        "normalized": checked.normalized,
        "reason": checked.reason,
        "numbers": numbers(checked),
        "suggestion": checked.suggestion,
    })
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "valid",
        Verdict::Warning => "warning",
        Verdict::Invalid => "invalid",
    }
}

/// Counts as numbers, signs as texts. What was found may be a digit and yet a sign.
fn numbers(checked: &Checked) -> Map<String, Value> {
    let value = |text: &String| match text.parse::<u64>() {
        Ok(number) if number.to_string() == *text => json!(number),
        _ => json!(text),
    };
    checked.numbers.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect()
}

fn cni_expiry(asked: &Map<String, Value>) -> Result<Value, &'static str> {
    let text = |field: &str| asked.get(field).and_then(Value::as_str);
    let date = |field: &str| match asked.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_str().and_then(last_day).map(Some).ok_or("not_a_date"),
    };
    let card = match text("format").ok_or("missing_format")? {
        "cni_old" | "cni1988" | "old" | "ancien" | "ancienne" | "ancien_format" => Card::Old,
        "cnie" | "new" | "nouveau" | "nouvelle" | "nouveau_format" => Card::New,
        _ => return Err("unknown_format"),
    };
    let issued = date("issued")?.ok_or("missing_issued")?;
    let day = expiry(card, date("born")?, issued).ok_or("missing_born")?;
    Ok(json!({ "kind": "cni_expiry", "date": day.to_string() }))
}

/// `1996-05-31`; `1996-05` and `1996` are their last possible day.
pub(crate) fn last_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut two = || match parts.next() {
        None => Some(None),
        Some(part) => Some(Some(part.parse::<i8>().ok().filter(|_| part.len() == 2)?)),
    };
    let (month, day) = (two()?, two()?);
    if parts.next().is_some() { None } else { PartialDay { year, month, day }.last() }
}
