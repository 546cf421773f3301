//! Makes the tables that the programs carry inside.

mod reference;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    reference::build()
}
