//! What the terminal carries to the centre, when, and what an answer means.
//!
//! Sans-IO in three verbs: [`Courier::handle`] takes an event, [`Courier::poll`] gives what to
//! do, [`Courier::wake`] says when to call again. It never reads a clock, a socket or a disk,
//! holds no bytes of what it carries, and never forgets an envelope without a verified
//! acknowledgement. Every request may have succeeded without anybody knowing: sending again is
//! always right. After a restart the store tells it everything again ([`Event::Sealed`],
//! [`Event::Saved`], [`Event::Closed`]); nothing here needs to survive.

mod answer;
mod carried;
mod line;
mod turn;

use std::collections::{BTreeMap, VecDeque};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

pub use answer::{Answer, Outcome, Silence};
pub use carried::{Parcel, Refused};
pub use line::Line;

use super::wire::{Acknowledged, AcknowledgementKey, Closing, Digest, DraftKept, Id, Leaf};
use answer::Verdict;
use carried::{Cargo, DraftJob, Drafted};
use line::Wire;

/// Milliseconds of a monotonic clock; only differences mean something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// This many milliseconds later.
    pub fn after(self, milliseconds: u64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

/// An envelope waits this long before somebody is alarmed, in milliseconds.
pub const ALARM: u64 = 48 * 3600 * 1000;
/// A draft that is being typed travels at most this often, in milliseconds.
pub const DRAFT_PAUSE: u64 = 3_000;
/// With nothing to carry, the centre is greeted this often, in milliseconds.
pub const HEARTBEAT: u64 = 60_000;
/// A request without an answer after this long makes the line doubtful, in milliseconds.
const DOUBT: u64 = 4_000;
/// The executor answers within its patience and this grace, or is no longer waited for.
const GRACE: u64 = 500;
/// Clocks that differ by more than this are shown, in seconds.
const SKEW_SHOWN: i64 = 120;

/// Names one request: an answer to a request that is no longer waited for falls on the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// An envelope is durable in the outbox: just sealed, or found there at start-up.
    Sealed(Parcel),
    /// A draft has a durable state that the centre may lack.
    Saved {
        /// Whose.
        draft: Id,
        /// What the citizen's code finds.
        lookup: Id,
        /// The latest state.
        leaf: Leaf,
    },
    /// A draft ended here: only that must still be told.
    Closed {
        /// Whose.
        draft: Id,
        /// What the citizen's code found.
        lookup: Id,
        /// Why.
        why: Closing,
    },
    /// A person asks that what was set aside be tried again.
    Again(Digest),
    /// What came of a request, and the terminal's wall clock then (seconds since 1970).
    Answered {
        /// Which request.
        ticket: Ticket,
        /// What came.
        outcome: Outcome,
        /// Wall clock, only compared with the centre's and shown.
        clock: i64,
    },
    /// The moment that [`Courier::wake`] named has come, or any other.
    Woke,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this, and bring an [`Event::Answered`] with the ticket.
    Send {
        /// Its name.
        ticket: Ticket,
        /// What to send.
        request: Request,
    },
    /// Stop waiting for this request; its answer will not be read.
    Abandon(Ticket),
    /// The centre has it, whole and durable, and signed so: keep the proof, mark it delivered.
    Delivered(Acknowledged),
    /// The centre refuses it for good, or it cannot be read here: keep it, and show it.
    SetAside {
        /// Which envelope.
        digest: Digest,
        /// Why.
        why: Refused,
    },
    /// The centre has this state of a draft.
    DraftKept {
        /// Whose.
        draft: Id,
        /// What it has.
        kept: DraftKept,
    },
    /// The centre knows that the draft ended: nothing of it must be told any more.
    DraftClosed(Id),
    /// The citizen erased this draft at another terminal: shred it here too.
    DraftErased(Id),
}

/// What to send. The executor finds the bytes in the store; it never decides to send again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// `GET /v1/hello`
    Hello,
    /// `PUT /v1/envelopes/{digest}`
    Envelope(Digest),
    /// `HEAD /v1/parts/{digest}`
    Offset(Digest),
    /// `PATCH /v1/parts/{digest}`
    Chunk {
        /// Of the part.
        part: Digest,
        /// First byte to send.
        offset: u64,
        /// How many bytes to send.
        length: u64,
        /// Length of the whole part.
        whole: u64,
    },
    /// `PUT /v1/drafts/{lookup}`: this state, or a later one of the same branch.
    Draft {
        /// Whose.
        draft: Id,
        /// What the code finds.
        lookup: Id,
        /// Which state.
        leaf: Leaf,
    },
    /// `DELETE /v1/drafts/{lookup}`
    Close {
        /// Whose.
        draft: Id,
        /// What the code found.
        lookup: Id,
        /// Why.
        why: Closing,
    },
}

impl Request {
    /// How long to wait for the whole answer, in milliseconds.
    pub fn patience(self) -> u64 {
        match self {
            Self::Hello => 2_500,
            Self::Offset(_) | Self::Draft { .. } | Self::Close { .. } => 20_000,
            Self::Envelope(_) | Self::Chunk { .. } => 60_000,
        }
    }

    fn lane(self) -> Lane {
        match self {
            Self::Hello => Lane::Hello,
            Self::Envelope(_) => Lane::Envelopes,
            Self::Offset(_) | Self::Chunk { .. } => Lane::Parts,
            Self::Draft { .. } | Self::Close { .. } => Lane::Drafts,
        }
    }
}

/// One request of each kind is in flight at most: a long one never holds up the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    Hello,
    Envelopes,
    Parts,
    Drafts,
}

#[derive(Clone, Copy, Debug)]
struct Flight {
    ticket: Ticket,
    request: Request,
    /// The envelope that a part is carried for.
    cargo: Option<Digest>,
    sent: Moment,
}

/// What the screens and the logs show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The line and the centre at its end.
    pub line: Line,
    /// The centre's clock minus the terminal's, in seconds, when it is worth showing.
    pub skew: Option<i64>,
    /// Envelopes not delivered yet, those set aside included.
    pub waiting: usize,
    /// Envelopes set aside: a person must look.
    pub set_aside: usize,
    /// Envelopes that wait for more than 48 hours: somebody must be alarmed.
    pub late: usize,
    /// Drafts with a state that the centre lacks.
    pub drafts: usize,
}

/// See the module.
pub struct Courier {
    key: AcknowledgementKey,
    random: ChaCha8Rng,
    now: Moment,
    wire: Wire,
    cargo: BTreeMap<Digest, Cargo>,
    drafts: BTreeMap<Id, Drafted>,
    flights: BTreeMap<Lane, Flight>,
    effects: VecDeque<Effect>,
    tickets: u64,
    turns: u64,
    /// The centre's time and when it was heard, and its distance from the wall clock.
    heard: Option<(i64, Moment)>,
    skew: i64,
}

impl Courier {
    /// With nothing to carry yet. The seed only spreads retries; it keeps no secret.
    pub fn new(key: AcknowledgementKey, seed: u64) -> Self {
        Self {
            key,
            random: ChaCha8Rng::seed_from_u64(seed),
            now: Moment::default(),
            wire: Wire::default(),
            cargo: BTreeMap::new(),
            drafts: BTreeMap::new(),
            flights: BTreeMap::new(),
            effects: VecDeque::new(),
            tickets: 0,
            turns: 0,
            heard: None,
            skew: 0,
        }
    }

    /// Takes one event. `now` may stand still, and is taken as standing still if it goes back.
    pub fn handle(&mut self, now: Moment, event: Event) {
        let now = self.now.max(now);
        self.now = now;
        match event {
            Event::Sealed(parcel) => self.sealed(parcel),
            Event::Saved { draft, lookup, leaf } => self.draft(draft, lookup).saved(leaf),
            Event::Closed { draft, lookup, why } => {
                self.draft(draft, lookup).closed(why, now);
            }
            Event::Again(digest) => {
                if let Some(cargo) = self.cargo.get_mut(&digest) {
                    cargo.again(self.now);
                }
            }
            Event::Answered { ticket, outcome, clock } => self.answered(ticket, outcome, clock),
            Event::Woke => {}
        }
        self.give_up_waiting();
        self.doubt();
        self.send();
    }

    /// The next thing to do, in order, until there is none.
    pub fn poll(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// When to call [`Courier::handle`] at the latest if nothing else happens.
    pub fn wake(&self) -> Option<Moment> {
        let flights = self
            .flights
            .values()
            .flat_map(|flight| [Some(deadline(flight)), self.doubtful(flight)]);
        let alarms = self.cargo.values().map(|cargo| Some(cargo.alarm));
        let sends = self.sends().map(Some);
        let later = |moment: &Moment| *moment > self.now;
        flights.chain(alarms).chain(sends).flatten().filter(later).min()
    }

    /// What to show now.
    pub fn standing(&self) -> Standing {
        let aside = self.cargo.values().filter(|cargo| cargo.aside.is_some());
        let late = self.cargo.values().filter(|cargo| cargo.alarm <= self.now);
        Standing {
            line: self.wire.line,
            skew: Some(self.skew).filter(|skew| skew.abs() > SKEW_SHOWN),
            waiting: self.cargo.len(),
            set_aside: aside.count(),
            late: late.count(),
            drafts: self.drafts.values().filter(|drafted| drafted.waits()).count(),
        }
    }

    /// Trusted time: the last date heard from the centre and the time since, seconds since 1970.
    pub fn trusted_time(&self, now: Moment) -> Option<i64> {
        let (time, heard) = self.heard?;
        let since = now.0.saturating_sub(heard.0) / 1000;
        Some(time.saturating_add(i64::try_from(since).unwrap_or(i64::MAX)))
    }

    /// Why each envelope that was set aside is there.
    pub fn set_aside(&self) -> impl Iterator<Item = (&Parcel, Refused)> {
        self.cargo.values().filter_map(|cargo| cargo.aside.map(|why| (&cargo.parcel, why)))
    }

    fn sealed(&mut self, parcel: Parcel) {
        let digest = parcel.digest;
        let now = self.now;
        let _known = self.cargo.entry(digest).or_insert_with(|| Cargo::new(parcel, now));
    }

    fn draft(&mut self, draft: Id, lookup: Id) -> &mut Drafted {
        let now = self.now;
        self.drafts.entry(draft).or_insert_with(|| Drafted::new(lookup, now))
    }

    fn answered(&mut self, ticket: Ticket, outcome: Outcome, clock: i64) {
        let Some(flight) = self.flights.values().copied().find(|flight| flight.ticket == ticket)
        else {
            return;
        };
        let _landed = self.flights.remove(&flight.request.lane());
        if let Outcome::Answer(Answer { time: Some(time), .. }) = &outcome {
            self.heard = Some((*time, self.now));
            self.skew = time.saturating_sub(clock);
        }
        let verdict = answer::read(flight.request, outcome, &self.key);
        self.judge(&flight, verdict);
    }

    fn judge(&mut self, flight: &Flight, verdict: Verdict) {
        let learned = self.wire.learn(&verdict, flight.request, self.now, &mut self.random);
        if learned == line::Learned::Returned {
            self.line_returned();
        }
        match flight.request {
            Request::Hello => {}
            Request::Envelope(digest) => self.judge_cargo(digest, None, verdict),
            Request::Offset(part) | Request::Chunk { part, .. } => {
                if let Some(digest) = flight.cargo {
                    self.judge_cargo(digest, Some(part), verdict);
                }
            }
            Request::Draft { draft, leaf, .. } => {
                self.judge_draft(draft, DraftJob::Put(leaf), verdict);
            }
            Request::Close { draft, why, .. } => {
                self.judge_draft(draft, DraftJob::Close(why), verdict);
            }
        }
    }

    fn judge_cargo(&mut self, digest: Digest, part: Option<Digest>, verdict: Verdict) {
        let Some(cargo) = self.cargo.get_mut(&digest) else {
            return;
        };
        match verdict {
            Verdict::Acknowledged(proof) if part.is_none() && cargo.proves(&proof) => {
                let _delivered = self.cargo.remove(&digest);
                self.effects.push_back(Effect::Delivered(*proof));
            }
            Verdict::Refused(why) => {
                cargo.aside = Some(why);
                self.effects.push_back(Effect::SetAside { digest, why });
            }
            other => cargo.judge(part, other, self.now, &mut self.random),
        }
    }

    fn judge_draft(&mut self, draft: Id, sent: DraftJob, verdict: Verdict) {
        let Some(drafted) = self.drafts.get_mut(&draft) else {
            return;
        };
        match (sent, verdict) {
            (DraftJob::Put(leaf), Verdict::Kept(kept)) if leaf.branch == kept.leaf.branch => {
                drafted.kept(kept.leaf.max(leaf));
                self.effects.push_back(Effect::DraftKept { draft, kept });
            }
            (DraftJob::Put(_), Verdict::Erased) => {
                drafted.erased();
                self.effects.push_back(Effect::DraftErased(draft));
            }
            (DraftJob::Close(why), Verdict::Closed | Verdict::Erased) => {
                if drafted.told(why) {
                    self.effects.push_back(Effect::DraftClosed(draft));
                }
            }
            (sent, Verdict::Refused(_)) => drafted.refused(sent),
            (_, _) => drafted.later(self.now, &mut self.random),
        }
        if matches!(sent, DraftJob::Close(_)) && !drafted.waits() {
            let _done = self.drafts.remove(&draft);
        }
    }

    /// A request whose executor says nothing is one more unknown outcome.
    fn give_up_waiting(&mut self) {
        let late: Vec<Flight> =
            self.flights.values().copied().filter(|flight| deadline(flight) <= self.now).collect();
        for flight in late {
            let _lost = self.flights.remove(&flight.request.lane());
            self.effects.push_back(Effect::Abandon(flight.ticket));
            self.judge(&flight, Verdict::Silent(Silence::Late));
        }
    }

    /// A request that stays without an answer may hang on a dead line: ask, beside it.
    fn doubt(&mut self) {
        if self.flights.values().any(|flight| self.doubtful(flight) == Some(self.now)) {
            self.wire.doubt(self.now);
        }
    }

    /// When a flight begins to look as if it hung, never before now.
    fn doubtful(&self, flight: &Flight) -> Option<Moment> {
        let heard = self.wire.doubts_since()?;
        (flight.request != Request::Hello)
            .then(|| flight.sent.max(heard).after(DOUBT).max(self.now))
    }

    /// After an outage, what was in flight hangs on a dead connection, and no envelope is to
    /// blame for the silence.
    fn line_returned(&mut self) {
        for (_, flight) in std::mem::take(&mut self.flights) {
            self.effects.push_back(Effect::Abandon(flight.ticket));
        }
        for cargo in self.cargo.values_mut() {
            cargo.forgive(self.now);
        }
        for drafted in self.drafts.values_mut() {
            drafted.forgive(self.now);
        }
    }
}

fn deadline(flight: &Flight) -> Moment {
    flight.sent.after(flight.request.patience() + GRACE)
}
