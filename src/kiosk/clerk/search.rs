//! Resume by code: here, and at the central service when the line is up.
//!
//! Unknown and wrong are one answer. Each try is counted before it is made. When there are
//! several versions of a draft, the citizen chooses; the new branch descends from all of them.

use super::super::action::{Answer, Message, NotFound, Version, VisitNumber};
use super::super::clock;
use super::super::post::Asked;
use super::desk::{Held, leaf};
use super::{Memo, Typed, Work};
use crate::chance;
use crate::dossier::Draft;
use crate::seal::{Branch, Code, DraftId, DraftKey, DraftState, Lookup, Resume};
use crate::store::{CodeWrap, Kept, NewDraft, StoreFault, Tries};
use crate::sync::wire::{DraftFound, DraftRevision, Id, Leaf, descent};

/// A code that is being looked for, and what it has found.
pub(super) struct Search {
    visit: VisitNumber,
    resume: Box<Resume>,
    here: Option<Kept>,
    sides: Vec<Opened>,
}

/// One version, opened.
struct Opened {
    state: DraftState,
    parents: Vec<Leaf>,
    wrap: Vec<u8>,
    key: DraftKey,
    draft: Draft,
    /// When it was saved, seconds since 1970: as the centre received it, or now for what lies here.
    saved: i64,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Here,
    Centre,
}

impl Work {
    /// Counts the try, then derives the code beside.
    pub(super) fn find(&mut self, visit: VisitNumber, code: &Typed) {
        match self.store.try_code(clock::wall_ms() / 1000) {
            Ok(Tries::Left(_)) => {}
            Ok(Tries::Locked(seconds)) => {
                let minutes = u32::try_from((seconds + 59) / 60).unwrap_or(15);
                tracing::warn!(event = "codes_locked");
                return self.not_found(visit, NotFound::Locked { minutes });
            }
            Err(_) => return self.not_found(visit, NotFound::Broken),
        }
        let Ok(code) = Code::parse(code) else {
            return self.not_found(visit, NotFound::Unknown);
        };
        let (cost, memos) = (self.identity.cost, self.memos.clone());
        self.beside(move || {
            let resume = code.derive(cost).ok().map(Box::new);
            let _ended = memos.send(Memo::Sought(visit, resume));
        });
    }

    /// The code is derived: look here, and ask the centre.
    pub(super) fn sought(&mut self, visit: VisitNumber, resume: Option<Box<Resume>>) {
        let Some(resume) = resume else { return self.not_found(visit, NotFound::Broken) };
        let here = match self.store.find_by_lookup(resume.lookup) {
            Ok(here) => here,
            Err(_) => return self.not_found(visit, NotFound::Broken),
        };
        let lookup = Id(resume.lookup.0);
        self.search = Some(Search { visit, resume, here, sides: Vec::new() });
        let (post, memos) = (self.post.clone(), self.memos.clone());
        let _running = self.network.spawn(async move {
            let found = post.find_draft(lookup).await;
            let _ended = memos.send(Memo::Found(visit, found));
        });
    }

    /// The centre answered, or did not: tell what the code opens.
    pub(super) fn found(&mut self, visit: VisitNumber, found: Asked<DraftFound>) {
        let Some(mut search) = self.search.take().filter(|search| search.visit == visit) else {
            return;
        };
        let silent = matches!(found, Asked::Silent(_) | Asked::Nonsense);
        let sides = match found {
            Asked::Found(found) => found.sides,
            Asked::Problem(_) | Asked::Nonsense | Asked::Silent(_) => Vec::new(),
        };
        let here = search.here.take().and_then(|kept| here(kept, &search.resume));
        search.sides = sides
            .into_iter()
            .filter_map(|side| centre(side.revision, side.received, &search.resume))
            .collect();
        if let Some(here) = here {
            merge(&mut search.sides, here);
        }
        search.sides.sort_by_key(|opened| std::cmp::Reverse(opened.saved));
        if search.sides.is_empty() {
            let why = if silent { NotFound::OutOfReach } else { NotFound::Unknown };
            return self.not_found(visit, why);
        }
        if let Err(fault) = self.store.code_was_right() {
            tracing::error!(event = "tries", fault = %fault);
        }
        let versions: Vec<Version> = search
            .sides
            .iter()
            .map(|side| Version { saved: clock::at_place(side.saved), draft: side.draft.clone() })
            .collect();
        let one = versions.len() == 1;
        self.search = Some(search);
        if one {
            self.choose(visit, 0);
        }
        self.say(Message::Answer(visit, Answer::Found(Ok(versions))));
    }

    /// This version goes on, on a branch of its own.
    pub(super) fn choose(&mut self, visit: VisitNumber, version: usize) {
        let Some(search) = self.search.take().filter(|search| search.visit == visit) else {
            return;
        };
        if version >= search.sides.len() {
            return;
        }
        let lookup = search.resume.lookup;
        match self.take_up(visit, lookup, search.sides, version) {
            Ok(held) => self.held = Some(held),
            Err(fault) => tracing::error!(event = "resume", fault = %fault),
        }
    }

    fn take_up(
        &mut self,
        visit: VisitNumber,
        lookup: Lookup,
        mut sides: Vec<Opened>,
        version: usize,
    ) -> Result<Held, super::desk::DeskFault> {
        // Choosing has seen all the sides: the new branch descends from each of them. There is a
        // new one each time, for another terminal may have gone on meanwhile.
        let parents = descent(sides.iter().map(|side| (leaf(side.state), &side.parents[..])));
        let alone = sides.len() == 1;
        let chosen = sides.swap_remove(version);
        let language = chosen.draft.comfort.language.clone();
        let held = |state, key| Held { visit, state, key, lookup: Some(lookup), language };
        let mut rng = chance::rng()?;
        let draft = chosen.state.draft;
        let branch = Branch::random(&mut rng);
        let state = DraftState { draft, branch, revision: 0 };
        let sealed = chosen.key.seal_draft(state, &super::desk::plain(&chosen.draft)?, &mut rng)?;
        let site_wrap = match &self.identity.recovery_key {
            Some(site) => Some(chosen.key.wrap_for_site(draft, site, &mut rng)?),
            None => None,
        };
        let new = NewDraft {
            state,
            parents,
            code: Some(CodeWrap { lookup, wrap: chosen.wrap }),
            site_wrap,
            edition: chosen.draft.edition.clone(),
            sealed,
            born: self.trusted(),
            life: self.life(),
        };
        match self.store.begin(&new) {
            // No room for a visit that begins; the one that lies here may still end.
            Err(StoreFault::Full) if alone && chosen.place == Place::Here => {
                self.store.reopen(draft)?;
                Ok(held(chosen.state, chosen.key))
            }
            begun => Ok(begun.map(|()| held(state, chosen.key))?),
        }
    }

    fn not_found(&mut self, visit: VisitNumber, why: NotFound) {
        self.say(Message::Answer(visit, Answer::Found(Err(why))));
    }
}

/// What lies here is a version of its own, unless the centre has the same or a later one.
fn merge(sides: &mut Vec<Opened>, here: Opened) {
    let own = leaf(here.state);
    let later = |side: &Opened| {
        let other = leaf(side.state);
        other.branch == own.branch && other.revision > own.revision
            || side
                .parents
                .iter()
                .any(|parent| parent.branch == own.branch && parent.revision >= own.revision)
    };
    if sides.iter().any(later) {
        return;
    }
    sides.retain(|side| {
        let other = leaf(side.state);
        let same = other.branch == own.branch;
        let seen = here
            .parents
            .iter()
            .any(|parent| parent.branch == other.branch && parent.revision >= other.revision);
        !same && !seen
    });
    sides.push(here);
}

fn here(kept: Kept, resume: &Resume) -> Option<Opened> {
    let wrap = kept.code?.wrap;
    let saved = clock::wall_ms() / 1000;
    open(kept.state, kept.parents, wrap, &kept.sealed, resume, (saved, Place::Here))
}

fn centre(revision: DraftRevision, received: i64, resume: &Resume) -> Option<Opened> {
    let state = DraftState {
        draft: DraftId(revision.draft.0),
        branch: Branch(revision.leaf.branch.0),
        revision: revision.leaf.revision,
    };
    let (wrap, sealed) = (revision.wraps.code.0, revision.sealed.0);
    open(state, revision.parents, wrap, &sealed, resume, (received, Place::Centre))
}

fn open(
    state: DraftState,
    parents: Vec<Leaf>,
    wrap: Vec<u8>,
    sealed: &[u8],
    resume: &Resume,
    (saved, place): (i64, Place),
) -> Option<Opened> {
    let key = DraftKey::unwrap_by_code(state.draft, &resume.key, &wrap).ok()?;
    let text = key.open_draft(state, sealed).ok()?;
    let draft = serde_json::from_slice(&text).ok()?;
    Some(Opened { state, parents, wrap, key, draft, saved, place })
}
