//! Makes what the programs carry inside: tables of places, editions and their words.

mod editions;
mod reference;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    editions::build()?;
    reference::build()
}
