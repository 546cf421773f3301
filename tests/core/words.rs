//! The words of a language: dates, sums and lists in its own way; blocks whose words a démarche
//! may put its own in place of.

use jiff::civil::date;
use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::demarche::author::trial::draft;
use mon_point_numerique::dossier::journey::{
    Circumstances, PartialDay, Refusal, Shown, Site, Why, journey,
};
use mon_point_numerique::text::Direction;

use crate::journeys::built_in;

#[test]
fn values_are_written_in_the_way_of_the_language() {
    let day = |year, month, day| Shown::Day(PartialDay { year, month, day });
    let whole = |y, m, d| day(y, Some(m), Some(d));
    for (shown, french, english) in [
        (whole(1962, 3, 14), "14 mars 1962", "14 March 1962"),
        (whole(2004, 8, 1), "1er août 2004", "1 August 2004"),
        (day(1962, Some(12), None), "décembre 1962", "December 1962"),
        (day(1962, None, None), "1962", "1962"),
        (Shown::Money(2500), "25 €", "€25"),
        (Shown::Money(1250), "12,50 €", "€12.50"),
        (Shown::Money(105), "1,05 €", "€1.05"),
        (Shown::Number(9999), "9999", "9999"),
        (Shown::Number(-12345), "-12\u{a0}345", "-12,345"),
        (Shown::YesNo(true), "Oui", "Yes"),
        (Shown::Unknown, "Je ne sais pas", "I don't know"),
        (Shown::Words(Vec::new()), "Aucun de ces cas", "None of these"),
        (Shown::Commune("76540".into(), "Rouen".into()), "Rouen (76)", "Rouen (76)"),
        (Shown::Commune(String::new(), "Ailleurs".into()), "Ailleurs", "Ailleurs"),
        (Shown::Country("99352".into()), "Algérie", "Algérie"),
        (
            Shown::Moment(PartialDay { year: 2026, month: Some(6), day: Some(2) }, "09:05".into()),
            "2 juin 2026 à 09:05",
            "2 June 2026 at 09:05",
        ),
    ] {
        assert_eq!(built_in().texts("fr").write(&shown), french);
        assert_eq!(built_in().texts("en").write(&shown), english);
    }
    let list = |items: &[&str]| {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        built_in().texts("fr").list(&items)
    };
    assert_eq!(list(&["a"]), "a");
    assert_eq!(list(&["a", "b", "c"]), "a, b et c");
    let spanish = |shown: &Shown| built_in().texts("es").write(shown);
    assert_eq!(spanish(&whole(1962, 3, 14)), "14 de marzo de 1962");
    assert_eq!(spanish(&whole(2004, 8, 1)), "1 de agosto de 2004");
    assert_eq!(spanish(&day(1962, Some(12), None)), "diciembre de 1962");
    assert_eq!(spanish(&Shown::Money(1250)), "12,50 €");
    let arabic = |shown: &Shown| built_in().texts("ar").write(shown);
    assert_eq!(arabic(&whole(1962, 3, 14)), "14 مارس 1962");
    assert_eq!(arabic(&whole(2004, 8, 1)), "1 أغسطس 2004");
    assert_eq!(arabic(&day(1962, Some(12), None)), "ديسمبر 1962");
    assert_eq!(arabic(&Shown::Money(1250)), "12,50 يورو");
    assert_eq!(arabic(&Shown::Number(-12345)), "-12\u{a0}345");
    let words = ["أ", "ب", "ت"].map(str::to_owned);
    assert_eq!(built_in().texts("ar").list(&words), "أ، ب وت");
}

#[test]
fn portuguese_puts_its_little_words_in_a_day_and_a_list() {
    let texts = built_in().texts("pt");
    let day = |month, day| texts.day(PartialDay { year: 1962, month, day });
    assert_eq!(day(Some(3), Some(14)), "14 de março de 1962");
    assert_eq!(day(Some(8), Some(1)), "1 de agosto de 1962");
    assert_eq!(day(Some(12), None), "dezembro de 1962");
    assert_eq!(texts.sum(1250), "12,50 €");
    assert_eq!(texts.list(&["a", "b", "c"].map(str::to_owned)), "a, b e c");
}

#[test]
fn turkish_puts_the_day_before_its_month_and_a_list_together() {
    let texts = built_in().texts("tr");
    let day = |month, day| texts.day(PartialDay { year: 1962, month, day });
    assert_eq!(day(Some(3), Some(14)), "14 Mart 1962");
    assert_eq!(day(Some(8), Some(1)), "1 Ağustos 1962");
    assert_eq!(day(Some(12), None), "Aralık 1962");
    assert_eq!(texts.sum(1250), "12,50 €");
    assert_eq!(texts.list(&["a", "b", "c"].map(str::to_owned)), "a, b ve c");
}

#[test]
fn a_language_says_its_direction_and_who_answers_for_its_words() {
    for language in built_in().languages() {
        let texts = built_in().texts(language);
        let rightward = texts.direction() == Direction::LeftToRight;
        assert_eq!(rightward, language != "ar", "{language}");
        // Only French is the project's own: nobody has yet signed for another language.
        assert_eq!(texts.is_signed(), language == "fr", "{language}");
    }
}

#[test]
fn a_direction_that_is_none_is_a_fault() {
    let french = include_str!("../../assets/texts/fr/interface.toml");
    let told = |words: &str| {
        let files = [("texts/fr/interface.toml", words)];
        Catalogue::from_dir(&files).err().map(|faults| faults.to_string()).unwrap_or_default()
    };
    assert_eq!(told(french), "");
    let wrong = french.replacen("\"ltr\"", "\"right\"", 1);
    assert!(told(&wrong).contains("`language.direction` is `ltr` or `rtl`"), "{}", told(&wrong));
}

#[test]
fn french_is_first_and_stands_for_a_language_that_is_not_there() {
    assert_eq!(built_in().languages()[0], "fr");
    assert_eq!(built_in().texts("xx").language(), "fr");
}

const WORDS: &str = r#"
[section]
a = "A"
[ask.parent.annees]
ask = "Âge de la mère ou du père {n} ?"
short = "Âge du parent"
[rule]
jeune = "Né le {jour}, motif : {motif}. Parents : {n}."
[choice.motif]
perte = { title = "Perdue", detail = "Sans l'avoir retrouvée" }
vol = "Volée"
[ask.motif]
ask = "Quoi ?"
short = "Quoi"
"#;

const BLOCK: &str = r#"
[ask.nom]
ask = "Nom du parent {n} ?"
short = "Nom"
[ask.annees]
ask = "Âge ?"
short = "Âge"
[ask.ville.nom]
ask = "Ville du parent {n} ?"
short = "Ville"
"#;

const INNER: &str = "[ask.nom]\nask = \"Ville ?\"\nshort = \"Ville\"\n";

const PAGE: &str = r#"
[[step]]
ask.motif = { choice = ["perte", "vol"] }
[[use]]
block = "parent"
times = 2
[[rule]]
notice = "jeune"
with = { jour = "today", motif = "motif", n = "count(parent)" }
when = "motif is given"
"#;

#[test]
fn the_nearest_words_are_said_with_their_values() {
    let files = [
        ("demarches/w.1/demarche.toml", "sections = [\"a\"]\n"),
        ("demarches/w.1/a.toml", PAGE),
        (
            "demarches/blocks/parent.toml",
            "[[step]]\nask.nom = \"text\"\n[[step]]\nask.annees = \"text\"\n[[use]]\nblock = \"ville\"\n",
        ),
        ("demarches/blocks/ville.toml", "[[step]]\nask.nom = \"text\"\n"),
        ("texts/fr/w.toml", WORDS),
        ("texts/fr/blocks/parent.toml", BLOCK),
        ("texts/fr/blocks/ville.toml", INNER),
    ];
    let catalogue = Catalogue::from_dir(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let (demarche, texts) = (catalogue.demarche("w.1").unwrap(), catalogue.texts("fr"));
    let ask = |name: &str| texts.ask(demarche, demarche.find(name).unwrap()).ask;
    assert_eq!(ask("parent.2.nom"), "Nom du parent 2 ?", "the block's own words");
    assert_eq!(
        ask("parent.1.annees"),
        "Âge de la mère ou du père 1 ?",
        "the démarche's in their place"
    );
    assert_eq!(
        ask("parent.2.ville.nom"),
        "Ville du parent 2 ?",
        "the outer block's in their place"
    );
    let draft = draft(demarche, "motif = \"vol\"\n").unwrap();
    let site = Site { departement: "76".into() };
    let walked = journey(demarche, &draft, &Circumstances { today: date(2026, 6, 1), site });
    let said = texts.rule(demarche, &walked.notices[0]);
    assert_eq!(said, "Né le write.first_of_month, motif : Volée. Parents : 2.");
    let motif = demarche.find("motif").unwrap();
    let card = texts.choice(demarche, motif, "perte");
    assert_eq!(
        (card.title.as_str(), card.detail.as_deref()),
        ("Perdue", Some("Sans l'avoir retrouvée"))
    );
    assert_eq!(texts.answer(demarche, motif, &Shown::Word("vol".into())), "Volée");
}

#[test]
fn a_refusal_is_said_with_its_numbers() {
    let demarche = built_in().latest("cni").unwrap();
    let question = demarche.find("naissance").unwrap();
    let numbers = [("latest".to_owned(), "2026-11-25".to_owned())].into();
    let why = Why::Entry { key: "after".into(), numbers, suggestion: None };
    let said = built_in().texts("fr").refusal(demarche, &Refusal { question, why });
    assert!(said.contains("25 novembre 2026"), "{said}");
    assert!(!said.contains('{'), "{said}");
}
