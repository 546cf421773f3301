//! The square code: a text as dark squares.

use qrcode::{EcLevel, QrCode};

/// How many squares a side has, and the dark ones (column, row).
/// `None` when the text is longer than a square code can hold (about 2,300 signs).
pub(super) fn square(text: &str) -> Option<(usize, Vec<(usize, usize)>)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let dark = code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == qrcode::Color::Dark)
        .map(|(at, _)| (at % side, at / side))
        .collect();
    Some((side, dark))
}
