//! One world: terminals, a centre, a bad network between them, citizens; a storm, then calm.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use mon_point_numerique::sync::courier::{Effect, Event, Line, Moment, Outcome, Request, Ticket};
use mon_point_numerique::sync::wire::{Acknowledgement, Digest, Id, Leaf};

use super::centre::{Centre, Poison};
use super::citizen::Act;
use super::dice::Dice;
use super::law::{Bug, Law, Violation};
use super::network::Message;
use super::terminal::Terminal;
use super::weather::{EPOCH, Kind, Weather};

/// When faults have stopped for this long, everything must have arrived.
const PATIENCE: u64 = 2 * 3600 * 1000;

/// What happens at a moment.
pub(super) enum Happening {
    Act(Act),
    Wake { terminal: usize, life: u64 },
    Arrive(Message),
    Back { terminal: usize, life: u64, ticket: Ticket, outcome: Outcome },
    Perform { terminal: usize, life: u64, effect: Effect },
    Crash(usize),
    Snapshot(usize),
    Rollback(usize),
    Jump(usize, i64),
    CentreCrash,
    Calm,
    ReturnsSoon(usize),
    Rest,
}

/// What was sealed, as nobody in the world can know it.
pub(super) struct Truth {
    pub(super) terminal: usize,
    pub(super) poison: Poison,
    /// The only copy went with a disk that was rolled back.
    pub(super) destroyed: bool,
    pub(super) answer: Option<Acknowledgement>,
}

pub(super) struct World {
    pub(super) weather: Weather,
    pub(super) dice: Dice,
    pub(super) bug: Option<Bug>,
    pub(super) now: u64,
    pub(super) turn: u64,
    pub(super) agenda: BinaryHeap<Reverse<(u64, u64)>>,
    pub(super) happenings: BTreeMap<u64, Happening>,
    pub(super) terminals: Vec<Terminal>,
    pub(super) centre: Centre,
    pub(super) truths: BTreeMap<Digest, Truth>,
    /// True ancestry of each branch.
    pub(super) ancestry: BTreeMap<Id, Vec<Leaf>>,
    pub(super) lookups: BTreeMap<Id, Id>,
    pub(super) woken: Vec<Option<u64>>,
    pub(super) resting: bool,
    pub(super) violation: Option<Violation>,
    /// What citizens erased, and where.
    pub(super) erased: Vec<(usize, Id)>,
    /// Tell the story: only when one world is replayed.
    pub(super) told: bool,
    pub(super) steps: u64,
}

impl World {
    pub(super) fn new(seed: u64, bug: Option<Bug>) -> Self {
        let mut dice = Dice::new(seed);
        let weather = Weather::new(&mut dice);
        let terminals: Vec<Terminal> =
            (0..weather.terminals).map(|place| Terminal::new(place, dice.roll())).collect();
        let mut world = Self {
            woken: vec![None; terminals.len()],
            weather,
            dice,
            bug,
            now: 0,
            turn: 0,
            agenda: BinaryHeap::new(),
            happenings: BTreeMap::new(),
            terminals,
            centre: Centre::new(bug),
            truths: BTreeMap::new(),
            ancestry: BTreeMap::new(),
            lookups: BTreeMap::new(),
            resting: false,
            violation: None,
            erased: Vec::new(),
            told: false,
            steps: 0,
        };
        world.plan_troubles();
        world.plan_citizens();
        world
    }

    /// Lives to the end, or to the first law that breaks.
    pub(super) fn live(mut self) -> Result<u64, Violation> {
        for place in 0..self.terminals.len() {
            self.hear(place, Event::Woke);
        }
        while let Some(Reverse((at, turn))) = self.agenda.pop() {
            self.now = at;
            self.steps += 1;
            let happening = self.happenings.remove(&turn).expect("planned once");
            self.happen(happening);
            if let Some(violation) = self.violation.take() {
                return Err(violation);
            }
            if self.resting && self.now > self.weather.calm + PATIENCE {
                break;
            }
        }
        match self.violation.take() {
            Some(violation) => Err(violation),
            None => Ok(self.steps),
        }
    }

    pub(super) fn at(&mut self, at: u64, happening: Happening) {
        self.turn += 1;
        self.agenda.push(Reverse((at.max(self.now), self.turn)));
        let _none = self.happenings.insert(self.turn, happening);
    }

    pub(super) fn after(&mut self, wait: u64, happening: Happening) {
        self.at(self.now + wait, happening);
    }

    pub(super) fn tell(&self, place: usize, what: &str) {
        if self.told {
            println!("{:>9} terminal {place}: {what}", self.now);
        }
    }

    pub(super) fn violate(&mut self, law: Law, what: impl Into<String>) {
        if self.violation.is_none() {
            self.violation = Some(Violation { law, at: self.now, what: what.into() });
        }
    }

    pub(super) fn plan_troubles(&mut self) {
        for trouble in self.weather.troubles.clone() {
            match trouble.kind {
                Kind::Crash => self.at(trouble.from, Happening::Crash(trouble.terminal)),
                Kind::Rollback => {
                    let before = self.dice.below(trouble.from + 1);
                    self.at(before, Happening::Snapshot(trouble.terminal));
                    self.at(trouble.from, Happening::Rollback(trouble.terminal));
                }
                Kind::Jump => {
                    self.at(trouble.from, Happening::Jump(trouble.terminal, trouble.to as i64));
                }
                Kind::CentreDown => self.at(trouble.from, Happening::CentreCrash),
                _ => {}
            }
        }
        self.at(self.weather.calm, Happening::Calm);
    }

    pub(super) fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Act(act) => self.act(act),
            Happening::Wake { terminal, life } => {
                if self.terminals[terminal].life == life && self.woken[terminal] == Some(self.now) {
                    self.woken[terminal] = None;
                    self.hear(terminal, Event::Woke);
                }
            }
            Happening::Arrive(message) => self.arrive(message),
            Happening::Back { terminal, life, ticket, outcome } => {
                if self.terminals[terminal].life == life {
                    self.back(terminal, ticket, outcome);
                }
            }
            Happening::Perform { terminal, life, effect } => {
                if self.terminals[terminal].life == life {
                    self.perform(terminal, effect);
                }
            }
            Happening::Crash(terminal) => self.restart(terminal),
            Happening::Snapshot(terminal) => {
                self.terminals[terminal].old = self.terminals[terminal].disk.clone();
            }
            Happening::Rollback(terminal) => self.roll_back(terminal),
            Happening::Jump(terminal, by) => self.terminals[terminal].clock += by,
            Happening::CentreCrash => {
                let keep = self.dice.below(1001);
                self.centre.crash(keep);
                self.check_never_lost();
            }
            Happening::Calm => self.calm(),
            Happening::ReturnsSoon(terminal) => self.check_returns_soon(terminal),
            Happening::Rest => self.rest(),
        }
    }

    pub(super) fn wall(&self) -> i64 {
        EPOCH + (self.now / 1000) as i64
    }

    pub(super) fn hear(&mut self, place: usize, event: Event) {
        self.terminals[place].courier.handle(Moment(self.now), event);
        self.obey(place);
    }

    pub(super) fn obey(&mut self, place: usize) {
        while let Some(effect) = self.terminals[place].courier.poll() {
            let life = self.terminals[place].life;
            match effect {
                Effect::Send { ticket, request } => self.send(place, ticket, request),
                Effect::Abandon(ticket) => {
                    let _gone = self.terminals[place].flights.remove(&ticket);
                }
                effect => {
                    let wait = self.dice.below(50);
                    self.after(wait, Happening::Perform { terminal: place, life, effect });
                }
            }
        }
        self.check_screen(place);
        if self.bug == Some(Bug::NeverWakes) {
            return;
        }
        let late = if self.bug == Some(Bug::WakesLate) { 60_000 } else { 0 };
        let wake = self.terminals[place].courier.wake().map(|moment| moment.0 + late);
        if let Some(at) = wake
            && self.woken[place] != Some(at)
        {
            if at <= self.now {
                self.violate(Law::EverythingArrives, "the courier wants to be woken in the past");
            }
            self.woken[place] = Some(at);
            let life = self.terminals[place].life;
            self.at(at, Happening::Wake { terminal: place, life });
        }
    }

    pub(super) fn send(&mut self, place: usize, ticket: Ticket, request: Request) {
        let now = self.now;
        let terminal = &mut self.terminals[place];
        terminal.last_sent = Some(now);
        if terminal.gate > now {
            self.violate(Law::RetryAfterHonoured, format!("{request:?} before its time"));
            return;
        }
        if terminal.flights.values().any(|other| kind(*other) == kind(request)) {
            self.violate(Law::OneInFlight, format!("{request:?}"));
            return;
        }
        let _none = terminal.flights.insert(ticket, request);
        let life = terminal.life;
        self.tell(place, &format!("{ticket:?} {request:?}"));
        if self.resting && request != Request::Hello && !self.only_killers_wait(place) {
            self.violate(Law::EverythingArrives, format!("no sleep: {request:?}"));
        }
        if self.bug == Some(Bug::FirstOnly) && !self.is_first(place, request) {
            return;
        }
        let Some(payload) = self.terminals[place].payload(request) else {
            let outcome = Outcome::Unreadable;
            self.after(1, Happening::Back { terminal: place, life, ticket, outcome });
            return;
        };
        let message = Message { terminal: place, life, ticket, request, payload };
        if self.bug == Some(Bug::SendsTwice) {
            let other = message.clone();
            let waits = self.terminals[place].flights.insert(Ticket(u64::MAX), request).is_some();
            let wait = self.dice.between(1, 30 + u64::from(waits));
            self.after(wait, Happening::Arrive(other));
        }
        self.carry(message);
    }

    pub(super) fn is_first(&self, place: usize, request: Request) -> bool {
        let Request::Envelope(digest) = request else {
            return true;
        };
        let outbox = &self.terminals[place].disk.outbox;
        outbox.iter().find(|(_, boxed)| !boxed.delivered).is_none_or(|(first, _)| *first == digest)
    }

    pub(super) fn perform(&mut self, place: usize, effect: Effect) {
        self.tell(place, &format!("writes {effect:?}"));
        match effect {
            Effect::Delivered(proof) => {
                let digest = proof.receipt().digest;
                if let Some(boxed) = self.terminals[place].disk.outbox.get_mut(&digest) {
                    boxed.delivered = true;
                }
                self.check_delivered(digest);
            }
            Effect::SetAside { digest, .. } => {
                if self.bug == Some(Bug::RefusedIsDeleted) {
                    let _gone = self.terminals[place].disk.outbox.remove(&digest);
                    self.check_never_lost();
                }
            }
            Effect::DraftKept { draft, kept } => {
                if let Some(row) = self.terminals[place].disk.drafts.get_mut(&draft)
                    && row.leaf.branch == kept.leaf.branch
                {
                    row.synced = Some(kept.leaf);
                }
            }
            Effect::DraftClosed(draft) => {
                let _told = self.terminals[place].disk.endings.remove(&draft);
            }
            Effect::DraftErased(draft) => {
                let _gone = self.terminals[place].disk.drafts.remove(&draft);
            }
            Effect::Send { .. } | Effect::Abandon(_) => {}
        }
    }

    pub(super) fn restart(&mut self, place: usize) {
        let wall = self.wall() + self.terminals[place].clock;
        let seed = self.dice.roll();
        self.terminals[place].start(self.now, wall, seed);
        self.woken[place] = None;
        self.check_never_lost();
        self.obey(place);
    }

    /// What was sealed since the old disk was copied, and has not arrived, is gone: no program
    /// can help. What has arrived comes back into the outbox, and is sent again.
    pub(super) fn roll_back(&mut self, place: usize) {
        self.terminals[place].disk = self.terminals[place].old.clone();
        self.erased.retain(|(terminal, _)| *terminal != place);
        for (digest, truth) in &mut self.truths {
            let here = self.terminals[place].disk.outbox.contains_key(digest);
            if truth.terminal == place && !here {
                truth.destroyed = true;
            }
        }
        self.restart(place);
    }

    pub(super) fn calm(&mut self) {
        for place in 0..self.terminals.len() {
            let standing = self.terminals[place].courier.standing();
            let waits = standing.waiting > standing.set_aside || standing.drafts > 0;
            let down = matches!(standing.line, Line::Down);
            if down && waits && self.terminals[place].gate <= self.now {
                self.terminals[place].last_sent = None;
                self.after(5_000, Happening::ReturnsSoon(place));
            }
        }
        let acts = self.happenings.iter().filter(|(_, one)| matches!(one, Happening::Act(_)));
        let turns: BTreeSet<u64> = acts.map(|(turn, _)| *turn).collect();
        let last = self.agenda.iter().filter(|Reverse((_, turn))| turns.contains(turn));
        let quiet = last.map(|Reverse((at, _))| *at).max().unwrap_or(self.now);
        self.at(quiet + 10_000, Happening::Rest);
    }

    /// Looks every ten seconds whether all is quiet; then a quarter of an hour of sleep.
    pub(super) fn rest(&mut self) {
        if self.resting {
            self.check_end();
            self.agenda.clear();
            return;
        }
        let quiet = (0..self.terminals.len()).all(|place| self.is_quiet(place));
        if quiet {
            self.resting = true;
            self.after(900_000, Happening::Rest);
        } else if self.now > self.weather.calm + PATIENCE {
            self.resting = true;
            self.check_end();
            self.agenda.clear();
        } else {
            let wait = (self.now - self.weather.calm).max(10_000);
            self.after(wait, Happening::Rest);
        }
    }

    pub(super) fn is_quiet(&self, place: usize) -> bool {
        let terminal = &self.terminals[place];
        let standing = terminal.courier.standing();
        let flies = terminal.flights.values().any(|request| *request != Request::Hello);
        let killers = self.killers(place);
        standing.drafts == 0
            && standing.waiting == standing.set_aside + killers
            && (!flies || killers > 0)
    }

    pub(super) fn killers(&self, place: usize) -> usize {
        let outbox = self.terminals[place].disk.outbox.values();
        outbox.filter(|boxed| !boxed.delivered && boxed.sealed.poison == Poison::Kills).count()
    }

    pub(super) fn only_killers_wait(&self, place: usize) -> bool {
        self.killers(place) > 0
    }
}

fn kind(request: Request) -> u8 {
    match request {
        Request::Hello => 0,
        Request::Envelope(_) => 1,
        Request::Offset(_) | Request::Chunk { .. } => 2,
        Request::Draft { .. } | Request::Close { .. } => 3,
    }
}
