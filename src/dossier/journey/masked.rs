//! What `Debug` says of a journey: names, never a word that somebody typed.

use std::fmt;

use super::{Caution, Shown, VisibleQuestion, Why};

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "Open",
            Self::None => "None",
            Self::Unknown => "Unknown",
            _ => "[masqué]",
        })
    }
}

impl fmt::Debug for VisibleQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisibleQuestion")
            .field("question", &self.question)
            .field("answer", &self.answer)
            .field("optional", &self.optional)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caution")
            .field("spoken", &self.spoken)
            .field("confirmed", &self.confirmed)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry { key, .. } => {
                f.debug_struct("Entry").field("key", key).finish_non_exhaustive()
            }
            Self::Rule(spoken) => f.debug_tuple("Rule").field(spoken).finish(),
        }
    }
}
