//! Every example of the sheets, beside what our formats say of it; and what holds of any text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use mon_point_numerique::format::{self, Beside, Fact, FactKind, Verdict, probe};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// One example. What a row does not say is not compared, except the reason of what is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    input: String,
    /// What is known beside it; the day is that of the sheets when absent.
    #[serde(default)]
    beside: Given,
    verdict: String,
    /// The stored form; the input itself when absent.
    normalized: Option<String>,
    reason: Option<String>,
    suggestion: Option<String>,
    #[serde(default)]
    numbers: BTreeMap<String, String>,
    #[serde(default)]
    facts: BTreeMap<String, serde_json::Value>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    day: Option<String>,
    first_registered: Option<String>,
    certificate: Option<String>,
    made: Option<String>,
    siren: Option<String>,
    #[serde(default)]
    surnames: Vec<String>,
}

impl Given {
    fn beside(&self) -> Beside {
        let day = |text: &Option<String>| text.as_ref().map(|text| text.parse().unwrap());
        Beside {
            day: day(&self.day).unwrap_or(date(2026, 11, 23)),
            first_registered: day(&self.first_registered),
            certificate: day(&self.certificate),
            made: day(&self.made),
            siren: self.siren.clone(),
            surnames: self.surnames.clone(),
        }
    }
}

/// What a format says of a text, the day of the sheets.
fn check(format: &str, input: &str) -> format::Checked {
    format::check(format, input, &Given::default().beside()).unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/core/formats")
}

fn examples(format: &str) -> Vec<Case> {
    let file = folder().join(format!("{format}.toml"));
    let text = fs::read_to_string(file).expect("a table of examples for each format");
    let table: Table = toml::from_str(&text).unwrap_or_else(|fault| panic!("{format}: {fault}"));
    table.case
}

fn differences(format: &str, case: &Case) -> Vec<String> {
    let checked = format::check(format, &case.input, &case.beside.beside()).unwrap();
    let mut different = Vec::new();
    let mut compare = |what: &str, found: String, wanted: String| {
        if found != wanted {
            different.push(format!("{format} {:?}: {what} {found}, wanted {wanted}", case.input));
        }
    };
    compare("verdict", format!("{:?}", checked.verdict).to_lowercase(), case.verdict.clone());
    let normalized = case.normalized.as_ref().unwrap_or(&case.input);
    compare("normalized", checked.normalized.clone(), normalized.clone());
    compare("reason", format!("{:?}", checked.reason), format!("{:?}", case.reason));
    compare("suggestion", format!("{:?}", checked.suggestion), format!("{:?}", case.suggestion));
    for (name, wanted) in &case.numbers {
        let found = checked.numbers.get(name.as_str()).cloned().unwrap_or_default();
        compare(name, found, wanted.clone());
    }
    for (name, wanted) in &case.facts {
        let found = match checked.facts.get(name.as_str()) {
            Some(Fact::Number(number)) => number.to_string(),
            Some(Fact::YesNo(answer)) => answer.to_string(),
            Some(Fact::Word(word)) => format!("{word:?}"),
            Some(Fact::Day(day)) => format!("\"{day}\""),
            None => String::new(),
        };
        compare(name, found, wanted.to_string());
    }
    different
}

#[test]
fn every_example_of_the_sheets_is_judged_as_they_say() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for name in format::names() {
        for case in examples(name) {
            count += 1;
            wrong.extend(differences(name, &case));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 700, "{count} examples");
}

#[test]
fn no_table_is_without_its_format() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(name == "cni_expiry" || format::names().any(|known| known == name), "{name}");
    }
}

#[test]
fn every_reason_of_the_tables_is_declared_and_every_declared_one_has_an_example() {
    let reasons = |name| examples(name).into_iter().filter_map(|case| case.reason);
    let seen: BTreeSet<String> = format::names().flat_map(reasons).collect();
    let declared = format::REASONS.iter().map(|reason| (*reason).to_owned()).collect();
    assert_eq!(seen, declared);
}

/// What the engine gives with its own reasons; formats give theirs in the tables.
const ENGINE: [(&str, &[&str]); 19] = [
    ("missing", &[]),
    ("wrong_kind", &[]),
    ("not_offered", &[]),
    ("too_long", &["most"]),
    ("control_character", &[]),
    ("not_a_number", &[]),
    ("too_small", &["least"]),
    ("too_large", &["most"]),
    ("not_a_date", &[]),
    ("incomplete", &[]),
    ("not_an_hour", &[]),
    ("before", &["earliest"]),
    ("after", &["latest"]),
    ("commune_unknown", &[]),
    ("commune_not_then", &[]),
    ("commune_postcode", &["postcode"]),
    ("country_unknown", &[]),
    ("too_few", &["least"]),
    ("too_many", &["most"]),
];

/// What is always given with each reason, whoever gives it.
fn given() -> BTreeMap<String, BTreeSet<String>> {
    let mut given: BTreeMap<String, BTreeSet<String>> = ENGINE
        .iter()
        .map(|(key, names)| {
            ((*key).to_owned(), names.iter().map(|name| (*name).to_owned()).collect())
        })
        .collect();
    for name in format::names() {
        for case in examples(name) {
            let checked = format::check(name, &case.input, &case.beside.beside()).unwrap();
            let Some(reason) = checked.reason else { continue };
            let names: BTreeSet<String> =
                checked.numbers.keys().map(|name| (*name).to_owned()).collect();
            let known = given.entry(reason.to_owned()).or_insert_with(|| names.clone());
            *known = known.intersection(&names).cloned().collect();
        }
    }
    given
}

#[test]
fn every_reason_has_a_plain_sentence_in_each_language() {
    let given = given();
    for (language, hard) in [("fr", ["invalide", "erreur"]), ("en", ["invalid", "error"])] {
        let file = format!("assets/texts/{language}/interface.toml");
        let text = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file));
        let words: toml::Table = toml::from_str(&text.unwrap()).unwrap();
        let sentences = words["refusal"].as_table().unwrap();
        for (key, names) in &given {
            let sentence = sentences.get(key).unwrap_or_else(|| panic!("{language}: {key}"));
            let sentence = sentence.as_str().unwrap();
            for part in sentence.split_inclusive(['.', '?', '!']) {
                assert!(part.split_whitespace().count() <= 20, "{language} {key}: {part}");
            }
            let lower = sentence.to_lowercase();
            assert!(!hard.iter().any(|word| lower.contains(word)), "{language} {key}");
            for placeholder in sentence.split('{').skip(1) {
                let name = placeholder.split('}').next().unwrap();
                assert!(names.contains(name), "{language} {key}: {name} is not given");
            }
        }
    }
}

#[test]
fn facts_are_of_the_type_that_is_declared() {
    for name in format::names() {
        let declared = format::facts(name).unwrap();
        for case in examples(name) {
            let checked = format::check(name, &case.input, &case.beside.beside()).unwrap();
            for (fact, value) in &checked.facts {
                let kind = declared.iter().find(|(known, _)| known == fact).unwrap().1;
                let fits = match (kind, value) {
                    (FactKind::Number, Fact::Number(_)) | (FactKind::YesNo, Fact::YesNo(_)) => true,
                    (FactKind::Day, Fact::Day(_)) => true,
                    (FactKind::Word(words), Fact::Word(word)) => words.contains(word),
                    _ => false,
                };
                assert!(fits, "{name}.{fact}");
            }
            let answered = checked.verdict != Verdict::Invalid;
            assert!(!answered || checked.facts.len() == declared.len(), "{name}: {:?}", case.input);
        }
    }
}

#[test]
fn an_unknown_format_is_no_format() {
    assert!(format::check("plaque", "x", &Given::default().beside()).is_none());
    assert!(format::facts("plaque").is_none());
}

#[derive(Deserialize)]
struct Expiries {
    case: Vec<BTreeMap<String, String>>,
}

#[test]
fn a_card_ends_when_the_table_says() {
    let text = fs::read_to_string(folder().join("cni_expiry.toml")).unwrap();
    let table: Expiries = toml::from_str(&text).unwrap();
    assert!(table.case.len() >= 15);
    for mut case in table.case {
        let date = case.remove("date").unwrap();
        let _ = case.insert("kind".into(), "cni_expiry".into());
        let answer = probe::line(&serde_json::to_string(&case).unwrap());
        assert_eq!(answer, format!(r#"{{"kind":"cni_expiry","date":"{date}"}}"#), "{case:?}");
    }
}

#[test]
fn a_probe_answers_each_line() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/core/probe.txt");
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.chunks(2) {
        let asked = pair[0].strip_prefix("> ").unwrap();
        assert_eq!(probe::line(asked), pair[1].strip_prefix("< ").unwrap(), "{asked}");
    }
    assert_eq!(lines.len(), 52);
}

#[test]
fn ten_megabytes_are_refused_at_once_and_not_repeated() {
    let long = "6".repeat(10 << 20);
    for name in format::names() {
        let checked = check(name, &long);
        assert_eq!((checked.reason, checked.normalized.as_str()), (Some("too_long"), ""));
    }
}

#[test]
fn what_is_not_seen_is_refused_everywhere() {
    for hidden in ['\0', '\u{7f}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{2066}'] {
        for name in format::names() {
            let checked = check(name, &format!("12{hidden}34"));
            assert_eq!(checked.reason, Some("control_character"), "{name} {hidden:?}");
            assert_eq!(checked.numbers["position"], "3");
        }
    }
}

#[test]
fn what_was_typed_is_not_in_the_debug_of_a_check() {
    let shown = format!("{:?}", check("name", "Hérouville3"));
    assert!(!shown.contains("Hérouville"), "{shown}");
}

/// Texts near the shapes: what people, scanners and hostile hands would give.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9A-Za-z<éœ' .,@+()/\\-\u{a0}\u{2019}\n]{0,100}",
        "[0-9 -]{0,20}",
        "[A-Z0-9<]{30}\n[A-Z0-9<]{30}\n[A-Z0-9<]{30}",
        "[A-Z0-9<]{36}\n[A-Z0-9<]{36}",
        "[A-Z0-9<]{44}\n[A-Z0-9<]{44}",
    ]
}

proptest! {
    #[test]
    fn no_text_stops_a_check_and_a_clean_answer_stays_as_it_is(text in texts()) {
        for name in format::names() {
            let once = check(name, &text);
            let twice = check(name, &once.normalized);
            if once.verdict != Verdict::Invalid {
                prop_assert_eq!(once.verdict, twice.verdict, "{}", name);
                prop_assert_eq!(&once.normalized, &twice.normalized, "{}", name);
                prop_assert_eq!(&once.facts, &twice.facts, "{}", name);
            }
            prop_assert_eq!(once.reason.is_none(), once.verdict == Verdict::Valid);
            let declared = |reason: &str| format::REASONS.contains(&reason);
            prop_assert!(once.reason.is_none_or(declared), "{}: {:?}", name, once);
        }
    }

    #[test]
    fn a_suggestion_of_a_number_is_a_valid_number(text in "[0-9A-Z]{8,14}") {
        for name in ["cni_old", "cnie", "passport", "pre_demande", "timbre", "phone"]
            .into_iter()
            .chain(["plate", "formule", "vin", "siren", "siret", "neph", "licence_number"])
        {
            if let Some(meant) = check(name, &text).suggestion {
                let checked = check(name, &meant);
                let month = checked.reason == Some("month");
                prop_assert!(month || checked.verdict != Verdict::Invalid);
            }
        }
    }

    #[test]
    fn a_probe_answers_any_line(line in any::<String>()) {
        let answer: serde_json::Value = serde_json::from_str(&probe::line(&line)).unwrap();
        prop_assert!(answer.get("kind").is_some());
    }
}
