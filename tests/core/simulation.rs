//! Couriers and reception in storms, then calm: thousands of worlds, each from one seed.
//!
//! `SEED=n cargo test --test core simulation` replays one world; `WORLDS=n` asks for more.

mod centre;
mod checker;
pub(crate) mod cipher;
mod citizen;
mod dice;
mod law;
mod network;
mod terminal;
mod weather;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};

use law::{Bug, Law, Violation};
use world::World;

/// Worlds of one test run.
const WORLDS: u64 = 20_000;

#[test]
fn worlds_survive_their_storms() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    if let Some(seed) = number("SEED") {
        let mut world = World::new(seed, None);
        world.told = true;
        println!("{:#?}", world.weather);
        match world.live() {
            Ok(steps) => println!("{steps} steps"),
            Err(violation) => panic!("SEED={seed}: {violation}"),
        }
        return;
    }
    let worlds = number("WORLDS").unwrap_or(WORLDS);
    let steps = AtomicU64::new(0);
    if let Some((seed, violation)) = first_violation(0, worlds, None, &steps) {
        panic!("SEED={seed}: {violation}");
    }
    println!("{worlds} worlds, {} steps", steps.load(Ordering::Relaxed));
}

/// Every checker can fail: each planted bug is found, by the law it breaks.
#[test]
fn planted_bugs_are_found() {
    let planted = [
        (Bug::RefusedIsDeleted, &[Law::NeverLost][..]),
        (Bug::AnyAnswerDelivers, &[Law::LeavesOnlyWhenDurable]),
        (Bug::AnswersBeforeWriting, &[Law::LeavesOnlyWhenDurable]),
        (Bug::ForgetsDigests, &[Law::AtMostOnce]),
        (Bug::BelievesParts, &[Law::PartsAreWhole]),
        (Bug::ForgetsDrafts, &[Law::OneDossierPerDraft]),
        (Bug::ForgetsSequences, &[Law::RollbackSeen]),
        (Bug::SignsAgain, &[Law::SameAnswer]),
        (Bug::LastSideWins, &[Law::ForksKept]),
        (Bug::ForgetsPassed, &[Law::NoFalseFork]),
        (Bug::ForgetsErased, &[Law::ErasedStaysErased]),
        (Bug::ConflictUnseen, &[Law::RefusedIsSeen]),
        (Bug::FirstOnly, &[Law::PoisonNeverStops]),
        (Bug::NeverWakes, &[Law::EverythingArrives, Law::PoisonNeverStops, Law::ReturnsSoon]),
        (Bug::SendsTwice, &[Law::OneInFlight]),
        (Bug::SkipsRetryAfter, &[Law::RetryAfterHonoured]),
        (Bug::WakesLate, &[Law::ReturnsSoon]),
        (Bug::CountsAsSent, &[Law::ScreenTellsTruth]),
    ];
    for (bug, laws) in planted {
        let steps = AtomicU64::new(0);
        let found = first_violation(0, 3_000, Some(bug), &steps);
        let (_, violation) = found.unwrap_or_else(|| panic!("{bug:?} was not found"));
        assert!(laws.contains(&violation.law), "{bug:?} broke {violation}, not {laws:?}");
    }
}

/// Two threads take seeds in turn; the lowest seed that breaks a law is told.
fn first_violation(
    from: u64,
    to: u64,
    bug: Option<Bug>,
    steps: &AtomicU64,
) -> Option<(u64, Violation)> {
    let next = AtomicU64::new(from);
    let broken = AtomicU64::new(u64::MAX);
    let work = || {
        let mut found: Option<(u64, Violation)> = None;
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= to || seed > broken.load(Ordering::Relaxed) {
                return found;
            }
            match World::new(seed, bug).live() {
                Ok(lived) => {
                    let _before = steps.fetch_add(lived, Ordering::Relaxed);
                }
                Err(violation) => {
                    let _before = broken.fetch_min(seed, Ordering::Relaxed);
                    if found.as_ref().is_none_or(|(other, _)| seed < *other) {
                        found = Some((seed, violation));
                    }
                }
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let found = workers.into_iter().filter_map(|worker| worker.join().unwrap());
        found.min_by_key(|(seed, _)| *seed)
    })
}
