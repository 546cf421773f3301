//! A dossier is left and found again: same step, same entry, same comfort; codes that open
//! nothing are counted; a crash is told in one sentence.

use mon_point_numerique::kiosk::action::{Message, Version};
use mon_point_numerique::kiosk::stroke::Stroke;

use crate::citizen::{Citizen, morning, press_of};
use crate::journeys::answers;

fn leaves_at_the_name() -> (Citizen, String) {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    let _ = citizen.types("LEFEB").touch("tool.size");
    let code = citizen.code();
    (citizen, code)
}

#[test]
fn the_same_question_the_same_entry_the_same_letters() {
    let (mut citizen, code) = leaves_at_the_name();
    let _ = citizen.touch("leave").touch("leave.keep");
    citizen.sees("kept");
    assert!(citizen.everything().contains(&code), "the code is shown once more");
    let _ = citizen.touch("end.finish");
    assert_eq!(citizen.kiosk.comfort().zoom, 100);
    let _ = citizen.touch("resume").types(&code.to_lowercase()).next();
    citizen.sees("question.nom");
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"));
    assert_eq!(citizen.kiosk.comfort().zoom, 150);
    let _ = citizen.types("VRE");
    assert!(citizen.everything().contains("LEFEBVRE"), "the caret stands where one stopped");
}

#[test]
fn after_a_crash_the_welcome_screen_says_so_and_the_code_opens() {
    let (mut citizen, code) = leaves_at_the_name();
    let drafts = std::mem::take(&mut citizen.edge.drafts);
    let mut again = Citizen::arrives();
    again.edge.drafts = drafts;
    again.tell(Message::Interrupted);
    again.sees("welcome");
    let told = format!("{:?}", again.page().body);
    assert!(told.contains("interrompu"), "{told}");
    assert!(!again.everything().contains("LEFEB"));
    let _ = again.touch("resume").taps(&code.replace('-', "")).next();
    again.sees("question.nom");
    assert!(again.everything().contains("LEFEB"));
}

#[test]
fn the_check_symbol_says_at_once_that_a_code_is_mistyped_and_that_is_no_try() {
    let (mut citizen, code) = leaves_at_the_name();
    let _ = citizen.touch("leave").touch("leave.keep").touch("end.finish").touch("resume");
    let mut symbols: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    symbols[2] = if symbols[2] == '7' { '8' } else { '7' };
    let wrong: String = symbols.into_iter().collect();
    for _ in 0..12 {
        let _ = citizen.types(&wrong);
        assert!(citizen.page().refusal.is_some(), "before anything is opened");
        let _ = citizen.next();
        citizen.sees("resume");
        for _ in 0..20 {
            let _ = citizen.strikes(Stroke::Backspace);
        }
    }
    assert_eq!(citizen.edge.count("FindDraft"), 0);
    let _ = citizen.types(&code).next();
    citizen.sees("question.nom");
}

#[test]
fn codes_that_open_nothing_close_the_door_for_a_while_and_call_the_mediator() {
    let mut rng = <rand_chacha::ChaCha20Rng as rand::SeedableRng>::seed_from_u64(1);
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("resume");
    for _ in 0..5 {
        let code = mon_point_numerique::seal::code::Code::random(&mut rng).grouped();
        let _ = citizen.types(&code).next();
        for _ in 0..20 {
            let _ = citizen.strikes(Stroke::Backspace);
        }
    }
    assert_eq!(citizen.edge.count("FindDraft"), 5);
    assert_eq!(citizen.edge.count("CallMediator"), 1);
    assert!(press_of(&citizen.page(), "next").is_none(), "nothing can be tried");
    let _ = citizen.touch("back").touch("resume");
    assert!(press_of(&citizen.page(), "resume.code").is_none(), "a new visit tries no more");
    citizen.waits(15 * 60);
    let _ = citizen.touch("resume");
    assert!(press_of(&citizen.page(), "resume.code").is_some());
}

#[test]
fn two_versions_are_chosen_by_the_hour() {
    let (mut citizen, code) = leaves_at_the_name();
    let mut other = citizen.draft();
    drop(other.entries.remove("nom"));
    let _ = citizen.touch("leave").touch("leave.keep").touch("end.finish");
    citizen.edge.other_version = Some(Version { saved: morning(), draft: other });
    let _ = citizen.touch("resume").types(&code).next();
    citizen.sees("version");
    assert!(!citizen.everything().contains("LEFEB"), "no answer before the choice");
    let _ = citizen.touch("version.2");
    citizen.sees("question.nom");
    assert!(!citizen.everything().contains("LEFEB"));
    assert_eq!(citizen.edge.count("ChooseVersion"), 1);
}

#[test]
fn who_refuses_the_code_is_told_what_it_means() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("demarche.cni").next();
    let code = citizen.code();
    let _ = citizen.touch("code.refuse");
    assert!(citizen.page().dialog.is_some());
    let _ = citizen.touch("code.sure");
    citizen.sees("question.titres");
    assert_eq!(citizen.edge.count("RefuseCode"), 1);
    assert!(!citizen.everything().contains(&code));
    let _ = citizen.touch("leave");
    assert!(press_of(&citizen.page(), "leave.keep").is_none(), "keeping needs the code");
}

#[test]
fn a_changed_edition_asks_again_and_says_so() {
    let (mut citizen, code) = leaves_at_the_name();
    let _ = citizen.touch("leave").touch("leave.keep").touch("end.finish");
    let draft = citizen.edge.drafts.get_mut(&code).unwrap();
    draft.edition_digest = "another".into();
    drop(draft.entries.insert("question_of_another_edition".into(), draft.entries["nom"].clone()));
    let _ = citizen.touch("resume").types(&code).next();
    citizen.sees("question.nom");
    let again = &citizen.kiosk.visit().open.as_ref().unwrap().asked_again;
    assert!(again.contains(&"question_of_another_edition".to_owned()), "{again:?}");
}
