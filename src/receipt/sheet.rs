//! A page under the pen: text that wraps, lines, frames. Distances are points from the top left.

use printpdf::{
    Color, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Point,
    Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::face::{Face, Weight};
use super::tags::{Role, Tags};

/// Colours of the paper. Every state has its words beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Muted,
    Primary,
    Waiting,
    Line,
    Mark,
    Black,
}

impl Ink {
    fn color(self) -> Color {
        let [r, g, b] = match self {
            Ink::Text => [0x16, 0x16, 0x16],
            Ink::Muted => [0x4a, 0x4a, 0x4a],
            Ink::Primary => [0x00, 0x00, 0x91],
            Ink::Waiting => [0x8a, 0x3c, 0x00],
            Ink::Line => [0xce, 0xce, 0xce],
            Ink::Mark => [0xe3, 0xe3, 0xe3],
            Ink::Black => [0, 0, 0],
        };
        let part = |value: u8| f32::from(value) / 255.0;
        Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
    }
}

/// Words of one weight and colour inside a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    text: &'a str,
    weight: Weight,
    ink: Ink,
}

impl<'a> Run<'a> {
    pub(super) fn regular(text: &'a str, ink: Ink) -> Self {
        Self { text, weight: Weight::Regular, ink }
    }

    pub(super) fn bold(text: &'a str, ink: Ink) -> Self {
        Self { text, weight: Weight::Bold, ink }
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

/// Side of the column that the lines touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
    Middle,
}

/// A word that does not break, already measured.
struct Word<'a> {
    run: Run<'a>,
    text: &'a str,
    width: f32,
}

/// Pages under the pen.
pub(super) struct Sheet {
    width: f32,
    height: f32,
    margin: f32,
    /// Where the next thing goes, from the top.
    pub(super) y: f32,
    pages: Vec<Vec<Op>>,
    regular: Face,
    bold: Face,
    tags: Tags,
}

impl Sheet {
    /// An A4 page with the margins of the receipt.
    pub(super) fn a4() -> Self {
        Self::new(595.28, 841.89, 43.2)
    }

    /// A page of any size, in points.
    pub(super) fn new(width: f32, height: f32, margin: f32) -> Self {
        Self {
            width,
            height,
            margin,
            y: margin,
            pages: vec![Vec::new()],
            regular: Face::new(Weight::Regular),
            bold: Face::new(Weight::Bold),
            tags: Tags::default(),
        }
    }

    /// Start of the column.
    pub(super) fn left(&self) -> f32 {
        self.margin
    }

    /// Width of the column.
    pub(super) fn column(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    /// The whole column at a size, base lines about a third more apart.
    pub(super) fn style(&self, size: f32) -> Style {
        let width = self.column();
        let leading = size * 1.38;
        Style { x: self.left(), width, size, leading, spacing: 0.0, align: Align::Left }
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

    /// Turns the page when less than `height` is left above the bottom margin.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > self.height - self.margin {
            self.turn();
        }
    }

    /// A paragraph; the pen goes under it.
    pub(super) fn paragraph(&mut self, role: Role, runs: &[Run<'_>], style: Style) {
        let lines = self.wrap(runs, &style);
        self.need(style.leading * lines.len() as f32);
        let page = self.pages.len() - 1;
        let open = self.tags.open(role, page);
        self.ops().push(open);
        for line in &lines {
            self.y += style.leading;
            self.line_of_text(line, &style);
        }
        self.ops().push(Op::EndMarkedContent);
    }

    /// How high a paragraph would be.
    pub(super) fn height_of(&self, runs: &[Run<'_>], style: &Style) -> f32 {
        self.wrap(runs, style).len() as f32 * style.leading
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

    /// Filled squares of one figure, told in words for who cannot see it.
    pub(super) fn squares(
        &mut self,
        alt: &str,
        at: (f32, f32),
        side: f32,
        dark: &[(usize, usize)],
    ) {
        let page = self.pages.len() - 1;
        let open = self.tags.open_figure(alt, page);
        self.ops().extend([open, Op::SetFillColor { col: Ink::Black.color() }]);
        for &(column, row) in dark {
            let corner = (at.0 + column as f32 * side, at.1 + row as f32 * side);
            // A hair wider than its cell, so that no white line shows between two squares.
            let polygon = self.rectangle(corner, (side * 1.01, side * 1.01), PaintMode::Fill);
            self.ops().push(Op::DrawPolygon { polygon });
        }
        self.ops().push(Op::EndMarkedContent);
    }

    /// Words across every page from corner to corner, pale, under everything else: no content,
    /// so they are also to be written as a paragraph.
    pub(super) fn mark(&mut self, words: &str) {
        let diagonal = self.width.hypot(self.height);
        let rise = self.height / diagonal;
        let size = diagonal * 0.82 / self.bold.measure(words);
        // The middle of the words is the middle of the page.
        let back = diagonal * 0.41;
        let (x, y) = (
            self.width / 2.0 - back * self.width / diagonal + size * 0.3 * rise,
            self.height / 2.0 - back * rise - size * 0.3 * self.width / diagonal,
        );
        let turn = [self.width / diagonal, rise, -rise, self.width / diagonal, x, y];
        let glyphs = self.bold.run(words, 0.0);
        let font = PdfFontHandle::External(self.bold.id());
        for page in &mut self.pages {
            let under = [
                Op::BeginMarkedContent { tag: "Artifact".into() },
                Op::StartTextSection,
                Op::SetFont { font: font.clone(), size: Pt(size) },
                Op::SetFillColor { col: Ink::Mark.color() },
                Op::SetTextMatrix { matrix: TextMatrix::Raw(turn) },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.clone())] },
                Op::EndTextSection,
                Op::EndMarkedContent,
            ];
            drop(page.splice(0..0, under));
        }
    }

    /// The PDF, with its tags.
    pub(super) fn finish(self, title: &str, language: &str) -> Vec<u8> {
        let mut document = PdfDocument::new(title);
        for face in [&self.regular, &self.bold] {
            let _ = document.resources.fonts.map.insert(face.id(), PdfFont::new(face.subset()));
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

    fn face(&mut self, weight: Weight) -> &mut Face {
        match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        }
    }

    fn measure(&self, weight: Weight, text: &str, style: &Style) -> f32 {
        let face = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let spacing = style.spacing / 1000.0 * text.chars().count() as f32;
        (face.measure(text) + spacing) * style.size
    }

    /// Greedy lines. Only the plain space breaks; a word wider than the column is cut.
    fn wrap<'a>(&self, runs: &[Run<'a>], style: &Style) -> Vec<Vec<Word<'a>>> {
        let space = self.measure(Weight::Regular, " ", style);
        let mut lines = vec![Vec::new()];
        let mut used = 0.0;
        for run in runs {
            for text in run.text.split(' ').filter(|text| !text.is_empty()) {
                for text in self.cut(text, run.weight, style) {
                    let width = self.measure(run.weight, text, style);
                    let gap = if used > 0.0 { space } else { 0.0 };
                    if used > 0.0 && used + gap + width > style.width {
                        lines.push(Vec::new());
                        used = width;
                    } else {
                        used += gap + width;
                    }
                    let last = lines.len() - 1;
                    lines[last].push(Word { run: *run, text, width });
                }
            }
        }
        lines
    }

    /// A word in pieces that each fit the column.
    fn cut<'a>(&self, word: &'a str, weight: Weight, style: &Style) -> Vec<&'a str> {
        let mut pieces = Vec::new();
        let mut rest = word;
        while self.measure(weight, rest, style) > style.width && rest.chars().count() > 1 {
            let mut end = 0;
            for (at, character) in rest.char_indices() {
                let next = at + character.len_utf8();
                if end > 0 && self.measure(weight, &rest[..next], style) > style.width {
                    break;
                }
                end = next;
            }
            let (piece, more) = rest.split_at(end);
            pieces.push(piece);
            rest = more;
        }
        if !rest.is_empty() {
            pieces.push(rest);
        }
        pieces
    }

    fn line_of_text(&mut self, words: &[Word<'_>], style: &Style) {
        let space = self.measure(Weight::Regular, " ", style);
        let gaps = space * words.len().saturating_sub(1) as f32;
        let total: f32 = words.iter().map(|word| word.width).sum::<f32>() + gaps;
        let mut x = match style.align {
            Align::Left => style.x,
            Align::Right => style.x + style.width - total,
            Align::Middle => style.x + (style.width - total) / 2.0,
        };
        // The base line stands a little above the foot of the line's box.
        let y = self.height - (self.y - style.leading * 0.24);
        for word in words {
            let face = self.face(word.run.weight);
            let font = PdfFontHandle::External(face.id());
            let mut glyphs = face.run(word.text, style.spacing);
            // The space is written too, so that a copied text keeps its words apart.
            glyphs.extend(face.run(" ", 0.0));
            self.ops().extend([
                Op::StartTextSection,
                Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } },
                Op::SetFont { font, size: Pt(style.size) },
                Op::SetFillColor { col: word.run.ink.color() },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] },
                Op::EndTextSection,
            ]);
            x += word.width + space;
        }
    }
}
