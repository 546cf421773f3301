//! The ledger: one SQLite file, one thread that writes, one that reads.
//!
//! The writer takes what has queued up, runs it in one transaction (each work within its own
//! savepoint, so that one fault does not undo its neighbours) and answers only after the commit.
//! Nothing is ever answered that a power cut could take back. What the rows mean is said in
//! `ledger/*`; nothing outside these files writes SQL.

mod census;
mod draft;
mod envelope;
mod schema;
mod terminal;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::sqlite::StoreFault;
pub use census::Census;
pub use draft::Cleaned;
pub use envelope::{Answered, Chunk, Grown, Incoming, Received, state_word};
pub use terminal::{EnrolFault, Enrolled, Newcomer, SiteRow, TerminalRow, TokenHash};

/// Works that may wait; one more is refused with *busy*.
const QUEUE: usize = 1024;
/// Most works of one commit.
const BATCH: usize = 128;
/// A batch is closed after this time even if more is waiting.
const BATCH_TIME: Duration = Duration::from_millis(5);

/// A handle on the ledger. Dropping it finishes what is queued and closes the file.
pub struct Ledger {
    writer: Option<SyncSender<Work>>,
    reader: Option<SyncSender<Work>>,
    threads: Vec<JoinHandle<()>>,
    counts: Arc<Counts>,
}

/// Commits and works since the start, for the metrics.
#[derive(Default)]
pub struct Counts {
    /// Transactions committed.
    pub commits: AtomicU64,
    /// Works done in them.
    pub works: AtomicU64,
    /// Works or transactions that failed.
    pub faults: AtomicU64,
}

/// Why the ledger did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LedgerFault {
    /// Too much is waiting.
    #[error("ledger busy")]
    Busy,
    /// The ledger is closing, or its thread is gone.
    #[error("ledger stopped")]
    Stopped,
    /// The disk is full.
    #[error("disk full")]
    Full,
    /// The commit failed; nothing of it is kept.
    #[error("not committed")]
    Lost,
    /// A row does not read back as what was written.
    #[error("row damaged")]
    Damaged,
    /// The file cannot be used.
    #[error("ledger file unusable")]
    File(#[source] StoreFault),
    /// SQLite refused; its text is never shown to a terminal.
    #[error("SQLite refused")]
    Sqlite(#[source] rusqlite::Error),
}

impl LedgerFault {
    /// A closed word for logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Stopped => "stopped",
            Self::Full => "full",
            Self::Lost => "lost",
            Self::Damaged => "damaged",
            Self::File(_) => "file",
            Self::Sqlite(_) => "sqlite",
        }
    }
}

impl From<rusqlite::Error> for LedgerFault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

/// What happens with the answer of a work once its transaction is decided.
type Answer = Box<dyn FnOnce(Decided) + Send>;
/// One work: runs inside the transaction; its answer waits for the commit.
type Work = Box<dyn FnOnce(&Connection) -> (Kept, Answer) + Send>;

/// Whether the savepoint of a work stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
}

/// Whether the transaction was committed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decided {
    Committed,
    Lost,
    Full,
}

impl Ledger {
    /// Opens or creates the file.
    ///
    /// # Errors
    /// When it cannot be opened, is of a later version, or is damaged.
    pub fn open(path: &Path) -> Result<Self, LedgerFault> {
        let counts = Arc::new(Counts::default());
        let write = schema::open(path)?;
        let read = schema::open(path)?;
        read.pragma_update(None, "query_only", true)?;
        let (writer, works) = sync_channel(QUEUE);
        let counting = Arc::clone(&counts);
        let writing = spawn("ledger-write", move || write_loop(&write, &works, &counting))?;
        let (reader, works) = sync_channel(QUEUE);
        let reading = spawn("ledger-read", move || read_loop(&read, &works))?;
        let threads = vec![writing, reading];
        Ok(Self { writer: Some(writer), reader: Some(reader), threads, counts })
    }

    /// Commits and works since the start.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Runs in a transaction and answers after its commit.
    ///
    /// # Errors
    /// The work's own, or that of the commit; in both cases nothing of it is kept.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LedgerFault> + Send + 'static,
    ) -> Result<T, LedgerFault> {
        submit(self.writer.as_ref(), work)?.await.map_err(|_| LedgerFault::Stopped)?
    }

    /// Runs on the reading connection.
    ///
    /// # Errors
    /// The work's own.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LedgerFault> + Send + 'static,
    ) -> Result<T, LedgerFault> {
        submit(self.reader.as_ref(), work)?.await.map_err(|_| LedgerFault::Stopped)?
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        self.writer = None;
        self.reader = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has already been counted and answered for.
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, LedgerFault> {
    std::thread::Builder::new().name(name.into()).spawn(run).map_err(|_| LedgerFault::Stopped)
}

/// Queues a work whose answer is sent once its transaction is decided.
fn submit<T: Send + 'static>(
    queue: Option<&SyncSender<Work>>,
    work: impl FnOnce(&Connection) -> Result<T, LedgerFault> + Send + 'static,
) -> Result<oneshot::Receiver<Result<T, LedgerFault>>, LedgerFault> {
    let (sender, receiver) = oneshot::channel();
    let boxed: Work = Box::new(move |connection| {
        let result = work(connection);
        let kept = if result.is_ok() { Kept::Yes } else { Kept::No };
        let answer: Answer = Box::new(move |decided| {
            let result = match decided {
                Decided::Committed => result,
                Decided::Lost => result.and(Err(LedgerFault::Lost)),
                Decided::Full => result.and(Err(LedgerFault::Full)),
            };
            // The client may have gone; what was committed stays.
            let _ = sender.send(result);
        });
        (kept, answer)
    });
    match queue.ok_or(LedgerFault::Stopped)?.try_send(boxed) {
        Ok(()) => Ok(receiver),
        Err(TrySendError::Full(_)) => Err(LedgerFault::Busy),
        Err(TrySendError::Disconnected(_)) => Err(LedgerFault::Stopped),
    }
}

fn write_loop(connection: &Connection, works: &Receiver<Work>, counts: &Counts) {
    while let Ok(first) = works.recv() {
        if connection.execute_batch("BEGIN IMMEDIATE").is_err() {
            // The work is dropped unrun, and whoever waits for it hears that it was not done.
            let _ = counts.faults.fetch_add(1, Ordering::Relaxed);
            continue;
        }
        let answers = batch(connection, first, works, counts);
        let decided = commit(connection);
        if decided != Decided::Committed {
            let _ = counts.faults.fetch_add(1, Ordering::Relaxed);
        }
        let _ = counts.commits.fetch_add(1, Ordering::Relaxed);
        let _ = counts.works.fetch_add(answers.len() as u64, Ordering::Relaxed);
        for answer in answers {
            answer(decided);
        }
    }
}

/// The works of one transaction: what has queued up, within bounds.
fn batch(
    connection: &Connection,
    first: Work,
    works: &Receiver<Work>,
    counts: &Counts,
) -> Vec<Answer> {
    let started = Instant::now();
    let mut answers = Vec::new();
    let mut next = Some(first);
    while let Some(work) = next.take() {
        answers.extend(savepoint(connection, work, counts));
        // A full disk makes SQLite undo the whole transaction by itself: nothing may follow.
        let open = !connection.is_autocommit();
        if open && answers.len() < BATCH && started.elapsed() < BATCH_TIME {
            next = works.try_recv().ok();
        }
    }
    answers
}

fn commit(connection: &Connection) -> Decided {
    let Err(error) = connection.execute_batch("COMMIT") else { return Decided::Committed };
    if !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => Decided::Full,
        _ => Decided::Lost,
    }
}

/// Runs one work so that its failure, or even its panic, leaves the others' rows alone.
fn savepoint(connection: &Connection, work: Work, counts: &Counts) -> Option<Answer> {
    if connection.execute_batch("SAVEPOINT work").is_err() {
        return None;
    }
    let done = catch_unwind(AssertUnwindSafe(|| work(connection)));
    let kept = done.as_ref().map_or(Kept::No, |(kept, _)| *kept);
    let end = match kept {
        Kept::Yes => "RELEASE work",
        Kept::No => "ROLLBACK TO work; RELEASE work",
    };
    if kept == Kept::No {
        let _ = counts.faults.fetch_add(1, Ordering::Relaxed);
    }
    match (connection.execute_batch(end), done) {
        (Ok(()), Ok((_, answer))) => Some(answer),
        _ => None,
    }
}

fn read_loop(connection: &Connection, works: &Receiver<Work>) {
    while let Ok(work) = works.recv() {
        if let Ok((_, answer)) = catch_unwind(AssertUnwindSafe(|| work(connection))) {
            answer(Decided::Committed);
        }
    }
}

/// SQLite counts to 2⁶³ - 1. What is larger was refused at the door.
fn stored(number: u64) -> Result<i64, LedgerFault> {
    i64::try_from(number).map_err(|_| LedgerFault::Damaged)
}
