//! One terminal of a world: a disk where each act is one transaction, and a courier above it.

use std::collections::BTreeMap;

use mon_point_numerique::sync::courier::{Courier, Event, Moment, Parcel, Request, Ticket};
use mon_point_numerique::sync::reception::{Arrival, Opened, Signed};
use mon_point_numerique::sync::wire::{
    Bytes, Closing, Digest, DraftClosing, DraftRevision, Id, Leaf, PARTS_LIMIT, Part, Wraps,
};

use super::centre::{Centre, Payload, Poison, Sealed};
use super::cipher::{self, To};
use super::dice::Dice;

/// What survives the loss of power.
#[derive(Clone, Default)]
pub(super) struct Disk {
    pub(super) outbox: BTreeMap<Digest, Boxed>,
    pub(super) drafts: BTreeMap<Id, Kept>,
    pub(super) endings: BTreeMap<Id, (Id, DraftClosing)>,
    pub(super) counter: u64,
}

#[derive(Clone)]
pub(super) struct Boxed {
    pub(super) sealed: Sealed,
    pub(super) delivered: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) lookup: Id,
    pub(super) leaf: Leaf,
    pub(super) parents: Vec<Leaf>,
    pub(super) synced: Option<Leaf>,
}

pub(super) struct Terminal {
    pub(super) name: String,
    pub(super) disk: Disk,
    pub(super) old: Disk,
    pub(super) courier: Courier,
    /// Answers to an earlier life fall on the floor.
    pub(super) life: u64,
    /// Wall clock minus true time, in seconds.
    pub(super) clock: i64,
    /// Requests whose answer is waited for.
    pub(super) flights: BTreeMap<Ticket, Request>,
    /// Nothing may be sent before.
    pub(super) gate: u64,
    pub(super) last_sent: Option<u64>,
}

impl Terminal {
    pub(super) fn new(place: usize, seed: u64) -> Self {
        Self {
            name: format!("A2{place}"),
            disk: Disk::default(),
            old: Disk::default(),
            courier: Courier::new(Centre::acknowledgement_key(), seed),
            life: 0,
            clock: 0,
            flights: BTreeMap::new(),
            gate: 0,
            last_sent: None,
        }
    }

    /// Power comes back: the store tells the courier everything again.
    pub(super) fn start(&mut self, now: u64, wall: i64, seed: u64) {
        self.life += 1;
        self.flights.clear();
        self.gate = 0;
        self.courier = Courier::new(Centre::acknowledgement_key(), seed);
        let mut events: Vec<Event> = Vec::new();
        for boxed in self.disk.outbox.values().filter(|boxed| !boxed.delivered) {
            events.push(Event::Sealed(parcel(&boxed.sealed, wall)));
        }
        for (draft, (lookup, closing)) in &self.disk.endings {
            events.push(Event::Closed { draft: *draft, lookup: *lookup, why: closing.why });
        }
        for (draft, kept) in &self.disk.drafts {
            if kept.synced != Some(kept.leaf) {
                events.push(Event::Saved { draft: *draft, lookup: kept.lookup, leaf: kept.leaf });
            }
        }
        for event in events {
            self.courier.handle(Moment(now), event);
        }
    }

    /// One transaction: the draft goes, the dossier and the ending come.
    pub(super) fn seal(&mut self, draft: Id, make: &Make, dice: &mut Dice) -> Option<(Digest, Id)> {
        let kept = self.disk.drafts.remove(&draft)?;
        self.disk.counter += 1;
        let count = match make.poison {
            Poison::TooMuch => PARTS_LIMIT + 1,
            _ => make.parts,
        };
        let mut parts: Vec<Part> = (0..count)
            .map(|_| Part {
                digest: Digest::of(&dice.roll().to_le_bytes()),
                length: dice.between(1, 700_000),
            })
            .collect();
        // Two pages with the same content.
        if count > 1 && dice.per_mille(200) {
            parts[1] = parts[0];
        }
        let random = if make.dull { 0 } else { dice.below(32_768) };
        let number = format!("{}-{:04}-{random}", self.name, self.disk.counter);
        let digest = Digest::of(format!("{number}/{}", dice.roll()).as_bytes());
        let mut arrival = Arrival {
            digest,
            number,
            terminal: self.name.clone(),
            sequence: self.disk.counter,
            draft,
            parts,
            sealed_at: make.wall,
            signed: Signed::Ours,
            opened: match make.poison {
                Poison::Unopenable => Opened::Closed,
                _ => Opened::Reviewed,
            },
        };
        let wrapped = (make.cipher == Cipher::Real).then(|| {
            let to = match make.poison {
                Poison::Unopenable => To::Nobody,
                _ => To::Centre,
            };
            cipher::seal(&mut arrival, to, random, dice.roll())
        });
        let digest = arrival.digest;
        let sealed = Sealed { arrival, poison: make.poison, wrapped };
        let _none = self.disk.outbox.insert(digest, Boxed { sealed, delivered: false });
        self.end(draft, &kept, Closing::Sent);
        Some((digest, kept.lookup))
    }

    pub(super) fn erase(&mut self, draft: Id) -> Option<Id> {
        let kept = self.disk.drafts.remove(&draft)?;
        self.end(draft, &kept, Closing::Erased);
        Some(kept.lookup)
    }

    fn end(&mut self, draft: Id, kept: &Kept, why: Closing) {
        let closing = DraftClosing { draft, leaf: kept.leaf, parents: kept.parents.clone(), why };
        let _before = self.disk.endings.insert(draft, (kept.lookup, closing));
    }

    /// What the executor finds in the store for a request; none if it is not there.
    pub(super) fn payload(&self, request: Request) -> Option<Payload> {
        match request {
            Request::Hello => Some(Payload::Hello),
            Request::Envelope(digest) => self
                .disk
                .outbox
                .get(&digest)
                .filter(|boxed| boxed.sealed.poison != Poison::Unreadable)
                .map(|boxed| Payload::Envelope(boxed.sealed.clone())),
            Request::Offset(part) => Some(Payload::Offset(part)),
            Request::Chunk { part, offset, length, .. } => {
                Some(Payload::Chunk { part, offset, length })
            }
            Request::Draft { draft, .. } => {
                let kept = self.disk.drafts.get(&draft)?;
                Some(Payload::Draft(DraftRevision {
                    draft,
                    leaf: kept.leaf,
                    parents: kept.parents.clone(),
                    format: 1,
                    expires: 0,
                    wraps: Wraps { code: Bytes::default(), site: None },
                    sealed: Bytes(vec![1, 2, 3]),
                }))
            }
            Request::Close { draft, .. } => {
                self.disk.endings.get(&draft).map(|(_, closing)| Payload::Close(closing.clone()))
            }
        }
    }
}

/// How a dossier is made.
pub(super) struct Make {
    pub(super) poison: Poison,
    pub(super) parts: usize,
    pub(super) dull: bool,
    pub(super) wall: i64,
    pub(super) cipher: Cipher,
}

/// Whether dossiers are really sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cipher {
    Stub,
    Real,
}

pub(super) fn parcel(sealed: &Sealed, wall: i64) -> Parcel {
    let waited = wall.saturating_sub(sealed.arrival.sealed_at).max(0) as u64;
    Parcel {
        digest: sealed.arrival.digest,
        number: sealed.arrival.number.clone(),
        parts: sealed.arrival.parts.clone(),
        waited: waited.saturating_mul(1000),
    }
}
