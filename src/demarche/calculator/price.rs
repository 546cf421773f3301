//! The calculator `price`: what a carte grise costs (`docs/prix.md`), for editions.
//!
//! Never reckons: it hands over to `crate::price`, and names what came out.

use super::{Calculator, Computed, Figure, Figures, Given, Input, Line, Presence, Reason};
use crate::price::{
    self, Asked, Case, Category, Energy, Number, Operation, Plate, Price, Region, Tax, Unknown,
};

/// Its contract.
pub(super) const PRICE: Calculator = Calculator {
    name: "price",
    inputs: &[
        Input { name: "operation", figures: OPERATIONS, presence: Presence::Wanted },
        optional("region", Figures::Text),
        optional("departement", Figures::Text),
        optional("categorie", CATEGORIES),
        optional("genre", GENRES),
        optional("cv", Figures::Number),
        optional("date_b", Figures::Date),
        optional("energie", ENERGIES),
        optional("ptac", Figures::Number),
        optional("co2_wltp", Figures::Number),
        optional("masse", Figures::Number),
        optional("prix", Figures::Money),
        optional("plaque", Figures::Words(&["siv", "fni", "cyclo"])),
        optional("rang", Figures::Number),
        optional("motif", MOTIVES),
        optional("lien", Figures::Words(&["conjoint", "heritier", "tiers"])),
        optional("origine", Figures::Words(&["administration", "pro", "moi"])),
        optional("enfants", Figures::Number),
        optional("pendant_mariage", Figures::YesNo),
        optional("nedc", Figures::YesNo),
        optional("etat", Figures::YesNo),
        optional("demonstration", Figures::YesNo),
        optional("invalidite", Figures::YesNo),
        optional("fauteuil", Figures::YesNo),
        optional("bas_carbone", Figures::YesNo),
        optional("collection", Figures::YesNo),
        optional("usage_special", Figures::YesNo),
        optional("tourisme", Figures::YesNo),
        optional("exonere_malus", Figures::YesNo),
    ],
    facts: &[
        ("y1", Figures::Money),
        ("y2", Figures::Money),
        ("y3_co2", Figures::Money),
        ("masse", Figures::Money),
        ("y4", Figures::Money),
        ("y5", Figures::Money),
        ("total", Figures::Money),
        ("since", Figures::Date),
        ("until", Figures::Date),
        ("peut_etre_malus", Figures::YesNo),
        ("peut_etre_bas_carbone", Figures::YesNo),
        ("peut_etre_tourisme", Figures::YesNo),
    ],
    main: "total",
    run,
};

const fn optional(name: &'static str, figures: Figures) -> Input {
    Input { name, figures, presence: Presence::Optional }
}

/// The codes of the sheet, then the words of its variants.
const OPERATIONS: Figures = Figures::Words(&[
    "changement_titulaire",
    "premiere_immatriculation_neuf",
    "premiere_immatriculation_import",
    "ajout_cotitulaire",
    "retrait_cotitulaire",
    "ajout_conjoint",
    "succession",
    "duplicata",
    "etat_civil",
    "caracteristiques",
    "changement_adresse",
    "correction",
    "usurpation",
    "conversion_siv",
    "intemperies",
    "cession",
    "csa",
    "code_cession",
    "titulaire",
    "prem_neuf",
    "prem_import",
    "cotit_ajout",
    "cotit_retrait",
    "matrimonial",
    "carac_tech",
    "adresse",
]);

const CATEGORIES: Figures = Figures::Words(&[
    "L1e", "L2e", "L3e", "L4e", "L5e", "L6e", "L7e", "M1", "M2", "M3", "N1", "N2", "N3", "O", "O1",
    "O2", "O3", "O4", "T", "C", "R", "S",
]);

const GENRES: Figures = Figures::Words(&[
    "CAM", "CL", "CTTE", "CYCL", "MAGA", "MIAR", "MTL", "MTT1", "MTT2", "QM", "REA", "REM", "RESP",
    "RETC", "SRAT", "SREA", "SREM", "SRSP", "SRTC", "TCP", "TM", "TRA", "TRR", "VASP", "VP",
]);

const ENERGIES: Figures = Figures::Words(&[
    "AC", "EE", "EG", "EH", "EL", "EM", "EN", "EP", "EQ", "ER", "ES", "ET", "FE", "FG", "FH", "FL",
    "FN", "G2", "GA", "GE", "GF", "GG", "GH", "GL", "GM", "GN", "GO", "GP", "GQ", "GZ", "H2", "HE",
    "HH", "NE", "NH", "PE", "PH", "PL",
]);

const MOTIVES: Figures = Figures::Words(&[
    "mariage", "pacs", "divorce", "fin_pacs", "veuvage", "conjoint", "tiers", "aucun",
]);

/// Lines in the order of the certificate.
const ORDER: [&str; 5] =
    ["price.line.y1", "price.line.majoration", "price.line.co2", "price.line.y4", "price.line.y5"];

/// Yes or no, and what yes means.
const FLAGS: [(&str, Case); 11] = [
    ("pendant_mariage", Case::DuringMarriage),
    ("nedc", Case::Nedc),
    ("etat", Case::State),
    ("demonstration", Case::Demonstration),
    ("invalidite", Case::Invalidity),
    ("fauteuil", Case::Wheelchair),
    ("bas_carbone", Case::LowCarbon),
    ("collection", Case::Collection),
    ("usage_special", Case::SpecialUse),
    ("tourisme", Case::Tourism),
    ("exonere_malus", Case::ExemptedBefore),
];

fn run(given: &Given) -> Computed {
    let asked = asked(given);
    match price::price(&asked, given.today) {
        Ok(price) => computed(&price),
        Err(unknown) => without(&asked, given, &unknown),
    }
}

fn asked(given: &Given) -> Asked {
    let count = |name: &str| given.number(name).and_then(|number| u32::try_from(number).ok());
    let category = |name: &str| given.word(name).and_then(Category::named);
    let genre = category("genre");
    let region = given.word("region").and_then(Region::named);
    let departement = || given.word("departement").and_then(Region::of_departement);
    // Not asked is an ordinary engine; not known may be any.
    let energy = match given.word("energie") {
        None if given.unknown.contains("energie") => Some(Energy::Ask),
        word => word.map(Energy::named),
    };
    Asked {
        operations: given.word("operation").and_then(Operation::named).into_iter().collect(),
        region: region.or_else(departement),
        category: category("categorie").or(genre),
        cv: count("cv"),
        first: given.day("date_b"),
        energy,
        ptac: count("ptac"),
        co2: count("co2_wltp"),
        mass: count("masse"),
        bought: given.money("prix"),
        plate: given.word("plaque").map(|word| match word {
            "fni" => Plate::Fni,
            _ => Plate::Siv,
        }),
        rank: count("rang"),
        cases: cases(given, genre),
    }
}

fn cases(given: &Given, genre: Option<Category>) -> Vec<Case> {
    let mut cases: Vec<Case> = FLAGS
        .iter()
        .filter(|(name, _)| given.yesno(name) == Some(true))
        .map(|(_, case)| *case)
        .collect();
    let doubtful = |name: &str| given.unknown.contains(name);
    match genre {
        Some(Category::Vasp) => cases.push(Case::SpecialUse),
        Some(Category::Trr) => cases.push(Case::RoadTractor),
        _ => {}
    }
    let motive = given.word("motif").is_some_and(|word| !["tiers", "aucun"].contains(&word));
    if motive || given.word("lien") == Some("conjoint") {
        cases.push(Case::Spouse);
    }
    if given.word("origine") == Some("moi") || doubtful("origine") {
        cases.push(Case::OwnMistake);
    }
    if doubtful("pendant_mariage") {
        cases.push(Case::PerhapsDuringMarriage);
    }
    if given.number("enfants").is_some_and(|children| children >= 3) {
        cases.push(Case::LargeFamily);
    }
    // In doubt the malus of a body that changes is reckoned by nobody.
    if doubtful("tourisme") {
        cases.push(Case::Tourism);
    }
    cases
}

fn computed(price: &Price) -> Computed {
    let money = |tax| Figure::Money(price.of(tax));
    let perhaps = |key| Figure::YesNo(price.reserves.iter().any(|reason| reason.key == key));
    let lines = price.told().map(line).collect();
    let facts = [
        ("y1", money(Tax::Y1)),
        ("y2", money(Tax::Y2)),
        ("y3_co2", money(Tax::Co2)),
        ("masse", money(Tax::Masse)),
        ("y4", money(Tax::Y4)),
        ("y5", money(Tax::Y5)),
        ("total", Figure::Money(price.total())),
        ("since", Figure::Day(price.since)),
        ("until", Figure::Day(price.until)),
        ("peut_etre_malus", perhaps("price.reserve.exempted_before")),
        ("peut_etre_bas_carbone", perhaps("price.reserve.low_carbon")),
        ("peut_etre_tourisme", perhaps("price.reserve.tourism")),
    ];
    Computed { facts: facts.into(), lines, unknown: None }
}

fn line(line: &price::Line) -> Line {
    let reason = line.reason.as_ref().map(|reason| sentence(reason.key, &reason.numbers));
    Line { key: line.label, cents: Some(line.cents), reason }
}

/// No total: what is sure all the same, and why the rest is not.
fn without(asked: &Asked, given: &Given, unknown: &Unknown) -> Computed {
    let mut computed = Computed::unknown(sentence(unknown.key, &unknown.numbers));
    if let Ok(sure) = price::certain(asked, given.today) {
        let open = sure.open.iter().map(|key| Line { key, cents: None, reason: None });
        let known = sure.lines.iter().filter(|line| line.cents > 0).map(line);
        computed.lines = known.chain(open).collect();
        computed.lines.sort_by_key(|line| ORDER.iter().position(|key| *key == line.key));
    }
    computed
}

fn sentence(key: &'static str, numbers: &[(&'static str, Number)]) -> Reason {
    let figure = |number: &Number| match number {
        Number::Count(count) => Figure::Number(*count),
        Number::Cents(cents) => Figure::Money(*cents),
        Number::Name(name) => Figure::Text((*name).to_owned()),
        Number::Day(day) => Figure::Day(*day),
    };
    Reason { key, numbers: numbers.iter().map(|(name, number)| (*name, figure(number))).collect() }
}
