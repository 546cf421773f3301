//! *Accessibilité de la borne*: one touch away, in each language, and said as it is shown.

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::screen::access::Contact;
use mon_point_numerique::kiosk::speech::{Route, script};
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, catalogue, settings};

/// A citizen of a terminal that offers every language, and whose operator says whom to tell.
fn arrives(language: &str, contact: Contact) -> Citizen {
    let languages = catalogue().languages().iter().map(ToString::to_string).collect();
    let language = language.to_owned();
    Citizen::arrives_at(Settings { language, languages, contact, ..settings() })
}

/// All that the page of now says in headphones.
fn said(citizen: &Citizen) -> String {
    let catalogue = catalogue();
    let words = Words(catalogue.texts(&citizen.kiosk.comfort().language));
    script(&citizen.page(), words).whole(Route::Headphones, None)
}

#[test]
fn one_touch_leads_to_what_the_terminal_can_do_in_every_language() {
    for language in catalogue().languages() {
        let mut citizen = arrives(language, Contact::default());
        let (catalogue, welcome) = (catalogue(), said(&citizen));
        let text = |key: &str| catalogue.texts(language).interface(key).to_owned();
        assert!(welcome.contains(&text("access.open")), "{language}: {welcome}");
        citizen.touch("access").sees("access");
        let page = said(&citizen);
        let buttons = ["frame.listen", "frame.size", "frame.contrast", "frame.language"];
        let named = buttons.into_iter().chain(["frame.mediator", "idle.more", "question.why"]);
        let whole = ["access.title", "access.state_law", "access.law", "access.defender"];
        for key in named.chain(whole).chain(["access.keypad", "access.scanning", "access.low"]) {
            // A voice knows no narrow blanks.
            let wanted = text(key).replace(['\u{a0}', '\u{202f}'], " ");
            assert!(page.contains(wanted.trim_end_matches('.')), "{language}: {key} in {page}");
        }
        citizen.touch("back").sees("welcome");
        // In the middle of a visit too, from the page where one sets everything.
        citizen.touch("demarche.cni").touch("tool.contrast").touch("access").sees("access");
        citizen.touch("back").sees("before");
    }
}

#[test]
fn the_sentence_of_the_law_is_in_french_beside_its_translation() {
    for language in catalogue().languages() {
        let mut citizen = arrives(language, Contact::default());
        let catalogue = catalogue();
        let page = format!("{:?}", citizen.touch("access").page().aside);
        for key in ["access.law", "access.state_law"] {
            for language in ["fr", language] {
                let sentence = catalogue.texts(language).interface(key);
                assert!(page.contains(&format!("{sentence:?}")), "{key}");
            }
        }
        let heard = said(&citizen);
        let french = catalogue.texts("fr").interface("access.law");
        assert_eq!(heard.contains(french), language == "fr", "a voice reads its own language");
    }
}

#[test]
fn the_operator_is_told_as_the_settings_say() {
    let mut citizen = arrives("fr", Contact::default());
    let nothing = format!("{:?}", citizen.touch("access").page());
    assert!(!nothing.contains("appeler :") && !nothing.contains("écrire :"), "{nothing}");
    let phone = "02 00 00 00 76".to_owned();
    let contact = Contact { phone, address: "7 place Inventée, 76000 Rouen".to_owned() };
    let both = format!("{:?}", arrives("fr", contact).touch("access").page());
    assert!(both.contains("02 00 00 00 76") && both.contains("7 place Inventée"), "{both}");
}
