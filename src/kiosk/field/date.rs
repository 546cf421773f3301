//! A day: three entries and a pad of digits; parts of it may be unknown.

use super::{Asked, Change, Part, Slot};
use crate::demarche::{Question, QuestionId};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Button, Id, Weight};
use crate::kiosk::typing::Letters;

const PARTS: [(Part, &str, usize); 4] = [
    (Part::Day, "day", 2),
    (Part::Month, "month", 2),
    (Part::Year, "year", 4),
    (Part::Hour, "hour", 5),
];

pub(super) fn blocks(asked: &Asked<'_>, partial: bool, hour: bool) -> Vec<Block<Message>> {
    let words = asked.frame.words;
    let fields = PARTS.iter().take(if hour { 4 } else { 3 }).filter_map(|(part, key, width)| {
        let mut field = asked.field(*part, words.say(&format!("date.{key}")))?;
        field.labelled = true;
        field.width = u8::try_from(*width + 2).ok();
        let resting = *part == Part::Month
            && asked.frame.focus != Some(&field.id)
            // The length of its name would tell the month.
            && !asked.keeps_to_itself();
        if let Some(name) = words.month(&field.value).filter(|_| resting) {
            field.value = name;
        }
        Some(field)
    });
    let mut blocks: Vec<_> = asked.heading().into_iter().collect();
    blocks.push(Block::Fields(fields.collect()));
    if partial {
        let button = |id, key, reply| Button {
            id: asked.sub(id),
            name: words.say(key),
            icon: None,
            weight: Weight::Secondary,
            press: Some(asked.reply(reply)),
        };
        blocks.push(Block::Buttons(vec![
            button("noday", "date.no_day", Reply::NoDay),
            button("nomonth", "date.no_month", Reply::NoMonth),
        ]));
    }
    blocks
}

pub(super) fn slots(id: QuestionId, question: &Question, hour: bool) -> Vec<Slot> {
    PARTS
        .iter()
        .take(if hour { 4 } else { 3 })
        .map(|(part, key, most)| Slot {
            id: Id::of(format!("ask.{}.{key}", question.name)),
            question: id,
            part: *part,
            layout: Layout::Date,
            letters: if *part == Part::Hour { Letters::Any } else { Letters::Digits },
            most: *most,
        })
        .collect()
}

pub(super) fn write(entry: Option<&Entry>, part: Part, text: String) -> Change {
    let [mut day, mut month, mut year, mut hour] = parts(entry);
    match part {
        Part::Day => day = text,
        Part::Month => month = text,
        Part::Year => year = text,
        _ => hour = text,
    }
    made(day, month, year, hour)
}

pub(super) fn touched(entry: Option<&Entry>, reply: &Reply) -> Change {
    let [_, month, year, hour] = parts(entry);
    match reply {
        Reply::NoDay => made(String::new(), month, year, hour),
        Reply::NoMonth => made(String::new(), String::new(), year, hour),
        _ => Change::None,
    }
}

fn parts(entry: Option<&Entry>) -> [String; 4] {
    match entry {
        Some(Entry::Date { day, month, year, hour }) => {
            [day.clone(), month.clone(), year.clone(), hour.clone()]
        }
        _ => Default::default(),
    }
}

fn made(day: String, month: String, year: String, hour: String) -> Change {
    if [&day, &month, &year, &hour].iter().all(|part| part.is_empty()) {
        Change::Clear
    } else {
        Change::Set(Entry::Date { day, month, year, hour })
    }
}
