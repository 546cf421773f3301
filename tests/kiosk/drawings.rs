//! The drawing beside each question: none is missing, none is of a step that no longer exists.

use std::collections::BTreeSet;

use mon_point_numerique::kiosk::page::Icon;
use mon_point_numerique::kiosk::picture::{Pictures, pictures};

use crate::citizen::{Citizen, catalogue};

#[test]
fn every_step_of_every_procedure_has_a_drawing() {
    let catalogue = catalogue();
    for name in ["cni", "carte-grise", "permis"] {
        let demarche = catalogue.latest(name).unwrap();
        assert_ne!(pictures().demarche(name), Icon::FileText, "{name}");
        for (_, step) in demarche.steps() {
            let section = &demarche.section(step.section).name;
            let drawing = pictures().step(&step.name, section);
            assert!(drawing.is_some(), "{name}: step {} of {section}", step.name);
        }
    }
}

#[test]
fn no_drawing_is_of_a_step_that_does_not_exist() {
    let mut known = BTreeSet::new();
    for name in ["cni", "carte-grise", "permis"] {
        for (_, step) in catalogue().latest(name).unwrap().steps() {
            let last = step.name.rsplit('.').next().unwrap();
            let _new = known.insert(last.to_owned());
        }
    }
    let lost: Vec<&str> = pictures().steps().filter(|name| !known.contains(*name)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_drawing_that_does_not_exist_is_a_fault() {
    let read =
        |icon: &str| Pictures::read(&format!("[demarche]\ncni = \"{icon}\"\n[section]\n[step]\n"));
    assert_eq!(read("id-card").unwrap().demarche("cni"), Icon::IdCard);
    assert!(read("unicorn").is_err());
}

#[test]
fn the_first_question_shows_its_drawing() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    assert_eq!(citizen.page().picture, Some(Icon::IdCard), "{}", citizen.at());
}
