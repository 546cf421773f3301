//! The words of what is hidden, of how long there is, and of the first lesson.

pub(super) const KEYS: &[&str] = &[
    "time.call",
    "time.double",
    "time.five",
    "time.hint",
    "time.left",
    "time.left_one",
    "time.normal",
    "time.ten",
    "time.title",
    "veil.hide",
    "veil.hide_spoken",
    "veil.numbers_end",
    "veil.numbers_whole",
    "veil.show",
    "veil.show_spoken",
];
