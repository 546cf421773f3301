//! What is wrong with a page that is laid out.

use std::collections::BTreeSet;

use iced::Rectangle;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::Page;
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::tree::{Place, Run, Tree, Wrong};
use mon_point_numerique::kiosk::widget::{self, Look};

use super::album::Leaf;
use crate::screens::WIRING;
use crate::window::Window;

/// No sentence has a longer word, nor one so long with figures in it: what is longer was typed,
/// and is broken rather than lost.
const LONGEST: usize = 40;
const LONGEST_FIGURES: usize = 20;

/// Every fault of a page, in every look.
pub(super) fn leaf(leaf: &Leaf) -> Vec<String> {
    let mut found = Vec::new();
    for (variant, look) in super::looks(leaf.language) {
        let element = widget::draw(&leaf.page, &look, leaf.focus.as_ref(), WIRING);
        let mut window = Window::new(look.size, element);
        let tree = window.tree();
        let name = format!("{}-{}{variant}", leaf.language, leaf.page.name.as_str());
        if leaf.shown {
            let _ = window.picture(&format!("fit-{name}"));
            let contrast = Look { theme: Theme::Contrast, ..look };
            let element = widget::draw(&leaf.page, &contrast, leaf.focus.as_ref(), WIRING);
            let _ = Window::new(look.size, element).picture(&format!("fit-{name}-contraste"));
        }
        found.extend(tree_faults(&tree, &look, &leaf.page).map(|fault| format!("{name}: {fault}")));
    }
    found
}

fn tree_faults(tree: &Tree, look: &Look, page: &Page<Message>) -> impl Iterator<Item = String> {
    let cuts = tree.cuts.iter().filter_map(|cut| {
        let words = words(page, cut.length);
        let endless = words.split(' ').any(|word| {
            let figures = word.contains(|sign: char| sign.is_ascii_digit());
            word.chars().count() > if figures { LONGEST_FIGURES } else { LONGEST }
        });
        let typed = cut.wrong == Wrong::Broken && endless;
        (!typed).then(|| format!("{:?} {words} in {:?}", cut.wrong, cut.bounds))
    });
    let lost = tree.runs.iter().filter_map(|run| outside(tree, look, run.bounds, run.area));
    let far = tree.controls.iter().filter_map(|place| {
        outside(tree, look, place.bounds, place.area)
            .map(|fault| format!("{} {fault}", place.id.as_str()))
    });
    let long = tree
        .runs
        .iter()
        .filter(|run| run.line > Some(80))
        .map(|run| format!("a line of {:?} signs in {}", run.line, words(page, run.length)));
    let areas = tree.areas.iter().filter(|area| area.content.width > area.bounds.width + 0.5);
    let areas = areas.map(|area| format!("too wide for what scrolls it: {area:?}"));
    let over = if tree.dialog { Vec::new() } else { overlaps(tree, page) };
    let all: Vec<String> =
        cuts.chain(long).chain(lost).chain(far).chain(areas).chain(over).collect();
    all.into_iter()
}

/// Something that can be reached by no scrolling.
fn outside(tree: &Tree, look: &Look, at: Rectangle, area: Option<usize>) -> Option<String> {
    let window = Rectangle::with_size(look.size);
    let (within, down) = match area {
        Some(area) => (tree.areas[area].bounds, false),
        None => (window, true),
    };
    let left = at.x < within.x - 1.0 || at.x + at.width > within.x + within.width + 1.0;
    let below = at.y < within.y - 1.0 || at.y + at.height > within.y + within.height + 1.0;
    (left || down && below).then(|| format!("out of its place: {at:?}"))
}

/// Two things that lie over one another: words over words, words that leave their control,
/// controls over controls.
fn overlaps(tree: &Tree, page: &Page<Message>) -> Vec<String> {
    let mut found = Vec::new();
    let clash = |one: Rectangle, other: Rectangle| {
        one.intersection(&other).is_some_and(|both| both.width.min(both.height) > 1.0)
    };
    for (at, one) in tree.runs.iter().enumerate() {
        for other in &tree.runs[at + 1..] {
            if one.area == other.area && clash(one.bounds, other.bounds) {
                let pair = (words(page, one.length), words(page, other.length));
                found.push(format!("{} over {} at {:?}", pair.0, pair.1, one.bounds));
            }
        }
        found.extend(
            tree.controls
                .iter()
                .filter(|place| leaves(one, place))
                .map(|place| format!("{} leaves {}", words(page, one.length), place.id.as_str())),
        );
    }
    for (at, one) in tree.controls.iter().enumerate() {
        for other in &tree.controls[at + 1..] {
            let same = one.area == other.area;
            if same && clash(one.bounds, other.bounds) {
                found.push(format!("{} over {}", one.id.as_str(), other.id.as_str()));
            }
        }
    }
    found
}

/// Words that are partly in a control.
fn leaves(run: &Run, place: &Place) -> bool {
    let (words, control) = (run.bounds, place.bounds.expand(0.5));
    run.area == place.area
        && words.intersection(&place.bounds).is_some_and(|it| it.width.min(it.height) > 1.0)
        && !(words.x >= control.x
            && words.y >= control.y
            && words.x + words.width <= control.x + control.width
            && words.y + words.height <= control.y + control.height)
}

/// The words of so many bytes, for who reads the fault: the page is an invented person's.
fn words(page: &Page<Message>, length: usize) -> String {
    let text = format!("{page:?}");
    let quoted = text.split("shown: \"").filter_map(|rest| rest.split('"').next());
    let fitting = quoted.filter(|words| words.replace("\\n", "\n").len() == length);
    let fitting: BTreeSet<String> = fitting.map(|words| format!("« {words} »")).collect();
    if fitting.is_empty() {
        return format!("{length} bytes");
    }
    fitting.into_iter().collect::<Vec<_>>().join(" or ")
}
