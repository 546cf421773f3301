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

/// An edition that asks the price of the program: what the sheet calls examples 1, 7, 11 and 13.
const PRICED: &str = r#"
[[step]]
id = "request"
ask.demande = { choice = ["titulaire", "adresse", "matrimonial", "prem_neuf"] }
ask.region = { text = { to = 40 }, optional = true }
ask.genre = { choice = ["VP", "CL", "MTT1"] }
ask.energie = { choice = ["ES", "EL", "EE"], unknown = true }
[[step]]
id = "vehicle"
ask.cv = { number = { from = 1, to = 99 }, unknown = true, when = "genre is not CL" }
ask.mise = { date = {}, unknown = true, when = "genre is not CL" }
ask.pendant = { kind = "yesno", unknown = true, when = "demande is matrimonial" }
ask.rang = { number = { from = 1, to = 9 }, when = "demande is adresse" }
[[derive]]
id = "prix"
[derive.call.price]
operation = "demande"
region = "region"
genre = "genre"
cv = "cv"
date_b = "mise"
energie = "energie"
pendant_mariage = "pendant"
rang = "rang"
plaque = "siv"
[[rule]]
notice = "malus"
when = "prix.peut_etre_malus is yes"
[[fee]]
id = "all"
amount = "prix.total"
[[step]]
id = "end"
show = ["prix"]
"#;

fn priced(answers: &str) -> Journey {
    let files =
        [("demarches/p.1/demarche.toml", "sections = [\"a\"]\n"), ("demarches/p.1/a.toml", PRICED)];
    let (catalogue, faults) = Catalogue::read(&files);
    assert_eq!(faults.to_string(), "");
    walk(catalogue.demarche("p.1").unwrap(), answers)
}

fn sentences(walked: &Journey) -> Vec<String> {
    let built = crate::journeys::built_in();
    let texts = built.texts("fr");
    let lines = walked.computed["prix"].lines.iter();
    let line = |line: &Line| {
        let sum = line.cents.map_or_else(|| "?".to_owned(), |cents| texts.sum(cents));
        let reason = line.reason.as_ref().map(|reason| texts.reason(reason)).unwrap_or_default();
        format!("{}: {sum} {reason}", texts.interface(line.key)).trim_end().to_owned()
    };
    lines.map(line).collect()
}

#[test]
fn the_price_of_a_carte_grise_is_asked_by_an_edition() {
    let car = "demande = \"titulaire\"\nregion = \"NOR\"\ngenre = \"VP\"\ncv = 5\n\
               mise = 2020-03-10\nenergie = \"ES\"\n";
    let walked = priced(car);
    assert_eq!(walked.fees[0].cents, Some(31_376));
    assert_eq!(walked.derived["prix.since"].clone(), Shown::Day(date(2026, 1, 1).into()));
    assert_eq!(said(&walked), ["malus"], "what the program cannot see");
    assert_eq!(
        sentences(&walked),
        [
            "Taxe régionale: 300 € 5 chevaux × 60 € (Normandie, 2026)",
            "Malus écologique: 0 € Pas de malus : la voiture est déjà immatriculée en France",
            "Taxe fixe: 11 €",
            "Envoi à votre adresse: 2,76 €",
        ]
    );
    let unknown_energy = car.replace("\"ES\"", "\"?\"");
    assert_eq!(priced(&unknown_energy).fees[0].cents, Some(31_376), "every energy pays the same");
    let moto = car.replace("VP", "MTT1").replace("cv = 5", "cv = 1");
    let first = &sentences(&priced(&moto))[0];
    assert!(first.starts_with("Taxe régionale: 30 € La moitié de 1 cheval"), "{first}");
    let moped =
        priced("demande = \"titulaire\"\nregion = \"\"\ngenre = \"CL\"\nenergie = \"ES\"\n");
    assert_eq!(moped.fees[0].cents, Some(1_376), "no power, no date, no région");
}

#[test]
fn what_is_missing_from_a_price_is_named_and_what_is_sure_stays() {
    let car = "demande = \"titulaire\"\nregion = \"NOR\"\ngenre = \"VP\"\ncv = \"?\"\n\
               mise = 2020-03-10\nenergie = \"ES\"\n";
    let walked = priced(car);
    assert_eq!(walked.derived["prix"], Shown::Unknown);
    let reason = |walked: &Journey| walked.computed["prix"].unknown.as_ref().map(|r| r.key);
    assert_eq!(reason(&walked), Some("price.unknown.missing_cv"));
    let sure = ["Taxe régionale: ?", "Taxe fixe: 11 €", "Envoi à votre adresse: 2,76 €"];
    assert_eq!(sentences(&walked), sure);
    let new = priced(&car.replace("titulaire", "prem_neuf").replace("\"?\"", "5"));
    assert_eq!(reason(&new), Some("price.unknown.missing_co2"));
    assert_eq!(
        sentences(&new),
        [
            "Taxe régionale: 300 € 5 chevaux × 60 € (Normandie, 2026)",
            "Malus écologique: ?",
            "Taxe fixe: 11 €",
            "Envoi à votre adresse: 2,76 €",
        ]
    );
    let nowhere = priced(&car.replace("NOR", "nowhere").replace("\"?\"", "5"));
    assert_eq!(reason(&nowhere), Some("price.unknown.missing_region"));
    let married = "demande = \"matrimonial\"\nregion = \"NOR\"\ngenre = \"VP\"\ncv = 5\n\
                   mise = 2020-03-10\nenergie = \"ES\"\n";
    assert_eq!(
        reason(&priced(&format!("{married}pendant = \"?\"\n"))),
        Some("price.unknown.during_marriage")
    );
    assert_eq!(priced(&format!("{married}pendant = false\n")).fees[0].cents, Some(1_376));
    assert_eq!(priced(&format!("{married}pendant = true\n")).fees[0].cents, Some(31_376));
    let moved = car.replace("titulaire", "adresse").replace("\"?\"", "5");
    assert_eq!(priced(&format!("{moved}rang = 4\n")).fees[0].cents, Some(276));
    let free = priced(&format!("{moved}rang = 3\n"));
    assert_eq!(free.fees[0].cents, Some(0));
    assert_eq!(sentences(&free), ["Taxe fixe: 0 € Rien à payer pour cette demande"]);
}
