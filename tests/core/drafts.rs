//! Drafts in the drawer: carried over to a later edition, reviewed, reviewed again at the centre.
//!
//! `drafts/*.json` are drafts as the terminal stored them; beside each, `*.expected` is what
//! becomes of it. `UPDATE=1` rewrites the second, never the first.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use mon_point_numerique::demarche::author::trial::draft;
use mon_point_numerique::demarche::{Catalogue, Demarche};
use mon_point_numerique::dossier::journey::{Circumstances, Site, Why, journey};
use mon_point_numerique::dossier::{Draft, EditionMatch, Entry, carry_over, review, review_again};

use crate::journeys::toy;

fn now() -> Circumstances {
    Circumstances { today: date(2026, 6, 15), site: Site { departement: "76".into() } }
}

/// What was kept, dropped and refused, as a page.
fn fate(catalogue: &Catalogue, stored: Draft) -> String {
    let before: Vec<String> = stored.entries.keys().cloned().collect();
    let Some((carried, dropped)) = carry_over(catalogue, stored) else {
        return "no such procedure\n".to_owned();
    };
    let demarche = catalogue.demarche(&carried.edition).unwrap();
    assert_eq!(carried.edition_digest, demarche.digest());
    let walked = journey(demarche, &carried, &now());
    let mut page = format!("edition {}\n", carried.edition);
    for name in before {
        let fate = if dropped.contains(&name) { "dropped" } else { "kept" };
        writeln!(page, "{fate} {name}").unwrap();
    }
    for id in &walked.missing {
        writeln!(page, "missing {}", demarche.question(*id).name).unwrap();
    }
    for refusal in &walked.refusals {
        let Why::Entry { key, .. } = &refusal.why else { continue };
        writeln!(page, "refused {} {key}", demarche.question(refusal.question).name).unwrap();
    }
    for caution in &walked.cautions {
        let state = if caution.confirmed { "confirmed" } else { "to confirm" };
        writeln!(page, "caution {} {state}", caution.spoken.name).unwrap();
    }
    page
}

#[test]
fn every_stored_draft_opens_in_the_latest_edition() {
    let older = toy("older");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/drafts");
    let (mut differences, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        count += 1;
        let mut stored: Draft = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        if let Some(own) = older.demarche(&stored.edition)
            && stored.edition_digest == "same"
        {
            stored.edition_digest = own.digest().to_owned();
        }
        let found = fate(&older, stored);
        let beside = path.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let wanted = fs::read_to_string(&beside).unwrap_or_default();
        if wanted != found {
            differences.push(format!("{}:\nwanted\n{wanted}found\n{found}", path.display()));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(count >= 5, "only {count} stored drafts");
}

const WHOLE: &str = "
nom = \"Durand\"
naissance = 1980-03-14
demandeur = \"majeur\"
carte = true
delivree_le = 2000-01-10
change = []
motif = \"finie\"
autres = 2
parent.1.present = true
";

fn whole(demarche: &Demarche) -> Draft {
    draft(demarche, WHOLE).unwrap()
}

#[test]
fn a_dossier_holds_the_path_only_and_is_judged_alike_at_the_centre() {
    let toys = toy("toy");
    let demarche = toys.demarche("toy.1").unwrap();
    let mut draft = whole(demarche);
    let stopped = review(demarche, &draft, &now()).err().expect("a caution is not confirmed");
    let caution = &stopped.journey.cautions[0];
    let _ = draft.confirmed.insert(caution.spoken.name.clone(), caution.values.clone());
    let _ = draft.confirmed.insert("parent.1.parent_jeune".into(), "hidden".into());
    let dossier = review(demarche, &draft, &now()).expect("nothing is in the way");
    let contents = dossier.contents();
    let names: Vec<&str> = contents.entries.keys().map(String::as_str).collect();
    let path = ["carte", "change", "delivree_le", "demandeur", "motif", "naissance", "nom"];
    assert_eq!(names, path, "hidden answers stay in the draft");
    assert_eq!(contents.confirmed.keys().collect::<Vec<_>>(), ["vieille"]);
    let again = review_again(demarche, contents).expect("the same rules, the same day");
    assert_eq!(again.contents(), contents);
}

#[test]
fn contents_with_a_stranger_or_of_another_edition_are_refused_at_the_centre() {
    let toys = toy("toy");
    let demarche = toys.demarche("toy.1").unwrap();
    let mut draft = whole(demarche);
    let _ = draft.entries.insert("delivree_le".into(), day("2012", "01", "10"));
    let dossier = review(demarche, &draft, &now()).expect("nothing is in the way");
    let mut contents = dossier.contents().clone();
    let _ = contents.entries.insert("parent.1.present".into(), Entry::YesNo(true));
    let refused = review_again(demarche, &contents).err().expect("not on the path");
    assert_eq!(refused.strangers, ["parent.1.present"]);
    let _ = contents.entries.remove("parent.1.present");
    contents.edition_digest = "0".repeat(64);
    let refused = review_again(demarche, &contents).err().expect("another edition");
    assert_eq!(refused.edition, EditionMatch::Other);
}

#[test]
fn what_stands_in_the_way_is_told() {
    let toys = toy("toy");
    let demarche = toys.demarche("toy.1").unwrap();
    for (name, entry, missing, refused, stopped) in [
        ("nom", Entry::Text(String::new()), 1, 0, false),
        ("nom", Entry::Text("D\u{202e}urand".into()), 0, 1, false),
        ("nom", Entry::Text("x".repeat(10 << 20)), 0, 1, false),
        ("nom", Entry::YesNo(true), 0, 1, false),
        ("naissance", day("2026", "06", "16"), 0, 1, false),
        ("naissance", day("2023", "02", "29"), 0, 1, false),
        ("naissance", day("1899", "12", "31"), 0, 1, false),
        ("naissance", Entry::Unknown, 0, 1, false),
        ("change", Entry::Several(vec!["autre".into()]), 0, 1, false),
        ("motif", Entry::Choice { word: "autre".into(), proposed: false }, 0, 1, false),
        ("delivree_le", day("2020", "01", "10"), 0, 0, true),
    ] {
        let mut draft = whole(demarche);
        let _ = draft.entries.insert("delivree_le".into(), day("2012", "01", "10"));
        let _ = draft.entries.insert(name.into(), entry);
        let told = review(demarche, &draft, &now()).err();
        let told = told.unwrap_or_else(|| panic!("{name} was let through"));
        let journey = &told.journey;
        let found = (journey.missing.len(), journey.refusals.len(), journey.stop.is_some());
        assert_eq!(found, (missing, refused, stopped), "{name}");
    }
}

fn day(year: &str, month: &str, day: &str) -> Entry {
    let (day, month, year) = (day.into(), month.into(), year.into());
    Entry::Date { day, month, year, hour: String::new() }
}

/// A `Debug` of what a walk found names questions, and never what was typed.
#[test]
fn no_typed_word_is_in_the_debug_of_a_journey() {
    let toys = toy("toy");
    let demarche = toys.demarche("kinds.1").unwrap();
    let mut draft = draft(demarche, "texte = \"Zanzibar\"\nprenoms = [\"Zoe\"]\n").unwrap();
    let _ = draft.entries.insert("jour".into(), day("1987", "06", "05"));
    let _ = draft.entries.insert("tel".into(), Entry::Text("Zut 06".into()));
    let told = format!("{:?}", journey(demarche, &draft, &now()));
    assert!(told.contains("too_few"), "the refusals are there");
    for word in ["Zanzibar", "Zoe", "1987", "Zut"] {
        assert!(!told.contains(word), "{word} is in {told}");
    }
}

/// Any draft of any edition has a journey: entries of every shape in every question.
#[test]
fn no_draft_stops_the_walk() {
    let toys = [toy("toy"), toy("sheets")];
    let catalogues = [crate::journeys::built_in(), &toys[0], &toys[1]];
    let shapes = [
        Entry::Unknown,
        Entry::Text("12".into()),
        Entry::Text("é\u{301}\u{0}".into()),
        Entry::Choice { word: "perte".into(), proposed: true },
        Entry::Several(vec!["a".into(), "a".into()]),
        Entry::YesNo(true),
        Entry::YesNo(false),
        day("9999", "12", "31"),
        day("2000", "", ""),
        day("é", "13", "-1"),
        Entry::Commune { code: "76540".into(), name: "Rouen".into() },
        Entry::FreeCommune("Ailleurs".into()),
        Entry::Country("FR".into()),
        Entry::List(vec!["Marie".into(); 40]),
        Entry::Row("VP".into()),
        Entry::Declaration(true),
    ];
    for demarche in catalogues.iter().flat_map(|catalogue| catalogue.editions()) {
        for (shift, _) in shapes.iter().enumerate() {
            let entries: BTreeMap<String, Entry> = demarche
                .questions()
                .map(|(id, question)| {
                    let shape = shapes[(usize::from(id.0) + shift) % shapes.len()].clone();
                    (question.name.clone(), shape)
                })
                .collect();
            let draft = Draft { entries, ..Draft::default() };
            for today in [date(-9999, 1, 1), date(2026, 6, 15), date(9999, 12, 31)] {
                let circumstances = Circumstances { today, ..now() };
                let journey = journey(demarche, &draft, &circumstances);
                assert!(!journey.steps.is_empty(), "{}", demarche.edition());
            }
        }
    }
}
