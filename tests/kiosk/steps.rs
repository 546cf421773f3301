//! The moves of the focus: no trap, in the order in which the page is read, and nothing happens
//! before a key activates.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::focus::{self, Direction, controls};
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::widget;

use crate::citizen::{Citizen, press_of};
use crate::fit::album::Album;
use crate::idle::screens;
use crate::journeys::answers;
use crate::pictures::PLAIN;
use crate::screens::WIRING;
use crate::ways::hand::arrows;
use crate::window::Window;

/// Every page of every journey file, once each, and each screen outside the questions.
fn pages() -> &'static [Page<Message>] {
    static SEEN: OnceLock<Vec<Page<Message>>> = OnceLock::new();
    SEEN.get_or_init(seen)
}

fn seen() -> Vec<Page<Message>> {
    let mut album = Album::default();
    album.walks_every_journey();
    let mut seen = BTreeSet::new();
    let leaves =
        album.leaves().iter().filter(|leaf| leaf.language == "fr").map(|leaf| leaf.page.clone());
    let others = screens().into_iter().map(|(_, citizen)| citizen.page());
    let ids = |page: &Page<Message>| -> Vec<Id> {
        controls(page).iter().map(|control| control.id.clone()).collect()
    };
    leaves.chain(others).filter(|page| seen.insert((page.name.clone(), ids(page)))).collect()
}

/// What can be reached from a control by these moves.
fn reached(from: &Id, near: impl Fn(&Id) -> Vec<Option<Id>>) -> BTreeSet<Id> {
    let mut found = BTreeSet::from([from.clone()]);
    let mut waiting = vec![from.clone()];
    while let Some(here) = waiting.pop() {
        for there in near(&here).into_iter().flatten() {
            if found.insert(there.clone()) {
                waiting.push(there);
            }
        }
    }
    found
}

#[test]
fn from_every_control_every_other_is_reached_by_arrows_alone_and_by_tab_alone() {
    let pages = pages();
    assert!(pages.len() > 150, "{}", pages.len());
    for page in pages {
        let all: BTreeSet<Id> = controls(page).iter().map(|control| control.id.clone()).collect();
        for from in &all {
            let by_arrows = reached(from, |here| {
                let moves = arrows(page, Some(here)).iter();
                moves.map(|(arrow, _)| focus::arrow(page, Some(here), *arrow)).collect()
            });
            assert_eq!(by_arrows, all, "{:?} from {from:?}", page.name);
            for way in [Direction::Next, Direction::Previous] {
                let by_tab = reached(from, |here| vec![focus::step(page, Some(here), way)]);
                assert_eq!(by_tab, all, "{:?} from {from:?}", page.name);
            }
        }
    }
}

/// The controls of the page proper are met from top to bottom, and on one line in the direction
/// of reading. Left out: the bars, which stand outside the page and always in the same place.
#[test]
fn the_focus_walks_as_the_eye_reads() {
    let mut wrong = Vec::new();
    for page in pages().iter().filter(|page| page.dialog.is_none()) {
        let mut window = Window::new(PLAIN.size, widget::draw(page, &PLAIN, None, WIRING));
        let tree = window.tree();
        let bars: BTreeSet<&Id> = (page.top.action.iter())
            .chain(&page.bottom.back)
            .chain(&page.bottom.tools)
            .chain(&page.bottom.next)
            .map(|button| &button.id)
            .collect();
        let all = controls(page);
        let body = all.iter().filter(|one| !bars.contains(one.id));
        let places: Vec<_> = body.filter_map(|one| tree.get(one.id)).collect();
        for two in places.windows(2) {
            let (first, second) = (two[0].bounds, two[1].bounds);
            if two[0].area != two[1].area {
                continue;
            }
            let below = second.y >= first.y + first.height - 1.0;
            let beside = if page.mirrored { second.x < first.x } else { second.x > first.x };
            let aside = (second.x - first.x).abs() > PLAIN.size.width / 3.0;
            if !(below || beside || aside) {
                wrong.push(format!("{:?}: {:?} then {:?}", page.name, two[0].id, two[1].id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_happens_on_focus_alone() {
    for (name, mut citizen) in screens() {
        let before = (citizen.page().title, citizen.edge.done.len());
        let entries = citizen.kiosk.visit().open.as_ref().map(|open| open.draft.entries.clone());
        for stroke in [Stroke::Tab, Stroke::Down, Stroke::BackTab, Stroke::Up] {
            for _ in 0..30 {
                let _ = citizen.strikes(stroke);
                assert_eq!(citizen.page().title, before.0, "{name}");
                assert!(citizen.page().dialog.is_none(), "{name}");
            }
        }
        let after = citizen.kiosk.visit().open.as_ref().map(|open| open.draft.entries.clone());
        assert!(entries == after, "{name}: an answer changed");
        let done = &citizen.edge.done[before.1..];
        assert!(done.iter().all(|done| done.starts_with("SaveDraft")), "{name}: {done:?}");
    }
}

#[test]
fn the_focus_goes_to_what_is_missing_and_comes_back_from_each_page_of_a_tool() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().next();
    assert!(citizen.page().refusal.is_some());
    let focus = citizen.focus().expect("the first choice");
    assert!(focus.starts_with("choice.titres."), "{focus}");
    for tool in ["tool.contrast", "tool.language", "tool.code"] {
        let _ = citizen.touch(tool);
        assert_eq!(citizen.focus(), None, "{tool}: a new page begins at its title");
        let _ = citizen.touch("back");
        assert_eq!(citizen.focus().as_deref(), Some(tool));
    }
    let _ = citizen.touch("choice.titres.cni").next();
    citizen.sees("question.francaise");
    assert_eq!(citizen.focus(), None, "a new screen begins at its title");
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"), "or in its entry");
    let _ = citizen.next();
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"), "and there when it is missing");
    assert!(press_of(&citizen.page(), "next").is_some());
}
