//! Every step of every procedure once for each way in which it is asked, as a citizen sees it, and
//! once more without its answers after *Suivant*.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use mon_point_numerique::demarche::Demarche;
use mon_point_numerique::demarche::author::trial::Visit;
use mon_point_numerique::dossier::journey::{VisibleStep, journey};
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::Page;

use crate::citizen::{Citizen, catalogue};
use crate::fit::album::{all_visits, opens};

/// A step as it was seen.
pub(super) struct Seen {
    pub(super) edition: String,
    pub(super) page: Page<Message>,
    pub(super) asked: Vec<AskedOnce>,
    /// After *Suivant* without an answer, when that is refused.
    pub(super) insisted: Option<Page<Message>>,
    /// Its place among the steps of the path, from 1, and how many there are.
    pub(super) place: usize,
    pub(super) of: usize,
    /// Full names of all the questions of the path.
    pub(super) path: Vec<String>,
}

/// A question of a step.
#[derive(Clone, Copy)]
pub(super) struct AskedOnce {
    /// It may stay empty.
    pub(super) optional: bool,
    /// Without an entry it is not missing: a proposal or a rule answers it.
    pub(super) discharged: bool,
}

/// All of them, walked once.
pub(super) fn steps() -> &'static [Seen] {
    static SEEN: OnceLock<Vec<Seen>> = OnceLock::new();
    SEEN.get_or_init(|| {
        let (visits, catalogue) = (all_visits(), catalogue());
        let mut seen = Vec::new();
        for demarche in catalogue.editions() {
            let mut signs = BTreeSet::new();
            for visit in visits.get(demarche.edition()).into_iter().flatten() {
                walks(demarche, visit, &mut signs, &mut seen);
            }
        }
        assert!(seen.len() > 150, "only {} steps", seen.len());
        seen
    })
}

fn walks(demarche: &Demarche, visit: &Visit, signs: &mut BTreeSet<String>, seen: &mut Vec<Seen>) {
    let walked = journey(demarche, &visit.draft, &visit.around);
    let of_step = |step: &VisibleStep| {
        let asked = step.questions.iter().map(|one| (one.question, one.optional, &one.offered));
        format!("{:?} {:?}", step.step, asked.collect::<Vec<_>>())
    };
    let all = walked.steps.iter().flat_map(|step| &step.questions);
    let path: Vec<String> =
        all.map(|visible| demarche.question(visible.question).name.clone()).collect();
    for (at, step) in walked.steps.iter().enumerate() {
        if !signs.insert(of_step(step)) {
            continue;
        }
        let mut draft = visit.draft.clone();
        draft.place.step.clone_from(&demarche.step(step.step).name);
        draft.place.reviewing = false;
        let citizen = opens(draft.clone(), visit);
        let page = citizen.page();
        for visible in &step.questions {
            drop(draft.entries.remove(&demarche.question(visible.question).name));
        }
        let mut empty = opens(draft, visit);
        let (asked, insisted) = without(&mut empty, step);
        let (edition, of) = (demarche.edition().to_owned(), walked.steps.len());
        let path = path.clone();
        seen.push(Seen { edition, page, asked, insisted, place: at + 1, of, path });
    }
}

/// What the step asks without its answers, and what is said when one goes on all the same.
fn without(empty: &mut Citizen, step: &VisibleStep) -> (Vec<AskedOnce>, Option<Page<Message>>) {
    let before = empty.at();
    let missing = match &empty.kiosk.visit().open {
        Some(open) => open.journey.missing.clone(),
        None => Vec::new(),
    };
    let asked = step.questions.iter().map(|one| AskedOnce {
        optional: one.optional,
        discharged: !missing.contains(&one.question),
    });
    let asked: Vec<AskedOnce> = asked.collect();
    let _ = empty.next();
    let stays = empty.at() == before && asked.iter().any(|one| !one.discharged);
    (asked, stays.then(|| empty.page()))
}
