//! What people copy by hand: numbers, codes, and how mistakes are seen.

use std::collections::HashSet;

use mon_point_numerique::seal::code::{CodeFault, LENGTH};
use mon_point_numerique::seal::number::{NumberFault, SEQ_END};
use mon_point_numerique::seal::symbol::{ALPHABET, decode, encode};
use mon_point_numerique::seal::{Code, Number, TerminalSymbols};

use super::seeded;

fn terminal() -> TerminalSymbols {
    "R2N".parse().expect("symbols")
}

#[test]
fn a_number_says_its_terminal_and_its_count() {
    let mut rng = seeded(1);
    for seq in [0, 1, 31, 32, 12_345, SEQ_END - 1] {
        let number = Number::mint(terminal(), seq, &mut rng).expect("minted");
        assert_eq!((number.terminal(), number.seq()), (terminal(), seq));
        let written = number.to_string();
        assert_eq!(written.len(), 13);
        assert_eq!(written.parse(), Ok(number));
        assert_eq!(written.to_lowercase().replace('-', " ").parse(), Ok(number));
        let json = serde_json::to_string(&number).expect("json");
        assert_eq!(serde_json::from_str::<Number>(&json).expect("read"), number);
        let loose = json.to_lowercase();
        assert!(serde_json::from_str::<Number>(&loose).is_err() || loose == json);
    }
    assert_eq!(Number::mint(terminal(), SEQ_END, &mut rng), Err(NumberFault::Exhausted));
}

#[test]
fn what_is_no_number_is_said_why() {
    let rows: &[(&str, NumberFault)] = &[
        ("", NumberFault::Length { found: 0 }),
        ("R2N-0001", NumberFault::Length { found: 7 }),
        ("ABCDE12345", NumberFault::Official),
        ("ABCDE 12345", NumberFault::Official),
        ("ab-cd-e1-23-45", NumberFault::Official),
        ("R2N-0001-AB*C", NumberFault::Official),
        ("R2N-0001-A*BCD", NumberFault::Symbol { position: 9 }),
        ("R2N-0001-AUBC", NumberFault::Symbol { position: 9 }),
    ];
    for (text, fault) in rows {
        assert_eq!(text.parse::<Number>(), Err(*fault), "{text}");
    }
    assert_eq!("22N".parse::<TerminalSymbols>(), Err(NumberFault::Terminal));
}

#[test]
fn terminal_symbols_begin_with_every_letter_and_only_letters() {
    let mut rng = seeded(2);
    let firsts: HashSet<char> = (0..2000)
        .map(|_| TerminalSymbols::random(&mut rng).to_string().chars().next().expect("one"))
        .collect();
    assert_eq!(firsts.len(), 22);
    assert!(firsts.iter().all(char::is_ascii_uppercase));
}

/// Every single wrong symbol is seen; of swapped neighbours at most one in a hundred is not.
fn mistakes(symbols: &str, accepted: impl Fn(&str) -> bool) {
    assert!(accepted(symbols));
    let (mut swaps, mut unseen) = (0, 0);
    for at in 0..symbols.len() {
        for other in ALPHABET {
            let mut wrong: Vec<u8> = symbols.bytes().collect();
            if wrong[at] != *other {
                wrong[at] = *other;
                assert!(!accepted(&String::from_utf8(wrong).expect("ascii")));
            }
        }
        let mut swapped: Vec<u8> = symbols.bytes().collect();
        if at + 1 < swapped.len() && swapped[at] != swapped[at + 1] {
            swapped.swap(at, at + 1);
            swaps += 1;
            unseen += u32::from(accepted(&String::from_utf8(swapped).expect("ascii")));
        }
    }
    assert!(unseen * 12 <= swaps, "{unseen} of {swaps} swaps unseen in {symbols}");
}

#[test]
fn mistyped_numbers_and_codes_are_seen() {
    let mut rng = seeded(3);
    for seq in 0..40 {
        let number = Number::mint(terminal(), seq * 7919, &mut rng).expect("minted");
        mistakes(&number.compact(), |text| text.parse::<Number>().is_ok());
        let code = Code::random(&mut rng).compact();
        mistakes(&code, |text| Code::parse(text).is_ok());
    }
}

#[test]
fn a_code_is_read_as_people_write_it() {
    let mut rng = seeded(4);
    for _ in 0..200 {
        let code = Code::random(&mut rng);
        let compact = code.compact();
        let grouped = code.grouped();
        assert_eq!(grouped.replace('-', ""), *compact);
        assert_eq!(grouped.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 1]);
        let ways = [
            grouped.to_lowercase(),
            grouped.replace('-', "\u{a0}"),
            grouped.replace('-', " \u{2013} "),
            compact.replace('0', "o").replace('1', "l"),
            compact.replace('0', "O").replace('1', "I"),
        ];
        for way in ways {
            let read = Code::parse(&way).expect("a code");
            assert_eq!(*read.compact(), *compact);
        }
    }
}

#[test]
fn what_cannot_be_a_code_is_said_at_once() {
    let fault = |text: &str| Code::parse(text).err();
    assert_eq!(fault(""), Some(CodeFault::Length { found: 0 }));
    assert_eq!(fault("0000-0000-0000"), Some(CodeFault::Length { found: 12 }));
    assert_eq!(fault("0000-0000-000U-0"), Some(CodeFault::Symbol { position: 12 }));
    assert_eq!(fault(&"7".repeat(10_000_000)), Some(CodeFault::Length { found: usize::MAX }));
    let right = Code::random(&mut seeded(5)).compact();
    let wrong = if right.ends_with('Z') { '0' } else { 'Z' };
    let mistyped = format!("{}{wrong}", &right[..LENGTH - 1]);
    assert_eq!(fault(&mistyped), Some(CodeFault::Mistyped));
}

/// SEC-13: every symbol of the twelve is as likely as any other (chi-squared, 31 degrees of
/// freedom, one chance in a hundred thousand to fail if the source were fresh; it is seeded).
#[test]
fn codes_are_evenly_spread() {
    let mut rng = seeded(6);
    let draws = 6400;
    let mut counts = vec![[0_u32; 32]; LENGTH - 1];
    for _ in 0..draws {
        let code = Code::random(&mut rng).compact();
        for (count, symbol) in counts.iter_mut().zip(code.bytes()) {
            count[ALPHABET.iter().position(|known| *known == symbol).expect("known")] += 1;
        }
    }
    let expected = f64::from(draws) / 32.0;
    for count in counts {
        let spread: f64 =
            count.iter().map(|seen| (f64::from(*seen) - expected).powi(2) / expected).sum();
        assert!(spread < 80.0, "{spread}");
    }
}

#[test]
fn bytes_as_symbols_have_one_form() {
    let bytes: [u8; 20] = std::array::from_fn(|at| (at * 37 % 251) as u8);
    let text = encode(&bytes);
    assert_eq!(decode(&text), Some(bytes));
    assert_eq!(decode::<20>(&text.to_lowercase()), None);
    assert_eq!(decode::<19>(&text), None);
    // Three bits of the last symbol of one byte are always zero.
    assert_eq!(decode::<1>("00"), Some([0]));
    assert_eq!(decode::<1>("01"), None);
    assert_eq!(decode::<1>("0O"), None);
    assert_eq!(decode::<1>("é"), None);
}
