//! Whether headphones are plugged in, as the sound card says it through `amixer`.
//!
//! Asked once a second on a thread of its own. Without the program, or with a card that does not
//! know, nothing is ever told: the loudspeaker stays, which says no answer.

use std::io;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::kiosk::action::Message;
use crate::kiosk::speech::Plug;

/// How often the card is asked.
const PACE: Duration = Duration::from_secs(1);

/// What `amixer contents` says: any *Headphone Jack* or *Headset Jack* that is on. `None` when
/// the card has no such plug.
pub fn plugged(contents: &str) -> Option<Plug> {
    let mut found = None;
    let mut inside = false;
    for line in contents.lines() {
        if line.starts_with("numid=") {
            let jack = line.contains("Jack");
            inside = jack && (line.contains("Headphone") || line.contains("Headset"));
        } else if inside && let Some(values) = line.trim().strip_prefix(": values=") {
            let plug = if values.split(',').any(|one| one == "on") { Plug::In } else { Plug::Out };
            found = if found == Some(Plug::In) { found } else { Some(plug) };
        }
    }
    found
}

/// Tells each change of the plug, as long as the card has one.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn watch(card: u32, tell: impl Fn(Message) + Send + 'static) -> io::Result<()> {
    let look = move || {
        let mut last = Plug::Out;
        while let Some(plug) = asked(card) {
            if plug != last {
                tell(Message::Plug(plug));
                last = plug;
            }
            std::thread::sleep(PACE);
        }
        if last == Plug::In {
            tell(Message::Plug(Plug::Out));
        }
    };
    let _thread = std::thread::Builder::new().name("jack".into()).spawn(look)?;
    Ok(())
}

fn asked(card: u32) -> Option<Plug> {
    let mut command = Command::new("amixer");
    let command = command.args(["-c", &card.to_string(), "contents"]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    plugged(&String::from_utf8_lossy(&output.stdout))
}
