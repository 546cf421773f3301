//! Whose turn it is: what each lane sends next, and when. Decides nothing about answers.

use super::carried::Cargo;
use super::{Courier, Effect, Flight, Lane, Moment, Request, Ticket};
use crate::sync::wire::Digest;

const LANES: [Lane; 4] = [Lane::Hello, Lane::Envelopes, Lane::Parts, Lane::Drafts];

impl Courier {
    /// When the lanes that are free will send.
    pub(super) fn sends(&self) -> impl Iterator<Item = Moment> {
        LANES
            .into_iter()
            .filter(|lane| !self.flights.contains_key(lane))
            .filter_map(|lane| self.next(lane).map(|(moment, ..)| moment))
    }

    /// Every free lane sends what is due.
    pub(super) fn send(&mut self) {
        for lane in LANES {
            if self.flights.contains_key(&lane) {
                continue;
            }
            let Some((moment, request, cargo)) = self.next(lane) else {
                continue;
            };
            if moment > self.now {
                continue;
            }
            self.tickets += 1;
            self.turns += 1;
            self.wire.sent(self.now);
            self.take_turn(request, cargo);
            let ticket = Ticket(self.tickets);
            let _none =
                self.flights.insert(lane, Flight { ticket, request, cargo, sent: self.now });
            self.effects.push_back(Effect::Send { ticket, request });
        }
    }

    /// Who was served last is served last next time: nobody stands in the way of the others.
    fn take_turn(&mut self, request: Request, cargo: Option<Digest>) {
        match request {
            Request::Hello => {}
            Request::Envelope(_) | Request::Offset(_) | Request::Chunk { .. } => {
                if let Some(cargo) = cargo.and_then(|digest| self.cargo.get_mut(&digest)) {
                    cargo.turn = self.turns;
                }
            }
            Request::Draft { draft, .. } | Request::Close { draft, .. } => {
                if let Some(drafted) = self.drafts.get_mut(&draft) {
                    drafted.turn(self.turns, self.now);
                }
            }
        }
    }

    /// What this lane would send next, and when.
    fn next(&self, lane: Lane) -> Option<(Moment, Request, Option<Digest>)> {
        if lane == Lane::Hello {
            return Some((self.wire.hello(), Request::Hello, None));
        }
        let open = self.wire.open()?;
        let ready = |moment: Moment| moment.max(open);
        match lane {
            Lane::Hello => None,
            Lane::Envelopes => self.next_cargo(ready, Cargo::envelope),
            Lane::Parts => self.next_cargo(ready, Cargo::part),
            Lane::Drafts => self
                .drafts
                .iter()
                .filter_map(|(draft, drafted)| Some((drafted, drafted.request(*draft)?)))
                .min_by_key(|(drafted, _)| drafted.order(ready, self.now))
                .map(|(drafted, request)| (ready(drafted.not_before), request, None)),
        }
    }

    fn next_cargo(
        &self,
        ready: impl Fn(Moment) -> Moment,
        request: impl Fn(&Cargo) -> Option<Request>,
    ) -> Option<(Moment, Request, Option<Digest>)> {
        let waiting = self.cargo.values().filter(|cargo| cargo.aside.is_none());
        waiting
            .filter_map(|cargo| Some((cargo, request(cargo)?)))
            .min_by_key(|(cargo, _)| (ready(cargo.not_before).max(self.now), cargo.turn))
            .map(|(cargo, request)| (ready(cargo.not_before), request, Some(cargo.parcel.digest)))
    }
}
