//! Papers that come out, and papers that do not: each failure is a word for the screen, and none
//! leaves a file behind (SEC-19).

use std::fs;

use mon_point_numerique::kiosk::config::Config;
use mon_point_numerique::kiosk::printer::{PrintFault, Printer};

const PAPER: &[u8] = b"%PDF-1.7 a paper";

#[test]
fn without_a_printer_it_is_said() {
    let printer = Printer::new(&Config::default());
    assert!(matches!(printer.print("recu-R2N", PAPER), Err(PrintFault::Absent)));
}

#[test]
fn a_directory_takes_it_under_the_number() {
    let folder = tempfile::tempdir().unwrap();
    let papers = folder.path().join("papers");
    let printer = Printer::new(&Config { papers: Some(papers.clone()), ..Config::default() });
    printer.print("recu-R2N", PAPER).unwrap();
    assert_eq!(fs::read(papers.join("recu-R2N.pdf")).unwrap(), PAPER);
    assert_eq!(fs::read_dir(papers).unwrap().count(), 1);
}

#[test]
fn a_directory_that_refuses_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("papers");
    fs::write(&file, b"not a folder").unwrap();
    let printer = Printer::new(&Config { papers: Some(file), ..Config::default() });
    assert!(matches!(printer.print("recu-R2N", PAPER), Err(PrintFault::Write(_))));
}

/// No such queue, or no `lp` at all: one sentence, and no paper in the folder of temporary files.
#[test]
fn a_queue_that_refuses_is_said_and_leaves_nothing() {
    let queue = Some("no-queue-of-this-name".to_owned());
    let printer = Printer::new(&Config { queue, ..Config::default() });
    let name = format!("recu-{}", std::process::id());
    assert!(matches!(printer.print(&name, PAPER), Err(PrintFault::Refused)));
    let left = fs::read_dir(std::env::temp_dir()).unwrap();
    let left = left.filter(|entry| {
        entry.as_ref().unwrap().file_name().to_string_lossy().contains(name.as_str())
    });
    assert_eq!(left.count(), 0);
}
