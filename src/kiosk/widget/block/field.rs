//! Entries side by side: day, month, year; number, street.

use crate::kiosk::page::{Field, Icon};
use crate::kiosk::widget::control::Frame;
use crate::kiosk::widget::entry::{Entry, Holds};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::Pen;
use crate::kiosk::widget::tree::Role;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::{column, container, row};
use iced::{Alignment, Center, Element, Fill, Length};

/// The widest that a line of short entries grows, in pixels of the reference screen.
const SHORT: f32 = 1192.0;

/// Entries: on one line when they all fit.
pub(super) fn draw<'a, M: Clone + 'a>(pen: &Pen, fields: &[Field<M>]) -> Element<'a, M> {
    let room = pen.width - 2.0 * m::MARGIN;
    let gap = pen.px(32.0);
    let short = fields.iter().all(|field| field.width.is_some());
    let wanted: f32 = fields.iter().map(|field| natural(pen, field) + 32.0).sum();
    if fields.len() == 1 || wanted > room {
        let fields = fields.iter().map(|it| {
            let width = it.width.map_or(Fill, |_| Length::Fixed(pen.px(natural(pen, it))));
            entry(pen, it, width, pen.start())
        });
        let fields = column(fields.collect::<Vec<Element<'a, M>>>());
        return fields.spacing(pen.px(pen.pick(20.0, 12.0))).align_x(pen.start()).into();
    }
    let drawn = fields.iter().map(|it| match it.width {
        // Two signs more: an entry of two digits is not half of one of four.
        Some(signs) if short => {
            entry(pen, it, Length::FillPortion(u16::from(signs) + 2), Horizontal::Center)
        }
        Some(_) => entry(pen, it, Length::Fixed(pen.px(natural(pen, it))), pen.start()),
        None => entry(pen, it, Fill, pen.start()),
    });
    let line = row(pen.order(drawn)).spacing(gap).align_y(Alignment::End).width(Fill);
    if short { container(line).max_width(pen.px(SHORT)).into() } else { line.into() }
}

/// The width of an entry of its number of signs, in pixels of the reference screen.
fn natural<M>(pen: &Pen, field: &Field<M>) -> f32 {
    let unit = field.unit.as_ref().map_or(0, |unit| unit.shown.chars().count() + 1);
    #[allow(clippy::cast_precision_loss, reason = "a few signs")]
    let unit = unit as f32 * m::BODY * 0.6;
    match field.width {
        Some(signs) => (f32::from(signs) * m::ENTRY * 0.62 + unit) * pen.zoom + 84.0,
        None => 480.0 * pen.zoom,
    }
}

fn entry<'a, M: Clone + 'a>(
    pen: &Pen,
    it: &Field<M>,
    width: Length,
    align: Horizontal,
) -> Element<'a, M> {
    let c = pen.colours;
    let roomy = if align == Horizontal::Center { m::ENTRY_SHORT } else { m::ENTRY };
    let size = pen.pt(pen.pick(roomy, m::ENTRY_TIGHT));
    let example = it.example.as_ref().filter(|_| it.value.is_empty());
    let inside = Entry {
        text: match (example, &it.veil) {
            (Some(example), _) => example.shown.clone(),
            (None, Some(dots)) => dots.clone(),
            (None, None) => it.value.clone(),
        },
        colour: if example.is_some() { c.pale } else { c.text },
        size,
        lines: it.lines,
        align,
        caret: pen.focused(&it.id).then_some((it.caret, c.primary)),
        thickness: pen.px(4.0),
        holds: if example.is_some() { Holds::Example } else { Holds::Typed },
    };
    // Refused is a thicker frame and an icon, not only a colour.
    let frame = match it.refused {
        true => Frame { thickness: pen.px(6.0), ..pen.frame(c.soft, c.alert.ink, m::RADIUS) },
        false => pen.frame(c.soft, c.edge, m::RADIUS),
    };
    let height = pen.pick(m::FIELD, m::FIELD_TIGHT);
    let control = pen
        .control(&it.id, Role::Field, frame, inside)
        .width(Fill)
        .least(pen.touch(0.0), pen.touch(height))
        .padding([pen.px(pen.pick(14.0, 10.0)), pen.px(30.0)])
        .align(pen.start(), Vertical::Center);
    let boxed: Element<'a, M> = match &it.unit {
        None => control.into(),
        Some(unit) => {
            let unit = pen.words(&unit.shown, m::BODY, c.muted).single();
            row(pen.order([control.into(), unit.into()]))
                .spacing(pen.px(16.0))
                .align_y(Center)
                .into()
        }
    };
    if !it.labelled {
        return container(boxed).width(width).into();
    }
    let ink = if it.refused { c.alert.ink } else { c.muted };
    let mut label = vec![pen.words(&it.name.shown, m::LABEL, ink).into()];
    if it.refused {
        label.insert(0, pen.icon(Icon::TriangleAlert, m::LABEL, ink).into());
    }
    let label = row(pen.order(label)).spacing(pen.px(8.0)).align_y(Center);
    column![label, boxed].spacing(pen.px(10.0)).align_x(pen.start()).width(width).into()
}
