//! A price: its lines, why each is this much, and the total.

use crate::kiosk::page::{Bill, Charge, Say};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Column, Pen};
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// A sum alone, large.
pub(super) fn sum<'a, M: 'a>(pen: &Pen, say: &Say) -> Element<'a, M> {
    pen.paragraph(pen.bold(&say.shown, m::TITLE, pen.colours.text).leading(1.2))
}

/// The lines and their total.
pub(super) fn draw<'a, M: 'a>(pen: &Pen, bill: &Bill) -> Element<'a, M> {
    let mut parts: Vec<Element<'a, M>> = Vec::new();
    for charge in &bill.charges {
        if !parts.is_empty() {
            parts.push(pen.rule());
        }
        parts.push(line(pen, charge));
    }
    if let Some((name, sum)) = &bill.total {
        parts.push(pen.rule());
        let name = pen.bold(&name.shown, m::TOTAL, pen.colours.text);
        parts.push(pair(pen, vec![name.into()], sum, m::TOTAL));
    }
    column(parts).width(Fill).into()
}

fn line<'a, M: 'a>(pen: &Pen, charge: &Charge) -> Element<'a, M> {
    let c = pen.colours;
    let mut names = vec![pen.words(&charge.name.shown, m::CARD, c.text).into()];
    names.extend(
        charge
            .reason
            .iter()
            .map(|say| pen.words(&say.shown, m::DETAIL, c.muted).leading(m::LEADING).into()),
    );
    pair(pen, names, &charge.sum, m::CARD)
}

/// What it is at the start side, the sum at the end side; below it where there is no room.
fn pair<'a, M: 'a>(pen: &Pen, names: Vec<Element<'a, M>>, sum: &Say, size: f32) -> Element<'a, M> {
    let names = column(names).spacing(pen.px(4.0)).align_x(pen.start());
    let names = container(names).width(Fill).align_x(pen.start()).into();
    let sum = pen.bold(&sum.shown, size, pen.colours.text);
    let stacked = pen.column != Column::Main || pen.portrait() && pen.zoom > 1.0;
    let both: Element<'a, M> = if stacked {
        let sum = container(sum).width(Fill).align_x(pen.end()).into();
        column([names, sum]).spacing(pen.px(4.0)).into()
    } else {
        row(pen.order([names, sum.single().into()])).spacing(pen.px(32.0)).width(Fill).into()
    };
    container(both).padding([pen.px(18.0), 0.0]).into()
}
