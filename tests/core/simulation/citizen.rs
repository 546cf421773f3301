//! The citizens of one world: they begin, type, come back elsewhere with their code, send, erase.

use mon_point_numerique::sync::courier::Event;
use mon_point_numerique::sync::wire::{Closing, Id, Leaf, descent};

use super::centre::Poison;
use super::terminal::{Kept, Make, parcel};
use super::world::{Happening, Truth, World};

/// What a citizen does.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Begin { terminal: usize, draft: Id },
    Save { terminal: usize, draft: Id },
    Resume { terminal: usize, draft: Id },
    End { terminal: usize, draft: Id, how: How },
}

#[derive(Clone, Copy)]
pub(super) enum How {
    Send,
    Erase,
}

impl World {
    pub(super) fn plan_citizens(&mut self) {
        let places = self.terminals.len() as u64;
        for _ in 0..self.weather.citizens {
            let draft = Id(self.dice.id());
            let mut terminal = self.dice.below(places) as usize;
            let mut at = self.dice.below(self.weather.calm);
            self.at(at, Happening::Act(Act::Begin { terminal, draft }));
            for _ in 0..self.dice.between(1, 5) {
                at += self.dice.between(200, 8_000);
                if self.dice.per_mille(150) {
                    terminal = self.dice.below(places) as usize;
                    self.at(at, Happening::Act(Act::Resume { terminal, draft }));
                }
                self.at(at + 1, Happening::Act(Act::Save { terminal, draft }));
            }
            // The code is used at two terminals, neither of which may know of the other.
            if self.dice.per_mille(self.weather.forks) {
                let other = self.dice.below(places) as usize;
                self.at(at + 50, Happening::Act(Act::Resume { terminal: other, draft }));
                self.at(at + 100, Happening::Act(Act::Save { terminal: other, draft }));
                let how = if self.dice.per_mille(200) { How::Erase } else { How::Send };
                if self.dice.per_mille(500) {
                    self.at(at + 2_000, Happening::Act(Act::End { terminal: other, draft, how }));
                }
            }
            let end = at + self.dice.between(100, 4_000);
            match self.dice.below(10) {
                0..=6 => self.at(end, Happening::Act(Act::End { terminal, draft, how: How::Send })),
                7 => self.at(end, Happening::Act(Act::End { terminal, draft, how: How::Erase })),
                _ => {}
            }
        }
    }

    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Begin { terminal, draft } => {
                let lookup = Id(self.dice.id());
                let _none = self.lookups.insert(draft, lookup);
                self.open(terminal, draft, 1, Vec::new());
            }
            Act::Save { terminal, draft } => {
                let Some(kept) = self.terminals[terminal].disk.drafts.get_mut(&draft) else {
                    return;
                };
                kept.leaf.revision += 1;
                let (lookup, leaf) = (kept.lookup, kept.leaf);
                self.hear(terminal, Event::Saved { draft, lookup, leaf });
            }
            Act::Resume { terminal, draft } => self.resume(terminal, draft),
            Act::End { terminal, draft, how: How::Erase } => {
                if let Some(lookup) = self.terminals[terminal].erase(draft) {
                    self.erased.push((terminal, draft));
                    self.hear(terminal, Event::Closed { draft, lookup, why: Closing::Erased });
                }
            }
            Act::End { terminal, draft, how: How::Send } => self.seal(terminal, draft),
        }
    }

    /// The citizen sees the sides that this terminal and, if it can be asked, the centre have,
    /// and goes on from them.
    pub(super) fn resume(&mut self, terminal: usize, draft: Id) {
        let mut seen: Vec<Leaf> = Vec::new();
        if !self.line_is_bad(terminal) {
            if self.centre.erased(&draft) {
                return;
            }
            seen.extend(self.centre.sides(&draft));
        }
        if let Some(kept) = self.terminals[terminal].disk.drafts.get(&draft) {
            seen.push(kept.leaf);
        }
        let Some(last) = seen.iter().map(|leaf| leaf.revision).max() else {
            return;
        };
        let parents = |leaf: &Leaf| self.ancestry.get(&leaf.branch).map_or(&[][..], Vec::as_slice);
        let parents = descent(seen.iter().map(|leaf| (*leaf, parents(leaf))));
        self.open(terminal, draft, last + 1, parents);
    }

    pub(super) fn open(&mut self, terminal: usize, draft: Id, revision: u64, parents: Vec<Leaf>) {
        let leaf = Leaf { branch: Id(self.dice.id()), revision };
        let _none = self.ancestry.insert(leaf.branch, parents.clone());
        let lookup = self.lookups[&draft];
        let kept = Kept { lookup, leaf, parents, synced: None };
        let _before = self.terminals[terminal].disk.drafts.insert(draft, kept);
        self.hear(terminal, Event::Saved { draft, lookup, leaf });
    }

    pub(super) fn seal(&mut self, terminal: usize, draft: Id) {
        let poison = if self.dice.per_mille(self.weather.poison) {
            let kinds = [
                Poison::Unopenable,
                Poison::NotAnEnvelope,
                Poison::TooMuch,
                Poison::Kills,
                Poison::Unreadable,
            ];
            kinds[self.dice.below(kinds.len() as u64) as usize]
        } else {
            Poison::None
        };
        let parts = self.dice.below(self.weather.most_parts + 1) as usize;
        let wall = self.wall() + self.terminals[terminal].clock;
        let make = Make {
            poison,
            parts,
            dull: self.weather.dull_numbers,
            wall,
            cipher: self.weather.cipher,
        };
        let Some((digest, lookup)) = self.terminals[terminal].seal(draft, &make, &mut self.dice)
        else {
            return;
        };
        let truth = Truth { terminal, poison, destroyed: false, answer: None };
        let _none = self.truths.insert(digest, truth);
        let parcel = parcel(&self.terminals[terminal].disk.outbox[&digest].sealed, wall);
        self.hear(terminal, Event::Sealed(parcel));
        self.hear(terminal, Event::Closed { draft, lookup, why: Closing::Sent });
    }
}
