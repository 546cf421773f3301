//! The fonts, embedded: a screen looks the same on every machine, without a font package.

use iced::Font;
use iced::font::Weight;

/// The files to load before the first frame.
pub const FILES: [&[u8]; 5] = [
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../../assets/fonts/Lucide-subset.ttf"),
    // Letters that Atkinson does not have are looked for here, by the name of this family.
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Bold.ttf"),
];

/// Words.
pub const TEXT: Font = Font::with_name("Atkinson Hyperlegible Next");

/// Words that stand out.
pub const BOLD: Font = Font { weight: Weight::Bold, ..TEXT };

/// Icons.
pub const ICONS: Font = Font::with_name("Lucide");
