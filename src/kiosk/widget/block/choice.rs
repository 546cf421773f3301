//! What is chosen by touching it: tiles and cards.

use crate::kiosk::icon;
use crate::kiosk::page::{Card, Icon, Shape, Tile};
use crate::kiosk::theme::Theme;
use crate::kiosk::widget::block::CHOICE;
use crate::kiosk::widget::control::{Control, Frame};
use crate::kiosk::widget::grid::Grid;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Density, Pen};
use iced::alignment::Vertical;
use iced::widget::{Space, column, container, row};
use iced::{Center, Element, Fill};

/// Tiles: the tall ones and the low ones in lines of their own.
pub(super) fn tiles<'a, M: Clone + 'a>(pen: &Pen, tiles: &[Tile<M>]) -> Element<'a, M> {
    let gap = pen.px(28.0);
    let lines = tiles.chunk_by(|one, other| one.low == other.low).map(|run| {
        let most = if pen.portrait() {
            1
        } else if pen.zoom >= 2.0 {
            2
        } else {
            3
        };
        let columns = run.len().min(most);
        let cells = run.iter().map(|it| if it.low { low(pen, it) } else { tall(pen, it, columns) });
        Grid::new(cells.collect(), columns, gap, pen.mirror()).into()
    });
    column(lines.collect::<Vec<Element<'a, M>>>()).spacing(gap).into()
}

fn tile<'a, M: Clone + 'a>(
    pen: &Pen,
    it: &Tile<M>,
    inside: Element<'a, M>,
    height: f32,
) -> Control<'a, M> {
    let frame = pen.frame(pen.colours.paper, pen.colours.border, m::RADIUS_TILE);
    pen.control(&it.id, CHOICE, frame, inside)
        .width(Fill)
        .least(0.0, pen.touch(height))
        .align(pen.start(), Vertical::Center)
}

fn low<'a, M: Clone + 'a>(pen: &Pen, it: &Tile<M>) -> Element<'a, M> {
    let icon = pen.icon(it.icon, m::ICON_TILE, pen.colours.primary).into();
    let title = pen.bold(&it.title.shown, m::TILE_LOW, pen.colours.text);
    let mut words = vec![title.into()];
    words.extend(
        it.detail
            .iter()
            .chain(&it.foot)
            .map(|say| pen.words(&say.shown, m::DETAIL, pen.colours.muted).into()),
    );
    // It takes what the drawing leaves, on whichever side that stands.
    let words = column(words).spacing(pen.px(4.0)).align_x(pen.start()).width(Fill).into();
    let line = row(pen.order([icon, words])).spacing(pen.px(20.0)).align_y(Center);
    tile(pen, it, line.into(), m::TILE_LOW_HEIGHT).padding([pen.px(16.0), pen.px(35.0)]).into()
}

fn tall<'a, M: Clone + 'a>(pen: &Pen, it: &Tile<M>, columns: usize) -> Element<'a, M> {
    let c = pen.colours;
    let icon = pen.icon(it.icon, m::ICON_TILE, c.primary);
    let title = pen.bold(&it.title.shown, m::TILE, c.text).leading(1.2);
    let small = |text: &str| pen.words(text, m::LABEL, c.muted).leading(m::LEADING);
    let mut parts: Vec<Element<'a, M>> = vec![
        icon.into(),
        Space::new().height(pen.px(16.0)).into(),
        title.into(),
        Space::new().height(pen.px(12.0)).into(),
    ];
    parts.extend(it.detail.iter().map(|say| small(&say.shown).into()));
    parts.push(Space::new().height(Fill).into());
    if let Some(foot) = &it.foot {
        parts.push(Space::new().height(pen.px(20.0)).into());
        parts.push(small(&foot.shown).into());
    }
    let inside = column(parts).width(Fill).align_x(pen.start());
    let height = if columns > 1 { m::TILE_HEIGHT } else { m::TILE_WIDE_HEIGHT };
    tile(pen, it, inside.into(), height).stretch().padding(pen.px(35.0)).into()
}

/// Cards, in columns.
pub(super) fn cards<'a, M: Clone + 'a>(
    pen: &Pen,
    columns: u8,
    cards: &[Card<M>],
) -> Element<'a, M> {
    let most = if pen.portrait() || pen.zoom >= 2.0 { 1 } else { usize::from(columns) };
    let most = if pen.zoom > 1.0 { most.min(2) } else { most };
    let cells = cards.iter().map(|it| card(pen, it)).collect();
    let gap = pen.px(pen.pick(20.0, 16.0));
    Grid::new(cells, most, gap, pen.mirror()).into()
}

fn card<'a, M: Clone + 'a>(pen: &Pen, it: &Card<M>) -> Element<'a, M> {
    let c = pen.colours;
    let (title, detail, height) = match pen.density {
        Density::Roomy => (m::CARD, m::DETAIL, m::CARD_HEIGHT),
        Density::Tight => (m::CARD_TIGHT, m::DETAIL_TIGHT, m::CARD_HEIGHT_TIGHT),
    };
    let mut words = vec![pen.words(&it.title.shown, title, c.text).into()];
    words.extend(
        it.detail.iter().map(|say| pen.words(&say.shown, detail, c.muted).leading(1.2).into()),
    );
    let words = column(words).spacing(pen.px(pen.pick(6.0, 2.0))).align_x(pen.start());
    let words = container(words).width(Fill).align_x(pen.start()).into();
    let mut parts: Vec<Element<'a, M>> = shape(pen, it).into_iter().chain([words]).collect();
    if it.chosen && matches!(it.shape, Shape::Line | Shape::Picture(_)) {
        // Chosen is never told by a colour alone.
        parts.push(pen.icon(Icon::Check, m::ICON, c.primary).into());
    }
    if let Shape::Swatch(theme) = it.shape {
        parts.push(sample(pen, theme));
    }
    let line = row(pen.order(parts)).spacing(pen.px(26.0)).align_y(Center).width(Fill);
    let frame = if it.chosen {
        let frame = pen.frame(c.soft, c.primary, m::RADIUS_CARD);
        Frame { thickness: pen.px(4.0), ..frame }
    } else {
        pen.frame(c.paper, c.border, m::RADIUS_CARD)
    };
    let side = pen.px(pen.pick(31.0, 22.0));
    pen.control(&it.id, CHOICE, frame, line)
        .width(Fill)
        .least(0.0, pen.touch(height))
        .padding([pen.px(pen.pick(17.0, 10.0)), side])
        .align(pen.start(), Vertical::Center)
        .into()
}

/// What stands at the start side of a card: chosen is a shape, not only a colour.
fn shape<'a, M: 'a>(pen: &Pen, it: &Card<M>) -> Option<Element<'a, M>> {
    let c = pen.colours;
    let growth = f32::midpoint(1.0, pen.zoom);
    let side = pen.px(m::RADIO * growth);
    let frame = |radius: f32| Frame {
        bed: if it.chosen { c.primary } else { c.paper },
        border: if it.chosen { c.primary } else { c.edge },
        thickness: pen.px(4.0),
        radius,
    };
    let sign: Element<'a, M> = match it.shape {
        Shape::Line => return None,
        Shape::Picture(icon) => return Some(pen.icon(icon, 48.0, c.primary).into()),
        Shape::Radio | Shape::Swatch(_) if it.chosen => {
            let dot = pen.px(16.0 * growth);
            let frame = Frame {
                bed: c.on_primary,
                border: c.on_primary,
                thickness: 0.0,
                radius: dot / 2.0,
            };
            Control::new(Space::new(), frame).least(dot, dot).into()
        }
        Shape::Checkbox if it.chosen => {
            let glyph = icon::glyph(Icon::Check);
            pen.zoomed(growth).glyph(glyph, 34.0, c.on_primary).into()
        }
        Shape::Radio | Shape::Swatch(_) | Shape::Checkbox => Space::new().into(),
    };
    let round = it.shape != Shape::Checkbox;
    let radius = if round { side / 2.0 } else { pen.px(8.0) };
    Some(Control::new(sign, frame(radius)).least(side, side).into())
}

/// Letters and a button in the colours of a theme, in a frame of the colours of now.
fn sample<'a, M: 'a>(pen: &Pen, theme: Theme) -> Element<'a, M> {
    let (c, growth) = (theme.colours(), f32::midpoint(1.0, pen.zoom));
    let letters = pen.zoomed(growth).glyph(icon::glyph(Icon::Type), m::ICON, c.text);
    let bar = pen.plate(pen.px(40.0 * growth), pen.px(8.0 * growth), c.primary);
    let inside = column![letters, bar].spacing(pen.px(2.0 * growth)).align_x(Center);
    let frame = pen.frame(c.paper, pen.colours.border, m::RADIUS_KEY);
    Control::new(inside, frame).least(pen.px(96.0 * growth), pen.px(68.0 * growth)).into()
}
