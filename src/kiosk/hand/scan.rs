//! Scanning: the highlight walks by itself, one switch chooses. A touch anywhere is the switch.
//!
//! The highlight is the focus itself, so what is said and what is drawn are those of a keyboard.
//! In an entry it walks the rows of the keys of the screen, then the keys of one row. It never
//! sleeps: a tick says that time has passed.

use super::keypad::Used;
use crate::dossier::draft::Scan;
use crate::kiosk::Kiosk;
use crate::kiosk::action::{Action, Message};
use crate::kiosk::focus;
use crate::kiosk::idle::Delays;
use crate::kiosk::page::{Id, Keyboard, Page, Spot};
use crate::kiosk::stroke::Stroke;
use crate::kiosk::visit::Shown;

/// Milliseconds of one step of [`Scanning::step`](crate::dossier::draft::Scanning).
const HALF_SECOND_MS: u64 = 500;

/// How many times longer the last screen stays for whoever scans.
const SCAN_PATIENCE: u32 = 8;

impl Kiosk {
    /// Whether a switch is at work: then a touch anywhere is the switch.
    pub fn scan(&self) -> Scan {
        self.visit.comfort.scanning.mode
    }

    /// The delays of this person. Whoever waits for a highlight needs a whole round of it on the
    /// last screen.
    pub(in crate::kiosk) fn delays(&self) -> Delays {
        let delays = self.settings.delays.at(self.visit.comfort.pace);
        let times = if self.scan() == Scan::Off { 1 } else { SCAN_PATIENCE };
        Delays { last: delays.last.saturating_mul(times), ..delays }
    }

    /// Time has passed: the highlight goes further when its step is over.
    pub(in crate::kiosk) fn scan_on(&mut self) {
        let step = u64::from(self.visit.comfort.scanning.step) * HALF_SECOND_MS;
        let passed = self.now.ms.saturating_sub(self.visit.scanned);
        if self.scan() == Scan::Alone && passed >= step {
            self.further();
        }
    }

    /// A stroke of somebody who scans. The keys of a keyboard that activate are switches too.
    pub(super) fn scanned(&mut self, stroke: Stroke, todo: &mut Vec<Action>) -> Used {
        match (stroke, self.scan()) {
            (Stroke::Switch | Stroke::Advance, Scan::Off) => {
                let mode = if stroke == Stroke::Switch { Scan::Alone } else { Scan::ByHand };
                self.begin_scan(mode);
            }
            (_, Scan::Off) => return Used::No,
            (Stroke::Switch | Stroke::Space | Stroke::Enter | Stroke::Ok, _) => self.switch(todo),
            (Stroke::Advance | Stroke::Tab, _) => self.further(),
            _ => return Used::No,
        }
        Used::Yes
    }

    /// The highlight comes to the first control.
    pub(in crate::kiosk) fn begin_scan(&mut self, mode: Scan) {
        self.visit.comfort.scanning.mode = mode;
        self.remember_comfort();
        self.visit.scanned = self.now.ms;
        self.visit.layer.spot = None;
        self.light_first();
    }

    /// The switch: what is highlighted is used.
    fn switch(&mut self, todo: &mut Vec<Action>) {
        // A trembling hand closes a switch twice.
        if self.now.ms.saturating_sub(self.visit.switched) < u64::from(self.aid().repeat_ms) {
            return;
        }
        (self.visit.switched, self.visit.scanned) = (self.now.ms, self.now.ms);
        let page = self.page();
        let open = page.keyboard.as_ref().filter(|_| page.dialog.is_none());
        match open.and_then(|keyboard| keyboard.spot) {
            Some(Spot::Row(row)) => self.visit.layer.spot = Some(Spot::Key(row, 0)),
            Some(key) => {
                self.strike_key(&page, key, todo);
                if self.visit.layer.spot.is_some() {
                    self.visit.layer.spot = Some(Spot::Row(0));
                }
            }
            None if self.pen().is_some() && page.dialog.is_none() => {
                self.visit.keyboard = Shown::Shown;
                self.visit.layer.spot = Some(Spot::Row(0));
            }
            None => {
                let here = self.visit.focus.as_ref();
                let all = focus::controls(&page);
                let control = all.iter().find(|one| Some(one.id) == here);
                if let Some(Message::Press(press)) = control.map(|one| one.press) {
                    self.press(press.clone(), todo);
                }
            }
        }
        self.light_first();
    }

    /// On a page where nothing is highlighted, the first control is.
    fn light_first(&mut self) {
        let page = self.page();
        let here = self.visit.focus.as_ref();
        if !focus::controls(&page).iter().any(|one| Some(one.id) == here) {
            self.light(order(&page).into_iter().next());
        }
    }

    /// The highlight goes one further: in a row, from row to row, from control to control.
    fn further(&mut self) {
        self.visit.scanned = self.now.ms;
        let page = self.page();
        let keyboard = page.keyboard.as_ref().filter(|_| page.dialog.is_none());
        if let Some((keyboard, spot)) = keyboard.and_then(|it| Some((it, it.spot?))) {
            self.visit.layer.spot = after(keyboard, spot);
            if self.visit.layer.spot.is_some() {
                return;
            }
        }
        let order = order(&page);
        let here = self.visit.focus.as_ref();
        let at = order.iter().position(|id| Some(id) == here).map_or(0, |at| at + 1);
        self.light(order.get(at).or(order.first()).cloned());
    }

    /// The focus comes here; nothing is written down for it.
    fn light(&mut self, id: Option<Id>) {
        self.visit.focus = id;
        let _pen = self.caret_at_end();
    }
}

/// In a row to its end, then the row again; from row to row; after the last one, out.
fn after(keyboard: &Keyboard<Message>, spot: Spot) -> Option<Spot> {
    match spot {
        Spot::Row(row) => (row + 1 < keyboard.rows.len()).then_some(Spot::Row(row + 1)),
        Spot::Key(row, key) => {
            let keys = keyboard.rows.get(row).map_or(0, Vec::len);
            Some(if key + 1 < keys { Spot::Key(row, key + 1) } else { Spot::Row(row) })
        }
    }
}

/// The controls as the highlight meets them: the page, the way forward, the way back, the tools.
/// Whoever waits for each step must not wait through seven tools before *Suivant*.
fn order(page: &Page<Message>) -> Vec<Id> {
    let mut ids: Vec<Id> = focus::controls(page).iter().map(|one| one.id.clone()).collect();
    if page.dialog.is_some() {
        return ids;
    }
    let top = page.top.action.as_ref().map(|button| &button.id);
    let next = page.bottom.next.as_ref().map(|button| &button.id);
    let back = page.bottom.back.as_ref().map(|button| &button.id);
    let tools: Vec<&Id> = page.bottom.tools.iter().map(|button| &button.id).collect();
    let rank = |id: &Id| match Some(id) {
        id if id == next => 1,
        id if id == back => 2,
        id if id == top => 4,
        Some(id) if tools.contains(&id) => 3,
        _ => 0,
    };
    ids.sort_by_key(rank);
    ids
}
