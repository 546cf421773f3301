//! Paragraphs: cut in lines, in one language or two, and drawn inside their tags.

use std::ops::Range;

use printpdf::{Op, PdfFontHandle, Point, Pt, TextItem};

use super::super::shape::{Glyph, Passage, Side};
use super::super::tags::{Role, instead_of};
use super::{Align, Ink, Run, Second, Sheet, Style};

/// How far the other language stands from the first one's side, in points.
const INDENT: f32 = 10.0;

/// The same words in the first language and in the second: either may be missing.
#[derive(Clone, Copy)]
pub(in crate::receipt) struct Both<'a> {
    pub(in crate::receipt) first: &'a [Run<'a>],
    pub(in crate::receipt) second: &'a [Run<'a>],
}

impl<'a> Both<'a> {
    /// What is said in one language only.
    pub(in crate::receipt) fn once(first: &'a [Run<'a>]) -> Self {
        Self { first, second: &[] }
    }

    /// The second language, unless it says the very same.
    fn second(self) -> &'a [Run<'a>] {
        let words =
            |runs: &[Run<'_>]| runs.iter().map(|run| run.text.to_owned()).collect::<Vec<_>>();
        if words(self.first) == words(self.second) { &[] } else { self.second }
    }
}

/// A paragraph cut in lines.
struct Cut {
    passage: Passage,
    lines: Vec<Range<usize>>,
    side: Side,
    style: Style,
}

impl Sheet {
    /// A paragraph; the pen goes under it. It stays on one page if a page can hold it.
    pub(in crate::receipt) fn paragraph(&mut self, role: Role, words: Both<'_>, style: Style) {
        let (first, second) = self.cut_both(words, &style);
        self.need(first.height() + second.as_ref().map_or(0.0, |(cut, _)| cut.height()));
        self.open(role);
        self.flow(&first);
        if let Some((cut, language)) = &second {
            self.tags.open_in(language);
            self.flow(cut);
            self.tags.close();
        }
        self.close();
    }

    /// How high a paragraph would be.
    pub(in crate::receipt) fn height_of(&self, words: Both<'_>, style: &Style) -> f32 {
        let (first, second) = self.cut_both(words, style);
        first.height() + second.map_or(0.0, |(cut, _)| cut.height())
    }

    /// Content of the piece that is open, on one line: a sign in its box.
    pub(in crate::receipt) fn sign(&mut self, run: Run<'_>, style: Style) {
        let cut = self.cut(&[run], Side::Left, &style);
        self.flow(&cut);
    }

    /// The largest size, at most this one, at which the words stand on one line of the column.
    pub(in crate::receipt) fn largest(&self, run: Run<'_>, style: Style) -> Style {
        let passage = Passage::new(&[run], Side::Left);
        let signs = style.spacing / 1000.0 * run.text.chars().count() as f32;
        let whole = 0..passage.words().last().map_or(0, |word| word.end);
        let ems = passage.ems(&self.faces, &whole) + signs;
        let size = style.size.min(style.width / ems.max(f32::EPSILON));
        Style { size, leading: style.leading * size / style.size, ..style }
    }

    fn cut_both(&self, words: Both<'_>, style: &Style) -> (Cut, Option<(Cut, String)>) {
        let first = self.cut(words.first, Side::Left, style);
        let runs = words.second();
        let Some(Second { language, side }) = self.second.clone().filter(|_| !runs.is_empty())
        else {
            return (first, None);
        };
        let indent = match (side, style.align) {
            (Side::Left, Align::Start) if !first.lines.is_empty() => INDENT,
            _ => 0.0,
        };
        let style = Style { x: style.x + indent, width: style.width - indent, ..*style };
        (first, Some((self.cut(runs, side, &style), language)))
    }

    /// Greedy lines. Only the plain space breaks; a word wider than the column is cut.
    fn cut(&self, runs: &[Run<'_>], side: Side, style: &Style) -> Cut {
        let passage = Passage::new(runs, side);
        let width = |part: &Range<usize>| {
            let spacing = style.spacing / 1000.0 * passage.slice(part).chars().count() as f32;
            (passage.ems(&self.faces, part) + spacing) * style.size
        };
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut used = 0.0;
        let space = self.faces.plain(super::Weight::Regular, ' ').advance * style.size;
        for word in passage.words() {
            for piece in pieces(&passage, word, style.width, &width) {
                let wide = width(&piece);
                match lines.last_mut() {
                    Some(line) if piece.start > word.start || used + space + wide > style.width => {
                        let _full = line;
                        lines.push(piece);
                        used = wide;
                    }
                    Some(line) => {
                        line.end = piece.end;
                        used += space + wide;
                    }
                    None => {
                        lines.push(piece);
                        used = wide;
                    }
                }
            }
        }
        Cut { passage, lines, side, style: *style }
    }

    /// Lines of the piece that is open; the page turns where it ends.
    fn flow(&mut self, cut: &Cut) {
        let mut marked = None;
        for line in &cut.lines {
            if !self.fits(cut.style.leading) && self.y > self.margin {
                if marked.take().is_some() {
                    self.ops().push(Op::EndMarkedContent);
                }
                self.turn();
            }
            if marked.is_none() {
                let page = self.pages.len() - 1;
                let mark = self.tags.mark(page);
                self.ops().push(mark);
                marked = Some(page);
            }
            self.y += cut.style.leading;
            self.draw(cut, line);
        }
        if marked.is_some() {
            self.ops().push(Op::EndMarkedContent);
        }
    }

    fn draw(&mut self, cut: &Cut, line: &Range<usize>) {
        let style = &cut.style;
        let mut glyphs = cut.passage.glyphs(&self.faces, line);
        let ems = |glyph: &Glyph| glyph.advance + style.spacing / 1000.0;
        let total: f32 = glyphs.iter().map(ems).sum::<f32>() * style.size;
        let mut x = match (style.align, cut.side) {
            (Align::Start, Side::Left) => style.x,
            (Align::Start, Side::Right) | (Align::Right, _) => style.x + style.width - total,
            (Align::Middle, _) => style.x + (style.width - total) / 2.0,
        };
        // The base line stands a little above the foot of the line's box.
        let y = self.height - (self.y - style.leading * 0.24);
        let instead = cut.passage.is_mixed().then(|| format!("{} ", cut.passage.said(line)));
        match &instead {
            Some(said) => self.ops().push(instead_of(said)),
            // The space is written too, so that a copied text keeps its words apart.
            None => glyphs.push(self.faces.plain(super::Weight::Regular, ' ')),
        }
        let mut at = 0;
        while at < glyphs.len() {
            let first = &glyphs[at];
            let apart = |glyph: &Glyph| glyph.shift != (0.0, 0.0) || glyph.hand != first.hand;
            let more = glyphs[at + 1..].iter().position(apart);
            // A glyph that is moved stands alone.
            let end = if first.shift == (0.0, 0.0) {
                more.map_or(glyphs.len(), |more| at + 1 + more)
            } else {
                at + 1
            };
            let (dx, dy) = (first.shift.0 * style.size, first.shift.1 * style.size);
            self.show(&glyphs[at..end], (x + dx, y + dy), style);
            x += glyphs[at..end].iter().map(ems).sum::<f32>() * style.size;
            at = end;
        }
        if instead.is_some() {
            self.ops().push(Op::EndMarkedContent);
        }
    }

    fn show(&mut self, glyphs: &[Glyph], (x, y): (f32, f32), style: &Style) {
        let Some(first) = glyphs.first() else { return };
        let font = PdfFontHandle::External(first.hand.id());
        let written = glyphs.iter().map(|glyph| self.faces.write(glyph, style.spacing));
        let items = vec![TextItem::GlyphIds(written.collect())];
        self.ops().extend([
            Op::StartTextSection,
            Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } },
            Op::SetFont { font, size: Pt(style.size) },
            Op::SetFillColor { col: Ink::Black.color() },
            Op::ShowText { items },
            Op::EndTextSection,
        ]);
    }
}

impl Cut {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }
}

/// A word in pieces that each fit the column.
fn pieces(
    passage: &Passage,
    word: &Range<usize>,
    column: f32,
    width: &impl Fn(&Range<usize>) -> f32,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut rest = word.clone();
    while width(&rest) > column && passage.slice(&rest).chars().count() > 1 {
        let mut end = rest.start;
        for (at, sign) in passage.slice(&rest).char_indices() {
            let next = rest.start + at + sign.len_utf8();
            if end > rest.start && width(&(rest.start..next)) > column {
                break;
            }
            end = next;
        }
        pieces.push(rest.start..end);
        rest.start = end;
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}
