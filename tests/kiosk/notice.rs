//! SEC-30: what becomes of the data is one touch away before anything is asked, and which version
//! of the notice was accepted stays with the dossier.

use crate::citizen::Citizen;
use crate::journeys::answers;

#[test]
fn the_notice_is_one_touch_away_and_one_comes_back() {
    let mut citizen = Citizen::arrives();
    assert_eq!(citizen.touch("demarche.cni").at(), "before");
    assert_eq!(citizen.touch("data").at(), "data");
    for key in ["data.who_text", "data.why_text", "data.what_text", "data.rights_text"] {
        let said = crate::citizen::catalogue().texts("fr").interface(key).to_owned();
        assert!(citizen.everything().contains(&said), "{key} is not on the page");
    }
    assert_eq!(citizen.touch("back").at(), "before");
    // Beside the code too: the visit has begun, nothing was typed yet.
    assert_eq!(citizen.next().touch("data").at(), "data");
    assert_eq!(citizen.touch("back").at(), "code");
}

#[test]
fn nothing_is_made_before_the_consent() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("demarche.cni").touch("data").touch("back");
    assert!(citizen.edge.drafts.is_empty() && citizen.kiosk.visit().open.is_none());
    let _ = citizen.next();
    assert!(citizen.kiosk.visit().open.is_some());
}

#[test]
fn the_accepted_version_goes_with_the_dossier() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    let accepted = citizen.draft().consent;
    assert!(!accepted.is_empty());
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next();
    assert_eq!(citizen.edge.sent[0].consent, accepted);
}
