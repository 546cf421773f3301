//! One SQLite file, opened so that what was acknowledged stays: shared by the terminal's store
//! and the central service's ledger.
//!
//! Never makes a new file where one was expected, never opens a file of a later program, and
//! never goes on with a damaged one: each is a state that a person is shown.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

/// What a file is for, and how each version became the next.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Written in the file (`PRAGMA application_id`), so that one is never taken for another.
    pub application: i32,
    /// The statements from version `n` to `n + 1`, in order, never changed once published.
    pub steps: &'static [&'static str],
}

/// Why a file cannot be used, or an act was not done. Nothing of before is lost by any of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// There is no such file. Only `create` makes one.
    #[error("store.missing")]
    Missing,
    /// `create` found a file there.
    #[error("store.exists")]
    Exists,
    /// The file is damaged, or is no database.
    #[error("store.corrupt")]
    Corrupt,
    /// A database, but of something else.
    #[error("store.not_ours")]
    NotOurs,
    /// A later program wrote it: this one would not understand it.
    #[error("store.later")]
    Later {
        /// Version of the file.
        found: u32,
        /// Latest version that this program knows.
        known: u32,
    },
    /// The disk is full. The act was not done; everything of before is there.
    #[error("store.full")]
    Full,
    /// The disk, or the right to use it, failed.
    #[error("store.disk")]
    Disk,
    /// Another program holds the file.
    #[error("store.busy")]
    Busy,
    /// What was asked contradicts what is stored.
    #[error("store.conflict")]
    Conflict,
    /// There is nothing of that name.
    #[error("store.unknown")]
    Unknown,
    /// A row says what no row of ours says.
    #[error("store.row")]
    Row,
}

impl From<rusqlite::Error> for StoreFault {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::Unknown,
            // The index of the log could not grow: on a full disk SQLite says this.
            rusqlite::Error::SqliteFailure(failure, _)
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::Full
            }
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Corrupt,
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::ConstraintViolation => Self::Conflict,
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied => Self::Disk,
                _ => Self::Row,
            },
            _ => Self::Row,
        }
    }
}

impl From<io::Error> for StoreFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::Exists,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Disk,
        }
    }
}

/// Opens a file that is there, and brings it to the latest version.
///
/// # Errors
/// `Missing`, `Corrupt`, `NotOurs`, `Later`, `Full`, `Disk`.
pub fn open(path: &Path, plan: &Plan) -> Result<Connection, StoreFault> {
    if fs::metadata(path)?.len() == 0 {
        // The remains of a creation that was cut: nothing was ever acknowledged in it.
        return Err(StoreFault::Missing);
    }
    let mut connection = connect(path)?;
    let (application, version) = identity(&connection)?;
    if application == 0 && version == 0 && tables(&connection)? == 0 {
        return Err(StoreFault::Missing);
    }
    if application != plan.application {
        return Err(StoreFault::NotOurs);
    }
    migrate(&mut connection, plan, version)?;
    Ok(connection)
}

/// Makes a new file, readable by its owner only, durable in its directory before it returns.
/// Takes up again a creation that a power cut left half done.
///
/// # Errors
/// `Exists` when a database is there, `Full`, `Disk`.
pub fn create(path: &Path, plan: &Plan) -> Result<Connection, StoreFault> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Ok(file) => file.sync_all()?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    let mut connection = connect(path)?;
    let (application, version) = identity(&connection)?;
    if application != 0 || version != 0 || tables(&connection)? != 0 {
        return Err(StoreFault::Exists);
    }
    migrate(&mut connection, plan, 0)?;
    sync_directory(path)?;
    Ok(connection)
}

/// Makes the name of a new or removed file durable.
///
/// # Errors
/// `Disk`.
pub fn sync_directory(path: &Path) -> Result<(), StoreFault> {
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    Ok(File::open(directory)?.sync_all()?)
}

/// Empties the write-ahead log, so that what was deleted is not read there any more.
///
/// # Errors
/// `Busy` while another connection reads.
pub fn truncate_log(connection: &Connection) -> Result<(), StoreFault> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(StoreFault::Busy) }
}

/// Every page, index and constraint is in order. Slower than the check at each opening.
///
/// # Errors
/// `Corrupt`.
pub fn check_whole(connection: &Connection) -> Result<(), StoreFault> {
    check(connection, "PRAGMA integrity_check(1)")
}

fn connect(path: &Path) -> Result<Connection, StoreFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreFault::Disk);
    }
    connection.execute_batch(
        // FULL: a commit is on the disk before it is acknowledged, even in a power cut.
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 4194304;",
    )?;
    check(&connection, "PRAGMA quick_check(1)")?;
    Ok(connection)
}

fn check(connection: &Connection, pragma: &str) -> Result<(), StoreFault> {
    let verdict: String = connection.query_row(pragma, [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreFault::Corrupt) }
}

fn identity(connection: &Connection) -> Result<(i32, u32), StoreFault> {
    let application = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((application, version))
}

fn tables(connection: &Connection) -> Result<i64, StoreFault> {
    Ok(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?)
}

/// Each step is one transaction with the version that it leads to: a cut between two steps leaves
/// a file of an earlier version, whole.
fn migrate(connection: &mut Connection, plan: &Plan, from: u32) -> Result<(), StoreFault> {
    let known = plan.steps.len() as u32;
    if from > known {
        return Err(StoreFault::Later { found: from, known });
    }
    for (version, step) in (1..).zip(plan.steps).skip(from as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "application_id", plan.application)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}
