//! The document of the interface says exactly what the router does, and the shapes that travel.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use mon_point_numerique::central::openapi::DOCUMENT;
use mon_point_numerique::central::router::{OPENAPI, OpenTo, ROUTES};
use mon_point_numerique::sync::wire::{Problem, ProblemKind};
use serde_json::Value;

use crate::house::{House, Wanted};

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

/// Methods and paths of the document.
fn documented() -> BTreeSet<(String, String)> {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let methods = |(path, item): (&String, &Value)| {
        let item = item.as_object().unwrap();
        let methods = item.keys().filter(|key| *key != "parameters");
        methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(methods).collect()
}

#[test]
fn every_route_is_documented_and_the_reverse() {
    let routes = ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned()));
    assert_eq!(routes.collect::<BTreeSet<_>>(), documented());
}

#[test]
fn what_needs_a_terminal_is_documented_so() {
    for route in ROUTES {
        let item = &document()["paths"][route.path][route.method.to_lowercase()];
        let open = item["security"].as_array().is_some_and(Vec::is_empty);
        assert_eq!(open, route.open_to == OpenTo::Anybody, "{} {}", route.method, route.path);
        assert_eq!(open, item["responses"]["401"].is_null(), "{} {}", route.method, route.path);
    }
}

#[test]
fn every_problem_is_documented() {
    let known =
        document()["components"]["schemas"]["Problem"]["properties"]["type"]["enum"].clone();
    let ours = ProblemKind::ALL.iter().map(|kind| Value::from(Problem::from(*kind).kind));
    assert_eq!(known, Value::from_iter(ours));
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, document: &Value, found: &mut usize) {
        match value {
            Value::Object(map) => {
                if let Some(target) = map.get("$ref").and_then(Value::as_str) {
                    let pointer = target.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{target}");
                    *found += 1;
                }
                map.values().for_each(|value| walk(value, document, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, document, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = 0;
    walk(&document, &document, &mut found);
    assert!(found > 50);
}

/// Every route answers (the router really has it), and a stranger learns nothing of them.
#[tokio::test]
async fn every_route_is_there_and_closed_to_strangers() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    for route in ROUTES {
        let path = route.path.replace("{digest}", &"0".repeat(64));
        let path = path.replace("{lookup}", &"0".repeat(32)).replace("{number}", "ABC");
        let as_stranger = house.ask(None, route.method, &path, &[], "").await;
        let as_terminal = house.ask(Some(&terminal), route.method, &path, &[], "").await;
        assert!(as_terminal.headers.contains_key("mpn-time"), "{path}");
        match route.open_to {
            OpenTo::Anybody => assert_ne!(as_stranger.status, StatusCode::UNAUTHORIZED, "{path}"),
            OpenTo::Terminals => {
                assert_eq!(as_stranger.status, StatusCode::UNAUTHORIZED, "{path}");
                assert_ne!(as_terminal.status, StatusCode::UNAUTHORIZED, "{path}");
            }
        }
        if route.method != "HEAD" && as_terminal.status == StatusCode::NOT_FOUND {
            assert_ne!(as_terminal.problem(), Some(ProblemKind::NotFound), "{path}");
        }
    }
    for path in ["/", "/v1", "/v1/envelopes", "/health", "/metrics", "/v1/drafts/1/2"] {
        let stranger = house.ask(None, "GET", path, &[], "").await;
        assert_eq!(stranger.problem(), Some(ProblemKind::NotEnrolled), "{path}");
        let known = house.ask(Some(&terminal), "GET", path, &[], "").await;
        assert_eq!(known.problem(), Some(ProblemKind::NotFound), "{path}");
    }
    let wrong_method = house.ask(Some(&terminal), "DELETE", "/v1/hello", &[], "").await;
    assert_eq!(wrong_method.problem(), Some(ProblemKind::NotFound));
}

/// Real answers have exactly the fields that the document gives them.
#[tokio::test]
async fn answers_have_the_documented_fields() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let acknowledgement = house.put(&terminal, &envelope).await.json::<Value>();
    same_fields(&acknowledgement, "Acknowledgement");
    same_fields(&acknowledgement["receipt"], "Receipt");
    same_fields(&serde_json::to_value(&terminal.answer).unwrap(), "EnrolAnswer");
    let number = envelope.manifest().number.to_string();
    let path = mon_point_numerique::sync::wire::path::status(&number);
    same_fields(&house.ask(Some(&terminal), "GET", &path, &[], "").await.json(), "Status");
    let served = house.ask(None, "GET", OPENAPI, &[], "").await;
    assert_eq!(served.body, DOCUMENT.as_bytes());
}

fn same_fields(value: &Value, schema: &str) {
    let document = document();
    let wanted = document["components"]["schemas"][schema]["required"].as_array().unwrap();
    let wanted: BTreeSet<_> = wanted.iter().map(|name| name.as_str().unwrap()).collect();
    let found = value.as_object().unwrap().keys().map(String::as_str).collect::<BTreeSet<_>>();
    assert_eq!(found, wanted, "{schema}");
}
