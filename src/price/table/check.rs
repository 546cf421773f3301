//! What must hold of the tables before anybody trusts them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Dated, Sum, Tables, tables};
use crate::price::Operation;

/// Something missing, twice or out of order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// `tarifs NOR`.
    pub table: String,
    /// What is wrong, as a key: `not_sorted`, `unknown_region`.
    pub fault: &'static str,
}

/// Everything wrong with the tables that the program carries; nothing in a release.
pub fn holes() -> Vec<Hole> {
    let mut holes = Vec::new();
    match tables() {
        Err(error) => report(&mut holes, error.to_string(), "unreadable"),
        Ok(tables) => {
            regions(tables, &mut holes);
            tarifs(tables, &mut holes);
            operations(tables, &mut holes);
            energies(tables, &mut holes);
            malus(tables, &mut holes);
        }
    }
    holes
}

fn report(holes: &mut Vec<Hole>, table: impl Into<String>, fault: &'static str) {
    holes.push(Hole { table: table.into(), fault });
}

/// Rows of one thing: each later than the one before, the first early enough.
fn sorted<'a, R: Dated + 'a>(
    holes: &mut Vec<Hole>,
    table: &str,
    rows: impl IntoIterator<Item = &'a R>,
) {
    let days: Vec<Date> = rows.into_iter().map(Dated::from).collect();
    if days.is_empty() {
        report(holes, table, "empty");
    }
    if !days.is_sorted_by(|a, b| a < b) {
        report(holes, table, "not_sorted");
    }
}

fn regions(tables: &Tables, holes: &mut Vec<Hole>) {
    const DEPARTEMENTS: usize = 101;
    let mut seen = BTreeSet::new();
    for row in &tables.regions {
        for code in &row.departements {
            if !seen.insert(code) {
                report(holes, code, "twice");
            }
            let known = crate::reference::departements().get(code);
            if known.is_none_or(|known| known.region != row.insee) {
                report(holes, code, "unknown_departement");
            }
        }
    }
    if seen.len() != DEPARTEMENTS {
        report(holes, "regions", "departements_missing");
    }
}

fn tarifs(tables: &Tables, holes: &mut Vec<Hole>) {
    let known: BTreeSet<&str> = tables.regions.iter().map(|row| row.code.as_str()).collect();
    let file = &tables.tarifs;
    let cap = file.cap.iter().filter_map(|row| row.cv.0).max().unwrap_or(0);
    for code in &known {
        let rows = file.tarifs.iter().filter(|row| row.region == **code);
        sorted(holes, &format!("tarifs {code}"), rows);
    }
    for row in &file.tarifs {
        if !known.contains(row.region.as_str()) {
            report(holes, &row.region, "unknown_region");
        }
        if matches!(row.cv, Sum(Some(cents)) if cents > cap || cents == 0) {
            report(holes, &row.region, "beyond_the_cap");
        }
    }
    let others = file.majorations.iter().map(|row| &row.region);
    let others = others.chain(file.arrondi_euro.iter().map(|row| &row.region));
    for region in others.chain(tables.energies.reductions.iter().map(|row| &row.region)) {
        if region != "*" && !known.contains(region.as_str()) {
            report(holes, region, "unknown_region");
        }
    }
    sorted(holes, "cap", &file.cap);
}

fn operations(tables: &Tables, holes: &mut Vec<Hole>) {
    let rows = &tables.operations.operations;
    for (operation, code) in Operation::ALL {
        let cases: Vec<_> = rows.iter().filter(|row| row.code == code).collect();
        for row in &cases {
            let same = cases.iter().filter(|other| other.case == row.case).copied();
            sorted(holes, code, same);
        }
        let plain = cases.iter().any(|row| row.case.is_none());
        if !plain && operation != Operation::ChangementAdresse {
            report(holes, code, "empty");
        }
    }
    for row in rows {
        if Operation::named(&row.code).is_none_or(|found| found.code() != row.code) {
            report(holes, &row.code, "unknown_operation");
        }
    }
    sorted(holes, "fixed", &tables.operations.fixed);
}

fn energies(tables: &Tables, holes: &mut Vec<Hole>) {
    let mut seen = BTreeSet::new();
    for code in tables.energies.energies.iter().flat_map(|row| &row.codes) {
        if !seen.insert(code) {
            report(holes, code, "twice");
        }
    }
    let rows = &tables.energies.reductions;
    for row in rows {
        let same =
            |other: &&super::Reduction| other.region == row.region && other.class == row.class;
        sorted(holes, &format!("reductions {}", row.region), rows.iter().filter(same));
    }
}

fn malus(tables: &Tables, holes: &mut Vec<Hole>) {
    let file = &tables.malus;
    sorted(holes, "scales", &file.scales);
    sorted(holes, "masses", &file.masses);
    sorted(holes, "sums", &file.sums);
    sorted(holes, "electric_masses", &file.electric_masses);
    sorted(holes, "price_caps", &file.price_caps);
    sorted(holes, "discounts", &file.discounts);
    for ladder in &file.ladders {
        if !ladder.euros.is_sorted_by(|a, b| a < b) {
            report(holes, &ladder.name, "not_sorted");
        }
    }
    for name in file.scales.iter().filter_map(|row| row.ladder.as_ref()) {
        if !file.ladders.iter().any(|ladder| ladder.name == *name) {
            report(holes, name, "unknown_ladder");
        }
    }
    for row in &file.discounts {
        if !row.steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1) {
            report(holes, "discounts", "not_sorted");
        }
    }
    for row in &file.masses {
        if !row.steps.is_sorted_by(|a, b| a.low < b.low) {
            report(holes, "masses", "not_sorted");
        }
    }
    for ends in tables.transport.transport.windows(2) {
        let known = |at: usize| ends[at].to.unwrap_or(u32::MAX);
        if ends[0].valid_from == ends[1].valid_from && known(0) >= known(1) {
            report(holes, "transport", "not_sorted");
        }
    }
}
