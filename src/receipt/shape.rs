//! Texts as glyphs in the order in which they stand on the paper, from left to right.
//!
//! Latin letters stand one after the other. A passage with letters of the other side is ordered
//! by the rules of Unicode (UAX 9) and its letters are joined by their font. It draws nothing.

use std::ops::Range;
use std::sync::OnceLock;

use harfrust::{Direction, FontRef, ShaperData, UnicodeBuffer};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::face::{Faces, Hand, Weight};
use super::sheet::Run;

/// The side on which the lines of a text begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    /// The side of the first letter that has one.
    pub(super) fn of(text: &str) -> Self {
        let strong = |sign| match bidi_class(sign) {
            BidiClass::L => Some(Self::Left),
            BidiClass::R | BidiClass::AL => Some(Self::Right),
            _ => None,
        };
        text.chars().find_map(strong).unwrap_or(Self::Left)
    }
}

/// One glyph. Distances are in ems.
pub(super) struct Glyph {
    pub(super) hand: Hand,
    pub(super) id: u16,
    /// What it says; the second glyph of one letter repeats it.
    pub(super) text: String,
    pub(super) advance: f32,
    /// Away from where it would stand: marks above and below letters.
    pub(super) shift: (f32, f32),
}

/// A paragraph as it is read, before it is cut in lines. Its words stand one space apart.
pub(super) struct Passage {
    text: String,
    /// Up to which byte each weight goes.
    weights: Vec<(usize, Weight)>,
    words: Vec<Range<usize>>,
    side: Side,
    /// Something in it stands from right to left.
    mixed: bool,
}

/// Marks of order in a text: they have no glyph.
fn is_order(sign: char) -> bool {
    let embeds = ('\u{202a}'..='\u{202e}').contains(&sign);
    let isolates = ('\u{2066}'..='\u{2069}').contains(&sign);
    embeds || isolates || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

fn from_right(sign: char) -> bool {
    matches!(bidi_class(sign), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

impl Passage {
    pub(super) fn new(runs: &[Run<'_>], side: Side) -> Self {
        let mut passage = Self {
            text: String::new(),
            weights: Vec::new(),
            words: Vec::new(),
            side,
            mixed: side == Side::Right,
        };
        for run in runs {
            let text = match side {
                Side::Left => run.text.to_owned(),
                Side::Right => apart(run.text),
            };
            passage.mixed |= text.chars().any(from_right);
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                if !passage.text.is_empty() {
                    passage.text.push(' ');
                }
                let start = passage.text.len();
                passage.text.push_str(word);
                passage.words.push(start..passage.text.len());
                passage.weights.push((passage.text.len(), run.weight));
            }
        }
        passage
    }

    pub(super) fn words(&self) -> &[Range<usize>] {
        &self.words
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// What a line says, without the marks of order.
    pub(super) fn said(&self, line: &Range<usize>) -> String {
        self.slice(line).chars().filter(|sign| !is_order(*sign)).collect()
    }

    pub(super) fn is_mixed(&self) -> bool {
        self.mixed
    }

    /// The glyphs of a part of it, from left to right.
    pub(super) fn glyphs(&self, faces: &Faces, part: &Range<usize>) -> Vec<Glyph> {
        if !self.mixed {
            let signs = self.slice(part).char_indices();
            return signs
                .map(|(at, sign)| faces.plain(self.weight(part.start + at), sign))
                .collect();
        }
        let base = match self.side {
            Side::Left => Level::ltr(),
            Side::Right => Level::rtl(),
        };
        let order = BidiInfo::new(&self.text, Some(base));
        let mut glyphs = Vec::new();
        for paragraph in &order.paragraphs {
            let inside = part.start.max(paragraph.range.start)..part.end.min(paragraph.range.end);
            if inside.is_empty() {
                continue;
            }
            let (levels, runs) = order.visual_runs(paragraph, inside);
            for run in runs {
                let right = levels[run.start].is_rtl();
                let mut pieces = self.pieces(faces, &run);
                if right {
                    pieces.reverse();
                }
                for (hand, range) in pieces {
                    shape(faces, hand, self.slice(&range), right, &mut glyphs);
                }
            }
        }
        glyphs
    }

    /// How wide a part of it is, in ems: the order of its pieces does not matter.
    pub(super) fn ems(&self, faces: &Faces, part: &Range<usize>) -> f32 {
        let advance = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.advance).sum();
        if !self.mixed {
            return advance(&self.glyphs(faces, part));
        }
        let mut glyphs = Vec::new();
        for (hand, range) in self.pieces(faces, part) {
            let text = self.slice(&range);
            shape(faces, hand, text, text.chars().any(from_right), &mut glyphs);
        }
        advance(&glyphs)
    }

    /// Parts of one run that are written by one hand.
    fn pieces(&self, faces: &Faces, run: &Range<usize>) -> Vec<(Hand, Range<usize>)> {
        let mut pieces: Vec<(Hand, Range<usize>)> = Vec::new();
        for (at, sign) in self.slice(run).char_indices() {
            let range = run.start + at..run.start + at + sign.len_utf8();
            let last = pieces.last_mut();
            let hand = faces.hand(self.weight(range.start), sign);
            match last {
                Some((before, whole)) if is_order(sign) || *before == hand => {
                    let _before = before;
                    whole.end = range.end;
                }
                _ => pieces.push((hand, range)),
            }
        }
        pieces
    }

    fn weight(&self, at: usize) -> Weight {
        self.weights
            .iter()
            .find(|(end, _)| at < *end)
            .map_or(Weight::Regular, |(_, weight)| *weight)
    }
}

/// Words and numbers from the left keep their order inside a line from the right: an address is
/// read from its number, a telephone number from its first group (UAX 9, isolates).
fn apart(text: &str) -> String {
    let ends = |sign: char| from_right(sign) || is_order(sign) || "·():;".contains(sign);
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    let begins = |sign: char| sign.is_alphanumeric() && !from_right(sign);
    while let Some(start) = rest.find(begins) {
        let (before, span) = rest.split_at(start);
        let end = span.find(ends).unwrap_or(span.len());
        let span = span[..end].trim_end_matches(|sign: char| !begins(sign));
        written.push_str(before);
        if span.contains(char::is_whitespace) {
            // A number stays whole on its line.
            let number = !span.contains(char::is_alphabetic);
            let span = if number { span.replace(' ', "\u{a0}") } else { span.to_owned() };
            written.extend(["\u{2066}", &span, "\u{2069}"]);
        } else {
            written.push_str(span);
        }
        rest = &rest[start + span.len()..];
    }
    written.push_str(rest);
    written
}

/// A font as the shaper reads it, once.
struct Shaping {
    font: FontRef<'static>,
    data: ShaperData,
}

fn shaping(hand: Hand) -> Option<&'static Shaping> {
    static FONTS: [OnceLock<Option<Shaping>>; Hand::COUNT] =
        [const { OnceLock::new() }; Hand::COUNT];
    let font = FONTS[hand.at()].get_or_init(|| {
        let font = FontRef::from_index(hand.bytes(), 0).ok()?;
        Some(Shaping { data: ShaperData::new(&font), font })
    });
    font.as_ref()
}

/// The joined glyphs of a text of one hand and one direction, from left to right.
fn shape(faces: &Faces, hand: Hand, text: &str, right: bool, glyphs: &mut Vec<Glyph>) {
    let text: String = text.chars().filter(|sign| !is_order(*sign)).collect();
    let Some(shaping) = shaping(hand) else { return };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text);
    buffer.set_direction(if right { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    let shaper = shaping.data.shaper(&shaping.font).build();
    let shaped = shaper.shape(buffer, &[]);
    let em = faces.em(hand);
    let starts: Vec<usize> =
        shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = info.cluster as usize;
        let end = starts.iter().copied().filter(|at| *at > start).min().unwrap_or(text.len());
        glyphs.push(Glyph {
            hand,
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            text: text.get(start..end).unwrap_or_default().to_owned(),
            advance: place.x_advance as f32 / em,
            shift: (place.x_offset as f32 / em, place.y_offset as f32 / em),
        });
    }
}
