//! *Contraste et confort*: the one place where a person changes how the terminal is used.
//!
//! A list of groups, each a heading and its controls. A group is a function that ends in
//! [`Group`]; a new one is a line in [`page`]. Nothing here touches an answer.

use super::{Frame, with_icon};
use crate::dossier::draft::{Pace, Scan};
use crate::kiosk::SIZES;
use crate::kiosk::action::{Message, Press, Tool, Wish};
use crate::kiosk::page::{Block, Card, Icon, Id, Page, Shape, Tone, Weight};
use crate::kiosk::pause::Clock;
use crate::kiosk::theme::Theme;
use crate::settings::Turn;

/// A heading and what is under it.
type Group = Vec<Block<Message>>;

/// The page.
pub fn page(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("comfort", words.say("comfort.title"));
    page.hint = Some(words.say("comfort.hint"));
    page.bottom.back = frame.back("frame.back");
    let groups =
        [colours(frame), letters(frame), reach(frame), touch(frame), scanning(frame), time(frame)];
    page.body.extend(groups.into_iter().flatten());
    page.body.push(about(frame));
    page
}

/// The way to what the terminal can do, and to whom one tells that something does not work.
fn about(frame: &Frame<'_>) -> Block<Message> {
    let press = Press::Tool(Tool::Access);
    let button = frame.button("access", "access.title", Weight::Secondary, press);
    Block::Buttons(vec![with_icon(button, Icon::AccessibilityText)])
}

/// The colours, each with a sentence.
fn colours(frame: &Frame<'_>) -> Group {
    let words = frame.words;
    let chosen = Theme::of_name(&frame.comfort.theme);
    let cards = Theme::ALL
        .into_iter()
        .map(|theme| {
            let name = theme.name();
            let (title, detail) = of_theme(theme);
            Card {
                id: Id::of(format!("comfort.{name}")),
                title: words.say(title),
                detail: Some(words.say(detail)),
                shape: Shape::Swatch(theme),
                chosen: theme == chosen,
                press: wish(Wish::Colours(theme)),
            }
        })
        .collect();
    vec![frame.heading("comfort.colours"), Block::Cards { columns: 2, cards }]
}

/// The keys of its name and of its sentence.
fn of_theme(theme: Theme) -> (&'static str, &'static str) {
    match theme {
        Theme::Light => ("comfort.light", "comfort.light_help"),
        Theme::Contrast => ("comfort.contrast", "comfort.contrast_help"),
        Theme::ContrastLight => ("comfort.contrast_light", "comfort.contrast_light_help"),
        Theme::Dark => ("comfort.dark", "comfort.dark_help"),
        Theme::Soft => ("comfort.soft", "comfort.soft_help"),
    }
}

/// The size of the letters. *Taille* turns them round in one touch.
fn letters(frame: &Frame<'_>) -> Group {
    let names = ["comfort.letters_normal", "comfort.letters_large", "comfort.letters_largest"];
    let cards = SIZES
        .into_iter()
        .zip(names)
        .map(|(size, name)| Card {
            id: Id::of(format!("comfort.letters.{size}")),
            title: frame.words.say(name),
            detail: None,
            shape: Shape::Radio,
            chosen: size == frame.comfort.zoom,
            press: wish(Wish::Letters(size)),
        })
        .collect();
    vec![frame.heading("comfort.letters"), Block::Cards { columns: 3, cards }]
}

/// Where the screen is touched, and how large it shows what one is at.
fn reach(frame: &Frame<'_>) -> Group {
    let (words, aid) = (frame.words, frame.comfort.aid);
    let card = |name: &str, chosen, press| Card {
        id: Id::of(format!("comfort.{name}")),
        title: words.say(&format!("comfort.{name}")),
        detail: Some(words.say(&format!("comfort.{name}_help"))),
        shape: Shape::Checkbox,
        chosen,
        press: wish(press),
    };
    let cards = vec![card("low", aid.low, Wish::Low), card("loupe", aid.loupe, Wish::Loupe)];
    vec![frame.heading("comfort.screen"), Block::Cards { columns: 2, cards }]
}

/// Delays before the same touch counts again, in milliseconds, and their names. The first is the
/// operator's.
const REPEATS: [(u16, &str); 3] =
    [(0, "touch_usual"), (1000, "touch_slow"), (1500, "touch_slowest")];

/// For a hand that trembles.
fn touch(frame: &Frame<'_>) -> Group {
    let cards = REPEATS
        .into_iter()
        .map(|(delay, name)| Card {
            id: Id::of(format!("comfort.{name}")),
            title: frame.words.say(&format!("comfort.{name}")),
            detail: None,
            shape: Shape::Radio,
            chosen: delay == frame.comfort.aid.repeat_ms,
            press: wish(Wish::Repeat(delay)),
        })
        .collect();
    vec![
        frame.heading("comfort.touch"),
        frame.muted("comfort.touch_help"),
        Block::Cards { columns: 3, cards },
    ]
}

/// One switch, or two: the highlight walks and the switch chooses.
fn scanning(frame: &Frame<'_>) -> Group {
    let (words, scanning) = (frame.words, frame.comfort.scanning);
    let modes = [
        (Scan::Off, "comfort.scan.off", "comfort.scan_off", None),
        (Scan::Alone, "comfort.scan.alone", "comfort.scan_alone", Some("comfort.scan_alone_help")),
        (Scan::ByHand, "comfort.scan.by_hand", "comfort.scan_two", Some("comfort.scan_two_help")),
    ];
    let cards = modes
        .into_iter()
        .map(|(mode, id, title, detail)| Card {
            id: Id::new(id),
            title: words.say(title),
            detail: detail.map(|key| words.say(key)),
            shape: Shape::Radio,
            chosen: mode == scanning.mode,
            press: wish(Wish::Scan(mode)),
        })
        .collect();
    let mut group = vec![frame.heading("comfort.scan"), Block::Cards { columns: 3, cards }];
    if scanning.mode == Scan::Alone {
        let key = if scanning.step % 2 == 0 { "comfort.step" } else { "comfort.step_half" };
        let seconds = [("seconds", (scanning.step / 2).to_string())];
        group.push(Block::Text(words.with(key, &seconds), Tone::Plain));
        let button = |id, key, change| {
            frame.button(id, key, Weight::Secondary, Press::Tool(Tool::Comfort(change)))
        };
        group.push(Block::Buttons(vec![
            button("comfort.slower", "comfort.scan_slower", Wish::Slower),
            button("comfort.faster", "comfort.scan_faster", Wish::Faster),
        ]));
    }
    group
}

/// How long the terminal waits for a gesture.
fn time(frame: &Frame<'_>) -> Group {
    let names = ["time.normal", "time.double", "time.five", "time.ten"];
    let cards = Pace::ALL
        .into_iter()
        .zip(names)
        .map(|(pace, name)| Card {
            id: Id::of(format!("comfort.time.{}", pace.times())),
            title: frame.words.say(name),
            detail: None,
            shape: Shape::Radio,
            chosen: pace == frame.comfort.pace,
            press: wish(Wish::Time(pace)),
        })
        .collect();
    let heading = frame.heading("time.title");
    let mut group = vec![heading, frame.muted("time.hint"), Block::Cards { columns: 2, cards }];
    if frame.pause == Turn::On {
        let key = if frame.clock == Clock::Going { "pause.stop" } else { "pause.go_on" };
        let press = Press::Tool(Tool::Comfort(Wish::Clock));
        let button = frame.button("comfort.clock", key, Weight::Secondary, press);
        group.push(Block::Buttons(vec![with_icon(button, Icon::Pause)]));
    }
    group
}

fn wish(wish: Wish) -> Message {
    Message::Press(Press::Tool(Tool::Comfort(wish)))
}
