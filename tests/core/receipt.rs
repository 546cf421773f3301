//! The paper: reproducible, small, tagged, and readable by a program that copies its text.

mod tree;

use lopdf::Document;
use mon_point_numerique::receipt::rehearsal::{Rehearsal, Size};
use mon_point_numerique::receipt::{
    Answers, Letters, Lines, List, Official, Part, Rank, Receipt, Sum, Ticket,
};

/// The receipt of the mock-up. Everything in it is invented.
fn invented() -> Receipt {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Receipt {
        language: "fr".into(),
        product: "Mon point numérique".into(),
        place: "Préfecture de la Seine-Maritime · Rouen".into(),
        date: "23 novembre 2026, 10 h 42".into(),
        kind: "Papier de votre dossier".into(),
        demarche: "Carte nationale d'identité".into(),
        variant: "Nouvelle carte après une perte".into(),
        binding: "Seul le texte en français compte.".into(),
        duplicata: None,
        number_label: "Numéro de votre dossier".into(),
        number: "R2A-00F2-9QTM".into(),
        state: (
            "Enregistré ici, pas encore envoyé.".into(),
            "Il part tout seul dès que la connexion revient.".into(),
        ),
        not_yet: (
            "Votre carte n'est pas encore demandée.".into(),
            "La préfecture vérifie votre dossier, puis vous donne un numéro de pré-demande.".into(),
        ),
        square: "MPN1:R2A00F29QTM:CNI:20261123:".to_owned() + &"7K3M9QF2TX0W".repeat(12),
        square_name: "Carré de vérification du dossier R2A-00F2-9QTM".into(),
        official: Official {
            title: "Numéro de pré-demande (10 signes)".into(),
            note: "Donné par la préfecture. Il vaut 12 mois.".into(),
            signs: 10,
            number: None,
        },
        parts: vec![
            Part {
                heading: "Ensuite".into(),
                lines: Lines::Numbered(lines(&[
                    "Avec ce numéro, prenez rendez-vous dans une mairie équipée, partout en France.",
                    "Venez au rendez-vous avec les pièces ci-dessous. La personne doit être présente.",
                    "Retirez votre carte dans la même mairie.",
                ])),
            },
            Part {
                heading: "À apporter à la mairie".into(),
                lines: Lines::Boxes(lines(&[
                    "Ce papier",
                    "Une photo d'identité de moins de 6 mois",
                    "Votre passeport, ou un acte de naissance de moins de 3 mois",
                    "Un justificatif de domicile de moins d'un an",
                    "Un timbre fiscal de 25 €",
                    "La déclaration de perte (on la remplit sur place)",
                ])),
            },
            Part {
                heading: "Suivre mon dossier".into(),
                lines: Lines::Sentences(lines(&[
                    "Dans tout point numérique, avec le numéro de dossier et votre date de naissance.",
                    "Téléphone : 02 32 76 50 00.",
                ])),
            },
        ],
        onward: Vec::new(),
        foot: "L'aide de ce lieu est gratuite. La carte d'identité est gratuite, sauf perte ou \
               vol. Ce papier ne remplace pas une pièce d'identité. Le carré noir prouve qu'il \
               vient de ce terminal."
            .into(),
        answers: None,
    }
}

fn answered() -> Receipt {
    let rows = (0..60).map(|at| (format!("Question {at}"), format!("Réponse n° {at}, ŒUVRARD")));
    let sections = vec![("Votre état civil".to_owned(), rows.collect())];
    Receipt { answers: Some(Answers { heading: "Mes réponses".into(), sections }), ..invented() }
}

fn text(bytes: &[u8], page: u32) -> String {
    let text = Document::load_mem(bytes).unwrap().extract_text(&[page]).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(bytes: &[u8]) -> usize {
    Document::load_mem(bytes).unwrap().get_pages().len()
}

#[test]
fn equal_receipts_are_equal_bytes() {
    assert_eq!(invented().pdf(Letters::Ordinary, None), invented().pdf(Letters::Ordinary, None));
    let mut other = invented();
    other.number = "R2A-00F2-9QTN".into();
    assert_ne!(invented().pdf(Letters::Ordinary, None), other.pdf(Letters::Ordinary, None));
}

#[test]
fn it_is_one_page_under_150_kilobytes() {
    let bytes = invented().pdf(Letters::Ordinary, None);
    assert_eq!(pages(&bytes), 1);
    assert!(bytes.len() < 150_000, "{} bytes", bytes.len());
    assert!(bytes.len() > 5_000, "{} bytes: is the font in it?", bytes.len());
}

#[test]
fn its_words_can_be_copied() {
    let text = text(&invented().pdf(Letters::Ordinary, None), 1);
    for words in [
        "Préfecture de la Seine-Maritime · Rouen",
        "R2A-00F2-9QTM",
        "Votre carte n'est pas encore demandée.",
        "À apporter à la mairie",
        "Un timbre fiscal de 25 €",
        "3. Retirez votre carte dans la même mairie.",
    ] {
        assert!(text.contains(words), "« {words} » is not in: {text}");
    }
    assert!(!text.contains("DUPLICATA"));
}

#[test]
fn places_and_helpers_stand_on_the_paper_and_a_list_is_a_paper_too() {
    let entry = |name: &str, rest: &str| (name.to_owned(), rest.to_owned());
    let part = Part {
        heading: "Où aller".into(),
        lines: Lines::Entries(vec![
            entry("Mairie - Barentin", "À 2,3 km · Place de la Libération, 76360 Barentin"),
            entry("Près de cette borne.", "Vérifiez avant de venir."),
        ]),
    };
    let mut receipt = invented();
    receipt.parts.truncate(1);
    receipt.onward.push(part.clone());
    let list = List {
        language: "fr".into(),
        product: "Mon point numérique".into(),
        place: "Rouen".into(),
        heading: "Les mairies équipées les plus proches".into(),
        binding: "Seul le texte en français compte.".into(),
        parts: vec![part.clone()],
        foot: "Source : ANCT, 1er août 2024.".into(),
    };
    assert_eq!(pages(&receipt.pdf(Letters::Ordinary, None)), 1, "all of it fits");
    let long = Receipt { onward: vec![part; 2], ..invented() }.pdf(Letters::Ordinary, None);
    assert_eq!(pages(&long), 2);
    assert!(!text(&long, 1).contains("Où aller"), "all of it goes to the second page");
    assert!(text(&long, 1).contains("L'aide de ce lieu est gratuite"));
    for bytes in [receipt.pdf(Letters::Ordinary, None), list.pdf(Letters::Ordinary, None), long] {
        let text = (1..=pages(&bytes)).map(|page| text(&bytes, u32::try_from(page).unwrap()));
        let text = text.collect::<Vec<_>>().join(" ");
        for words in ["Où aller", "Mairie - Barentin À 2,3 km · Place de la Libération"] {
            assert!(text.contains(words), "« {words} » is not in: {text}");
        }
    }
}

#[test]
fn a_price_stands_line_by_line_with_its_reasons() {
    let sum = |name: &str, reason: &str, sum: &str, rank| Sum {
        name: name.into(),
        reason: reason.into(),
        sum: sum.into(),
        rank,
    };
    let mut receipt = invented();
    receipt.parts.truncate(1);
    receipt.parts.push(Part {
        heading: "Ce que vous paierez".into(),
        lines: Lines::Sums(vec![
            sum("Taxe régionale", "5 chevaux × 60 €", "300,00 €", Rank::Part),
            sum("Taxe fixe", "", "11,00 €", Rank::Part),
            sum("Total", "", "311,00 €", Rank::Total),
        ]),
    });
    let bytes = receipt.pdf(Letters::Ordinary, None);
    assert_eq!(pages(&bytes), 1);
    let text = text(&bytes, 1);
    for words in
        ["Taxe régionale", "5 chevaux × 60 €", "300,00 €", "Taxe fixe", "11,00 €", "311,00 €"]
    {
        assert!(text.contains(words), "« {words} » is not in: {text}");
    }
}

#[test]
fn a_second_print_says_so() {
    let mut again = invented();
    again.duplicata = Some("DUPLICATA n° 1".into());
    assert!(text(&again.pdf(Letters::Ordinary, None), 1).contains("DUPLICATA n° 1"));
}

#[test]
fn the_official_number_fills_its_box() {
    let mut known = invented();
    known.official.number = Some("A1B2C3D4E5".into());
    assert!(text(&known.pdf(Letters::Ordinary, None), 1).contains("A 1 B 2 C 3 D 4 E 5"));
}

#[test]
fn answers_have_pages_of_their_own() {
    let bytes = answered().pdf(Letters::Ordinary, None);
    let count = pages(&bytes);
    assert!(count >= 3, "{count} pages");
    let first = text(&bytes, 1);
    assert_eq!(first, text(&invented().pdf(Letters::Ordinary, None), 1), "page 1 does not change");
    let rest: String = (2..=count as u32).map(|page| text(&bytes, page)).collect();
    for at in 0..60 {
        assert!(rest.contains(&format!("Réponse n° {at}, ŒUVRARD")), "answer {at}");
    }
}

#[test]
fn a_name_wider_than_the_page_is_cut_not_lost() {
    let mut wide = invented();
    wide.variant = "W".repeat(300);
    let text = text(&wide.pdf(Letters::Ordinary, None), 1);
    assert_eq!(text.matches('W').count(), 300);
}

/// Words of another language in place of each sentence of the receipt, invented.
fn double(code: &str) -> Receipt {
    let word = match code {
        "ar" => "ورقة ملفكم (10 أيام)، الهاتف 02 32 76 50 00.",
        _ => "Dosyanızın kâğıdı: ğüşıöç, İĞÜŞÖÇ.",
    };
    let other = |_: &String| word.to_owned();
    let french = answered();
    let parts = french.parts.iter().map(|part| Part {
        heading: word.into(),
        lines: match &part.lines {
            Lines::Numbered(lines) => Lines::Numbered(lines.iter().map(other).collect()),
            Lines::Boxes(lines) => Lines::Boxes(lines.iter().map(other).collect()),
            Lines::Sentences(lines) => Lines::Sentences(lines.iter().map(other).collect()),
            rest => rest.clone(),
        },
    });
    let rows = (0..60).map(|at| (format!("{word} {at}"), format!("Réponse n° {at}, ŒUVRARD")));
    Receipt {
        language: code.into(),
        kind: word.into(),
        demarche: word.into(),
        variant: word.into(),
        number_label: word.into(),
        state: (word.into(), word.into()),
        not_yet: (word.into(), String::new()),
        official: Official { title: word.into(), note: word.into(), ..french.official.clone() },
        parts: parts.collect(),
        foot: word.into(),
        binding: word.into(),
        answers: Some(Answers {
            heading: word.into(),
            sections: vec![(word.into(), rows.collect())],
        }),
        ..french
    }
}

fn list() -> List {
    List {
        language: "fr".into(),
        product: "Mon point numérique".into(),
        place: "Rouen".into(),
        heading: "Les mairies équipées les plus proches".into(),
        binding: "Seul le texte en français compte.".into(),
        parts: invented().parts,
        foot: "Source : ANCT, 1er août 2024.".into(),
    }
}

fn ticket() -> Ticket {
    Ticket {
        language: "fr".into(),
        product: "Mon point numérique".into(),
        place: "Préfecture de la Seine-Maritime · Rouen".into(),
        heading: "Votre code".into(),
        code: "7K3M-9QF2-TX0W-4".into(),
        binding: "Seul le texte en français compte.".into(),
        symbols: "7K3M9QF2TX0W4".into(),
        square_name: "Carré du code".into(),
        sentences: vec![
            "Il sert à reprendre votre dossier, ici ou dans un autre point numérique.".into(),
            "Ne le montrez à personne, sauf au médiateur si vous voulez son aide.".into(),
            "Il vaut jusqu'au 23 décembre 2026.".into(),
        ],
    }
}

/// The paper of a practice visit.
fn practised(size: Size) -> Rehearsal {
    Rehearsal {
        language: "fr".into(),
        product: "Mon point numérique".into(),
        place: "Préfecture de la Seine-Maritime · Rouen".into(),
        mark: "Entraînement, sans valeur".into(),
        meaning: "Vous vous êtes entraîné. Rien n'a été envoyé.".into(),
        heading: "Papier de votre dossier".into(),
        number: "TEST-0001".into(),
        parts: Vec::new(),
        size,
        letters: Letters::Ordinary,
        second: None,
    }
}

#[test]
fn a_practice_paper_says_that_it_is_worth_nothing_on_each_page() {
    for size in [Size::Page, Size::Ticket] {
        let paper = practised(size);
        assert_eq!(paper.pdf(), paper.pdf());
        let document = Document::load_mem(&paper.pdf()).unwrap();
        assert_eq!(document.get_pages().len(), 1);
        let text = document.extract_text(&[1]).unwrap();
        // Once across the page, once among the words that are read aloud.
        assert_eq!(text.matches("Entraînement,").count(), 2, "{text}");
    }
    let lines = Lines::Sentences((0..90).map(|at| format!("Ligne {at}.")).collect());
    let parts = vec![Part { heading: "Long".into(), lines }];
    let long = Rehearsal { parts, ..practised(Size::Page) };
    let document = Document::load_mem(&long.pdf()).unwrap();
    assert!(document.get_pages().len() > 1);
    for page in document.get_pages().keys() {
        let text = document.extract_text(&[*page]).unwrap();
        assert!(text.contains("Entraînement,"), "page {page}");
    }
}

/// Every kind of paper, in both sizes, alone and with a second language. Where `PAPERS` names a
/// folder, they are written there, to be looked at.
fn papers() -> &'static [(String, Vec<u8>)] {
    static PAPERS: std::sync::OnceLock<Vec<(String, Vec<u8>)>> = std::sync::OnceLock::new();
    PAPERS.get_or_init(drawn)
}

fn drawn() -> Vec<(String, Vec<u8>)> {
    let mut papers = Vec::new();
    for (size, letters) in [("", Letters::Ordinary), ("-gros", Letters::Large)] {
        papers.push((format!("recu{size}"), invented().pdf(letters, None)));
        papers.push((format!("reponses{size}"), answered().pdf(letters, None)));
        for code in ["ar", "tr"] {
            let second = double(code);
            papers.push((
                format!("reponses{size}-fr+{code}"),
                answered().pdf(letters, Some(&second)),
            ));
            let (heading, parts) = (second.kind.clone(), second.parts.clone());
            let other = List { language: code.into(), heading: heading.clone(), parts, ..list() };
            papers.push((format!("liste{size}-fr+{code}"), list().pdf(letters, Some(&other))));
            let sentences = vec![heading.clone(); 3];
            let other = Ticket { language: code.into(), heading, sentences, ..ticket() };
            papers.push((format!("ticket{size}-fr+{code}"), ticket().pdf(letters, Some(&other))));
        }
        papers.push((format!("liste{size}"), list().pdf(letters, None)));
        papers.push((format!("ticket{size}"), ticket().pdf(letters, None)));
    }
    if let Ok(folder) = std::env::var("PAPERS") {
        for (name, bytes) in &papers {
            std::fs::write(format!("{folder}/{name}.pdf"), bytes).unwrap();
        }
    }
    papers
}

#[test]
fn the_ticket_holds_the_code_and_nothing_else() {
    let bytes = ticket().pdf(Letters::Ordinary, None);
    assert_eq!(bytes, ticket().pdf(Letters::Ordinary, None));
    assert_eq!(pages(&bytes), 1);
    assert!(text(&bytes, 1).contains("7K3M-9QF2-TX0W-4"));
}

#[test]
fn large_letters_and_a_second_language_lose_nothing() {
    let whole = |bytes: &[u8]| {
        let pages = (1..=pages(bytes)).map(|page| text(bytes, u32::try_from(page).unwrap()));
        pages.collect::<Vec<_>>().join(" ")
    };
    let words = |text: &str| {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    let small = words(&whole(&answered().pdf(Letters::Ordinary, None)));
    let large = answered().pdf(Letters::Large, None);
    assert_eq!(words(&whole(&large)), small);
    assert!(pages(&large) > pages(&answered().pdf(Letters::Ordinary, None)));
    let mut rest = words(&whole(&answered().pdf(Letters::Large, Some(&double("tr")))));
    for word in small {
        let at = rest.iter().position(|other| *other == word);
        let _found = rest.remove(at.unwrap_or_else(|| panic!("{word} is lost")));
    }
    let turkish = rest.iter().filter(|word| *word == "kâğıdı:").count();
    let head = 3 + 1; // and which language counts
    let number = 1 + 3 + 2; // its state, its box
    assert_eq!(turkish, head + number + 3 + 11 + 1 + 2 + 60, "each sentence has its own");
}

#[test]
fn what_two_languages_say_alike_stands_once() {
    let bytes = answered().pdf(Letters::Ordinary, Some(&double("tr")));
    let all: String =
        (1..=pages(&bytes)).map(|page| text(&bytes, u32::try_from(page).unwrap())).collect();
    assert_eq!(all.matches("Réponse n° 7, ŒUVRARD").count(), 1, "an answer typed");
    assert_eq!(all.matches("Préfecture de la Seine-Maritime · Rouen").count(), 1);
    assert!(!text(&invented().pdf(Letters::Ordinary, None), 1).contains("compte."));
    assert!(all.contains("Seul le texte en français compte."));
}
