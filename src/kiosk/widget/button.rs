//! Buttons, in all their weights.

use crate::kiosk::page::{Button, Icon, Side, Weight};
use crate::kiosk::widget::control::{Control, Frame};
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::Pen;
use crate::kiosk::widget::tree::Role;
use crate::kiosk::widget::words::Words;
use iced::alignment::Vertical;
use iced::widget::{column, container, row, stack};
use iced::{Center, Color, Element, Fill, Padding};

/// The colours of a weight: bed, border, ink.
fn colours(pen: &Pen, weight: Weight) -> (Color, Color, Color) {
    let c = pen.colours;
    match weight {
        Weight::Primary => (c.primary, c.primary, c.on_primary),
        Weight::Secondary => (c.paper, c.primary, c.primary),
        Weight::Quiet | Weight::Tool => (Color::TRANSPARENT, Color::TRANSPARENT, c.text),
        Weight::Call => (c.paper, c.success.ink, c.success.ink),
        Weight::Danger => (c.paper, c.alert.ink, c.alert.ink),
    }
}

/// A button.
pub(super) fn draw<'a, M: 'a>(pen: &Pen, button: &Button<M>) -> Control<'a, M> {
    let (bed, border, ink) = colours(pen, button.weight);
    let frame = pen.frame(bed, border, m::RADIUS);
    let (frame, ink) = match button.press {
        Some(_) => (frame, ink),
        None => asleep(pen, frame),
    };
    let side = pen.px(match button.weight {
        Weight::Tool => 20.0,
        Weight::Quiet => 24.0,
        _ => 37.0,
    });
    let padding = Padding::from([pen.px(8.0), side]);
    place(pen, button, frame, content(pen, button, ink)).padding(padding)
}

/// A button at the end of a line: its words are flush with the end.
pub(super) fn flush<'a, M: 'a>(pen: &Pen, button: &Button<M>) -> Control<'a, M> {
    let frame = pen.frame(Color::TRANSPARENT, Color::TRANSPARENT, m::RADIUS);
    let words = pen.bold(&button.name.shown, m::BODY, pen.colours.primary);
    place(pen, button, frame, words)
        .padding(pen.sides(pen.px(20.0), 0.0))
        .align(pen.end(), Vertical::Center)
}

/// A button without its frame yet: none of its kind is smaller than a finger.
fn place<'a, M: 'a>(
    pen: &Pen,
    button: &Button<M>,
    frame: Frame,
    content: impl Into<Element<'a, M>>,
) -> Control<'a, M> {
    let height = match button.weight {
        Weight::Quiet => 0.0,
        _ => m::BUTTON,
    };
    let control = match button.press {
        Some(_) => pen.control(&button.id, Role::Button, frame, content),
        None => Control::new(content, frame),
    };
    control.least(pen.touch(0.0), pen.touch(height))
}

/// Words of several lines beside their drawing, whose room is kept whatever they take.
fn long<'a, M: 'a>(pen: &Pen, side: Side, drawing: Words, words: Words) -> Element<'a, M> {
    let room = pen.pt(m::ICON) + pen.px(16.0);
    let (padding, edge) = match side {
        Side::End => (pen.sides(0.0, room), pen.end()),
        Side::Start | Side::Above => (pen.sides(room, 0.0), pen.start()),
    };
    let drawing = container(drawing).width(Fill).height(Fill).align_x(edge).align_y(Center);
    stack![container(words).padding(padding), drawing].into()
}

fn asleep(pen: &Pen, frame: Frame) -> (Frame, Color) {
    let bed = Color { a: 0.0, ..frame.bed };
    (Frame { bed, border: pen.colours.line, ..frame }, pen.colours.border)
}

fn content<'a, M: 'a>(pen: &Pen, button: &Button<M>, ink: Color) -> Element<'a, M> {
    let size = match button.weight {
        Weight::Tool => m::TOOL,
        Weight::Quiet => m::DETAIL,
        _ => m::BODY,
    };
    let words = || pen.bold(&button.name.shown, size, ink).centred();
    let icon = |icon: Icon, size: f32| pen.icon(icon, size, ink);
    match button.icon {
        None => words().into(),
        Some((Side::Above, drawing)) => {
            let parts = column![icon(drawing, m::ICON_TOOL), words()];
            parts.spacing(pen.px(3.0)).align_x(Center).into()
        }
        Some((side, drawing)) => {
            let (drawn, gap) = (|| icon(drawing, m::ICON), pen.px(16.0));
            let parts = match side {
                Side::End => [words().into(), drawn().into()],
                Side::Start | Side::Above => [drawn().into(), words().into()],
            };
            let line = row(pen.order(parts)).spacing(gap).align_y(Center).into();
            fit(Axis::Across, vec![line, long(pen, side, drawn(), words())])
        }
    }
}
