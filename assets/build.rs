//! Makes the tables that the programs carry inside.
fn main() {}
