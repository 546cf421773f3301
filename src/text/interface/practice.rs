//! The keys of the practice visit.

/// Add a key here in the same change that uses it.
pub(super) const KEYS: &[&str] = &[
    "welcome.practice",
    "practice.chip",
    "practice.title",
    "practice.hint",
    "practice.nothing",
    "practice.someone",
    "practice.mistakes",
    "practice.you",
    "practice.for_me",
    "practice.code",
    "practice.leave",
    "practice.stop",
    "practice.idle",
    "practice.ended",
    "practice.nothing_kept",
    "practice.number",
    "practice.number_note",
    "practice.print",
    "practice.real",
    "practice.again",
    "practice.mark",
    "practice.mark_text",
];
