//! What the citizen takes away on paper: the receipt (A4) and the small ticket of the code.
//!
//! It holds words already written by a language and lays them out; it never reads a clock, a
//! printer or a sentence of its own. The same input gives the same bytes: dates and identifiers
//! are arguments. Page 1 has no place for personal data (rulings: *Receipt*); the answers come
//! on a page of their own, only when asked for.

mod code;
mod face;
mod list;
mod paper;
pub mod rehearsal;
mod shape;
mod sheet;
mod tags;
mod ticket;

use sheet::Sheet;

pub use list::List;
pub use rehearsal::Rehearsal;
pub use ticket::Ticket;

/// How large the letters of a paper are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// None under 12 points.
    #[default]
    Ordinary,
    /// None under 18 points: as many pages as it takes.
    Large,
}

impl Letters {
    /// A size of ordinary letters, in points, in these letters.
    fn points(self, size: f32) -> f32 {
        match self {
            Self::Ordinary => size.max(12.0),
            Self::Large => (size * 1.5).max(18.0),
        }
    }
}

/// The receipt of one sent dossier, in the words of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Code of the language: `fr`.
    pub language: String,
    /// `Mon point numérique`.
    pub product: String,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// `23 novembre 2026, 10 h 42`.
    pub date: String,
    /// `Papier de votre dossier`.
    pub kind: String,
    /// `Carte nationale d'identité`.
    pub demarche: String,
    /// `Nouvelle carte après une perte`.
    pub variant: String,
    /// `Seul le texte en français compte.`: printed when the paper is in two languages.
    pub binding: String,
    /// `DUPLICATA n° 1`, on every print but the first.
    pub duplicata: Option<String>,
    /// `Numéro de votre dossier`.
    pub number_label: String,
    /// `R2A-00F2-9QTM`.
    pub number: String,
    /// What the quiet part of the number frame says: its state, a bold part and the rest.
    pub state: (String, String),
    /// The State has not been asked yet: a bold part and the rest.
    pub not_yet: (String, String),
    /// Text of the square code, signed by the terminal.
    pub square: String,
    /// What the square code is, for who cannot see it.
    pub square_name: String,
    /// The box of the official number.
    pub official: Official,
    /// What happens next, what to bring, how to follow.
    pub parts: Vec<Part>,
    /// Where to go, who may help: on the first page if all of it fits there, else on the next.
    pub onward: Vec<Part>,
    /// Small print.
    pub foot: String,
    /// *Mes réponses*: only when asked for.
    pub answers: Option<Answers>,
}

/// The box of the official number: empty, or filled once it is known.
#[derive(Clone, PartialEq, Eq)]
pub struct Official {
    /// `Numéro de pré-demande (10 signes)`.
    pub title: String,
    /// `Donné par la préfecture. Il vaut 12 mois.`
    pub note: String,
    /// How many signs it has.
    pub signs: u8,
    /// The number, once known.
    pub number: Option<String>,
}

/// A part of page 1.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// `À apporter à la mairie`.
    pub heading: String,
    /// Its lines.
    pub lines: Lines,
}

/// How the lines of a part stand.
#[derive(Clone, PartialEq, Eq)]
pub enum Lines {
    /// `1.`, `2.`, `3.`
    Numbered(Vec<String>),
    /// With a box to tick.
    Boxes(Vec<String>),
    /// Sentences.
    Sentences(Vec<String>),
    /// A name, bold, and what is to be known of it, small: places, people who may help.
    Entries(Vec<(String, String)>),
    /// Sums at the end side of their lines.
    Sums(Vec<Sum>),
}

/// One line of a price.
#[derive(Clone, PartialEq, Eq)]
pub struct Sum {
    /// `Taxe régionale`.
    pub name: String,
    /// Why it is this much, or empty.
    pub reason: String,
    /// `300,00 €`.
    pub sum: String,
    /// The total stands out.
    pub rank: Rank,
}

/// What a sum is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// One of the parts.
    Part,
    /// All of them.
    Total,
}

/// The page *Mes réponses*. The only personal part.
#[derive(Clone, PartialEq, Eq)]
pub struct Answers {
    /// `Mes réponses`.
    pub heading: String,
    /// Section by section: its name, and lines of question and answer.
    pub sections: Vec<(String, Vec<(String, String)>)>,
}

/// Where the way onward is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// On the first page.
    Beside,
    /// After it.
    Apart,
}

impl Receipt {
    /// The paper, as PDF bytes: in these letters, and with the same receipt in a second language
    /// under each sentence. Equal receipts give equal bytes.
    pub fn pdf(&self, letters: Letters, second: Option<&Self>) -> Vec<u8> {
        let mut sheet = self.sheet(letters, second, Way::Beside);
        if sheet.count() > 1 {
            sheet = self.sheet(letters, second, Way::Apart);
        }
        if let Some(answers) = &self.answers {
            let other = second.and_then(|other| other.answers.as_ref());
            paper::answers(&mut sheet, (answers, other), &self.number);
        }
        let title = format!("{} {}", self.kind, self.number);
        sheet.finish(&title, &self.language)
    }

    /// Everything but the answers.
    fn sheet(&self, letters: Letters, second: Option<&Self>, way: Way) -> Sheet {
        let both = (self, second);
        let mut sheet = Sheet::a4(letters);
        if let Some(second) = second {
            sheet = sheet.beside(&second.language, &second.kind);
        }
        paper::head(&mut sheet, both);
        paper::number(&mut sheet, both);
        paper::official(&mut sheet, (&self.official, second.map(|one| &one.official)));
        paper::parts(&mut sheet, &self.parts, second.map(|one| one.parts.as_slice()));
        let onward = second.map(|one| one.onward.as_slice());
        if way == Way::Beside {
            paper::parts(&mut sheet, &self.onward, onward);
        }
        paper::foot(&mut sheet, paper::pair(both, |one| &one.foot));
        if way == Way::Apart {
            paper::apart(&mut sheet, &self.onward, onward);
        }
        sheet
    }
}
