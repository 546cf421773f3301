//! The lens: the words of what has the focus, twice as large, in the place of the top bar.
//!
//! It has a place of its own and never lies over the page, so it cannot hide the focus. What is
//! veiled in the page is veiled here.

use crate::kiosk::page::{Block, Button, Card, Field, Id, Page, Row, Spot, Tile};
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::Pen;
use crate::kiosk::widget::{bar, fill};
use iced::widget::{Space, column, container, row};
use iced::{Center, Element, Fill};

/// The words of what has the focus: its name, then what else is known of it. Of a key that is
/// walked without a finger, its sign first. Without a focus, the question.
pub fn words<M>(page: &Page<M>, focus: Option<&Id>) -> Vec<String> {
    let dialog = page.dialog.as_ref().map(|dialog| dialog.body.as_slice());
    let mut columns = page.body.iter().chain(&page.aside);
    let found = focus.and_then(|id| match dialog {
        Some(blocks) => blocks.iter().find_map(|block| of_block(block, id)),
        None => columns.find_map(|block| of_block(block, id)).or_else(|| of_bars(page, id)),
    });
    let found = found.unwrap_or_else(|| {
        let title = page.dialog.as_ref().map_or(&page.title, |dialog| &dialog.title);
        vec![title.shown.clone()]
    });
    under_the_hand(page).into_iter().chain(found).filter(|words| !words.is_empty()).collect()
}

/// The key that the keypad is at.
fn under_the_hand<M>(page: &Page<M>) -> Option<String> {
    let keyboard = page.keyboard.as_ref().filter(|_| page.dialog.is_none())?;
    let Spot::Key(line, at) = keyboard.spot? else { return None };
    Some(keyboard.rows.get(line)?.get(at)?.name.shown.clone())
}

fn of_bars<M>(page: &Page<M>, id: &Id) -> Option<Vec<String>> {
    let bottom = &page.bottom;
    let buttons = page.top.action.iter().chain(&bottom.back).chain(&bottom.tools);
    buttons.chain(&bottom.next).find_map(|it| of_button(it, id))
}

fn of_button<M>(it: &Button<M>, id: &Id) -> Option<Vec<String>> {
    (it.id == *id).then(|| vec![it.name.shown.clone()])
}

fn of_block<M>(block: &Block<M>, id: &Id) -> Option<Vec<String>> {
    match block {
        Block::Tiles(tiles) => tiles.iter().find(|it| it.id == *id).map(of_tile),
        Block::Cards { cards, .. } => cards.iter().find(|it| it.id == *id).map(of_card),
        Block::Fields(fields) => fields.iter().find(|it| it.id == *id).map(of_field),
        Block::Buttons(buttons) => buttons.iter().find_map(|it| of_button(it, id)),
        Block::Rows(rows) => rows.iter().find_map(|it| of_row(it, id)),
        _ => None,
    }
}

fn of_tile<M>(it: &Tile<M>) -> Vec<String> {
    let more = it.detail.iter().chain(&it.foot);
    std::iter::once(&it.title).chain(more).map(|say| say.shown.clone()).collect()
}

fn of_card<M>(it: &Card<M>) -> Vec<String> {
    std::iter::once(&it.title).chain(&it.detail).map(|say| say.shown.clone()).collect()
}

/// What was typed comes first: its name is in the question.
fn of_field<M>(it: &Field<M>) -> Vec<String> {
    vec![it.veil.clone().unwrap_or_else(|| it.value.clone()), it.name.shown.clone()]
}

fn of_row<M>(it: &Row<M>, id: &Id) -> Option<Vec<String>> {
    let action = it.action.as_ref().filter(|action| action.id == *id)?;
    Some([&action.name, &it.label, &it.value].map(|say| say.shown.clone()).to_vec())
}

/// Its height, in pixels of the window: a line of twice the letters of a button, and another of
/// its details where a window is high.
pub(super) fn height(pen: &Pen) -> f32 {
    let first = m::BODY * m::LENS * pen.zoom * 1.3;
    let second = if pen.portrait() { m::DETAIL * m::LENS * pen.zoom * 1.3 } else { 0.0 };
    pen.px((first + second + 40.0).clamp(m::TOP_BAR, 0.24 * pen.height))
}

/// The lens, as wide as the window, with the state at its end.
pub(super) fn draw<'a, M: Clone + 'a>(
    pen: &Pen,
    page: &Page<M>,
    focus: Option<&Id>,
) -> Element<'a, M> {
    let words = words(page, focus);
    let zooms = [m::LENS, 1.5, 1.25, 1.0].map(|zoom| zoom * pen.zoom);
    let mut drawings: Vec<Element<'a, M>> = vec![lines(&pen.zoomed(zooms[0]), &words)];
    // The name before its details: they are read below.
    let first = words.get(..1).unwrap_or_default();
    for zoom in zooms.into_iter().chain([0.8, 0.6]) {
        drawings.push(lines(&pen.zoomed(zoom), first));
    }
    let room = pen.px(m::RULE).mul_add(-1.0, height(pen));
    let words = container(fit(Axis::Down, drawings)).width(Fill).align_x(pen.start());
    let mut parts: Vec<Element<'a, M>> = vec![words.into()];
    if let Some(it) = &page.top.chip {
        let chip = bar::chip(&pen.zoomed(1.0), it);
        parts.push(Space::new().width(pen.px(20.0)).into());
        parts.push(container(chip).max_width(pen.px(0.3 * pen.width)).into());
    }
    let soft = pen.colours.soft;
    let line = container(row(pen.order(parts)).align_y(Center))
        .center_y(room)
        .width(Fill)
        .padding([0.0, pen.margin()])
        .style(move |_| fill(soft));
    column![line, pen.rule()].into()
}

fn lines<'a, M: 'a>(pen: &Pen, words: &[String]) -> Element<'a, M> {
    let lines = words.iter().enumerate().map(|(at, text)| {
        if at == 0 {
            pen.bold(text, m::BODY, pen.colours.text).into()
        } else {
            pen.words(text, m::DETAIL, pen.colours.muted).into()
        }
    });
    column(lines.collect::<Vec<Element<'a, M>>>()).align_x(pen.start()).into()
}
