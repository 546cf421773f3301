//! The malus on CO2 and the tax on the mass: table `malus.toml`, sheet 5.7 and 5.8.
//!
//! Due once, on the first registration in France of a car for persons. What is not transcribed (a
//! scale, a method, an abatement) is unknown.

use jiff::ToSpan;
use jiff::civil::Date;

use super::table::{Malus, MalusFor, Scale, in_force};
use super::{
    Case, Category, Energy, Line, Number, Operation, Price, Reason, Request, Tax, Unknown,
};

/// Adds the lines of both taxes to a price.
///
/// # Errors
/// What is missing, and what is not transcribed.
pub(super) fn add(request: &Request<'_>, due: MalusFor, price: &mut Price) -> Result<(), Unknown> {
    let (co2, mass) = match due {
        MalusFor::None => (None, None),
        MalusFor::Tourism if request.is(Case::Tourism) => {
            return Err(Unknown::of("price.unknown.becomes_tourism"));
        }
        MalusFor::Tourism => (None, None),
        MalusFor::Exempted if request.is(Case::ExemptedBefore) && !request.is(Case::Invalidity) => {
            return Err(Unknown::of("price.unknown.exempted_before"));
        }
        MalusFor::Registered | MalusFor::Exempted => {
            reserve(request, due, price);
            let car = request.asked.category.is_some() && request.category()? == Category::M1;
            (car.then(|| Reason::of("price.reason.registered")), None)
        }
        MalusFor::First => return first(request, price),
    };
    price.lines.push(Line::of(Tax::Co2, 0, co2));
    price.lines.push(Line::of(Tax::Masse, 0, mass));
    Ok(())
}

/// The program cannot see that the first holder of a car was exempted: it says so.
fn reserve(request: &Request<'_>, due: MalusFor, price: &mut Price) {
    let since = Date::constant(2015, 1, 1);
    let recent = request.asked.first.is_some_and(|first| first >= since);
    if due == MalusFor::Exempted && recent && request.asked.category == Some(Category::M1) {
        price.reserves.push(Reason::of("price.reserve.exempted_before"));
    }
}

/// Both taxes of a first registration in France.
fn first(request: &Request<'_>, price: &mut Price) -> Result<(), Unknown> {
    let nothing = |key| (0, Some(Reason::of(key)));
    let category = request.category()?;
    let car = category == Category::M1 && !request.is(Case::SpecialUse);
    let both = if !car && !request.is(Case::Tourism) {
        if category == Category::N1 {
            price.reserves.push(Reason::of("price.reserve.tourism"));
        }
        let told = matches!(category, Category::M1 | Category::N1);
        Some(told.then_some("price.reason.not_tourism"))
    } else if request.is(Case::Wheelchair) {
        Some(Some("price.reason.wheelchair"))
    } else if request.is(Case::Invalidity) {
        Some(Some("price.reason.invalidity"))
    } else {
        None
    };
    let ((co2, co2_reason), (mass, mass_reason)) = match both {
        Some(key) => ((0, key.map(Reason::of)), (0, None)),
        None => {
            let discount = Discount::of(request)?;
            if discount.percent == 100 {
                (nothing("price.reason.discount_whole"), (0, None))
            } else {
                due(request, &discount, price)?
            }
        }
    };
    price.lines.push(Line::of(Tax::Co2, co2, co2_reason));
    price.lines.push(Line::of(Tax::Masse, mass, mass_reason));
    Ok(())
}

type Told = (i64, Option<Reason>);

/// Both taxes, under the most of their sum, after the discount.
fn due(
    request: &Request<'_>,
    discount: &Discount,
    price: &mut Price,
) -> Result<(Told, Told), Unknown> {
    let (tables, first) = (&request.tables.malus, request.first()?);
    let (co2, reason) = if request.energy == Energy::Electric {
        (0, Some(Reason::of("price.reason.electric_malus")))
    } else {
        emissions(request, first)?
    };
    let mass = weighed(request, first)?;
    let mass = within(tables, first, co2, mass)?;
    let (mut co2, mass) = (discount.apply(co2), discount.apply(mass));
    let reason = discount.said(reason);
    let cap = in_force(&tables.price_caps, first, |_| true);
    if let (Some(cap), Some(bought)) = (cap, request.asked.bought) {
        co2 = co2.min(bought * cap.percent / 100);
    }
    if mass > 0 && request.energy == Energy::Electric {
        price.reserves.push(Reason::of("price.reserve.low_carbon"));
    }
    let kilograms = i64::from(request.asked.mass.unwrap_or(0));
    let weight = Reason::of("price.reason.mass").count("mass", kilograms);
    Ok(((co2, reason), (mass, (mass > 0).then(|| discount.said(Some(weight))).flatten())))
}

/// The malus of the scale of the first registration, before any discount.
fn emissions(request: &Request<'_>, first: Date) -> Result<Told, Unknown> {
    let unknown =
        || Unknown::of("price.unknown.scale").with("year", Number::Count(first.year().into()));
    if request.is(Case::Nedc) {
        return Err(unknown());
    }
    let tables = &request.tables.malus;
    let scale: &Scale = in_force(&tables.scales, first, |_| true).ok_or_else(unknown)?;
    let name = scale.ladder.as_ref().ok_or_else(unknown)?;
    let ladder = tables.ladders.iter().find(|ladder| ladder.name == *name).ok_or_else(unknown)?;
    let co2 = request.asked.co2.ok_or(Unknown::of("price.unknown.missing_co2"))?;
    let said = |key| {
        let year = i64::from(first.year());
        Some(Reason::of(key).count("co2", co2).count("start", scale.start).count("year", year))
    };
    let Some(step) = co2.checked_sub(scale.start) else {
        return Ok((0, said("price.reason.below_malus")));
    };
    let most = scale.most.and_then(|most| most.0);
    let value = usize::try_from(step).ok().and_then(|step| ladder.euros.get(step));
    let cents = match (value, most) {
        (Some(euros), Some(most)) => (euros * 100).min(most),
        (Some(euros), None) => euros * 100,
        (None, Some(most)) => most,
        (None, None) => return Err(unknown()),
    };
    Ok((cents, said("price.reason.malus")))
}

/// The tax on the mass of the scale of the first registration, before any discount.
fn weighed(request: &Request<'_>, first: Date) -> Result<i64, Unknown> {
    let tables = &request.tables.malus;
    let mut abatement = 0;
    if request.energy == Energy::Electric {
        let row = in_force(&tables.electric_masses, request.day, |_| true);
        let row = row.ok_or(Unknown::of("price.unknown.before_tables"))?;
        if row.exempt || request.is(Case::LowCarbon) {
            return Ok(0);
        }
        abatement = row.abatement;
    }
    let steps = in_force(&tables.masses, first, |_| true).map_or(&[][..], |row| &row.steps);
    if steps.is_empty() {
        return Ok(0);
    }
    let mass = request.asked.mass.ok_or(Unknown::of("price.unknown.missing_mass"))?;
    let mass = mass.saturating_sub(abatement);
    let mut cents = 0;
    for (at, step) in steps.iter().enumerate() {
        let end = steps.get(at + 1).map_or(mass, |next| mass.min(next.low - 1));
        let kilograms = i64::from((end + 1).saturating_sub(step.low));
        cents += kilograms * step.kg.0.ok_or(Unknown::of("price.unknown.before_tables"))?;
    }
    match () {
        () if cents == 0 => Ok(0),
        // Their abatements are not transcribed.
        () if request.energy == Energy::Hybrid => Err(Unknown::of("price.unknown.hybrid_mass")),
        () if request.is(Case::LargeFamily) => Err(Unknown::of("price.unknown.family_mass")),
        () => Ok(cents),
    }
}

/// The tax on the mass gives way when both together pass the most of the year.
fn within(tables: &Malus, first: Date, co2: i64, mass: i64) -> Result<i64, Unknown> {
    let Some(row) = in_force(&tables.sums, first, |_| true) else {
        return Ok(mass);
    };
    match row.most.and_then(|most| most.0) {
        Some(most) => Ok(mass.min((most - co2).max(0))),
        None => {
            // The most of that year is at least what its own ladder reaches.
            let ladder = in_force(&tables.scales, first, |_| true)
                .and_then(|scale| scale.ladder.as_ref())
                .and_then(|name| tables.ladders.iter().find(|ladder| ladder.name == *name));
            let reached = ladder.and_then(|l| l.euros.last()).map_or(0, |euros| euros * 100);
            let year = Number::Count(first.year().into());
            let sure = mass == 0 || co2 + mass <= reached;
            if sure { Ok(mass) } else { Err(Unknown::of("price.unknown.scale").with("year", year)) }
        }
    }
}

/// What the age of a used import takes off.
struct Discount {
    percent: i64,
    months: u32,
}

impl Discount {
    fn of(request: &Request<'_>) -> Result<Self, Unknown> {
        let import = Operation::PremiereImmatriculationImport;
        if !request.asked.operations.contains(&import) {
            return Ok(Self { percent: 0, months: 0 });
        }
        let months = months_begun(request.first()?, request.day);
        let row = in_force(&request.tables.malus.discounts, request.day, |_| true);
        let row = row.ok_or(Unknown::of("price.unknown.before_tables"))?;
        let step = row.steps.iter().find(|(to, _)| months <= *to);
        Ok(Self { percent: step.map_or(100, |(_, percent)| *percent), months })
    }

    /// What is left, to the nearest euro.
    fn apply(&self, cents: i64) -> i64 {
        if self.percent == 0 {
            return cents;
        }
        (cents * (100 - self.percent) + 5000) / 10_000 * 100
    }

    /// The reason, with the discount where there is one on something.
    fn said(&self, reason: Option<Reason>) -> Option<Reason> {
        let reason = reason?;
        let key = match reason.key {
            "price.reason.malus" if self.percent > 0 => "price.reason.malus_used",
            "price.reason.mass" if self.percent > 0 => "price.reason.mass_used",
            key => key,
        };
        let reason = Reason { key, ..reason };
        Some(reason.count("percent", self.percent).count("months", self.months))
    }
}

/// The months from a day to another, the one that has begun counted.
fn months_begun(first: Date, day: Date) -> u32 {
    let years = i32::from(day.year()) - i32::from(first.year());
    let between = years * 12 + i32::from(day.month()) - i32::from(first.month());
    let whole = first.saturating_add(between.months()) <= day;
    u32::try_from(between + i32::from(whole)).unwrap_or(0)
}
