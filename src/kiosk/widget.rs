//! Draws a page: the only place that knows pixels, and the only one that listens to a window.
//!
//! `draw` makes the whole window from a `Page`; `tree` tells where everything is. Nothing here
//! decides what a touch or a stroke does: they become messages of the application. Nothing is
//! animated at rest.

mod bar;
mod block;
mod button;
mod column;
mod control;
mod dialog;
mod entry;
mod fit;
pub mod gesture;
mod grid;
mod keyboard;
pub mod keys;
pub mod lens;
mod measure;
mod pen;
mod root;
pub mod tree;
mod words;

use crate::dossier::draft::Aid;
use crate::kiosk::glass::Glass;
use crate::kiosk::keypad::Keypad;
use crate::kiosk::page::{Block, Button, Id, Page};
use crate::kiosk::stroke::Stroke;
use crate::kiosk::theme::Theme;
use crate::kiosk::widget::keyboard::Stand;
use crate::kiosk::widget::pen::{Pen, Reach};
use crate::kiosk::widget::root::Root;
use iced::widget::{column, container, row, stack};
use iced::{Color, Element, Fill, Size};
use std::time::Duration;

pub use measure::Zoom;

/// How the page is drawn: what the person chose, and the window there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Which colours.
    pub theme: Theme,
    /// How large the words are.
    pub zoom: Zoom,
    /// Width and height of the window, in pixels. Higher than wide is portrait.
    pub size: Size,
    /// How large that is for a finger and an eye.
    pub glass: Glass,
    /// How the screen is reached, touched and looked at. Its delay is never 0 here.
    pub aid: Aid,
}

/// What the page says to the application besides the messages of its controls.
#[derive(Clone, Copy, Debug)]
pub struct Wiring<M> {
    /// A key of a keyboard on the table.
    pub stroke: fn(Stroke) -> M,
    /// Somebody is there: a finger went down, wherever it was, or a wheel turned.
    pub activity: fn() -> M,
    /// The keys of the keypad.
    pub keypad: Keypad,
    /// A finger that goes up, wherever it is, says this in place of the control under it.
    pub tap: Option<M>,
}

/// The whole window.
pub fn draw<'a, M: Clone + 'a>(
    page: &Page<M>,
    look: &Look,
    focus: Option<&Id>,
    wiring: Wiring<M>,
) -> Element<'a, M> {
    let pen = Pen::new(look, page.mirrored, focus);
    let under = if page.dialog.is_some() { pen.reaching(Reach::Closed) } else { pen.clone() };
    let screen = screen(&under, page, focus);
    let content = match &page.dialog {
        None => screen,
        Some(dialog) => {
            let lens = pen.loupe.then(|| lens::draw(&pen, page, focus));
            stack([Some(screen), Some(dialog::draw(&pen, dialog)), lens].into_iter().flatten())
                .into()
        }
    };
    Element::new(Root {
        content,
        presses: presses(page),
        wiring,
        header: tree::Header {
            page: page.name.as_str().to_owned(),
            keyboard: page.keyboard.as_ref().map(|keyboard| keyboard.layout.as_str().to_owned()),
            dialog: page.dialog.is_some(),
        },
        title: page.title.shown.clone(),
        focus: focus.cloned(),
        held: pen.colours.held,
        unit: pen.unit,
        repeat: Duration::from_millis(u64::from(look.aid.repeat_ms)),
    })
}

/// The lens takes the place of the top bar; in low mode a band of what is only read is above
/// everything that is touched.
fn screen<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>, focus: Option<&Id>) -> Element<'a, M> {
    let stand = page.keyboard.as_ref().map(|keyboard| keyboard::stand(pen, keyboard));
    let keyboard = |stand| page.keyboard.as_ref().map(|it| keyboard::draw(pen, it, stand));
    let main = column::main(pen, page, stand);
    let (middle, bed): (Element<'a, M>, _) = match stand {
        None => (main, None),
        Some(Stand::Bed) => (main, keyboard(Stand::Bed)),
        Some(Stand::Pad) => {
            let parts = [Some(container(main).width(Fill).into()), keyboard(Stand::Pad)];
            (row(pen.order(parts.into_iter().flatten())).height(Fill).into(), None)
        }
    };
    let top = if pen.loupe { lens::draw(pen, page, focus) } else { bar::top(pen, page) };
    let top = if pen.low {
        let fold = keyboard::fold(pen, page.keyboard.as_ref().filter(|_| bed.is_some()));
        column![top, column::reading(pen, page)].height(fold).clip(true).into()
    } else {
        top
    };
    let parts = [
        Some(top),
        pen.low.then(|| pen.rule()),
        Some(container(middle).width(Fill).height(Fill).into()),
        bed,
        Some(bar::bottom(pen, &page.bottom)),
    ];
    let paper = pen.colours.paper;
    container(column(parts.into_iter().flatten()))
        .width(Fill)
        .height(Fill)
        .style(move |_| fill(paper))
        .into()
}

/// A container of one colour.
fn fill(colour: Color) -> container::Style {
    container::Style { background: Some(colour.into()), ..container::Style::default() }
}

/// Every control that can be touched, and its message: under a dialog, only those of the dialog.
fn presses<M: Clone>(page: &Page<M>) -> Vec<(Id, M)> {
    let mut found = Vec::new();
    if let Some(dialog) = &page.dialog {
        dialog.body.iter().for_each(|block| block_presses(block, &mut found));
        return found;
    }
    button_press(page.top.action.as_ref(), &mut found);
    for block in page.body.iter().chain(&page.aside) {
        block_presses(block, &mut found);
    }
    let rows = page.keyboard.iter().flat_map(|keyboard| &keyboard.rows).flatten();
    found.extend(rows.map(|key| (key.id.clone(), key.press.clone())));
    button_press(page.bottom.back.as_ref(), &mut found);
    button_press(page.bottom.tools.iter(), &mut found);
    button_press(page.bottom.next.as_ref(), &mut found);
    found
}

fn button_press<'p, M: Clone + 'p>(
    buttons: impl IntoIterator<Item = &'p Button<M>>,
    found: &mut Vec<(Id, M)>,
) {
    let press = |button: &Button<M>| Some((button.id.clone(), button.press.clone()?));
    found.extend(buttons.into_iter().filter_map(press));
}

fn block_presses<M: Clone>(block: &Block<M>, found: &mut Vec<(Id, M)>) {
    match block {
        Block::Tiles(tiles) => {
            found.extend(tiles.iter().map(|tile| (tile.id.clone(), tile.press.clone())));
        }
        Block::Cards { cards, .. } => {
            found.extend(cards.iter().map(|card| (card.id.clone(), card.press.clone())));
        }
        Block::Fields(fields) => {
            found.extend(fields.iter().map(|field| (field.id.clone(), field.press.clone())));
        }
        Block::Buttons(buttons) => button_press(buttons, found),
        Block::Rows(rows) => button_press(rows.iter().filter_map(|row| row.action.as_ref()), found),
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
