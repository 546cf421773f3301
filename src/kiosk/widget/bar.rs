//! The two bars: who speaks and how it goes at the top, where to go and the tools at the bottom.

use crate::kiosk::page::{Bottom, Button, Chip, Page, Top, Weight};
use crate::kiosk::widget::control::{Control, Frame};
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::Pen;
use crate::kiosk::widget::{button, fill};
use iced::widget::{Space, column, container, row};
use iced::{Center, Element, Fill, Padding};

/// How the product and the place stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Side,
    Stacked,
}

/// No button is as wide, in pixels of the reference screen.
const WIDEST: f32 = 1e4;

/// The zooms that a bar tries, from the largest.
fn zooms(pen: &Pen) -> Vec<f32> {
    let largest = pen.zoom.min(m::BAR_ZOOM);
    [m::BAR_ZOOM, 1.25, 1.0].into_iter().filter(|zoom| *zoom <= largest).collect()
}

/// The top bar.
pub(super) fn top<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Element<'a, M> {
    let mut drawings = Vec::new();
    let names: &[Names] =
        if pen.portrait() { &[Names::Stacked] } else { &[Names::Side, Names::Stacked] };
    for zoom in zooms(pen) {
        for names in names {
            drawings.push(top_line(&pen.zoomed(zoom), &page.top, *names));
        }
    }
    if page.top.chip.is_some() && page.top.action.is_some() {
        drawings.extend(zooms(pen).iter().map(|zoom| top_lines(&pen.zoomed(*zoom), &page.top)));
    }
    let line = container(fit(Axis::Across, drawings)).padding([0.0, pen.margin()]).width(Fill);
    column![line, pen.rule()].into()
}

fn top_line<'a, M: Clone + 'a>(pen: &Pen, top: &Top<M>, names: Names) -> Element<'a, M> {
    let mut parts = vec![self::names(pen, top, names), Space::new().width(Fill).into()];
    if let Some(it) = &top.chip {
        parts.push(Space::new().width(pen.px(20.0)).into());
        parts.push(chip(pen, it));
    }
    parts.extend(action(pen, top));
    // As high as the bar, and higher when the words are.
    parts.insert(0, Space::new().height(pen.px(m::TOP_BAR - m::RULE)).into());
    row(pen.order(parts)).align_y(Center).into()
}

/// A long state stands under the names, when all of it does not stand beside them.
fn top_lines<'a, M: Clone + 'a>(pen: &Pen, top: &Top<M>) -> Element<'a, M> {
    let mut parts = vec![names(pen, top, Names::Stacked), Space::new().width(Fill).into()];
    parts.extend(action(pen, top));
    let mut lines: Vec<Element<'a, M>> =
        vec![row(pen.order(parts)).align_y(Center).width(Fill).into()];
    lines.extend(top.chip.as_ref().map(|it| chip(pen, it)));
    let lines = column(lines).spacing(pen.px(8.0)).align_x(pen.start());
    container(lines).padding([pen.px(14.0), 0.0]).into()
}

/// In low mode the column holds it.
fn action<'a, M: Clone + 'a>(pen: &Pen, top: &Top<M>) -> Option<Element<'a, M>> {
    top.action.as_ref().filter(|_| !pen.low).map(|it| button::draw(pen, it).into())
}

fn names<'a, M: Clone + 'a>(pen: &Pen, top: &Top<M>, names: Names) -> Element<'a, M> {
    let product = pen.bold(&top.product.shown, m::PRODUCT, pen.colours.text);
    let place = pen.words(&top.place.shown, m::PLACE, pen.colours.muted);
    match names {
        Names::Side => row(pen.order([product.into(), place.into()]))
            .spacing(pen.px(32.0))
            .align_y(Center)
            .into(),
        Names::Stacked => column![product, place].align_x(pen.start()).into(),
    }
}

/// A state, with an icon and a word.
pub(super) fn chip<'a, M: 'a>(pen: &Pen, chip: &Chip) -> Element<'a, M> {
    let tint = pen.colours.tint(chip.tone);
    let icon = pen.icon(chip.icon, m::ICON, tint.ink).into();
    let words = pen.words(&chip.text.shown, m::PLACE, tint.ink).into();
    let line = row(pen.order([icon, words])).spacing(pen.px(16.0)).align_y(Center);
    let frame = Frame {
        bed: tint.bed,
        border: tint.ink,
        thickness: pen.px(2.0),
        radius: pen.px(m::CHIP / 2.0),
    };
    Control::new(line, frame)
        .padding([pen.px(6.0), pen.px(27.0)])
        .least(0.0, pen.px(m::CHIP))
        .into()
}

/// The bottom bar.
pub(super) fn bottom<'a, M: Clone + 'a>(pen: &Pen, bottom: &Bottom<M>) -> Element<'a, M> {
    let mut drawings = Vec::new();
    if !pen.portrait() {
        for zoom in zooms(pen) {
            for side in [37.0, 16.0, 4.0] {
                drawings.push(one_line(&pen.zoomed(zoom), bottom, &[side, 37.0, WIDEST]));
            }
        }
        // A small screen has no room for a second line: words break before buttons do.
        for call in [290.0, 250.0, 220.0] {
            drawings.push(one_line(&pen.zoomed(1.0), bottom, &[0.0, 16.0, call]));
        }
    }
    drawings.push(two_lines(pen, bottom));
    let paper = pen.colours.paper;
    let line = container(fit(Axis::Across, drawings)).width(Fill).style(move |_| fill(paper));
    column![pen.rule(), line].into()
}

/// A tool takes `tool` pixels at each of its sides, another button `side`; it is at most as wide
/// as `most`.
fn narrow<'a, M: 'a>(pen: &Pen, it: &Button<M>, [tool, side, most]: &[f32; 3]) -> Element<'a, M> {
    let control = button::draw(pen, it);
    match it.weight {
        Weight::Tool => control.padding([0.0, pen.px(*tool)]).into(),
        _ => {
            let control = control.padding([pen.px(4.0), pen.px(*side)]);
            container(control).max_width(pen.px(*most)).into()
        }
    }
}

fn one_line<'a, M: Clone + 'a>(pen: &Pen, bottom: &Bottom<M>, sizes: &[f32; 3]) -> Element<'a, M> {
    let tools = bottom.tools.iter().map(|it| narrow(pen, it, sizes));
    let tools = row(pen.order(tools)).spacing(pen.apart(13.0)).align_y(Center);
    let mut parts: Vec<Element<'a, M>> = Vec::new();
    parts.extend(bottom.back.as_ref().map(|it| narrow(pen, it, sizes)));
    parts.push(Space::new().width(Fill).into());
    parts.push(tools.into());
    parts.push(Space::new().width(Fill).into());
    parts.extend(bottom.next.as_ref().map(|it| narrow(pen, it, sizes)));
    let height = pen.px(m::BOTTOM_BAR - m::RULE);
    let line = row(pen.order(parts)).spacing(pen.apart(12.0)).align_y(Center).height(height);
    container(line).padding([0.0, pen.margin()]).into()
}

fn two_lines<'a, M: Clone + 'a>(pen: &Pen, bottom: &Bottom<M>) -> Element<'a, M> {
    let ways = |pen: &Pen| {
        let ways = bottom.back.iter().chain(&bottom.next);
        let ways = ways.map(|it| button::draw(pen, it).width(Fill).into());
        row(pen.order(ways)).spacing(pen.px(20.0)).width(Fill).into()
    };
    // Each as wide as its words, and the room that is left between them.
    let tools = |pen: &Pen, most: f32| {
        let mut tools: Vec<Element<'a, M>> = Vec::new();
        for it in &bottom.tools {
            if !tools.is_empty() {
                tools.push(Space::new().width(Fill).into());
            }
            tools.push(narrow(pen, it, &[0.0, if most < WIDEST { 16.0 } else { 37.0 }, most]));
        }
        row(pen.order(tools)).spacing(pen.apart(6.0)).align_y(Center).width(Fill).into()
    };
    let mut lines = Vec::new();
    if bottom.back.is_some() || bottom.next.is_some() {
        // Halves of a narrow line: what one of them spares is of no use to the other.
        let most = if pen.width < m::NARROW { 1.25 } else { m::BAR_ZOOM };
        let zooms = zooms(pen).into_iter().filter(|zoom| *zoom <= most);
        lines.push(fit(Axis::Across, zooms.map(|zoom| ways(&pen.zoomed(zoom))).collect()));
    }
    if !bottom.tools.is_empty() {
        let whole = zooms(pen).into_iter().map(|zoom| tools(&pen.zoomed(zoom), WIDEST));
        let broken = [(1.0, 260.0), (1.0, 200.0), (0.85, 180.0)];
        let broken = broken.map(|(zoom, most)| tools(&pen.zoomed(zoom), most));
        lines.push(fit(Axis::Across, whole.chain(broken).collect()));
    }
    let (above, side) = (pen.px(32.0), pen.margin());
    let padding = Padding { top: above, right: side, bottom: pen.px(38.0), left: side };
    container(column(lines).spacing(pen.px(20.0))).padding(padding).into()
}
