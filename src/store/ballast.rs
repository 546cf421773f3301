//! A file of no use but its room: removed when the disk is full, so that the dossier in hand can
//! be finished. Holds nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Bytes: many times what one dossier and its log need.
const SIZE: usize = 4 << 20;

pub(super) struct Ballast {
    path: PathBuf,
}

impl Ballast {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Makes it if there is room for it; false when there is not.
    pub(super) fn restore(&mut self) -> bool {
        let whole = |found: fs::Metadata| found.len() == SIZE as u64;
        if fs::metadata(&self.path).is_ok_and(whole) {
            return true;
        }
        let made = self.fill().is_ok();
        if !made {
            let _already_gone = fs::remove_file(&self.path);
        }
        made
    }

    fn fill(&self) -> io::Result<()> {
        let options =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).clone();
        let mut file: File = options.open(&self.path)?;
        // Not zeros: a file system may keep those without giving them room.
        let block: Vec<u8> = (0..1 << 16).map(|at: u32| ((at * 167) >> 3) as u8).collect();
        for _ in 0..SIZE / block.len() {
            file.write_all(&block)?;
        }
        file.sync_all()
    }

    /// Gives its room back; false when it was gone already.
    pub(super) fn drop_it(&mut self) -> bool {
        fs::remove_file(&self.path).is_ok()
    }
}
