//! The hand and the eye: touches the middle of what `tree.json` names, and takes pictures.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A control as the tree tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Control {
    pub(crate) id: String,
    pub(crate) role: String,
    /// Middle of what is seen of it; none when it is scrolled away.
    pub(crate) middle: Option<(f64, f64)>,
}

pub(crate) struct Hand {
    tree: PathBuf,
}

/// How long the window may take to answer a touch.
const PATIENCE: Duration = Duration::from_secs(20);

impl Hand {
    pub(crate) fn new(tree: PathBuf) -> Self {
        Self { tree }
    }

    fn read(&self) -> Option<Value> {
        serde_json::from_str(&std::fs::read_to_string(&self.tree).ok()?).ok()
    }

    /// Name of the page that is drawn, or nothing yet.
    pub(crate) fn page(&self) -> String {
        self.read().and_then(|tree| tree["page"].as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The page, once two looks agree.
    pub(crate) fn settled(&self) -> String {
        let begun = Instant::now();
        let mut last = (String::new(), None);
        while begun.elapsed() < PATIENCE {
            let now = (self.page(), self.read());
            if !now.0.is_empty() && now == last {
                return now.0;
            }
            last = now;
            sleep(Duration::from_millis(120));
        }
        panic!("the window never settles");
    }

    pub(crate) fn expect(&self, page: &str) {
        self.expect_within(page, PATIENCE);
    }

    pub(crate) fn expect_within(&self, page: &str, patience: Duration) {
        let begun = Instant::now();
        while self.page() != page {
            assert!(
                begun.elapsed() < patience,
                "expected the page {page}, the window shows {} with {:?}",
                self.page(),
                self.controls().iter().map(|c| c.id.clone()).collect::<Vec<_>>(),
            );
            sleep(Duration::from_millis(60));
        }
        let _page = self.settled();
    }

    /// Waits until another page is drawn; the same page again may be a refusal, for the caller.
    pub(crate) fn wait_for_change(&self, page: &str) {
        let begun = Instant::now();
        while self.page() == page && begun.elapsed() < Duration::from_millis(1500) {
            sleep(Duration::from_millis(50));
        }
    }

    pub(crate) fn wait_seconds(&self, seconds: u64) {
        sleep(Duration::from_secs(seconds));
    }

    pub(crate) fn controls(&self) -> Vec<Control> {
        let Some(tree) = self.read() else { return Vec::new() };
        let controls = tree["controls"].as_array().cloned().unwrap_or_default();
        controls
            .iter()
            .map(|control| Control {
                id: control["id"].as_str().unwrap_or_default().to_owned(),
                role: control["role"].as_str().unwrap_or_default().to_owned(),
                middle: middle(&control["seen"]),
            })
            .collect()
    }

    /// Touches a control, scrolling to it when it is out of sight.
    pub(crate) fn touch(&self, id: &str) {
        let begun = Instant::now();
        // A second touch within half a second is the same touch for the terminal.
        sleep(Duration::from_millis(520));
        while begun.elapsed() < PATIENCE {
            let controls = self.controls();
            match controls.iter().find(|control| control.id == id) {
                Some(Control { middle: Some(middle), .. }) => {
                    self.press(*middle);
                    sleep(Duration::from_millis(160));
                    return;
                }
                Some(_) => self.scroll(),
                None => sleep(Duration::from_millis(80)),
            }
        }
        let names: Vec<String> = self.controls().into_iter().map(|control| control.id).collect();
        panic!("no control {id} on {}: {names:?}", self.page());
    }

    /// Touches the first of these that is there.
    pub(crate) fn touch_once(&self, ids: &[&str]) {
        let controls = self.controls();
        let found = ids.iter().find(|id| controls.iter().any(|control| control.id == **id));
        self.touch(found.expect("one of the ways forward"));
    }

    /// Types on the on-screen keyboard, key by key.
    pub(crate) fn type_text(&self, text: &str) {
        sleep(Duration::from_millis(250));
        for sign in text.chars() {
            self.key(sign);
        }
        sleep(Duration::from_millis(150));
    }

    fn key(&self, sign: char) {
        let name = match sign {
            ' ' => "key.space".to_owned(),
            other => format!("key.{}", other.to_lowercase()),
        };
        let place = |controls: &[Control]| {
            controls.iter().find(|control| control.id == name).and_then(|control| control.middle)
        };
        // On a slow machine the keyboard of the last entry may still be drawn.
        for _ in 0..20 {
            if let Some(middle) = place(&self.controls()) {
                return self.press(middle);
            }
            sleep(Duration::from_millis(100));
        }
        // The other layer has it: go there, type, come back.
        self.touch("key.accents");
        let found = place(&self.controls());
        let middle = found.unwrap_or_else(|| panic!("no key for {sign} on {}", self.page()));
        self.press(middle);
        self.touch("key.accents");
    }

    fn press(&self, (x, y): (f64, f64)) {
        let (x, y) = (format!("{x:.0}"), format!("{y:.0}"));
        run(Command::new("xdotool").args(["mousemove", &x, &y, "click", "1"]));
        sleep(Duration::from_millis(45));
    }

    fn scroll(&self) {
        run(Command::new("xdotool").args([
            "mousemove",
            "500",
            "560",
            "click",
            "--repeat",
            "3",
            "5",
        ]));
        sleep(Duration::from_millis(250));
    }

    pub(crate) fn picture(&self, file: &Path) {
        sleep(Duration::from_millis(250));
        run(Command::new("import").args(["-window", "root"]).arg(file));
    }
}

fn middle(seen: &Value) -> Option<(f64, f64)> {
    let side = |name: &str| seen[name].as_f64();
    let (width, height) = (side("width")?, side("height")?);
    (width > 8.0 && height > 8.0).then_some(())?;
    Some((side("x")? + width / 2.0, side("y")? + height / 2.0))
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?} failed");
}
