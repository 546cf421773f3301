//! A run of words. It knows how much room it needs, so that a test can see words that are cut.

use crate::kiosk::widget::tree::Extent;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::Style;
use iced::advanced::text::paragraph::Plain;
use iced::advanced::text::{Alignment, LineHeight, Shaping, Wrapping};
use iced::advanced::widget::text::{self, Format};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, graphics};
use iced::alignment::Vertical;
use iced::{Color, Element, Font, Length, Pixels, Rectangle, Renderer, Size, Theme, mouse};

/// The shaped words.
pub(super) type Paragraph = graphics::text::Paragraph;

/// A run of words of one size, one weight and one colour.
pub(super) struct Words {
    text: String,
    format: Format<Font>,
    colour: Color,
}

impl Words {
    /// Words of `size` pixels, wrapped where they must be.
    pub(super) fn new(text: impl Into<String>, size: f32, font: Font, colour: Color) -> Self {
        let format = Format {
            width: Length::Shrink,
            height: Length::Shrink,
            size: Some(Pixels(size)),
            font: Some(font),
            line_height: LineHeight::Relative(1.3),
            align_x: Alignment::Default,
            align_y: Vertical::Top,
            shaping: Shaping::Auto,
            wrapping: Wrapping::WordOrGlyph,
        };
        Self { text: text.into(), format, colour }
    }

    /// Lines of this height, as a share of the size.
    pub(super) const fn leading(mut self, share: f32) -> Self {
        self.format.line_height = LineHeight::Relative(share);
        self
    }

    /// On one line, whatever its length.
    pub(super) const fn single(mut self) -> Self {
        self.format.wrapping = Wrapping::None;
        self
    }

    /// Lines centred on each other.
    pub(super) const fn centred(mut self) -> Self {
        self.format.align_x = Alignment::Center;
        self
    }
}

/// Most sizes that words are tried in before one is kept.
const TRIED: usize = 4;

/// The words as shaped for each size that was tried. A page is laid out more than once before it
/// fits; shaping again in the same paragraph would make the renderer believe that the words
/// changed, and it would paint the whole window at every message.
#[derive(Default)]
struct Shaped {
    tried: Vec<(Size, Plain<Paragraph>)>,
    last: usize,
}

impl Shaped {
    fn within(&mut self, size: Size) -> &mut Plain<Paragraph> {
        let known = self.tried.iter().position(|(tried, _)| *tried == size);
        self.last = known.unwrap_or_else(|| {
            if self.tried.len() == TRIED {
                let _oldest = self.tried.remove(0);
            }
            self.tried.push((size, Plain::default()));
            self.tried.len() - 1
        });
        &mut self.tried[self.last].1
    }

    fn last(&self) -> Option<&Plain<Paragraph>> {
        self.tried.get(self.last).map(|(_, shaped)| shaped)
    }
}

impl<M> Widget<M, Theme, Renderer> for Words {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Shaped>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Shaped::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.format.width, self.format.height)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let shaped = tree.state.downcast_mut::<Shaped>().within(limits.max());
        text::layout(shaped, renderer, limits, &self.text, self.format)
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _: &Theme,
        style: &Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let Some(shaped) = tree.state.downcast_ref::<Shaped>().last() else { return };
        let look = text::Style { color: Some(self.colour) };
        text::draw(renderer, style, layout.bounds(), shaped.raw(), look, viewport);
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Some(shaped) = tree.state.downcast_ref::<Shaped>().last() else { return };
        let mut extent = Extent { needed: shaped.min_bounds() };
        operation.text(None, layout.bounds(), &self.text);
        operation.custom(None, layout.bounds(), &mut extent);
    }
}

impl<'a, M: 'a> From<Words> for Element<'a, M> {
    fn from(words: Words) -> Self {
        Self::new(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The renderer keeps a weak hand on each shape: gone means painted again.
    #[test]
    fn a_shape_outlives_the_trial_of_another_size() {
        let mut shaped = Shaped::default();
        let wide = Size::new(800.0, 600.0);
        let kept = shaped.within(wide).raw().downgrade();
        for width in [400.0, 200.0, 800.0] {
            let _tried = shaped.within(Size::new(width, 600.0));
        }
        assert!(kept.upgrade().is_some());
        assert_eq!(shaped.tried.len(), 3);
        assert_eq!(shaped.last, 0);
    }
}
