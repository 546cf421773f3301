//! `call`: a calculator of a test, asked by an edition of a test.

use std::collections::BTreeMap;

use jiff::civil::date;
use mon_point_numerique::demarche::author::trial::draft;
use mon_point_numerique::demarche::calculator::{
    Calculator, Computed, Figure, Figures, Given, Input, Line, Presence, Reason,
};
use mon_point_numerique::demarche::{Catalogue, Demarche};
use mon_point_numerique::dossier::journey::{Circumstances, Journey, Shown, Site, journey};

/// A price of so much for each axle; for a lorry, a second sum from its day on.
pub(crate) static TOLL: &[Calculator] = &[Calculator {
    name: "toll",
    inputs: &[
        Input { name: "kind", figures: KINDS, presence: Presence::Wanted },
        Input { name: "axles", figures: Figures::Number, presence: Presence::Wanted },
        Input { name: "since", figures: Figures::Date, presence: Presence::Optional },
    ],
    facts: &[("total", Figures::Money), ("heavy", Figures::YesNo)],
    main: "total",
    run: toll,
}];

const KINDS: Figures = Figures::Words(&["car", "lorry"]);

fn toll(given: &Given) -> Computed {
    let axles = given.number("axles").unwrap();
    let heavy = given.word("kind") == Some("lorry");
    let heavy_fact = ("heavy", Figure::YesNo(heavy));
    if given.unknown.contains("since") {
        let reason = Reason::plain("write.unknown");
        return Computed { facts: [heavy_fact].into(), ..Computed::unknown(reason) };
    }
    let late = given.day("since").is_some_and(|since| since >= date(2026, 1, 1));
    let cents = axles * 100 + if late { 50 } else { 0 };
    let reason = Reason { key: "write.sum", numbers: vec![("euros", Figure::Number(axles))] };
    Computed {
        facts: [heavy_fact, ("total", Figure::Money(cents))].into(),
        lines: vec![Line { key: "write.yes", cents: Some(cents), reason: Some(reason) }],
        unknown: None,
    }
}

const PAGE: &str = r#"
[[step]]
id = "vehicle"
ask.sort = { choice = ["car", "lorry"] }
ask.axles = { kind = "number", unknown = true, when = "sort is lorry" }
ask.since = { date = {}, unknown = true, when = "sort is lorry" }
[[derive]]
id = "wheels"
gives = "number"
first = [
  { is = "unknown", when = "sort is lorry and axles is unknown" },
  { is = "axles", when = "sort is lorry" },
]
otherwise = "2"
[[derive]]
id = "price"
call.toll = { kind = "sort", axles = "wheels", since = "since" }
[[rule]]
notice = "dear"
when = "price.total is not unknown and price.total >= 3 €"
with = { total = "price.total" }
[[rule]]
notice = "not_known"
when = "price.total is unknown"
[[rule]]
notice = "heavy"
when = "price.heavy is yes"
[[fee]]
id = "way"
amount = "price.total"
[[step]]
id = "end"
show = ["price"]
"#;

fn page() -> Demarche {
    let page = PAGE.replace("kind = \"number\"", "number = { from = 0, to = 9 }");
    let files =
        [("demarches/t.1/demarche.toml", "sections = [\"a\"]\n"), ("demarches/t.1/a.toml", &page)];
    let (catalogue, faults) = Catalogue::read_with(&files, TOLL);
    assert_eq!(faults.to_string(), "");
    catalogue.demarche("t.1").unwrap().clone()
}

fn walk(demarche: &Demarche, answers: &str) -> Journey {
    let site = Site { departement: "76".into() };
    let today = date(2026, 6, 1);
    journey(demarche, &draft(demarche, answers).unwrap(), &Circumstances { today, site })
}

fn said(walked: &Journey) -> Vec<&str> {
    walked.notices.iter().map(|spoken| spoken.key.as_str()).collect()
}

#[test]
fn a_calculator_gives_its_facts_and_lines() {
    let demarche = page();
    let lorry = "sort = \"lorry\"\naxles = 3\nsince = 2026-01-01\n";
    let walked = walk(&demarche, lorry);
    assert_eq!(walked.derived["price"], Shown::Money(350), "the main fact stands for the whole");
    assert_eq!(walked.derived["price.total"], Shown::Money(350));
    assert_eq!(walked.fees[0].cents, Some(350));
    assert_eq!(said(&walked), ["dear", "heavy"]);
    let lines = &walked.computed["price"].lines;
    assert_eq!(lines[0].cents, Some(350));
    let reason = lines[0].reason.as_ref().unwrap();
    assert_eq!(crate::journeys::built_in().texts("fr").reason(reason), "3 €");
    let earlier = walk(&demarche, &lorry.replace("2026-01-01", "2025-12-31"));
    assert_eq!(earlier.fees[0].cents, Some(300));
    assert_eq!(said(&earlier), ["dear", "heavy"]);
}

#[test]
fn what_was_not_asked_is_absent_and_what_is_open_is_not_asked_of_it() {
    let demarche = page();
    let car = walk(&demarche, "sort = \"car\"\n");
    assert_eq!((car.fees[0].cents, said(&car)), (Some(200), Vec::new()));
    let open = walk(&demarche, "sort = \"lorry\"\naxles = 3\n");
    assert_eq!(open.derived["price.total"], Shown::Open);
    assert_eq!((open.fees[0].cents, open.fees[0].maybe), (None, true));
    assert_eq!((open.computed, open.notices), (BTreeMap::new(), Vec::new()));
}

#[test]
fn what_it_cannot_know_is_unknown_and_never_nothing() {
    let demarche = page();
    let since = walk(&demarche, "sort = \"lorry\"\naxles = 3\nsince = \"?\"\n");
    assert_eq!((since.fees[0].cents, since.fees[0].maybe), (None, false));
    assert_eq!(said(&since), ["not_known", "heavy"], "one fact may be known without the other");
    assert_eq!(since.computed["price"].unknown, Some(Reason::plain("write.unknown")));
    let axles = walk(&demarche, "sort = \"lorry\"\naxles = \"?\"\nsince = 2026-01-01\n");
    assert_eq!(axles.derived["price"], Shown::Unknown);
    assert_eq!(said(&axles), ["not_known"], "it is not even asked without what it wants");
    assert_eq!(axles.computed["price"].unknown, Some(Reason::plain("calculator.missing")));
}
