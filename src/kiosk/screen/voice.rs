//! *La voix*: what is heard, how loud, how fast; and why there is none on a terminal without one.

use super::{Frame, with_icon};
use crate::dossier::draft::Hearing;
use crate::kiosk::action::{Message, Press, Tool, Voice};
use crate::kiosk::hearing::pause::Left;
use crate::kiosk::page::{Block, Icon, Page, Say, Tone, Weight};
use crate::kiosk::speech::Engine;
use crate::kiosk::words::Words;

/// The page.
pub fn page(frame: &Frame<'_>, engine: Engine, left: Left) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("voice", words.say("voice.title"));
    page.bottom.back = frame.back("frame.back");
    if engine == Engine::Absent {
        let text = words.say("voice.absent");
        page.body.push(Block::Note { tone: Tone::Waiting, icon: Icon::VolumeOff, text });
        page.body.push(frame.text("voice.absent_help"));
        return page;
    }
    page.hint = Some(words.say("voice.hint"));
    let hearing = frame.comfort.hearing;
    let button =
        |id, voice| frame.button(id, id, Weight::Secondary, Press::Tool(Tool::Voice(voice)));
    if left == Left::Something {
        page.body.push(Block::Buttons(vec![
            with_icon(button("voice.go_on", Voice::GoOn), Icon::Volume),
            with_icon(button("voice.pause", Voice::Pause), Icon::Pause),
        ]));
    }
    page.body.push(Block::Buttons(vec![
        with_icon(button("voice.again", Voice::Again), Icon::Volume),
        with_icon(button("voice.stop", Voice::Stop), Icon::VolumeOff),
        button("voice.spell", Voice::Spell),
    ]));
    page.body.push(Block::Text(volume(words, hearing), Tone::Plain));
    page.body.push(Block::Buttons(vec![
        button("voice.louder", Voice::Louder),
        button("voice.softer", Voice::Softer),
    ]));
    page.body.push(Block::Text(speed(words, hearing), Tone::Plain));
    page.body.push(Block::Buttons(vec![
        button("voice.faster", Voice::Faster),
        button("voice.slower", Voice::Slower),
    ]));
    page.body.push(frame.muted("voice.private"));
    page
}

/// How loud it is, of how many steps.
pub fn volume(words: Words<'_>, hearing: Hearing) -> Say {
    let steps = [("n", (hearing.volume + 1).to_string()), ("of", "7".to_owned())];
    words.with("voice.volume", &steps)
}

/// How fast it is.
pub fn speed(words: Words<'_>, hearing: Hearing) -> Say {
    words.with("voice.speed", &[("percent", hearing.percent().to_string())])
}
