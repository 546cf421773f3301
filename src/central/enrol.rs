//! `POST /v1/enrol`: a new terminal shows a one-time token and is given all that it must keep.
//!
//! The only request that needs no certificate. It is slow on purpose for whoever guesses: a few
//! tries a minute for one address, and one answer for a token unknown, used or old.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use rand::CryptoRng;

use crate::central::Central;
use crate::central::caller;
use crate::central::error::Refused;
use crate::central::inbox;
use crate::central::ledger::{EnrolFault, Enrolled, Newcomer, TokenHash};
use crate::central::server::Peer;
use crate::chance;
use crate::seal::{SigningPublic, symbol};
use crate::sync::wire::{
    AcknowledgementKey, Bytes, EnrolAnswer, EnrolRequest, ProblemKind, SealingKey, Site, Token,
};

const BODY_LIMIT: u64 = 16 * 1024;
/// The only algorithm of the envelope format so far.
const X25519: u8 = 1;
/// Symbols of a token, five bits each: 125 bits.
const TOKEN_SYMBOLS: usize = 25;

/// Uses a token up and answers what the terminal must keep.
///
/// # Errors
/// [`ProblemKind::TokenRefused`], [`ProblemKind::Invalid`], [`ProblemKind::TooMany`].
pub async fn enrol(
    State(central): State<Arc<Central>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let address: IpAddr = peer.address.ip();
    central.enrolments.take(address, Instant::now())?;
    let body = caller::read(&headers, body, BODY_LIMIT).await?;
    let request: EnrolRequest = inbox::parse(&body)?;
    let key: [u8; 32] = request.signing_key.0.try_into().map_err(|_| ProblemKind::Invalid)?;
    let newcomer = Newcomer {
        token: TokenHash::of(&request.token.0),
        key: SigningPublic::from_bytes(&key).map_err(|_| ProblemKind::Invalid)?,
        request: request.certificate_request.0,
    };
    let rng = chance::rng().map_err(|_| ProblemKind::Fault)?;
    let (authority, now) = (Arc::clone(&central.authority), central.now());
    match central.ledger.enrol(newcomer, authority, now, rng).await? {
        Ok(enrolled) => {
            tracing::info!(event = "enrolled", terminal = enrolled.terminal.name);
            Ok(inbox::json(StatusCode::OK, &answer(&central, &enrolled, now)))
        }
        Err(EnrolFault::Token) => {
            tracing::warn!(event = "token_refused");
            Err(ProblemKind::TokenRefused.into())
        }
        Err(EnrolFault::Request) => Err(ProblemKind::Invalid.into()),
        Err(EnrolFault::Exhausted) => Err(ProblemKind::Fault.into()),
    }
}

fn answer(central: &Central, enrolled: &Enrolled, now: Timestamp) -> EnrolAnswer {
    let sealing = |key: &crate::seal::SealingPublic| SealingKey {
        id: Bytes(key.id().0.to_vec()),
        algorithm: X25519,
        key: Bytes(key.bytes().to_vec()),
    };
    EnrolAnswer {
        terminal: enrolled.terminal.name.clone(),
        symbols: enrolled.terminal.symbols.to_string(),
        certificate: Bytes(enrolled.certificate.to_vec()),
        authority: Bytes(central.authority.root().to_vec()),
        sealing_keys: central.sealing.iter().map(sealing).collect(),
        acknowledgement_key: AcknowledgementKey(Bytes(
            central.acknowledgement.public().bytes().to_vec(),
        )),
        site: Site {
            name: enrolled.site.name.clone(),
            recovery_key: Some(Bytes(enrolled.site.recovery.bytes().to_vec())),
        },
        departement: enrolled.site.departement.clone(),
        time: now.as_second(),
    }
}

/// A new one-time token, in five groups of five symbols that are easy to copy.
pub fn token(rng: &mut impl CryptoRng) -> Token {
    let mut chances = [0; TOKEN_SYMBOLS];
    rng.fill_bytes(&mut chances);
    let mut text = String::with_capacity(TOKEN_SYMBOLS + 4);
    for (place, chance) in chances.into_iter().enumerate() {
        if place > 0 && place % 5 == 0 {
            text.push('-');
        }
        text.push(symbol::letter(chance & 31));
    }
    Token(text)
}
