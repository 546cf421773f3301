//! A page under the pen: text that wraps, lines, frames. Distances are points from the top left.

mod text;

use printpdf::{
    Color, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Point,
    Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::Letters;
use super::face::{Faces, Weight};
use super::shape::{Glyph, Side};
use super::tags::{Role, Tags};

pub(super) use text::Both;

/// Colours of the paper. All words are black: nothing on a paper is told by a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Mark,
    Black,
    Primary,
    Line,
}

impl Ink {
    fn color(self) -> Color {
        let [r, g, b] = match self {
            Ink::Mark => [0xe3, 0xe3, 0xe3],
            Ink::Black => [0, 0, 0],
            Ink::Primary => [0x00, 0x00, 0x91],
            Ink::Line => [0xce, 0xce, 0xce],
        };
        let part = |value: u8| f32::from(value) / 255.0;
        Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
    }
}

/// Words of one weight inside a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) weight: Weight,
}

impl<'a> Run<'a> {
    pub(super) fn regular(text: &'a str) -> Self {
        Self { text, weight: Weight::Regular }
    }

    pub(super) fn bold(text: &'a str) -> Self {
        Self { text, weight: Weight::Bold }
    }
}

/// Where a paragraph stands and how it looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    /// Distance between base lines.
    pub(super) leading: f32,
    /// Added after each sign, in thousandths of an em.
    pub(super) spacing: f32,
    pub(super) align: Align,
}

/// Side of the column that the lines touch; a text from the right touches the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Right,
    Middle,
}

/// The language that stands under the first one.
#[derive(Clone)]
struct Second {
    language: String,
    side: Side,
}

/// Pages under the pen.
pub(super) struct Sheet {
    width: f32,
    height: f32,
    margin: f32,
    letters: Letters,
    second: Option<Second>,
    /// Where the next thing goes, from the top.
    pub(super) y: f32,
    pages: Vec<Vec<Op>>,
    faces: Faces,
    tags: Tags,
}

impl Sheet {
    /// An A4 page with the margins of the receipt.
    pub(super) fn a4(letters: Letters) -> Self {
        Self::new(595.28, 841.89, 43.2, letters)
    }

    /// A page of any size, in points.
    pub(super) fn new(width: f32, height: f32, margin: f32, letters: Letters) -> Self {
        Self {
            width,
            height,
            margin,
            letters,
            second: None,
            y: margin,
            pages: vec![Vec::new()],
            faces: Faces::default(),
            tags: Tags::default(),
        }
    }

    /// Each sentence stands in this language too, `sample` being words of it.
    pub(super) fn beside(mut self, language: &str, sample: &str) -> Self {
        self.second = Some(Second { language: language.to_owned(), side: Side::of(sample) });
        self
    }

    /// How large the letters are.
    pub(super) fn letters(&self) -> Letters {
        self.letters
    }

    /// Whether each sentence stands in two languages.
    pub(super) fn is_double(&self) -> bool {
        self.second.is_some()
    }

    /// Start of the column.
    pub(super) fn left(&self) -> f32 {
        self.margin
    }

    /// Width of the column.
    pub(super) fn column(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    /// The whole column at a size, base lines about a third more apart. The size is that of
    /// ordinary letters, in points; none is under 12, and large ones are half as large again.
    pub(super) fn style(&self, size: f32) -> Style {
        let size = self.letters.points(size);
        let (x, width, leading) = (self.left(), self.column(), size * 1.38);
        Style { x, width, size, leading, spacing: 0.0, align: Align::Start }
    }

    /// How many pages there are.
    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    /// Goes on at the top of a new page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.margin;
    }

    /// Turns the page when less than `height` is left above the bottom margin, unless the page is
    /// new or no page is so high.
    pub(super) fn need(&mut self, height: f32) {
        let room = self.height - 2.0 * self.margin;
        if height <= room && self.y > self.margin && !self.fits(height) {
            self.turn();
        }
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.height - self.margin
    }

    /// Opens a piece that holds others: a list, a line of a table.
    pub(super) fn open(&mut self, role: Role) {
        self.tags.open(role);
    }

    /// Closes it.
    pub(super) fn close(&mut self) {
        self.tags.close();
    }

    /// A line across the column where the pen is: no content.
    pub(super) fn rule(&mut self, thickness: f32, ink: Ink) {
        let (x, y) = (self.left(), self.y);
        let points = vec![self.corner(x, y), self.corner(x + self.column(), y)];
        self.artifact([
            Op::SetOutlineColor { col: ink.color() },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawLine { line: Line { points, is_closed: false } },
        ]);
    }

    /// A frame: no content.
    pub(super) fn frame(&mut self, at: (f32, f32), size: (f32, f32), thickness: f32, ink: Ink) {
        let polygon = self.rectangle(at, size, PaintMode::Stroke);
        self.artifact([
            Op::SetOutlineColor { col: ink.color() },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawPolygon { polygon },
        ]);
    }

    /// Filled squares of one figure, `count` in a side, told in words for who cannot see it.
    pub(super) fn squares(
        &mut self,
        alt: &str,
        at: (f32, f32),
        (side, count): (f32, usize),
        dark: &[(usize, usize)],
    ) {
        let page = self.pages.len() - 1;
        let whole = side * count as f32;
        let top = self.height - at.1;
        self.tags.open_figure(alt, [at.0, top - whole, at.0 + whole, top]);
        let mark = self.tags.mark(page);
        self.ops().extend([mark, Op::SetFillColor { col: Ink::Black.color() }]);
        for &(column, row) in dark {
            let corner = (at.0 + column as f32 * side, at.1 + row as f32 * side);
            // A hair wider than its cell, so that no white line shows between two squares.
            let polygon = self.rectangle(corner, (side * 1.01, side * 1.01), PaintMode::Fill);
            self.ops().push(Op::DrawPolygon { polygon });
        }
        self.ops().push(Op::EndMarkedContent);
        self.tags.close();
    }

    /// Words across every page from corner to corner, pale, under everything else: no content,
    /// so they are also to be written as a paragraph.
    pub(super) fn mark(&mut self, words: &str) {
        let glyphs: Vec<Glyph> =
            words.chars().map(|sign| self.faces.plain(Weight::Bold, sign)).collect();
        let ems: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let Some(first) = glyphs.first() else { return };
        let font = PdfFontHandle::External(first.hand.id());
        let diagonal = self.width.hypot(self.height);
        let rise = self.height / diagonal;
        let size = diagonal * 0.82 / ems;
        // The middle of the words is the middle of the page.
        let back = diagonal * 0.41;
        let (x, y) = (
            self.width / 2.0 - back * self.width / diagonal + size * 0.3 * rise,
            self.height / 2.0 - back * rise - size * 0.3 * self.width / diagonal,
        );
        let turn = [self.width / diagonal, rise, -rise, self.width / diagonal, x, y];
        let written = glyphs.iter().map(|glyph| self.faces.write(glyph, 0.0));
        let items = vec![TextItem::GlyphIds(written.collect())];
        for page in &mut self.pages {
            let under = [
                Op::BeginMarkedContent { tag: "Artifact".into() },
                Op::StartTextSection,
                Op::SetFont { font: font.clone(), size: Pt(size) },
                Op::SetFillColor { col: Ink::Mark.color() },
                Op::SetTextMatrix { matrix: TextMatrix::Raw(turn) },
                Op::ShowText { items: items.clone() },
                Op::EndTextSection,
                Op::EndMarkedContent,
            ];
            drop(page.splice(0..0, under));
        }
    }

    /// The PDF, with its tags.
    pub(super) fn finish(self, title: &str, language: &str) -> Vec<u8> {
        let mut document = PdfDocument::new(title);
        for (id, font) in self.faces.subsets() {
            let _ = document.resources.fonts.map.insert(id, PdfFont::new(font));
        }
        let (width, height) = (Mm::from(Pt(self.width)), Mm::from(Pt(self.height)));
        document.pages =
            self.pages.into_iter().map(|ops| PdfPage::new(width, height, ops)).collect();
        self.tags.write(&document, title, language)
    }

    fn ops(&mut self) -> &mut Vec<Op> {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn artifact<const N: usize>(&mut self, ops: [Op; N]) {
        self.ops().push(Op::BeginMarkedContent { tag: "Artifact".into() });
        self.ops().extend(ops);
        self.ops().push(Op::EndMarkedContent);
    }

    fn corner(&self, x: f32, y: f32) -> LinePoint {
        LinePoint { p: Point { x: Pt(x), y: Pt(self.height - y) }, bezier: false }
    }

    fn rectangle(
        &self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        mode: PaintMode,
    ) -> Polygon {
        let (right, bottom) = (x + width, y + height);
        let corners = [(x, y), (right, y), (right, bottom), (x, bottom)];
        let points = corners.map(|(x, y)| self.corner(x, y)).to_vec();
        Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero }
    }
}
