//! The blocks of a column.

mod bill;
mod choice;
mod field;
mod place;

use crate::kiosk::icon;
use crate::kiosk::page::{Block, Button, Icon, Mark, Row, Say, Tone};
use crate::kiosk::widget::column::framed;
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Column, Pen};
use crate::kiosk::widget::{button, tree};
use iced::alignment::Horizontal;
use iced::widget::{Space, column, container, row};
use iced::{Center, Element, Fill};

/// A block.
pub(super) fn draw<'a, M: Clone + 'a>(pen: &Pen, block: &Block<M>) -> Element<'a, M> {
    match block {
        Block::Heading(say) => heading(pen, say),
        Block::Text(say, tone) => text(pen, say, *tone),
        Block::Numbered(lines) => numbered(pen, lines),
        Block::Checklist(lines) => checklist(pen, lines),
        Block::Note { tone, icon, text } => note(pen, *tone, *icon, text),
        Block::Tiles(tiles) => choice::tiles(pen, tiles),
        Block::Cards { columns, cards } => choice::cards(pen, *columns, cards),
        Block::Fields(fields) => field::draw(pen, fields),
        Block::Buttons(buttons) => self::buttons(pen, buttons),
        Block::Rows(rows) => self::rows(pen, rows),
        Block::Bill(bill) => bill::draw(pen, bill),
        Block::Sum(say) => bill::sum(pen, say),
        Block::Number { label, value, note } => number(pen, label.as_ref(), value, note.as_ref()),
        Block::Places(sites) => place::draw(pen, sites),
    }
}

/// The room between two blocks, in pixels of the window.
pub(super) fn room<M>(pen: &Pen, above: &Block<M>, below: &Block<M>) -> f32 {
    let room = match (above, below) {
        (Block::Tiles(_), Block::Tiles(_)) => 28.0,
        (Block::Heading(_), Block::Checklist(_)) => 20.0,
        (Block::Heading(_), _) => 16.0,
        (_, Block::Heading(_)) => 44.0,
        (Block::Text(..), Block::Text(..) | Block::Numbered(_)) | (Block::Sum(_), _) => 14.0,
        (Block::Cards { .. }, Block::Cards { .. }) => 20.0,
        _ => pen.pick(28.0, 17.0),
    };
    pen.px(room)
}

/// The size of a paragraph of this column.
fn body(pen: &Pen) -> f32 {
    match pen.column {
        Column::Main => m::BODY,
        Column::Aside => m::BODY_ASIDE,
        Column::Dialog => m::BODY_DIALOG,
    }
}

fn heading<'a, M: 'a>(pen: &Pen, say: &Say) -> Element<'a, M> {
    pen.paragraph(pen.bold(&say.shown, m::BODY, pen.colours.text))
}

fn text<'a, M: 'a>(pen: &Pen, say: &Say, tone: Tone) -> Element<'a, M> {
    let ink = pen.colours.tint(tone).ink;
    let words = pen.words(&say.shown, body(pen), ink).leading(m::LEADING);
    match tone_icon(tone) {
        Some(icon) if pen.column != Column::Dialog => {
            let icon = pen.icon(icon, m::ICON, ink).into();
            let parts = pen.order([icon, pen.paragraph(words)]);
            row(parts).spacing(pen.px(16.0)).align_y(Center).into()
        }
        _ => pen.paragraph(words),
    }
}

/// A state is never told by its colour alone.
fn tone_icon(tone: Tone) -> Option<Icon> {
    match tone {
        Tone::Plain | Tone::Muted => None,
        Tone::Success => Some(Icon::Check),
        Tone::Waiting => Some(Icon::Clock),
        Tone::Alert => Some(Icon::TriangleAlert),
    }
}

fn numbered<'a, M: 'a>(pen: &Pen, lines: &[Say]) -> Element<'a, M> {
    let ink = pen.colours.muted;
    let lines = lines.iter().enumerate().map(|(at, line)| {
        // A number has no side of its own: its point comes after it, to the left or to the right.
        let number = at + 1;
        let number = if pen.mirrored { format!(".{number}") } else { format!("{number}.") };
        let number = pen.bold(&number, body(pen), pen.colours.text).leading(m::LEADING);
        let words = pen.paragraph(pen.words(&line.shown, body(pen), ink).leading(m::LEADING));
        let number = container(number.single()).width(pen.pt(36.0)).align_x(pen.start()).into();
        row(pen.order([number, words])).into()
    });
    column(lines.collect::<Vec<Element<'a, M>>>()).spacing(pen.px(14.0)).into()
}

fn checklist<'a, M: 'a>(pen: &Pen, lines: &[(Mark, Say)]) -> Element<'a, M> {
    let c = pen.colours;
    let lines = lines.iter().map(|(mark, line)| {
        let (icon, ink) = match mark {
            Mark::Done => (c.success.ink, c.success.ink),
            Mark::Missing => (c.alert.ink, c.alert.ink),
            Mark::Maybe | Mark::Box => (c.muted, c.muted),
        };
        let icon = pen.glyph(icon::mark(*mark), m::ICON, icon).into();
        let size = if pen.column == Column::Aside { 27.0 } else { m::BODY };
        let words = pen.paragraph(pen.words(&line.shown, size, ink).leading(m::LEADING));
        row(pen.order([icon, words])).spacing(pen.px(18.0)).align_y(Center).into()
    });
    column(lines.collect::<Vec<Element<'a, M>>>()).spacing(pen.px(18.0)).into()
}

fn note<'a, M: 'a>(pen: &Pen, tone: Tone, icon: Icon, say: &Say) -> Element<'a, M> {
    let tint = match tone {
        Tone::Plain => pen.colours.tint(Tone::Muted),
        other => pen.colours.tint(other),
    };
    let border = match tone {
        Tone::Plain | Tone::Muted => pen.colours.primary,
        _ => tint.ink,
    };
    let ink = if tone == Tone::Plain { pen.colours.text } else { tint.ink };
    let icon = pen.icon(icon, m::ICON, border).into();
    let words = pen.words(&say.shown, body(pen), ink).leading(m::LEADING);
    let words = container(words).width(Fill).align_x(pen.start()).into();
    let line = row(pen.order([icon, words])).spacing(pen.px(22.0)).align_y(Center);
    framed(pen, pen.frame(tint.bed, border, m::RADIUS), line.into(), [18.0, 28.0])
}

fn buttons<'a, M: Clone + 'a>(pen: &Pen, buttons: &[Button<M>]) -> Element<'a, M> {
    let draw = |pen: &Pen| {
        let drawn = buttons.iter().map(|it| button::draw(pen, it).into());
        row(pen.order(drawn)).spacing(pen.px(24.0)).align_y(Center)
    };
    let stacked = buttons.iter().map(|it| button::draw(pen, it).into());
    let stacked = column(stacked.collect::<Vec<Element<'a, M>>>()).spacing(pen.px(20.0));
    let side = if pen.column == Column::Dialog { Horizontal::Center } else { pen.start() };
    let line = fit(Axis::Across, vec![draw(pen).into(), stacked.align_x(side).into()]);
    let line = container(line).width(Fill);
    match pen.column {
        Column::Dialog => line.align_x(Center).into(),
        Column::Main | Column::Aside => line.align_x(pen.start()).into(),
    }
}

fn rows<'a, M: Clone + 'a>(pen: &Pen, rows: &[Row<M>]) -> Element<'a, M> {
    let rows = rows.iter().flat_map(|it| [line(pen, it), pen.rule()]);
    column(rows.collect::<Vec<Element<'a, M>>>()).into()
}

/// A line: the question, the answer, what one may do.
fn line<'a, M: Clone + 'a>(pen: &Pen, it: &Row<M>) -> Element<'a, M> {
    let ink = if it.tone == Tone::Plain { pen.colours.text } else { pen.colours.tint(it.tone).ink };
    let label = pen.words(&it.label.shown, m::BODY, pen.colours.muted);
    let words = container(pen.words(&it.value.shown, m::BODY, ink)).align_x(pen.start());
    let value: Element<'a, M> = match tone_icon(it.tone) {
        None => words.into(),
        Some(icon) => {
            let icon = pen.icon(icon, 32.0, ink).into();
            // They take what the icon leaves them, on whichever side it stands.
            row(pen.order([icon, words.width(Fill).into()]))
                .spacing(pen.px(12.0))
                .align_y(Center)
                .into()
        }
    };
    let action = it.action.iter().map(|it| button::flush(pen, it).into());
    let narrow = pen.portrait() || pen.width < m::WIDE;
    let stacked = pen.zoom > 1.0 || narrow || pen.column != Column::Main;
    let mut parts: Vec<Element<'a, M>> = if stacked {
        let pair = column![label, value].spacing(pen.px(4.0)).align_x(pen.start());
        let pair = container(pair).padding([pen.px(10.0), 0.0]);
        vec![pair.width(Fill).align_x(pen.start()).into()]
    } else {
        let label = container(label).width(pen.px(m::ROW_LABEL - 20.0)).align_x(pen.start());
        vec![label.into(), container(value).width(Fill).align_x(pen.start()).into()]
    };
    parts.extend(action);
    let least = pen.touch(0.0) + pen.apart(0.0);
    let least = Space::new().height(pen.px(m::ROW_HEIGHT - m::RULE).max(least));
    let parts = row(pen.order(parts)).spacing(pen.px(20.0)).align_y(Center).width(Fill);
    row![least, parts].align_y(Center).into()
}

/// A code or a number, its signs apart.
fn number<'a, M: 'a>(
    pen: &Pen,
    label: Option<&Say>,
    value: &Say,
    note: Option<&Say>,
) -> Element<'a, M> {
    let c = pen.colours;
    let alone = label.is_none();
    let size = if alone { m::CODE } else { m::NUMBER };
    let zooms = [1.0, 0.8, 0.65, 0.5, 0.4, 0.3].map(|share| share * pen.zoom);
    let signs = zooms.iter().map(|zoom| {
        let pen = pen.zoomed(*zoom);
        let signs = value
            .shown
            .chars()
            .map(|sign| pen.bold(&sign.to_string(), size, c.text).leading(1.2).single().into());
        // A code is read from the left in every script.
        row(signs).spacing(pen.pt(size * 0.1)).into()
    });
    let signs = fit(Axis::Across, signs.collect());
    let small = |say: &Say| pen.words(&say.shown, m::LABEL, c.muted);
    let mut parts: Vec<Element<'a, M>> = Vec::new();
    parts.extend(label.map(|say| small(say).into()));
    parts.push(signs);
    parts.extend(note.map(|say| small(say).into()));
    let inside = column(parts).spacing(pen.px(12.0)).width(Fill);
    let inside = match (alone, pen.column) {
        (true, _) | (_, Column::Dialog) => inside.align_x(Center),
        _ => inside.align_x(pen.start()),
    };
    let frame = pen.frame(c.soft, c.primary, m::RADIUS_TILE);
    framed(pen, frame, inside.into(), [if alone { 32.0 } else { 28.0 }, 35.0])
}

/// The role of what is chosen.
const CHOICE: tree::Role = tree::Role::Choice;
