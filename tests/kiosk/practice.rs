//! A practice visit: the same screens to the end, with nothing kept and nothing sent.

use iced::Size;
use jiff::civil::{Date, date};
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::{Icon, Page};
use mon_point_numerique::kiosk::rehearsal::{self, Mode};
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Zoom};
use mon_point_numerique::receipt::Rehearsal;
use mon_point_numerique::seal::Number;
use mon_point_numerique::seal::code::Code;
use mon_point_numerique::seal::number::NumberFault;
use mon_point_numerique::settings::Turn;

use crate::citizen::{Citizen, catalogue, press_of, settings};
use crate::wipe::canaries;

/// The démarches of the program.
const ALL: [&str; 3] = ["cni", "carte-grise", "permis"];
/// More screens than any journey has.
const MOST: usize = 150;
/// What may leave a practice visit.
const HARMLESS: [&str; 5] = ["Speak", "Hush", "CallMediator", "PrintPractice", "EndVisit"];

fn everywhere() -> Settings {
    Settings { demarches: ALL.map(str::to_owned).to_vec(), ..settings() }
}

/// Somebody who is about to answer the first question of a practice visit.
fn practises(name: &str, on: Date) -> Citizen {
    let mut citizen = Citizen::arrives_at(everywhere());
    citizen.now.civil = on.at(9, 30, 0, 0);
    let _ = citizen.touch("practice").touch(&format!("demarche.{name}")).next();
    citizen.sees("code");
    let _ = citizen.touch("code.noted");
    citizen
}

/// Touches *Répondre à ma place* and *Suivant*, nothing else, up to the end.
fn is_answered_for(citizen: &mut Citizen, each: &mut impl FnMut(&Page<Message>)) {
    for _ in 0..MOST {
        each(&citizen.page());
        if citizen.at() == "practised" {
            return;
        }
        if press_of(&citizen.page(), "practice.for_me").is_some() {
            let _ = citizen.touch("practice.for_me");
            each(&citizen.page());
        }
        let before = citizen.at();
        let _ = citizen.next();
        if citizen.at() == before {
            let page = citizen.page();
            assert!(
                press_of(&page, "caution.confirm").is_some(),
                "{before} does not go on: {:?}",
                page.refusal
            );
            let _ = citizen.touch("caution.confirm");
        }
    }
    panic!("no end in sight at {}", citizen.at());
}

/// Whether this may leave a practice visit.
pub(crate) fn harmless(done: &str) -> bool {
    HARMLESS.iter().any(|name| done.starts_with(&format!("{name}(")))
}

fn did_no_harm(citizen: &Citizen) {
    for done in &citizen.edge.done {
        assert!(harmless(done), "{done}");
    }
    assert!(citizen.edge.drafts.is_empty() && citizen.edge.sent.is_empty());
}

/// What a whole practice visit asks of the edge: its papers, and which visits ended.
pub(crate) fn asked_of_the_edge() -> (Vec<Rehearsal>, Vec<u64>) {
    let mut citizen = Citizen::arrives_at(everywhere());
    let _ = citizen.touch("practice").touch("demarche.cni").next().touch("code.print");
    let _ = citizen.touch("code.noted");
    is_answered_for(&mut citizen, &mut |_| {});
    let _ = citizen.touch("end.print").touch("end.finish");
    did_no_harm(&citizen);
    let ended = citizen.edge.done.iter().filter_map(|done| done.strip_prefix("EndVisit("));
    let ended = ended.map(|visit| visit.trim_end_matches(')').parse().unwrap()).collect();
    (citizen.edge.practice_papers.clone(), ended)
}

#[test]
fn the_invented_person_reaches_the_end_of_each_procedure_on_any_day() {
    let days = [date(2026, 11, 25), date(2028, 2, 29), date(2031, 1, 1)];
    for name in ALL {
        assert!(catalogue().invented(name).is_some(), "{name}");
        for day in days {
            let mut citizen = practises(name, day);
            let mut pages = 0;
            is_answered_for(&mut citizen, &mut |page| {
                pages += 1;
                let chip = page.top.chip.as_ref().unwrap_or_else(|| panic!("{:?}", page.name));
                assert_eq!(chip.icon, Icon::GraduationCap, "{:?}", page.name);
                assert_eq!(chip.text.shown, "Entraînement : rien n'est envoyé");
            });
            assert!(pages > 20, "{name}: only {pages} pages");
            did_no_harm(&citizen);
        }
    }
}

#[test]
fn every_language_says_that_it_is_practice() {
    let mut said = Vec::new();
    for language in catalogue().languages() {
        let mut citizen =
            Citizen::arrives_at(Settings { language: language.into(), ..everywhere() });
        let _ = citizen.touch("practice");
        let chip = citizen.page().top.chip.unwrap();
        assert!(!chip.text.spoken.is_empty());
        said.push(chip.text.shown);
    }
    let count = said.len();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), count, "each in its own words");
    assert!(count >= 6);
}

#[test]
fn no_number_of_practice_is_a_number_and_its_code_is_no_code() {
    let mut citizen = practises("cni", date(2026, 11, 25));
    assert_eq!(citizen.code(), rehearsal::CODE);
    is_answered_for(&mut citizen, &mut |_| {});
    assert!(format!("{:?}", citizen.page()).contains("TEST-0001"));
    for at in 0..10_000 {
        let number = format!("TEST-{at:04}");
        let read = number.parse::<Number>();
        assert_eq!(read, Err(NumberFault::Length { found: 8 }), "{number}");
    }
    assert!(Code::parse(rehearsal::CODE).is_err());
}

#[test]
fn its_code_is_refused_with_a_sentence_and_counts_as_no_try() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("resume");
    for _ in 0..8 {
        let _ = citizen.types("test test-testt");
        let refusal = citizen.page().refusal.unwrap().shown;
        assert!(refusal.contains("entraînement"), "{refusal}");
        let _ = citizen.next();
        assert_eq!(citizen.page().refusal.unwrap().shown, refusal);
        for _ in 0..20 {
            let _ = citizen.strikes(mon_point_numerique::kiosk::stroke::Stroke::Backspace);
        }
    }
    assert_eq!(citizen.edge.count("FindDraft"), 0);
}

#[test]
fn its_papers_are_marked_and_hold_nothing_of_a_person() {
    let mut citizen = Citizen::arrives_at(everywhere());
    let _ = citizen.touch("practice").touch("demarche.cni").next().touch("code.print");
    let _ = citizen.touch("code.noted");
    is_answered_for(&mut citizen, &mut |_| {});
    let _ = citizen.touch("end.print");
    did_no_harm(&citizen);
    let papers = &citizen.edge.practice_papers;
    assert_eq!(papers.len(), 2);
    assert_eq!(
        (papers[0].number.as_str(), papers[1].number.as_str()),
        (rehearsal::CODE, "TEST-0001")
    );
    for paper in papers {
        assert_eq!(paper.mark, "Entraînement, sans valeur");
        assert!(paper.parts.is_empty());
        assert!(!format!("{}{}", paper.heading, paper.meaning).contains("Exemple"));
    }
}

#[test]
fn what_is_said_of_a_real_request_is_not_said() {
    let mut citizen = Citizen::arrives_at(everywhere());
    let _ = citizen.touch("practice").touch("demarche.cni");
    let kept = catalogue().texts("fr").interface("before.kept").to_owned();
    assert!(!format!("{:?}", citizen.page()).contains(&kept));
    let _ = citizen.next();
    assert!(format!("{:?}", citizen.page()).contains("ce code est faux"));
    let _ = citizen.touch("code.noted").touch("leave");
    let dialog = format!("{:?}", citizen.page().dialog.unwrap());
    assert!(dialog.contains("rien n'est gardé"), "{dialog}");
    assert!(press_of(&citizen.page(), "leave.keep").is_none());
    assert!(press_of(&citizen.page(), "leave.erase").is_none());
    let _ = citizen.touch("leave.stay");
    citizen.waits(125);
    let dialog = format!("{:?}", citizen.page().dialog.unwrap());
    assert!(dialog.contains("rien n'est gardé") && !dialog.contains(rehearsal::CODE), "{dialog}");
    assert!(press_of(&citizen.page(), "leave.keep").is_none());
    citizen.waits(120);
    citizen.sees("welcome");
    assert_eq!(citizen.kiosk.mode(), Mode::Real);
    did_no_harm(&citizen);
}

#[test]
fn after_it_one_begins_again_or_for_real_and_nothing_typed_goes_along() {
    type End = (&'static str, &'static str, Mode);
    let ends: [End; 3] = [
        ("practice.again", "practice", Mode::Practice),
        ("practice.real", "welcome", Mode::Real),
        ("end.finish", "welcome", Mode::Real),
    ];
    for (touch, screen, mode) in ends {
        let mut citizen = practises("cni", date(2026, 11, 25));
        citizen.answers_until(&crate::journeys::answers("perte.toml"), "question.nom");
        let word = canaries().remove(0);
        let _ = citizen.touch("ask.nom").types(&word).touch("tool.size");
        assert!(citizen.everything().contains(&word));
        let _ = citizen.touch("leave").touch("practice.stop");
        citizen.sees("practised");
        assert!(citizen.page().title.shown.contains("Rien n'a été envoyé"));
        let _ = citizen.touch(touch);
        citizen.sees(screen);
        assert_eq!(citizen.kiosk.mode(), mode);
        let left = format!("{} {:?}", citizen.everything(), citizen.kiosk.visit());
        assert!(!left.contains(&word), "{touch}");
        let same_person = touch != "end.finish";
        assert_eq!(citizen.kiosk.comfort().zoom > 100, same_person, "{touch}");
        assert_eq!(citizen.edge.count("EndVisit"), usize::from(!same_person), "{touch}");
        did_no_harm(&citizen);
        if mode == Mode::Real {
            let _ = citizen.begins();
            assert_eq!(citizen.edge.count("Begin"), 1, "{touch}: the real one is real");
        }
    }
}

#[test]
fn what_was_typed_gives_way_to_the_invented_answer() {
    let mut citizen = practises("cni", date(2026, 11, 25));
    citizen.answers_until(&crate::journeys::answers("perte.toml"), "question.nom");
    let _ = citizen.touch("ask.nom").types("Dupond").touch("practice.for_me");
    assert!(!citizen.everything().contains("Dupond"));
    assert!(format!("{:?}", citizen.page()).contains("Camille Exemple"));
}

#[test]
fn the_operator_may_leave_it_out_and_so_does_the_middle_of_a_visit() {
    let citizen = Citizen::arrives_at(Settings { practice: Turn::Off, ..settings() });
    assert!(press_of(&citizen.page(), "practice").is_none());
    let mut citizen = Citizen::arrives();
    assert!(press_of(&citizen.page(), "practice").is_some());
    let _ = citizen.begins();
    citizen.answers_all(&crate::journeys::answers("perte.toml"));
    let _ = citizen.next().touch("end.another");
    citizen.sees("welcome");
    assert!(press_of(&citizen.page(), "practice").is_none());
}

#[test]
fn the_way_back_leads_out_of_it() {
    let mut citizen = Citizen::arrives_at(everywhere());
    let _ = citizen.touch("practice").touch("demarche.permis").touch("back");
    citizen.sees("practice");
    assert_eq!(citizen.kiosk.mode(), Mode::Practice);
    let _ = citizen.touch("back");
    citizen.sees("welcome");
    assert_eq!(citizen.kiosk.mode(), Mode::Real);
    assert!(citizen.page().top.chip.is_none());
}

/// The screens that only a practice visit has.
fn screens_of_practice(language: &str) -> Vec<(String, Page<Message>)> {
    let mut citizen = Citizen::arrives_at(Settings { language: language.into(), ..everywhere() });
    let mut seen = Vec::new();
    let mut keep = |name: &str, citizen: &Citizen| seen.push((name.to_owned(), citizen.page()));
    let _ = citizen.touch("practice");
    keep("intro", &citizen);
    let _ = citizen.touch("demarche.cni");
    keep("before", &citizen);
    let _ = citizen.next();
    keep("code", &citizen);
    let _ = citizen.touch("code.noted");
    keep("choice", &citizen);
    while citizen.at() != "question.nom" {
        if press_of(&citizen.page(), "practice.for_me").is_some() {
            let _ = citizen.touch("practice.for_me");
        }
        let _ = citizen.next();
    }
    keep("entry", &citizen);
    let _ = citizen.touch("practice.for_me");
    keep("answered", &citizen);
    let _ = citizen.touch("leave");
    keep("leave", &citizen);
    let _ = citizen.touch("leave.stay");
    citizen.waits(125);
    keep("idle", &citizen);
    let _ = citizen.touch("idle.here");
    is_answered_for(&mut citizen, &mut |_| {});
    keep("ended", &citizen);
    let _ = citizen.touch("practice.real").touch("resume").types("TEST TEST TEST T");
    keep("resume", &citizen);
    seen
}

#[test]
fn its_screens_are_whole_in_every_language_and_size() {
    let look = |zoom, width, height| Look {
        zoom,
        size: Size::new(width, height),
        ..crate::pictures::PLAIN
    };
    let looks = [
        ("", look(Zoom::Normal, 1920.0, 1080.0)),
        ("-200", look(Zoom::Largest, 1920.0, 1080.0)),
        ("-portrait", look(Zoom::Normal, 1080.0, 1920.0)),
        ("-portrait-200", look(Zoom::Largest, 1080.0, 1920.0)),
        ("-contraste", Look { theme: Theme::Contrast, ..look(Zoom::Normal, 1920.0, 1080.0) }),
    ];
    for language in catalogue().languages() {
        for (name, page) in screens_of_practice(language) {
            for (variant, look) in looks {
                let drawn = widget::draw(&page, &look, None, crate::screens::WIRING);
                let mut window = crate::window::Window::new(look.size, drawn);
                if ["fr", "ar"].contains(&language) {
                    let _ = window.picture(&format!("practice-{language}-{name}{variant}"));
                }
                // Their bars and most of their words are those of a request, judged there.
                if ["before", "resume"].contains(&name.as_str()) {
                    continue;
                }
                // A title with two ways of writing is measured too wide when it turns the line;
                // it is the one of the welcome screen.
                if language == "ar" && name == "intro" && look.zoom == Zoom::Largest {
                    continue;
                }
                let cuts = &window.tree().cuts;
                assert!(cuts.is_empty(), "{language} {name}{variant}: {cuts:?}");
            }
        }
    }
}
