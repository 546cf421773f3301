//! Communes, countries and départements, found as people type them.

use mon_point_numerique::reference::commune::Found;
use mon_point_numerique::reference::{PartialDay, communes, countries, departements};

fn on(day: &str) -> Option<PartialDay> {
    let parts: Vec<i16> = day.split('-').map(|part| part.parse().unwrap()).collect();
    let part = |at: usize| parts.get(at).map(|part| i8::try_from(*part).unwrap());
    Some(PartialDay { year: parts[0], month: part(1), day: part(2) })
}

fn search(text: &str, at: Option<PartialDay>) -> Vec<String> {
    communes().search(text, at, 20).into_iter().map(written).collect()
}

fn written(found: Found) -> String {
    format!("{} {} ({})", found.code, found.name, found.departement_name())
}

#[test]
fn what_is_typed_is_found_first() {
    for (typed, first) in [
        ("rouen", "76540 Rouen (Seine-Maritime)"),
        ("ROU", "76540 Rouen (Seine-Maritime)"),
        ("havre", "76351 Le Havre (Seine-Maritime)"),
        ("le havre", "76351 Le Havre (Seine-Maritime)"),
        ("st etienne", "42218 Saint-Étienne (Loire)"),
        ("Saint-Etienne", "42218 Saint-Étienne (Loire)"),
        ("st etienne du rou", "76575 Saint-Étienne-du-Rouvray (Seine-Maritime)"),
        ("etienne rouvray", "76575 Saint-Étienne-du-Rouvray (Seine-Maritime)"),
        ("l'hay", "94038 L'Haÿ-les-Roses (Val-de-Marne)"),
        ("L’Haÿ les roses", "94038 L'Haÿ-les-Roses (Val-de-Marne)"),
        ("lhay", "94038 L'Haÿ-les-Roses (Val-de-Marne)"),
        ("strasb", "67482 Strasbourg (Bas-Rhin)"),
        ("oeuf en", "62633 Œuf-en-Ternois (Pas-de-Calais)"),
        ("ste colombe", "05135 Sainte-Colombe (Hautes-Alpes)"),
    ] {
        let found = search(typed, None);
        assert_eq!(found.first().map(String::as_str), Some(first), "{typed}: {found:?}");
    }
    for nothing in ["", "  ", "-'", "zzzzqq", "\u{202e}", "🙂"] {
        assert!(search(nothing, None).is_empty(), "{nothing:?}");
    }
}

#[test]
fn st_may_begin_a_saint_or_strasbourg() {
    let found = communes().search("st", None, 6000);
    assert!(found.iter().any(|found| found.name == "Strasbourg"));
    assert!(found.iter().any(|found| found.name == "Saint-Étienne"));
}

#[test]
fn twelve_sainte_colombe_are_told_apart_by_their_departement() {
    let found = communes().search("Sainte Colombe", None, 50);
    let exact: Vec<_> = found.iter().filter(|found| found.name == "Sainte-Colombe").collect();
    assert_eq!(exact.len(), 12);
    let mut departements: Vec<_> = exact.iter().map(|found| found.departement_name()).collect();
    departements.dedup();
    assert_eq!(departements.len(), 12);
    assert!(departements.iter().all(|name| !name.is_empty()));
}

#[test]
fn a_name_is_offered_only_while_it_was_in_force() {
    let merged = "76108 Bois-Guillaume-Bihorel (Seine-Maritime)".to_owned();
    let bois = "76108 Bois-Guillaume (Seine-Maritime)".to_owned();
    for (born, is_merged) in
        [("2011-12-31", false), ("2012-01-01", true), ("2013-12-31", true), ("2014-01-01", false)]
    {
        let found = search("bois guillaume", on(born));
        assert_eq!(found.contains(&merged), is_merged, "{born}: {found:?}");
        assert_eq!(found.contains(&bois), !is_merged, "{born}: {found:?}");
        let stands = |name| communes().in_force("76108", name, on(born));
        assert_eq!(stands("Bois-Guillaume-Bihorel"), is_merged);
        assert_eq!(stands("Bois-Guillaume"), !is_merged);
    }
    assert!(!search("bois guillaume", None).contains(&merged));
    // Half of the year 2011 or 2012, nobody knows which: the year is what was typed.
    let year = search("bois guillaume", on("2012"));
    assert!(year.contains(&merged), "{year:?}");
}

#[test]
fn a_former_name_says_what_stands_in_its_place() {
    let merged = communes().get("76108", "Bois-Guillaume-Bihorel").unwrap();
    assert!(merged.former);
    let successors: Vec<_> = merged.successors().map(|found| found.name).collect();
    assert_eq!(successors, ["Bihorel", "Bois-Guillaume"]);
    let today = communes().get("76540", "Rouen").unwrap();
    assert_eq!((today.former, today.until, today.successors().count()), (false, None, 0));
}

#[test]
fn inside_a_span_of_years_both_names_are_offered() {
    // Every change of the last years is only known by its year.
    let spans = communes().all().filter(|found| found.doubtful != found.until);
    let mut seen = 0;
    for former in spans {
        let (doubtful, until) = (former.doubtful.unwrap(), former.until.unwrap());
        let inside = Some(PartialDay::from(doubtful.tomorrow().unwrap()));
        let before = Some(PartialDay::from(doubtful.yesterday().unwrap()));
        let stands = |at| communes().in_force(former.code, former.name, at);
        assert!(stands(before) && stands(inside), "{former:?}");
        assert!(!stands(Some(PartialDay::from(until))), "{former:?}");
        // Where several former names of a code are known by spans, their order is not.
        let alone = communes().named(former.code).filter(|found| found.former).count() == 1;
        for new in communes().named(former.code).filter(|found| alone && !found.former) {
            assert!(communes().in_force(new.code, new.name, inside), "{new:?}");
            assert!(!communes().in_force(new.code, new.name, before), "{new:?}");
        }
        seen += 1;
    }
    assert_eq!(seen, 251);
}

#[test]
fn a_birth_is_written_by_arrondissement_and_an_address_by_city() {
    for (city, first, count) in [
        ("paris", "75101 Paris 1er Arrondissement (Paris)", 20),
        ("lyon", "69381 Lyon 1er Arrondissement (Rhône)", 9),
        ("marseille", "13201 Marseille 1er Arrondissement (Bouches-du-Rhône)", 16),
    ] {
        let born = communes().search(city, on("1980-05-01"), 40);
        let parts = born.iter().filter(|found| found.name.contains("Arrondissement")).count();
        assert_eq!(parts, count, "{city}");
        assert!(born.iter().all(|found| !found.name.eq_ignore_ascii_case(city)), "{city}");
        assert_eq!(born.first().copied().map(written).as_deref(), Some(first));
        let lives = communes().search(city, None, 40);
        assert!(lives.first().is_some_and(|found| found.name.eq_ignore_ascii_case(city)));
        assert!(lives.iter().all(|found| !found.name.contains("Arrondissement")));
    }
}

#[test]
fn a_postal_code_gives_its_communes() {
    let names = |postcode| -> Vec<_> {
        communes().by_postcode(postcode).into_iter().map(|found| found.name).collect()
    };
    assert_eq!(names("76000"), ["Rouen"]);
    assert_eq!(names("75016"), ["Paris"]);
    assert_eq!(names("76230"), ["Bois-Guillaume", "Isneauville", "Quincampoix"]);
    for nothing in ["", "7600", "76000 ", "760000", "2A000", "99999", "+7600", "٧٦٠٠٠"] {
        assert!(names(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn the_departement_of_a_former_name_is_that_of_its_time() {
    let found = search("boulogne billancourt", on("1950-03-01"));
    assert!(found.iter().any(|found| found.ends_with("Boulogne-Billancourt (Seine)")), "{found:?}");
    let ajaccio = communes().get("20004", "Ajaccio").unwrap();
    assert_eq!(ajaccio.departement_name(), "Corse");
    assert!(communes().all().all(|found| !found.departement_name().is_empty()));
}

#[test]
fn every_name_is_found_by_itself() {
    assert_eq!(communes().len(), 35_014 + 7_187);
    // One in a hundred, at the first day it stood: all would be as true, and slow here.
    for found in communes().all().step_by(97) {
        let day = found.from.or_else(|| found.until.map(|until| until.yesterday().unwrap()));
        let at = if found.former { day.map(PartialDay::from) } else { None };
        let answers = communes().search(found.name, at, 500);
        let is_city_part = found.name.contains("Arrondissement");
        let whole = ["75056", "13055", "69123"].contains(&found.code);
        assert!(is_city_part || whole || answers.contains(&found), "{found:?}");
    }
}

#[test]
fn countries_are_found_by_today_s_and_former_names() {
    let first = |typed: &str| countries().search(typed, 5).first().map(|found| found.name);
    for (typed, name) in [
        ("algerie", "Algérie"),
        ("ALG", "Algérie"),
        ("fran", "France"),
        ("cote d ivoire", "Côte d'Ivoire"),
        ("usa", "États-Unis"),
        ("etats", "États-Unis"),
        ("angleterre", "Royaume-Uni"),
        ("hollande", "Pays-Bas"),
        ("zaire", "République démocratique du Congo"),
        ("rda", "République démocratique allemande"),
        ("tchecoslovaquie", "Tchécoslovaquie"),
        ("viet", "Viêt Nam"),
        ("vietnam", "Viêt Nam"),
    ] {
        let found = first(typed).map(|name| name.replace('’', "'"));
        assert_eq!(found.as_deref(), Some(name), "{typed}");
    }
    let soviet: Vec<_> = countries().search("urss", 20).iter().map(|found| found.iso2).collect();
    assert_eq!(soviet.len(), 15);
    assert!(soviet.contains(&"RU") && soviet.contains(&"UA"));
    assert!(countries().search("", 5).is_empty());
}

#[test]
fn a_country_is_its_state_and_says_its_nationality() {
    let algeria = countries().get("99352").unwrap();
    assert_eq!(
        (algeria.name, algeria.nationality, algeria.national),
        ("Algérie", "algérienne", "algérien")
    );
    assert_eq!(countries().get("99132").unwrap().name, "Royaume-Uni");
    let france = countries().get("FR").unwrap();
    assert_eq!(countries().get("99100"), Some(france));
    assert_eq!((france.code, france.nationality), ("FR", "française"));
    assert_eq!(countries().get("99999"), None);
    assert_eq!(countries().all().len(), 261);
}

#[test]
fn a_departement_has_its_article() {
    let full = |code: &str| {
        departements()
            .get(code)
            .map(|found| format!("préfecture {}{}", found.complement, found.name))
    };
    assert_eq!(full("76").as_deref(), Some("préfecture de la Seine-Maritime"));
    assert_eq!(full("01").as_deref(), Some("préfecture de l'Ain"));
    assert_eq!(full("2a").as_deref(), Some("préfecture de la Corse-du-Sud"));
    assert_eq!(full("20"), None);
    assert_eq!(departements().search("seine", 9).len(), 4);
    assert_eq!(departements().search("97", 9).len(), 8);
    assert_eq!(departements().all().len(), 109);
}

#[test]
fn a_book_pasted_into_a_search_is_read_no_further_than_a_name() {
    let book = "Rouen ipsum ".repeat(1 << 20);
    assert!(communes().search(&book, None, 20).is_empty());
    assert!(countries().search(&book, 20).is_empty());
    assert!(departements().search(&book, 20).is_empty());
}
