//! The price of a carte grise: every example and every bound of the sheet, and what holds of any
//! question.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use mon_point_numerique::format::probe;
use mon_point_numerique::price::holes;
use mon_point_numerique::text::interface::KEYS;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// What is asked, and the taxes in centimes or the reason why there are none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    asked: Map<String, Value>,
    pays: Option<Map<String, Value>>,
    unknown: Option<String>,
}

fn cases() -> Vec<(String, Case)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/core/price");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let table: Table = toml::from_str(&text).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        table.case.into_iter().map(move |case| (file.clone(), case))
    };
    files.into_iter().flat_map(read).collect()
}

fn ask(question: &Value) -> Map<String, Value> {
    let answer: Value = serde_json::from_str(&probe::line(&question.to_string())).unwrap();
    let mut answer = answer.as_object().unwrap().clone();
    assert_eq!(answer.remove("kind"), Some(json!("price")));
    answer
}

#[test]
fn every_case_of_the_sheet_costs_what_it_says() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (file, case) in cases() {
        count += 1;
        let mut answer = ask(&json!({ "kind": "price", "input": case.asked }));
        let mut beside = case.asked.clone();
        drop(beside.insert("kind".into(), json!("price")));
        assert_eq!(ask(&Value::Object(beside)), answer, "{}: beside kind", case.name);
        let wanted = case.pays.unwrap_or_else(|| {
            drop(answer.remove("numbers"));
            Map::from_iter([("unknown".to_owned(), json!(case.unknown))])
        });
        if answer != wanted {
            wrong.push(format!("{file} {}: {}", case.name, json!(answer)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 400, "{count} cases");
}

#[test]
fn the_tables_are_sorted_and_whole() {
    assert_eq!(holes(), []);
}

/// Names of fields, and what people write in them.
fn question() -> impl Strategy<Value = Map<String, Value>> {
    let names = [
        "operation",
        "region",
        "departement",
        "date",
        "date_B",
        "categorie",
        "genre",
        "cv",
        "energie",
        "ptac",
        "co2_wltp",
        "masse",
        "format_plaque",
        "rang",
        "motif",
        "cas",
        "usage",
        "prix",
        "enfants",
        "bas_carbone",
        "pendant_mariage",
        "methode",
        "arrondi_euro",
    ];
    let operations = mon_point_numerique::price::Operation::ALL.map(|(_, code)| json!(code));
    let words = [
        "NOR",
        "idf",
        "28",
        "M1",
        "l3e",
        "N2",
        "VASP",
        "TCP",
        "O2",
        "EL",
        "EE",
        "FE",
        "AC",
        "SIV",
        "FNI",
        "mariage",
        "deces",
        "2019-05-05",
        "2024-06-30",
        "2026-11-23",
        "2025-04-30",
        "é+,€",
        "12 CV",
        "9999999999999999999999",
        "-3",
        "0.5",
        "oui",
        "COLLECTION",
    ];
    let value = prop_oneof![
        4 => prop::sample::select(words.map(|word| json!(word)).to_vec()),
        3 => prop::sample::select(operations.to_vec()),
        2 => (0_i64..3000).prop_map(|number| json!(number)),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => any::<f64>().prop_map(|number| json!(number)),
        1 => any::<bool>().prop_map(|yes| json!(yes)),
        1 => any::<String>().prop_map(|text| json!(text)),
        1 => Just(json!(["duplicata", 3, null, ["x"]])),
        1 => Just(Value::Null),
    ];
    let pair = (prop::sample::select(names.to_vec()).prop_map(str::to_owned), value);
    prop::collection::vec(pair, 0..20).prop_map(|pairs| pairs.into_iter().collect())
}

/// A question that has all it needs, of which any part may be wrong.
fn filled() -> impl Strategy<Value = Map<String, Value>> {
    let operation = prop::sample::select(mon_point_numerique::price::Operation::ALL.to_vec());
    let vehicle = (0_u32..120, 0_u32..70_000, 0_u32..1100, 0_u32..4000);
    let days = (1_i16..30, 1_i8..13, 1_i8..29, 19_i16..28, 1_i8..13, 1_i8..29);
    let words = (
        prop::sample::select(vec!["NOR", "IDF", "HDF", "OCC", "BFC", "reu", "??"]),
        prop::sample::select(vec!["M1", "N1", "N2", "L3e", "L1e", "O1", "VASP", "TRR", "Q"]),
        prop::sample::select(vec!["ES", "EL", "EE", "GP", "AC"]),
    );
    (operation, vehicle, days, words, question()).prop_map(
        |((_, operation), (cv, ptac, co2, mass), days, (region, category, energy), other)| {
            let mut fields = json!({
                "operation": operation, "region": region, "categorie": category, "cv": cv,
                "energie": energy, "ptac": ptac, "co2_wltp": co2, "masse": mass,
                "date_B": format!("20{:02}-{:02}-{:02}", days.0, days.1, days.2),
                "date": format!("20{:02}-{:02}-{:02}", days.3, days.4, days.5),
            });
            let fields = fields.as_object_mut().unwrap();
            fields.extend(other.into_iter().take(2));
            std::mem::take(fields)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_question_has_a_price_or_a_reason(fields in prop_oneof![question(), filled()]) {
        let answer = ask(&json!({ "kind": "price", "input": fields }));
        if let Some(total) = answer.get("total") {
            let taxes = ["y1", "y2", "y3_co2", "masse", "y4", "y5"];
            let amounts: Vec<i64> =
                taxes.iter().map(|tax| answer[*tax].as_i64().unwrap()).collect();
            prop_assert!(amounts.iter().all(|cents| *cents >= 0));
            prop_assert_eq!(amounts.iter().sum::<i64>(), total.as_i64().unwrap());
            prop_assert!([0, 1100].contains(&amounts[4]) && [0, 276].contains(&amounts[5]));
        } else {
            prop_assert!(answer["unknown"].is_string());
        }
    }
}

/// The keys of the sentences that the calculator may say, as they stand in its sources.
#[test]
fn every_reason_of_the_calculator_has_its_sentence_and_none_is_idle() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = fs::read_to_string(root.join("price.rs")).unwrap();
    for entry in fs::read_dir(root.join("price")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            sources.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let prefixes = ["price.line.", "price.reason.", "price.reserve.", "price.unknown."];
    let is_key = |word: &str| prefixes.iter().any(|p| word.len() > p.len() && word.starts_with(p));
    let used: BTreeSet<&str> =
        sources.split('"').skip(1).step_by(2).filter(|word| is_key(word)).collect();
    let known: BTreeSet<&str> = KEYS.iter().copied().filter(|key| is_key(key)).collect();
    assert_eq!(used, known);
}
