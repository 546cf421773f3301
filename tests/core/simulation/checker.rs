//! The checkers, each named after its law. They know the truth of a world, which nobody in it
//! does.

use mon_point_numerique::sync::courier::{Answer, Line};
use mon_point_numerique::sync::reception::{Held, Mark};
use mon_point_numerique::sync::wire::{Acknowledgement, Closing, Digest, Id, Leaf, State};

use super::centre::{Change, Poison};
use super::law::Law;
use super::world::World;

impl World {
    fn in_ledger(&self, digest: &Digest) -> bool {
        self.centre.ledger.rows.iter().any(|row| row.digest == *digest)
    }

    pub(super) fn check_never_lost(&mut self) {
        let lost = self.truths.iter().find(|(digest, truth)| {
            let outbox = &self.terminals[truth.terminal].disk.outbox;
            let here = outbox.get(digest).is_some_and(|boxed| !boxed.delivered);
            !truth.destroyed && !here && !self.in_ledger(digest)
        });
        if let Some((digest, _)) = lost {
            let what = format!("{digest:?} is nowhere");
            self.violate(Law::NeverLost, what);
        }
    }

    pub(super) fn check_delivered(&mut self, digest: Digest) {
        if !self.in_ledger(&digest) {
            self.violate(Law::LeavesOnlyWhenDurable, format!("{digest:?} left before"));
        }
        self.check_never_lost();
    }

    pub(super) fn check(&mut self, change: Change) {
        match change {
            Change::None => {}
            Change::Stored(digest) => self.check_stored(digest),
            Change::Replaced(draft, leaf, gone) => {
                let ancestry = self.ancestry.get(&leaf.branch).cloned().unwrap_or_default();
                let orphan = gone.iter().find(|side| !covers(&leaf, &ancestry, side));
                if let Some(side) = orphan {
                    let what = format!("{side:?} of {draft:?} replaced by {leaf:?}");
                    self.violate(Law::ForksKept, what);
                }
                self.check_erased(draft);
            }
            Change::Closed(draft, closing, gone) => {
                let sees = |side: &Leaf| covers(&closing.leaf, &closing.parents, side);
                if closing.why == Closing::Sent && !gone.iter().all(sees) {
                    self.violate(Law::ForksKept, format!("an unseen side of {draft:?} shredded"));
                }
                self.check_erased(draft);
            }
        }
    }

    pub(super) fn check_stored(&mut self, digest: Digest) {
        let rows = || self.centre.ledger.rows.iter();
        let Some(row) = rows().find(|row| row.digest == digest).cloned() else {
            return;
        };
        if rows().filter(|other| other.digest == digest || other.number == row.number).count() > 1 {
            self.violate(Law::AtMostOnce, format!("{} twice", row.number));
        }
        let rows = || self.centre.ledger.rows.iter();
        let firsts =
            rows().filter(|other| other.draft == row.draft && other.state != State::Conflit);
        if firsts.count() > 1 {
            self.violate(Law::OneDossierPerDraft, format!("{} is a silent second", row.number));
        }
        let rows = || self.centre.ledger.rows.iter();
        let twin = rows().any(|other| {
            other.terminal == row.terminal
                && other.sequence == row.sequence
                && other.digest != row.digest
        });
        if twin != row.marks.contains(&Mark::RolledBack) {
            self.violate(Law::RollbackSeen, format!("{}: {:?}", row.number, row.marks));
        }
        let whole = |digest| self.centre.ledger.parts.get(digest) == Some(&Held::Whole);
        if !row.parts.iter().all(|part| whole(&part.digest)) {
            self.violate(Law::PartsAreWhole, format!("{} lacks parts", row.number));
        }
    }

    pub(super) fn check_answer(&mut self, answer: &Answer) {
        let Ok(said) = serde_json::from_slice::<Acknowledgement>(&answer.body) else {
            return;
        };
        let Some(truth) = self.truths.get_mut(&said.receipt.digest) else {
            return;
        };
        let before = truth.answer.get_or_insert_with(|| said.clone());
        if *before != said {
            self.violate(Law::SameAnswer, format!("{:?}", said.receipt.digest));
        }
    }

    pub(super) fn check_erased(&mut self, draft: Id) {
        let drafts = self.centre.ledger.drafts.get(&draft);
        let back = drafts.is_some_and(|drafts| {
            drafts.closed == Some(Closing::Erased) && !drafts.leaves.is_empty()
        });
        if back {
            self.violate(Law::ErasedStaysErased, format!("{draft:?} is back"));
        }
    }

    pub(super) fn check_screen(&mut self, place: usize) {
        let terminal = &self.terminals[place];
        let not_there = self
            .truths
            .iter()
            .filter(|(digest, truth)| {
                truth.terminal == place && !truth.destroyed && !self.in_ledger(digest)
            })
            .count();
        let waiting = terminal.courier.standing().waiting;
        let delivered = terminal.disk.outbox.iter().filter(|(_, boxed)| boxed.delivered);
        let claimed = delivered.filter(|(digest, _)| !self.in_ledger(digest)).count();
        let heard = self.truths.values().filter(|truth| truth.terminal == place).count();
        if claimed > 0 || (not_there > waiting && heard == waiting + claimed) {
            self.violate(Law::ScreenTellsTruth, format!("{claimed} shown as sent"));
        }
    }

    pub(super) fn check_returns_soon(&mut self, place: usize) {
        // A late answer may have said something else since.
        let told_to_wait = self.terminals[place].gate > self.weather.calm;
        let down = self.terminals[place].courier.standing().line == Line::Down;
        if down && !told_to_wait && self.terminals[place].last_sent.is_none() {
            self.violate(Law::ReturnsSoon, format!("terminal {place} waits"));
        }
    }

    pub(super) fn check_end(&mut self) {
        self.check_never_lost();
        let poisoned = self.truths.values().any(|truth| truth.poison != Poison::None);
        let ends: Vec<(Digest, usize, Poison)> = self
            .truths
            .iter()
            .filter(|(_, truth)| !truth.destroyed)
            .map(|(digest, truth)| (*digest, truth.terminal, truth.poison))
            .collect();
        for (digest, place, poison) in ends {
            self.check_end_of(digest, place, poison, poisoned);
        }
        self.check_forks();
        let untold = self.erased.iter().find(|(_, draft)| !self.centre.erased(draft)).copied();
        if let Some((_, draft)) = untold {
            self.violate(Law::ErasedStaysErased, format!("{draft:?}: the centre does not know"));
        }
    }

    pub(super) fn check_end_of(
        &mut self,
        digest: Digest,
        place: usize,
        poison: Poison,
        poisoned: bool,
    ) {
        let conflict = self.centre.ledger.conflicts.contains(&digest);
        let aside = self.terminals[place].courier.set_aside().any(|(one, _)| one.digest == digest);
        let boxed = self.terminals[place].disk.outbox.get(&digest);
        let delivered = boxed.is_some_and(|boxed| boxed.delivered);
        let taken = !self.in_ledger(&digest) && aside && poison == Poison::None;
        match poison {
            Poison::None | Poison::Unopenable => {
                if taken && !conflict {
                    self.violate(
                        Law::RefusedIsSeen,
                        format!("{digest:?}: nobody at the centre sees"),
                    );
                } else if !delivered && !conflict {
                    let law = if poisoned { Law::PoisonNeverStops } else { Law::EverythingArrives };
                    self.violate(law, format!("{digest:?} does not arrive"));
                }
            }
            Poison::NotAnEnvelope | Poison::TooMuch | Poison::Unreadable => {
                if !aside || delivered {
                    self.violate(Law::RefusedIsSeen, format!("{digest:?} {poison:?}"));
                }
            }
            Poison::Kills => {
                if delivered {
                    self.violate(Law::LeavesOnlyWhenDurable, format!("{digest:?}"));
                }
            }
        }
    }

    /// Every state on a terminal's disk is at the centre, or is an ancestor of what is there.
    pub(super) fn check_forks(&mut self) {
        let mut missing = None;
        for terminal in &self.terminals {
            for (draft, kept) in &terminal.disk.drafts {
                let Some(drafts) = self.centre.ledger.drafts.get(draft) else {
                    missing = Some((Law::EverythingArrives, *draft));
                    continue;
                };
                let known = drafts.leaves.iter().chain(&drafts.passed);
                let mut has = known.filter(|leaf| {
                    leaf.branch == kept.leaf.branch && leaf.revision >= kept.leaf.revision
                });
                if drafts.closed != Some(Closing::Erased) && has.next().is_none() {
                    missing = Some((Law::ForksKept, *draft));
                }
            }
        }
        if let Some((law, draft)) = missing {
            self.violate(law, format!("a state of {draft:?} is only at a terminal"));
        }
        let drafts: Vec<_> = self.centre.ledger.drafts.values().cloned().collect();
        for one in drafts {
            for side in &one.leaves {
                let below = one.leaves.iter().filter(|other| *other != side).any(|other| {
                    let ancestry = self.ancestry.get(&other.branch).cloned().unwrap_or_default();
                    covers(other, &ancestry, side)
                });
                if below {
                    self.violate(Law::NoFalseFork, format!("{side:?} came back"));
                }
            }
        }
    }
}

fn covers(leaf: &Leaf, ancestry: &[Leaf], side: &Leaf) -> bool {
    let under = |above: &Leaf| above.branch == side.branch && above.revision >= side.revision;
    under(leaf) || ancestry.iter().any(under)
}
