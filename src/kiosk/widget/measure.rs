//! All sizes, in pixels of the reference screen: 1920×1080 on 21.5 inches, 0.248 mm a pixel.
//!
//! Sizes follow the window and its millimetres (`Glass`); those of words and icons follow the
//! zoom too. What is touched is never smaller than a finger (`Pen::touch`).

/// How large the words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// 100 %.
    #[default]
    Normal,
    /// 150 %.
    Large,
    /// 200 %.
    Largest,
}

impl Zoom {
    /// From the smallest.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    /// The one nearest to a number of percent: 100, 150, 200.
    pub const fn of_percent(percent: u16) -> Self {
        match percent {
            0..=125 => Self::Normal,
            126..=175 => Self::Large,
            _ => Self::Largest,
        }
    }

    /// What the sizes of words are multiplied by.
    pub const fn factor(self) -> f32 {
        match self {
            Self::Normal => 1.0,
            Self::Large => 1.5,
            Self::Largest => 2.0,
        }
    }
}

pub(super) const TOP_BAR: f32 = 104.0;
pub(super) const BOTTOM_BAR: f32 = 128.0;
/// The bottom bar in two lines.
pub(super) const BOTTOM_BAR_HIGH: f32 = 300.0;
/// In low mode, this share of the window is only read.
pub(super) const FOLD: f32 = 0.4;
/// What a lens magnifies by.
pub(super) const LENS: f32 = 2.0;
pub(super) const MARGIN: f32 = 56.0;
pub(super) const MARGIN_PORTRAIT: f32 = 40.0;
pub(super) const RULE: f32 = 2.0;
/// Bars grow less than the page: they are always there, and hold what one already knows.
pub(super) const BAR_ZOOM: f32 = 1.5;

// Words.
/// Lines of a paragraph, as a share of its letters.
pub(super) const LEADING: f32 = 1.5;
/// Signs of the longest line: a shorter text from the left may take the whole width.
pub(super) const MOST_SIGNS: usize = 80;
/// The longest line of a longer text, as a share of its letters: no more than 80 signs.
pub(super) const LONGEST: f32 = 32.0;
/// The same where letters are narrower, those of Arabic.
pub(super) const LONGEST_FROM_THE_RIGHT: f32 = 22.0;
pub(super) const PRODUCT: f32 = 30.0;
pub(super) const PLACE: f32 = 24.0;
pub(super) const CRUMB: f32 = 24.0;
pub(super) const TITLE: f32 = 52.0;
pub(super) const TITLE_TIGHT: f32 = 40.0;
/// The disc of the drawing beside a title.
pub(super) const PICTURE: f32 = 72.0;
pub(super) const PICTURE_TIGHT: f32 = 48.0;
pub(super) const TITLE_GRAND: f32 = 64.0;
pub(super) const BODY: f32 = 28.0;
pub(super) const BODY_ASIDE: f32 = 26.0;
pub(super) const BODY_DIALOG: f32 = 32.0;
pub(super) const LABEL: f32 = 26.0;
pub(super) const ENTRY: f32 = 40.0;
pub(super) const ENTRY_SHORT: f32 = 48.0;
pub(super) const ENTRY_TIGHT: f32 = 36.0;
pub(super) const CARD: f32 = 32.0;
pub(super) const CARD_TIGHT: f32 = 28.0;
pub(super) const DETAIL: f32 = 24.0;
pub(super) const DETAIL_TIGHT: f32 = 24.0;
pub(super) const TILE: f32 = 36.0;
pub(super) const TOTAL: f32 = 40.0;
pub(super) const TILE_LOW: f32 = 30.0;
pub(super) const TOOL: f32 = 22.0;
pub(super) const KEY: f32 = 32.0;
pub(super) const KEY_WORD: f32 = 26.0;
pub(super) const PAD_KEY: f32 = 44.0;
pub(super) const CODE: f32 = 80.0;
pub(super) const NUMBER: f32 = 60.0;
pub(super) const COUNTDOWN: f32 = 144.0;

// Shapes.
pub(super) const BORDER: f32 = 3.0;
pub(super) const BORDER_KEY: f32 = 2.0;
pub(super) const RADIUS: f32 = 14.0;
pub(super) const RADIUS_CARD: f32 = 18.0;
pub(super) const RADIUS_KEY: f32 = 12.0;
pub(super) const RADIUS_TILE: f32 = 20.0;
pub(super) const RADIUS_DIALOG: f32 = 24.0;
pub(super) const RING: f32 = 5.0;
/// In pixels of any screen.
pub(super) const RING_LEAST: f32 = 4.0;
pub(super) const RING_GAP: f32 = 4.0;
pub(super) const BUTTON: f32 = 88.0;
pub(super) const FIELD: f32 = 103.0;
pub(super) const FIELD_TIGHT: f32 = 82.0;
pub(super) const CARD_HEIGHT: f32 = 104.0;
pub(super) const CARD_HEIGHT_TIGHT: f32 = 94.0;
pub(super) const TILE_HEIGHT: f32 = 476.0;
pub(super) const TILE_WIDE_HEIGHT: f32 = 250.0;
pub(super) const TILE_LOW_HEIGHT: f32 = 137.0;
pub(super) const CHIP: f32 = 68.0;
pub(super) const SEGMENT: f32 = 12.0;
pub(super) const SEGMENT_CURRENT: f32 = 20.0;
pub(super) const RADIO: f32 = 44.0;
pub(super) const ICON: f32 = 36.0;
pub(super) const ICON_TOOL: f32 = 40.0;
pub(super) const ICON_TILE: f32 = 80.0;
pub(super) const ROW_HEIGHT: f32 = 84.0;
/// A window less wide than this has no room for a question and its answer side by side.
pub(super) const WIDE: f32 = 1600.0;
pub(super) const NARROW: f32 = 1000.0;
pub(super) const ROW_LABEL: f32 = 420.0;
pub(super) const ASIDE: f32 = 428.0;
pub(super) const ASIDE_WIDE: f32 = 618.0;
pub(super) const DIALOG: f32 = 1050.0;

// The keyboard.
pub(super) const KEY_HEIGHT: f32 = 74.0;
/// What a question and its entry need above a keyboard.
pub(super) const QUESTION: f32 = 290.0;
pub(super) const KEY_GAP: f32 = 10.0;
/// A letter key is ten units wide.
pub(super) const KEY_UNIT: f32 = 15.0;
pub(super) const KEYBOARD_EDGE: f32 = 16.0;
pub(super) const KEYBOARD_SIDE: f32 = 16.0;
pub(super) const PAD_WIDTH: f32 = 560.0;
pub(super) const PAD_HEIGHT: f32 = 95.0;
pub(super) const PAD_ABOVE: f32 = 128.0;
pub(super) const PAD_EDGE: f32 = 16.0;
pub(super) const PAD_GAP: f32 = 15.0;
