//! What every drawing needs: colours, scale, direction, and what may be touched.

use crate::kiosk::font;
use crate::kiosk::icon;
use crate::kiosk::page::{Icon, Id};
use crate::kiosk::theme::Colours;
use crate::kiosk::widget::control::{Control, Frame, Ring};
use crate::kiosk::widget::grid::Mirror;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::tree::Role;
use crate::kiosk::widget::words::{Side, Words};
use crate::kiosk::widget::{Look, fill};
use iced::alignment::Horizontal;
use iced::widget::{Space, container};
use iced::{Color, Element, Fill, Font, Length, Padding};

/// Whether what is drawn can be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// It can.
    Open,
    /// It lies under a dialog.
    Closed,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    /// The whole page.
    Roomy,
    /// What the keyboard leaves.
    Tight,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The main column.
    Main,
    /// The column at the end side.
    Aside,
    /// A dialog: everything is centred.
    Dialog,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Pen {
    pub(super) colours: &'static Colours,
    /// Pixels of the window for one of the reference screen.
    pub(super) unit: f32,
    /// What sizes of words are multiplied by.
    pub(super) zoom: f32,
    /// Width of the window, in pixels of the reference screen.
    pub(super) width: f32,
    /// Height of the window, in pixels of the reference screen.
    pub(super) height: f32,
    /// The smallest target, in pixels of the reference screen: 20 mm.
    finger: f32,
    /// The room between two targets, in pixels of the reference screen: 3 mm.
    apart: f32,
    /// The smallest key, in pixels of the reference screen.
    pub(super) key: f32,
    pub(super) mirrored: bool,
    /// What is touched is in the lower part of the window.
    pub(super) low: bool,
    /// The lens is in the place of the top bar.
    pub(super) loupe: bool,
    pub(super) density: Density,
    pub(super) column: Column,
    focus: Option<Id>,
    reach: Reach,
}

impl Pen {
    pub(super) fn new(look: &Look, mirrored: bool, focus: Option<&Id>) -> Self {
        let (width, height) = (look.size.width, look.size.height);
        let unit = look.glass.unit(width, height);
        Self {
            colours: look.theme.colours(),
            unit,
            zoom: look.zoom.factor(),
            width: width / unit,
            height: height / unit,
            finger: look.glass.target(width, height),
            apart: look.glass.apart(width, height),
            low: look.aid.low,
            loupe: look.aid.loupe,
            key: look.glass.key(width, height),
            mirrored,
            density: Density::Roomy,
            column: Column::Main,
            focus: focus.cloned(),
            reach: Reach::Open,
        }
    }

    pub(super) fn reaching(&self, reach: Reach) -> Self {
        Self { reach, ..self.clone() }
    }

    pub(super) fn zoomed(&self, zoom: f32) -> Self {
        Self { zoom, ..self.clone() }
    }

    pub(super) fn dense(&self, density: Density) -> Self {
        Self { density, ..self.clone() }
    }

    pub(super) fn within(&self, column: Column) -> Self {
        Self { column, ..self.clone() }
    }

    /// The window is higher than wide.
    pub(super) fn portrait(&self) -> bool {
        self.height > self.width
    }

    /// The first when there is room, else the second.
    pub(super) fn pick(&self, roomy: f32, tight: f32) -> f32 {
        match self.density {
            Density::Roomy => roomy,
            Density::Tight => tight,
        }
    }

    /// A size of a shape.
    pub(super) fn px(&self, reference: f32) -> f32 {
        (reference * self.unit).round()
    }

    /// A size of something that is touched: never less than a finger.
    pub(super) fn touch(&self, reference: f32) -> f32 {
        self.px(reference).max((self.finger * self.unit).ceil())
    }

    /// The room between two targets: never less than a finger needs.
    pub(super) fn apart(&self, reference: f32) -> f32 {
        self.px(reference).max((self.apart * self.unit).round())
    }

    /// A size of words or of an icon.
    pub(super) fn pt(&self, reference: f32) -> f32 {
        (reference * self.unit * self.zoom * 2.0).round() / 2.0
    }

    /// The smallest target, in pixels of the reference screen.
    pub(super) const fn finger(&self) -> f32 {
        self.finger
    }

    /// The margin at the sides.
    pub(super) fn margin(&self) -> f32 {
        self.px(if self.portrait() { m::MARGIN_PORTRAIT } else { m::MARGIN })
    }

    /// The side where lines begin.
    pub(super) fn start(&self) -> Horizontal {
        if self.mirrored { Horizontal::Right } else { Horizontal::Left }
    }

    /// The side where lines end.
    pub(super) fn end(&self) -> Horizontal {
        if self.mirrored { Horizontal::Left } else { Horizontal::Right }
    }

    /// From which side columns are filled.
    pub(super) fn mirror(&self) -> Mirror {
        if self.mirrored { Mirror::Right } else { Mirror::Left }
    }

    /// From which side the page is read.
    fn side(&self) -> Side {
        if self.mirrored { Side::Right } else { Side::Left }
    }

    /// Room at the start side and at the end side.
    pub(super) fn sides(&self, start: f32, end: f32) -> Padding {
        let (left, right) = if self.mirrored { (end, start) } else { (start, end) };
        Padding { left, right, ..Padding::ZERO }
    }

    /// Parts of a line, in the order in which they are drawn from the left.
    pub(super) fn order<'a, M: 'a>(
        &self,
        parts: impl IntoIterator<Item = Element<'a, M>>,
    ) -> Vec<Element<'a, M>> {
        let mut parts: Vec<_> = parts.into_iter().collect();
        if self.mirrored {
            parts.reverse();
        }
        parts
    }

    /// Words.
    pub(super) fn words(&self, text: &str, size: f32, colour: Color) -> Words {
        Words::new(text, self.pt(size), font::TEXT, colour).on(self.side())
    }

    /// Words that stand out.
    pub(super) fn bold(&self, text: &str, size: f32, colour: Color) -> Words {
        Words::new(text, self.pt(size), font::BOLD, colour).on(self.side())
    }

    /// A paragraph: it takes its line and begins at the start side.
    pub(super) fn paragraph<'a, M: 'a>(&self, words: Words) -> Element<'a, M> {
        match self.column {
            Column::Dialog => container(words.centred()).center_x(Fill).into(),
            Column::Main | Column::Aside => {
                container(words).width(Fill).align_x(self.start()).into()
            }
        }
    }

    /// An icon.
    pub(super) fn icon(&self, icon: Icon, size: f32, colour: Color) -> Words {
        let icon = if self.mirrored { icon::mirrored(icon) } else { icon };
        self.glyph(icon::glyph(icon), size, colour)
    }

    /// A glyph of the font of icons.
    pub(super) fn glyph(&self, glyph: char, size: f32, colour: Color) -> Words {
        const FONT: Font = font::ICONS;
        Words::new(glyph, self.pt(size), FONT, colour).leading(1.0).single()
    }

    /// A line across.
    pub(super) fn rule<'a, M: 'a>(&self) -> Element<'a, M> {
        self.plate(Fill, self.px(m::RULE).max(1.0), self.colours.line)
    }

    /// A plain rectangle.
    pub(super) fn plate<'a, M: 'a>(
        &self,
        width: impl Into<Length>,
        height: impl Into<Length>,
        colour: Color,
    ) -> Element<'a, M> {
        container(Space::new()).width(width).height(height).style(move |_| fill(colour)).into()
    }

    /// A control of this name; it wears the ring when it has the focus.
    pub(super) fn control<'a, M: 'a>(
        &self,
        id: &Id,
        role: Role,
        frame: Frame,
        content: impl Into<Element<'a, M>>,
    ) -> Control<'a, M> {
        let ring = self.ring();
        let focused = self.focused(id);
        let control = Control::new(content, frame).ring(focused.then_some(ring));
        match self.reach {
            Reach::Open => control.named(id.clone(), role),
            Reach::Closed => control,
        }
    }

    /// The ring of the focus.
    pub(super) fn ring(&self) -> Ring {
        Ring {
            colour: self.colours.focus,
            width: self.px(m::RING).max(m::RING_LEAST),
            halo: self.colours.halo,
            gap: self.px(m::RING_GAP),
        }
    }

    /// It has the focus.
    pub(super) fn focused(&self, id: &Id) -> bool {
        self.focus.as_ref() == Some(id)
    }

    /// A frame of the usual border.
    pub(super) fn frame(&self, bed: Color, border: Color, radius: f32) -> Frame {
        Frame { bed, border, thickness: self.px(m::BORDER), radius: self.px(radius) }
    }
}
