//! Places where one may go: a frame for each, nothing to touch.

use super::body;
use crate::kiosk::page::{Icon, Say, Site, Tone};
use crate::kiosk::widget::column::framed;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::pen::{Column, Pen};
use iced::widget::{column, container, row};
use iced::{Element, Fill, Top};

/// The places, one under the other.
pub(super) fn draw<'a, M: Clone + 'a>(pen: &Pen, sites: &[Site]) -> Element<'a, M> {
    let sites = sites.iter().map(|it| site(pen, it));
    column(sites.collect::<Vec<Element<'a, M>>>()).spacing(pen.px(16.0)).into()
}

fn site<'a, M: Clone + 'a>(pen: &Pen, it: &Site) -> Element<'a, M> {
    let c = pen.colours;
    let narrow = pen.zoom > 1.0 || pen.portrait() || pen.column != Column::Main;
    let name = pen.bold(&it.name.shown, m::BODY, c.text).leading(1.25);
    let away =
        it.distance.iter().map(|say| pen.bold(&say.shown, m::LABEL, c.primary).leading(m::LEADING));
    let mut parts: Vec<Element<'a, M>> = Vec::new();
    let name = container(name).width(Fill).align_x(pen.start()).into();
    if narrow {
        parts.push(name);
        parts.extend(away.map(|words| pen.paragraph(words)));
    } else {
        let line = std::iter::once(name).chain(away.map(|words| words.single().into()));
        parts.push(row(pen.order(line)).spacing(pen.px(24.0)).align_y(Top).into());
    }
    let address = line(pen, Icon::MapPin, &it.address, Tone::Muted);
    let phone = it.phone.as_ref().map(|say| line(pen, Icon::Phone, say, Tone::Muted));
    match phone {
        Some(phone) if !narrow => {
            let pair = [address, container(phone).width(pen.px(430.0)).into()];
            parts.push(row(pen.order(pair)).spacing(pen.px(24.0)).align_y(Top).into());
        }
        phone => {
            parts.push(address);
            parts.extend(phone);
        }
    }
    parts.push(line(pen, Icon::Clock, &it.hours, Tone::Muted));
    if let Some((icon, say, tone)) = &it.now {
        parts.push(line(pen, *icon, say, *tone));
    }
    let inside = column(parts).spacing(pen.px(8.0)).width(Fill);
    let frame = pen.frame(c.paper, c.line, m::RADIUS);
    framed(pen, frame, inside.into(), [18.0, 26.0])
}

/// An icon and its words.
fn line<'a, M: 'a>(pen: &Pen, icon: Icon, say: &Say, tone: Tone) -> Element<'a, M> {
    let ink = pen.colours.tint(tone).ink;
    let size = body(pen).min(m::BODY_ASIDE);
    let icon = pen.icon(icon, 28.0, ink).into();
    let words = pen.words(&say.shown, size, ink).leading(m::LEADING);
    let words = container(words).width(Fill).align_x(pen.start()).into();
    row(pen.order([icon, words])).spacing(pen.px(14.0)).align_y(Top).into()
}
