//! Conditions beside what they are: three kinds of nothing, quantifiers, tables, the calendar.

use std::fmt::Write as _;
use std::fs;

use jiff::civil::date;
use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::demarche::author::trial::draft;
use mon_point_numerique::dossier::journey::{Circumstances, Shown, Site, journey};

const HEAD: &str = "sections = [\"a\"]\nswitch.ferme = true\nswitch.ouvert = true\n";

const QUESTIONS: &str = r#"
[[step]]
ask.oui = "yesno"
[[step]]
ask.carte = { choice = ["a", "b", "c"] }
[[step]]
id = "ouverts"
ask.ouvert = "yesno"
ask.ouverte = "date"
ask.choix_ouvert = { choice = ["a", "b", "c"] }
ask.ouvert_inconnu = { kind = "yesno", unknown = true }
[[step]]
id = "caches"
when = "oui is no"
ask.cache = "yesno"
ask.cachee = "date"
ask.choix_cache = { choice = ["a", "b", "c"] }
ask.cache_inconnu = { kind = "yesno", unknown = true }
[[step]]
id = "inconnus"
ask.inconnu = { kind = "yesno", unknown = true }
ask.inconnue = { date = {}, unknown = true }
ask.choix_inconnu = { choice = ["a", "b", "c"], unknown = true }
ask.carte_unknown = { choice = ["a", "b", "c"], unknown = true }
[[step]]
id = "divers"
ask.vide = { text = {}, optional = true }
ask.pays = "country"
ask.nom = { format = "name" }
ask.prenoms = { list = { format = "name" } }
[[step]]
id = "dates"
ask.annee = { date = { partial = true } }
ask.mois = { date = { partial = true } }
[[step]]
id = "plusieurs"
ask.cas = { several = ["a", "b", "c"] }
ask.cas_vide = { several = ["a", "b", "c"] }
ask.cas_ouvert = { several = ["a", "b", "c"] }
ask.cas_cache = { several = ["a", "b", "c"], when = "oui is no" }
[[use]]
block = "p"
times = 3
[table.t]
key = ["c"]
give = ["n", "d", "prix", "lettre", "vide"]
rows = [
  ["a", 1, 2020-01-01, "12.50 €", "R", "none"],
  ["*", 9, 2019-01-01, "10 €", "O", "none"],
]
[table.etats]
key = ["pays"]
give = ["groupe"]
rows = [["99109", "code"], ["DZ", "lettres"], ["*", "autre"]]
[table.date]
key = ["c", "from"]
give = ["n"]
rows = [
  ["a", 2026-06-16, 1],
  ["a", 2026-06-15, 2],
  ["*", 1900-01-01, 3],
]
"#;

const ANSWERS: &str = r#"
oui = true
carte = "a"
inconnu = "?"
inconnue = "?"
choix_inconnu = "?"
carte_unknown = "a"
vide = ""
pays = "99352"
nom = "Durand Petit"
prenoms = ["Marie", "", "Anne"]
annee = 2008
mois = "2008-02"
cas = ["b", "a"]
cas_vide = []
cas_cache = ["a"]
cache = true
choix_cache = "a"
cachee = 2020-01-01
p.1.ok = true
p.2.ok = false
switch.ferme = false
"#;

#[test]
fn every_condition_is_what_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/core/conditions/table.txt");
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<(usize, &str, &str)> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(at, line)| {
            let (condition, wanted) = line.rsplit_once(" | ").unwrap();
            (at, condition, wanted)
        })
        .collect();
    let mut page = QUESTIONS.to_owned();
    for (at, condition, _) in &lines {
        writeln!(page, "[[derive]]\nid = \"c{at}\"\ngives = \"yesno\"").unwrap();
        writeln!(page, "first = [{{ is = \"yes\", when = \"{condition}\" }}]").unwrap();
        writeln!(page, "otherwise = \"no\"").unwrap();
    }
    for switch in ["ferme", "ouvert"] {
        writeln!(page, "[[rule]]\nnotice = \"{switch}\"\nwhen = \"switch.{switch} is yes\"")
            .unwrap();
    }
    let block = "[[step]]\nask.ok = \"yesno\"\n".to_owned();
    let files = [
        ("demarches/c.1/demarche.toml", HEAD.to_owned()),
        ("demarches/c.1/a.toml", page),
        ("demarches/blocks/p.toml", block),
    ];
    let catalogue = Catalogue::from_dir(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let demarche = catalogue.demarche("c.1").unwrap();
    let draft = draft(demarche, ANSWERS).unwrap();
    let circumstances =
        Circumstances { today: date(2026, 6, 15), site: Site { departement: "76".into() } };
    let journey = journey(demarche, &draft, &circumstances);
    assert!(journey.refusals.is_empty(), "an answer of the test is refused");
    let mut differences = Vec::new();
    for (at, condition, wanted) in lines {
        let found = match &journey.derived[&format!("c{at}")] {
            Shown::YesNo(true) => "yes",
            Shown::YesNo(false) => "no",
            Shown::Open => "open",
            other => panic!("{other:?}"),
        };
        if found != wanted {
            differences.push(format!("line {at}: {condition}: wanted {wanted}, found {found}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
