//! The on-screen keyboard: a bed under the page, or a pad of digits beside it.
//!
//! Its keys take no focus and keep their size at any zoom: only their signs grow. The key under
//! the cursor of a keypad wears the ring of the focus.

use crate::kiosk::page::{Key, Keyboard, Spot};
use crate::kiosk::widget::control::Frame;
use crate::kiosk::widget::fill;
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::Pen;
use crate::kiosk::widget::tree::Role;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Length, Padding};

/// Where the keyboard stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Across the window, above the bottom bar.
    Bed,
    /// At the end side of the page: at most four keys wide.
    Pad,
}

/// Where this one stands.
pub(super) fn stand<M>(pen: &Pen, keyboard: &Keyboard<M>) -> Stand {
    let widest = keyboard.rows.iter().map(Vec::len).max().unwrap_or_default();
    if widest <= 4 && !pen.portrait() { Stand::Pad } else { Stand::Bed }
}

/// The keyboard.
pub(super) fn draw<'a, M: Clone + 'a>(
    pen: &Pen,
    keyboard: &Keyboard<M>,
    stand: Stand,
) -> Element<'a, M> {
    match stand {
        Stand::Bed => bed(pen, keyboard),
        Stand::Pad => pad(pen, keyboard),
    }
}

#[allow(clippy::cast_precision_loss, reason = "a dozen of keys")]
fn bed<'a, M: Clone + 'a>(pen: &Pen, keyboard: &Keyboard<M>) -> Element<'a, M> {
    let gap = pen.apart(m::KEY_GAP) / pen.unit;
    let room = pen.width * pen.unit - 2.0 * pen.margin().min(pen.px(m::KEYBOARD_SIDE));
    let natural = |keys: &[Key<M>]| {
        let units: u32 = keys.iter().map(|key| u32::from(key.width)).sum();
        let gaps = keys.len().saturating_sub(1) as f32 * gap;
        (units as f32, gaps)
    };
    let height = key_height(pen, keyboard.rows.len() as f32, gap);
    let rows = keyboard.rows.iter().enumerate().map(|(row_at, keys)| {
        let (units, gaps) = natural(keys);
        let unit = ((room / pen.unit - gaps) / units.max(1.0)).min(m::KEY_UNIT);
        let keys = keys.iter().enumerate().map(|(at, it)| {
            let under = under(keyboard.spot, row_at, at);
            let width = Length::Fixed((f32::from(it.width) * unit * pen.unit).floor());
            key(pen, it, width, (height, m::KEY), under)
        });
        let keys: Vec<Element<'a, M>> = keys.collect();
        row(keys).spacing(pen.apart(m::KEY_GAP)).into()
    });
    let rows = column(rows.collect::<Vec<Element<'a, M>>>())
        .spacing(pen.apart(m::KEY_GAP))
        .align_x(Center);
    let colour = pen.colours.keyboard;
    let top = pen.px(m::KEYBOARD_EDGE - m::RULE);
    let padding = Padding { top, bottom: pen.px(m::KEYBOARD_EDGE), ..Padding::ZERO };
    let bed = container(rows).center_x(Fill).padding(padding).style(move |_| fill(colour));
    column![pen.rule(), bed].into()
}

/// Keys give way, down to their floor, where a question and its entry would not stand above them.
fn key_height(pen: &Pen, rows: f32, gap: f32) -> f32 {
    let edges = 2.0 * m::KEYBOARD_EDGE + (rows - 1.0) * gap;
    let above = if pen.low { entry(pen) } else { m::QUESTION };
    let room = column_height(pen) - above - edges;
    (room / rows).clamp(pen.key, m::KEY_HEIGHT.max(pen.key))
}

/// What is between the bars, or between the band and the bar, in pixels of the reference screen.
fn column_height(pen: &Pen) -> f32 {
    let bottom = if pen.portrait() { m::BOTTOM_BAR_HIGH } else { m::BOTTOM_BAR };
    let top = if pen.low { m::FOLD * pen.height } else { m::TOP_BAR };
    pen.height - top - bottom
}

/// An entry with its ring, in pixels of the reference screen.
fn entry(pen: &Pen) -> f32 {
    let letters = m::ENTRY_TIGHT * pen.zoom * 1.3 + 20.0;
    pen.finger().max(letters) + 2.0 * (m::RING + m::RING_GAP) + 8.0
}

/// The height of the band that is only read, in pixels of the window. On a small screen it gives
/// way to the entry that is above a keyboard.
#[allow(clippy::cast_precision_loss, reason = "a handful of rows")]
pub(super) fn fold<M>(pen: &Pen, keyboard: Option<&Keyboard<M>>) -> f32 {
    let band = m::FOLD * pen.height;
    let spare = keyboard.map_or(0.0, |keyboard| {
        let (rows, gap) = (keyboard.rows.len() as f32, pen.apart(m::KEY_GAP) / pen.unit);
        let keys = rows * key_height(pen, rows, gap) + (rows - 1.0) * gap;
        let needed = keys + 2.0 * m::KEYBOARD_EDGE + entry(pen);
        (needed - column_height(pen)).max(0.0)
    });
    pen.px(band - spare)
}

#[allow(clippy::cast_precision_loss, reason = "a handful of rows")]
fn pad<'a, M: Clone + 'a>(pen: &Pen, keyboard: &Keyboard<M>) -> Element<'a, M> {
    let gap = pen.apart(m::PAD_GAP);
    let count = keyboard.rows.len() as f32;
    let gaps = (count - 1.0) * gap / pen.unit;
    let room = column_height(pen) - 2.0 * m::PAD_EDGE - gaps;
    let height = (room / count).clamp(pen.key, m::PAD_HEIGHT.max(pen.key));
    // Level with the title, where there is room.
    let above = (room + m::PAD_EDGE - count * height).clamp(m::PAD_EDGE, m::PAD_ABOVE);
    let rows = keyboard.rows.iter().enumerate().map(|(row_at, keys)| {
        let keys = keys.iter().enumerate().map(|(at, it)| {
            let under = under(keyboard.spot, row_at, at);
            let width = Length::FillPortion(it.width.max(1));
            key(pen, it, width, (height, m::PAD_KEY), under)
        });
        row(keys.collect::<Vec<Element<'a, M>>>()).spacing(gap).into()
    });
    let rows = column(rows.collect::<Vec<Element<'a, M>>>()).spacing(gap);
    let padding = Padding { top: pen.px(above), ..pen.sides(0.0, pen.margin()) };
    container(rows.width(pen.px(m::PAD_WIDTH))).padding(padding).into()
}

/// Whether the cursor is on a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    Hand,
    Nothing,
}

fn under(spot: Option<Spot>, row: usize, key: usize) -> Under {
    match spot {
        Some(Spot::Row(here)) if here == row => Under::Hand,
        Some(Spot::Key(here, at)) if (here, at) == (row, key) => Under::Hand,
        _ => Under::Nothing,
    }
}

fn key<'a, M: Clone + 'a>(
    pen: &Pen,
    key: &Key<M>,
    width: Length,
    (height, sign): (f32, f32),
    under: Under,
) -> Element<'a, M> {
    let frame = Frame {
        bed: pen.colours.paper,
        border: pen.colours.border,
        thickness: pen.px(m::BORDER_KEY),
        radius: pen.px(m::RADIUS_KEY),
    };
    let single = key.name.shown.chars().count() == 1;
    let draw = |size: f32, zoom: f32| -> Element<'a, M> {
        pen.zoomed(zoom).bold(&key.name.shown, size, pen.colours.text).single().into()
    };
    let words = if single {
        // A sign grows as far as its key holds it.
        draw(sign, pen.zoom.min(1.5).min(height / (sign * 1.35)))
    } else {
        let zooms = [1.25, 1.0, 0.85, 0.7].into_iter().filter(|zoom| *zoom <= pen.zoom);
        fit(Axis::Across, zooms.map(|zoom| draw(m::KEY_WORD, zoom)).collect())
    };
    let height = pen.px(height);
    pen.control(&key.id, Role::Key, frame, words)
        .ring((under == Under::Hand).then(|| pen.ring()))
        .width(width)
        .least(0.0, height)
        .padding([0.0, pen.px(6.0)])
        .into()
}
