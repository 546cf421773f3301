//! The parts of the receipt, from top to bottom. Sizes are those of the mock-up at 150 dpi, and
//! never under 12 points. Each part may stand in a second language, under the first.

mod lines;

use super::code;
use super::face::Weight;
use super::sheet::{Align, Both, Ink, Run, Sheet, Style};
use super::tags::Role;
use super::{Answers, Letters, Official, Part, Receipt};

pub(super) const BODY: f32 = 12.0;
const HEADING: f32 = 15.5;
const SQUARE: f32 = 100.0;

/// What a page says once, or in two languages.
pub(super) type Pair<'a, T> = (&'a T, Option<&'a T>);

/// A text of the first paper and of the second.
pub(super) fn pair<'a, T>(
    (first, second): Pair<'a, T>,
    of: impl Fn(&'a T) -> &'a str,
) -> (&'a str, &'a str) {
    (of(first), second.map_or("", of))
}

/// A paragraph of one weight, in one language or two.
pub(super) fn write(sheet: &mut Sheet, role: Role, words: (&str, &str), style: Style) {
    let (first, second) = ([Run::regular(words.0)], [Run::regular(words.1)]);
    sheet.paragraph(role, Both { first: &first, second: &second }, style);
}

/// The same, bold.
pub(super) fn stress(sheet: &mut Sheet, role: Role, words: (&str, &str), style: Style) {
    let (first, second) = ([Run::bold(words.0)], [Run::bold(words.1)]);
    sheet.paragraph(role, Both { first: &first, second: &second }, style);
}

/// How high such a paragraph would be.
fn height(sheet: &Sheet, words: (&str, &str), weight: Weight, style: &Style) -> f32 {
    let run = |text| Run { text, weight };
    let (first, second) = ([run(words.0)], [run(words.1)]);
    sheet.height_of(Both { first: &first, second: &second }, style)
}

/// Two columns from the same height; the pen goes under the longer one.
pub(super) fn columns(
    sheet: &mut Sheet,
    left: impl FnOnce(&mut Sheet),
    right: impl FnOnce(&mut Sheet),
) {
    let (top, page) = (sheet.y, sheet.count());
    left(sheet);
    let end = sheet.y;
    if sheet.count() > page {
        // The left column was longer than a page: the right one follows it.
        return right(sheet);
    }
    sheet.y = top;
    right(sheet);
    if sheet.count() == page {
        sheet.y = sheet.y.max(end);
    }
}

/// Product and place at the left, what the paper is at the right; under each other when the
/// letters are large.
pub(super) fn head(sheet: &mut Sheet, receipt: Pair<'_, Receipt>) {
    let gap = 12.0;
    let half = (sheet.column() - gap) * 0.5;
    let large = sheet.letters() == Letters::Large;
    let at = |sheet: &Sheet, size: f32| match large {
        true => sheet.style(size),
        false => Style { width: half, ..sheet.style(size) },
    };
    let other = |sheet: &Sheet, size: f32| match large {
        true => sheet.style(size),
        false => {
            let x = sheet.left() + half + gap;
            Style { x, width: half, align: Align::Right, ..sheet.style(size) }
        }
    };
    let left = |sheet: &mut Sheet| {
        let style = at(sheet, 16.0);
        stress(sheet, Role::Paragraph, pair(receipt, |one| &one.product), style);
        let style = at(sheet, BODY);
        write(sheet, Role::Paragraph, pair(receipt, |one| &one.place), style);
        write(sheet, Role::Paragraph, pair(receipt, |one| &one.date), style);
    };
    let right = |sheet: &mut Sheet| {
        let (title, style) = (other(sheet, 16.0), other(sheet, BODY));
        write(sheet, Role::Paragraph, pair(receipt, |one| &one.kind), style);
        stress(sheet, Role::Title, pair(receipt, |one| &one.demarche), title);
        if !receipt.0.variant.is_empty() {
            write(sheet, Role::Paragraph, pair(receipt, |one| &one.variant), style);
        }
    };
    if large {
        left(sheet);
        right(sheet);
    } else {
        columns(sheet, left, right);
    }
    sheet.y += 12.0;
    sheet.rule(1.8, Ink::Primary);
    sheet.y += 12.0;
    binding(sheet, pair(receipt, |one| &one.binding));
    if receipt.0.duplicata.is_some() {
        let words = pair(receipt, |one| one.duplicata.as_deref().unwrap_or_default());
        let style = sheet.style(HEADING);
        stress(sheet, Role::Paragraph, words, style);
        sheet.y += 4.0;
    }
}

/// Which of the two languages counts.
pub(super) fn binding(sheet: &mut Sheet, words: (&str, &str)) {
    if sheet.is_double() {
        let style = sheet.style(BODY);
        write(sheet, Role::Paragraph, words, style);
        sheet.y += 6.0;
    }
}

/// The number, its state, and the signed square at the right.
pub(super) fn number(sheet: &mut Sheet, receipt: Pair<'_, Receipt>) {
    let side = match sheet.letters() {
        Letters::Ordinary => SQUARE,
        Letters::Large => SQUARE * 1.2,
    };
    let top = sheet.y + 4.0;
    let (left, column) = (sheet.left(), sheet.column());
    let narrow = column - side - 24.0;
    let style = |sheet: &Sheet, size: f32| Style { width: narrow, ..sheet.style(size) };
    let label = style(sheet, BODY);
    write(sheet, Role::Paragraph, pair(receipt, |one| &one.number_label), label);
    let large = style(sheet, 28.0);
    let large = Style { spacing: 95.0, leading: large.size * 1.28, ..large };
    let number = Run::bold(&receipt.0.number);
    let large = sheet.largest(number, large);
    sheet.paragraph(Role::Paragraph, Both::once(&[number]), large);
    sheet.y += 6.0;
    if let Some((count, dark)) = code::square(&receipt.0.square) {
        let cell = (side - 10.0) / count as f32;
        let x = left + column - side;
        sheet.frame((x, top), (side, side), 0.7, Ink::Line);
        let name = &receipt.0.square_name;
        sheet.squares(name, (x + 5.0, top + 5.0), (cell, count), &dark);
    }
    for of in [|one: &Receipt| one.state.clone(), |one: &Receipt| one.not_yet.clone()] {
        let (first, second) = (of(receipt.0), receipt.1.map(of).unwrap_or_default());
        if first.0.is_empty() && first.1.is_empty() {
            continue;
        }
        // Beside the square while it lasts, then across the page.
        let wide = sheet.y > top + side;
        let style = if wide { sheet.style(BODY) } else { style(sheet, BODY) };
        let first = [Run::bold(&first.0), Run::regular(&first.1)];
        let second = [Run::bold(&second.0), Run::regular(&second.1)];
        sheet.paragraph(Role::Paragraph, Both { first: &first, second: &second }, style);
        sheet.y += 4.0;
    }
    sheet.y = sheet.y.max(top + side) + 16.0;
}

/// The box where the official number goes, sign by sign: beside its words, or under them when
/// they are long or large.
pub(super) fn official(sheet: &mut Sheet, official: Pair<'_, Official>) {
    let signs = official.0.signs;
    if signs == 0 {
        return;
    }
    let under = sheet.letters() == Letters::Large || sheet.is_double();
    let (left, column, inside) = (sheet.left(), sheet.column(), 14.0);
    let (cell, gap, high) = (21.6, 3.6, 30.0);
    let cells = f32::from(signs) * (cell + gap) - gap;
    let width = if under { column - 2.0 * inside } else { column - cells - 40.0 };
    let style = Style { x: left + inside, width, ..sheet.style(BODY) };
    let title = pair(official, |one| &one.title);
    let note = pair(official, |one| &one.note);
    let words = height(sheet, title, Weight::Bold, &style);
    let words = words + height(sheet, note, Weight::Regular, &style);
    let whole = if under { words + high + 28.0 } else { words.max(high) + 20.0 };
    sheet.need(whole);
    let top = sheet.y;
    sheet.frame((left, top), (column, whole), 1.2, Ink::Black);
    sheet.y = top + 8.0;
    stress(sheet, Role::Paragraph, title, style);
    write(sheet, Role::Paragraph, note, style);
    let x = if under { left + inside } else { left + column - cells - inside };
    let y = if under { top + words + 16.0 } else { top + (whole - high) / 2.0 };
    boxes(sheet, official.0, (x, y), (cell, gap, high));
    sheet.y = top + whole + 14.0;
}

fn boxes(
    sheet: &mut Sheet,
    official: &Official,
    (mut x, y): (f32, f32),
    (cell, gap, high): (f32, f32, f32),
) {
    let number = official.number.as_deref().unwrap_or_default();
    let mut signs = number.chars();
    if !number.is_empty() {
        sheet.open(Role::Paragraph);
    }
    for _ in 0..official.signs {
        sheet.frame((x, y), (cell, high), 0.8, Ink::Black);
        if let Some(sign) = signs.next() {
            let mut buffer = [0; 4];
            let size = 18.0;
            let style = Style {
                x,
                width: cell,
                size,
                leading: high * 0.8,
                spacing: 0.0,
                align: Align::Middle,
            };
            sheet.y = y;
            sheet.sign(Run::bold(sign.encode_utf8(&mut buffer)), style);
        }
        x += cell + gap;
    }
    if !number.is_empty() {
        sheet.close();
    }
}

/// A heading and its lines. Parts that have no twin stand alone.
pub(super) fn part(sheet: &mut Sheet, part: (Option<&Part>, Option<&Part>)) {
    let words = |one: Option<&Part>| one.map(|one| one.heading.clone()).unwrap_or_default();
    let (first, second) = (words(part.0), words(part.1));
    let heading = (first.as_str(), second.as_str());
    let style = sheet.style(HEADING);
    let body = sheet.style(BODY).leading * if sheet.is_double() { 4.0 } else { 2.0 };
    sheet.need(height(sheet, heading, Weight::Bold, &style) + body);
    sheet.y += 4.0;
    stress(sheet, Role::Heading, heading, style);
    sheet.y += 5.0;
    lines::lines(sheet, part.0.map(|one| &one.lines), part.1.map(|one| &one.lines));
    sheet.y += 8.0;
}

/// Parts of both papers, side by side.
pub(super) fn parts(sheet: &mut Sheet, first: &[Part], second: Option<&[Part]>) {
    let second = second.unwrap_or_default();
    for at in 0..first.len().max(second.len()) {
        part(sheet, (first.get(at), second.get(at)));
    }
}

/// Small print under a line.
pub(super) fn foot(sheet: &mut Sheet, words: (&str, &str)) {
    let style = sheet.style(BODY);
    sheet.need(height(sheet, words, Weight::Regular, &style) + 6.0);
    sheet.rule(0.7, Ink::Line);
    sheet.y += 6.0;
    write(sheet, Role::Paragraph, words, style);
}

/// Parts that did not fit on the first page: together on the next, or after what is there.
pub(super) fn apart(sheet: &mut Sheet, first: &[Part], second: Option<&[Part]>) {
    if first.is_empty() {
        return;
    }
    if sheet.count() == 1 {
        sheet.turn();
    } else {
        sheet.y += 12.0;
    }
    parts(sheet, first, second);
}

/// The page *Mes réponses*: always a page of its own. What the two languages say alike, a name
/// typed, a number, stands once.
pub(super) fn answers(sheet: &mut Sheet, answers: Pair<'_, Answers>, number: &str) {
    sheet.turn();
    let style = sheet.style(20.0);
    stress(sheet, Role::Title, pair(answers, |one| &one.heading), style);
    let style = sheet.style(BODY);
    write(sheet, Role::Paragraph, (number, ""), style);
    let second = answers.1.map(|one| one.sections.as_slice()).unwrap_or_default();
    for (at, (name, rows)) in answers.0.sections.iter().enumerate() {
        let beside = second.get(at);
        sheet.y += 8.0;
        let style = sheet.style(HEADING);
        sheet.need(style.leading * 2.0 + 30.0);
        let name = (name.as_str(), beside.map_or("", |(name, _)| name.as_str()));
        stress(sheet, Role::Heading, name, style);
        sheet.y += 3.0;
        lines::answered(sheet, rows, beside.map(|(_, rows)| rows.as_slice()).unwrap_or_default());
    }
}
