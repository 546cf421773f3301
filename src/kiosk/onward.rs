//! Where one goes after a dossier: the nearest places of the right kinds, and who else may act.
//!
//! Which kinds and who is data (`assets/reference/lieux.toml`). The paper starts from the
//! terminal; the screen starts from the citizen's commune, when it is known.

use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::dossier::journey::{Journey, Shown};
use crate::reference::Places;
use crate::reference::place::{Near, Origin, guide};

/// What the last screen tells of the way onward.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Onward {
    /// The citizen's commune, when the table knows where it is.
    pub home: Option<Origin>,
    /// Who else may act, by their names in the guide.
    pub helpers: Vec<String>,
}

impl Onward {
    /// After that dossier.
    pub fn of(demarche: &Demarche, contents: &Contents, places: &Places) -> Self {
        let journey = contents.journey(demarche);
        Self { home: home(demarche, &journey, places), helpers: helpers(demarche, &journey) }
    }
}

/// The nearest places of the right kinds, in the order of the guide.
pub fn near<'a>(places: &'a Places, demarche: &Demarche, from: &Origin) -> Vec<Near<'a>> {
    let picks = guide().route(demarche.name()).place.iter();
    picks.flat_map(|pick| places.near(&pick.kinds, from, pick.most)).collect()
}

/// Who else may act, given the answers.
pub fn helpers(demarche: &Demarche, journey: &Journey) -> Vec<String> {
    let word =
        |name: &str| match journey.derived.get(name).or_else(|| answer(demarche, journey, name))? {
            Shown::Word(word) => Some(word.clone()),
            _ => None,
        };
    let route = guide().route(demarche.name());
    route.helpers(word).map(|helper| helper.name.clone()).collect()
}

/// Where the citizen lives, if the table has places around it.
fn home(demarche: &Demarche, journey: &Journey, places: &Places) -> Option<Origin> {
    let name = guide().route(demarche.name()).home.as_deref()?;
    let Shown::Commune(code, _) = answer(demarche, journey, name)? else { return None };
    let origin = places.origin(code);
    (origin.position.is_some() && places.covers(code)).then_some(origin)
}

fn answer<'a>(demarche: &Demarche, journey: &'a Journey, name: &str) -> Option<&'a Shown> {
    journey.visible(demarche.find(name)?).map(|visible| &visible.answer)
}
