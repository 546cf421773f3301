//! The line to the centre: what is known of it, and when it may be used. Never what it carries.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng as _;

use super::answer::{Silence, Verdict};
use super::{HEARTBEAT, Moment, Refused, Request};

/// First ceiling of the back-off, in milliseconds.
const FIRST: u64 = 1_000;
/// Last ceiling of the back-off, in milliseconds.
const LAST: u64 = 15 * 60 * 1000;
/// No `Retry-After` is obeyed for longer, in milliseconds: a wrong one must not stop a terminal.
const OBEYED: u64 = 3600 * 1000;

/// On a slow line, a long request is left alone after this many doubts.
const DOUBTS: u32 = 3;

/// The line, and the centre at its end, as the screens show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nothing was heard yet.
    #[default]
    Unknown,
    /// The centre answers.
    Up,
    /// Nothing answers.
    Down,
    /// What answers is not the centre: another certificate, a page of somebody else.
    Foreign,
    /// The centre answers that it cannot, for now.
    Ill,
    /// The centre no longer knows this terminal: enrol again.
    NotEnrolled,
}

/// What an answer taught about the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learned {
    /// The centre answers again, after it was sure that nothing did.
    Returned,
    /// Anything else.
    Nothing,
}

#[derive(Default)]
pub(super) struct Wire {
    pub(super) line: Line,
    /// Answers in a row that said *not now*.
    tries: u32,
    /// Nothing is sent before.
    not_before: Moment,
    /// The centre said itself how long to wait.
    obeyed: Moment,
    /// When to greet the centre next.
    hello: Moment,
    /// A greeting failed since the line was last up: the line is to blame, not what it carried.
    outage: bool,
    /// When the centre was last heard, or doubted.
    heard: Moment,
    /// Doubts since the centre last answered something else than a greeting.
    doubts: u32,
}

impl Wire {
    /// When the lanes may send, if they may: only on a line that is up.
    pub(super) fn open(&self) -> Option<Moment> {
        (self.line == Line::Up).then_some(self.not_before)
    }

    /// When the centre is greeted next.
    pub(super) fn hello(&self) -> Moment {
        self.hello.max(self.not_before)
    }

    pub(super) fn sent(&mut self, now: Moment) {
        self.hello = self.hello.max(now.after(HEARTBEAT));
    }

    /// Since when silence is doubtful; none while the line is not thought to be up, or when
    /// doubts proved wrong so often that the line must merely be slow.
    pub(super) fn doubts_since(&self) -> Option<Moment> {
        (self.line == Line::Up && self.doubts < DOUBTS).then_some(self.heard)
    }

    /// Something hangs: greet the centre now.
    pub(super) fn doubt(&mut self, now: Moment) {
        self.doubts += 1;
        self.heard = now;
        self.hello = now;
    }

    pub(super) fn learn(
        &mut self,
        verdict: &Verdict,
        request: Request,
        now: Moment,
        random: &mut ChaCha8Rng,
    ) -> Learned {
        match verdict {
            Verdict::Silent(Silence::NotOurs) => self.lost(Line::Foreign, request, now, random),
            Verdict::Silent(_) => self.lost(Line::Down, request, now, random),
            Verdict::Nonsense => self.not_now(Line::Foreign, None, now, random),
            Verdict::Ill { retry_after } => self.not_now(Line::Ill, *retry_after, now, random),
            Verdict::NotEnrolled => self.not_now(Line::NotEnrolled, None, now, random),
            Verdict::Refused(Refused::Unreadable) => {}
            _ => return self.answered(request, now),
        }
        Learned::Nothing
    }

    /// Nothing answered: greet soon and often, for a greeting costs nothing and the citizen's
    /// dossier should leave within five seconds of the line's return.
    fn lost(&mut self, line: Line, request: Request, now: Moment, random: &mut ChaCha8Rng) {
        self.line = line;
        self.outage |= request == Request::Hello;
        self.not_before = self.obeyed;
        self.hello = now.after(500 + random.next_u64() % 1_000);
    }

    /// Somebody answered *not now*: back off, for they may be many.
    fn not_now(&mut self, line: Line, wait: Option<u64>, now: Moment, random: &mut ChaCha8Rng) {
        self.line = line;
        if let Some(milliseconds) = wait {
            self.obeyed = self.obeyed.max(now.after(milliseconds.min(OBEYED)));
        }
        self.not_before = self.obeyed.max(now.after(jitter(self.tries, random)));
        self.hello = self.not_before;
        self.tries = self.tries.saturating_add(1);
    }

    fn answered(&mut self, request: Request, now: Moment) -> Learned {
        self.line = Line::Up;
        self.heard = now;
        if request != Request::Hello {
            self.tries = 0;
            self.doubts = 0;
        }
        if std::mem::take(&mut self.outage) { Learned::Returned } else { Learned::Nothing }
    }
}

/// Full jitter: anything from one millisecond to a ceiling that doubles from one second to
/// fifteen minutes.
pub(super) fn jitter(tries: u32, random: &mut ChaCha8Rng) -> u64 {
    let ceiling = FIRST.saturating_mul(1_u64.checked_shl(tries.min(20)).unwrap_or(1)).min(LAST);
    1 + random.next_u64() % ceiling
}
