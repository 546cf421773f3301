//! Rules of procedures asked by `demarche probe`: `rules/<kind>.toml`, cases of the sheets and
//! both sides of each bound.

use std::fs;
use std::path::Path;

use mon_point_numerique::demarche::author::probe;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// What each case asks unless it says otherwise.
    #[serde(default)]
    usual: Map<String, Value>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    ask: Map<String, Value>,
    want: Map<String, Value>,
}

fn answer(asked: &Value) -> Map<String, Value> {
    serde_json::from_str(&probe::line(&asked.to_string())).unwrap()
}

#[test]
fn every_rule_answers_as_the_sheets_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/rules");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let table: Table = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|fault| panic!("{kind}: {fault}"));
        for case in table.case {
            count += 1;
            let mut fields = table.usual.clone();
            fields.extend(case.ask);
            fields.retain(|_, value| *value != json!(""));
            let mut beside = fields.clone();
            let _ = beside.insert("kind".to_owned(), json!(kind));
            let inside = json!({ "kind": kind, "input": fields });
            for asked in [Value::Object(beside), inside] {
                let found = answer(&asked);
                let agrees = case.want.iter().all(|(key, value)| found.get(key) == Some(value));
                if !agrees || found["kind"] != json!(kind) {
                    let (found, want) = (Value::Object(found), json!(case.want));
                    wrong.push(format!("{asked}: {found}, wanted {want}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 40, "{count} cases");
}

#[test]
fn formats_are_asked_through_the_same_door() {
    let found = answer(&json!({ "kind": "taille", "input": 170 }));
    assert_eq!(found["verdict"], "valid");
    assert_eq!(probe::line("{"), r#"{"kind":null,"error":"not_json"}"#);
}
