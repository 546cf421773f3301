//! Touches of the screen of places. A commune that somebody looked for is never in `Debug`.

use std::fmt;

/// The screen of places.
#[derive(Clone, PartialEq, Eq)]
pub enum Find {
    /// One sort of place.
    Family(Family),
    /// Near another commune: it is looked for.
    Elsewhere,
    /// Near this commune, by its Insee code.
    Commune(String),
    /// Near this terminal again.
    Here,
    /// More of them.
    More,
    /// On paper.
    Print,
}

impl fmt::Debug for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[masqué]")
    }
}

/// What one looks for on the screen of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Town halls that take fingerprints.
    Equipped,
    /// France services.
    Help,
    /// The prefecture and its sub-prefectures.
    Prefecture,
    /// Any town hall.
    Mairie,
}
