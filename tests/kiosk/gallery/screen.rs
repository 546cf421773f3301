//! The screens that are looked at, taken on the way through real journeys.

use mon_point_numerique::demarche::author::trial::Visit;
use mon_point_numerique::dossier::journey::journey;
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::{Message, Now};
use mon_point_numerique::kiosk::page::{Block, Id, Page};
use mon_point_numerique::seal::code::Code;
use rand::SeedableRng as _;

use crate::citizen::{Citizen, catalogue, settings};
use crate::fit::album::all_visits;
use crate::journeys::answers;

/// A screen as it was taken.
#[derive(Clone)]
pub(super) struct Taken {
    pub(super) name: &'static str,
    pub(super) page: Page<Message>,
    pub(super) focus: Option<Id>,
}

fn now(name: &'static str, citizen: &Citizen) -> Taken {
    Taken { name, page: citizen.page(), focus: citizen.kiosk.focus().cloned() }
}

fn arrives(language: &str) -> Citizen {
    let languages = catalogue().languages().iter().map(ToString::to_string).collect();
    let demarches = ["cni", "carte-grise", "permis"].map(str::to_owned).to_vec();
    let language = language.to_owned();
    Citizen::arrives_at(Settings { language, languages, demarches, ..settings() })
}

/// On the way through a lost card, at this screen.
fn at(language: &str, screen: &str) -> Citizen {
    let mut citizen = arrives(language);
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), screen);
    citizen.sees(screen);
    citizen
}

/// Every screen, in this language.
pub(super) fn taken(language: &str) -> Vec<Taken> {
    let mut citizen = arrives(language);
    let mut all = vec![now("accueil", &citizen)];
    all.push(now("langues", citizen.touch("languages")));
    all.push(now("confort", citizen.touch("back").touch("tool.contrast")));
    all.push(now("accessibilite", citizen.touch("access")));
    all.push(now("avant", citizen.touch("back").touch("demarche.cni")));
    all.push(now("code", citizen.next()));
    all.push(now("choix", citizen.next()));
    all.push(now("texte", at(language, "question.nom").types("Lefeb")));
    let mut citizen = at(language, "question.naissance");
    all.push(now("date", citizen.types("3102")));
    all.push(now("refus", citizen.types("2001").next()));
    all.push(now("commune", at(language, "question.naissance_commune").types("diep")));
    let mut citizen = at(language, "question.preparer");
    all.push(now("preparer", &citizen));
    let answers = answers("perte.toml");
    citizen.answers_all(&answers);
    all.push(now("relecture", &citizen));
    citizen.waits(125);
    all.push(now("silence", &citizen));
    all.push(now("fin", citizen.touch("idle.here").next()));
    all.push(price(language));
    all
}

/// The first price of a registration, on the day of its case.
fn price(language: &str) -> Taken {
    let (visits, catalogue) = (all_visits(), catalogue());
    let demarche = catalogue.latest("carte-grise").unwrap();
    for Visit { draft, around, .. } in &visits[demarche.edition()] {
        let walked = journey(demarche, draft, around);
        for step in walked.steps.iter().filter(|step| !demarche.step(step.step).show.is_empty()) {
            let mut draft = draft.clone();
            draft.place.step.clone_from(&demarche.step(step.step).name);
            draft.comfort.language = language.to_owned();
            let mut citizen = arrives(language);
            citizen.now = Now { ms: 6_000, civil: around.today.at(9, 30, 0, 0) };
            let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(1);
            let code = Code::random(&mut rng).grouped().to_string();
            drop(citizen.edge.drafts.insert(code.clone(), draft));
            let _ = citizen.touch("resume").types(&code).next();
            let bill = |block: &Block<Message>| match block {
                Block::Bill(bill) => bill.total.is_some() && bill.charges.len() > 2,
                _ => false,
            };
            let page = citizen.page();
            if page.body.iter().chain(&page.aside).any(bill) {
                return now("prix", &citizen);
            }
        }
    }
    panic!("no price anywhere")
}
