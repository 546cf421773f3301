//! Files of journeys: answers, a day, and what is expected. `docs/demarche.md` has the format.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::super::edition::Way;
use super::super::source::{self, Node, Tree};
use super::super::{Catalogue, Demarche};
pub use super::answers::Odd;
use super::{answers, report};
use crate::dossier::journey::{Circumstances, Journey, Need, Site, Why, journey};
use crate::dossier::{Draft, review};

/// One case and how it differs from what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Its name.
    pub name: String,
    /// Where it stands, from 1.
    pub line: u32,
    /// Empty when it agrees.
    pub differences: Vec<String>,
}

/// What holds for all the cases of a file.
struct Shared {
    draft: Draft,
    /// What a case does not speak of must not happen: `whole = true`.
    silence: Silence,
}

/// What it means that a case does not speak of something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Silence {
    Anything,
    Nothing,
}

/// What a file of whole cases need not say: nothing stops, refuses, warns or is missing.
const UNSAID: [&str; 3] = ["missing", "refusals", "cautions"];

/// Tries every case of a file. The edition is looked for in each catalogue in turn, the answers
/// that the file names as its `base` by `beside`.
///
/// # Errors
/// A file that is not one of journeys: not TOML, an unknown question, a value of another kind.
pub fn trials(
    catalogues: &[&Catalogue],
    text: &str,
    beside: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Trial>, Odd> {
    let Journeys { file, demarche, shared } = opened(catalogues, text, beside)?;
    cases(&file).iter().map(|case| one(demarche, &file, case, &shared)).collect()
}

/// One case as a visit: what was typed, when and where.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The edition: `cni.1`.
    pub edition: String,
    /// Name of the case.
    pub name: String,
    /// What was typed.
    pub draft: Draft,
    /// The day and the terminal.
    pub around: Circumstances,
}

/// The visits of a file, one a case: for who wants to see what a citizen saw.
///
/// # Errors
/// As for [`trials`].
pub fn visits(
    catalogues: &[&Catalogue],
    text: &str,
    beside: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Visit>, Odd> {
    let Journeys { file, demarche, shared } = opened(catalogues, text, beside)?;
    cases(&file).iter().map(|case| visit(demarche, &file, case, &shared)).collect()
}

/// A file of journeys and its edition.
struct Journeys<'a> {
    file: Node,
    demarche: &'a Demarche,
    shared: Shared,
}

fn cases(file: &Node) -> &[Node] {
    file.get("case").map(Node::items).unwrap_or_default()
}

fn opened<'a>(
    catalogues: &[&'a Catalogue],
    text: &str,
    beside: impl Fn(&str) -> Option<String>,
) -> Result<Journeys<'a>, Odd> {
    let (file, faults) = source::read(0, text);
    if let Some((place, complaint)) = faults.into_iter().next() {
        return Err(Odd::Toml { line: place.line, complaint });
    }
    let edition = file.get("edition").and_then(Node::text).unwrap_or_default();
    let found = catalogues.iter().find_map(|catalogue| catalogue.demarche(edition));
    let Some(demarche) = found else {
        return Err(odd(&file, format!("no edition `{edition}`")));
    };
    let mut shared = Draft {
        edition: demarche.edition().to_owned(),
        edition_digest: demarche.digest().to_owned(),
        ..Draft::default()
    };
    known(&file, &["edition", "on", "departement", "base", "whole", "answers", "case"])?;
    if let Some(name) = file.get("base").and_then(Node::text) {
        let base = beside(name).ok_or_else(|| odd(&file, format!("no answers in `{name}`")))?;
        shared = answers::draft(demarche, &base)?;
    }
    if let Some(own) = file.get("answers") {
        answers::add(demarche, own, &mut shared)?;
    }
    let silence = match file.get("whole").map(|whole| &whole.value) {
        Some(Tree::YesNo(true)) => Silence::Nothing,
        _ => Silence::Anything,
    };
    let shared = Shared { draft: shared, silence };
    Ok(Journeys { file, demarche, shared })
}

/// The draft of a file of answers alone: `question.full.name = value`.
///
/// # Errors
/// A name or a value that the edition does not know.
pub fn draft(demarche: &Demarche, text: &str) -> Result<Draft, Odd> {
    answers::draft(demarche, text)
}

/// The draft of a case, with its proposals accepted.
fn visit(demarche: &Demarche, file: &Node, case: &Node, shared: &Shared) -> Result<Visit, Odd> {
    known(case, &["name", "on", "departement", "answers", "without", "expect"])?;
    let mut draft = shared.draft.clone();
    for name in case.get("without").map(Node::items).unwrap_or_default() {
        let name = name.text().unwrap_or_default();
        if draft.entries.remove(name).is_none() {
            return Err(odd(case, format!("`{name}` is not among the shared answers")));
        }
    }
    if let Some(own) = case.get("answers") {
        answers::add(demarche, own, &mut draft)?;
    }
    let text = |key: &str| case.get(key).or_else(|| file.get(key));
    let today = match text("on").map(|on| &on.value) {
        Some(Tree::Day(day)) => *day,
        _ => return Err(odd(case, "`on` is missing: the day".to_owned())),
    };
    let departement = text("departement").and_then(Node::text).unwrap_or("76").to_owned();
    let around = Circumstances { today, site: Site { departement } };
    answers::accept(demarche, &mut draft, &around);
    let name = case.get("name").and_then(Node::text).unwrap_or_default().to_owned();
    let edition = demarche.edition().to_owned();
    Ok(Visit { edition, name, draft, around })
}

fn one(demarche: &Demarche, file: &Node, case: &Node, shared: &Shared) -> Result<Trial, Odd> {
    let Visit { name, draft, around, .. } = visit(demarche, file, case, shared)?;
    let walked = journey(demarche, &draft, &around);
    let mut differences = Vec::new();
    let expected = case.get("expect").map(Node::pairs).unwrap_or_default();
    for pair in expected {
        expectation(demarche, &walked, &pair.key, &pair.node, &mut differences)?;
    }
    if shared.silence == Silence::Nothing {
        let said = |key: &str| expected.iter().any(|pair| pair.key == key);
        unsaid(demarche, &walked, &said, &mut differences);
        differences.extend(reviewed(demarche, &draft, &walked, &around));
    }
    Ok(Trial { name, line: case.place.line, differences })
}

/// What happened and was not said. Below a stop or a refusal, what is missing says nothing.
fn unsaid(
    demarche: &Demarche,
    walked: &Journey,
    said: &impl Fn(&str) -> bool,
    differences: &mut Vec<String>,
) {
    if let Some(stop) = walked.stop.as_ref().filter(|_| !said("stop")) {
        differ("stop", "none", &stop.name, differences);
    }
    let lists = lists(demarche, walked);
    let blocked = walked.stop.is_some() || !walked.refusals.is_empty();
    for key in UNSAID.into_iter().filter(|key| !(said(key) || blocked && *key == "missing")) {
        differ(key, "", &lists[key].join(", "), differences);
    }
}

/// Review passes when nothing but cautions is in the way, and only once these are confirmed.
fn reviewed(
    demarche: &Demarche,
    draft: &Draft,
    walked: &Journey,
    circumstances: &Circumstances,
) -> Option<String> {
    let passes = |draft: &Draft| review(demarche, draft, circumstances).is_ok();
    if !walked.cautions.is_empty() && passes(draft) {
        return Some("review passes before its cautions are confirmed".to_owned());
    }
    let mut confirmed = draft.clone();
    for caution in &walked.cautions {
        let (name, values) = (caution.spoken.name.clone(), caution.values.clone());
        let _before = confirmed.confirmed.insert(name, values);
    }
    let clear = walked.stop.is_none() && walked.refusals.is_empty() && walked.missing.is_empty();
    let passed = passes(&confirmed);
    (passed != clear).then(|| format!("review passes: {passed}, the walk is clear: {clear}"))
}

fn expectation(
    demarche: &Demarche,
    journey: &Journey,
    key: &str,
    node: &Node,
    differences: &mut Vec<String>,
) -> Result<(), Odd> {
    match key {
        "stop" => {
            let found = journey.stop.as_ref().map_or("none", |stop| stop.name.as_str());
            let wanted = node.text().unwrap_or_default();
            differ(key, wanted, found, differences);
        }
        "complete" => {
            let found = journey.is_complete().to_string();
            differ(key, &written(node), &found, differences);
        }
        "derived" | "proposal" | "offered" | "answer" => {
            for pair in node.pairs() {
                let name = pair.key.clone();
                for (name, wanted) in leaves(&name, &pair.node) {
                    let Some(found) = fact(demarche, journey, key, &name) else {
                        return Err(odd(node, format!("nothing called `{name}` for `{key}`")));
                    };
                    differ(&format!("{key}.{name}"), &wanted, &found, differences);
                }
            }
        }
        _ => {
            let (list, how) = match key.rsplit_once('_') {
                Some((list, how @ ("include" | "exclude"))) => (list, how),
                _ => (key, "exact"),
            };
            let lists = lists(demarche, journey);
            let Some(found) = lists.get(list) else {
                return Err(odd(node, format!("nothing called `{key}` to expect")));
            };
            let items = node.items().iter();
            let wanted: Vec<&str> = items.map(|item| item.text().unwrap_or_default()).collect();
            let has = |item: &&str| found.iter().any(|known| known == item);
            match how {
                "include" => differences.extend(
                    wanted
                        .iter()
                        .filter(|item| !has(item))
                        .map(|item| format!("{list}: no {item}")),
                ),
                "exclude" => differences.extend(
                    wanted.iter().filter(|item| has(item)).map(|item| format!("{list}: {item}")),
                ),
                _ => differ(list, &wanted.join(", "), &found.join(", "), differences),
            }
        }
    }
    Ok(())
}

/// What is there, list by list, in the order of the page.
fn lists(demarche: &Demarche, journey: &Journey) -> BTreeMap<&'static str, Vec<String>> {
    let name = |id| demarche.question(id).name.clone();
    let refusals = |all: &[crate::dossier::journey::Refusal]| {
        all.iter()
            .map(|refusal| match &refusal.why {
                Why::Entry { key, .. } => format!("{}: {key}", name(refusal.question)),
                Why::Rule(spoken) => format!("{}: {}", name(refusal.question), spoken.name),
            })
            .collect()
    };
    let asked = journey.steps.iter().flat_map(|step| &step.questions);
    let needs = |attach| {
        journey.pieces.iter().filter(|need| need.attach == attach).map(need).collect::<Vec<_>>()
    };
    [
        ("steps", journey.steps.iter().map(|s| demarche.step(s.step).name.clone()).collect()),
        ("asked", asked.map(|visible| name(visible.question)).collect()),
        ("missing", journey.missing.iter().map(|id| name(*id)).collect()),
        ("refusals", refusals(&journey.refusals)),
        ("warnings", refusals(&journey.warnings)),
        ("notices", journey.notices.iter().map(|spoken| spoken.name.clone()).collect()),
        ("cautions", journey.cautions.iter().map(|c| c.spoken.name.clone()).collect()),
        ("pieces", needs(false)),
        ("scans", needs(true)),
        ("fees", journey.fees.iter().map(fee).collect()),
    ]
    .into()
}

/// `a`, `a or b + c`, `a (maybe)`
fn need(need: &Need) -> String {
    let alternatives: Vec<String> = need.one_of.iter().map(|all| all.join(" + ")).collect();
    let maybe = if need.maybe { " (maybe)" } else { "" };
    format!("{}{maybe}", alternatives.join(" or "))
}

/// `timbre 25.00 €`, `timbre unknown`, `timbre 25.00 € (maybe)`
fn fee(fee: &crate::dossier::journey::Fee) -> String {
    let sum = fee
        .cents
        .map_or("unknown".to_owned(), |cents| format!("{}.{:02} €", cents / 100, cents % 100));
    let maybe = if fee.maybe { " (maybe)" } else { "" };
    format!("{} {sum}{maybe}", fee.name)
}

fn fact(demarche: &Demarche, journey: &Journey, key: &str, name: &str) -> Option<String> {
    if key == "derived" {
        let known = demarche.derives.iter().any(|derive| match &derive.way {
            Way::Rows { .. } => derive.name == name,
            Way::Call { calculator, .. } => {
                let fact = name.strip_prefix(&derive.name).and_then(|n| n.strip_prefix('.'));
                derive.name == name
                    || fact.is_some_and(|fact| calculator.facts.iter().any(|(f, _)| *f == fact))
            }
        });
        let below_a_stop = || known.then(|| "none".to_owned());
        return journey.derived.get(name).map(plain).or_else(below_a_stop);
    }
    let visible = journey.visible(demarche.find(name)?);
    Some(match (key, visible) {
        (_, None) => "none".to_owned(),
        ("offered", Some(visible)) => visible.offered.join(", "),
        ("answer", Some(visible)) => plain(&visible.answer),
        (_, Some(visible)) => visible.proposal.as_ref().map_or("none".to_owned(), plain),
    })
}

fn plain(shown: &crate::dossier::journey::Shown) -> String {
    match report::value(shown) {
        Value::String(text) => text,
        Value::Array(items) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            texts.join(", ")
        }
        Value::Object(commune) => commune["commune"].as_str().unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}

/// `parent.1.lieu = "x"` is the leaf `parent.1.lieu`.
fn leaves(name: &str, node: &Node) -> Vec<(String, String)> {
    match &node.value {
        Tree::Table(pairs) => pairs
            .iter()
            .flat_map(|pair| leaves(&format!("{name}.{}", pair.key), &pair.node))
            .collect(),
        _ => vec![(name.to_owned(), written(node))],
    }
}

fn written(node: &Node) -> String {
    match &node.value {
        Tree::Text(text) => text.clone(),
        Tree::Number(number) => number.to_string(),
        Tree::YesNo(yes) => yes.to_string(),
        Tree::Day(day) => Date::to_string(day),
        Tree::List(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

fn differ(what: &str, wanted: &str, found: &str, differences: &mut Vec<String>) {
    if wanted != found {
        differences.push(format!("{what}: wanted [{wanted}], found [{found}]"));
    }
}

fn known(node: &Node, keys: &[&str]) -> Result<(), Odd> {
    match node.pairs().iter().find(|pair| !keys.contains(&pair.key.as_str())) {
        Some(pair) => {
            let complaint = format!("unknown word {}", pair.key);
            Err(Odd::Toml { line: pair.place.line, complaint })
        }
        None => Ok(()),
    }
}

fn odd(node: &Node, complaint: String) -> Odd {
    Odd::Toml { line: node.place.line, complaint }
}
