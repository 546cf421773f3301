//! Départements and overseas collectivities, with the article of their name.
//!
//! Never knows a commune: only the code of its own seat.

use super::fold;

static ROWS: &[Departement] = include!(concat!(env!("OUT_DIR"), "/departements.rs"));

/// The table of départements that the program carries.
pub fn departements() -> &'static Departements {
    static TABLE: Departements = Departements { rows: ROWS };
    &TABLE
}

/// Every département, in the order of the codes.
pub struct Departements {
    rows: &'static [Departement],
}

/// A département, or a collectivity or territory overseas.
#[derive(Debug, PartialEq, Eq)]
pub struct Departement {
    /// `76`, `2A`, `974`.
    pub code: &'static str,
    /// `Seine-Maritime`.
    pub name: &'static str,
    /// Code of the région.
    pub region: &'static str,
    /// Insee code of the commune of its prefecture.
    pub seat: &'static str,
    /// What stands between *préfecture* and the name, with its blank: `de la `, `d'`.
    pub complement: &'static str,
    key: &'static str,
}

impl Departements {
    /// Every département, in the order of the codes.
    pub fn all(&self) -> &'static [Departement] {
        self.rows
    }

    /// The département of a code.
    pub fn get(&self, code: &str) -> Option<&'static Departement> {
        self.rows.iter().find(|departement| departement.code.eq_ignore_ascii_case(code))
    }

    /// Those of which the code, or a word of the name, begins with `text`; at most `limit`.
    pub fn search(&self, text: &str, limit: usize) -> Vec<&'static Departement> {
        let typed = fold::typed(text).join(" ");
        let inner = format!(" {typed}");
        let answers = |row: &&Departement| {
            let code = row.code.to_ascii_lowercase();
            code.starts_with(&typed) || row.key.starts_with(&typed) || row.key.contains(&inner)
        };
        if typed.is_empty() {
            return Vec::new();
        }
        self.rows.iter().filter(answers).take(limit).collect()
    }
}
