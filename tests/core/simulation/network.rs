//! The network of one world: it loses, doubles, delays, and answers in the centre's place.

use mon_point_numerique::sync::courier::{Answer, Event, Outcome, Request, Silence, Ticket};
use mon_point_numerique::sync::wire::ProblemKind;

use super::centre::{Payload, problem};
use super::law::Bug;
use super::weather::Kind;
use super::world::{Happening, World};

#[derive(Clone)]
pub(super) struct Message {
    pub(super) terminal: usize,
    pub(super) life: u64,
    pub(super) ticket: Ticket,
    pub(super) request: Request,
    pub(super) payload: Payload,
}

impl World {
    pub(super) fn line_is_bad(&self, place: usize) -> bool {
        let has = |kind, place| self.weather.has(kind, place, self.now);
        has(Kind::Partition, place)
            || has(Kind::Unplugged, place)
            || has(Kind::Foreign, place)
            || has(Kind::CentreDown, 0)
    }

    /// The way there.
    pub(super) fn carry(&mut self, message: Message) {
        let Message { terminal, life, ticket, request, .. } = message;
        let patience = request.patience();
        let silent = |outcome| Happening::Back { terminal, life, ticket, outcome };
        let has = |kind, place| self.weather.has(kind, place, self.now);
        let partition = has(Kind::Partition, terminal);
        if has(Kind::Unplugged, terminal) || has(Kind::CentreDown, 0) {
            self.after(5, silent(Outcome::Silent(Silence::Unreachable)));
            return;
        }
        if has(Kind::Foreign, terminal) {
            self.after(30, silent(Outcome::Silent(Silence::NotOurs)));
            return;
        }
        self.after(patience, silent(Outcome::Silent(Silence::Late)));
        let storm = self.now < self.weather.calm;
        if partition || (storm && self.dice.per_mille(self.weather.lost)) {
            return;
        }
        if storm && self.dice.per_mille(self.weather.doubled) {
            let wait = self.latency();
            self.after(wait, Happening::Arrive(message.clone()));
        }
        let wait = self.latency();
        self.after(wait, Happening::Arrive(message));
    }

    pub(super) fn latency(&mut self) -> u64 {
        let storm = self.now < self.weather.calm;
        if storm && self.dice.per_mille(self.weather.slow) {
            self.dice.between(100, 90_000)
        } else {
            self.dice.between(2, 80)
        }
    }

    pub(super) fn arrive(&mut self, message: Message) {
        let Message { terminal, request, ref payload, .. } = message;
        let storm = self.now < self.weather.calm;
        if self.weather.has(Kind::CentreDown, 0, self.now) {
            return;
        }
        let wall = self.wall();
        if self.weather.has(Kind::Revoked, terminal, self.now) {
            self.answer(&message, problem(ProblemKind::NotEnrolled, wall));
            return;
        }
        if storm && self.dice.per_mille(self.weather.ill) {
            let answer = self.ill(wall);
            self.answer(&message, answer);
            return;
        }
        let name = self.terminals[terminal].name.clone();
        let full = self.weather.has(Kind::Full, 0, self.now);
        let (answer, change) = self.centre.receive(&name, payload, wall, full);
        self.check(change);
        self.check_answer(&answer);
        if self.bug == Some(Bug::CountsAsSent)
            && let Request::Envelope(digest) = request
            && let Some(boxed) = self.terminals[terminal].disk.outbox.get_mut(&digest)
        {
            boxed.delivered = true;
        }
        if storm && self.dice.per_mille(self.weather.stopped_within) {
            let keep = self.dice.below(1001);
            self.centre.crash(keep);
            self.check_never_lost();
            return;
        }
        if storm && self.dice.per_mille(self.weather.ill_after) {
            let answer = self.ill(wall);
            self.answer(&message, answer);
        } else {
            self.answer(&message, answer);
        }
    }

    /// An answer of somebody ill, or of somebody else.
    pub(super) fn ill(&mut self, wall: i64) -> Answer {
        let html = |status| Answer {
            status,
            body: b"<!doctype html><title>Portail</title>".to_vec(),
            ..Answer::default()
        };
        let wait = Some(self.dice.between(1, 120) * 1000);
        match self.dice.below(8) {
            0 => html(200),
            1 => html(502),
            2 => html(404),
            3 => Answer { body: b"{".to_vec(), status: 200, time: Some(wall), ..Answer::default() },
            4 => Answer { retry_after: wait, ..problem(ProblemKind::TooMany, wall) },
            5 => Answer { retry_after: wait, ..problem(ProblemKind::Unavailable, wall) },
            6 => Answer { status: 204, ..Answer::default() },
            _ => problem(ProblemKind::Fault, wall),
        }
    }

    /// The way back.
    pub(super) fn answer(&mut self, message: &Message, mut answer: Answer) {
        let Message { terminal, life, ticket, .. } = *message;
        let storm = self.now < self.weather.calm;
        if storm && self.dice.per_mille(self.weather.answer_lost) {
            return;
        }
        if self.weather.has(Kind::Partition, terminal, self.now) {
            return;
        }
        let outcome = if storm && self.dice.per_mille(self.weather.cut) {
            Outcome::Silent(Silence::Cut)
        } else {
            if self.bug == Some(Bug::AnyAnswerDelivers)
                && let Request::Envelope(digest) = message.request
                && answer.status < 300
                && let Some(boxed) = self.terminals[terminal].disk.outbox.get_mut(&digest)
            {
                boxed.delivered = true;
                self.check_delivered(digest);
            }
            answer.body.truncate(64 * 1024);
            Outcome::Answer(answer)
        };
        let wait = self.latency();
        self.after(wait, Happening::Back { terminal, life, ticket, outcome });
    }

    pub(super) fn back(&mut self, place: usize, ticket: Ticket, outcome: Outcome) {
        let now = self.now;
        if self.terminals[place].flights.contains_key(&ticket) {
            self.tell(place, &format!("{ticket:?} gave {outcome:?}"));
        }
        let terminal = &mut self.terminals[place];
        if terminal.flights.remove(&ticket).is_none() {
            // Late or doubled: an executor hands it over all the same.
            let clock = self.wall() + self.terminals[place].clock;
            self.hear(place, Event::Answered { ticket, outcome, clock });
            return;
        }
        let outcome = match outcome {
            Outcome::Answer(mut answer) => {
                if let Some(wait) = answer.retry_after
                    && answer.status >= 429
                {
                    terminal.gate = terminal.gate.max(now + wait);
                }
                if self.bug == Some(Bug::SkipsRetryAfter) {
                    answer.retry_after = None;
                }
                Outcome::Answer(answer)
            }
            other => other,
        };
        let clock = self.wall() + self.terminals[place].clock;
        self.hear(place, Event::Answered { ticket, outcome, clock });
    }
}
