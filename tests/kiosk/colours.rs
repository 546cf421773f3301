//! Contrast of every pair of colours that is drawn, and the icons that must be in the font.

use iced::Color;
use mon_point_numerique::kiosk::font;
use mon_point_numerique::kiosk::icon;
use mon_point_numerique::kiosk::page::{Icon, Mark, Tone};
use mon_point_numerique::kiosk::theme::{Theme, contrast};
use std::collections::BTreeSet;

#[test]
fn the_measure_agrees_with_known_values() {
    let grey = |level| contrast(Color::from_rgb8(level, level, level), Color::WHITE);
    for (found, expected) in [(grey(0), 21.0), (grey(0x76), 4.54), (grey(0x59), 7.00)] {
        assert!((found - expected).abs() < 0.01, "{found} for {expected}");
    }
}

#[test]
fn words_are_seven_to_one() {
    for theme in Theme::ALL {
        let c = theme.colours();
        let mut pairs = vec![
            ("text", c.text, c.paper),
            ("text in an entry", c.text, c.soft),
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
        for (name, ink, bed) in pairs {
            let found = contrast(ink, bed);
            assert!(found >= 7.0, "{theme:?}: {name} is {found}");
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
        let mut pairs = vec![
            ("text", c.text, c.soft),
            ("muted", c.muted, c.soft),
            ("keys", c.text, c.keyboard),
            ("an example", c.pale, c.soft),
            ("primary", c.primary, c.soft),
            ("on primary", c.on_primary, c.primary),
            ("border", c.border, c.paper),
            ("edge", c.edge, c.paper),
        ];
        for tone in [Tone::Plain, Tone::Muted, Tone::Success, Tone::Waiting, Tone::Alert] {
            let tint = c.tint(tone);
            pairs.extend([("tone", tint.ink, tint.bed), ("tone on paper", tint.ink, c.paper)]);
        }
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
