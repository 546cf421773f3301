//! The columns of the page: where one is, the question, its hint, the answer; the rest beside it.

use crate::kiosk::page::{Block, Icon, Page, Progress, Say, Tone};
use crate::kiosk::widget::control::Frame;
use crate::kiosk::widget::fit::{Axis, fit};
use crate::kiosk::widget::keyboard::Stand;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Column, Density, Pen};
use crate::kiosk::widget::{block, button};
use iced::widget::scrollable::{self, Direction, Rail, Scrollbar, Scroller};
use iced::widget::{Space, column, container, row};
use iced::{Border, Center, Color, Element, Fill, Padding, Shadow, border};

/// Parts of a column, each with its own room above it.
pub(super) struct Flow<'a, M> {
    parts: Vec<Element<'a, M>>,
}

impl<'a, M: 'a> Flow<'a, M> {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self { parts: Vec::new() }
    }

    /// `part`, `room` pixels under what is above it.
    pub(super) fn push(&mut self, room: f32, part: Element<'a, M>) {
        if !self.parts.is_empty() && room > 0.0 {
            self.parts.push(Space::new().height(room).into());
        }
        self.parts.push(part);
    }

    /// Blocks, in their column.
    pub(super) fn blocks(&mut self, pen: &Pen, above: f32, blocks: &[Block<M>])
    where
        M: Clone,
    {
        let mut last: Option<&Block<M>> = None;
        for block in blocks {
            let room = last.map_or(above, |last| block::room(pen, last, block));
            self.push(room, block::draw(pen, block));
            last = Some(block);
        }
    }

    /// The column.
    pub(super) fn column(self, pen: &Pen) -> Element<'a, M> {
        column(self.parts).width(Fill).align_x(pen.start()).into()
    }
}

/// Everything between the bars, the keyboard excepted.
pub(super) fn main<'a, M: Clone + 'a>(
    pen: &Pen,
    page: &Page<M>,
    stand: Option<Stand>,
) -> Element<'a, M> {
    let beside = stand.is_none() && !pen.portrait() && pen.zoom <= 1.0;
    match stand {
        Some(Stand::Bed) => {
            let draw = |density| whole(&pen.dense(density), page);
            fit(Axis::Down, vec![draw(Density::Roomy), draw(Density::Tight)])
        }
        _ if beside && !page.aside.is_empty() => split(pen, page),
        _ => whole(pen, page),
    }
}

/// One column, what is aside below it.
fn whole<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Element<'a, M> {
    let mut flow = head(pen, page);
    if !page.aside.is_empty() {
        flow.push(pen.px(40.0), pen.rule());
        flow.blocks(&pen.within(Column::Aside), pen.px(32.0), &page.aside);
    }
    let side = pen.margin();
    scrolling(pen, container(flow.column(pen)).padding(page_padding(pen, side, side)).into())
}

fn page_padding(pen: &Pen, start: f32, end: f32) -> Padding {
    let top = if pen.low { pen.pick(22.0, 13.0) } else { pen.pick(36.0, 22.0) };
    let (top, bottom) = (pen.px(top), pen.px(if pen.low { 13.0 } else { 16.0 }));
    Padding { top, bottom, ..pen.sides(start, end) }
}

/// Two columns and a line between them.
fn split<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Element<'a, M> {
    let gap = pen.px(m::MARGIN);
    let left = container(head(pen, page).column(pen)).padding(page_padding(pen, pen.margin(), gap));
    let long = page.aside.iter().any(|block| matches!(block, Block::Numbered(_)));
    let width = pen.px(if long { m::ASIDE_WIDE } else { m::ASIDE });
    let (gap, margin) = (pen.px(40.0), pen.margin());
    let mut aside = Flow::new();
    let narrow = pen.within(Column::Aside);
    aside.blocks(&narrow, 0.0, &page.aside);
    let right = container(aside.column(&narrow)).padding(page_padding(pen, gap, margin));
    let line = pen.plate(pen.px(m::RULE), Fill, pen.colours.line);
    let line = container(line).padding(page_padding(pen, 0.0, 0.0));
    let parts = [
        container(scrolling(pen, left.into())).width(Fill).into(),
        line.into(),
        container(scrolling(pen, right.into())).width(width + gap + margin).into(),
    ];
    row(pen.order(parts)).height(Fill).into()
}

/// Where one is, the question, the hint or the refusal, the body.
fn head<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Flow<'a, M> {
    let mut flow = if pen.low { Flow::new() } else { title(pen, page) };
    if let Some(action) = page.top.action.as_ref().filter(|_| pen.low || pen.loupe) {
        flow.push(pen.px(16.0), button::draw(pen, action).into());
    }
    answer(pen, page, &mut flow);
    flow
}

/// What is only read, in low mode: letters shrink before words are cut.
pub(super) fn reading<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Element<'a, M> {
    let zooms = [2.0, 1.5, 1.25, 1.0, 0.8].into_iter().filter(|zoom| *zoom <= pen.zoom);
    let side = pen.margin();
    let drawings = zooms.map(|zoom| {
        let words = title(&pen.zoomed(zoom), page).column(pen);
        container(words).padding(page_padding(&pen.dense(Density::Tight), side, side)).into()
    });
    fit(Axis::Down, drawings.collect())
}

/// Where one is, and the question.
fn title<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>) -> Flow<'a, M> {
    let c = pen.colours;
    let mut flow = Flow::new();
    if let Some(crumb) = &page.crumb {
        flow.push(0.0, pen.paragraph(pen.words(&crumb.shown, m::CRUMB, c.muted)));
    }
    if let Some(steps) = &page.progress {
        flow.push(pen.px(pen.pick(12.0, 10.0)), progress(pen, steps));
    }
    let size = if page.grand { m::TITLE_GRAND } else { pen.pick(m::TITLE, m::TITLE_TIGHT) };
    let title = pen.bold(&page.title.shown, size, c.text).leading(1.2);
    let above = if page.progress.is_some() { pen.pick(28.0, 15.0) } else { 10.0 };
    let title = pen.paragraph(title);
    let title = match page.picture {
        Some(icon) => pictured(pen, icon, title),
        None => title,
    };
    flow.push(pen.px(above), title);
    flow
}

/// The hint or the refusal, the body.
fn answer<'a, M: Clone + 'a>(pen: &Pen, page: &Page<M>, flow: &mut Flow<'a, M>) {
    let c = pen.colours;
    let entry = page.body.iter().position(|block| matches!(block, Block::Fields(_)));
    let below = pen.px(pen.pick(25.0, 14.0));
    match (&page.refusal, &page.hint) {
        (Some(refusal), _) if entry.is_none() => {
            flow.push(pen.px(16.0), self::refusal(pen, refusal));
        }
        (None, Some(hint)) => {
            let size = pen.pick(m::BODY, m::CRUMB);
            let words = pen.words(&hint.shown, size, c.muted).leading(m::LEADING);
            flow.push(pen.px(pen.pick(10.0, 4.0)), pen.paragraph(words));
        }
        _ => {}
    }
    match (&page.refusal, entry) {
        (Some(refusal), Some(entry)) => {
            flow.blocks(pen, below, &page.body[..=entry]);
            flow.push(pen.px(pen.pick(24.0, 17.0)), self::refusal(pen, refusal));
            flow.blocks(pen, pen.px(pen.pick(28.0, 17.0)), &page.body[entry + 1..]);
        }
        _ => flow.blocks(pen, below, &page.body),
    }
}

/// The title after its drawing, which grows half as much as the words.
fn pictured<'a, M: 'a>(pen: &Pen, icon: Icon, title: Element<'a, M>) -> Element<'a, M> {
    let pen = pen.zoomed((1.0 + pen.zoom) / 2.0);
    let side = pen.pick(m::PICTURE, m::PICTURE_TIGHT);
    let drawing = pen.icon(icon, side * 0.6, pen.colours.primary);
    let side = pen.pt(side);
    let style = container::Style {
        background: Some(pen.colours.soft.into()),
        border: border::rounded(side / 2.0),
        ..container::Style::default()
    };
    let disc = container(drawing).center(side).style(move |_| style);
    row(pen.order([disc.into(), title])).spacing(pen.px(20.0)).align_y(Center).into()
}

/// What is wrong in bold, then what to do.
fn refusal<'a, M: 'a>(pen: &Pen, refusal: &Say) -> Element<'a, M> {
    let tint = pen.colours.tint(Tone::Alert);
    let text = &refusal.shown;
    let end = text.find(['.', '?', '!']).map_or(text.len(), |at| at + 1);
    let words = pen.words(text, m::BODY_ASIDE + 1.0, tint.ink).leading(m::LEADING).lead(end);
    let words = container(words).width(Fill).align_x(pen.start()).into();
    let icon = pen.icon(Icon::X, m::ICON, tint.ink);
    let line = row(pen.order([icon.into(), words])).spacing(pen.px(24.0)).align_y(Center);
    framed(pen, pen.frame(tint.bed, tint.ink, m::RADIUS), line.into(), [14.0, 28.0])
}

/// A frame around words, as wide as the column.
pub(super) fn framed<'a, M: 'a>(
    pen: &Pen,
    frame: Frame,
    inside: Element<'a, M>,
    [y, x]: [f32; 2],
) -> Element<'a, M> {
    container(inside)
        .width(Fill)
        .padding([pen.px(y), pen.px(x)])
        .style(move |_| container::Style {
            background: Some(frame.bed.into()),
            border: Border {
                color: frame.border,
                width: frame.thickness,
                radius: frame.radius.into(),
            },
            ..container::Style::default()
        })
        .into()
}

fn progress<'a, M: 'a>(pen: &Pen, progress: &Progress) -> Element<'a, M> {
    let segments = (0..progress.sections).map(|at| {
        let current = at == progress.current;
        let reached = current || progress.done.get(at).copied().unwrap_or_default();
        let colour = if reached { pen.colours.primary } else { pen.colours.ahead };
        let height = pen.px(if current { m::SEGMENT_CURRENT } else { m::SEGMENT });
        let style = container::Style {
            background: Some(colour.into()),
            border: border::rounded(height / 2.0),
            ..container::Style::default()
        };
        container(Space::new()).width(Fill).height(height).style(move |_| style).into()
    });
    row(pen.order(segments))
        .spacing(pen.px(10.0))
        .height(pen.px(m::SEGMENT_CURRENT))
        .align_y(Center)
        .into()
}

/// What scrolls when it is higher than its place.
pub(super) fn scrolling<'a, M: 'a>(pen: &Pen, inside: Element<'a, M>) -> Element<'a, M> {
    let (rail, thumb) = (pen.colours.line, pen.colours.border);
    let bar = pen.px(14.0);
    let radius = border::rounded(bar / 2.0);
    let scrollbar = Scrollbar::new().width(bar).scroller_width(bar).margin(pen.px(8.0));
    let none = Border::default();
    let style = move |bed: Color| scrollable::Style {
        container: container::Style::default(),
        vertical_rail: Rail {
            background: Some(bed.into()),
            border: radius,
            scroller: Scroller { background: thumb.into(), border: radius },
        },
        horizontal_rail: Rail {
            background: None,
            border: none,
            scroller: Scroller { background: Color::TRANSPARENT.into(), border: none },
        },
        gap: None,
        auto_scroll: scrollable::AutoScroll {
            background: Color::TRANSPARENT.into(),
            border: none,
            shadow: Shadow::default(),
            icon: Color::TRANSPARENT,
        },
    };
    iced::widget::scrollable(inside)
        .direction(Direction::Vertical(scrollbar))
        .width(Fill)
        .style(move |_, _| style(Color { a: 0.5, ..rail }))
        .into()
}
