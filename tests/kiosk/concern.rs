//! What a person of the house should look at: said between two visits, never to a citizen.

use mon_point_numerique::kiosk::action::{Concern, Line, Message};

use crate::citizen::Citizen;

fn chip(citizen: &Citizen) -> Option<String> {
    citizen.page().top.chip.map(|chip| chip.text.shown)
}

#[test]
fn each_concern_has_its_sentence() {
    let mut citizen = Citizen::arrives();
    let mut said = Vec::new();
    for concern in
        [Concern::NotEnrolled, Concern::Foreign, Concern::SetAside, Concern::Late, Concern::Clock]
    {
        citizen.tell(Message::Concern(Some(concern)));
        said.push(chip(&citizen).expect("a chip"));
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 5);
    citizen.tell(Message::Line(Line::Down));
    assert!(said.contains(&chip(&citizen).unwrap()), "graver than a line that fell");
    citizen.tell(Message::Concern(None));
    assert!(!said.contains(&chip(&citizen).unwrap()));
    citizen.tell(Message::Line(Line::Up));
    assert_eq!(chip(&citizen), None);
}

#[test]
fn a_citizen_is_not_told() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    let before = chip(&citizen);
    citizen.tell(Message::Concern(Some(Concern::SetAside)));
    assert_eq!(chip(&citizen), before);
}
