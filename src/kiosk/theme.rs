//! The colours of the terminal: five themes of fixed colours, never computed ones.
//!
//! A generated palette loses the borders on black; these are chosen by hand, and a test measures
//! every pair (7:1 for words, 3:1 for borders, icons and the focus ring).

use crate::kiosk::page::Tone;
use iced::Color;

/// Which set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// White and yellow on black.
    Contrast,
    /// Black on white.
    ContrastLight,
    /// Light grey on dark grey.
    Dark,
    /// Brown on cream: no pure white, less glare.
    Soft,
}

/// A pair of colours that are drawn on one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tint {
    /// Words, icons, borders.
    pub ink: Color,
    /// What they stand on.
    pub bed: Color,
}

/// The colours of a theme, by role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colours {
    /// The screen.
    pub paper: Color,
    /// Words.
    pub text: Color,
    /// Secondary words.
    pub muted: Color,
    /// An example in an empty entry.
    pub pale: Color,
    /// Lines that separate; they carry no meaning alone.
    pub line: Color,
    /// The colour of what one may do.
    pub primary: Color,
    /// On `primary`.
    pub on_primary: Color,
    /// Under what is chosen or typed.
    pub soft: Color,
    /// Under the keys of the keyboard.
    pub keyboard: Color,
    /// Borders of cards and keys.
    pub border: Color,
    /// Borders of entries, radios, ticks.
    pub edge: Color,
    /// The ring of the focus.
    pub focus: Color,
    /// Between the ring and what has the focus: with the ring, it is seen on any ground.
    pub halo: Color,
    /// Progress to come.
    pub ahead: Color,
    /// Done, saved, and the button that calls somebody.
    pub success: Tint,
    /// Waiting, offline.
    pub waiting: Tint,
    /// To correct.
    pub alert: Tint,
    /// Around a dialog: seen on the page that is dimmed.
    pub sheet: Color,
    /// Over the page under a dialog.
    pub dim: Color,
    /// Over a control while it is held.
    pub held: Color,
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::from_rgb8(r, g, b)
}

const LIGHT: Colours = Colours {
    paper: Color::WHITE,
    text: rgb(0x161616),
    muted: rgb(0x4a4a4a),
    pale: rgb(0x6b6b6b),
    line: rgb(0xcecece),
    primary: rgb(0x000091),
    on_primary: Color::WHITE,
    soft: rgb(0xf5f5fe),
    keyboard: rgb(0xe3e3fd),
    border: rgb(0x767676),
    edge: rgb(0x161616),
    focus: rgb(0x0a76f6),
    halo: Color::WHITE,
    ahead: rgb(0xcecece),
    success: Tint { ink: rgb(0x0f5a2b), bed: rgb(0xe3fdeb) },
    waiting: Tint { ink: rgb(0x8a3c00), bed: rgb(0xfff2e6) },
    alert: Tint { ink: rgb(0x9f0300), bed: rgb(0xffe9e9) },
    sheet: Color::WHITE,
    dim: Color { a: 0.66, ..Color::BLACK },
    held: Color { r: 0.0, g: 0.0, b: 0.57, a: 0.12 },
};

const CONTRAST: Colours = Colours {
    paper: Color::BLACK,
    text: Color::WHITE,
    muted: Color::WHITE,
    pale: rgb(0xbababa),
    line: Color::WHITE,
    primary: rgb(0xffff00),
    on_primary: Color::BLACK,
    soft: Color::BLACK,
    keyboard: Color::BLACK,
    border: Color::WHITE,
    edge: Color::WHITE,
    focus: rgb(0x00e5ff),
    halo: Color::BLACK,
    ahead: rgb(0x767676),
    success: Tint { ink: rgb(0x00ff6a), bed: Color::BLACK },
    waiting: Tint { ink: rgb(0xffb000), bed: Color::BLACK },
    alert: Tint { ink: rgb(0xff9c9c), bed: Color::BLACK },
    sheet: Color::WHITE,
    dim: Color { a: 0.75, ..Color::BLACK },
    held: Color { a: 0.2, ..Color::WHITE },
};

const CONTRAST_LIGHT: Colours = Colours {
    paper: Color::WHITE,
    text: Color::BLACK,
    muted: Color::BLACK,
    pale: rgb(0x3a3a3a),
    line: Color::BLACK,
    primary: rgb(0x000080),
    on_primary: Color::WHITE,
    soft: Color::WHITE,
    keyboard: Color::WHITE,
    border: Color::BLACK,
    edge: Color::BLACK,
    focus: rgb(0x0a6be0),
    halo: Color::WHITE,
    ahead: rgb(0x929292),
    success: Tint { ink: rgb(0x00401b), bed: Color::WHITE },
    waiting: Tint { ink: rgb(0x5c2800), bed: Color::WHITE },
    alert: Tint { ink: rgb(0x7a0000), bed: Color::WHITE },
    sheet: Color::BLACK,
    dim: Color { a: 0.75, ..Color::BLACK },
    held: Color { a: 0.2, ..Color::BLACK },
};

const DARK: Colours = Colours {
    paper: rgb(0x1f2127),
    text: rgb(0xe8e8ea),
    muted: rgb(0xc6c8ce),
    pale: rgb(0x9fa3ad),
    line: rgb(0x4a4d56),
    primary: rgb(0xb8ccff),
    on_primary: rgb(0x11141d),
    soft: rgb(0x2a2d37),
    keyboard: rgb(0x272a33),
    border: rgb(0x8d919c),
    edge: rgb(0xc6c8ce),
    focus: rgb(0x35a8ff),
    halo: rgb(0x1f2127),
    ahead: rgb(0x4a4d56),
    success: Tint { ink: rgb(0x93e0b0), bed: rgb(0x1c3226) },
    waiting: Tint { ink: rgb(0xffc680), bed: rgb(0x3a2b16) },
    alert: Tint { ink: rgb(0xffb3ad), bed: rgb(0x432020) },
    sheet: rgb(0x8d919c),
    dim: Color { a: 0.7, ..Color::BLACK },
    held: Color { a: 0.06, ..Color::WHITE },
};

const SOFT: Colours = Colours {
    paper: rgb(0xf7efdc),
    text: rgb(0x2b241a),
    muted: rgb(0x4a4031),
    pale: rgb(0x6b5f4b),
    line: rgb(0xd6c9ac),
    primary: rgb(0x1d4560),
    on_primary: rgb(0xfbf5e6),
    soft: rgb(0xefe5cc),
    keyboard: rgb(0xe9dec3),
    border: rgb(0x7d715b),
    edge: rgb(0x2b241a),
    focus: rgb(0x1a6fb5),
    halo: rgb(0xf7efdc),
    ahead: rgb(0xd6c9ac),
    success: Tint { ink: rgb(0x1d4d2c), bed: rgb(0xe2ecd0) },
    waiting: Tint { ink: rgb(0x6e3308), bed: rgb(0xf7e1bd) },
    alert: Tint { ink: rgb(0x851a12), bed: rgb(0xf6dcd0) },
    sheet: rgb(0xf7efdc),
    dim: Color { a: 0.66, ..rgb(0x2b241a) },
    held: Color { a: 0.09, ..rgb(0x2b241a) },
};

impl Theme {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Light, Self::Contrast, Self::ContrastLight, Self::Dark, Self::Soft];

    /// Its colours.
    pub const fn colours(self) -> &'static Colours {
        match self {
            Self::Light => &LIGHT,
            Self::Contrast => &CONTRAST,
            Self::ContrastLight => &CONTRAST_LIGHT,
            Self::Dark => &DARK,
            Self::Soft => &SOFT,
        }
    }

    /// The name that is kept with a draft.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "clair",
            Self::Contrast => "contraste",
            Self::ContrastLight => "contraste-clair",
            Self::Dark => "sombre",
            Self::Soft => "doux",
        }
    }

    /// The theme of this name; the light one for an unknown name.
    pub fn of_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

impl Colours {
    /// The colours of a tone: its words, and what they stand on inside a frame.
    pub const fn tint(&self, tone: Tone) -> Tint {
        match tone {
            Tone::Plain => Tint { ink: self.text, bed: self.paper },
            Tone::Muted => Tint { ink: self.muted, bed: self.soft },
            Tone::Success => self.success,
            Tone::Waiting => self.waiting,
            Tone::Alert => self.alert,
        }
    }
}

/// The contrast of two opaque colours, from 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(one: Color, other: Color) -> f32 {
    let luminance = |colour: Color| {
        let [r, g, b, _] = colour.into_linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}
