//! The checked edition as the walk reads it: a flat list of items in the order of the page.

use jiff::civil::Date;

use super::calculator::{Calculator, Input};
use super::formula::{Constant, Guard, Slot, Term, Test, Type};
use super::question::{QuestionId, SectionId, StepId};
use super::source::Node;

/// Where the sentences of a name are looked up, nearest first: `None` is the démarche's own file,
/// a block its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// File (a block, or the démarche) and key within `ask`, `rule`, and so on.
    pub(crate) chain: Vec<(Option<String>, String)>,
    /// `{n}`: the number of the innermost repeated block.
    pub(crate) number: Option<u8>,
}

/// A `{placeholder}` and its value; `owner` is what its words belong to.
#[derive(Clone, Debug)]
pub(crate) struct With {
    pub(crate) name: String,
    pub(crate) term: Term,
    pub(crate) owner: Option<Spelling>,
}

/// One thing to do in the walk.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) guard: Guard,
    pub(crate) body: Body,
}

/// What the walk does.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Guard(Test, Guard),
    Step(StepId),
    Derive(usize),
    Rule(usize),
    Need(usize),
    Fee(usize),
}

/// A line of the page that a jurist reads: the words of the file, once for a repeated block.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// How many blocks it stands in.
    pub(crate) depth: usize,
    pub(crate) node: Node,
    pub(crate) at: At,
}

/// What a line is.
#[derive(Clone, Debug)]
pub(crate) enum At {
    Section(SectionId),
    Use,
    Step(StepId),
    Derive(usize),
    Rule(usize),
    Need(Attach),
    Fee(usize),
}

/// What only the walk knows of a step.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) when: Option<Test>,
    pub(crate) with: Vec<With>,
    pub(crate) spelling: Spelling,
}

/// What only the walk knows of a question.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) slot: Slot,
    pub(crate) when: Option<Test>,
    pub(crate) optional: Optional,
    pub(crate) from: Option<Term>,
    pub(crate) to: Option<Term>,
    /// Commune: the day whose names are offered.
    pub(crate) at: Option<Term>,
    /// Commune: only those of this postal code.
    pub(crate) postcode: Option<Term>,
    pub(crate) offer: Vec<(String, Test)>,
    pub(crate) propose: Option<Term>,
    pub(crate) picture: Option<String>,
    pub(crate) spelling: Spelling,
}

/// Whether an entry may stay empty.
#[derive(Clone, Debug)]
pub(crate) enum Optional {
    Never,
    Always,
    When(Test),
}

/// A value decided by rows, or by a calculator.
#[derive(Clone, Debug)]
pub(crate) struct Derive {
    pub(crate) name: String,
    pub(crate) slot: Slot,
    pub(crate) ty: Type,
    pub(crate) way: Way,
    pub(crate) spelling: Spelling,
}

/// How a derived value is found.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// The first true row from the top.
    Rows { rows: Vec<(Test, Term)>, otherwise: Term },
    /// A calculator, once none of its inputs is open.
    Call { calculator: Calculator, inputs: Vec<(Input, Term)> },
}

/// Says something when something is true.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) strength: Strength,
    pub(crate) when: Test,
    pub(crate) at: Option<QuestionId>,
    pub(crate) with: Vec<With>,
    /// What the condition read: a confirmation holds for these values only.
    pub(crate) reads: Vec<Slot>,
    pub(crate) spelling: Spelling,
}

/// What follows when a rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    Notice,
    Caution,
    Refuse,
    Stop,
}

/// Papers, sure under a condition.
#[derive(Clone, Debug)]
pub(crate) struct Needed {
    pub(crate) when: Option<Test>,
    /// Alternatives; each is all of its papers, some under a condition of their own.
    pub(crate) one_of: Vec<Vec<(String, Option<Test>)>>,
    pub(crate) attach: Attach,
    pub(crate) with: Vec<With>,
}

/// Where a paper is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attach {
    /// The original at the counter.
    Bring,
    /// Scanned here.
    Scan,
}

/// A sum due under a condition.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) name: String,
    pub(crate) when: Option<Test>,
    pub(crate) amount: Term,
    pub(crate) spelling: Spelling,
}

/// A paper.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) name: String,
    /// `3 months`, as written.
    pub(crate) younger_than: Option<String>,
    pub(crate) signed_by: Vec<String>,
    pub(crate) sides: u8,
    pub(crate) spelling: Spelling,
}

/// A table that answers every key.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) keys: Vec<String>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// Some cell is `unknown`.
    pub(crate) doubtful: bool,
}

/// A row: tried from the top, the first hit wins.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// `None` is `*`.
    pub(crate) keys: Vec<Option<String>>,
    /// It holds from that day on.
    pub(crate) from: Option<Date>,
    pub(crate) cells: Vec<Constant>,
}
