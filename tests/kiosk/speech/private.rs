//! What others hear: no answer, whatever was typed.

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::speech::{Engine, Route};

use super::{last, listener};
use crate::citizen::{Citizen, Heard};
use crate::journeys::answers;

/// Everything that was said.
fn all(citizen: &Citizen) -> String {
    let said = citizen.edge.said.iter().filter_map(|heard| match heard {
        Heard::Said(utterance) => Some(utterance.text.as_str()),
        Heard::Hush => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

/// A journey with the voice on, from the first touch to the review and its changes.
fn travels(mut citizen: Citizen) -> Citizen {
    let _ = citizen.begins();
    let mut answers = answers("perte.toml");
    let address = answers["adresse"].as_table_mut().unwrap();
    let _ = address.insert("voie".into(), "rue Zoé Quintal".into());
    let _ = answers.insert("perte_lieu".into(), "Au marché de Brionne".into());
    citizen.answers_all(&answers);
    citizen.sees("review");
    let _ = citizen.touch("change.nom").touch("ask.nom").touch("next");
    citizen
}

/// Words that somebody typed in that journey, as one would hear them.
const TYPED: [&str; 3] = ["Lefebvre", "lefebvre", "Camille"];

#[test]
fn the_loudspeaker_says_no_answer() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.touch("tool.listen");
    let mut citizen = travels(citizen);
    let code = citizen.code();
    let _ = citizen.touch("tool.code").touch("back").next();
    assert_eq!(last(&citizen).route, Route::Loudspeaker);
    let said = all(&citizen);
    let entries: Vec<String> = citizen.edge.sent[0].entries.values().filter_map(typed).collect();
    assert!(entries.len() > 5);
    for word in entries.iter().map(String::as_str).chain(TYPED) {
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(word)).collect();
        assert!(lines.is_empty(), "{word}: {lines:?}");
    }
    let spelled = mon_point_numerique::kiosk::words::spelled(&code);
    assert!(!said.contains(&spelled) && !said.contains(&code));
    assert!(said.contains("réponse cachée") && said.contains("signe"));
}

#[test]
fn headphones_say_the_answers() {
    let citizen = travels(listener());
    let said = all(&citizen);
    let code = mon_point_numerique::kiosk::words::spelled(&citizen.code());
    for word in ["Lefebvre", &code] {
        assert!(said.contains(word), "{word}");
    }
    assert!(!said.contains("réponse cachée"));
}

/// A text that was typed, long enough to be nobody else's word.
fn typed(entry: &mon_point_numerique::dossier::Entry) -> Option<String> {
    match entry {
        mon_point_numerique::dossier::Entry::Text(text) if text.len() > 4 => Some(text.clone()),
        _ => None,
    }
}
