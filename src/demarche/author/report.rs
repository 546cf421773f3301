//! Faults and journeys as JSON.

use serde_json::{Map, Value, json};

use super::super::calculator::Reason;
use super::super::{Catalogue, Demarche, Faults, QuestionId};
use crate::dossier::journey::{Journey, PartialDay, Refusal, Shown, Spoken, Why};
use crate::text::Texts;

/// Every fault, and what was understood.
pub(super) fn check(catalogue: &Catalogue, faults: &Faults) -> Value {
    let all: Vec<Value> = faults
        .0
        .iter()
        .map(|fault| {
            json!({
                "file": fault.file,
                "line": fault.line,
                "complaint": fault.complaint,
                "advice": fault.advice,
            })
        })
        .collect();
    let editions: Vec<Value> = catalogue
        .editions()
        .iter()
        .map(|demarche| {
            json!({
                "edition": demarche.edition(),
                "digest": demarche.digest(),
                "sections": demarche.sections().len(),
                "steps": demarche.steps().count(),
                "questions": demarche.questions().count(),
            })
        })
        .collect();
    json!({ "faults": all, "editions": editions, "languages": catalogue.languages() })
}

/// What one walk found.
pub(super) fn journey(demarche: &Demarche, texts: &Texts, journey: &Journey) -> Value {
    let name = |id: QuestionId| demarche.question(id).name.clone();
    let steps: Vec<Value> = journey
        .steps
        .iter()
        .map(|visible| {
            let questions: Map<String, Value> = visible
                .questions
                .iter()
                .map(|asked| {
                    let question = json!({
                        "ask": texts.ask_in(demarche, visible, asked.question).ask,
                        "answer": value(&asked.answer),
                        "optional": asked.optional,
                        "offered": asked.offered,
                        "proposal": asked.proposal.as_ref().map(value),
                    });
                    (name(asked.question), question)
                })
                .collect();
            json!({
                "step": demarche.step(visible.step).name,
                "section": demarche.section(visible.section).name,
                "done": visible.done,
                "questions": questions,
            })
        })
        .collect();
    let spoken = |spoken: &Spoken| spoken_value(demarche, texts, spoken);
    let cautions: Vec<Value> = journey
        .cautions
        .iter()
        .map(|caution| {
            let mut value = spoken(&caution.spoken);
            value["values"] = json!(caution.values);
            value["confirmed"] = json!(caution.confirmed);
            value
        })
        .collect();
    let refusals = |all: &[Refusal]| -> Vec<Value> {
        all.iter().map(|one| refusal(demarche, texts, one)).collect()
    };
    let missing: Vec<String> = journey.missing.iter().map(|id| name(*id)).collect();
    let derived: Map<String, Value> =
        journey.derived.iter().map(|(name, shown)| (name.clone(), value(shown))).collect();
    json!({
        "complete": journey.is_complete(),
        "steps": steps,
        "missing": missing,
        "refusals": refusals(&journey.refusals),
        "warnings": refusals(&journey.warnings),
        "stop": journey.stop.as_ref().map(|stop| {
            let said = texts.stop(demarche, stop);
            json!({ "name": stop.name, "title": said.title, "body": said.body, "next": said.next })
        }),
        "notices": journey.notices.iter().map(spoken).collect::<Vec<_>>(),
        "cautions": cautions,
        "pieces": pieces(demarche, texts, journey),
        "fees": journey.fees.iter().map(|fee| json!({
            "name": fee.name,
            "words": texts.fee(demarche, &fee.name).title,
            "cents": fee.cents,
            "maybe": fee.maybe,
        })).collect::<Vec<_>>(),
        "derived": derived,
        "computed": computed(texts, journey),
    })
}

/// The lines of each calculator, and why something is not known.
fn computed(texts: &Texts, journey: &Journey) -> Value {
    let reason = |reason: &Option<Reason>| {
        reason.as_ref().map(|found| json!({ "key": found.key, "words": texts.reason(found) }))
    };
    let all = journey.computed.iter().map(|(name, computed)| {
        let lines = computed.lines.iter().map(|line| {
            json!({
                "key": line.key,
                "words": texts.interface(line.key),
                "cents": line.cents,
                "reason": reason(&line.reason),
            })
        });
        let lines: Vec<Value> = lines.collect();
        (name.clone(), json!({ "lines": lines, "unknown": reason(&computed.unknown) }))
    });
    Value::Object(all.collect())
}

fn pieces(demarche: &Demarche, texts: &Texts, journey: &Journey) -> Vec<Value> {
    journey
        .pieces
        .iter()
        .map(|need| {
            let words: Vec<Vec<String>> = need
                .one_of
                .iter()
                .map(|all| all.iter().map(|p| texts.piece(demarche, p, &need.with).title).collect())
                .collect();
            json!({
                "one_of": need.one_of,
                "words": words,
                "attach": need.attach,
                "maybe": need.maybe,
            })
        })
        .collect()
}

fn spoken_value(demarche: &Demarche, texts: &Texts, spoken: &Spoken) -> Value {
    json!({
        "name": spoken.name,
        "words": texts.rule(demarche, spoken),
        "at": spoken.at.map(|id| demarche.question(id).name.clone()),
    })
}

fn refusal(demarche: &Demarche, texts: &Texts, refusal: &Refusal) -> Value {
    let key = match &refusal.why {
        Why::Entry { key, .. } => key.clone(),
        Why::Rule(spoken) => spoken.name.clone(),
    };
    let numbers = match &refusal.why {
        Why::Entry { numbers, .. } => json!(numbers),
        Why::Rule(_) => Value::Null,
    };
    json!({
        "question": demarche.question(refusal.question).name,
        "key": key,
        "numbers": numbers,
        "words": texts.refusal(demarche, refusal),
    })
}

/// A value as JSON: dates as text, sums as `25.00 €`, the three kinds of nothing as `open`,
/// `none` and `?`.
pub(super) fn value(shown: &Shown) -> Value {
    match shown {
        Shown::Open => json!("open"),
        Shown::None => json!("none"),
        Shown::Unknown => json!("?"),
        Shown::Word(word) | Shown::Text(word) | Shown::Country(word) => json!(word),
        Shown::Words(words) => json!(words),
        Shown::Number(number) => json!(number),
        Shown::Day(day) => json!(iso(*day)),
        Shown::Moment(day, hour) => json!(format!("{} {hour}", iso(*day))),
        Shown::Money(cents) => json!(format!("{}.{:02} €", cents / 100, cents % 100)),
        Shown::YesNo(yes) => json!(yes),
        Shown::Commune(code, name) => json!({ "commune": code, "name": name }),
    }
}

fn iso(day: PartialDay) -> String {
    match (day.month, day.day) {
        (Some(month), Some(date)) => format!("{:04}-{month:02}-{date:02}", day.year),
        (Some(month), None) => format!("{:04}-{month:02}", day.year),
        _ => format!("{:04}", day.year),
    }
}
