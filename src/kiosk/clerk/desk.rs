//! The draft on the desk: begun, saved, sent, kept or destroyed. Its key is nowhere else.

use zeroize::Zeroizing;

use super::super::action::{Answer, Fault, Message, Sealed, VisitNumber};
use super::super::clock;
use super::{Memo, Work};
use crate::chance;
use crate::dossier::envelope::{self, Stamp};
use crate::dossier::{Dossier, Draft};
use crate::seal::{Branch, Code, Digest, DraftId, DraftKey, DraftState, Lookup, Resume};
use crate::store::{CodeWrap, NewDraft, StoreFault};
use crate::sync::courier::{Event, Parcel};
use crate::sync::wire::{Closing, Id, Leaf};

/// The draft that is open on the screen.
pub(super) struct Held {
    pub(super) visit: VisitNumber,
    pub(super) state: DraftState,
    pub(super) key: DraftKey,
    /// Where its code finds it, once derived; none when refused.
    pub(super) lookup: Option<Lookup>,
    /// Language of the last save: the ticket of the code speaks it.
    pub(super) language: String,
}

/// Why something could not be put down.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeskFault {
    #[error(transparent)]
    Store(#[from] StoreFault),
    #[error(transparent)]
    Seal(#[from] crate::seal::SealFault),
    #[error(transparent)]
    Chance(#[from] chance::NoRandomness),
    /// No draft is open in this visit.
    #[error("nothing is open")]
    NothingOpen,
    /// A draft that cannot be written as text.
    #[error("a draft that cannot be written")]
    Text(#[from] serde_json::Error),
}

impl DeskFault {
    fn shown(&self) -> Fault {
        match self {
            Self::Store(StoreFault::Full) => Fault::Full,
            _ => Fault::Broken,
        }
    }
}

/// Logs a fault by its key and gives what the screen says of it.
fn told<T>(act: &'static str, done: Result<T, DeskFault>) -> Result<T, Fault> {
    done.map_err(|fault| {
        tracing::error!(event = "desk", act, fault = %fault);
        fault.shown()
    })
}

/// The wire's name of a state.
pub(super) fn leaf(state: DraftState) -> Leaf {
    Leaf { branch: Id(state.branch.0), revision: state.revision }
}

impl Work {
    /// *Commencer*: a draft, its key and its code. The slow half of the code is done beside.
    pub(super) fn begin(&mut self, visit: VisitNumber, edition: &str) {
        let begun = told("begin", self.put_down(visit, edition));
        self.say(Message::Answer(visit, Answer::Begun(begun)));
    }

    fn put_down(
        &mut self,
        visit: VisitNumber,
        edition: &str,
    ) -> Result<Zeroizing<String>, DeskFault> {
        let mut rng = chance::rng()?;
        let draft = DraftId::random(&mut rng);
        let state = DraftState { draft, branch: Branch::random(&mut rng), revision: 0 };
        let key = DraftKey::random(&mut rng);
        let code = Code::random(&mut rng);
        let empty = Draft { edition: edition.to_owned(), ..Draft::default() };
        let sealed = key.seal_draft(state, &plain(&empty)?, &mut rng)?;
        let site_wrap = match &self.identity.recovery_key {
            Some(site) => Some(key.wrap_for_site(draft, site, &mut rng)?),
            None => None,
        };
        let new = NewDraft {
            state,
            parents: Vec::new(),
            code: None,
            site_wrap,
            edition: edition.to_owned(),
            sealed,
            born: self.trusted(),
            life: self.life(),
        };
        self.store.begin(&new)?;
        self.held = Some(Held { visit, state, key, lookup: None, language: "fr".into() });
        let shown = code.grouped();
        let (cost, memos) = (self.identity.cost, self.memos.clone());
        self.beside(move || {
            if let Ok(resume) = code.derive(cost) {
                let _ended = memos.send(Memo::Derived(Box::new(resume), draft));
            }
        });
        Ok(shown)
    }

    /// The slow half is done: from now on the code opens the draft, here and elsewhere.
    pub(super) fn code_derived(&mut self, resume: &Resume, draft: DraftId) {
        let Some(held) = self.held.as_mut().filter(|held| held.state.draft == draft) else {
            return;
        };
        let given = chance::rng().map_err(DeskFault::from).and_then(|mut rng| {
            let wrap = held.key.wrap_by_code(draft, &resume.key, &mut rng)?;
            let code = CodeWrap { lookup: resume.lookup, wrap };
            Ok(self.store.give_code(draft, &code)?)
        });
        if told("give_code", given).is_ok() {
            held.lookup = Some(resume.lookup);
        }
    }

    /// *Je n'en veux pas*.
    pub(super) fn refuse_code(&mut self, visit: VisitNumber) {
        let Some(held) = self.held.as_mut().filter(|held| held.visit == visit) else { return };
        held.lookup = None;
        let dropped = self.store.drop_code(held.state.draft).map_err(DeskFault::from);
        let _told = told("drop_code", dropped);
    }

    /// One save: the whole draft, encrypted, one row.
    pub(super) fn save(&mut self, visit: VisitNumber, draft: &Draft) {
        let saved = told("save", self.write(visit, draft));
        self.say(Message::Answer(visit, Answer::Saved(saved)));
    }

    fn write(&mut self, visit: VisitNumber, draft: &Draft) -> Result<(), DeskFault> {
        let held = self.held.as_mut().filter(|held| held.visit == visit);
        let held = held.ok_or(DeskFault::NothingOpen)?;
        let next = DraftState { revision: held.state.revision + 1, ..held.state };
        let sealed = held.key.seal_draft(next, &plain(draft)?, &mut chance::rng()?)?;
        self.store.save(next, &draft.edition, &sealed)?;
        held.state = next;
        held.language.clone_from(&draft.comfort.language);
        if let Some(lookup) = held.lookup {
            let draft = Id(next.draft.0);
            let event = Event::Saved { draft, lookup: Id(lookup.0), leaf: leaf(next) };
            self.courier_hears(event);
        }
        Ok(())
    }

    /// *Arrêter et garder*, or nobody is there any more.
    pub(super) fn keep(&mut self, visit: VisitNumber, draft: Option<&Draft>) {
        if let Some(draft) = draft {
            let _told = told("keep", self.write(visit, draft));
        }
        self.leave(visit);
    }

    /// *Envoyer*: sealed and in the outbox, the draft gone, at one instant.
    pub(super) fn send(&mut self, visit: VisitNumber, dossier: &Dossier) {
        let sent = told("send", self.seal(visit, dossier));
        self.say(Message::Answer(visit, Answer::Sent(sent)));
    }

    fn seal(&mut self, visit: VisitNumber, dossier: &Dossier) -> Result<Sealed, DeskFault> {
        let held = self.held.as_ref().filter(|held| held.visit == visit);
        let (draft, lookup) =
            held.map(|held| (held.state.draft, held.lookup)).ok_or(DeskFault::NothingOpen)?;
        let mut rng = chance::rng()?;
        let number = self.store.number_for(draft, &mut rng)?;
        let stamp = Stamp { number, draft, sealed_at_ms: clock::wall_ms(), parts: Vec::new() };
        let to = self.identity.sealing_keys.first().ok_or(crate::seal::SealFault::BadKey)?;
        let envelope = envelope::seal(dossier, stamp, to, &mut rng)?;
        let signature = envelope.sign(&self.identity.signing);
        self.store.send(&envelope, &signature, &[])?;
        self.held = None;
        let number = number.to_string();
        let digest = envelope.digest();
        self.sealed = Some((visit, digest));
        self.tell_closed(draft, lookup, Closing::Sent);
        let parcel = Parcel {
            digest: crate::sync::wire::Digest(digest.0),
            number: number.clone(),
            parts: Vec::new(),
            waited: 0,
        };
        self.courier_hears(Event::Sealed(parcel));
        Ok(Sealed { number })
    }

    /// *Tout effacer*: the key is destroyed.
    pub(super) fn erase(&mut self, visit: VisitNumber) {
        let erased = match self.held.take().filter(|held| held.visit == visit) {
            Some(held) => {
                let draft = held.state.draft;
                let erased = self.store.erase_draft(draft).map_err(DeskFault::from);
                let erased = told("erase", erased);
                if erased.is_ok() {
                    self.tell_closed(draft, held.lookup, Closing::Erased);
                }
                erased
            }
            None => Ok(()),
        };
        self.say(Message::Answer(visit, Answer::Erased(erased)));
    }

    /// The next person: nothing of this visit stays here.
    pub(super) fn end_visit(&mut self, visit: VisitNumber) {
        self.leave(visit);
        self.search = None;
        self.sealed = None;
    }

    fn leave(&mut self, visit: VisitNumber) {
        if self.held.as_ref().is_some_and(|held| held.visit == visit) {
            self.held = None;
        }
        if self.held.is_none() {
            let _told = told("leave", self.store.leave().map_err(DeskFault::from));
        }
    }

    fn tell_closed(&mut self, draft: DraftId, lookup: Option<Lookup>, why: Closing) {
        if let Some(lookup) = lookup {
            let event = Event::Closed { draft: Id(draft.0), lookup: Id(lookup.0), why };
            self.courier_hears(event);
        }
    }

    /// Life of a draft, in seconds.
    pub(super) fn life(&self) -> i64 {
        i64::from(self.office.draft_days) * 24 * 3600
    }

    /// The dossier of this visit, as sealed.
    pub(super) fn sealed_in(&self, visit: VisitNumber) -> Option<Digest> {
        self.sealed.filter(|(whose, _)| *whose == visit).map(|(_, digest)| digest)
    }
}

/// A draft as text, in memory that is wiped.
pub(super) fn plain(draft: &Draft) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
    serde_json::to_vec(draft).map(Zeroizing::new)
}
