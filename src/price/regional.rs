//! Y1, the regional tax: tables `tarifs.toml` and `energies.toml`, sheet 5.2 to 5.5.
//!
//! One half at most: the half of ten years never stacks with another particular tariff.

use jiff::ToSpan;

use super::table::{Pays, Tarif, in_force};
use super::{
    Case, Category, Energy, Line, Number, Operation, Price, Reason, Region, Request, Tax, Unknown,
};

/// Ten years to the day count (CIBS L421-45).
const YEARS: i64 = 10;

/// What is paid of the tariff.
enum Part {
    Nothing(&'static str),
    Half(&'static str),
    Full,
}

/// Adds the lines of Y1 to a price.
///
/// # Errors
/// What is missing, and tariffs or reductions that the tables do not know.
pub(super) fn add(request: &Request<'_>, price: &mut Price) -> Result<(), Unknown> {
    if let Some(key) = exempt(request)? {
        price.lines.push(Line::of(Tax::Y1, 0, Some(Reason::of(key))));
        return Ok(());
    }
    let region = request.asked.region.ok_or(Unknown::of("price.unknown.missing_region"))?;
    let part = part(request, region)?;
    if let Part::Nothing(key) = part {
        let reason = Reason::of(key).with("region", Number::Name(region.name));
        price.lines.push(Line::of(Tax::Y1, 0, Some(reason)));
        return Ok(());
    }
    let cv =
        request.asked.cv.filter(|cv| *cv > 0).ok_or(Unknown::of("price.unknown.missing_cv"))?;
    let (row, tariff) = tariff(request, region)?;
    let full = tariff * i64::from(cv);
    let (cents, key) = match part {
        Part::Half(key) => (halved(full), key),
        _ => (full, "price.reason.full"),
    };
    let reason = Reason::of(if cv == 1 { one(key) } else { key })
        .count("cv", cv)
        .cents("tariff", tariff)
        .with("region", Number::Name(region.name))
        .count("year", request.day.year());
    price.since = price.since.max(row.valid_from.0);
    price.lines.push(Line::of(Tax::Y1, rounded(request, region, cents), Some(reason)));
    majoration(request, region, &part, price)
}

/// The same sentence for a single horse.
fn one(key: &'static str) -> &'static str {
    match key {
        "price.reason.half_ten_years" => "price.reason.half_ten_years_one",
        "price.reason.half_motorcycle" => "price.reason.half_motorcycle_one",
        "price.reason.half_heavy" => "price.reason.half_heavy_one",
        "price.reason.half_clean" => "price.reason.half_clean_one",
        _ => "price.reason.full_one",
    }
}

/// Why nothing is due whatever the région (CIBS L421-46, L421-48, L421-53, L421-54).
fn exempt(request: &Request<'_>) -> Result<Option<&'static str>, Unknown> {
    if request.is(Case::State) {
        return Ok(Some("price.reason.state"));
    }
    let category = request.category()?;
    Ok(match category {
        Category::O => Some("price.reason.trailer"),
        Category::Farm => Some("price.reason.farm"),
        Category::L1e | Category::L2e => Some("price.reason.moped"),
        _ if is_demonstration(request) && is_light(request, category)? => {
            Some("price.reason.demonstration")
        }
        _ if is_free_by_law(request) => Some("price.reason.electric"),
        _ => None,
    })
}

/// Only a first registration is exempt.
fn is_demonstration(request: &Request<'_>) -> bool {
    let first = |operation: &Operation| {
        matches!(
            operation,
            Operation::PremiereImmatriculationNeuf | Operation::PremiereImmatriculationImport
        )
    };
    request.is(Case::Demonstration) && request.asked.operations.iter().any(first)
}

/// At most 3.5 t. The categories of cars and vans are when nothing else is said.
fn is_light(request: &Request<'_>, category: Category) -> Result<bool, Unknown> {
    const LIGHT: u32 = 3500;
    match (request.asked.ptac, category) {
        (Some(ptac), _) => Ok(ptac <= LIGHT),
        (None, Category::N2 | Category::N3 | Category::M3) => Ok(false),
        (None, Category::M2 | Category::Cam | Category::Tcp | Category::Trr) => {
            Err(Unknown::of("price.unknown.missing_ptac"))
        }
        (None, _) => Ok(true),
    }
}

/// Until 30 April 2025 electric vehicles paid nothing in every région.
fn is_free_by_law(request: &Request<'_>) -> bool {
    let rows = &request.tables.energies.reductions;
    let own = in_force(rows, request.day, |row| row.class == request.energy && row.region != "*");
    let all = in_force(rows, request.day, |row| row.class == request.energy && row.region == "*");
    own.is_none() && all.is_some_and(|row| row.pays == Pays::None)
}

/// The particular tariffs in the order of the sheet: the first that holds is the only one.
fn part(request: &Request<'_>, region: Region) -> Result<Part, Unknown> {
    match request.category()? {
        Category::L3e | Category::L4e => return Ok(Part::Half("price.reason.half_motorcycle")),
        Category::M2
        | Category::M3
        | Category::N2
        | Category::N3
        | Category::Cam
        | Category::Tcp
        | Category::Trr => return Ok(Part::Half("price.reason.half_heavy")),
        Category::N1 if request.is(Case::RoadTractor) => {
            return Ok(Part::Half("price.reason.half_heavy"));
        }
        _ => {}
    }
    match pays(request, region) {
        Pays::None => return Ok(Part::Nothing("price.reason.clean_none")),
        Pays::Half => return Ok(Part::Half("price.reason.half_clean")),
        Pays::Unknown => {
            return Err(
                Unknown::of("price.unknown.reduction").with("region", Number::Name(region.name))
            );
        }
        Pays::Full => {}
    }
    let ten_years = request.first()?.saturating_add(YEARS.years());
    let old = ten_years <= request.day;
    Ok(if old { Part::Half("price.reason.half_ten_years") } else { Part::Full })
}

/// What the région decided for the energy; what all do when it decided nothing of its own.
fn pays(request: &Request<'_>, region: Region) -> Pays {
    if request.energy == Energy::Thermal {
        return Pays::Full;
    }
    let rows = &request.tables.energies.reductions;
    let of = |name: &str| {
        in_force(rows, request.day, |row| row.class == request.energy && row.region == name)
    };
    of(region.code).or_else(|| of("*")).map_or(Pays::Unknown, |row| row.pays)
}

/// The row of the région and its tariff in centimes, under the cap of the law.
fn tariff<'a>(request: &Request<'a>, region: Region) -> Result<(&'a Tarif, i64), Unknown> {
    let unknown = || {
        Unknown::of("price.unknown.tariff")
            .with("region", Number::Name(region.name))
            .with("date", Number::Day(request.day))
    };
    let tables = &request.tables.tarifs;
    let row = in_force(&tables.tarifs, request.day, |row| row.region == region.code);
    let row = row.ok_or_else(unknown)?;
    let voted = row.cv.0.ok_or_else(unknown)?;
    let cap = in_force(&tables.cap, request.day, |_| true).and_then(|row| row.cv.0);
    Ok((row, voted.min(cap.ok_or_else(unknown)?)))
}

/// Half, to the nearest centime, half up (CIBS L131-2).
fn halved(cents: i64) -> i64 {
    (cents + 1) / 2
}

/// To the nearest euro, half up, where the tables or the request say so.
fn rounded(request: &Request<'_>, region: Region, cents: i64) -> i64 {
    let rows = &request.tables.tarifs.arrondi_euro;
    let of = |name: &str| in_force(rows, request.day, |row| row.region == name);
    let told = of(region.code).or_else(|| of("*")).is_some_and(|row| row.round);
    if told || request.is(Case::WholeEuros) { (cents + 50) / 100 * 100 } else { cents }
}

/// The flat sum of Île-de-France, halved like the tariff.
fn majoration(
    request: &Request<'_>,
    region: Region,
    part: &Part,
    price: &mut Price,
) -> Result<(), Unknown> {
    let rows = &request.tables.tarifs.majorations;
    let Some(row) = in_force(rows, request.day, |row| row.region == region.code) else {
        return Ok(());
    };
    let flat = row.certificate.0.ok_or(Unknown::of("price.unknown.tariff"))?;
    let cents = if matches!(part, Part::Half(_)) { halved(flat) } else { flat };
    let reason = Reason::of("price.reason.majoration").with("region", Number::Name(region.name));
    price.since = price.since.max(row.valid_from.0);
    price.lines.push(Line {
        label: "price.line.majoration",
        ..Line::of(Tax::Y1, rounded(request, region, cents), Some(reason))
    });
    Ok(())
}
