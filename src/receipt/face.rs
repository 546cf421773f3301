//! The faces of the paper: measured glyph by glyph, subset to what was used.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use printpdf::{Codepoint, FontId, ParsedFont};
use subsetter::GlyphRemapper;

use super::shape::Glyph;

/// How strong a word looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Which letters a face has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Arabic,
}

/// One of the four faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hand {
    script: Script,
    weight: Weight,
}

const FILES: [&[u8]; Hand::COUNT] = [
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Bold.ttf"),
];

/// Six letters before the name say that the font is a subset (ISO 32000-1, 9.6.4).
const NAMES: [&str; Hand::COUNT] = [
    "MPNREG+AtkinsonHyperlegibleNext-Regular",
    "MPNBLD+AtkinsonHyperlegibleNext-Bold",
    "MPNARR+NotoSansArabic-Regular",
    "MPNARB+NotoSansArabic-Bold",
];

const IDS: [&str; Hand::COUNT] = ["regular", "bold", "arabic", "arabic-bold"];

impl Hand {
    /// How many there are.
    pub(super) const COUNT: usize = 4;

    const ALL: [Self; Self::COUNT] = [
        Self { script: Script::Latin, weight: Weight::Regular },
        Self { script: Script::Latin, weight: Weight::Bold },
        Self { script: Script::Arabic, weight: Weight::Regular },
        Self { script: Script::Arabic, weight: Weight::Bold },
    ];

    /// Its place among the four.
    pub(super) const fn at(self) -> usize {
        let script = match self.script {
            Script::Latin => 0,
            Script::Arabic => 2,
        };
        match self.weight {
            Weight::Regular => script,
            Weight::Bold => script + 1,
        }
    }

    /// The font file.
    pub(super) fn bytes(self) -> &'static [u8] {
        FILES[self.at()]
    }

    /// Name of the resource in the PDF.
    pub(super) fn id(self) -> FontId {
        FontId(IDS[self.at()].to_owned())
    }
}

/// The source fonts, read once: reading them takes as long as drawing a paper.
fn parsed(hand: Hand) -> &'static ParsedFont {
    static FONTS: [OnceLock<ParsedFont>; Hand::COUNT] = [const { OnceLock::new() }; Hand::COUNT];
    #[expect(clippy::expect_used, reason = "the font is part of the program, and of its tests")]
    FONTS[hand.at()].get_or_init(|| {
        ParsedFont::from_bytes(hand.bytes(), 0, &mut Vec::new()).expect("an embedded font")
    })
}

/// The faces, and the glyphs that the paper has used so far.
#[derive(Default)]
pub(super) struct Faces {
    used: [Used; Hand::COUNT],
}

struct Used {
    glyphs: GlyphRemapper,
    characters: BTreeMap<u32, u16>,
}

impl Default for Used {
    fn default() -> Self {
        Self { glyphs: GlyphRemapper::new(), characters: BTreeMap::new() }
    }
}

impl Faces {
    /// Who writes this sign: the Latin face, unless only the Arabic one has it.
    pub(super) fn hand(&self, weight: Weight, sign: char) -> Hand {
        let has = |script| parsed(Hand { script, weight }).lookup_glyph_index(sign as u32);
        let latin = has(Script::Latin).is_some() || has(Script::Arabic).is_none();
        Hand { script: if latin { Script::Latin } else { Script::Arabic }, weight }
    }

    /// The glyph of a sign that stands by itself. A sign that the face lacks becomes a plain
    /// space (narrow spaces) or a question mark.
    pub(super) fn plain(&self, weight: Weight, sign: char) -> Glyph {
        let hand = Hand { script: Script::Latin, weight };
        let font = parsed(hand);
        let stand_in = if sign.is_whitespace() { ' ' } else { '?' };
        let id = font
            .lookup_glyph_index(sign as u32)
            .or_else(|| font.lookup_glyph_index(stand_in as u32))
            .unwrap_or(0);
        let advance = self.width(hand, id);
        Glyph { hand, id, text: sign.to_string(), advance, shift: (0.0, 0.0) }
    }

    /// Units of the font in one em.
    pub(super) fn em(&self, hand: Hand) -> f32 {
        f32::from(parsed(hand).units_per_em.max(1))
    }

    /// The advance that the PDF gives to a glyph, in ems.
    pub(super) fn width(&self, hand: Hand, id: u16) -> f32 {
        f32::from(parsed(hand).get_glyph_width(id).unwrap_or(0)) / self.em(hand)
    }

    /// A glyph as the page writes it, `spacing` in thousandths of an em after it.
    pub(super) fn write(&mut self, glyph: &Glyph, spacing: f32) -> Codepoint {
        let more = (glyph.advance - self.width(glyph.hand, glyph.id)) * 1000.0;
        let used = &mut self.used[glyph.hand.at()];
        let id = used.glyphs.remap(glyph.id);
        let mut signs = glyph.text.chars();
        if let (Some(only), None) = (signs.next(), signs.next()) {
            let _known = used.characters.insert(only as u32, id);
        }
        // A ten-thousandth of an em is seen by nobody, and would be written for each glyph.
        let more = if more.abs() < 0.1 { 0.0 } else { more };
        Codepoint::with_cid(id, -(spacing + more), glyph.text.clone())
    }

    /// The fonts to embed: only what was used, renumbered.
    pub(super) fn subsets(&self) -> impl Iterator<Item = (FontId, ParsedFont)> {
        let used = |hand: &Hand| self.used[hand.at()].glyphs.num_gids() > 1;
        Hand::ALL.into_iter().filter(used).map(|hand| (hand.id(), self.subset(hand)))
    }

    fn subset(&self, hand: Hand) -> ParsedFont {
        let used = &self.used[hand.at()];
        let source = parsed(hand);
        let bytes = subsetter::subset(hand.bytes(), 0, &used.glyphs);
        #[expect(clippy::expect_used, reason = "the font is part of the program, and of its tests")]
        let bytes = bytes.expect("a subset of an embedded font");
        let widths = used
            .glyphs
            .remapped_gids()
            .enumerate()
            .map(|(new, old)| (new as u16, source.get_glyph_width(old).unwrap_or(0)))
            .collect();
        let mut font = ParsedFont::with_glyph_data(
            bytes,
            0,
            Some(NAMES[hand.at()].to_owned()),
            used.characters.clone(),
            widths,
            source.units_per_em,
            source.font_metrics.clone(),
        );
        font.pdf_font_metrics = source.pdf_font_metrics.clone();
        font
    }
}
