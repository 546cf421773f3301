//! What may be in the dependency graph (SEC-04, SEC-23): `deny.toml` says the same for a tool.

use std::process::Command;

use serde_json::Value;

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--all-features"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let graph: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    graph["packages"].as_array().unwrap().clone()
}

fn list(name: &str) -> Vec<String> {
    let rules = include_str!("../../deny.toml");
    let rules: toml::Table = toml::from_str(rules).unwrap();
    let (table, key) = name.split_once('.').unwrap();
    let values = rules[table][key].as_array().unwrap();
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// `(MIT OR Apache-2.0) AND Unicode-3.0`: every AND part has an OR part that is allowed.
fn allowed(expression: &str, licences: &[String]) -> bool {
    let flat = expression.replace(['(', ')'], "").replace('/', " OR ");
    flat.split(" AND ").all(|all| {
        all.split(" OR ").any(|one| licences.iter().any(|licence| licence == one.trim()))
    })
}

#[test]
fn every_licence_is_one_that_we_may_ship() {
    let licences = list("licenses.allow");
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(allowed(licence, &licences), "{} has licence {licence}", package["name"]);
    }
    assert!(!allowed("GPL-3.0-only AND MIT", &licences));
}

#[test]
fn nothing_comes_from_elsewhere_and_nothing_opens_a_door() {
    let banned = list("bans.deny");
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.iter().any(|other| other == name), "{name} is banned");
        let source = package["source"].as_str().unwrap_or("registry+");
        assert!(source.starts_with("registry+"), "{name} comes from {source}");
    }
}
