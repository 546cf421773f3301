//! The tables of places, from `assets/reference/*.csv` to what the program opens without parsing.
//!
//! `src/reference/commune.rs` reads what is written here: change both together.

#[path = "../src/reference/fold.rs"]
#[allow(dead_code, reason = "the program also folds what is typed")]
mod fold;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Writes `communes.bin`, `countries.rs` and `departements.rs` under `OUT_DIR`.
pub(crate) fn build() -> Fallible<()> {
    println!("cargo::rerun-if-changed=assets/reference");
    println!("cargo::rerun-if-changed=assets/reference.rs");
    println!("cargo::rerun-if-changed=src/reference/fold.rs");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("communes.bin"), communes()?)?;
    fs::write(out.join("countries.rs"), countries()?)?;
    fs::write(out.join("departements.rs"), departements()?)?;
    Ok(())
}

/// One name of one code, in force from a day to another.
struct Row {
    code: String,
    name: String,
    departement: String,
    /// `yyyymmdd`, 0 for always.
    from: u32,
    /// The first day it is no longer in force, 0 for never.
    until: u32,
    /// From this day on it may have ended already: `until`, or earlier when only a span is known.
    sure: u32,
    weight: u8,
    successors: String,
}

/// Flags of a row, in the byte after the lengths; the low two bits are its weight.
const FORMER: u8 = 4;
const ARRONDISSEMENT: u8 = 8;
const WHOLE_CITY: u8 = 16;

/// One year more, in a date `yyyymmdd`.
const YEAR: u32 = 10_000;

const WHOLE_CITIES: [&str; 3] = ["75056", "13055", "69123"];

fn communes() -> Fallible<Vec<u8>> {
    let (mut rows, by_postcode) = todays_communes()?;
    rows.extend(former_communes()?);
    rows.sort_by(|a, b| (&a.code, a.from, &a.name).cmp(&(&b.code, b.from, &b.name)));

    let orders = orders(&rows);
    let (mut records, mut text, mut keys, mut words) = (vec![], vec![], String::new(), vec![]);
    for (number, row) in rows.iter().enumerate() {
        let number = u16::try_from(number)?;
        let parts = fold::words(&row.name);
        let key_at = keys.len();
        for (place, part) in parts.iter().enumerate() {
            let offset = u8::try_from(keys.len() - key_at)?;
            words.push((number, offset, class(&parts[..place]), keys.len()));
            keys.push_str(part);
        }
        records.extend(padded::<5>(&row.code)?);
        records.extend(padded::<3>(&row.departement)?);
        records.extend(u32::try_from(text.len())?.to_le_bytes());
        records.extend(u32::try_from(key_at)?.to_le_bytes());
        for date in [row.from, row.until, row.sure] {
            records.extend(date.to_le_bytes());
        }
        records.push(u8::try_from(row.name.len())?);
        records.push(u8::try_from(keys.len() - key_at)?);
        records.push(u8::try_from(row.successors.len())?);
        records.push(flags(row));
        records.extend(u16::try_from(orders[usize::from(number)])?.to_le_bytes());
        text.extend(row.name.bytes().chain(row.successors.bytes()));
    }
    let ends = ends_of_keys(&words, keys.len());
    words.sort_by_cached_key(|(number, .., at)| {
        (keys[*at..ends[usize::from(*number)]].to_owned(), *number)
    });

    let postcodes = postcodes(&rows, &by_postcode)?;
    let mut blob = vec![];
    for length in [rows.len(), words.len(), postcodes.len() / 6, text.len(), keys.len()] {
        blob.extend(u32::try_from(length)?.to_le_bytes());
    }
    blob.extend(records);
    for (number, offset, class, _) in words {
        blob.extend(number.to_le_bytes());
        blob.extend([offset, class]);
    }
    blob.extend(postcodes);
    blob.extend(text);
    blob.extend(keys.into_bytes());
    Ok(blob)
}

/// Where the key of each row ends: at the first word of the next.
fn ends_of_keys(words: &[(u16, u8, u8, usize)], end: usize) -> Vec<usize> {
    let starts = words.iter().filter(|(_, offset, ..)| *offset == 0).map(|word| word.3);
    starts.skip(1).chain([end]).collect()
}

/// The place of each row among all, when what was typed does not tell: the weight, then the name;
/// the arrondissements of one city stay together, in their own order.
fn orders(rows: &[Row]) -> Vec<usize> {
    let rank = |row: &Row| {
        let part = flags(row) & ARRONDISSEMENT != 0;
        let key = if part { row.code.clone() } else { fold::words(&row.name).concat() };
        (u8::MAX - row.weight, !part, key)
    };
    let mut sorted: Vec<usize> = (0..rows.len()).collect();
    sorted.sort_by_cached_key(|number| (rank(&rows[*number]), *number));
    let mut orders = vec![0; rows.len()];
    for (order, number) in sorted.into_iter().enumerate() {
        orders[number] = order;
    }
    orders
}

/// 0 for the first word, 1 after an article, 2 for the rest.
fn class(before: &[String]) -> u8 {
    let article = |word: &String| matches!(word.as_str(), "le" | "la" | "les" | "l");
    match before {
        [] => 0,
        _ if before.iter().all(article) => 1,
        _ => 2,
    }
}

fn flags(row: &Row) -> u8 {
    let former = if row.until == 0 { 0 } else { FORMER };
    let city = if WHOLE_CITIES.contains(&row.code.as_str()) { WHOLE_CITY } else { 0 };
    let part = if row.name.contains(" Arrondissement") { ARRONDISSEMENT } else { 0 };
    row.weight | former | city | part
}

/// A postal code and the Insee code of one of its communes.
type Served = (String, String);

fn todays_communes() -> Fallible<(Vec<Row>, Vec<Served>)> {
    let seats: Vec<String> =
        read("departements.csv")?.into_iter().map(|mut row| row.swap_remove(3)).collect();
    let (mut rows, mut by_postcode) = (vec![], vec![]);
    for row in read("communes.csv")? {
        let [code, name, codes, departement] = fields(row)?;
        let codes: Vec<&str> = codes.split(',').filter(|code| !code.is_empty()).collect();
        by_postcode.extend(codes.iter().map(|postcode| (postcode.to_string(), code.clone())));
        // Nothing tells the size of a town but this: the seat of a département, then several
        // postal codes. It only orders what is offered.
        let weight = match () {
            () if seats.contains(&code) || name.contains(" Arrondissement") => 2,
            () if codes.len() > 1 => 1,
            () => 0,
        };
        let (from, until, sure, successors) = (0, 0, 0, String::new());
        rows.push(Row { code, name, departement, from, until, sure, weight, successors });
    }
    Ok((rows, by_postcode))
}

fn former_communes() -> Fallible<Vec<Row>> {
    let mut rows = vec![];
    for row in read("communes_anciennes.csv")? {
        let [code, name, departement, from, until, precision, _, successors, _] = fields(row)?;
        let (from, until) = (day(&from)?, day(&until)?);
        let sure = match precision.as_str() {
            "jour" => until,
            // The tables of 2019 and 2021 were compared, then those of each year.
            "annee" if until == 20_210_101 => 20_190_101,
            "annee" => until - YEAR,
            other => return Err(format!("precision {other}").into()),
        };
        rows.push(Row { code, name, departement, from, until, sure, weight: 0, successors });
    }
    Ok(rows)
}

/// Of each postal code, the communes of a line of address: the city, not its arrondissements.
fn postcodes(rows: &[Row], by_postcode: &[Served]) -> Fallible<Vec<u8>> {
    let numbers: BTreeMap<&str, usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.until == 0 && flags(row) & ARRONDISSEMENT == 0)
        .map(|(number, row)| (row.code.as_str(), number))
        .collect();
    let mut pairs = vec![];
    for (postcode, code) in by_postcode {
        if let Some(number) = numbers.get(code.as_str()) {
            pairs.push((postcode.parse::<u32>()?, u16::try_from(*number)?));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let bytes = |(postcode, number): (u32, u16)| {
        postcode.to_le_bytes().into_iter().chain(number.to_le_bytes())
    };
    Ok(pairs.into_iter().flat_map(bytes).collect())
}

fn countries() -> Fallible<String> {
    let mut also: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in read("pays_autres_noms.csv")? {
        let [name, codes] = fields(row)?;
        for code in codes.split(',') {
            also.entry(code.into()).or_default().push(name.clone());
        }
    }
    let mut rows = read("pays.csv")?;
    // France has no code 99 at Insee: it is written by its commune, or 99100 as a country.
    rows.push(
        ["FR", "FR", "FRA", "France", "FRANCE", "française", "français", "1"]
            .map(String::from)
            .to_vec(),
    );
    // The first row of a code is the State, the others are territories that share it.
    let mut states: BTreeMap<String, String> = BTreeMap::new();
    for row in &rows {
        let _ = states.entry(row[0].clone()).or_insert_with(|| row[3].clone());
    }
    rows.sort_by_key(|row| fold::words(&row[3]));
    let mut source = String::from("&[\n");
    for row in rows {
        let [code, iso2, iso3, name, insee, feminine, masculine, current] = fields(row)?;
        let mut keys = vec![fold::words(&name), fold::words(&insee)];
        for key in [iso2.as_str(), code.as_str()] {
            keys.extend(also.get(key).into_iter().flatten().map(|name| fold::words(name)));
        }
        keys.dedup();
        let keys: Vec<String> = keys.into_iter().map(|words| words.join(" ")).collect();
        let (former, state) = (current == "0", states[&code] == name);
        writeln!(
            source,
            "Country {{ code: {code:?}, iso2: {iso2:?}, iso3: {iso3:?}, name: {name:?}, \
             nationality: {feminine:?}, national: {masculine:?}, former: {former}, \
             state: {state}, keys: &{keys:?} }},"
        )?;
    }
    source.push(']');
    Ok(source)
}

fn departements() -> Fallible<String> {
    let mut rows = read("departements.csv")?;
    rows.sort();
    let mut source = String::from("&[\n");
    for row in rows {
        let [code, name, region, seat, complement] = fields(row)?;
        let key = fold::words(&name).join(" ");
        writeln!(
            source,
            "Departement {{ code: {code:?}, name: {name:?}, region: {region:?}, seat: {seat:?}, \
             complement: {complement:?}, key: {key:?} }},"
        )?;
    }
    source.push(']');
    Ok(source)
}

fn read(name: &str) -> Fallible<Vec<Vec<String>>> {
    let path = Path::new("assets/reference").join(name);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path)?;
    reader.records().map(|row| Ok(row?.iter().map(String::from).collect())).collect()
}

fn fields<const N: usize>(row: Vec<String>) -> Fallible<[String; N]> {
    row.try_into().map_err(|row: Vec<String>| format!("{N} fields wanted: {row:?}").into())
}

fn padded<const N: usize>(text: &str) -> Fallible<[u8; N]> {
    format!("{text:<N$}").into_bytes().try_into().map_err(|_| format!("{text}: {N} at most").into())
}

/// `2012-01-01` as 20120101; 0 when empty.
fn day(text: &str) -> Fallible<u32> {
    if text.is_empty() { Ok(0) } else { Ok(text.replace('-', "").parse()?) }
}
