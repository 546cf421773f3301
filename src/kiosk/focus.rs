//! The controls of a page in reading order: what the keyboard walks and what may be touched.
//!
//! Never moves anything by itself and never draws: it reads a page and answers.

use super::page::{Block, Button, Dialog, Id, Page};

/// A control of a page, with the message it gives.
#[derive(Clone, Copy, Debug)]
pub struct Control<'a, M> {
    /// Its name.
    pub id: &'a Id,
    /// What it says aloud.
    pub spoken: &'a str,
    /// Its message.
    pub press: &'a M,
    /// Cards of one list share a number and a width; other controls have none.
    pub cards: Option<(usize, u8)>,
}

/// Where an arrow goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// To the card before.
    Left,
    /// To the card after.
    Right,
}

/// Every control that can take the focus. Under a dialog nothing can be reached.
pub fn controls<M>(page: &Page<M>) -> Vec<Control<'_, M>> {
    let mut found = Vec::new();
    if let Some(Dialog { body, .. }) = &page.dialog {
        column(body, &mut found);
        return found;
    }
    button(page.top.action.as_ref(), &mut found);
    column(&page.body, &mut found);
    column(&page.aside, &mut found);
    button(page.bottom.back.as_ref(), &mut found);
    for tool in &page.bottom.tools {
        button(Some(tool), &mut found);
    }
    button(page.bottom.next.as_ref(), &mut found);
    found
}

/// Every message that the page offers to a finger: its controls and the keys of its keyboard.
pub fn offers<'a, M: PartialEq>(page: &'a Page<M>, message: &M) -> Option<Option<&'a Id>> {
    if let Some(control) = controls(page).into_iter().find(|control| control.press == message) {
        return Some(Some(control.id));
    }
    let keyboard = page.keyboard.as_ref().filter(|_| page.dialog.is_none())?;
    keyboard.rows.iter().flatten().any(|key| key.press == *message).then_some(None)
}

/// The control after (or before) the one that has the focus, round and round.
pub fn step<M>(page: &Page<M>, from: Option<&Id>, back: Direction) -> Option<Id> {
    let all = controls(page);
    let last = all.len().checked_sub(1)?;
    let here = from.and_then(|id| all.iter().position(|control| control.id == id));
    let at = match (here, back) {
        (None, Direction::Next) => 0,
        (None, Direction::Previous) => last,
        (Some(at), Direction::Next) => (at + 1) % all.len(),
        (Some(at), Direction::Previous) => at.checked_sub(1).unwrap_or(last),
    };
    Some(all[at].id.clone())
}

/// Which way Tab goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Tab.
    Next,
    /// Shift and Tab.
    Previous,
}

/// Where an arrow leads: inside a list of cards by line and column, elsewhere one control further.
pub fn arrow<M>(page: &Page<M>, from: Option<&Id>, arrow: Arrow) -> Option<Id> {
    let all = controls(page);
    let here = from.and_then(|id| all.iter().position(|control| control.id == id));
    let plain = match arrow {
        Arrow::Down | Arrow::Right => Direction::Next,
        Arrow::Up | Arrow::Left => Direction::Previous,
    };
    let Some(at) = here else { return step(page, from, plain) };
    let Some((group, columns)) = all[at].cards else { return step(page, from, plain) };
    let stride = match arrow {
        Arrow::Left | Arrow::Right => 1,
        Arrow::Up | Arrow::Down => usize::from(columns.max(1)),
    };
    let target = match plain {
        Direction::Next => at.checked_add(stride),
        Direction::Previous => at.checked_sub(stride),
    };
    match target.and_then(|target| all.get(target)) {
        Some(control) if control.cards.is_some_and(|(other, _)| other == group) => {
            Some(control.id.clone())
        }
        _ => step(page, from, plain),
    }
}

fn column<'a, M>(blocks: &'a [Block<M>], found: &mut Vec<Control<'a, M>>) {
    for block in blocks {
        match block {
            Block::Tiles(tiles) => found.extend(tiles.iter().map(|tile| Control {
                id: &tile.id,
                spoken: &tile.title.spoken,
                press: &tile.press,
                cards: None,
            })),
            Block::Cards { columns, cards } => {
                let group = found.len();
                found.extend(cards.iter().map(|card| Control {
                    id: &card.id,
                    spoken: &card.title.spoken,
                    press: &card.press,
                    cards: Some((group, *columns)),
                }));
            }
            Block::Fields(fields) => found.extend(fields.iter().map(|field| Control {
                id: &field.id,
                spoken: &field.name.spoken,
                press: &field.press,
                cards: None,
            })),
            Block::Buttons(buttons) => buttons.iter().for_each(|one| button(Some(one), found)),
            Block::Rows(rows) => rows.iter().for_each(|row| button(row.action.as_ref(), found)),
            Block::Heading(_)
            | Block::Text(..)
            | Block::Numbered(_)
            | Block::Checklist(_)
            | Block::Note { .. }
            | Block::Number { .. }
            | Block::Bill(_)
            | Block::Sum(_)
            | Block::Places(_) => {}
        }
    }
}

fn button<'a, M>(button: Option<&'a Button<M>>, found: &mut Vec<Control<'a, M>>) {
    if let Some(Button { id, name, press: Some(press), .. }) = button {
        found.push(Control { id, spoken: &name.spoken, press, cards: None });
    }
}
