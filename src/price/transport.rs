//! Y2, the tax on vehicles of transport: table `transport.toml`, sheet 5.6.

use super::table::{Dated, Weight};
use super::{Case, Category, Line, Reason, Request, Tax, Unknown};

/// The line of Y2: 0 for what carries neither goods nor many persons.
///
/// # Errors
/// The PTAC is missing where the category alone does not tell the row.
pub(super) fn line(request: &Request<'_>) -> Result<Line, Unknown> {
    // What both bounds of a category pay, when nobody gave the mass: N1 ends at 3.5 t, N3 begins
    // above 12 t.
    const LIGHT: u32 = 3500;
    const HEAVY: u32 = 12_001;
    let known = match request.category()? {
        Category::N1 => Some(LIGHT),
        Category::N3 => Some(HEAVY),
        Category::N2
        | Category::M2
        | Category::M3
        | Category::Cam
        | Category::Tcp
        | Category::Trr => None,
        _ => return Ok(Line::of(Tax::Y2, 0, None)),
    };
    for (case, key) in [
        (Case::SpecialUse, "price.reason.special_use"),
        (Case::Collection, "price.reason.collection"),
    ] {
        if request.is(case) {
            return Ok(Line::of(Tax::Y2, 0, Some(Reason::of(key))));
        }
    }
    let ptac = request.asked.ptac.or(known).ok_or(Unknown::of("price.unknown.missing_ptac"))?;
    let rows = &request.tables.transport.transport;
    let newest = rows.iter().map(Dated::from).filter(|from| *from <= request.day).max();
    let holds =
        |row: &&Weight| Some(row.valid_from.0) == newest && row.to.is_none_or(|most| ptac <= most);
    let row = rows.iter().find(holds).and_then(|row| row.sum.0);
    let cents = row.ok_or(Unknown::of("price.unknown.before_tables"))?;
    let reason = request.asked.ptac.map(|ptac| Reason::of("price.reason.ptac").count("ptac", ptac));
    Ok(Line::of(Tax::Y2, cents, reason))
}
