//! What goes wrong in one world, when, and to whom. Which kinds of trouble a world has comes
//! from its seed: a world with every trouble at once hides as much as it shows.

use super::dice::Dice;
use super::terminal::Cipher;

/// Wall clock when a world begins: some day of 2026, seconds since 1970.
pub(super) const EPOCH: i64 = 1_790_000_000;

#[derive(Clone, Debug)]
pub(super) struct Weather {
    pub(super) terminals: usize,
    pub(super) citizens: u64,
    /// When the storm ends.
    pub(super) calm: u64,
    pub(super) most_parts: u64,
    /// Chances in a thousand, for each message.
    pub(super) lost: u64,
    pub(super) answer_lost: u64,
    pub(super) doubled: u64,
    pub(super) slow: u64,
    pub(super) ill: u64,
    pub(super) ill_after: u64,
    pub(super) stopped_within: u64,
    pub(super) cut: u64,
    /// Chances in a thousand, for each citizen.
    pub(super) poison: u64,
    pub(super) forks: u64,
    /// Numbers without randomness: a disk rolled back makes the same one again.
    pub(super) dull_numbers: bool,
    pub(super) cipher: Cipher,
    pub(super) troubles: Vec<Trouble>,
}

/// Something wrong from one moment to another (the same moment for what happens at once).
#[derive(Clone, Copy, Debug)]
pub(super) struct Trouble {
    pub(super) kind: Kind,
    pub(super) terminal: usize,
    pub(super) from: u64,
    pub(super) to: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No message passes; nobody says so.
    Partition,
    /// Connections are refused at once.
    Unplugged,
    /// Somebody else's certificate.
    Foreign,
    /// The terminal is not enrolled any more, for a while.
    Revoked,
    /// The terminal loses power, and what it had not written.
    Crash,
    /// The terminal wakes up with an old disk.
    Rollback,
    /// Its wall clock jumps by this many seconds from now on (in `to`, read as signed).
    Jump,
    /// The centre is stopped; what it had not written is lost.
    CentreDown,
    /// The centre's disk is full.
    Full,
}

const KINDS: [(Kind, u64); 9] = [
    (Kind::Partition, 4),
    (Kind::Unplugged, 2),
    (Kind::Foreign, 1),
    (Kind::Revoked, 2),
    (Kind::Crash, 4),
    (Kind::Rollback, 2),
    (Kind::Jump, 2),
    (Kind::CentreDown, 3),
    (Kind::Full, 2),
];

impl Weather {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let terminals = dice.between(1, 3) as usize;
        let calm = dice.between(20, 120) * 1000;
        let mut weather = Self {
            terminals,
            citizens: dice.between(1, 6),
            calm,
            most_parts: dice.sometimes(3),
            lost: dice.sometimes(300),
            answer_lost: dice.sometimes(300),
            doubled: dice.sometimes(200),
            slow: dice.sometimes(200),
            ill: dice.sometimes(200),
            ill_after: dice.sometimes(150),
            stopped_within: dice.sometimes(30),
            cut: dice.sometimes(100),
            poison: dice.sometimes(400),
            forks: dice.sometimes(700),
            dull_numbers: dice.per_mille(300),
            cipher: if dice.per_mille(10) { Cipher::Real } else { Cipher::Stub },
            troubles: Vec::new(),
        };
        for (kind, most) in KINDS {
            for _ in 0..dice.sometimes(most) {
                let trouble = trouble(kind, terminals, calm, dice);
                weather.troubles.push(trouble);
            }
        }
        weather
    }

    pub(super) fn has(&self, kind: Kind, terminal: usize, now: u64) -> bool {
        self.troubles.iter().any(|trouble| {
            trouble.kind == kind
                && trouble.terminal == terminal
                && (trouble.from..trouble.to).contains(&now)
        })
    }
}

fn trouble(kind: Kind, terminals: usize, calm: u64, dice: &mut Dice) -> Trouble {
    let from = dice.below(calm);
    let terminal = match kind {
        Kind::CentreDown | Kind::Full => 0,
        _ => dice.below(terminals as u64) as usize,
    };
    let to = match kind {
        Kind::Crash | Kind::Rollback => from,
        Kind::Jump => (dice.below(20 * 365 * 86_400) as i64 - 10 * 365 * 86_400) as u64,
        _ => dice.between(from + 1, calm),
    };
    Trouble { kind, terminal, from, to }
}
