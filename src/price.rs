//! The price of a carte grise, line by line, in whole centimes (sheet `carte-grise`, section 5).
//!
//! Never guesses: what the dated tables of `assets/reference/carte_grise` do not know is an
//! [`Unknown`] with its reason, never a sum and never 0. Never reads a clock: the day of filing,
//! which chooses every tariff, is an argument.

mod code;
mod due;
mod malus;
pub mod probe;
pub mod question;
mod regional;
mod table;
mod transport;

use jiff::civil::Date;

use table::{Fixed, Tables, in_force, tables};

pub use code::{Case, Category, Energy, Operation, Plate, Region};
pub use table::{Hole, holes};

/// A vehicle, a place and what is asked for it. What is not known is `None`: it is missed only
/// where the price depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What is asked; several when one certificate answers several requests at once.
    pub operations: Vec<Operation>,
    /// Where the holder lives.
    pub region: Option<Region>,
    /// Rubric J; a national genre (J.1) gives it when J is blank.
    pub category: Option<Category>,
    /// Rubric P.6, fiscal horsepower.
    pub cv: Option<u32>,
    /// Rubric B, day of the first registration anywhere.
    pub first: Option<Date>,
    /// Rubric P.3. Taken for petrol or diesel when it is not given.
    pub energy: Option<Energy>,
    /// Rubric F.2, kilograms.
    pub ptac: Option<u32>,
    /// Rubric V.7 by the WLTP method, grams a kilometre.
    pub co2: Option<u32>,
    /// Rubric G, kilograms.
    pub mass: Option<u32>,
    /// What the vehicle was bought for, all taxes in, in centimes.
    pub bought: Option<i64>,
    /// The system of the number on the certificate.
    pub plate: Option<Plate>,
    /// How many addresses this certificate will have had changed, this change counted.
    pub rank: Option<u32>,
    /// What else is true of the holder, the vehicle or the request.
    pub cases: Vec<Case>,
}

/// A tax of the certificate, by its rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tax {
    /// Regional tax.
    Y1,
    /// Tax on vehicles of transport.
    Y2,
    /// Tax on CO2 emissions, "malus".
    Co2,
    /// Tax on the mass.
    Masse,
    /// Fixed tax.
    Y4,
    /// Fee for the post.
    Y5,
}

/// A number inside a sentence: written in the way of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// A count: horsepower, grams, kilograms, months, a year.
    Count(i64),
    /// Whole centimes.
    Cents(i64),
    /// A proper name: a région.
    Name(&'static str),
    /// A day.
    Day(Date),
}

/// The key of a sentence of the interface, and its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `price.reason.half_ten_years`.
    pub key: &'static str,
    /// What stands in its braces.
    pub numbers: Vec<(&'static str, Number)>,
}

/// One line of the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where its amount is counted.
    pub tax: Tax,
    /// Its name: `price.line.y1`.
    pub label: &'static str,
    /// Whole centimes, never negative.
    pub cents: i64,
    /// Why this much. A line of 0 without a reason does not concern this request: not shown.
    pub reason: Option<Reason>,
}

/// A price that is known to the centime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Every tax, in the order of the certificate.
    pub lines: Vec<Line>,
    /// Sentences to say beside it: what the program cannot see.
    pub reserves: Vec<Reason>,
    /// From when the newest tariff used is in force.
    pub since: Date,
    /// The last day for which the tables know the tariffs.
    pub until: Date,
}

impl Price {
    /// The amount of a tax, in centimes.
    pub fn of(&self, tax: Tax) -> i64 {
        self.lines.iter().filter(|line| line.tax == tax).map(|line| line.cents).sum()
    }

    /// All taxes together, in centimes.
    pub fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.cents).sum()
    }

    /// The lines to show: those with an amount or a reason.
    pub fn told(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.cents != 0 || line.reason.is_some())
    }
}

/// Why there is no price: to be calculated on the official site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Its sentence: `price.unknown.missing_cv`.
    pub key: &'static str,
    /// What stands in the braces of the sentence.
    pub numbers: Vec<(&'static str, Number)>,
}

impl Unknown {
    fn of(key: &'static str) -> Self {
        Self { key, numbers: Vec::new() }
    }

    fn with(mut self, name: &'static str, number: Number) -> Self {
        self.numbers.push((name, number));
        self
    }
}

impl Reason {
    fn of(key: &'static str) -> Self {
        Self { key, numbers: Vec::new() }
    }

    fn with(mut self, name: &'static str, number: Number) -> Self {
        self.numbers.push((name, number));
        self
    }

    fn count(self, name: &'static str, count: impl Into<i64>) -> Self {
        self.with(name, Number::Count(count.into()))
    }

    fn cents(self, name: &'static str, cents: i64) -> Self {
        self.with(name, Number::Cents(cents))
    }
}

impl Line {
    fn of(tax: Tax, cents: i64, reason: Option<Reason>) -> Self {
        let label = match tax {
            Tax::Y1 => "price.line.y1",
            Tax::Y2 => "price.line.y2",
            Tax::Co2 => "price.line.co2",
            Tax::Masse => "price.line.masse",
            Tax::Y4 => "price.line.y4",
            Tax::Y5 => "price.line.y5",
        };
        Self { tax, label, cents, reason }
    }
}

/// The price of what is asked, when it is filed that day.
///
/// # Errors
/// What the tables do not know, or what is missing and matters.
pub fn price(asked: &Asked, day: Date) -> Result<Price, Unknown> {
    let tables = tables().map_err(|_| Unknown::of("price.unknown.tables"))?;
    if day > tables.until() {
        return Err(after(tables));
    }
    match asked.energy {
        Some(Energy::Ask) => of_any_energy(asked, day, tables),
        energy => of_energy(asked, energy.unwrap_or(Energy::Thermal), day, tables),
    }
}

/// The price when every energy pays the same.
fn of_any_energy(asked: &Asked, day: Date, tables: &'static Tables) -> Result<Price, Unknown> {
    let all = [Energy::Thermal, Energy::Electric, Energy::Hybrid, Energy::Clean];
    let found = all.map(|energy| of_energy(asked, energy, day, tables));
    let amounts = |found: &Result<Price, Unknown>| match found {
        Ok(price) => Ok(price.lines.iter().map(|line| line.cents).collect::<Vec<_>>()),
        Err(unknown) => Err(unknown.clone()),
    };
    let [first, others @ ..] = found;
    let same = others.iter().all(|other| amounts(other) == amounts(&first));
    if same { first } else { Err(Unknown::of("price.unknown.energy")) }
}

/// What is known of a price that is not: for a total that cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sure {
    /// Names of the lines that are still to be calculated.
    pub open: Vec<&'static str>,
    /// The lines that need no answer.
    pub lines: Vec<Line>,
}

/// What is due whatever is missing: the taxes that need no answer, and which are open.
///
/// # Errors
/// The operation itself is not known, or its row needs an answer.
pub fn certain(asked: &Asked, day: Date) -> Result<Sure, Unknown> {
    let tables = tables().map_err(|_| Unknown::of("price.unknown.tables"))?;
    if day > tables.until() {
        return Err(after(tables));
    }
    let due = due::due(asked, day, tables)?;
    let (fixed, since) = fixed(&due, day, tables)?;
    let (lines, reserves) = (Vec::new(), Vec::new());
    let mut price = Price { lines, reserves, since, until: tables.until() };
    let energy = asked.energy.unwrap_or(Energy::Thermal);
    let request = Request { asked, energy, day, tables };
    let mut open = Vec::new();
    if due.y1 && (energy == Energy::Ask || regional::add(&request, &mut price).is_err()) {
        price.lines.clear();
        open.push("price.line.y1");
    }
    if due.malus == table::MalusFor::First {
        open.push("price.line.co2");
    }
    price.lines.extend(fixed);
    Ok(Sure { open, lines: price.lines })
}

fn after(tables: &Tables) -> Unknown {
    Unknown::of("price.unknown.after_tables").with("until", Number::Day(tables.until()))
}

/// The fixed tax and the fee of the post, and since when they are so.
fn fixed(due: &due::Due, day: Date, tables: &Tables) -> Result<(Vec<Line>, Date), Unknown> {
    let unknown = || Unknown::of("price.unknown.before_tables");
    let row: &Fixed = in_force(&tables.operations.fixed, day, |_| true).ok_or_else(unknown)?;
    let (y4, y5) = (row.y4.0.ok_or_else(unknown)?, row.y5.0.ok_or_else(unknown)?);
    let nothing = match (due.y4, due.y5) {
        (false, false) => Some(Reason::of("price.reason.free")),
        (false, true) => Some(Reason::of("price.reason.no_fixed_tax")),
        (true, _) => None,
    };
    let lines = vec![
        Line::of(Tax::Y4, if due.y4 { y4 } else { 0 }, nothing),
        Line::of(Tax::Y5, if due.y5 { y5 } else { 0 }, None),
    ];
    Ok((lines, row.valid_from.0))
}

/// The price, its energy being known.
fn of_energy(
    asked: &Asked,
    energy: Energy,
    day: Date,
    tables: &'static Tables,
) -> Result<Price, Unknown> {
    let due = due::due(asked, day, tables)?;
    let (fixed, since) = fixed(&due, day, tables)?;
    let request = Request { asked, energy, day, tables };
    let (lines, reserves) = (Vec::new(), Vec::new());
    let mut price = Price { lines, reserves, since, until: tables.until() };
    if due.y1 {
        regional::add(&request, &mut price)?;
    } else {
        price.lines.push(Line::of(Tax::Y1, 0, None));
    }
    let y2 = if due.y2 { transport::line(&request)? } else { Line::of(Tax::Y2, 0, None) };
    price.lines.push(y2);
    malus::add(&request, due.malus, &mut price)?;
    price.lines.extend(fixed);
    Ok(price)
}

/// What every tax looks at.
struct Request<'a> {
    asked: &'a Asked,
    energy: Energy,
    day: Date,
    tables: &'static Tables,
}

impl Request<'_> {
    fn is(&self, case: Case) -> bool {
        self.asked.is(case)
    }

    /// The category, the masses of a genre applied (sheet, 4.3).
    fn category(&self) -> Result<Category, Unknown> {
        const LIGHT: u32 = 3500;
        match self.asked.category.ok_or(Unknown::of("price.unknown.missing_category"))? {
            Category::Vasp if self.asked.ptac.is_some_and(|ptac| ptac > LIGHT) => {
                Err(Unknown::of("price.unknown.category"))
            }
            Category::Vasp => Ok(Category::M1),
            category => Ok(category),
        }
    }

    /// The day of the first registration, which cannot be after the filing. A new vehicle has it
    /// that very day.
    fn first(&self) -> Result<Date, Unknown> {
        let new = self.asked.operations.contains(&Operation::PremiereImmatriculationNeuf);
        let first = match self.asked.first {
            None if new => self.day,
            first => first.ok_or(Unknown::of("price.unknown.missing_date_b"))?,
        };
        if first > self.day { Err(Unknown::of("price.unknown.date_b_after")) } else { Ok(first) }
    }
}

impl Asked {
    /// Whether a case was told.
    pub fn is(&self, case: Case) -> bool {
        match case {
            Case::SpecialUse if self.category == Some(Category::Vasp) => true,
            Case::RoadTractor if self.category == Some(Category::Trr) => true,
            case => self.cases.contains(&case),
        }
    }
}
