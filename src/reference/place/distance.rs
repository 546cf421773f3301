//! Distances as the crow flies, on a sphere: half a percent off at most, and told in tenths.

use std::f64::consts::PI;

/// Mean radius of the Earth, in metres.
const RADIUS_M: f64 = 6_371_000.0;

/// A point of the Earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// -90 to 90, north is positive.
    pub latitude: f64,
    /// -180 to 180, east is positive.
    pub longitude: f64,
}

impl Position {
    /// A point, if there is one.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let right = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        right.then_some(Self { latitude, longitude })
    }

    /// `49.4431, 1.0993`: latitude, then longitude, with points.
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(',')?;
        Self::new(latitude.trim().parse().ok()?, longitude.trim().parse().ok()?)
    }
}

/// Whole metres between two points (haversine).
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 20,016 km")]
pub fn metres(from: Position, to: Position) -> u32 {
    let radians = |degrees: f64| degrees * PI / 180.0;
    let half = |degrees: f64| (radians(degrees) / 2.0).sin().powi(2);
    let across = radians(from.latitude).cos() * radians(to.latitude).cos();
    let chord = half(to.latitude - from.latitude) + across * half(to.longitude - from.longitude);
    (2.0 * RADIUS_M * chord.sqrt().min(1.0).asin()).round() as u32
}
