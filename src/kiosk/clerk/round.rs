//! The courier's rounds: what it decides is done here, and what comes of it is told to it.

use super::super::action::{Answer, Concern, Line as Shown, Message, Shelf};
use super::super::clock;
use super::super::post::Payload;
use super::{Memo, Work};
use crate::seal::{Digest, DraftId};
use crate::store::StoreFault;
use crate::sync::courier::{Effect, Event, Line, Outcome, Request, Standing, Ticket};
use crate::sync::wire::Id;

impl Work {
    /// After a start: the screens know the store, the courier knows everything that waits.
    pub(super) fn opened(&mut self) {
        let restored = self.restore();
        match restored {
            Ok(()) => self.say(Message::Store(Shelf::Ready)),
            Err(fault) => {
                let trouble = super::trouble(&fault);
                self.say(Message::Store(Shelf::Trouble(trouble)));
            }
        }
    }

    fn restore(&mut self) -> Result<(), StoreFault> {
        if self.store.interrupted()?.is_some() {
            self.say(Message::Interrupted);
            self.store.leave()?;
        }
        for parcel in self.store.outbox(clock::wall_ms())? {
            self.courier_hears(Event::Sealed(parcel));
        }
        for unsent in self.store.unsent_drafts()? {
            let (draft, lookup) = (Id(unsent.draft.0), Id(unsent.lookup.0));
            self.courier_hears(Event::Saved { draft, lookup, leaf: unsent.leaf });
        }
        for (lookup, closing) in self.store.closings()? {
            let (draft, lookup) = (closing.draft, Id(lookup.0));
            self.courier_hears(Event::Closed { draft, lookup, why: closing.why });
        }
        self.courier_hears(Event::Woke);
        Ok(())
    }

    pub(super) fn courier_hears(&mut self, event: Event) {
        self.courier.handle(self.office.clock.moment(), event);
    }

    /// Does what the courier decided, until it wants nothing more.
    pub(super) fn carry(&mut self) {
        while let Some(effect) = self.courier.poll() {
            if let Err(fault) = self.act(effect) {
                tracing::error!(event = "courier", fault = %fault);
            }
        }
        self.show_line();
        self.show_concern();
    }

    fn act(&mut self, effect: Effect) -> Result<(), StoreFault> {
        match effect {
            Effect::Send { ticket, request } => self.send_out(ticket, request),
            Effect::Abandon(ticket) => {
                if let Some(flight) = self.flights.remove(&ticket) {
                    flight.abort();
                }
                Ok(())
            }
            Effect::Delivered(proof) => {
                self.store.acknowledged(&proof)?;
                let digest = Digest(proof.receipt().digest.0);
                tracing::info!(event = "delivered");
                if let Some((visit, _)) = self.sealed.filter(|(_, sealed)| *sealed == digest) {
                    self.say(Message::Answer(visit, Answer::Delivered));
                }
                Ok(())
            }
            Effect::SetAside { digest, why } => {
                tracing::error!(event = "set_aside", why = ?why);
                self.store.set_aside(Digest(digest.0), &why.key())
            }
            Effect::DraftKept { draft, kept } => self.store.draft_kept(DraftId(draft.0), kept.leaf),
            Effect::DraftClosed(draft) => self.store.closing_told(DraftId(draft.0)),
            Effect::DraftErased(draft) => {
                let draft = DraftId(draft.0);
                if self.held.as_ref().is_none_or(|held| held.state.draft != draft) {
                    self.store.erased_elsewhere(draft)?;
                }
                Ok(())
            }
        }
    }

    /// Hands one request to the network. What cannot be read in the store is told at once.
    fn send_out(&mut self, ticket: Ticket, request: Request) -> Result<(), StoreFault> {
        if let Request::Envelope(digest) = request {
            self.store.sending(Digest(digest.0))?;
        }
        let trusted = self.trusted().unwrap_or_else(|| clock::wall_ms() / 1000);
        let memos = self.memos.clone();
        match Payload::load(&self.store, request, trusted) {
            Ok(payload) => {
                let post = self.post.clone();
                let running = self.network.spawn(async move {
                    let outcome = post.send(request, payload).await;
                    let _ended = memos.send(Memo::Answered(ticket, outcome));
                });
                let _none = self.flights.insert(ticket, running.abort_handle());
            }
            Err(_) => {
                let _ended = memos.send(Memo::Answered(ticket, Outcome::Unreadable));
            }
        }
        Ok(())
    }

    /// The centre's time was heard: write it down, and do what only trusted time may decide.
    pub(super) fn hear_time(&mut self) {
        let now = self.office.clock.moment();
        let Some(trusted) = self.courier.trusted_time(now) else { return };
        if self.noted.is_some_and(|noted| trusted - noted < 60) {
            return;
        }
        self.noted = Some(trusted);
        let done = self.store.heard(trusted).and_then(|()| {
            let _expired = self.store.expire(trusted)?;
            let _wraps = self.store.drop_site_wraps(trusted)?;
            self.store.purge_delivered(trusted)
        });
        if let Err(fault) = done {
            tracing::error!(event = "housekeeping", fault = %fault);
        }
    }

    /// Trusted time, seconds since 1970: heard in this run, or what was written down before it and
    /// the time since.
    pub(super) fn trusted(&self) -> Option<i64> {
        let now = self.office.clock.moment();
        let running = i64::try_from(now.0 / 1000).unwrap_or(i64::MAX);
        let noted = self.noted.map(|noted| noted.saturating_add(running));
        self.courier.trusted_time(now).or(noted)
    }

    /// The screens are told when the line changes, and only then.
    fn show_line(&mut self) {
        let line = match self.courier.standing().line {
            Line::Up => Shown::Up,
            Line::Unknown => return,
            Line::Down | Line::Foreign | Line::Ill | Line::NotEnrolled => Shown::Down,
        };
        if self.shown != Some(line) {
            self.shown = Some(line);
            tracing::info!(event = "line", line = ?self.courier.standing().line);
            self.say(Message::Line(line));
        }
    }

    /// So are they when there is something that a person should look at.
    fn show_concern(&mut self) {
        let concern = concern(&self.courier.standing());
        if self.concern != concern {
            self.concern = concern;
            tracing::warn!(event = "concern", concern = ?concern);
            self.say(Message::Concern(concern));
        }
    }
}

/// The gravest first. A line that fell for a while concerns nobody.
fn concern(standing: &Standing) -> Option<Concern> {
    match standing {
        Standing { line: Line::NotEnrolled, .. } => Some(Concern::NotEnrolled),
        Standing { line: Line::Foreign, .. } => Some(Concern::Foreign),
        Standing { set_aside: 1.., .. } => Some(Concern::SetAside),
        Standing { late: 1.., .. } => Some(Concern::Late),
        Standing { skew: Some(_), .. } => Some(Concern::Clock),
        _ => None,
    }
}
