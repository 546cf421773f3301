//! The clerk: the one thread that owns the store, the keys of the open draft and the courier.
//!
//! It takes memos and does one after the other; it answers with messages. The window never waits
//! for a disk, no key crosses to the window's thread, and nothing here needs a lock. What takes
//! long (a code, a paper, the network) is done beside it and comes back as another memo.

mod desk;
mod paper;
mod round;
mod search;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::task::AbortHandle;
use zeroize::Zeroizing;

use super::action::{Action, Message, Shelf, Trouble, VisitNumber};
use super::clock::Clock;
use super::config::Places;
use super::demo::Demo;
use super::directory::Directory;
use super::post::{Address, Asked, Post};
use super::printer::Printer;
use crate::demarche::Catalogue;
use crate::seal::{Digest, Resume};
use crate::store::{Identity, Store, StoreFault};
use crate::sync::courier::{Courier, Event, Outcome, Ticket};
use crate::sync::wire::{AcknowledgementKey, Bytes, DraftFound};

use desk::Held;
use search::Search;

/// Longest time without a look at the clock.
const ROUND: Duration = Duration::from_secs(60);
/// Longest time that a paper is waited for when the program goes.
const PAPER: Duration = Duration::from_secs(10);

/// What reaches the clerk.
pub enum Memo {
    /// The screens want something done.
    Do(Action),
    /// A new code was derived: its draft can travel from now on.
    Derived(Box<Resume>, crate::seal::DraftId),
    /// A code that was typed was derived.
    Sought(VisitNumber, Option<Box<Resume>>),
    /// What the central service has for that code.
    Found(VisitNumber, Asked<DraftFound>),
    /// What came of a request of the courier.
    Answered(Ticket, Outcome),
    /// A paper did not come out.
    NotPrinted(crate::seal::Number),
    /// The program ends.
    Stop,
    /// The program is about to become itself again: a demonstration keeps its directory.
    Renew,
}

/// What the clerk needs to begin.
pub struct Office {
    /// The store's file.
    pub store: PathBuf,
    /// Procedures and words.
    pub catalogue: Arc<Catalogue>,
    /// Where papers go.
    pub printer: Printer,
    /// As the papers show it: `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// Whom to call, or nobody.
    pub phone: String,
    /// Life of a draft, in days.
    pub draft_days: u32,
    /// Where the terminal is, and which table of places serves.
    pub places: Places,
    /// The clock of the program.
    pub clock: Clock,
    /// A demonstration prepares itself before the store is opened.
    pub demo: Option<Demo>,
}

/// The clerk at work: send it memos.
pub struct Clerk {
    memos: Sender<Memo>,
    thread: Option<JoinHandle<()>>,
}

impl Clerk {
    /// Starts the thread. `tell` is called from it, and from the threads beside it.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(
        office: Office,
        tell: impl Fn(Message) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (memos, inbox) = channel();
        let own = memos.clone();
        let tell: Tell = Arc::new(tell);
        let thread = std::thread::Builder::new()
            .name("clerk".into())
            .spawn(move || begin(office, &inbox, own, tell))?;
        Ok(Self { memos, thread: Some(thread) })
    }

    /// Hands over an action. After the end it falls on the floor.
    pub fn perform(&self, action: Action) {
        self.send(Memo::Do(action));
    }

    /// Hands over any memo.
    pub fn send(&self, memo: Memo) {
        // The thread only ends with the program.
        let _ended = self.memos.send(memo);
    }
}

impl Clerk {
    /// Ends the thread, after everything that was handed over before is done, and leaves all that
    /// is on the disk for the program that follows.
    pub fn make_way(self) {
        self.send(Memo::Renew);
    }
}

impl Drop for Clerk {
    fn drop(&mut self) {
        self.send(Memo::Stop);
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

type Tell = Arc<dyn Fn(Message) + Send + Sync>;

/// The thread's own state, once the store is open.
struct Work {
    office: Office,
    directory: Directory,
    store: Store,
    identity: Identity,
    courier: Courier,
    post: Post,
    network: tokio::runtime::Runtime,
    memos: Sender<Memo>,
    tell: Tell,
    /// The draft that is open on the screen, and its key.
    held: Option<Held>,
    /// The code that is being looked for.
    search: Option<Search>,
    /// The dossier sealed in this visit: its arrival is told.
    sealed: Option<(VisitNumber, Digest)>,
    /// Requests under way, so that they can be stopped.
    flights: BTreeMap<Ticket, AbortHandle>,
    /// What the screens know of the line.
    shown: Option<super::action::Line>,
    /// What they know that somebody should look at.
    concern: Option<super::action::Concern>,
    /// What goes on beside the clerk.
    beside: Vec<JoinHandle<()>>,
    /// Trusted time when the program started, as it was written down.
    noted: Option<i64>,
}

fn begin(office: Office, inbox: &Receiver<Memo>, memos: Sender<Memo>, tell: Tell) {
    let directory = Directory::open(&office.places);
    tell(Message::Places(directory.clone()));
    match open(office, directory, memos, Arc::clone(&tell)) {
        Ok(mut work) => {
            work.opened();
            work.run(inbox);
        }
        Err(trouble) => {
            tell(Message::Store(Shelf::Trouble(trouble)));
            // Nothing can be kept: every action is answered by silence, and the screen says why.
            while !matches!(inbox.recv(), Ok(Memo::Stop | Memo::Renew) | Err(_)) {}
        }
    }
}

fn open(
    mut office: Office,
    directory: Directory,
    memos: Sender<Memo>,
    tell: Tell,
) -> Result<Work, Trouble> {
    if let Some(demo) = &mut office.demo {
        demo.prepare().map_err(|fault| {
            tracing::error!(event = "demo", fault = %fault);
            Trouble::Unreachable
        })?;
    }
    let store = Store::open(&office.store).map_err(|fault| trouble(&fault))?;
    let identity =
        store.identity().map_err(|fault| trouble(&fault))?.ok_or(Trouble::Unreachable)?;
    let noted = store.trusted_time().map_err(|fault| trouble(&fault))?;
    let post = Post::new(&Address {
        central: &identity.central,
        authority: &identity.authority,
        terminal: Some((&identity.certificate, &identity.tls_key)),
        trusted: noted.unwrap_or_else(|| super::clock::wall_ms() / 1000),
    })
    .map_err(|_| Trouble::Unreachable)?;
    let network = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("post")
        .enable_all()
        .build()
        .map_err(|_| Trouble::Unreachable)?;
    let key = AcknowledgementKey(Bytes(identity.acknowledgement_key.bytes().to_vec()));
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(|_| Trouble::Unreachable)?;
    let courier = Courier::new(key, u64::from_le_bytes(seed));
    Ok(Work {
        office,
        directory,
        store,
        identity,
        courier,
        post,
        network,
        memos,
        tell,
        held: None,
        search: None,
        sealed: None,
        flights: BTreeMap::new(),
        shown: None,
        concern: None,
        beside: Vec::new(),
        noted,
    })
}

/// What the mediator's screen says of a fault of the store.
fn trouble(fault: &StoreFault) -> Trouble {
    tracing::error!(event = "store", fault = %fault);
    match fault {
        StoreFault::Later { .. } => Trouble::LaterVersion,
        StoreFault::Corrupt | StoreFault::NotOurs | StoreFault::Row => Trouble::Corrupt,
        StoreFault::Full => Trouble::Full,
        _ => Trouble::Unreachable,
    }
}

impl Work {
    fn run(&mut self, inbox: &Receiver<Memo>) {
        loop {
            self.carry();
            let wait = self.courier.wake().map_or(ROUND, |wake| {
                let now = self.office.clock.moment();
                Duration::from_millis(wake.0.saturating_sub(now.0)).min(ROUND)
            });
            match inbox.recv_timeout(wait) {
                Ok(Memo::Stop) | Err(RecvTimeoutError::Disconnected) => return self.wait_beside(),
                Ok(Memo::Renew) => {
                    self.keep_demonstration();
                    return self.wait_beside();
                }
                Ok(memo) => self.take(memo),
                Err(RecvTimeoutError::Timeout) => self.courier_hears(Event::Woke),
            }
        }
    }

    fn take(&mut self, memo: Memo) {
        match memo {
            Memo::Do(action) => self.perform(action),
            Memo::Derived(resume, draft) => self.code_derived(&resume, draft),
            Memo::Sought(visit, resume) => self.sought(visit, resume),
            Memo::Found(visit, found) => self.found(visit, found),
            Memo::Answered(ticket, outcome) => {
                let _landed = self.flights.remove(&ticket);
                let clock = super::clock::wall_ms() / 1000;
                self.courier_hears(Event::Answered { ticket, outcome, clock });
                self.hear_time();
            }
            Memo::NotPrinted(number) => self.not_printed(number),
            Memo::Stop | Memo::Renew => {}
        }
    }

    fn keep_demonstration(&mut self) {
        if let Some(demo) = &mut self.office.demo {
            demo.keep();
        }
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::Begin { visit, edition } => self.begin(visit, &edition),
            Action::SaveDraft { visit, draft } => self.save(visit, &draft),
            Action::RefuseCode { visit } => self.refuse_code(visit),
            Action::FindDraft { visit, code } => self.find(visit, &code),
            Action::ChooseVersion { visit, version } => self.choose(visit, version),
            Action::Send { visit, dossier } => self.send(visit, &dossier),
            Action::PrintTicket { visit, code, print } => {
                self.print_ticket(visit, &code, &print);
            }
            Action::PrintList { visit, list, second, letters } => {
                let draw = move || list.pdf(letters, second.as_deref());
                self.put_out(visit, "liste".to_owned(), None, draw);
            }
            Action::PrintPractice { visit, paper } => {
                self.put_out(visit, "entrainement".to_owned(), None, move || paper.pdf());
            }
            Action::PrintReceipt { visit, number, contents, paper } => {
                self.print_receipt(visit, &number, &contents, &paper);
            }
            Action::EraseDraft { visit } => self.erase(visit),
            Action::KeepAndLeave { visit, draft } => self.keep(visit, draft.as_deref()),
            Action::CallMediator { visit } => {
                tracing::info!(event = "mediator_called", visit);
            }
            Action::EndVisit { visit } => self.end_visit(visit),
            // The voice has its own thread; without one there is nothing to do.
            Action::Speak { .. } | Action::Hush { .. } => {}
        }
    }

    /// A thread beside the clerk, for what takes long. Its answer is a memo or a message.
    fn beside(&mut self, work: impl FnOnce() + Send + 'static) {
        self.beside.retain(|thread| !thread.is_finished());
        match std::thread::Builder::new().name("beside".into()).spawn(work) {
            Ok(thread) => self.beside.push(thread),
            Err(error) => tracing::error!(event = "no_thread", fault = %error),
        }
    }

    /// A paper on its way comes out whole before the program goes, unless its queue hangs.
    fn wait_beside(&self) {
        let begun = std::time::Instant::now();
        let busy = |thread: &JoinHandle<()>| !thread.is_finished();
        while self.beside.iter().any(busy) && begun.elapsed() < PAPER {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn say(&self, message: Message) {
        (self.tell)(message);
    }
}

/// A code as it was handed over, on its way to be derived.
type Typed = Zeroizing<String>;
