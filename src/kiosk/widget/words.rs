//! A run of words. It knows how much room it needs, so that a test can see words that are cut.

use crate::kiosk::font;
use crate::kiosk::widget::measure as m;
use crate::kiosk::widget::tree::{Extent, Wrong};
use iced::advanced::layout::{self, Limits, Node};
use iced::advanced::renderer::Style;
use iced::advanced::text::{
    Alignment, Difference, LineHeight, Paragraph as _, Shaping, Span, Text, Wrapping,
};
use iced::advanced::widget::text;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, graphics};
use iced::alignment::Vertical;
use iced::{Color, Element, Font, Length, Pixels, Rectangle, Renderer, Size, Theme, mouse};

/// The shaped words.
pub(super) type Paragraph = graphics::text::Paragraph;

/// A run of words of one size and one colour.
pub(super) struct Words {
    text: String,
    /// How many bytes at its start stand out.
    lead: usize,
    size: f32,
    font: Font,
    leading: f32,
    align: Alignment,
    wrapping: Wrapping,
    colour: Color,
}

impl Words {
    /// Words of `size` pixels, wrapped where they must be.
    pub(super) fn new(text: impl Into<String>, size: f32, font: Font, colour: Color) -> Self {
        Self {
            text: text.into(),
            lead: 0,
            size,
            font,
            leading: 1.3,
            align: Alignment::Default,
            wrapping: Wrapping::WordOrGlyph,
            colour,
        }
    }

    /// The first bytes stand out, up to the end of a character.
    pub(super) const fn lead(mut self, bytes: usize) -> Self {
        self.lead = bytes;
        self
    }

    /// Lines of this height, as a share of the size.
    pub(super) const fn leading(mut self, share: f32) -> Self {
        self.leading = share;
        self
    }

    /// On one line, whatever its length.
    pub(super) const fn single(mut self) -> Self {
        self.wrapping = Wrapping::None;
        self
    }

    /// Lines centred on each other.
    pub(super) const fn centred(mut self) -> Self {
        self.align = Alignment::Center;
        self
    }
}

impl Words {
    /// A line that is written from the right and centred would keep the place it had in the whole
    /// width, far outside its room (iced 0.14 lays it out again for the other alignments only).
    fn alignment(&self) -> Alignment {
        if self.text.chars().any(from_the_right) { Alignment::Default } else { self.align }
    }

    fn shape<T>(&self, content: T, bounds: Size) -> Text<T, Font> {
        Text {
            content,
            bounds,
            size: Pixels(self.size),
            line_height: LineHeight::Relative(self.leading),
            font: self.font,
            align_x: self.alignment(),
            align_y: Vertical::Top,
            shaping: Shaping::Auto,
            wrapping: self.wrapping,
        }
    }

    fn paragraph(&self, bounds: Size) -> Paragraph {
        if self.lead == 0 {
            return Paragraph::with_text(self.shape(self.text.as_str(), bounds));
        }
        let (lead, rest) = self.text.split_at_checked(self.lead).unwrap_or((&self.text, ""));
        let spans: [Span<'_, (), Font>; 2] = [Span::new(lead).font(font::BOLD), Span::new(rest)];
        Paragraph::with_spans(self.shape(&spans[..], bounds))
    }
}

/// A letter of a script that is written from the right: Hebrew, Arabic, and their drawn forms.
const fn from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Most sizes that words are tried in before one is kept.
const TRIED: usize = 4;

/// The words as shaped for each size that was tried. A page is laid out more than once before it
/// fits; shaping again in the same paragraph would make the renderer believe that the words
/// changed, and it would paint the whole window at every message.
#[derive(Default)]
struct Shaped {
    tried: Vec<Shape>,
    last: usize,
}

/// One paragraph, and what it was made of.
struct Shape {
    within: Size,
    text: String,
    lead: usize,
    paragraph: Paragraph,
}

impl Shaped {
    /// The paragraph of these words within this size: the one of last time when nothing changed.
    fn within(&mut self, words: &Words, within: Size, bounds: Size) -> &Paragraph {
        let known = self.tried.iter().position(|shape| shape.within == within);
        self.last = known.unwrap_or_else(|| {
            if self.tried.len() == TRIED {
                let _oldest = self.tried.remove(0);
            }
            let (text, lead) = (words.text.clone(), words.lead);
            self.tried.push(Shape { within, text, lead, paragraph: words.paragraph(bounds) });
            self.tried.len() - 1
        });
        let shape = &mut self.tried[self.last];
        let other = shape.text != words.text || shape.lead != words.lead;
        if other || shape.paragraph.compare(words.shape((), bounds)) != Difference::None {
            shape.text.clone_from(&words.text);
            shape.lead = words.lead;
            shape.paragraph = words.paragraph(bounds);
        }
        &shape.paragraph
    }

    fn last(&self) -> Option<&Paragraph> {
        self.tried.get(self.last).map(|shape| &shape.paragraph)
    }
}

/// A line ends inside a word: there was no room for the whole of it.
fn breaks_a_word(paragraph: &Paragraph) -> bool {
    let mut last = None;
    paragraph.buffer().layout_runs().any(|run| {
        let same = last.replace(run.line_i) == Some(run.line_i);
        let at = run.glyphs.iter().map(|glyph| glyph.start).min().filter(|_| same);
        let (before, after) = at.and_then(|at| run.text.split_at_checked(at)).unwrap_or_default();
        // After a hyphen or a stroke a word may go on below.
        let ends = |letter: char| " -–—/".contains(letter);
        before.chars().next_back().is_some_and(|letter| !ends(letter))
            && after.chars().next().is_some_and(|letter| letter != ' ')
    })
}

/// How many signs the longest of several lines has.
fn longest_line(paragraph: &Paragraph) -> Option<usize> {
    let lines: Vec<usize> = paragraph.buffer().layout_runs().map(|run| run.glyphs.len()).collect();
    lines.iter().max().copied().filter(|_| lines.len() > 1)
}

impl<M> Widget<M, Theme, Renderer> for Words {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Shaped>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Shaped::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &Limits) -> Node {
        let shaped = tree.state.downcast_mut::<Shaped>();
        let within = limits.max();
        let limits = match self.wrapping {
            Wrapping::None => *limits,
            _ => limits.max_width(self.size * m::LONGEST),
        };
        layout::sized(&limits, Length::Shrink, Length::Shrink, |limits| {
            shaped.within(self, within, limits.max()).min_bounds()
        })
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
        text::draw(renderer, style, layout.bounds(), shaped, look, viewport);
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Some(shaped) = tree.state.downcast_ref::<Shaped>().last() else { return };
        let mut extent = Extent {
            needed: shaped.min_bounds(),
            wrong: breaks_a_word(shaped).then_some(Wrong::Broken),
            letters: self.size,
            leading: self.leading,
            line: longest_line(shaped),
        };
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

    fn words(text: &str) -> Words {
        Words::new(text, 28.0, font::TEXT, Color::BLACK)
    }

    /// The renderer keeps a weak hand on each shape: gone means painted again.
    #[test]
    fn a_shape_outlives_the_trial_of_another_size() {
        let (mut shaped, words) = (Shaped::default(), words("Bonjour"));
        let wide = Size::new(800.0, 600.0);
        let kept = shaped.within(&words, wide, wide).downgrade();
        for width in [400.0, 200.0, 800.0] {
            let size = Size::new(width, 600.0);
            let _tried = shaped.within(&words, size, size);
        }
        assert!(kept.upgrade().is_some());
        assert_eq!(shaped.tried.len(), 3);
        assert_eq!(shaped.last, 0);
    }

    #[test]
    fn a_centred_line_from_the_right_stays_in_its_room() {
        for text in ["الاتصال بوسيط", "Appeler quelqu'un"] {
            let paragraph = words(text).centred().paragraph(Size::new(900.0, f32::INFINITY));
            let room = paragraph.min_bounds().width + 1.0;
            let runs = paragraph.buffer().layout_runs();
            let ends: Vec<f32> =
                runs.flat_map(|run| run.glyphs.iter().map(|glyph| glyph.x + glyph.w)).collect();
            assert!(!ends.is_empty());
            assert!(ends.iter().all(|end| *end <= room), "{text}: {ends:?} in {room}");
        }
    }

    #[test]
    fn a_word_too_long_for_its_place_is_told() {
        let within = |text: &str, width| words(text).paragraph(Size::new(width, f32::INFINITY));
        assert!(!breaks_a_word(&within("Votre carte grise", 200.0)));
        assert!(breaks_a_word(&within("Votre anticonstitutionnellement", 200.0)));
        assert!(!breaks_a_word(&within("Saint-Martin-de-Boscherville", 220.0)));
        assert!(!breaks_a_word(&within("Votre anticonstitutionnellement", 500.0)));
    }
}
