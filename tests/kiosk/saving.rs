//! Saving: at every change, one at a time, and a loud word when the disk does not take it.

use mon_point_numerique::dossier::Entry;
use mon_point_numerique::kiosk::page::Tone;

use crate::citizen::{Citizen, Disk};
use crate::journeys::answers;

fn at_the_name() -> Citizen {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    citizen
}

#[test]
fn every_letter_is_on_the_disk() {
    let mut citizen = at_the_name();
    let code = citizen.code();
    for (at, letter) in "LEFEBVRE".char_indices() {
        let _ = citizen.types(&letter.to_string());
        let kept = &citizen.edge.drafts[&code].entries["nom"];
        assert_eq!(kept, &Entry::Text("LEFEBVRE"[..=at].into()));
    }
}

#[test]
fn one_save_at_a_time_and_the_next_takes_what_changed_meanwhile() {
    let mut citizen = at_the_name();
    let code = citizen.code();
    citizen.edge.disk = Disk::Hangs;
    let before = citizen.edge.count("SaveDraft");
    let _ = citizen.types("LEFEBVRE");
    assert_eq!(citizen.edge.count("SaveDraft"), before + 1, "one in flight");
    citizen.disk_works();
    assert_eq!(citizen.edge.count("SaveDraft"), before + 2);
    let kept = &citizen.edge.drafts[&code].entries["nom"];
    assert_eq!(kept, &Entry::Text("LEFEBVRE".into()));
}

#[test]
fn a_full_disk_is_said_loudly_and_tried_again() {
    let mut citizen = at_the_name();
    let code = citizen.code();
    citizen.edge.disk = Disk::Full;
    let _ = citizen.types("L");
    let page = citizen.page();
    assert!(page.dialog.is_some(), "over everything else");
    assert_eq!(page.top.chip.unwrap().tone, Tone::Alert);
    assert_eq!(citizen.focus().as_deref(), Some("retry"));
    let _ = citizen.touch("retry");
    assert!(citizen.page().dialog.is_some(), "still full");
    citizen.edge.disk = Disk::Works;
    let _ = citizen.touch("retry");
    assert!(citizen.page().dialog.is_none());
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"), "back where one typed");
    assert_eq!(citizen.edge.drafts[&code].entries["nom"], Entry::Text("L".into()));
}

#[test]
fn what_was_not_saved_leaves_with_the_citizen() {
    let mut citizen = at_the_name();
    let code = citizen.code();
    citizen.edge.disk = Disk::Hangs;
    let _ = citizen.types("LEFEBVRE").touch("leave").touch("leave.keep");
    assert_eq!(citizen.edge.drafts[&code].entries["nom"], Entry::Text("LEFEBVRE".into()));
}

#[test]
fn a_dossier_that_cannot_be_sealed_comes_back_to_the_review() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    citizen.edge.disk = Disk::Full;
    let _ = citizen.next();
    citizen.sees("review");
    assert!(citizen.page().dialog.is_some());
    citizen.edge.disk = Disk::Works;
    let _ = citizen.touch("retry").next();
    citizen.sees("farewell");
}

#[test]
fn a_printer_that_fails_leaves_the_number_on_the_screen() {
    use mon_point_numerique::kiosk::action::PrintFault;
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next();
    citizen.edge.printer = Err(PrintFault::Failed);
    let _ = citizen.touch("end.print");
    let page = format!("{:?}", citizen.page().body);
    assert!(page.contains("R2A-00F2-9QTM"));
    assert!(page.contains("TriangleAlert"));
}
