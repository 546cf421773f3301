//! Several démarches in one visit: what was typed of the own home is proposed, counts once touched,
//! and is gone with the visit.

use crate::citizen::{Citizen, press_of};
use crate::journeys::answers;

/// Sends one dossier and comes back to the welcome screen to make another.
fn makes_another() -> Citizen {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next().touch("end.another");
    citizen.sees("welcome");
    citizen
}

/// The same journey, up to this screen.
fn up_to(citizen: &mut Citizen, screen: &str) {
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), screen);
    citizen.sees(screen);
}

#[test]
fn the_address_is_typed_once_and_counts_only_once_touched() {
    let mut citizen = makes_another();
    let first = citizen.edge.sent[0].entries.clone();
    up_to(&mut citizen, "question.adresse.rue");
    assert!(!citizen.draft().entries.contains_key("adresse.voie"), "nothing is answered yet");
    let _ = citizen.touch("again.same");
    let second = citizen.draft().entries;
    let address = |name: &&String| name.starts_with("adresse.");
    assert!(first.keys().filter(address).count() > 2);
    for name in first.keys().filter(address) {
        assert!(second.get(name) == first.get(name), "{name}");
    }
    assert!(press_of(&citizen.page(), "again.same").is_none(), "it is asked once");
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next();
    assert_eq!(citizen.edge.sent.len(), 2);
}

#[test]
fn nothing_but_the_own_home_and_reach_is_proposed() {
    let mut citizen = makes_another();
    up_to(&mut citizen, "question.nom");
    assert!(press_of(&citizen.page(), "again.same").is_none());
    assert!(!citizen.draft().entries.contains_key("nom"));
}

#[test]
fn the_next_person_is_proposed_nothing() {
    type End = fn(&mut Citizen);
    let ends: [(&str, End); 3] = [
        ("finished", |c| drop(c.touch("end.finish").at())),
        ("silence", |c| c.waits(200)),
        ("left and kept", |c| {
            let _ = c.begins().touch("leave").touch("leave.keep").touch("end.finish");
        }),
    ];
    for (how, end) in ends {
        let mut citizen = makes_another();
        assert!(!citizen.kiosk.visit().again.is_empty(), "{how}");
        end(&mut citizen);
        citizen.sees("welcome");
        assert!(citizen.kiosk.visit().again.is_empty(), "{how}");
        up_to(&mut citizen, "question.adresse.rue");
        assert!(press_of(&citizen.page(), "again.same").is_none(), "{how}");
    }
}
