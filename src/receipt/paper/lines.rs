//! The lines of a part, each with its own line of the second language under it.

use super::super::face::Weight;
use super::super::sheet::{Align, Both, Ink, Run, Sheet, Style};
use super::super::tags::Role;
use super::super::{Lines, Rank, Sum};
use super::{BODY, columns, height, stress, write};

/// How the lines of a part stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Numbered,
    Boxes,
    Sentences,
    Entries,
    Sums,
}

/// One line, whatever its kind.
#[derive(Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    /// What stands under a name, why a sum is this much.
    rest: &'a str,
    sum: &'a str,
    rank: Rank,
}

const NONE: Line<'static> = Line { words: "", rest: "", sum: "", rank: Rank::Part };

fn plain(lines: &[String]) -> Vec<Line<'_>> {
    lines.iter().map(|words| Line { words, ..NONE }).collect()
}

fn entry((words, rest): &(String, String)) -> Line<'_> {
    Line { words, rest, ..NONE }
}

fn sum(sum: &Sum) -> Line<'_> {
    Line { words: &sum.name, rest: &sum.reason, sum: &sum.sum, rank: sum.rank }
}

fn flat(lines: &Lines) -> (Kind, Vec<Line<'_>>) {
    match lines {
        Lines::Numbered(lines) => (Kind::Numbered, plain(lines)),
        Lines::Boxes(lines) => (Kind::Boxes, plain(lines)),
        Lines::Sentences(lines) => (Kind::Sentences, plain(lines)),
        Lines::Entries(entries) => (Kind::Entries, entries.iter().map(entry).collect()),
        Lines::Sums(sums) => (Kind::Sums, sums.iter().map(sum).collect()),
    }
}

/// The lines of both papers; those of different kinds follow each other.
pub(super) fn lines(sheet: &mut Sheet, first: Option<&Lines>, second: Option<&Lines>) {
    match (first.map(flat), second.map(flat)) {
        (Some((kind, first)), Some((other, second))) if kind == other => {
            all(sheet, kind, &first, &second);
        }
        (first, second) => {
            if let Some((kind, lines)) = first {
                all(sheet, kind, &lines, &[]);
            }
            if let Some((kind, lines)) = second {
                all(sheet, kind, &[], &lines);
            }
        }
    }
}

fn all(sheet: &mut Sheet, kind: Kind, first: &[Line<'_>], second: &[Line<'_>]) {
    match kind {
        Kind::Numbered | Kind::Boxes | Kind::Entries => sheet.open(Role::List),
        Kind::Sums => sheet.open(Role::Table),
        Kind::Sentences => {}
    }
    for at in 0..first.len().max(second.len()) {
        let (first, second) = (*first.get(at).unwrap_or(&NONE), *second.get(at).unwrap_or(&NONE));
        match kind {
            Kind::Numbered => numbered(sheet, at + 1, first, second),
            Kind::Boxes => to_tick(sheet, first, second),
            Kind::Entries => named(sheet, first, second),
            Kind::Sums => priced(sheet, first, second),
            Kind::Sentences => {
                let style = sheet.style(BODY);
                write(sheet, Role::Paragraph, (first.words, second.words), style);
                sheet.y += 2.0;
            }
        }
    }
    if kind != Kind::Sentences {
        sheet.close();
    }
}

/// The number in the margin of its sentence.
fn numbered(sheet: &mut Sheet, number: usize, first: Line<'_>, second: Line<'_>) {
    let full = sheet.style(BODY);
    let indent = full.size * 1.6;
    let label = Style { width: indent, ..full };
    let body = Style { x: full.x + indent, width: full.width - indent, ..full };
    keep(sheet, &[first.words], &[second.words], &body);
    let number = format!("{number}.");
    sheet.open(Role::Item);
    columns(
        sheet,
        |sheet| write(sheet, Role::Label, (&number, ""), label),
        |sheet| write(sheet, Role::Body, (first.words, second.words), body),
    );
    sheet.close();
    sheet.y += 6.0;
}

/// A box, and what to bring.
fn to_tick(sheet: &mut Sheet, first: Line<'_>, second: Line<'_>) {
    let full = sheet.style(BODY);
    let indent = full.size * 1.5;
    let style = Style { x: full.x + indent, width: full.width - indent, ..full };
    keep(sheet, &[first.words], &[second.words], &style);
    let side = full.size * 0.75;
    let top = sheet.y + full.leading - side - full.leading * 0.24;
    sheet.frame((full.x + 0.5, top), (side, side), 0.8, Ink::Black);
    sheet.open(Role::Item);
    write(sheet, Role::Body, (first.words, second.words), style);
    sheet.close();
    sheet.y += 6.0;
}

/// A name on a line of its own, and the rest under it; a page never turns between them.
fn named(sheet: &mut Sheet, first: Line<'_>, second: Line<'_>) {
    let style = sheet.style(BODY);
    keep(sheet, &[first.words, first.rest], &[second.words, second.rest], &style);
    sheet.open(Role::Item);
    stress(sheet, Role::Label, (first.words, second.words), style);
    write(sheet, Role::Body, (first.rest, second.rest), style);
    sheet.close();
    sheet.y += 4.0;
}

/// What it is and why at the left, the sum at the right.
fn priced(sheet: &mut Sheet, first: Line<'_>, second: Line<'_>) {
    let run = match first.rank {
        Rank::Part => Run::regular,
        Rank::Total => Run::bold,
    };
    let (full, column) = (sheet.style(BODY), sheet.column());
    let left = Style { width: column * 0.76, ..full };
    let right =
        Style { x: full.x + column * 0.78, width: column * 0.22, align: Align::Right, ..full };
    let why = |line: Line<'_>| match line.rest {
        "" => String::new(),
        rest => format!("({rest})"),
    };
    let (why, other) = (why(first), why(second));
    let words = ([run(first.words), Run::regular(&why)], [run(second.words), Run::regular(&other)]);
    let words = Both { first: &words.0, second: &words.1 };
    let sums = ([run(first.sum)], [run(second.sum)]);
    let sums = Both { first: &sums.0, second: &sums.1 };
    sheet.need(sheet.height_of(words, &left).max(sheet.height_of(sums, &right)));
    sheet.open(Role::Row);
    columns(
        sheet,
        |sheet| sheet.paragraph(Role::Head, words, left),
        |sheet| sheet.paragraph(Role::Cell, sums, right),
    );
    sheet.close();
    sheet.y += 2.0;
}

/// Questions at the left, answers at the right.
pub(super) fn answered(sheet: &mut Sheet, first: &[(String, String)], second: &[(String, String)]) {
    let (left, column, full) = (sheet.left(), sheet.column(), sheet.style(BODY));
    let at_left = Style { width: column * 0.38, ..full };
    let at_right = Style { x: left + column * 0.4, width: column * 0.6, ..full };
    sheet.open(Role::Table);
    for (at, (question, answer)) in first.iter().enumerate() {
        let (also, again) =
            second.get(at).map_or(("", ""), |(label, answer)| (label.as_str(), answer.as_str()));
        let runs = ([Run::regular(question)], [Run::regular(also)]);
        let question = Both { first: &runs.0, second: &runs.1 };
        let runs = ([Run::bold(answer)], [Run::bold(again)]);
        let answer = Both { first: &runs.0, second: &runs.1 };
        let height = sheet.height_of(question, &at_left).max(sheet.height_of(answer, &at_right));
        sheet.need(height + 6.0);
        sheet.open(Role::Row);
        columns(
            sheet,
            |sheet| sheet.paragraph(Role::Head, question, at_left),
            |sheet| sheet.paragraph(Role::Cell, answer, at_right),
        );
        sheet.close();
        sheet.y += 3.0;
        sheet.rule(0.4, Ink::Line);
        sheet.y += 2.0;
    }
    sheet.close();
}

/// Turns the page if all of these would not stand on it.
fn keep(sheet: &mut Sheet, first: &[&str], second: &[&str], style: &Style) {
    let pairs = first.iter().zip(second);
    let heights = pairs.map(|(one, other)| height(sheet, (one, other), Weight::Regular, style));
    let all: f32 = heights.sum();
    sheet.need(all);
}
