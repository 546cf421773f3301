//! A token enrols one terminal, once, in its time; a revoked terminal is nobody.

use axum::http::StatusCode;
use jiff::Span;
use mon_point_numerique::central::ledger::TokenHash;
use mon_point_numerique::sync::wire::{Bytes, ProblemKind, Token, path};

use crate::house::{House, enrol_request};

#[tokio::test]
async fn a_terminal_is_given_all_that_it_must_keep() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let answer = &terminal.answer;
    assert_eq!(answer.terminal, "rouen-1");
    assert_eq!(answer.departement, "76");
    assert_eq!(answer.site.name, "rouen");
    assert_eq!(answer.symbols.len(), 3);
    assert_eq!(answer.sealing_keys.len(), 1);
    assert_eq!(answer.time, house.central.now().as_second());
    assert!(answer.site.recovery_key.is_some());
    let hello = house.ask(Some(&terminal), "GET", path::HELLO, &[], "").await;
    assert_eq!(hello.status, StatusCode::NO_CONTENT);
    let second = house.terminal("rouen").await;
    assert_eq!(second.answer.terminal, "rouen-2");
    assert_ne!(second.answer.symbols, answer.symbols);
    assert_eq!(second.answer.site, answer.site);
    assert_ne!(house.terminal("dieppe").await.answer.site.recovery_key, answer.site.recovery_key);
}

#[tokio::test]
async fn a_token_is_used_once() {
    let house = House::new();
    let token = house.token("rouen").await;
    let first = house.enrol(&enrol_request(token.clone()).0).await;
    assert_eq!(first.status, StatusCode::OK);
    let second = house.enrol(&enrol_request(token).0).await;
    assert_eq!(second.problem(), Some(ProblemKind::TokenRefused));
    assert_eq!(house.count("terminals"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_hurry_with_one_token_are_one() {
    let house = House::new();
    let request = enrol_request(house.token("rouen").await).0;
    let (first, second) = tokio::join!(house.enrol(&request), house.enrol(&request));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403]);
    assert_eq!(house.count("terminals"), 1);
}

#[tokio::test]
async fn an_old_token_and_an_unknown_one_get_the_same_answer() {
    let house = House::new();
    let token = house.token("rouen").await;
    house.pass(Span::new().hours(49));
    let old = house.enrol(&enrol_request(token).0).await;
    let unknown = house.enrol(&enrol_request(Token("AAAAA-AAAAA".into())).0).await;
    assert_eq!(old.problem(), Some(ProblemKind::TokenRefused));
    assert_eq!(old.body, unknown.body);
    assert_eq!(house.count("terminals"), 0);
}

#[tokio::test]
async fn a_token_may_be_copied_carelessly() {
    let house = House::new();
    let token = house.token("rouen").await;
    let careless = Token(token.0.to_lowercase().replace('-', " "));
    assert_eq!(house.enrol(&enrol_request(careless).0).await.status, StatusCode::OK);
    assert_ne!(TokenHash::of("AAAAA"), TokenHash::of("AAAAB"));
}

#[tokio::test]
async fn a_request_that_is_none_leaves_the_token_unused() {
    let house = House::new();
    let token = house.token("rouen").await;
    let good = enrol_request(token).0;
    for bad in [
        mon_point_numerique::sync::wire::EnrolRequest {
            certificate_request: Bytes(vec![1, 2, 3]),
            ..good.clone()
        },
        mon_point_numerique::sync::wire::EnrolRequest {
            signing_key: Bytes(vec![0; 32]),
            ..good.clone()
        },
        mon_point_numerique::sync::wire::EnrolRequest {
            signing_key: Bytes(vec![9; 31]),
            ..good.clone()
        },
    ] {
        assert_eq!(house.enrol(&bad).await.problem(), Some(ProblemKind::Invalid));
    }
    for body in ["", "{}", "null", "[", "{\"token\":\"A\",\"extra\":1}"] {
        let answer = house.ask(None, "POST", path::ENROL, &[], body).await;
        assert_eq!(answer.problem(), Some(ProblemKind::Invalid), "{body}");
    }
    assert_eq!(house.enrol(&good).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_revoked_terminal_is_refused_at_its_next_request() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let now = house.central.now();
    assert!(house.central.ledger().revoke("rouen-1", now).await.unwrap());
    assert!(!house.central.ledger().revoke("rouen-1", now).await.unwrap());
    let hello = house.ask(Some(&terminal), "GET", path::HELLO, &[], "").await;
    assert_eq!(hello.problem(), Some(ProblemKind::NotEnrolled));
    // Its key still verifies the papers that it printed.
    assert_eq!(house.central.ledger().terminal_keys().await.unwrap().len(), 1);
}

#[tokio::test]
async fn guessing_tokens_is_slow() {
    let house = House::new();
    let request = enrol_request(Token("AAAAA".into())).0;
    let mut last = None;
    for _ in 0..12 {
        last = Some(house.enrol(&request).await);
    }
    let last = last.unwrap();
    assert_eq!(last.problem(), Some(ProblemKind::TooMany));
    assert!(last.headers.contains_key("retry-after"));
}

/// No secret of an enrolment is in the ledger as it was shown.
#[tokio::test]
async fn the_ledger_keeps_no_token() {
    let house = House::new();
    let token = house.token("rouen").await;
    let _ = house.enrol(&enrol_request(token.clone()).0).await;
    for entry in std::fs::read_dir(house.directory.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        for form in [token.0.clone(), token.0.replace('-', "")] {
            assert!(!bytes.windows(form.len()).any(|w| w == form.as_bytes()), "{path:?}");
        }
    }
}
