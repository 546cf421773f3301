//! What was typed in a field, its caret, and the example while it is empty.
//!
//! The text belongs to the application: nothing is edited, kept or shown elsewhere.

use crate::kiosk::font;
use crate::kiosk::widget::tree::Extent;
use crate::kiosk::widget::words::Paragraph;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::{Quad, Renderer as _, Style};
use iced::advanced::text::paragraph::Plain;
use iced::advanced::text::{Alignment, LineHeight, Paragraph as _, Renderer as _, Shaping};
use iced::advanced::text::{Text, Wrapping};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget};
use iced::alignment::{Horizontal, Vertical};
use iced::{Color, Element, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, mouse};

/// The line height of an entry, as a share of its letters.
const LEADING: f32 = 1.3;

/// What is drawn inside the frame of a field.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What was typed, or the example.
    pub(super) text: String,
    /// Its colour.
    pub(super) colour: Color,
    /// Height of the letters, in pixels.
    pub(super) size: f32,
    /// How many lines.
    pub(super) lines: u8,
    /// Where it stands in its frame.
    pub(super) align: Horizontal,
    /// After how many characters the caret stands, and its colour.
    pub(super) caret: Option<(usize, Color)>,
    /// Width of the caret, in pixels.
    pub(super) thickness: f32,
    /// What is written there.
    pub(super) holds: Holds,
}

/// What is written in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// What was typed: it is shown around its caret when there is more than room for it.
    Typed,
    /// An example: all of it must be read.
    Example,
}

impl Entry {
    fn line(&self) -> f32 {
        self.size * LEADING
    }

    fn shaped<'t>(&self, content: &'t str, width: f32) -> Text<&'t str, iced::Font> {
        Text {
            content,
            bounds: Size::new(width, f32::INFINITY),
            size: Pixels(self.size),
            line_height: LineHeight::Relative(LEADING),
            font: font::TEXT,
            align_x: Alignment::Default,
            align_y: Vertical::Top,
            shaping: Shaping::Auto,
            wrapping: if self.lines > 1 { Wrapping::WordOrGlyph } else { Wrapping::None },
        }
    }

    /// Where the caret stands in the text, from its top left corner: after what is before it.
    fn caret_at(&self, before: &Paragraph) -> Point {
        let above = (before.min_bounds().height / self.line()).round().max(1.0) - 1.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
        let end = before.grapheme_position(above as usize, usize::MAX);
        Point::new(end.map_or(0.0, |end| end.x), above * self.line())
    }
}

/// The whole text, and what is before the caret.
#[derive(Default)]
struct Shapes {
    whole: Plain<Paragraph>,
    before: Plain<Paragraph>,
}

impl<M> Widget<M, Theme, Renderer> for Entry {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Shapes>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Shapes::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &Limits) -> Node {
        let width = limits.max().width;
        let shapes = tree.state.downcast_mut::<Shapes>();
        let room = if self.lines > 1 { width } else { f32::INFINITY };
        let _ = shapes.whole.update(self.shaped(&self.text, room));
        let needed = shapes.whole.min_width();
        if self.holds == Holds::Example && needed > width {
            // A long example is written smaller: the half of it would teach nothing.
            let size = Pixels((self.size * width / needed * 0.98).floor());
            let _ = shapes.whole.update(Text { size, ..self.shaped(&self.text, room) });
        }
        if let Some((after, _)) = self.caret {
            let before = self.text.char_indices().nth(after).map_or(self.text.len(), |(at, _)| at);
            let _ = shapes.before.update(self.shaped(&self.text[..before], room));
        }
        let height = self.line() * f32::from(self.lines.max(1));
        Node::new(limits.resolve(Length::Fill, Length::Shrink, Size::new(0.0, height)))
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _: &Theme,
        _: &Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let Some(clip) = bounds.expand(self.thickness).intersection(viewport) else { return };
        let shapes = tree.state.downcast_ref::<Shapes>();
        let shaped = shapes.whole.raw();
        let needed = shaped.min_bounds();
        let caret = self.caret.map_or(Point::ORIGIN, |_| self.caret_at(shapes.before.raw()));
        // A text longer than its frame is shown around its caret.
        let over =
            Size::new(needed.width.max(caret.x) - bounds.width, needed.height - bounds.height);
        let x = if over.width > 0.0 {
            -(caret.x - bounds.width * 0.9).clamp(0.0, over.width)
        } else {
            match self.align {
                Horizontal::Left => 0.0,
                Horizontal::Center => -over.width / 2.0,
                Horizontal::Right => -over.width,
            }
        };
        let y = -(caret.y + self.line() - bounds.height).clamp(0.0, over.height.max(0.0));
        let at = Point::new((bounds.x + x).round(), (bounds.y + y).round());
        renderer.with_layer(clip, |renderer| {
            renderer.fill_paragraph(shaped, at, self.colour, clip);
            if let Some((_, colour)) = self.caret {
                let bar = Rectangle {
                    x: (at.x + caret.x + 1.0).round(),
                    y: at.y + caret.y,
                    width: self.thickness,
                    height: self.line(),
                };
                renderer.fill_quad(Quad { bounds: bar, ..Quad::default() }, colour);
            }
        });
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.holds == Holds::Example {
            let whole = &tree.state.downcast_ref::<Shapes>().whole;
            operation.text(None, layout.bounds(), &self.text);
            let mut extent = Extent {
                needed: whole.min_bounds(),
                wrong: None,
                letters: whole.raw().buffer().metrics().font_size,
                leading: LEADING,
                line: None,
            };
            operation.custom(None, layout.bounds(), &mut extent);
        }
    }
}

impl<'a, M: 'a> From<Entry> for Element<'a, M> {
    fn from(entry: Entry) -> Self {
        Self::new(entry)
    }
}
