//! The ledger's file and its one writer: grouped commits, neighbours that do not hurt each
//! other, and files that cannot be used.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use mon_point_numerique::central::ledger::{Ledger, LedgerFault};
use mon_point_numerique::central::open_ledger;
use mon_point_numerique::sqlite::StoreFault;
use tokio::task::JoinSet;

fn put(ledger: &rusqlite::Connection, name: &str) -> Result<(), LedgerFault> {
    let sql = "INSERT INTO sites (name, departement, place, recovery) VALUES (?1, '76', '', ?2)";
    let _ = ledger.execute(sql, (name, [0; 32]))?;
    Ok(())
}

fn sites(directory: &std::path::Path) -> i64 {
    crate::house::count(directory, "sites")
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_are_grouped_and_answered_after() {
    let directory = tempfile::tempdir().unwrap();
    let ledger = Arc::new(open_ledger(directory.path()).unwrap());
    let mut tasks = JoinSet::new();
    for number in 0..200 {
        let ledger = Arc::clone(&ledger);
        let path = directory.path().to_owned();
        let _ = tasks.spawn(async move {
            ledger.write(move |rows| put(rows, &format!("site-{number}"))).await.unwrap();
            // Another connection sees it as soon as it is answered.
            let seen = format!("sites WHERE name = 'site-{number}'");
            assert_eq!(crate::house::count(&path, &seen), 1);
        });
    }
    let _ = tasks.join_all().await;
    let counts = ledger.counts();
    assert_eq!(counts.works.load(Ordering::Relaxed), 200);
    let commits = counts.commits.load(Ordering::Relaxed);
    assert!(commits < 150, "{commits} commits for 200 works");
}

#[tokio::test]
async fn a_work_that_fails_or_panics_leaves_its_neighbours_alone() {
    let directory = tempfile::tempdir().unwrap();
    let ledger = open_ledger(directory.path()).unwrap();
    let (before, twice, panics, after) = tokio::join!(
        ledger.write(|rows| put(rows, "before")),
        ledger.write(|rows| {
            put(rows, "lost")?;
            put(rows, "before")
        }),
        ledger.write(|rows| -> Result<(), LedgerFault> {
            put(rows, "lost")?;
            panic!("in a test")
        }),
        ledger.write(|rows| put(rows, "after")),
    );
    assert!(before.is_ok() && after.is_ok());
    assert!(matches!(twice, Err(LedgerFault::Sqlite(_))));
    assert!(matches!(panics, Err(LedgerFault::Stopped)));
    assert_eq!(sites(directory.path()), 2);
    assert!(ledger.write(|rows| put(rows, "still")).await.is_ok());
}

#[tokio::test]
async fn the_file_is_durable_and_shreds_what_it_deletes() {
    let directory = tempfile::tempdir().unwrap();
    let ledger = open_ledger(directory.path()).unwrap();
    let pragma = |name: &'static str| {
        ledger.write(move |rows| Ok(rows.pragma_query_value(None, name, |r| r.get::<_, i64>(0))?))
    };
    assert_eq!(pragma("synchronous").await.unwrap(), 2);
    assert_eq!(pragma("secure_delete").await.unwrap(), 1);
    assert_eq!(pragma("foreign_keys").await.unwrap(), 1);
    let reading = ledger.read(|rows| put(rows, "reader")).await;
    assert!(matches!(reading, Err(LedgerFault::Sqlite(_))));
}

#[test]
fn a_file_that_cannot_be_used_is_never_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.sqlite");
    let fault = |path: &std::path::Path| match Ledger::open(path) {
        Err(LedgerFault::File(fault)) => fault,
        other => panic!("{:?}", other.err()),
    };
    drop(Ledger::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(fault(&path), StoreFault::Later { found: 99, .. }));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "application_id", 7).unwrap();
    assert_eq!(fault(&path), StoreFault::NotOurs);
    let text = directory.path().join("text.sqlite");
    let words = "not a database at all. ".repeat(100);
    std::fs::write(&text, &words).unwrap();
    assert_eq!(fault(&text), StoreFault::Corrupt);
    assert_eq!(std::fs::read_to_string(&text).unwrap(), words);
}
