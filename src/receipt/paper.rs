//! The parts of the receipt, from top to bottom. Sizes are those of the mock-up at 150 dpi.

use super::code;
use super::sheet::{Align, Ink, Run, Sheet, Style};
use super::tags::Role;
use super::{Answers, Lines, Official, Part, Rank, Receipt, Sum};

pub(super) const BODY: f32 = 12.0;
const HEADING: f32 = 15.5;
const SMALL: f32 = 10.5;
const SQUARE: f32 = 100.0;

/// Product and place at the left, what the paper is at the right.
pub(super) fn head(sheet: &mut Sheet, receipt: &Receipt) {
    let top = sheet.y;
    let half = sheet.column() * 0.5;
    let left = |sheet: &Sheet, size| Style { width: half, ..sheet.style(size) };
    let product = [Run::bold(&receipt.product, Ink::Text)];
    sheet.paragraph(Role::Paragraph, &product, left(sheet, 16.0));
    for line in [&receipt.place, &receipt.date] {
        sheet.paragraph(Role::Paragraph, &[Run::regular(line, Ink::Text)], left(sheet, BODY));
    }
    let left_end = sheet.y;
    sheet.y = top;
    let x = sheet.left() + half;
    let right =
        |sheet: &Sheet, size| Style { x, width: half, align: Align::Right, ..sheet.style(size) };
    let kind = [Run::regular(&receipt.kind, Ink::Text)];
    sheet.paragraph(Role::Paragraph, &kind, right(sheet, BODY));
    sheet.paragraph(Role::Title, &[Run::bold(&receipt.demarche, Ink::Text)], right(sheet, 16.0));
    if !receipt.variant.is_empty() {
        let variant = [Run::regular(&receipt.variant, Ink::Text)];
        sheet.paragraph(Role::Paragraph, &variant, right(sheet, BODY));
    }
    sheet.y = sheet.y.max(left_end) + 12.0;
    sheet.rule(1.8, Ink::Primary);
    sheet.y += 12.0;
    if let Some(duplicata) = &receipt.duplicata {
        let words = [Run::bold(duplicata, Ink::Text)];
        sheet.paragraph(Role::Paragraph, &words, sheet.style(HEADING));
        sheet.y += 4.0;
    }
}

/// The number, its state, and the signed square at the right.
pub(super) fn number(sheet: &mut Sheet, receipt: &Receipt) {
    let top = sheet.y + 4.0;
    let (left, column) = (sheet.left(), sheet.column());
    let x = left + column - SQUARE;
    let width = column - SQUARE - 24.0;
    let style = |sheet: &Sheet, size| Style { width, ..sheet.style(size) };
    let label = [Run::regular(&receipt.number_label, Ink::Muted)];
    sheet.paragraph(Role::Paragraph, &label, style(sheet, BODY));
    let large = Style { spacing: 95.0, leading: 36.0, ..style(sheet, 28.0) };
    sheet.paragraph(Role::Paragraph, &[Run::bold(&receipt.number, Ink::Text)], large);
    sheet.y += 6.0;
    for ((strong, rest), ink) in [(&receipt.state, Ink::Waiting), (&receipt.not_yet, Ink::Text)] {
        if !strong.is_empty() || !rest.is_empty() {
            let runs = [Run::bold(strong, ink), Run::regular(rest, ink)];
            sheet.paragraph(Role::Paragraph, &runs, style(sheet, BODY));
            sheet.y += 4.0;
        }
    }
    if let Some((count, dark)) = code::square(&receipt.square) {
        let side = (SQUARE - 10.0) / count as f32;
        sheet.frame((x, top), (SQUARE, SQUARE), 0.7, Ink::Line);
        sheet.squares(&receipt.square_name, (x + 5.0, top + 5.0), side, &dark);
    }
    sheet.y = sheet.y.max(top + SQUARE) + 16.0;
}

/// The box where the official number goes, sign by sign.
pub(super) fn official(sheet: &mut Sheet, official: &Official) {
    if official.signs == 0 {
        return;
    }
    let (left, column, top) = (sheet.left(), sheet.column(), sheet.y);
    let height = 56.0;
    sheet.frame((left, top), (column, height), 1.2, Ink::Text);
    let (cell, gap) = (21.6, 3.6);
    let cells = f32::from(official.signs) * (cell + gap) - gap;
    let words = Style { x: left + 14.0, width: column - cells - 40.0, ..sheet.style(11.5) };
    sheet.y = top + 10.0;
    sheet.paragraph(Role::Paragraph, &[Run::bold(&official.title, Ink::Text)], words);
    sheet.paragraph(Role::Paragraph, &[Run::regular(&official.note, Ink::Muted)], words);
    let mut x = left + column - cells - 14.0;
    let mut signs = official.number.as_deref().unwrap_or_default().chars();
    for _ in 0..official.signs {
        sheet.frame((x, top + 13.0), (cell, 30.0), 0.8, Ink::Muted);
        if let Some(sign) = signs.next() {
            let mut buffer = [0; 4];
            let style = Style { x, width: cell, align: Align::Middle, ..sheet.style(16.0) };
            sheet.y = top + 16.0;
            let run = [Run::bold(sign.encode_utf8(&mut buffer), Ink::Text)];
            sheet.paragraph(Role::Paragraph, &run, style);
        }
        x += cell + gap;
    }
    sheet.y = top + height + 14.0;
}

/// A heading and its lines.
pub(super) fn part(sheet: &mut Sheet, part: &Part) {
    let heading = sheet.style(HEADING);
    sheet.need(heading.leading + 40.0);
    sheet.y += 4.0;
    sheet.paragraph(Role::Heading, &[Run::bold(&part.heading, Ink::Text)], heading);
    sheet.y += 5.0;
    match &part.lines {
        Lines::Numbered(lines) => {
            for (at, line) in (1..).zip(lines) {
                numbered(sheet, &format!("{at}."), line);
            }
        }
        Lines::Boxes(lines) => lines.iter().for_each(|line| to_tick(sheet, line)),
        Lines::Entries(entries) => {
            for (name, rest) in entries {
                entry(sheet, name, rest);
            }
        }
        Lines::Sums(sums) => sums.iter().for_each(|sum| self::sum(sheet, sum)),
        Lines::Sentences(lines) => {
            for line in lines {
                let style = sheet.style(BODY);
                sheet.paragraph(Role::Paragraph, &[Run::regular(line, Ink::Text)], style);
                sheet.y += 2.0;
            }
        }
    }
    sheet.y += 8.0;
}

fn numbered(sheet: &mut Sheet, number: &str, line: &str) {
    let style = sheet.style(BODY);
    let runs = [Run::regular(number, Ink::Text), Run::regular(line, Ink::Text)];
    sheet.paragraph(Role::Item, &runs, style);
    sheet.y += 6.0;
}

/// A name on a line of its own, and the rest under it; a page never turns between them.
fn entry(sheet: &mut Sheet, name: &str, rest: &str) {
    let (title, small) = (sheet.style(SMALL + 0.5), sheet.style(SMALL));
    let (name, rest) = ([Run::bold(name, Ink::Text)], [Run::regular(rest, Ink::Text)]);
    sheet.need(sheet.height_of(&name, &title) + sheet.height_of(&rest, &small));
    sheet.paragraph(Role::Paragraph, &name, title);
    sheet.paragraph(Role::Paragraph, &rest, small);
    sheet.y += 4.0;
}

fn to_tick(sheet: &mut Sheet, line: &str) {
    let indent = 18.0;
    let full = sheet.style(BODY);
    let style = Style { x: full.x + indent, width: full.width - indent, ..full };
    let runs = [Run::regular(line, Ink::Text)];
    sheet.need(sheet.height_of(&runs, &style));
    sheet.frame((full.x + 0.5, sheet.y + 4.0), (9.0, 9.0), 0.8, Ink::Text);
    sheet.paragraph(Role::Item, &runs, style);
    sheet.y += 6.0;
}

/// What it is and why at the left, the sum at the right.
fn sum(sheet: &mut Sheet, sum: &Sum) {
    let run = match sum.rank {
        Rank::Part => Run::regular,
        Rank::Total => Run::bold,
    };
    let (full, column) = (sheet.style(BODY), sheet.column());
    let left = Style { width: column * 0.78, ..full };
    let right =
        Style { x: full.x + column * 0.8, width: column * 0.2, align: Align::Right, ..full };
    let why = format!("({})", sum.reason);
    let mut runs = vec![run(&sum.name, Ink::Text)];
    if !sum.reason.is_empty() {
        runs.push(Run::regular(&why, Ink::Muted));
    }
    sheet.need(sheet.height_of(&runs, &left));
    let top = sheet.y;
    sheet.paragraph(Role::Item, &runs, left);
    let end = sheet.y;
    sheet.y = top;
    sheet.paragraph(Role::Paragraph, &[run(&sum.sum, Ink::Text)], right);
    sheet.y = end.max(sheet.y) + 2.0;
}

/// Small print under a line.
pub(super) fn foot(sheet: &mut Sheet, words: &str) {
    let style = sheet.style(SMALL);
    let runs = [Run::regular(words, Ink::Muted)];
    sheet.need(sheet.height_of(&runs, &style) + 12.0);
    sheet.rule(0.7, Ink::Line);
    sheet.y += 6.0;
    sheet.paragraph(Role::Paragraph, &runs, style);
}

/// Parts that did not fit on the first page: together on the next, or after what is there.
pub(super) fn apart(sheet: &mut Sheet, parts: &[Part]) {
    if parts.is_empty() {
        return;
    }
    if sheet.count() == 1 {
        sheet.turn();
    } else {
        sheet.y += 12.0;
    }
    parts.iter().for_each(|part| self::part(sheet, part));
}

/// The page *Mes réponses*: always a page of its own.
pub(super) fn answers(sheet: &mut Sheet, answers: &Answers, number: &str) {
    sheet.turn();
    let heading = sheet.style(20.0);
    sheet.paragraph(Role::Title, &[Run::bold(&answers.heading, Ink::Text)], heading);
    let style = sheet.style(BODY);
    sheet.paragraph(Role::Paragraph, &[Run::regular(number, Ink::Muted)], style);
    for (name, lines) in &answers.sections {
        sheet.need(60.0);
        sheet.y += 12.0;
        let heading = sheet.style(14.0);
        sheet.paragraph(Role::Heading, &[Run::bold(name, Ink::Text)], heading);
        sheet.y += 2.0;
        for (question, answer) in lines {
            answered(sheet, question, answer);
        }
    }
}

fn answered(sheet: &mut Sheet, question: &str, answer: &str) {
    let (left, column) = (sheet.left(), sheet.column());
    let at_left = Style { width: column * 0.36, ..sheet.style(SMALL) };
    let at_right = Style { x: left + column * 0.4, width: column * 0.6, ..sheet.style(SMALL) };
    let question = [Run::regular(question, Ink::Muted)];
    let answer = [Run::regular(answer, Ink::Text)];
    let height = sheet.height_of(&question, &at_left).max(sheet.height_of(&answer, &at_right));
    sheet.need(height + 6.0);
    let top = sheet.y;
    sheet.paragraph(Role::Paragraph, &question, at_left);
    sheet.y = top;
    sheet.paragraph(Role::Paragraph, &answer, at_right);
    sheet.y = top + height + 3.0;
    sheet.rule(0.4, Ink::Line);
    sheet.y += 2.0;
}
