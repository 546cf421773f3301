//! Places in the way of a language: hours in words, distances, of which day the table is.

use super::Texts;
use crate::reference::place::hours::Span;
use crate::reference::place::{Dated, Kind, Near, Place, Places, Today, Week, guide};

/// Nearer than this, in metres, a distance is not told in figures.
const BESIDE_M: u32 = 1_000;
/// From this distance on, in metres, only whole kilometres are told.
const FAR_M: u32 = 10_000;

/// A place in words, for a screen or a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// `Mairie - Barentin`
    pub name: String,
    /// `À 2,3 km`
    pub distance: Option<String>,
    /// `Place de la Libération, 76360 Barentin`
    pub address: String,
    /// `Téléphone : 02 32 94 90 20`
    pub phone: Option<String>,
    /// Its hours, or that they are to be asked.
    pub hours: String,
    /// It moves: where it stops is to be asked.
    pub moves: Option<String>,
}

impl Texts {
    /// All that is said of a place, whatever the minute.
    pub fn place(&self, near: &Near<'_>) -> Said {
        let place = near.place;
        let phone = (!place.phone.is_empty())
            .then(|| self.interface_with("place.phone", &[("phone", place.phone.clone())]));
        let moves = place.kind == Kind::FranceServicesItinerant;
        Said {
            name: place.name.clone(),
            distance: near.metres.map(|metres| self.distance(metres)),
            address: self.address(place),
            phone,
            hours: self.hours(place.week().as_ref()),
            moves: moves.then(|| self.interface("place.bus").to_owned()),
        }
    }

    /// Who published these places and when, once each: their licence asks it.
    pub fn sources(&self, table: &Places, near: &[Near<'_>]) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for kind in near.iter().map(|near| near.place.kind) {
            let publisher = ("publisher", guide().publisher(kind).to_owned());
            let source = match table.dated(kind) {
                Some(dated) => {
                    let date = ("date", self.dated(dated));
                    self.interface_with("place.source", &[publisher, date])
                }
                None => self.interface_with("place.source_unknown", &[publisher]),
            };
            if !said.contains(&source) {
                said.push(source);
            }
        }
        said
    }

    /// `Du lundi au vendredi de 9 h à 12 h et de 13 h 30 à 17 h.`; *to be asked* when nobody knows.
    pub fn hours(&self, week: Option<&Week>) -> String {
        let Some(week) = week else { return self.interface("place.hours.ask").to_owned() };
        let groups = week.groups();
        let sentences: Vec<String> = groups
            .iter()
            .map(|group| {
                let days: Vec<String> = group.days.iter().flat_map(|run| self.days(*run)).collect();
                let spans: Vec<String> = group.spans.iter().map(|span| self.span(*span)).collect();
                let with = [("days", self.list(&days)), ("spans", self.list(&spans))];
                capital(&self.interface_with("place.hours.days", &with))
            })
            .collect();
        sentences.join(" ")
    }

    /// `Ouvert aujourd'hui jusqu'à 17 h, d'après ces horaires.`; nothing when nobody knows.
    pub fn today(&self, today: Today) -> Option<String> {
        let with =
            |key: &str, minute| Some(self.interface_with(key, &[("hour", self.hour(minute))]));
        match today {
            Today::Open(until) => with("place.today.open", until),
            Today::Opens(at) => with("place.today.opens", at),
            Today::Closed => Some(self.interface("place.today.closed").to_owned()),
            Today::Unsure => None,
        }
    }

    /// `À 2,3 km à vol d'oiseau`, from whole metres.
    pub fn distance(&self, metres: u32) -> String {
        if metres < BESIDE_M {
            return self.interface("place.distance.beside").to_owned();
        }
        // Rounded once, so that 9,96 km is 10 km and not 9,10.
        let tenths = (metres + 50) / 100;
        if metres >= FAR_M || tenths >= 100 {
            let km = ((metres + 500) / 1000).to_string();
            return self.interface_with("place.distance.far", &[("km", km)]);
        }
        let with = [("km", (tenths / 10).to_string()), ("tenth", (tenths % 10).to_string())];
        self.interface_with("place.distance.near", &with)
    }

    /// `1er août 2024`, `après 2022`.
    pub fn dated(&self, dated: Dated) -> String {
        match dated {
            Dated::On(day) => self.day(day),
            Dated::After(year) => {
                self.interface_with("place.dated.after", &[("year", year.to_string())])
            }
            Dated::Before(year) => {
                self.interface_with("place.dated.before", &[("year", year.to_string())])
            }
        }
    }

    /// `Place de la Libération, 76360 Barentin`
    pub fn address(&self, place: &Place) -> String {
        let town = [place.postcode.as_str(), place.commune.as_str()];
        let town: Vec<&str> = town.into_iter().filter(|part| !part.is_empty()).collect();
        let parts = [place.address.as_str(), &town.join(" ")];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// `9 h`, `13 h 30`, from the minute of the day.
    fn hour(&self, minute: u16) -> String {
        let hour = ("hour", (minute / 60).to_string());
        match minute % 60 {
            0 => self.interface_with("place.hour", &[hour]),
            rest => {
                self.interface_with("place.hour_minute", &[hour, ("minute", format!("{rest:02}"))])
            }
        }
    }

    fn span(&self, span: Span) -> String {
        let with = [("from", self.hour(span.from)), ("to", self.hour(span.to))];
        self.interface_with("place.hours.span", &with)
    }

    /// A run of days: from three on, by its ends.
    fn days(&self, (first, last): (u8, u8)) -> Vec<String> {
        let day = |day: u8| self.interface(&format!("place.day.{day}")).to_owned();
        if last - first >= 2 {
            let with = [("first", day(first)), ("last", day(last))];
            return vec![self.interface_with("place.hours.run", &with)];
        }
        (first..=last)
            .map(|one| self.interface_with("place.hours.one", &[("day", day(one))]))
            .collect()
    }
}

/// A sentence begins with a capital letter.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
