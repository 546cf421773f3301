//! Runs another process of this test over a store, with or without a faulty disk, and reads what
//! it was told was done.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::{env, fs};

use tempfile::TempDir;

/// What the disk does at the chosen call (`tests/kiosk/faults.c`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) mode: &'static str,
    pub(super) at: usize,
}

/// The shim, compiled once for this run.
static SHIM: LazyLock<PathBuf> = LazyLock::new(|| {
    let shim =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kiosk/faults.c");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .args([&shim, &source])
        .arg("-ldl")
        .status();
    assert!(compiled.is_ok_and(|status| status.success()), "cc does not compile the shim");
    shim
});

/// A folder with a store in it, and beside it the list of what was acknowledged.
pub(super) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("data")).expect("a folder");
        Self { folder }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(super) fn store(&self) -> PathBuf {
        self.data().join("store.db")
    }

    pub(super) fn list(&self) -> PathBuf {
        self.folder.path().join("acknowledged")
    }

    /// What the other process was told was done, in order.
    pub(super) fn acknowledged(&self) -> Vec<String> {
        let text = fs::read_to_string(self.list()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Starts this test program again, to play `role` over the store of this scene.
    pub(super) fn play(&self, role: &str, fault: Option<Fault>) -> Child {
        let mut command = Command::new(env::current_exe().expect("this program"));
        let _ = command
            .args(["--exact", "store::acts::plays_its_role", "--test-threads=1", "--quiet"])
            .env("STORE_ROLE", role)
            .env("STORE_PATH", self.store())
            .env("STORE_LIST", self.list())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(fault) = fault {
            let _ = command
                .env("LD_PRELOAD", &*SHIM)
                .env("FAULT_DIR", self.data())
                .env("FAULT_LIST", self.list())
                .env("FAULT_MODE", fault.mode)
                .env("FAULT_AT", fault.at.to_string());
        }
        command.spawn().expect("started")
    }
}
