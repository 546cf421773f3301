//! Which taxes a request pays: table `operations.toml`, sheet 5.1.
//!
//! Never an amount. Several requests answered by one certificate pay what any of them pays.

use jiff::civil::Date;

use super::table::{MalusFor, OperationRow, RowCase, Tables, in_force};
use super::{Asked, Case, Number, Operation, Plate, Unknown};

/// What is calculated for a request.
pub(super) struct Due {
    pub(super) y1: bool,
    pub(super) y2: bool,
    pub(super) malus: MalusFor,
    pub(super) y4: bool,
    pub(super) y5: bool,
}

/// What all the requests pay together.
pub(super) fn due(asked: &Asked, day: Date, tables: &Tables) -> Result<Due, Unknown> {
    let mut due = Due { y1: false, y2: false, malus: MalusFor::None, y4: false, y5: false };
    if asked.operations.is_empty() {
        return Err(Unknown::of("price.unknown.missing_operation"));
    }
    for operation in &asked.operations {
        let row = row(*operation, asked, day, tables)?;
        due.y1 |= row.y1;
        due.y2 |= row.y2;
        due.y4 |= row.y4;
        due.y5 |= row.y5;
        if row.malus != MalusFor::None {
            due.malus = row.malus;
        }
    }
    Ok(due)
}

fn row<'a>(
    operation: Operation,
    asked: &Asked,
    day: Date,
    tables: &'a Tables,
) -> Result<&'a OperationRow, Unknown> {
    let case = case(operation, asked, tables)?;
    let rows = &tables.operations.operations;
    let same = |row: &OperationRow| row.code == operation.code() && row.case == case;
    let found = in_force(rows, day, same);
    let since = rows.iter().filter(|row| same(row)).map(|row| row.valid_from).min();
    found.ok_or_else(|| match since {
        Some(since) => {
            Unknown::of("price.unknown.before_tables").with("since", Number::Day(since.0))
        }
        None => Unknown::of("price.unknown.before_tables"),
    })
}

/// Which row of the request, when it has several.
fn case(operation: Operation, asked: &Asked, tables: &Tables) -> Result<Option<RowCase>, Unknown> {
    let added = match operation {
        Operation::AjoutConjoint => true,
        Operation::AjoutCotitulaire => asked.is(Case::Spouse),
        _ => false,
    };
    if added && asked.is(Case::PerhapsDuringMarriage) {
        return Err(Unknown::of("price.unknown.during_marriage"));
    }
    let (spouse, during) = (asked.is(Case::Spouse), asked.is(Case::DuringMarriage));
    Ok(match operation {
        Operation::AjoutCotitulaire if spouse && !during => Some(RowCase::Spouse),
        Operation::RetraitCotitulaire | Operation::Succession if spouse => Some(RowCase::Spouse),
        Operation::AjoutConjoint if during => Some(RowCase::DuringMarriage),
        Operation::ChangementAdresse => Some(address(asked, tables.operations.fourth)?),
        // The holder's own mistake costs what the real request costs: nobody knows which.
        Operation::Correction if asked.is(Case::OwnMistake) => {
            return Err(Unknown::of("price.unknown.own_mistake"));
        }
        _ => None,
    })
}

fn address(asked: &Asked, fourth: u32) -> Result<RowCase, Unknown> {
    match (asked.plate, asked.rank) {
        (Some(Plate::Fni), _) => Ok(RowCase::Fni),
        // Both systems pay the same from this rank on.
        (_, Some(rank)) if rank >= fourth => Ok(RowCase::SivFourth),
        (Some(Plate::Siv), Some(rank)) if rank > 0 => Ok(RowCase::SivSticker),
        (Some(Plate::Siv), _) => Err(Unknown::of("price.unknown.missing_rank")),
        (None, _) => Err(Unknown::of("price.unknown.missing_plate")),
    }
}
