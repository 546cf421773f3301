//! The two faces of the paper: measured glyph by glyph, subset to what was used.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use printpdf::{Codepoint, FontId, ParsedFont};
use subsetter::GlyphRemapper;

/// Which of the two faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// One face: the source font and the glyphs that the paper has used so far.
pub(super) struct Face {
    bytes: &'static [u8],
    source: &'static ParsedFont,
    /// Six letters before the name say that the font is a subset (ISO 32000-1, 9.6.4).
    name: &'static str,
    id: &'static str,
    used: GlyphRemapper,
    characters: BTreeMap<u32, u16>,
}

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf");

/// The source fonts, read once: reading them takes as long as drawing a paper.
fn parsed(weight: Weight) -> &'static ParsedFont {
    static FONTS: [OnceLock<ParsedFont>; 2] = [const { OnceLock::new() }; 2];
    let (font, bytes) = match weight {
        Weight::Regular => (&FONTS[0], REGULAR),
        Weight::Bold => (&FONTS[1], BOLD),
    };
    #[expect(clippy::expect_used, reason = "the font is part of the program, and of its tests")]
    font.get_or_init(|| {
        ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).expect("an embedded font")
    })
}

impl Face {
    /// The face that the program carries inside.
    pub(super) fn new(weight: Weight) -> Self {
        let (bytes, name, id) = match weight {
            Weight::Regular => (REGULAR, "MPNREG+AtkinsonHyperlegibleNext-Regular", "regular"),
            Weight::Bold => (BOLD, "MPNBLD+AtkinsonHyperlegibleNext-Bold", "bold"),
        };
        let source = parsed(weight);
        let used = GlyphRemapper::new();
        Self { bytes, source, name, id, used, characters: BTreeMap::new() }
    }

    /// Name of the resource in the PDF.
    pub(super) fn id(&self) -> FontId {
        FontId(self.id.to_owned())
    }

    /// Width of a text at 1 pt, in points.
    pub(super) fn measure(&self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(self.glyph(c))).sum()
    }

    /// Glyph run of a text, `spacing` in thousandths of an em after each glyph.
    pub(super) fn run(&mut self, text: &str, spacing: f32) -> Vec<Codepoint> {
        text.chars()
            .map(|c| {
                let glyph = self.used.remap(self.glyph(c));
                let _ = self.characters.insert(c as u32, glyph);
                Codepoint::with_cid(glyph, -spacing, c.to_string())
            })
            .collect()
    }

    /// The font to embed: only the glyphs that were used, renumbered.
    pub(super) fn subset(&self) -> ParsedFont {
        let bytes = subsetter::subset(self.bytes, 0, &self.used);
        #[expect(clippy::expect_used, reason = "the font is part of the program, and of its tests")]
        let bytes = bytes.expect("a subset of an embedded font");
        let widths = self
            .used
            .remapped_gids()
            .enumerate()
            .map(|(new, old)| (new as u16, self.source.get_glyph_width(old).unwrap_or(0)))
            .collect();
        let mut font = ParsedFont::with_glyph_data(
            bytes,
            0,
            Some(self.name.to_owned()),
            self.characters.clone(),
            widths,
            self.source.units_per_em,
            self.source.font_metrics.clone(),
        );
        font.pdf_font_metrics = self.source.pdf_font_metrics.clone();
        font
    }

    /// A character that the face lacks becomes a plain space (narrow spaces) or a question mark.
    fn glyph(&self, character: char) -> u16 {
        let stand_in = if character.is_whitespace() { ' ' } else { '?' };
        self.source
            .lookup_glyph_index(character as u32)
            .or_else(|| self.source.lookup_glyph_index(stand_in as u32))
            .unwrap_or(0)
    }

    fn advance(&self, glyph: u16) -> f32 {
        let width = f32::from(self.source.get_glyph_width(glyph).unwrap_or(0));
        width / f32::from(self.source.units_per_em.max(1))
    }
}
