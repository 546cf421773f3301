//! How others try the calculator: one object in, the taxes in centimes out.

use serde_json::{Map, Value, json};

use super::{Number, Price, Tax, Unknown, question};

/// The answer to `{"kind": "price", "input": {…}}`; the fields may also stand beside `kind`.
pub fn answer(asked: &Map<String, Value>) -> Value {
    let fields = match asked.get("input") {
        Some(Value::Object(fields)) => fields,
        Some(_) => return json!({ "kind": "price", "error": "input_is_not_an_object" }),
        None => asked,
    };
    let price = question::read(fields).and_then(|(asked, day)| super::price(&asked, day));
    match price {
        Ok(price) => amounts(&price),
        Err(unknown) => reason(&unknown),
    }
}

fn amounts(price: &Price) -> Value {
    json!({
        "kind": "price",
        "y1": price.of(Tax::Y1),
        "y2": price.of(Tax::Y2),
        "y3_co2": price.of(Tax::Co2),
        "masse": price.of(Tax::Masse),
        "y4": price.of(Tax::Y4),
        "y5": price.of(Tax::Y5),
        "total": price.total(),
    })
}

fn reason(unknown: &Unknown) -> Value {
    let written = |number: &Number| match number {
        Number::Count(number) | Number::Cents(number) => json!(number),
        Number::Name(name) => json!(name),
        Number::Day(day) => json!(day.to_string()),
    };
    let numbers: Map<String, Value> = unknown
        .numbers
        .iter()
        .map(|(name, number)| ((*name).to_owned(), written(number)))
        .collect();
    let key = unknown.key.trim_start_matches("price.unknown.");
    json!({ "kind": "price", "unknown": key, "numbers": numbers })
}
