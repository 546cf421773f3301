//! What is wrong with an edition: file, line, the words as written, and advice.
//!
//! Faults speak to the author of an edition, never to a citizen. They are data: the checker
//! goes on after each, so that all are reported at once.

use std::fmt;

/// One fault. Written `file:line: complaint; advice`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path under `assets`, as it was handed over.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, with the words as written.
    pub complaint: String,
    /// What was probably meant.
    pub advice: Option<String>,
}

/// All the faults of a set of files, sorted by file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Sorted, without doubles: a repeated block complains once.
    pub(crate) fn tidy(mut self) -> Self {
        self.0.sort();
        self.0.dedup();
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.complaint)?;
        match &self.advice {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// `did you mean x?`, when something near exists.
pub(crate) fn meant<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .filter(|candidate| *candidate != wrong)
        .map(|candidate| (strsim::damerau_levenshtein(wrong, candidate), candidate))
        .filter(|(distance, candidate)| {
            let longest = wrong.chars().count().max(candidate.chars().count());
            *distance <= ((longest + 1) / 3).max(1)
        })
        .min()
        .map(|(_, candidate)| format!("did you mean {candidate}?"))
}
