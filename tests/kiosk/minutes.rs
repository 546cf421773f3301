//! How long it still takes: few numbers, each easy to say, never more than the tile announced.

use std::collections::BTreeSet;

use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, catalogue};
use crate::journeys::answers;

#[test]
fn what_is_left_is_never_more_than_the_tile_and_ends_with_one() {
    let catalogue = catalogue();
    for language in catalogue.languages() {
        let words = Words(catalogue.texts(language));
        for name in ["cni", "carte-grise", "permis"] {
            let demarche = catalogue.latest(name).unwrap();
            let said = |ahead| words.time_left(demarche, (ahead, 30)).unwrap().shown;
            let all: Vec<String> = (1..=30).map(said).collect();
            let few: BTreeSet<&String> = all.iter().collect();
            assert!((4..=7).contains(&few.len()), "{language} {name}: {few:?}");
            let mut runs = all.clone();
            runs.dedup();
            assert_eq!(runs.len(), few.len(), "{language} {name}: it only goes down");
            let tile = words.0.line(demarche, "welcome.minutes").unwrap();
            assert!(all[29].contains(tile), "{language} {name}: {} of {tile}", all[29]);
            assert!(!all[0].contains("{"), "{}", all[0]);
        }
    }
}

#[test]
fn it_is_shown_and_said_over_each_question() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    let crumb = citizen.page().crumb.unwrap();
    assert!(crumb.shown.ends_with("question 13 sur 28"), "no line for it: {}", crumb.shown);
    assert!(crumb.spoken.contains(", encore environ 8 minutes"), "{}", crumb.spoken);
    let _ = citizen.touch_key("key.close");
    let crumb = citizen.page().crumb.unwrap();
    assert!(crumb.shown.contains("· encore environ 8 minutes"), "{}", crumb.shown);
}
