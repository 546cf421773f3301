//! The service at work: its doors open, its certificate fresh, its old drafts removed, until it
//! is told to stop.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::interval;
use tokio_rustls::TlsAcceptor;

use crate::central::authority::{AuthorityFault, day};
use crate::central::server::{Door, Running, stopped};
use crate::central::tls::{self, TlsFault};
use crate::central::{Central, health, router};

/// How often old drafts are removed and the certificate is made again.
const HOUSEKEEPING: Duration = Duration::from_secs(3600);
/// Connections of the admin door.
const ADMIN_CONNECTIONS: u32 = 16;

/// The doors, bound and not yet serving.
pub struct Doors {
    central: Arc<Central>,
    terminals: TcpListener,
    plain: Option<TcpListener>,
    admin: Option<TcpListener>,
    tls: watch::Sender<TlsAcceptor>,
}

/// Why a door does not open.
#[derive(Debug, thiserror::Error)]
pub enum DoorFault {
    /// The address is taken, or not ours.
    #[error("address refused")]
    Bind(#[from] io::Error),
    /// No certificate could be made for the configured names.
    #[error("certificate refused")]
    Certificate(#[from] AuthorityFault),
    /// The TLS library refuses.
    #[error("TLS refused")]
    Tls(#[from] TlsFault),
}

impl Doors {
    /// Binds every configured address.
    ///
    /// # Errors
    /// When one of them cannot be had.
    pub async fn open(central: Arc<Central>) -> Result<Self, DoorFault> {
        let config = central.config();
        let terminals = TcpListener::bind(config.address).await?;
        let plain = bind(config.plain).await?;
        let admin = bind(config.admin).await?;
        let (tls, _) = watch::channel(fresh(&central)?);
        Ok(Self { central, terminals, plain, admin, tls })
    }

    /// Where terminals connect.
    ///
    /// # Errors
    /// The system's.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.terminals.local_addr()
    }

    /// Where plain HTTP is spoken, if it is.
    pub fn plain_address(&self) -> Option<SocketAddr> {
        self.plain.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    /// Where health and metrics are, if they are.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    /// Serves until `running` says stop, then lets the requests in progress finish.
    pub async fn serve(self, running: watch::Receiver<Running>) {
        let Self { central, terminals, plain, admin, tls } = self;
        let limits = central.config().limits.clone();
        let connections = central.config().connections;
        let router = router::router(Arc::clone(&central));
        let door = |listener, router, tls, connections| Door {
            listener,
            tls,
            router,
            limits: limits.clone(),
            connections,
        };
        let main = door(terminals, router.clone(), Some(tls.subscribe()), connections);
        let plain = plain.map(|listener| door(listener, router, None, connections));
        let admin = admin.map(|listener| {
            door(listener, health::router(Arc::clone(&central)), None, ADMIN_CONNECTIONS)
        });
        let all = async {
            tokio::join!(
                main.serve(running.clone()),
                served(plain, running.clone()),
                served(admin, running.clone()),
            )
        };
        tracing::info!(event = "serving");
        let ((), (), ()) = tokio::select! {
            ended = all => ended,
            never = keep_house(&central, &tls) => match never {},
        };
        tracing::info!(event = "stopped");
    }
}

/// Says *stop* when the system asks for it.
///
/// # Errors
/// When signals cannot be heard.
pub fn on_signal(sender: watch::Sender<Running>) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let _task = tokio::spawn(async move {
        let _heard = tokio::select! {
            heard = terminate.recv() => heard,
            heard = interrupt.recv() => heard,
        };
        let _ = sender.send_replace(Running::Stop);
        // Whoever still serves has the value; the sender may go.
        sender.closed().await;
    });
    Ok(())
}

async fn bind(address: Option<SocketAddr>) -> io::Result<Option<TcpListener>> {
    match address {
        Some(address) => TcpListener::bind(address).await.map(Some),
        None => Ok(None),
    }
}

async fn served(door: Option<Door>, mut running: watch::Receiver<Running>) {
    match door {
        Some(door) => door.serve(running).await,
        None => stopped(&mut running).await,
    }
}

/// A certificate made now, for the configured names.
fn fresh(central: &Central) -> Result<TlsAcceptor, DoorFault> {
    let names = &central.config().names;
    let identity = central.authority().server(names, day(central.now()))?;
    Ok(tls::acceptor(central.authority(), identity)?)
}

/// Never ends by itself; what fails here is tried again an hour later.
async fn keep_house(
    central: &Central,
    tls: &watch::Sender<TlsAcceptor>,
) -> std::convert::Infallible {
    let mut hours = interval(HOUSEKEEPING);
    loop {
        let _ = hours.tick().await;
        match central.ledger().clean_drafts(central.now()).await {
            Ok(cleaned) => {
                tracing::info!(event = "cleaned", drafts = cleaned.drafts, wraps = cleaned.wraps);
            }
            Err(fault) => tracing::error!(event = "clean_failed", fault = fault.name()),
        }
        match fresh(central) {
            Ok(acceptor) => drop(tls.send_replace(acceptor)),
            Err(_) => tracing::error!(event = "certificate_failed"),
        }
    }
}
