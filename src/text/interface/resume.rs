//! The keys of the ways back to a draft: its code, and its versions.

/// Add a key here in the same change that uses it.
pub(super) const KEYS: &[&str] = &[
    "resume.practice",
    "resume.broken",
    "resume.elsewhere",
    "resume.example",
    "resume.field",
    "resume.hint",
    "resume.home",
    "resume.locked",
    "resume.looking",
    "resume.mistyped",
    "resume.open",
    "resume.out_of_reach",
    "resume.symbol",
    "resume.symbols",
    "resume.title",
    "resume.too_long",
    "resume.too_short",
    "resume.unknown",
    "version.answers",
    "version.asked_again",
    "version.hint",
    "version.title",
];
