//! The CSV file of places: read whole, every fault with its line.

use super::{Kind, Place, Position};

/// The heads of the columns, in their order.
const HEADS: [&str; 11] = [
    "kind",
    "nom",
    "adresse",
    "code_postal",
    "commune",
    "code_insee",
    "lat",
    "lon",
    "telephone",
    "horaires",
    "source",
];

/// One thing wrong with a file of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub why: Why,
}

/// What can be wrong with a file of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Not a CSV file with `;` between its fields, or not so many fields.
    #[error("shape")]
    Shape,
    /// The first line does not name the columns.
    #[error("heads")]
    Heads,
    /// No such kind of place.
    #[error("kind")]
    Kind,
    /// The place has no name, or no commune.
    #[error("name")]
    Name,
    /// Not the five signs of an Insee code.
    #[error("code")]
    Code,
    /// Not the five digits of a postal code.
    #[error("postcode")]
    Postcode,
    /// Half a position, or one that is not on the Earth.
    #[error("position")]
    Position,
    /// The file has no place at all.
    #[error("empty")]
    Empty,
}

/// The places of a file that can be read, and all that is wrong with the others.
pub(super) fn rows(text: &str) -> (Vec<Place>, Vec<Fault>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    let heads = reader.headers().is_ok_and(|heads| heads.iter().eq(HEADS));
    if !heads {
        return (places, vec![Fault { line: 1, why: Why::Heads }]);
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                match place(&record) {
                    Ok(place) => places.push(place),
                    Err(why) => faults.push(Fault { line, why }),
                }
            }
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                faults.push(Fault { line, why: Why::Shape });
            }
        }
    }
    if places.is_empty() && faults.is_empty() {
        faults.push(Fault { line: 1, why: Why::Empty });
    }
    (places, faults)
}

fn place(record: &csv::StringRecord) -> Result<Place, Why> {
    let field = |at: usize| record.get(at).unwrap_or_default().trim();
    let text = |at: usize| field(at).to_owned();
    let (code, postcode) = (field(5), field(3));
    if field(1).is_empty() || field(4).is_empty() {
        return Err(Why::Name);
    }
    if code.len() != 5 || !code.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
        return Err(Why::Code);
    }
    if !postcode.is_empty()
        && (postcode.len() != 5 || !postcode.bytes().all(|sign| sign.is_ascii_digit()))
    {
        return Err(Why::Postcode);
    }
    Ok(Place {
        kind: Kind::of(field(0)).ok_or(Why::Kind)?,
        name: text(1),
        address: text(2),
        postcode: text(3),
        commune: text(4),
        code: text(5),
        position: position(field(6), field(7))?,
        phone: text(8),
        hours: text(9),
        source: text(10),
    })
}

/// Both or none.
fn position(latitude: &str, longitude: &str) -> Result<Option<Position>, Why> {
    if latitude.is_empty() && longitude.is_empty() {
        return Ok(None);
    }
    let degrees = |text: &str| text.parse::<f64>().map_err(|_| Why::Position);
    let position = Position::new(degrees(latitude)?, degrees(longitude)?);
    position.map(Some).ok_or(Why::Position)
}
