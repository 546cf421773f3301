//! A draft of an older edition, opened with the latest: what is the same question stays.

use super::{Draft, Entry};
use crate::demarche::{Catalogue, Demarche, Group, Kind, Question};

/// The draft in the latest edition of its procedure, and the full names of what was dropped: it
/// is asked again. `None` when the program no longer knows the procedure. A draft of the latest
/// edition comes back as it was.
///
/// An entry stays when full name, kind and the whole set of choices (or format) are the same. The
/// old edition says what the kind was; where it is unknown, the shape of the entry does.
pub fn carry_over(catalogue: &Catalogue, draft: Draft) -> Option<(Draft, Vec<String>)> {
    let name = draft.edition.rsplit_once('.').map_or(draft.edition.as_str(), |(name, _)| name);
    let new = catalogue.latest(name)?;
    if draft.edition == new.edition() && draft.edition_digest == new.digest() {
        return Some((draft, Vec::new()));
    }
    let old = catalogue
        .demarche(&draft.edition)
        .filter(|old| old.digest() == draft.edition_digest && old.edition() != new.edition());
    let (kept, dropped): (Vec<_>, Vec<_>) =
        draft.entries.into_iter().partition(|(name, entry)| stays(old, new, name, entry));
    let draft = Draft {
        edition: new.edition().to_owned(),
        edition_digest: new.digest().to_owned(),
        entries: kept.into_iter().collect(),
        ..draft
    };
    Some((draft, dropped.into_iter().map(|(name, _)| name).collect()))
}

fn stays(old: Option<&Demarche>, new: &Demarche, name: &str, entry: &Entry) -> bool {
    let Some(question) = new.find(name).map(|id| new.question(id)) else { return false };
    match old {
        Some(old) => old.find(name).is_some_and(|id| same(old.question(id), question)),
        None => fits(question, entry),
    }
}

/// Bounds may move: an entry outside the new ones is refused by the walk, with its reason.
fn same(old: &Question, new: &Question) -> bool {
    match (&old.kind, &new.kind) {
        (Kind::Choice(old), Kind::Choice(new)) | (Kind::Several(old), Kind::Several(new)) => {
            words(old) == words(new)
        }
        (Kind::Text { .. }, Kind::Text { .. }) => true,
        (Kind::Number { unit: old, .. }, Kind::Number { unit: new, .. }) => old == new,
        (Kind::List { format: old, .. }, Kind::List { format: new, .. }) => old == new,
        (old, new) => old == new,
    }
}

fn words(groups: &[Group]) -> Vec<&String> {
    let mut words: Vec<&String> = groups.iter().flat_map(|group| &group.choices).collect();
    words.sort();
    words
}

/// Without the old edition a set of choices cannot be compared: cards are asked again.
fn fits(question: &Question, entry: &Entry) -> bool {
    matches!(
        (&question.kind, entry),
        (Kind::YesNo, Entry::YesNo(_))
            | (Kind::Text { .. } | Kind::Number { .. } | Kind::Format(_), Entry::Text(_))
            | (Kind::Date { .. }, Entry::Date { .. })
            | (Kind::Commune, Entry::Commune { .. } | Entry::FreeCommune(_))
            | (Kind::Country, Entry::Country(_))
            | (Kind::List { .. }, Entry::List(_))
            | (Kind::Search { .. }, Entry::Row(_))
            | (Kind::Declaration, Entry::Declaration(_))
    ) || (*entry == Entry::Unknown && question.unknown)
}
