//! A run of words. It knows how much room it needs, so that a test can see words that are cut.

mod side;

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

pub(super) use side::Side;

/// The shaped words.
pub(super) type Paragraph = graphics::text::Paragraph;

/// A run of words of one size and one colour.
pub(super) struct Words {
    text: String,
    /// How many bytes at its start stand out.
    lead: usize,
    side: Side,
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
            side: Side::Left,
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

    /// On a page that is read from this side.
    pub(super) const fn on(mut self, side: Side) -> Self {
        self.side = side;
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
    fn shape<T>(&self, content: T, bounds: Size, align_x: Alignment) -> Text<T, Font> {
        Text {
            content,
            bounds,
            size: Pixels(self.size),
            line_height: LineHeight::Relative(self.leading),
            font: self.font,
            align_x,
            align_y: Vertical::Top,
            shaping: Shaping::Auto,
            wrapping: self.wrapping,
        }
    }

    /// Words of two parts, the first of which stands out.
    fn parts(&self, lead: &str, rest: &str, bounds: Size, align: Alignment) -> Paragraph {
        if lead.is_empty() {
            return Paragraph::with_text(self.shape(rest, bounds, align));
        }
        let spans: [Span<'_, (), Font>; 2] = [Span::new(lead).font(font::BOLD), Span::new(rest)];
        Paragraph::with_spans(self.shape(&spans[..], bounds, align))
    }

    fn shaped(&self, bounds: Size, align: Alignment) -> Paragraph {
        let (text, mark) = side::marked(&self.text, self.side);
        let lead = if self.lead == 0 { 0 } else { mark + self.lead };
        let (lead, rest) = text.split_at_checked(lead).unwrap_or((&text, ""));
        self.parts(lead, rest, bounds, align)
    }

    /// The words within this width.
    ///
    /// Where words of both directions meet, no line is ended, and a space that ends a line is
    /// counted (cosmic-text 0.15): a line that is too long is broken here. A single line that is
    /// written from the right and centred keeps the place that it had in the whole width (iced
    /// 0.14 lays out several lines only): it begins at its side.
    fn paragraph(&self, bounds: Size) -> Paragraph {
        let paragraph = self.shaped(bounds, self.align);
        if !side::turns(&self.text) {
            return paragraph;
        }
        let centred = self.align != Alignment::Default;
        let over = paragraph.min_bounds().width > bounds.width;
        if over && self.wrapping != Wrapping::None {
            let lines = self.broken(bounds.width);
            let (lead, rest) = self.lines(&lines, 0);
            return self.parts(&lead, &rest, bounds, self.align);
        }
        if centred && lines(&paragraph) == 1 {
            return self.shaped(bounds, Alignment::Default);
        }
        paragraph
    }

    /// The words line by line, as many in each as it can hold.
    fn broken(&self, width: f32) -> Vec<&str> {
        let mut lines: Vec<&str> = Vec::new();
        let (mut start, mut end) = (0, 0);
        for word in self.text.split(' ') {
            let longer = &self.text[start..end + word.len()];
            let (lead, rest) = self.lines(&[longer], start);
            let whole = self.parts(&lead, &rest, Size::INFINITE, Alignment::Default);
            if end > start && whole.min_bounds().width > width {
                lines.push(&self.text[start..end - 1]);
                start = end;
            }
            end += word.len() + 1;
        }
        lines.push(&self.text[start..]);
        lines
    }

    /// Lines of the words, the first of which begins at this byte: what stands out, and the rest.
    fn lines(&self, lines: &[&str], from: usize) -> (String, String) {
        let (mut lead, mut rest) = (String::new(), String::new());
        let mut at = from;
        for line in lines {
            let within = self.lead.saturating_sub(at).min(line.len());
            let (bold, plain) = line.split_at_checked(within).unwrap_or((line, ""));
            if at > from {
                let before = if bold.is_empty() { &mut rest } else { &mut lead };
                before.push('\n');
            }
            if bold.is_empty() {
                rest.push_str(&side::line(plain, self.side));
            } else {
                lead.push_str(&side::line(bold, self.side));
                rest.push_str(&side::marked(plain, self.side).0);
            }
            at += line.len() + 1;
        }
        (lead, rest)
    }
}

/// How many lines the words take.
fn lines(paragraph: &Paragraph) -> usize {
    let lines = paragraph.buffer().lines.iter();
    lines.map(|line| line.layout_opt().map_or(1, |layout| layout.len())).sum()
}

/// The room that the words take as they are laid out in the end.
fn needed(paragraph: &Paragraph) -> Size {
    let widest = paragraph.buffer().layout_runs().fold(0.0, |widest, run| run.line_w.max(widest));
    let height = paragraph.buffer().metrics().line_height * lines(paragraph) as f32;
    let least = paragraph.min_bounds();
    Size::new(least.width.max(widest), least.height.max(height))
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
    /// The room that was asked for.
    bounds: Size,
    text: String,
    lead: usize,
    side: Side,
    align: Alignment,
    paragraph: Paragraph,
}

impl Shape {
    fn of(words: &Words, within: Size, bounds: Size) -> Self {
        let (text, paragraph) = (words.text.clone(), words.paragraph(bounds));
        let Words { lead, side, align, .. } = *words;
        Self { within, bounds, text, lead, side, align, paragraph }
    }

    /// Whether these words in this room would be the same.
    fn is(&self, words: &Words, bounds: Size) -> bool {
        let shape = words.shape((), self.paragraph.bounds(), self.paragraph.align_x());
        self.bounds == bounds
            && self.text == words.text
            && self.lead == words.lead
            && (self.side, self.align) == (words.side, words.align)
            && self.paragraph.compare(shape) == Difference::None
    }
}

impl Shaped {
    /// The paragraph of these words within this size: the one of last time when nothing changed.
    fn within(&mut self, words: &Words, within: Size, bounds: Size) -> &Paragraph {
        let known = self.tried.iter().position(|shape| shape.within == within);
        self.last = known.unwrap_or_else(|| {
            if self.tried.len() == TRIED {
                let _oldest = self.tried.remove(0);
            }
            self.tried.push(Shape::of(words, within, bounds));
            self.tried.len() - 1
        });
        let shape = &mut self.tried[self.last];
        if !shape.is(words, bounds) {
            *shape = Shape::of(words, within, bounds);
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
            _ if self.text.chars().any(side::from_the_right) => {
                limits.max_width(self.size * m::LONGEST_FROM_THE_RIGHT)
            }
            _ if self.text.chars().count() <= m::MOST_SIGNS => *limits,
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
            needed: needed(shaped),
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

    #[test]
    fn words_of_both_directions_stay_in_their_room() {
        for text in ["بتاريخ 2 سبتمبر 2026", "ميلاد الوالد 1؟", "شهادة (certificat de permis)"]
        {
            let half = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let rooms = (200..600_u16).step_by(5).map(f32::from);
            for (room, lead) in rooms.flat_map(|room| [(room, 0), (room, half)]) {
                let words = words(text).on(Side::Right).lead(lead);
                let paragraph = words.paragraph(Size::new(room, f32::INFINITY));
                let (kept, needed) = (paragraph.min_bounds(), needed(&paragraph));
                let fits = needed.width <= room + 0.5 && needed.height <= kept.height + 0.5;
                assert!(fits, "{text} in {room}: {needed:?}, {kept:?}");
            }
        }
    }
}
