//! The text of the QR: believed only as the terminal signed it, and small enough for its square.

use jiff::civil::date;
use mon_point_numerique::seal::receipt::{self, ReceiptFault};
use mon_point_numerique::seal::{Digest, Number, SigningSecret, TerminalPublic};

use super::seeded;

fn made() -> (String, Vec<TerminalPublic>, Number, Digest) {
    let mut rng = seeded(20);
    let symbols = "R2N".parse().expect("symbols");
    let secret = SigningSecret::random(&mut rng);
    let older = SigningSecret::random(&mut rng);
    let number = Number::mint(symbols, 77, &mut rng).expect("minted");
    let digest = Digest::of(b"sealed bytes");
    let text = receipt::write(number, "carte-grise", date(2026, 11, 25), digest, &secret);
    let known = [older, secret].map(|key| TerminalPublic { symbols, key: key.public() });
    (text.expect("written"), known.to_vec(), number, digest)
}

#[test]
fn a_receipt_is_verified_without_a_network() {
    let (text, known, number, digest) = made();
    let said = receipt::verify(&text, &known).expect("verified");
    assert_eq!(said.number, number);
    assert_eq!(said.demarche, "carte-grise");
    assert_eq!(said.date, date(2026, 11, 25));
    assert!(said.is_of(digest) && !said.is_of(Digest::of(b"other bytes")));
    assert_eq!(receipt::verify(&text, &known[..1]), Err(ReceiptFault::NotSigned));
    let other = TerminalPublic { symbols: "K7X".parse().expect("symbols"), ..known[1] };
    assert_eq!(receipt::verify(&text, &[other]), Err(ReceiptFault::UnknownTerminal));
}

#[test]
fn it_fits_version_seven_of_the_qr_at_medium_correction() {
    let (text, ..) = made();
    assert!(text.len() <= 178, "{}", text.len());
    let alphanumeric = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || ":-".contains(c);
    assert!(text.chars().all(alphanumeric), "{text}");
}

#[test]
fn no_other_character_is_believed_anywhere() {
    let (text, known, ..) = made();
    for at in 0..text.len() {
        for other in "0AZ:-7a".chars() {
            let mut wrong = text.clone();
            wrong.replace_range(at..=at, &other.to_string());
            assert!(wrong == text || receipt::verify(&wrong, &known).is_err(), "{wrong}");
        }
        assert!(receipt::verify(&text[..at], &known).is_err());
    }
    for hostile in ["", ":", "MPN1", "MPN1:::::", "é:é:é:é:é:é", "MPN1:R2N:CNI:2026é1:A:B"] {
        assert_eq!(receipt::verify(hostile, &known), Err(ReceiptFault::NotOurs), "{hostile}");
    }
    let doubled = format!("{text}:{text}");
    assert_eq!(receipt::verify(&doubled, &known), Err(ReceiptFault::NotOurs));
}

#[test]
fn only_a_plain_name_of_a_demarche_is_written() {
    let (_, _, number, digest) = made();
    let key = SigningSecret::random(&mut seeded(21));
    for name in ["", "carte grise", "café", "a:b", "permis-de-conduire-et-plus"] {
        let written = receipt::write(number, name, date(2026, 1, 1), digest, &key);
        assert_eq!(written, Err(ReceiptFault::NotOurs), "{name}");
    }
}
