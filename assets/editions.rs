//! Lists the editions and their words, so that the program carries them inside.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Writes `editions.rs`: the path and the text of every file.
pub(crate) fn build() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("assets");
    let mut files = Vec::new();
    for folder in ["demarches", "practice", "reference", "texts"] {
        println!("cargo::rerun-if-changed=assets/{folder}");
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut list = String::from(
        "/// The files of `assets` that make editions and their words.\n\
         static ASSETS: &[(&str, &str)] = &[\n",
    );
    for file in &files {
        let name = file.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_str!({file:?})),")?;
    }
    list.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("editions.rs");
    Ok(std::fs::write(out, list)?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "lock") {
            files.push(path);
        }
    }
    Ok(())
}
