//! Whole journeys by touch, answered from files: from the welcome
//! screen to the number.

use std::fs;
use std::path::Path;

use mon_point_numerique::demarche::{Group, Kind, QuestionId};
use mon_point_numerique::dossier::Entry;
use mon_point_numerique::kiosk::screen::Screen;
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::reference::countries;

use crate::citizen::{Citizen, catalogue};

/// More screens than any journey has.
const MOST_SCREENS: usize = 120;

/// The answers of a file, by full name.
pub(crate) fn answers(name: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kiosk/journeys").join(name);
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn answer<'a>(answers: &'a toml::Table, name: &str) -> Option<&'a toml::Value> {
    let mut parts = name.split('.');
    let first = answers.get(parts.next()?)?;
    parts.try_fold(first, |found, part| found.get(part))
}

fn text(value: &toml::Value) -> String {
    let number = || value.as_integer().unwrap().to_string();
    value.as_str().map_or_else(number, str::to_owned)
}

impl Citizen {
    /// The questions of the step that is asked.
    pub(crate) fn asked(&self) -> Vec<QuestionId> {
        let visit = self.kiosk.visit();
        let Screen::Question(asking) = &visit.screen else { return Vec::new() };
        let steps = &visit.open.as_ref().unwrap().journey.steps;
        let step = steps.iter().find(|step| step.step == asking.step).unwrap();
        step.questions.iter().map(|visible| visible.question).collect()
    }

    /// Answers what is asked, until the review screen.
    pub(crate) fn answers_all(&mut self, answers: &toml::Table) {
        self.answers_until(answers, "review");
    }

    /// Answers what is asked, until this screen.
    pub(crate) fn answers_until(&mut self, answers: &toml::Table, last: &str) {
        for _ in 0..MOST_SCREENS {
            if !matches!(self.kiosk.visit().screen, Screen::Question(_)) || self.at() == last {
                return;
            }
            let mut done = Vec::new();
            while let Some(id) = self.asked().into_iter().find(|id| !done.contains(id)) {
                self.answers_one(id, answers);
                done.push(id);
            }
            let before = self.at();
            let _ = self.next();
            if self.at() == before {
                let page = self.page();
                if crate::citizen::press_of(&page, "caution.confirm").is_some() {
                    let _ = self.touch("caution.confirm");
                } else {
                    panic!("{before} does not go on: {:?}", page.refusal);
                }
            }
        }
        panic!("no end in sight at {}", self.at());
    }

    pub(crate) fn answers_one(&mut self, id: QuestionId, answers: &toml::Table) {
        let catalogue = catalogue();
        let demarche = catalogue.latest("cni").unwrap();
        let question = demarche.question(id);
        let name = question.name.as_str();
        let Some(value) = answer(answers, name) else { return };
        if self.draft().entries.contains_key(name) {
            return;
        }
        if value.as_str() == Some("?") {
            let _ = self.touch(&format!("ask.{name}.unknown"));
            return;
        }
        match &question.kind {
            Kind::Choice(_) if value.get("proposed").is_some() || value.as_str() == Some("!") => {
                let _ = self.touch(&format!("ask.{name}.accept"));
            }
            Kind::Choice(groups) => self.picks(name, groups, &text(value)),
            Kind::Several(_) => self.picks_several(name, value),
            Kind::YesNo => {
                let word = if value.as_bool().unwrap() { "yes" } else { "no" };
                let _ = self.touch(&format!("choice.{name}.{word}"));
            }
            Kind::Date { .. } => self.dates(name, &text(value)),
            Kind::Commune => self.finds(name, value),
            Kind::Country => {
                let code = text(value);
                let country = countries().get(&code).unwrap().name;
                let start: String = country.chars().take(5).collect();
                let _ = self.touch(&format!("ask.{name}")).types(&start);
                let _ = self.touch(&format!("ask.{name}.{code}"));
            }
            Kind::List { .. } => self.lists(name, value),
            Kind::Search { .. } => {
                let _ = self.touch(&format!("choice.{name}.{}", text(value)));
            }
            Kind::Text { .. } | Kind::Number { .. } | Kind::Format(_) => {
                let _ = self.touch(&format!("ask.{name}")).types(&text(value));
            }
            Kind::Declaration => {
                let _ = self.touch(&format!("ask.{name}.tick"));
            }
        }
    }

    /// Several cards, or none of them.
    fn picks_several(&mut self, name: &str, value: &toml::Value) {
        let words = value.as_array().unwrap();
        if words.is_empty() {
            let _ = self.touch(&format!("ask.{name}.none"));
        }
        for word in words {
            let _ = self.touch(&format!("choice.{name}.{}", text(word)));
        }
    }

    /// Year, month and day, as far as they are known.
    fn dates(&mut self, name: &str, typed: &str) {
        let mut parts: Vec<&str> = typed.split('-').collect();
        parts.reverse();
        for (part, typed) in ["year", "month", "day"].iter().zip(parts.iter().rev()) {
            let _ = self.touch(&format!("ask.{name}.{part}")).types(typed);
        }
    }

    /// A commune of the list.
    fn finds(&mut self, name: &str, value: &toml::Value) {
        let (code, commune) = (text(&value["commune"]), text(&value["name"]));
        let _ = self.touch(&format!("ask.{name}")).types(&commune);
        let card = format!("ask.{name}.{code}.{}", commune.replace(['-', ' '], "_"));
        let _ = self.touch(&card);
    }

    /// A card, behind its group if need be.
    fn picks(&mut self, name: &str, groups: &[Group], word: &str) {
        let card = format!("choice.{name}.{word}");
        if crate::citizen::press_of(&self.page(), &card).is_none() {
            let holds = |group: &&Group| group.choices.iter().any(|choice| choice == word);
            let group = groups.iter().find(holds).and_then(|group| group.name.as_ref()).unwrap();
            let _ = self.touch(&format!("group.{name}.{group}"));
        }
        let _ = self.touch(&card);
    }

    /// A list, one line after the other.
    fn lists(&mut self, name: &str, value: &toml::Value) {
        let items: Vec<String> = match value.as_array() {
            Some(items) => items.iter().map(text).collect(),
            None => vec![text(value)],
        };
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                let _ = self.touch(&format!("ask.{name}.add"));
            }
            let _ = self.touch(&format!("ask.{name}.{}", at + 1)).types(item);
        }
    }
}

#[test]
fn a_lost_card_from_the_first_touch_to_the_number() {
    let mut citizen = Citizen::arrives();
    citizen.sees("welcome");
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    citizen.sees("review");
    let _ = citizen.touch("review.helped").next();
    citizen.sees("farewell");
    let sent = &citizen.edge.sent[..];
    assert_eq!(sent.len(), 1);
    assert!(sent[0].helped);
    assert_eq!(sent[0].edition, "cni.1");
    assert_eq!(sent[0].entries.get("nom"), Some(&Entry::Text("Lefebvre".into())));
    assert!(!sent[0].consent.is_empty());
    let _ = citizen.touch("end.print");
    assert_eq!(citizen.edge.count("PrintReceipt"), 1);
    let _ = citizen.touch("end.finish");
    citizen.sees("welcome");
    assert_eq!(citizen.edge.count("EndVisit"), 1);
}

#[test]
fn a_renewal_with_every_answer_at_hand() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("renouvellement.toml"));
    citizen.sees("review");
    let _ = citizen.next();
    citizen.sees("farewell");
}

#[test]
fn somebody_born_abroad_finds_the_country_by_typing() {
    let mut given = answers("perte.toml");
    let abroad = [("ne_en_france", toml::Value::Boolean(false)), ("acte_noms", "complet".into())];
    let place = [
        ("naissance_pays", "99139".into()),
        ("naissance_ville", "Porto".into()),
        ("preuve", "acte_mention".into()),
    ];
    given.extend(abroad.into_iter().chain(place).map(|(name, value)| (name.to_owned(), value)));
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&given);
    citizen.sees("review");
    let born = citizen.draft().entries["naissance_pays"].clone();
    assert_eq!(born, Entry::Country("99139".into()));
    assert!(citizen.everything().contains("Portugal"));
}

#[test]
fn a_line_is_changed_and_one_comes_back() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.touch("change.nom");
    citizen.sees("question.nom");
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"));
    for _ in 0.."Lefebvre".len() {
        let _ = citizen.strikes(Stroke::Backspace);
    }
    let _ = citizen.types("Lefèvre").next();
    citizen.sees("review");
    assert_eq!(citizen.draft().entries.get("nom"), Some(&Entry::Text("Lefèvre".into())));
}

#[test]
fn what_is_missing_is_jumped_to_from_the_review() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.touch("change.nom");
    for _ in 0.."Lefebvre".len() {
        let _ = citizen.strikes(Stroke::Backspace);
    }
    let _ = citizen.touch("back");
    citizen.sees("review");
    assert!(crate::citizen::press_of(&citizen.page(), "next").is_some());
    let _ = citizen.next();
    citizen.sees("question.nom");
    assert!(citizen.page().refusal.is_some(), "what is missing is said at once");
    let _ = citizen.types("Martin").next();
    citizen.sees("review");
    let _ = citizen.next();
    citizen.sees("farewell");
}

#[test]
fn each_thing_that_is_missing_is_listed_at_the_top_and_leads_to_its_entry() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    assert!(crate::citizen::press_of(&citizen.page(), "answer.nom").is_none());
    let _ = citizen.touch("change.nom");
    for _ in 0.."Lefebvre".len() {
        let _ = citizen.strikes(Stroke::Backspace);
    }
    let _ = citizen.touch("back").touch("answer.nom");
    citizen.sees("question.nom");
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"));
}

#[test]
fn papers_are_ticked_and_the_one_that_is_missing_is_named() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.preparer");
    let said = |citizen: &Citizen| format!("{:?}", citizen.page().body[0]);
    assert!(said(&citizen).contains("À vérifier"), "{}", said(&citizen));
    let page = citizen.page();
    let controls = mon_point_numerique::kiosk::focus::controls(&page);
    let papers: Vec<String> = controls
        .iter()
        .map(|control| control.id.as_str().to_owned())
        .filter(|id| id.starts_with("piece."))
        .collect();
    assert!(papers.len() > 1, "{papers:?}");
    let before = citizen.draft();
    for paper in &papers[1..] {
        let _ = citizen.touch(paper);
    }
    assert!(said(&citizen).contains("Manquant : un seul papier"), "{}", said(&citizen));
    let _ = citizen.touch(&papers[0]);
    assert!(said(&citizen).contains("Sûr"), "{}", said(&citizen));
    assert!(before == citizen.draft(), "a tick is no answer");
    let _ = citizen.touch("prepare.print");
    assert_eq!(citizen.edge.count("PrintList"), 1);
}

#[test]
fn a_passport_alone_ends_on_a_page_that_says_where_to_go() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("choice.titres.passeport").next();
    citizen.sees("stopped");
    let _ = citizen.touch("back");
    citizen.sees("question.titres");
    let _ = citizen.touch("choice.titres.cni").next();
    citizen.sees("question.francaise");
    assert_eq!(citizen.edge.sent.len(), 0);
}

#[test]
fn nothing_goes_on_without_an_answer_and_the_reason_is_said() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().next();
    citizen.sees("question.titres");
    assert!(citizen.page().refusal.is_some());
    let _ = citizen.touch("choice.titres.cni");
    assert!(citizen.page().refusal.is_none(), "an answer takes the refusal away");
}

#[test]
fn the_language_changes_and_everything_stays() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("choice.titres.cni").next().touch("choice.francaise.yes");
    let french = citizen.page().title.shown;
    let before = citizen.draft().entries;
    let _ = citizen.touch("tool.language").touch("language.en");
    let english = citizen.page().title.shown;
    assert_ne!(french, english);
    citizen.sees("question.francaise");
    assert!(before == citizen.draft().entries);
    let _ = citizen.touch("tool.size").touch("tool.contrast").touch("comfort.contraste");
    assert_eq!(
        (citizen.kiosk.comfort().zoom, citizen.kiosk.comfort().theme.as_str()),
        (150, "contraste")
    );
    assert_eq!(citizen.draft().comfort.language, "en");
}

#[test]
fn only_demarches_that_exist_are_offered() {
    let citizen = Citizen::arrives();
    let page = citizen.page();
    let names: Vec<String> = mon_point_numerique::kiosk::focus::controls(&page)
        .iter()
        .map(|control| control.id.as_str().to_owned())
        .filter(|id| id.starts_with("demarche."))
        .collect();
    assert_eq!(names, ["demarche.cni"]);
}
