//! A dialog over a dimmed page: nothing under it can be touched.

use crate::kiosk::page::{Block, Dialog};
use crate::kiosk::widget::control::Control;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Column, Pen};
use crate::kiosk::widget::{block, column, fill, lens};
use iced::widget::{self, container};
use iced::{Center, Element, Fill, Padding};

/// A dialog. The countdown stands after the first words.
pub(super) fn draw<'a, M: Clone + 'a>(pen: &Pen, dialog: &Dialog<M>) -> Element<'a, M> {
    let pen = pen.within(Column::Dialog);
    let width = m::DIALOG.min(pen.width - 2.0 * m::MARGIN_PORTRAIT) * f32::midpoint(1.0, pen.zoom);
    let width = pen.px(width.min(pen.width - 2.0 * m::MARGIN_PORTRAIT));
    let title = pen.bold(&dialog.title.shown, m::TITLE, pen.colours.text).leading(1.2);
    let mut parts: Vec<Element<'a, M>> = vec![pen.paragraph(title)];
    let mut countdown = dialog.countdown;
    for part in &dialog.body {
        if !matches!(part, Block::Text(..)) {
            parts.extend(countdown.take().map(|seconds| number(&pen, seconds)));
        }
        parts.push(block::draw(&pen, part));
        parts.extend(countdown.take().map(|seconds| number(&pen, seconds)));
    }
    parts.extend(countdown.take().map(|seconds| number(&pen, seconds)));
    let parts = widget::column(parts).spacing(pen.px(20.0)).align_x(Center);
    let frame = pen.frame(pen.colours.paper, pen.colours.sheet, m::RADIUS_DIALOG);
    let inside = container(parts).padding([pen.px(52.0), pen.px(56.0)]).width(Fill);
    let sheet = Control::new(column::scrolling(&pen, inside.into()), frame)
        .padding(pen.px(m::BORDER))
        .width(width);
    let dim = pen.colours.dim;
    let edge = pen.px(m::MARGIN_PORTRAIT);
    // What is touched stays low; what the lens shows stays in sight.
    let share = if pen.low { 1.0 - m::FOLD } else { 1.0 };
    let most = pen.px(share * pen.height) - 2.0 * edge;
    let sheet = container(sheet).max_height(most);
    let place = container(sheet).center_x(Fill).height(Fill).style(move |_| fill(dim));
    let place = if pen.low { place.align_bottom(Fill) } else { place.center_y(Fill) };
    let top = if pen.loupe { lens::height(&pen) } else { edge };
    place.padding(Padding { top, ..Padding::new(edge) }).into()
}

fn number<'a, M: 'a>(pen: &Pen, seconds: u32) -> Element<'a, M> {
    let zoom = pen.zoom.min(1.5);
    let words = pen.zoomed(zoom).bold(&seconds.to_string(), m::COUNTDOWN, pen.colours.primary);
    pen.paragraph(words.leading(1.0))
}
