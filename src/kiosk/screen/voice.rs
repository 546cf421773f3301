//! *La voix*: what is heard, how loud, how fast; and why there is none on a terminal without one.

use super::{Frame, with_icon};
use crate::kiosk::action::{Message, Press, Tool, Voice};
use crate::kiosk::page::{Block, Icon, Page, Tone, Weight};
use crate::kiosk::speech::Engine;

/// The page.
pub fn page(frame: &Frame<'_>, engine: Engine) -> Page<Message> {
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
    page.body.push(Block::Buttons(vec![
        with_icon(button("voice.again", Voice::Again), Icon::Volume),
        with_icon(button("voice.stop", Voice::Stop), Icon::VolumeOff),
        button("voice.spell", Voice::Spell),
    ]));
    let steps = [("n", (hearing.volume + 1).to_string()), ("of", "7".to_owned())];
    page.body.push(Block::Text(words.with("voice.volume", &steps), Tone::Plain));
    page.body.push(Block::Buttons(vec![
        button("voice.louder", Voice::Louder),
        button("voice.softer", Voice::Softer),
    ]));
    let speed = [("percent", hearing.percent().to_string())];
    page.body.push(Block::Text(words.with("voice.speed", &speed), Tone::Plain));
    page.body.push(Block::Buttons(vec![
        button("voice.faster", Voice::Faster),
        button("voice.slower", Voice::Slower),
    ]));
    page.body.push(frame.muted("voice.private"));
    page
}
