//! Contrast of every pair of colours that is drawn, and the icons that must be in the font.

use iced::Color;
use mon_point_numerique::kiosk::font;
use mon_point_numerique::kiosk::icon;
use mon_point_numerique::kiosk::page::{Icon, Mark, Tone};
use mon_point_numerique::kiosk::theme::{Colours, Theme, contrast};
use std::collections::BTreeSet;

#[test]
fn the_measure_agrees_with_known_values() {
    let known = [
        (0x000000, 21.0),
        (0x767676, 4.54),
        (0x777777, 4.48),
        (0x595959, 7.00),
        (0x000091, 14.91),
        (0x161616, 18.10),
        (0x3a3a3a, 11.37),
        (0x666666, 5.74),
        (0x929292, 3.11),
        (0xce0500, 5.76),
        (0x18753c, 5.76),
        (0xb34000, 5.75),
        (0x0063cb, 5.76),
        (0x6a6af4, 4.22),
    ];
    for (hex, expected) in known {
        let found = contrast(rgb(hex), Color::WHITE);
        assert!((found - expected).abs() < 0.01, "{found} for {expected} ({hex:06x})");
    }
    assert!((contrast(rgb(0xffff00), Color::BLACK) - 19.56).abs() < 0.01);
}

fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::from_rgb8(r, g, b)
}

/// Every pair of ink and ground that carries words, by name.
fn words(c: &Colours) -> Vec<(&'static str, Color, Color)> {
    let mut pairs = vec![
        ("text", c.text, c.paper),
        ("text in an entry", c.text, c.soft),
        ("a key", c.text, c.paper),
        ("muted", c.muted, c.paper),
        ("muted in a card", c.muted, c.soft),
        ("primary", c.primary, c.paper),
        ("primary in a card", c.primary, c.soft),
        ("on primary", c.on_primary, c.primary),
    ];
    for tone in [Tone::Plain, Tone::Muted, Tone::Success, Tone::Waiting, Tone::Alert] {
        let tint = c.tint(tone);
        pairs.push(("tone", tint.ink, tint.bed));
        pairs.push(("tone on paper", tint.ink, c.paper));
    }
    pairs
}

/// What is seen under a veil.
fn under(veil: Color, colour: Color) -> Color {
    let mix = |veiled: f32, bare: f32| veil.a * veiled + (1.0 - veil.a) * bare;
    Color::from_rgb(mix(veil.r, colour.r), mix(veil.g, colour.g), mix(veil.b, colour.b))
}

#[test]
fn words_are_seven_to_one() {
    for theme in Theme::ALL {
        let c = theme.colours();
        for (name, ink, bed) in words(c) {
            let found = contrast(ink, bed);
            assert!(found >= 7.0, "{theme:?}: {name} is {found}");
            let held = contrast(under(c.held, ink), under(c.held, bed));
            let least = if name.starts_with("tone") { 4.5 } else { 7.0 };
            assert!(held >= least, "{theme:?}: {name}, held, is {held}");
        }
        // An example is not an answer: it may be paler, never hard to read.
        assert!(contrast(c.pale, c.soft) >= 4.5, "{theme:?}: an example");
    }
}

#[test]
fn borders_and_rings_are_three_to_one() {
    for theme in Theme::ALL {
        let c = theme.colours();
        let pairs = [
            ("border", c.border, c.paper),
            ("border of a key", c.border, c.keyboard),
            ("edge", c.edge, c.paper),
            ("edge of an entry", c.edge, c.soft),
            ("ring and its halo", c.focus, c.halo),
            ("ring on paper", c.focus, c.paper),
            ("ring beside the keyboard", c.focus, c.keyboard),
            ("halo and a border", c.halo, c.border),
            ("halo and an edge", c.halo, c.edge),
            ("halo and the way forward", c.halo, c.primary),
            ("caret", c.primary, c.soft),
            ("progress", c.primary, c.paper),
            ("progress to come", c.primary, c.ahead),
            ("the dot of a radio", c.on_primary, c.primary),
        ];
        for (name, one, other) in pairs {
            let found = contrast(one, other);
            assert!(found >= 3.0, "{theme:?}: {name} is {found}");
        }
    }
}

#[test]
fn both_high_contrast_themes_are_ten_to_one() {
    for theme in [Theme::Contrast, Theme::ContrastLight] {
        let c = theme.colours();
        let mut pairs = words(c);
        pairs.extend([
            ("an example", c.pale, c.soft),
            ("border", c.border, c.paper),
            ("edge", c.edge, c.paper),
        ]);
        for (name, ink, bed) in pairs {
            let found = contrast(ink, bed);
            assert!(found >= 10.0, "{theme:?}: {name} is {found}");
        }
    }
}

#[test]
fn every_icon_is_in_the_font() {
    let points = code_points(font::FILES[2]);
    let marks = [Mark::Done, Mark::Maybe, Mark::Missing, Mark::Box].map(icon::mark);
    for glyph in icon::ALL.map(icon::glyph).into_iter().chain(marks) {
        assert!(points.contains(&u32::from(glyph)), "{glyph:?}");
    }
    let different: BTreeSet<char> = icon::ALL.map(icon::glyph).into_iter().collect();
    assert_eq!(different.len(), icon::ALL.len());
}

#[test]
fn an_icon_that_points_turns_with_the_script() {
    assert_eq!(icon::mirrored(Icon::ChevronLeft), Icon::ChevronRight);
    for icon in icon::ALL {
        assert_eq!(icon::mirrored(icon::mirrored(icon)), icon);
    }
}

/// The code points of a font: its `cmap` table in format 4.
fn code_points(font: &[u8]) -> BTreeSet<u32> {
    let u16_at = |at: usize| u16::from_be_bytes([font[at], font[at + 1]]);
    let u32_at = |at: usize| {
        u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]) as usize
    };
    let tables = usize::from(u16_at(4));
    let cmap = (0..tables)
        .map(|at| 12 + 16 * at)
        .find(|at| &font[*at..*at + 4] == b"cmap")
        .map(|at| u32_at(at + 8))
        .expect("a font has a cmap");
    let table = (0..usize::from(u16_at(cmap + 2)))
        .map(|at| cmap + u32_at(cmap + 4 + 8 * at + 4))
        .find(|at| u16_at(*at) == 4)
        .expect("a table in format 4");
    let twice = usize::from(u16_at(table + 6));
    let (ends, starts) = (table + 14, table + 16 + twice);
    (0..twice / 2)
        .flat_map(|at| u16_at(starts + 2 * at)..=u16_at(ends + 2 * at))
        .filter(|point| *point != 0xffff)
        .map(u32::from)
        .collect()
}
