//! The two programs and their files: started, stopped, killed.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub(crate) struct Machine {
    bin: PathBuf,
    kiosk_dir: PathBuf,
    central_dir: PathBuf,
    line: PathBuf,
    logs: PathBuf,
    kiosk: Option<Child>,
    central: Option<Child>,
}

impl Machine {
    pub(crate) fn new(out: &Path, bin: &Path) -> Self {
        let machine = Self {
            bin: bin.to_owned(),
            kiosk_dir: out.join("borne"),
            central_dir: out.join("central"),
            line: out.join("central.json"),
            logs: out.to_owned(),
            kiosk: None,
            central: None,
        };
        fs::create_dir_all(&machine.kiosk_dir).expect("a directory for the terminal");
        fs::create_dir_all(&machine.central_dir).expect("a directory for the central service");
        machine
    }

    pub(crate) fn tree(&self) -> PathBuf {
        self.kiosk_dir.join("tree.json")
    }

    pub(crate) fn papers(&self) -> PathBuf {
        self.kiosk_dir.join("papiers")
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.kiosk_dir.join("borne.db")
    }

    fn log(&self, name: &str) -> Stdio {
        let path = self.logs.join(format!("{name}.log"));
        let file = File::options().create(true).append(true).open(path).expect("a log");
        Stdio::from(file)
    }

    /// Starts the central service, or starts it again: same keys, same ledger, same port.
    pub(crate) fn start_central(&mut self) {
        let mut child = Command::new(self.bin.join("central"))
            .args(["--demo", "--dir"])
            .arg(&self.central_dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(self.log("central"))
            .spawn()
            .expect("the program central");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        let _length = BufReader::new(out).read_line(&mut line).expect("its line");
        assert!(line.contains("address"), "central said: {line}");
        fs::write(&self.line, line).expect("its line, written");
        self.central = Some(child);
    }

    /// The network is gone.
    pub(crate) fn cut(&mut self) {
        if let Some(mut central) = self.central.take() {
            central.kill().expect("central dies");
            let _ended = central.wait();
        }
    }

    pub(crate) fn start_kiosk(&mut self) {
        let _old = fs::remove_file(self.tree());
        let child = Command::new(self.bin.join("kiosk"))
            .args(["--demo", "--dir"])
            .arg(&self.kiosk_dir)
            .arg("--central")
            .arg(&self.line)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(self.log("kiosk"))
            .spawn()
            .expect("the program kiosk");
        self.kiosk = Some(child);
    }

    /// Number of the terminal's process.
    pub(crate) fn kiosk_process(&self) -> u32 {
        self.kiosk.as_ref().expect("the terminal runs").id()
    }

    /// The power is gone: nothing has time to say goodbye.
    pub(crate) fn kill_kiosk(&mut self) {
        if let Some(mut kiosk) = self.kiosk.take() {
            kiosk.kill().expect("kiosk dies");
            let _ended = kiosk.wait();
        }
    }

    /// The end of the story. The window has no close button: a signal ends it, between visits.
    pub(crate) fn stop_kiosk(&mut self) {
        self.kill_kiosk();
    }

    pub(crate) fn stop_central(&mut self) {
        if let Some(mut central) = self.central.take() {
            drop(central.stdin.take());
            let _ended = central.wait();
        }
    }

    pub(crate) fn central(&self, words: &[&str]) -> (bool, String) {
        let output = Command::new(self.bin.join("central"))
            .args(words)
            .arg("--dir")
            .arg(&self.central_dir)
            .output()
            .expect("the program central");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    pub(crate) fn kiosk(&self, words: &[&str]) -> (bool, String) {
        let output = Command::new(self.bin.join("kiosk")).args(words).output();
        let output = output.expect("the program kiosk");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Text of a paper, once it is whole.
    pub(crate) fn text_of(&self, paper: &Path) -> String {
        let begun = Instant::now();
        loop {
            let output = Command::new("pdftotext").arg(paper).arg("-").output().expect("pdftotext");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            if output.status.success() && !text.trim().is_empty() {
                return text;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "no paper {}", paper.display());
            sleep(Duration::from_millis(100));
        }
    }

    /// The first paper whose name begins so.
    pub(crate) fn wait_for_paper(&self, prefix: &str) -> PathBuf {
        let begun = Instant::now();
        loop {
            let papers = fs::read_dir(self.papers()).into_iter().flatten().flatten();
            let found = papers
                .map(|entry| entry.path())
                .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix));
            if let Some(path) = found {
                let _text = self.text_of(&path);
                return path;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "no paper {prefix}…");
            sleep(Duration::from_millis(100));
        }
    }

    /// Waits until the central service shows the dossier, and keeps what it shows.
    pub(crate) fn wait_for_delivery(&self, number: &str, out: &Path) {
        let begun = Instant::now();
        loop {
            let (found, text) = self.central(&["show", number]);
            if found {
                fs::write(out.join("dossier.txt"), text).expect("the central's copy");
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(90), "{number} does not arrive");
            sleep(Duration::from_millis(500));
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.kill_kiosk();
        self.stop_central();
    }
}
