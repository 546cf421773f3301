//! The courier, event by event: what each answer makes it do, and what the screens may show.

mod draft;
mod part;

use mon_point_numerique::seal::sign::SigningSecret;
use mon_point_numerique::sync::courier::{
    ALARM, Answer, Courier, Effect, Event, HEARTBEAT, Line, Moment, Outcome, Parcel, Refused,
    Request, Silence, Standing, Ticket,
};
use mon_point_numerique::sync::wire::{
    AcknowledgementKey, Bytes, Digest, Part, Problem, ProblemKind, Receipt,
};

const TIME: i64 = 1_790_000_000;

/// A courier at a desk: one moves its clock and answers by hand.
struct Desk {
    courier: Courier,
    now: u64,
}

fn centre() -> SigningSecret {
    SigningSecret::from_bytes(&[3; 32])
}

fn parcel(name: &str, parts: Vec<Part>) -> Parcel {
    Parcel { digest: Digest::of(name.as_bytes()), number: name.into(), parts, waited: 0 }
}

fn receipt(parcel: &Parcel) -> Receipt {
    Receipt {
        digest: parcel.digest,
        number: parcel.number.clone(),
        received_at: TIME,
        parts: parcel.parts.iter().map(|part| part.digest).collect(),
    }
}

fn json(status: u16, body: &impl serde::Serialize) -> Answer {
    let body = serde_json::to_vec(body).unwrap();
    Answer { status, time: Some(TIME), body, ..Answer::default() }
}

fn problem(kind: ProblemKind) -> Answer {
    json(kind.status(), &Problem::from(kind))
}

fn plain(status: u16) -> Answer {
    Answer { status, time: Some(TIME), ..Answer::default() }
}

fn page(status: u16) -> Answer {
    Answer { status, body: b"<!doctype html>".to_vec(), ..Answer::default() }
}

fn signed(parcel: &Parcel) -> Answer {
    json(200, &receipt(parcel).sign(&centre()))
}

impl Desk {
    fn new() -> Self {
        let key = AcknowledgementKey(Bytes(centre().public().bytes().to_vec()));
        Self { courier: Courier::new(key, 42), now: 0 }
    }

    /// A courier whose line is up.
    fn greeted() -> Self {
        let mut desk = Self::new();
        let hello = desk.tell(Event::Woke);
        assert!(matches!(hello[..], [Effect::Send { request: Request::Hello, .. }]), "{hello:?}");
        let none = desk.answer(&hello[0], plain(200));
        assert_eq!(none, []);
        desk
    }

    fn tell(&mut self, event: Event) -> Vec<Effect> {
        self.courier.handle(Moment(self.now), event);
        std::iter::from_fn(|| self.courier.poll()).collect()
    }

    fn outcome(&mut self, sent: &Effect, outcome: Outcome) -> Vec<Effect> {
        let Effect::Send { ticket, .. } = sent else { panic!("{sent:?}") };
        self.tell(Event::Answered { ticket: *ticket, outcome, clock: TIME })
    }

    fn answer(&mut self, sent: &Effect, answer: Answer) -> Vec<Effect> {
        self.outcome(sent, Outcome::Answer(answer))
    }

    /// Sleeps until the courier wants to be woken, until it sends; what it then does.
    fn next(&mut self) -> Vec<Effect> {
        loop {
            let Moment(wake) = self.courier.wake().unwrap();
            assert!(wake > self.now, "it would never sleep");
            self.now = wake;
            let effects = self.tell(Event::Woke);
            if !effects.is_empty() {
                return effects;
            }
        }
    }

    fn standing(&self) -> Standing {
        self.courier.standing()
    }
}

fn request(effect: &Effect) -> Request {
    match effect {
        Effect::Send { request, .. } => *request,
        other => panic!("{other:?}"),
    }
}

fn set_aside(effects: &[Effect]) -> Option<Refused> {
    effects.iter().find_map(|effect| match effect {
        Effect::SetAside { why, .. } => Some(*why),
        _ => None,
    })
}

/// What one answer to an envelope does: set aside or not, and the line that is shown.
#[test]
fn every_answer_has_its_meaning() {
    let problem_of = |kind| Some(Refused::Problem(kind));
    let cases = [
        (problem(ProblemKind::NotEnrolled), None, Line::NotEnrolled),
        (plain(401), None, Line::NotEnrolled),
        (problem(ProblemKind::NumberTaken), problem_of(ProblemKind::NumberTaken), Line::Up),
        (problem(ProblemKind::TooLarge), problem_of(ProblemKind::TooLarge), Line::Up),
        (problem(ProblemKind::NotAnEnvelope), problem_of(ProblemKind::NotAnEnvelope), Line::Up),
        (problem(ProblemKind::Invalid), problem_of(ProblemKind::Invalid), Line::Up),
        (problem(ProblemKind::NotYours), problem_of(ProblemKind::NotYours), Line::Up),
        (plain(413), Some(Refused::Status(413)), Line::Up),
        (page(413), Some(Refused::Status(413)), Line::Up),
        (plain(409), Some(Refused::Status(409)), Line::Up),
        (json(451, &serde_json::json!({"type": "later"})), Some(Refused::Status(451)), Line::Up),
        (problem(ProblemKind::DigestMismatch), None, Line::Up),
        (problem(ProblemKind::TooMany), None, Line::Ill),
        (problem(ProblemKind::Unavailable), None, Line::Ill),
        (problem(ProblemKind::Full), None, Line::Ill),
        (problem(ProblemKind::Fault), None, Line::Ill),
        (problem(ProblemKind::NotFound), None, Line::Ill),
        (plain(500), None, Line::Ill),
        (page(502), None, Line::Ill),
        (page(200), None, Line::Foreign),
        (page(404), None, Line::Foreign),
        (page(302), None, Line::Foreign),
        (plain(200), None, Line::Foreign),
        (plain(204), None, Line::Foreign),
        (Answer { body: b"{\"receipt\":".to_vec(), ..plain(200) }, None, Line::Foreign),
    ];
    for (answer, aside, line) in cases {
        let mut desk = Desk::greeted();
        let sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
        let effects = desk.answer(&sent[0], answer.clone());
        assert_eq!(set_aside(&effects), aside, "{answer:?}");
        assert_eq!(desk.standing().line, line, "{answer:?}");
        assert_eq!(desk.standing().waiting, 1, "it stays, whatever was said: {answer:?}");
    }
}

/// Whatever its status, an answer without the centre's time is nobody's.
#[test]
fn who_does_not_say_the_time_is_not_the_centre() {
    let one = parcel("a", Vec::new());
    let mut desk = Desk::greeted();
    let sent = desk.tell(Event::Sealed(one.clone()));
    let effects = desk.answer(&sent[0], Answer { time: None, ..signed(&one) });
    assert_eq!((effects, desk.standing().line), (Vec::new(), Line::Foreign));

    let mut desk = Desk::new();
    let hello = desk.tell(Event::Woke);
    let _none = desk.answer(&hello[0], page(200));
    assert_eq!(desk.standing().line, Line::Foreign);
}

#[test]
fn silences_have_their_line() {
    for (silence, line) in [
        (Silence::Unreachable, Line::Down),
        (Silence::Cut, Line::Down),
        (Silence::Late, Line::Down),
        (Silence::NotOurs, Line::Foreign),
        (Silence::NotLetIn, Line::NotEnrolled),
    ] {
        let mut desk = Desk::greeted();
        let sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
        let _effects = desk.outcome(&sent[0], Outcome::Silent(silence));
        assert_eq!((desk.standing().line, desk.standing().set_aside), (line, 0), "{silence:?}");
    }
}

/// Set aside, tried again when a person asks, and the others never waited.
#[test]
fn poison_stops_nobody() {
    let mut desk = Desk::greeted();
    let poison = parcel("poison", Vec::new());
    let sent = desk.tell(Event::Sealed(poison.clone()));
    let none = desk.tell(Event::Sealed(parcel("other", Vec::new())));
    assert_eq!(none, [], "one in flight");
    let effects = desk.answer(&sent[0], problem(ProblemKind::NotAnEnvelope));
    assert!(set_aside(&effects).is_some());
    assert_eq!(request(&effects[1]), Request::Envelope(Digest::of(b"other")));
    let delivered = desk.answer(&effects[1], signed(&parcel("other", Vec::new())));
    assert!(matches!(delivered[..], [Effect::Delivered(_)]), "{delivered:?}");
    assert_eq!((desk.standing().waiting, desk.standing().set_aside), (1, 1));
    let again = desk.tell(Event::Again(poison.digest));
    assert_eq!(request(&again[0]), Request::Envelope(poison.digest));
}

/// An envelope on which the centre fails each time backs off alone.
#[test]
fn a_failing_envelope_stops_nobody() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(Event::Sealed(parcel("fails", Vec::new())));
    let _none = desk.tell(Event::Sealed(parcel("other", Vec::new())));
    let mut effects = desk.answer(&sent[0], problem(ProblemKind::Fault));
    for _ in 0..50 {
        let Some(sent) = effects.iter().find(|effect| matches!(effect, Effect::Send { .. })) else {
            effects = desk.next();
            continue;
        };
        let sent = sent.clone();
        effects = match request(&sent) {
            Request::Hello => desk.answer(&sent, plain(200)),
            Request::Envelope(digest) if digest == Digest::of(b"other") => return,
            _ => desk.answer(&sent, problem(ProblemKind::Fault)),
        };
    }
    panic!("the other never had its turn");
}

#[test]
fn retry_after_is_honoured_up_to_an_hour() {
    for (told, obeyed) in [(7_000, 7_000), (3_600_000, 3_600_000), (u64::MAX, 3_600_000)] {
        let mut desk = Desk::greeted();
        let sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
        let answer = Answer { retry_after: Some(told), ..problem(ProblemKind::TooMany) };
        assert_eq!(desk.answer(&sent[0], answer), []);
        let effects = desk.next();
        assert_eq!(request(&effects[0]), Request::Hello);
        assert!((obeyed..obeyed + 1_000).contains(&desk.now), "{told}: {}", desk.now);
    }
}

/// Full jitter: between now and a ceiling that doubles from one second to fifteen minutes.
#[test]
fn a_centre_that_cannot_is_given_time() {
    let mut desk = Desk::greeted();
    let mut effects = desk.tell(Event::Sealed(parcel("a", Vec::new())));
    let (mut longest, mut tries, mut since) = (0, 0_u32, 0);
    while tries < 40 {
        let sent = effects[0].clone();
        effects = match request(&sent) {
            Request::Hello => desk.answer(&sent, plain(200)),
            _ => {
                if tries > 0 {
                    let ceiling = (1_000_u64 << (tries - 1).min(20)).min(900_000);
                    assert!(
                        desk.now - since <= 2 * ceiling,
                        "try {tries} after {}",
                        desk.now - since
                    );
                    longest = longest.max(desk.now - since);
                }
                (tries, since) = (tries + 1, desk.now);
                desk.answer(&sent, problem(ProblemKind::Unavailable))
            }
        };
        if effects.is_empty() {
            effects = desk.next();
        }
    }
    assert!(longest > 300_000, "it never backs off: {longest}");
}

/// Many envelopes that are each refused once: the centre is given more and more time all the
/// same, until it takes one.
#[test]
fn many_envelopes_are_no_more_than_one() {
    let mut desk = Desk::greeted();
    let parcels: Vec<Parcel> = (0..30).map(|n| parcel(&n.to_string(), Vec::new())).collect();
    let mut effects = Vec::new();
    for parcel in &parcels {
        effects.extend(desk.tell(Event::Sealed(parcel.clone())));
    }
    let answer =
        |desk: &mut Desk, effects: &mut Vec<Effect>, to_envelope: &dyn Fn(Digest) -> Answer| {
            loop {
                if effects.is_empty() {
                    *effects = desk.next();
                }
                let sent = effects.remove(0);
                match request(&sent) {
                    Request::Hello => *effects = desk.answer(&sent, plain(200)),
                    Request::Envelope(digest) => {
                        *effects = desk.answer(&sent, to_envelope(digest));
                        effects.retain(|one| matches!(one, Effect::Send { .. }));
                        return;
                    }
                    other => panic!("{other:?}"),
                }
            }
        };
    for _ in 0..15 {
        answer(&mut desk, &mut effects, &|_| problem(ProblemKind::Unavailable));
    }
    assert!(desk.now > 300_000, "the line itself backs off: {}", desk.now);
    let right = |digest| signed(parcels.iter().find(|one| one.digest == digest).unwrap());
    answer(&mut desk, &mut effects, &right);
    let before = desk.now;
    answer(&mut desk, &mut effects, &|_| problem(ProblemKind::Unavailable));
    answer(&mut desk, &mut effects, &|_| problem(ProblemKind::Unavailable));
    assert!(desk.now - before < 10_000, "one that was taken ends it");
}

#[test]
fn the_line_is_tried_within_five_seconds() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
    let mut effects = desk.outcome(&sent[0], Outcome::Silent(Silence::Unreachable));
    // Hours of outage.
    for _ in 0..5_000 {
        if effects.is_empty() {
            let before = desk.now;
            effects = desk.next();
            assert!(desk.now - before <= 2_000);
        }
        assert_eq!(request(&effects[0]), Request::Hello, "only greetings on a dead line");
        let sent = effects[0].clone();
        desk.now += 2_500;
        effects = desk.outcome(&sent, Outcome::Silent(Silence::Late));
    }
    let hello = desk.next();
    let back = desk.answer(&hello[0], plain(200));
    assert_eq!(request(&back[0]), Request::Envelope(Digest::of(b"a")), "at once");
}

/// What waited long because nothing answered is not to blame once the line itself was down.
#[test]
fn an_outage_is_nobodys_fault() {
    let mut desk = Desk::greeted();
    let mut effects = desk.tell(Event::Sealed(parcel("a", Vec::new())));
    let mut silences = 0;
    while silences < 12 {
        if effects.is_empty() {
            effects = desk.next();
        }
        let sent = effects[0].clone();
        effects = match request(&sent) {
            Request::Hello => desk.answer(&sent, plain(200)),
            _ => {
                silences += 1;
                desk.outcome(&sent, Outcome::Silent(Silence::Cut))
            }
        };
    }
    let hello = desk.next();
    let _none = desk.outcome(&hello[0], Outcome::Silent(Silence::Unreachable));
    let hello = desk.next();
    let back = desk.answer(&hello[0], plain(200));
    assert_eq!(request(&back[0]), Request::Envelope(Digest::of(b"a")), "it waits no longer");
}

/// The line is up and the answer is no progress: it waits all the same.
#[test]
fn no_progress_is_no_hurry() {
    let mut desk = Desk::greeted();
    let mut sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
    let begun = desk.now;
    for _ in 0..30 {
        let effects = desk.answer(&sent[0], problem(ProblemKind::DigestMismatch));
        assert_eq!(effects, [], "at once again");
        sent = desk.next();
        while request(&sent[0]) == Request::Hello {
            let _none = desk.answer(&sent[0], plain(200));
            sent = desk.next();
        }
    }
    assert!(desk.now - begun > 600_000);
}

/// An executor that dies with its answer does not stop the courier.
#[test]
fn a_lost_executor_is_given_up() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(Event::Sealed(parcel("a", Vec::new())));
    let Effect::Send { ticket, .. } = sent[0] else { panic!() };
    let mut greetings = 0;
    loop {
        let effects = desk.next();
        if effects.contains(&Effect::Abandon(ticket)) {
            break;
        }
        greetings += 1;
        assert!(greetings <= 5, "a slow request is not doubted for ever");
        assert_eq!(desk.answer(&effects[0], plain(200)), []);
    }
    assert!(desk.now <= 61_000, "{}", desk.now);
    assert_eq!(desk.standing().waiting, 1);
}

/// A late answer to a request that is no longer waited for changes nothing.
#[test]
fn stale_answers_fall_on_the_floor() {
    let mut desk = Desk::greeted();
    let one = parcel("a", Vec::new());
    let _sent = desk.tell(Event::Sealed(one.clone()));
    let outcome = Outcome::Answer(signed(&one));
    let nothing = desk.tell(Event::Answered { ticket: Ticket(9_999), outcome, clock: TIME });
    assert_eq!(nothing, []);
    assert_eq!(desk.standing().waiting, 1);
}

#[test]
fn somebody_is_alarmed_after_two_days() {
    let mut desk = Desk::greeted();
    let old = Parcel { waited: ALARM - 10_000, ..parcel("old", Vec::new()) };
    let _sent = desk.tell(Event::Sealed(old));
    let _none = desk.tell(Event::Sealed(parcel("new", Vec::new())));
    assert_eq!(desk.standing().late, 0);
    desk.now += 10_000;
    let _effects = desk.tell(Event::Woke);
    assert_eq!(desk.standing().late, 1);
    desk.now = ALARM;
    let _effects = desk.tell(Event::Woke);
    assert_eq!(desk.standing().late, 2);
}

/// The clock of the wall is only compared; trusted time is the centre's, and uptime.
#[test]
fn a_wrong_clock_is_shown() {
    let mut desk = Desk::new();
    assert_eq!(desk.courier.trusted_time(Moment(0)), None);
    let hello = desk.tell(Event::Woke);
    let Effect::Send { ticket, .. } = hello[0] else { panic!() };
    for (clock, shown) in
        [(TIME - 119, None), (TIME - 3_600, Some(3_600)), (TIME + 121, Some(-121))]
    {
        let mut desk = Desk::new();
        let _hello = desk.tell(Event::Woke);
        let outcome = Outcome::Answer(plain(200));
        let _none = desk.tell(Event::Answered { ticket, outcome, clock });
        assert_eq!(desk.standing().skew, shown);
        assert_eq!(desk.courier.trusted_time(Moment(60_000)), Some(TIME + 60));
    }
}

/// With nothing to carry it only greets, once a minute, so that the screen tells the truth.
#[test]
fn it_sleeps() {
    let mut desk = Desk::greeted();
    for _ in 0..100 {
        let before = desk.now;
        let effects = desk.next();
        assert_eq!(effects.len(), 1);
        assert_eq!(request(&effects[0]), Request::Hello);
        assert_eq!(desk.now - before, HEARTBEAT);
        assert_eq!(desk.answer(&effects[0], plain(200)), []);
    }
}
