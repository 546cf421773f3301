//! Visits that no file tells: somebody who answers by chance, the same chance in each run.

use mon_point_numerique::demarche::author::trial::Visit;
use mon_point_numerique::demarche::{Demarche, Kind};
use mon_point_numerique::dossier::journey::{Circumstances, Site, VisibleQuestion, journey};
use mon_point_numerique::dossier::{Draft, Entry};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use crate::citizen::morning;

/// More answers than any visit has.
const MOST: usize = 150;

/// So many visits to an edition.
pub(super) fn visits(demarche: &Demarche, count: u64) -> Vec<Visit> {
    (0..count).map(|seed| visit(demarche, &mut ChaCha20Rng::seed_from_u64(seed))).collect()
}

fn visit(demarche: &Demarche, rng: &mut ChaCha20Rng) -> Visit {
    let site = Site { departement: "76".to_owned() };
    let around = Circumstances { today: morning().date(), site };
    let mut draft = Draft {
        edition: demarche.edition().to_owned(),
        edition_digest: demarche.digest().to_owned(),
        switches: demarche.switches().clone(),
        ..Draft::default()
    };
    for _ in 0..MOST {
        let walked = journey(demarche, &draft, &around);
        let all = walked.steps.iter().flat_map(|step| &step.questions);
        let asked = all.into_iter().find(|visible| {
            let name = &demarche.question(visible.question).name;
            walked.missing.contains(&visible.question) && !draft.entries.contains_key(name)
        });
        let Some(visible) = asked else { break };
        let question = demarche.question(visible.question);
        let entry = entry(&question.kind, visible, rng);
        drop(draft.entries.insert(question.name.clone(), entry));
    }
    let edition = demarche.edition().to_owned();
    Visit { name: "by chance".to_owned(), edition, draft, around }
}

/// An answer that is as good as another; what is typed may well be refused.
fn entry(kind: &Kind, visible: &VisibleQuestion, rng: &mut ChaCha20Rng) -> Entry {
    match kind {
        Kind::Choice(_) => {
            let word = visible.offered.choose(rng).cloned().unwrap_or_default();
            Entry::Choice { word, proposed: false }
        }
        Kind::Several(_) => {
            let picked = visible.offered.iter().filter(|_| rng.random_range(0..3) == 0);
            Entry::Several(picked.cloned().collect())
        }
        Kind::YesNo => Entry::YesNo(rng.random_range(0..2) == 0),
        Kind::Declaration => Entry::Declaration(true),
        Kind::Date { hour, .. } => Entry::Date {
            day: "14".to_owned(),
            month: "03".to_owned(),
            year: rng.random_range(1950..2027).to_string(),
            hour: if *hour { "14:30".to_owned() } else { String::new() },
        },
        Kind::Number { .. } => Entry::Text(rng.random_range(1..150).to_string()),
        Kind::Commune => Entry::Commune { code: "76540".to_owned(), name: "Rouen".to_owned() },
        Kind::Country => Entry::Country("99139".to_owned()),
        Kind::List { .. } => Entry::List(vec!["Camille".to_owned()]),
        Kind::Text { .. } | Kind::Format(_) => Entry::Text("Lefebvre".to_owned()),
        Kind::Search { .. } => Entry::Unknown,
    }
}
